"""The walk step by step: a row a step with what was logged, and the details of one opened below its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import tokens, words
from oracle.language import _, ngettext
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import Outcome
from oracle.model.walk import Visit
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.report.charts.data import label as pothole_label
from oracle.ui import theme
from oracle.ui.review.rows import LiveRow
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import Scene, left_out
from oracle.ui.widgets import Card, Coin, Elided, Sign, icon_label, label, line
from oracle.ui.widgets.choices import FACES
from oracle.ui.widgets.thumbnails import Thumbnail
from oracle.workspace import captures

ROW = 46
NUMBER, FRICTION, FEELING, HOLES, CAPTURES = 36, 112, 104, 124, 80
NOTE_FROM, CAPTURES_FROM, WORDS_FROM = 800, 640, 560  # widths from which these columns are shown
SIGNS = 3
TITLE_AT = 68  # px from a row's left edge


class StepRow(LiveRow):
    """One step. `asked` opens its details."""

    pothole_asked = Signal(str)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.step = step
        self._state: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 16, 0)
        row.setSpacing(8)
        number = label(str(step.number), "secondary")
        number.setFixedWidth(NUMBER - 8)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(number)
        row.addSpacing(4)
        row.addWidget(icon_label(CHANNEL_ICONS[step.channel], "ink_2", 16))
        row.addLayout(self._title(), 4)
        self.coin = Coin(None)
        self.friction = Elided()
        row.addWidget(_cell(FRICTION, self.coin, self.friction))
        self._feeling_cell = QWidget()
        self._feeling_cell.setFixedWidth(FEELING)
        self._feeling = QHBoxLayout(self._feeling_cell)
        self._feeling.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._feeling_cell)
        self.note = Elided("", "secondary")
        row.addWidget(self.note, 5)
        self._holes_cell = QWidget()
        self._holes_cell.setFixedWidth(HOLES)
        self._holes = QHBoxLayout(self._holes_cell)
        self._holes.setContentsMargins(0, 0, 0, 0)
        self._holes.setSpacing(4)
        row.addWidget(self._holes_cell)
        self.thumbnail = Thumbnail(_("Captures of this step"), 50, 32)
        self.thumbnail.clicked.connect(lambda *_checked: self.asked.emit())
        self.thumbnail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count = label("", "small")
        self._captures_cell = _cell(CAPTURES, self.thumbnail, self.count, right=True)
        row.addWidget(self._captures_cell)

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        title = Elided(self.step.title, "strong")
        # No wider than its text, so that the star follows it.
        font = QFontMetrics(theme.current().font(tokens.STRONG))
        title.setMaximumWidth(font.horizontalAdvance(title.text()) + 4)
        row.addWidget(title, 1000)
        if self.step.moment_of_truth:
            star = icon_label("star", "ink", 14)
            star.setToolTip(_("Moment of truth"))
            row.addWidget(star)
        row.addStretch(1)
        return row

    def show_scene(self, scene: Scene) -> bool:
        """Shows what is stored; whether anything is another than before."""
        visit, holes = scene.visit(self.step.id), scene.potholes_at(self.step.id)
        shots = scene.open.captures_at(self.step.id)
        state = (visit, holes, shots)
        if state == self._state:
            return False
        self._state = state
        self._show_visit(visit)
        self._show_holes(scene, holes)
        self.count.setText(str(len(shots)) if shots else "–")
        self.thumbnail.setVisible(bool(shots))
        self.thumbnail.set_left_out(bool(shots) and left_out(scene, shots[0]))
        self.setAccessibleName(self._story(visit, holes, len(shots)))
        return True

    def _show_visit(self, visit: Visit) -> None:
        value = visit.valued_friction
        self.coin.set_value(value)
        plain = visit.outcome in {None, Outcome.DONE, Outcome.BLOCKED}
        self.friction.setText(words.friction(value) if plain else words.outcome(visit.outcome))
        _clear(self._feeling)
        if visit.feeling is not None:
            self._feeling.addWidget(icon_label(FACES[visit.feeling], "ink", 20))
            self._feeling.addWidget(Elided(words.feeling(visit.feeling)), 1)
        else:
            self._feeling.addWidget(label("–", "secondary"), 1)
        self.note.setText(visit.note)

    def _show_holes(self, scene: Scene, holes: tuple[Pothole, ...]) -> None:
        _clear(self._holes)
        for hole in holes[:SIGNS]:
            if hole.bright:
                self._holes.addWidget(icon_label("sparkles", "ink_2", 18))
                continue
            sign = _AskingSign(pothole_label(hole, scene.open.walk.number), hole.severity)
            sign.asked.connect(lambda identity=hole.id: self.pothole_asked.emit(identity))
            self._holes.addWidget(sign)
        if len(holes) > SIGNS:
            self._holes.addWidget(label(_("+{n}").format(n=len(holes) - SIGNS), "small"))
        elif len(holes) == 1 and not holes[0].bright:
            severity = holes[0].severity
            word = words.severity(severity) if severity is None else f"{severity} {words.severity(severity)}"
            self._holes.addWidget(Elided(word, "small-ink"), 1)
        elif not holes:
            self._holes.addWidget(label("–", "secondary"))
        self._holes.addStretch(0 if len(holes) == 1 else 1)

    def _story(self, visit: Visit, holes: tuple[Pothole, ...], shots: int) -> str:
        parts = [f"{self.step.number} {self.step.title}", words.friction(visit.valued_friction)]
        if visit.feeling is not None:
            parts.append(words.feeling(visit.feeling))
        parts += [hole.title for hole in holes]
        if shots:
            parts.append(ngettext("{n} capture", "{n} captures", shots).format(n=shots))
        return ", ".join(parts)

    def show_columns(self, width: int) -> None:
        """Shows the columns for which there is room."""
        self.note.setVisible(width >= NOTE_FROM)
        self._captures_cell.setVisible(width >= CAPTURES_FROM)
        self._feeling_cell.setVisible(width >= WORDS_FROM)


class _AskingSign(Sign):
    asked = Signal()

    def __init__(self, text: str, severity: int | None) -> None:
        super().__init__(text, severity, 24)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()


class StepsTable(Card):
    """All steps of the run. `pothole_asked(id)`: a sign was clicked. `details` stands below the open row."""

    pothole_asked = Signal(str)

    def __init__(self, session: ReviewSession, details: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.details = details
        self.rows: list[StepRow] = []
        self.open_id = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 6)
        self._column.setSpacing(0)
        self._head = QWidget()
        self._column.addWidget(self._head)
        self._heads = self._headings()
        details.hide()
        self._column.addWidget(details)
        session.stepped.connect(lambda: self._mark_open())

    def _headings(self) -> dict[str, QWidget]:
        self._head.setFixedHeight(34)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(TITLE_AT, 0, 16, 0)
        row.setSpacing(8)
        heads: dict[str, QWidget] = {}
        for key, text, width, stretch in (
            ("step", _("Step"), 0, 4), ("friction", _("Friction"), FRICTION, 0), ("feeling", _("Feeling"), FEELING, 0),
            ("note", _("Note"), 0, 5), ("holes", _("Potholes"), HOLES, 0), ("captures", _("Captures"), CAPTURES, 0),
        ):  # fmt: skip
            made = label(text, "small") if width else Elided(text, "small")
            if width:
                made.setFixedWidth(width)
            if key == "captures":
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(made, stretch)
            heads[key] = made
        return heads

    def show_scene(self, scene: Scene) -> None:
        """Shows the steps; rows stay where they are as long as the road is the same."""
        if [row.step for row in self.rows] != list(scene.steps):
            self._make_rows(scene)
        for row in self.rows:
            if row.show_scene(scene):
                self._draw(scene, row)

    def _make_rows(self, scene: Scene) -> None:
        self.open_id = ""
        self.details.hide()
        self._column.removeWidget(self.details)
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for step in scene.steps:
            row = StepRow(step)
            row.asked.connect(lambda step=step: self.turn(step.id))
            row.pothole_asked.connect(self.pothole_asked)
            row.moved.connect(lambda by, row=row: self._move(row, by))
            row.show_columns(self.width())
            self._column.addWidget(line())
            self._column.addWidget(row)
            self.rows.append(row)
        self._column.addWidget(self.details)

    def _draw(self, scene: Scene, row: StepRow) -> None:
        shots = scene.open.captures_at(row.step.id)
        if shots:
            self._session.context.tasks.read(
                captures.thumbnail, shots[0].id, then=row.thumbnail.set_picture, failed=lambda _error: None, owner=row
            )

    def turn(self, step_id: str) -> None:
        """Opens the details of a step, or closes them when they are open."""
        if step_id == self.open_id:
            self.close_details()
        else:
            self.open_step(step_id)

    def open_step(self, step_id: str) -> StepRow | None:
        """Opens the details of a step below its row; None when this run has no such step."""
        row = next((each for each in self.rows if each.step.id == step_id), None)
        if row is None:
            return None
        self._session.go_to(step_id)
        self.open_id = step_id
        self._column.removeWidget(self.details)
        self._column.insertWidget(self._column.indexOf(row) + 1, self.details)
        self.details.show()
        self._mark_open()
        return row

    def close_details(self) -> None:
        """Closes the details; what was typed in them is stored."""
        self._session.flush()
        self.open_id = ""
        self.details.hide()
        self._mark_open()

    def _mark_open(self) -> None:
        for row in self.rows:
            row.set_open(row.step.id == self.open_id)

    def _move(self, row: StepRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        for row in self.rows:
            row.show_columns(width)
        self._heads["note"].setVisible(width >= NOTE_FROM)
        self._heads["captures"].setVisible(width >= CAPTURES_FROM)
        self._heads["feeling"].setVisible(width >= WORDS_FROM)


def _cell(width: int, mark: QWidget, text: QWidget, *, right: bool = False) -> QWidget:
    made = QWidget()
    made.setFixedWidth(width)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    if right:
        row.addStretch(1)
    row.addWidget(mark)
    row.addWidget(text, 0 if right else 1)
    return made


def _clear(row: QHBoxLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
