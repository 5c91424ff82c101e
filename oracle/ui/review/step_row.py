"""One step of the review as a row: what it shows, read from the walk in one pass, and its parts, made when seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from oracle import tokens, words
from oracle.language import _, ngettext
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import Outcome
from oracle.model.walk import Capture, Visit
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.report.charts.data import label as pothole_label
from oracle.ui import theme
from oracle.ui.review.rows import LiveRow
from oracle.ui.walk.scene import Scene, left_out
from oracle.ui.widgets import Coin, Elided, Sign, icon_label, label
from oracle.ui.widgets.choices import FACES
from oracle.ui.widgets.thumbnails import Thumbnail

ROW = 47
TICK = 16
NUMBER, FRICTION, FEELING, HOLES, CAPTURES = 32, 128, 104, 124, 80
NOTE_FROM, CAPTURES_FROM, WORDS_FROM = 800, 640, 560  # widths from which these columns are shown
SIGNS = 3


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a row shows of its step."""

    visit: Visit
    holes: tuple[Pothole, ...]
    shots: tuple[Capture, ...]
    left_out: bool
    walk_number: int


class StepRow(LiveRow):
    """One step. `asked` opens its details. Its parts are made when it is first looked at: roads can be long."""

    pothole_asked = Signal(str)

    def __init__(self, step: Step, need: Callable[[StepRow], object], parent: QWidget | None = None) -> None:
        """`need` is called when it is seen, or has the keyboard, and is still empty."""
        super().__init__(ROW, parent)
        self.step = step
        self._need = need  # a signal would have to be connected a thousand times
        self.is_filled = False
        self._facts: StepFacts | None = None
        self._width = 0

    def fill(self) -> None:
        """Makes its parts and shows what is known."""
        if self.is_filled:
            return
        self.is_filled = True
        step = self.step
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.setSpacing(8)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(_("Choose step {n}").format(n=step.number))
        self.tick.setFixedWidth(TICK)
        self.tick.clicked.connect(lambda *_checked: self.chosen.emit(False))
        self.tick.hide()
        self._number = label(str(step.number), "secondary" if step.number < 1_000 else "small")
        self._number.setFixedWidth(NUMBER)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._number)
        row.addSpacing(4)
        self._channel = icon_label(CHANNEL_ICONS[step.channel], "ink_2", 16)
        row.addWidget(self.tick)
        row.addWidget(self._channel)
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
        self.show_columns(self._width)
        if self._facts is not None:
            self._show(self._facts)

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        title = Elided(self.step.title, "strong")
        # No wider than its text, so that the star follows it.
        font = QFontMetrics(theme.current().font(tokens.STRONG))
        title.setMaximumWidth(font.horizontalAdvance(title.text()) + 4)
        row.addWidget(title, 1000)
        if self.step.moment_of_truth:
            star = icon_label("star-filled", "ink", 14)
            star.setToolTip(_("Moment of truth"))
            row.addWidget(star)
        row.addStretch(1)
        return row

    @property
    def shots(self) -> tuple[Capture, ...]:
        """The captures of the step, as far as they are known."""
        return self._facts.shots if self._facts is not None else ()

    def show_facts(self, facts: StepFacts) -> bool:
        """Shows what is stored; whether anything is another than before."""
        if facts == self._facts:
            return False
        self._facts = facts
        self.setAccessibleName(self._story(facts))
        if self.is_filled:
            self._show(facts)
        return True

    def _show(self, facts: StepFacts) -> None:
        self._show_visit(facts.visit)
        self._show_holes(facts)
        self.count.setText(str(len(facts.shots)) if facts.shots else "–")
        self.thumbnail.setVisible(bool(facts.shots))
        self.thumbnail.set_left_out(facts.left_out)

    def show_chosen(self, is_on: bool, is_chosen: bool) -> None:
        """Shows the tick in the channel's place while steps are chosen."""
        if self.is_filled:
            self.tick.setVisible(is_on)
            self.tick.setChecked(is_chosen)
            self._channel.setVisible(not is_on)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.current().colour("line"))
        painter.end()
        if not self.is_filled:
            self._need(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.is_filled:
            self._need(self)

    def _show_visit(self, visit: Visit) -> None:
        value = visit.valued_friction
        self.coin.set_value(value)
        plain = visit.outcome in {None, Outcome.DONE, Outcome.BLOCKED}
        self.friction.setText(words.friction(value) if plain else _ended(visit.outcome))
        _clear(self._feeling)
        if visit.feeling is not None:
            self._feeling.addWidget(icon_label(FACES[visit.feeling], "ink", 20))
            self._feeling.addWidget(Elided(words.feeling(visit.feeling)), 1)
        else:
            self._feeling.addWidget(label("–", "secondary"), 1)
        self.note.setText(visit.note)

    def _show_holes(self, facts: StepFacts) -> None:
        _clear(self._holes)
        holes = facts.holes
        for hole in holes[:SIGNS]:
            if hole.bright:
                self._holes.addWidget(icon_label("bright-spot", "r0", 18))
                continue
            sign = _AskingSign(pothole_label(hole, facts.walk_number), hole.severity)
            sign.asked.connect(lambda identity=hole.id: self.pothole_asked.emit(identity))
            self._holes.addWidget(sign)
        if len(holes) > SIGNS:
            self._holes.addWidget(label(_("+{n}").format(n=len(holes) - SIGNS), "small"))
        elif len(holes) == 1 and not holes[0].bright:
            severity = holes[0].severity
            word = words.rating(severity)
            self._holes.addWidget(Elided(word, "small-ink"), 1)
        elif not holes:
            self._holes.addWidget(label("–", "secondary"))
        self._holes.addStretch(0 if len(holes) == 1 else 1)

    def _story(self, facts: StepFacts) -> str:
        visit, shots = facts.visit, len(facts.shots)
        parts = [f"{self.step.number} {self.step.title}", words.friction(visit.valued_friction)]
        if visit.feeling is not None:
            parts.append(words.feeling(visit.feeling))
        parts += [hole.title for hole in facts.holes]
        if shots:
            parts.append(ngettext("{n} capture", "{n} captures", shots).format(n=shots))
        return ", ".join(parts)

    def show_columns(self, width: int) -> None:
        """Shows the columns for which there is room."""
        self._width = width
        if self.is_filled:
            self.note.setVisible(width >= NOTE_FROM)
            self._captures_cell.setVisible(width >= CAPTURES_FROM)
            self._feeling_cell.setVisible(width >= WORDS_FROM)


class _AskingSign(Sign):
    asked = Signal()

    def __init__(self, text: str, severity: int | None) -> None:
        super().__init__(text, severity, 24)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()


def facts_of(scene: Scene) -> Iterator[StepFacts]:
    """What each row shows; everything is looked through once, however long the road is."""
    visits = {visit.step_id: visit for visit in scene.open.visits}
    holes: dict[str, dict[str, Pothole]] = defaultdict(dict)
    for hole in scene.potholes:
        seen = scene.sighting(hole)
        for step_id in seen.step_ids if seen is not None else ():
            holes[step_id][hole.id] = hole
    shots: dict[str, list[Capture]] = defaultdict(list)
    for shot in scene.open.captures:
        shots[shot.step_id].append(shot)
    for step in scene.steps:
        here = tuple(shots[step.id])
        visit = visits.get(step.id) or Visit(id="", walk_id=scene.walk_id, step_id=step.id)
        hidden = bool(here) and left_out(scene, here[0])
        yield StepFacts(visit, tuple(holes[step.id].values()), here, hidden, scene.open.walk.number)


def _ended(outcome: Outcome | None) -> str:
    """How a step ended, in a word that the column has room for."""
    return _("Would leave") if outcome is Outcome.LEFT else words.outcome(outcome)


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
