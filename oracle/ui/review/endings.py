"""How a step ended, and when what was awaited came: both can be corrected."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.ratings import LeaveReason, Outcome
from oracle.ui.review.choices import Answers
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import NOT_MET, Scene, outcome_of
from oracle.ui.walk.wait_panel import WaitPanel
from oracle.ui.widgets import label, labelled, scrolls_past

AS_RATED = "rated"


class EndingPart(QWidget):
    """The outcome; for leaving the reason and the other road; for a wait its times."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rated: tuple[str, int | None] = ("", None)  # the step corrected last, and the friction it had
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.ending = QComboBox()
        self.ending.addItem(_("Met, as rated above"), AS_RATED)
        for outcome in (*(each for each in Outcome if each in NOT_MET), Outcome.LEFT):
            self.ending.addItem(words.outcome(outcome), outcome)
        self.ending.activated.connect(lambda _at: self._end(self.ending.currentData()))
        self._ending_box = labelled(_("How it ended"), self.ending)
        column.addWidget(self._ending_box)
        column.addWidget(self._leaving())
        self.wait = WaitPanel(session)
        column.addWidget(self.wait)
        column.addWidget(self._times())

    def _leaving(self) -> QWidget:
        self.leaving = QWidget()
        column = QVBoxLayout(self.leaving)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.reason = QComboBox()
        self.reason.addItem(_("No reason given"), None)
        for reason in LeaveReason:
            self.reason.addItem(words.leave_reason(reason), reason)
        self.reason.activated.connect(lambda _at: self._leave())
        column.addWidget(labelled(_("Why one would leave"), self.reason))
        self.offered = Answers(((True, _("Yes")), (False, _("No"))), _("Another road offered"))
        self.offered.chosen.connect(lambda _value: self._leave())
        column.addWidget(
            label(_("Was an easier road offered here, such as learning more or joining?"), "label", wrap=True)
        )
        column.addWidget(self.offered)
        return self.leaving

    def _times(self) -> QWidget:
        self.times = QWidget()
        column = QVBoxLayout(self.times)
        column.setContentsMargins(0, 0, 0, 0)
        self.came = QDateTimeEdit()
        scrolls_past(self.ending, self.reason, self.came)
        self.came.setCalendarPopup(True)
        self.came.setDisplayFormat("d MMM yyyy, HH:mm")
        self.came.editingFinished.connect(self._correct_arrival)
        column.addWidget(labelled(_("It came at"), self.came))
        return self.times

    def show_scene(self, scene: Scene) -> None:
        """Shows what is stored of the open step."""
        visit = scene.visit(scene.step.id)
        at = self.ending.findData(visit.outcome) if visit.outcome is not None else 0
        waiting = visit.outcome in {Outcome.WAITING, Outcome.NEVER_CAME}
        self.ending.setCurrentIndex(max(0, at))
        self._ending_box.setVisible(not waiting)
        left = visit.outcome is Outcome.LEFT
        self.leaving.setVisible(left)
        self.reason.setCurrentIndex(max(0, self.reason.findData(visit.leave_reason)))
        self.offered.set_value(visit.other_road_offered)
        self.wait.show_scene(scene)
        self.times.setVisible(visit.came_at is not None and not waiting)
        if visit.came_at is not None and not self.came.hasFocus():
            self.came.setDateTime(QDateTime.fromSecsSinceEpoch(int(visit.came_at.timestamp())))

    def _end(self, chosen: object) -> None:
        visit = self._session.visit
        if visit.friction is not None:
            self._rated = (visit.step_id, visit.friction)
        # Who goes through the list by keys passes endings without a friction: it comes back after them.
        friction = self._rated[1] if self._rated[0] == visit.step_id else visit.friction
        fields: dict[str, Any] = {"leave_reason": None, "other_road_offered": None}
        if chosen == AS_RATED:
            fields |= {"outcome": outcome_of(None, friction), "friction": friction}
        elif chosen == Outcome.LEFT:
            fields |= {"outcome": Outcome.LEFT, "friction": friction}
        else:
            fields |= {"outcome": Outcome(str(chosen)), "friction": None}
        self._session.set_fields(**fields)

    def _leave(self) -> None:
        reason = self.reason.currentData()
        self._session.set_fields(
            outcome=Outcome.LEFT, leave_reason=None if reason is None else LeaveReason(reason),
            other_road_offered=self.offered.value,
        )  # fmt: skip

    def _correct_arrival(self) -> None:
        stored = self._session.visit.came_at
        typed = datetime.fromtimestamp(self.came.dateTime().toSecsSinceEpoch()).astimezone()
        if stored is not None and abs((typed - stored).total_seconds()) >= 60:
            self._session.set_fields(came_at=typed)
