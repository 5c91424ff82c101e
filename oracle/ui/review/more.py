"""What else can be done with a walk that was reviewed: put it beside another one, or walk the road again."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton

from oracle.language import _
from oracle.model.ratings import ENDED
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets import icon_button


def more(session: ReviewSession) -> QPushButton:
    """The "…" button with its menu."""
    made = icon_button("ellipsis", _("Compare, or walk it again"))
    made.setProperty("menu", True)
    menu = QMenu(made)
    menu.addAction(_("Compare with another walk"), lambda: _go(session, "compare"))
    menu.addAction(_("Walk it again"), lambda: _go(session, "walk"))
    menu.aboutToShow.connect(lambda: _enable(session, menu))
    made.setMenu(menu)
    return made


def _enable(session: ReviewSession, menu: QMenu) -> None:
    over = session.scene is not None and session.now.open.walk.state in ENDED
    for action in menu.actions():
        action.setEnabled(over)


def _go(session: ReviewSession, place: str) -> None:
    scene = session.scene
    if scene is None:
        return
    if place == "compare":
        session.context.navigate("compare", walk_ids=(scene.walk_id,))
    else:
        session.context.navigate(
            "walk", journey_id=scene.open.journey.id, rewalk_of=scene.walk_id,
            back=("review", {"walk_id": scene.walk_id}),
        )  # fmt: skip
