"""The foot of the step: Back, Skip, I would leave here, Next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.ratings import Outcome
from oracle.ui.sheet import Sheet
from oracle.ui.walk.leave_sheet import LeaveSheet
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import SplitButton, button, line, set_look

HEIGHT = 52


class StepFoot(QFrame):
    """Next is always enabled; it is the dark button once the step has its friction."""

    def __init__(self, session: WalkSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("ground", "surface")
        self.setProperty("foot", True)
        self.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        row = QHBoxLayout()
        column.addLayout(row, 1)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(2)
        self.back = button(_("Back"), "quiet", strong=True, clicked=session.back)
        self.skip = SplitButton(
            _("Skip"),
            lambda: session.skip(Outcome.SKIPPED),
            (
                (_("Skip"), lambda: session.skip(Outcome.SKIPPED)),
                (_("Does not apply"), lambda: session.skip(Outcome.NOT_APPLICABLE)),
                (_("Cannot tell"), lambda: session.skip(Outcome.CANNOT_TELL)),
            ),
            "quiet",
        )
        self.leave = button(_("I would leave here"), "danger", clicked=self.ask_leave)
        self.next = button(_("Next"), "plain", "arrow-right", clicked=session.next)
        # Four words in 340 px: less air inside the quiet ones.
        for quiet in (self.back, self.skip.main, self.leave):
            quiet.setStyleSheet("padding: 0 6px")
        self.skip.arrow.setStyleSheet("min-width: 18px; max-width: 18px; padding: 0")
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.next.setStyleSheet("padding: 0 8px")
        for part in (self.back, self.skip):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.next)

    def show_scene(self, scene: Scene) -> None:
        """Next is dark where something was said of the step, and says Finish at the end of the road."""
        visit = scene.visit(scene.step.id)
        said = visit.outcome is not None and not scene.asks_whether_it_came()
        set_look(self.next, "look", "dark" if said else "plain")
        last = scene.beside(1) is None
        self.next.setText(_("Finish") if last else _("Next"))
        self.next.setAccessibleName(self.next.text())
        self.back.setEnabled(scene.beside(-1) is not None)

    def ask_leave(self) -> Sheet:
        """Opens the sheet that asks why."""
        sheet = LeaveSheet(self._session, self.window())
        sheet.open()
        return sheet
