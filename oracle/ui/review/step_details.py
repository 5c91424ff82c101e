"""Everything that was logged at one step, where it can be corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.journey import Line
from oracle.model.pothole import Pothole
from oracle.report.charts.data import label as pothole_label
from oracle.ui import theme
from oracle.ui.review import history
from oracle.ui.review.captures import CapturesPart
from oracle.ui.review.endings import EndingPart
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.extras import Extras
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.ui.walk.recovery import RecoveryPart
from oracle.ui.widgets import FeelingButtons, NoteField, RatingButtons, Sign, Tick, button, icon_label, label

TWO_COLUMNS_FROM = 640


class StepDetails(QWidget):
    """The open step. `pothole_asked(id)`: one of its potholes was chosen."""

    pothole_asked = Signal(str)

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_id = ""
        self._lines: tuple[Line, ...] = ()
        self._found: tuple[Pothole, ...] = ()
        self.ticks: dict[str, Tick] = {}
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(44, 12, 16, 20)
        self._columns.setSpacing(28)
        self._columns.addWidget(self._said(), 1)
        self._columns.addWidget(self._seen(), 1)
        session.changed.connect(self._show)
        session.stepped.connect(self._show)
        session.history_read.connect(self._show_history)
        session.flushing.connect(self.flush)

    def _said(self) -> QWidget:
        self.friction, self.feeling = RatingButtons(), FeelingButtons()
        self.friction.chosen.connect(self._session.rate)
        self.feeling.chosen.connect(lambda value: self._session.set_fields(feeling=value))
        self.note = NoteField(_("Note"), _("What stood there, what happened"), lines=2, most=12)
        self.note.changed.connect(lambda text: self._session.set_fields(note=text))
        self.ending = EndingPart(self._session)
        self.recovery = RecoveryPart(self._session)
        self.extras = Extras(self._session)
        self._does = label("", "secondary", wrap=True)
        self._history = label("", "small", wrap=True)
        self._history_box = _part(_("Changed after the finish"), self._history)
        return _column(
            self._does, _part(_("How rough was it?"), self.friction), _part(_("How did it feel?"), self.feeling),
            _part(_("Note"), self.note), self.recovery, self.ending, self.extras, self._history_box,
        )  # fmt: skip

    def _seen(self) -> QWidget:
        self.captures = CapturesPart(self._session)
        self._check_lines = QVBoxLayout()
        self._check_lines.setSpacing(0)
        inner = QWidget()
        inner.setLayout(self._check_lines)
        self._check_lines.setContentsMargins(0, 0, 0, 0)
        self._checklist = _part(_("What should happen, what must not be missing"), inner)
        holes = QWidget()
        column = QVBoxLayout(holes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Potholes and bright spots here"), "label"))
        self._holes = QVBoxLayout()
        self._holes.setSpacing(2)
        column.addLayout(self._holes)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.mark = button(_("Mark a pothole"), "quiet", "plus", size="row", strong=True, clicked=self._mark)
        row.addWidget(self.mark)
        row.addWidget(button(_("Mark a bright spot"), "quiet", "bright-spot", size="row", clicked=self._praise))
        row.addStretch(1)
        column.addLayout(row)
        return _column(self.captures, self._checklist, holes)

    # ---- showing

    def _show(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        step, visit = scene.step, scene.visit(scene.step.id)
        other = step.id != self._shown_id
        self._shown_id = step.id
        self._does.setText(step.does)
        self._does.setVisible(bool(step.does))
        self.friction.set_value(visit.friction)
        self.feeling.set_value(visit.feeling)
        self.note.set_text(visit.note)
        self.recovery.show_scene(scene)
        self.ending.show_scene(scene)
        self._show_checklist(step.checklist, dict(visit.answers))
        if other:
            self.captures.forget()
            self.extras.show_step(scene)
        else:
            self.extras.show_scene(scene)
        self.captures.show_scene(scene)
        self._show_holes()
        self._show_history()

    def _show_checklist(self, lines: tuple[Line, ...], answers: dict[str, bool]) -> None:
        if lines != self._lines:
            self._lines, self.ticks = lines, {}
            _empty(self._check_lines)
            for each in lines:
                tick = Tick(each.text, must=each.must)
                tick.answered.connect(lambda value, identity=each.id: self._session.answer(identity, value))
                self._check_lines.addWidget(tick)
                self.ticks[each.id] = tick
        for identity, tick in self.ticks.items():
            tick.set_state(answers.get(identity))
        self._checklist.setVisible(bool(lines))

    def _show_holes(self) -> None:
        scene = self._session.now
        found = scene.potholes_at(scene.step.id)
        if found == self._found:
            return
        self._found = found
        _empty(self._holes)
        for hole in found:
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            number = pothole_label(hole, scene.open.walk.number)
            row.addWidget(icon_label("bright-spot", "r0", 20) if hole.bright else Sign(number, hole.severity, 24))
            ask = button(
                words.shortened(hole.title, 42), "link", size="row", clicked=partial(self.pothole_asked.emit, hole.id)
            )
            ask.setAccessibleName(hole.title)
            row.addWidget(ask)
            row.addStretch(1)
            self._holes.addWidget(made)

    def _show_history(self) -> None:
        if self._session.scene is not None:
            told = list(history.lines(self._session.history, self._session.step))
            self._history.setText("\n".join(told))
            self._history_box.setVisible(bool(told))

    # ---- doing

    def flush(self) -> None:
        """Stores what is being typed."""
        self.note.flush()
        self.extras.flush()

    def _mark(self) -> None:
        PotholeSheet(self._session, self.window(), bright=False).open()

    def _praise(self) -> None:
        PotholeSheet(self._session, self.window(), bright=True).open()

    def minimumSizeHint(self) -> QSize:
        """As high as its texts are at the present width; Qt would take them at their narrowest."""
        width = super().minimumSizeHint().width()
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        ways = QBoxLayout.Direction
        wide = self.width() >= TWO_COLUMNS_FROM
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("paper"))
        painter.end()


def _part(title: str, content: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(title, "label"))
    column.addWidget(content)
    return box


def _column(*parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for each in parts:
        column.addWidget(each)
    column.addStretch(1)
    return box


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
