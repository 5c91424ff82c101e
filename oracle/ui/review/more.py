"""What else can be done with a walk that was reviewed: put it beside another one, walk the road again, or go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from oracle.language import _
from oracle.model.ratings import ENDED, WalkState
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import icon_button


def more(session: ReviewSession, reopen: Callable[[], object]) -> QPushButton:
    """The "…" button with its menu; `reopen` walks on."""
    made = icon_button("ellipsis", _("Compare, or walk it again"))
    made.setProperty("menu", True)
    menu = QMenu(made)
    menu.addAction(_("Compare with another walk"), lambda: _go(session, "compare"))
    menu.addAction(_("Walk it again"), lambda: _go(session, "walk"))
    on = menu.addAction("", reopen)
    menu.aboutToShow.connect(lambda: _enable(session, menu, on))
    made.setMenu(menu)
    return made


def _enable(session: ReviewSession, menu: QMenu, on: QAction) -> None:
    over = session.scene is not None and session.now.open.walk.state in ENDED
    for action in menu.actions():
        action.setEnabled(over or action is on)
    if session.scene is not None:
        on.setText(walk_on(session.scene))


def walk_on(scene: Scene) -> str:
    """What going on with the walk is called."""
    return _("Reopen walk") if scene.open.walk.state is WalkState.FINISHED else _("Walk on")


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
