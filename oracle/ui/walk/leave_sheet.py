"""I would leave here: why, whether another road was offered, and whether the walk goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from oracle import words
from oracle.language import _
from oracle.model.ratings import LeaveReason
from oracle.ui.sheet import Sheet
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import button, label


class LeaveSheet(Sheet):
    """Asks for the reason; Walk on anyway is the default."""

    def __init__(self, session: WalkSession, window: QWidget) -> None:
        under = _("Leaving is worth knowing. Say why {persona} would go.").format(persona=session.now.open.persona.name)
        super().__init__(window, _("I would leave here"), under)
        self._session = session
        self.reasons = QButtonGroup(self)
        for at, reason in enumerate(LeaveReason):
            choice = QRadioButton(words.leave_reason(reason))
            self.reasons.addButton(choice, at)
            self.body.addWidget(choice)
        self.reasons.buttons()[0].setChecked(True)
        self.body.addWidget(
            label(
                _("A trap: something held back, hidden or made hard on purpose. It counts as a pothole."),
                "small",
                wrap=True,
            )
        )
        self.body.addSpacing(4)
        self.body.addWidget(
            label(_("Was an easier road offered here, such as learning more or joining?"), "label-ink", wrap=True)
        )
        self.offered = QButtonGroup(self)
        for at, text in enumerate((_("Yes"), _("No"), _("Did not look"))):
            choice = QRadioButton(text)
            self.offered.addButton(choice, at)
            self.body.addWidget(choice)
        self.offered.buttons()[2].setChecked(True)
        self.walk_on = button(_("Walk on anyway"), "dark", clicked=lambda: self._leave(end_walk=False))
        self.end = button(_("End the walk here"), "plain", clicked=lambda: self._leave(end_walk=True))
        self.add_foot(self.walk_on, self.end)
        self.reasons.buttons()[0].setFocus()

    def _leave(self, *, end_walk: bool) -> None:
        reason = tuple(LeaveReason)[self.reasons.checkedId()]
        offered = {0: True, 1: False}.get(self.offered.checkedId())
        self.accept()
        self._session.leave(reason, offered, end_walk=end_walk)
