"""A step that is waited for: when it is due, whether it came, and a reminder for any calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDateTimeEdit, QFileDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method.time_lost import overdue
from oracle.model.ratings import Outcome
from oracle.model.walk import Visit
from oracle.ui import bus, dates
from oracle.ui.walk import reminder_file
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.widgets import FlowLayout, button, icon_label, label, scrolls_past, set_look
from oracle.workspace import clock


class WaitPanel(QFrame):
    """Shown while a step waits, and as one line once it came or never came."""

    def __init__(self, session: ShownWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("ground", "strip")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon_label("hourglass", "ink", 16))
        self.said = label("", "strong", wrap=True)
        head.addWidget(self.said, 1)
        column.addLayout(head)
        self.promise = label("", "body", wrap=True)
        column.addWidget(self.promise)
        self._asking = QWidget()
        column.addWidget(self._asking)
        self._lay_out_question()
        self.after_all = button(_("It came after all"), "plain", size="small", clicked=self._came)
        column.addWidget(self.after_all)

    def _lay_out_question(self) -> None:
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.due = _date_field()
        self.due.editingFinished.connect(self._move_due)
        self.when = _date_field()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (word, field) in enumerate(((_("Due"), self.due), (_("It came at"), self.when))):
            grid.addWidget(label(word, "label-ink"), at, 0)
            grid.addWidget(field, at, 1)
            field.setAccessibleName(word)
        column.addLayout(grid)
        answers = FlowLayout()
        self.came = button(_("It came"), "dark", size="small", clicked=self._came)
        self.not_yet = button(_("Nothing yet"), "plain", size="small", clicked=self._nothing_yet)
        self.never = button(_("Nothing came"), "plain", size="small", clicked=self._session.never_came)
        for each in (self.came, self.not_yet, self.never):
            answers.addWidget(each)
        column.addLayout(answers)
        self.days_later = button("", "plain", "arrow-right", size="small", clicked=self._pass_the_days)
        column.addWidget(self.days_later)
        self.calendar = button(
            _("Add to my calendar…"), "quiet", "calendar-plus", size="small", strong=True, clicked=self._choose_file
        )
        column.addWidget(self.calendar)

    def show_scene(self, scene: Scene) -> None:
        """Shows what is known of the current step's wait; hidden where there is none."""
        step, visit = scene.step, scene.visit(scene.step.id)
        waiting, never = visit.outcome is Outcome.WAITING, visit.outcome is Outcome.NEVER_CAME
        self.setVisible(waiting or never or visit.came_at is not None)
        self._asking.setVisible(waiting)
        self.after_all.setVisible(never)
        promise = step.wait.promise if step.wait is not None else ""
        self.promise.setText(_("Promised: {promise}").format(promise=promise))
        self.promise.setVisible(bool(promise))
        if waiting:
            self._show_waiting(scene, visit.promised_at, visit.remind_at)
        elif never:
            self.said.setText(_("Nothing came. It is noted as a pothole."))
        elif visit.came_at is not None:
            self.said.setText(_came_words(visit, visit.came_at))

    def _show_waiting(self, scene: Scene, due: datetime | None, remind_at: datetime | None) -> None:
        now = clock.now()
        over = due is None or due <= now
        said = _("Not due yet. Walk on, and come back to it.")
        if over:
            said = _("This should have come by now. Did it?")
        elif scene.beside(1) is None:
            said = _("Not due yet. Finish, and come back to it: you are reminded.")
        if remind_at is not None and remind_at > now:
            said = _("Nothing yet. You are asked again {day}.").format(day=_day(remind_at))
        self.said.setText(said)
        self.never.setVisible(over)
        # Before it is due the main thing is to walk on.
        set_look(self.came, "look", "dark" if over else "plain")
        if not self.due.hasFocus() and due is not None:
            self.due.setDateTime(_qt(due))
        if not self.when.hasFocus():
            self.when.setDateTime(_qt(now))
        length = scene.step.wait.length if scene.step.wait is not None else timedelta(days=3)
        self.days_later.setText(_("{length} later").format(length=words.length(length)))
        self.days_later.setVisible(scene.business.sample and not over)

    def _move_due(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        due, stored = _python(self.due.dateTime()), scene.visit(scene.step.id).promised_at
        if stored is None or abs(due - stored) >= timedelta(minutes=1):
            self._session.set_fields(promised_at=due)

    def _came(self) -> None:
        now = clock.now()
        told = _python(self.when.dateTime()) if self._asking.isVisible() else now
        # The field knows no seconds: this minute is now, not before the wait began.
        self._session.came(told if now - told >= timedelta(minutes=1) else now)

    def _pass_the_days(self) -> None:
        self._session.days_later()
        self.came.setFocus()  # the button itself goes

    def _nothing_yet(self) -> None:
        self._session.nothing_yet()

    # ---- calendar

    def _choose_file(self) -> None:
        name = reminder_file.file_name(self._session.step.title)
        dialog = QFileDialog(self, _("Add to my calendar"), str(Path.home() / name), _("Calendar file (*.ics)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(lambda path: self.write_calendar(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_calendar(self, path: Path) -> None:
        """Writes the wait as a calendar file."""
        scene = self._session.now
        step, visit = scene.step, scene.visit(scene.step.id)
        data = reminder_file.entry(
            uid=f"{scene.walk_id}-{step.id}", step=step.title, journey=scene.open.journey.title,
            business=scene.business.name, promise=step.wait.promise if step.wait else "",
            due=visit.promised_at or clock.now(), now=clock.now(),
        )  # fmt: skip
        told = partial(self._tell, path)
        self._session.context.tasks.compute(_write, path, data, then=told, owner=self)

    def _tell(self, path: Path, problem: str) -> None:
        told = self._session.context.bus
        if problem:
            told.message.emit(bus.WARNING, problem)
            return
        said = _("Written to {path}. Open it to add the reminder to your calendar.").format(path=path.name)
        told.offering.emit(said, _("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))


def _write(path: Path, data: bytes) -> str:
    """Writes beside and replaces; what went wrong, or "" when nothing did."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        return _("The calendar file could not be written: {reason}.").format(reason=error.strerror or error)
    return ""


def _came_words(visit: Visit, came: datetime) -> str:
    when, late = dates.moment(came), overdue(visit)
    if not late:
        return _("It came on {when}, in time.").format(when=when)
    return _("It came on {when}, {length} late.").format(when=when, length=words.length(late))


def _day(when: datetime) -> str:
    days = (when.astimezone().date() - clock.now().astimezone().date()).days
    return {0: _("today"), 1: _("tomorrow")}.get(days) or _("on {day}").format(day=dates.day(when))


def _date_field() -> QDateTimeEdit:
    field = QDateTimeEdit()
    scrolls_past(field)
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMM yyyy, HH:mm")
    return field


def _qt(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))


def _python(when: QDateTime) -> datetime:
    return datetime.fromtimestamp(when.toSecsSinceEpoch()).astimezone()
