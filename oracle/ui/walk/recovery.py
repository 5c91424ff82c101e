"""How a bump was handled once it was there: asked where a step was rough, in the walk and in the review."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.language import _
from oracle.method.recovery import is_bump
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.widgets import Tick, label


class RecoveryPart(QWidget):
    """Three lines to be answered with yes or no; hidden where there was no bump."""

    def __init__(self, session: ShownWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        asked = label(_("And then, was there …"), "label", wrap=True)
        asked.setContentsMargins(0, 0, 0, 4)
        column.addWidget(asked)
        self.ticks: dict[str, Tick] = {}
        for field, words in (
            ("apology", _("an apology?")), ("person", _("a person to turn to?")), ("truth", _("the truth about it?")),
        ):  # fmt: skip
            tick = self.ticks[field] = Tick(words)
            tick.answered.connect(lambda value, field=field: session.set_fields(**{field: value}))
            column.addWidget(tick)
        self.hide()

    def show_scene(self, scene: Scene) -> None:
        """Shows what is stored of the current step."""
        visit = scene.visit(scene.step.id)
        for field, tick in self.ticks.items():
            tick.set_state(getattr(visit, field))
        self.setVisible(is_bump(visit))
