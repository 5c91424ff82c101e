"""A journey's card on the home screen."""

from __future__ import annotations

from collections import Counter
from math import floor

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.journey import JourneyCard
from oracle.report.charts.mini import mini_road, mini_story
from oracle.ui.context import Context, WayBack
from oracle.ui.dates import day
from oracle.ui.widgets import Card, ChartView, Elided, Severities, button, icon_button, icon_label, label

LEAST, ROOMY, HEIGHT = 320, 400, 162  # of two in a row, of more than two
RHYTHM = 17  # pixels of the line that tells it; as much is left free without one, so that roads stand at one height
ROAD_HEIGHT, ROAD_BAND, ROAD_WIDEST = 50, 9, 268


def walk_it(context: Context, card: JourneyCard, **back: WayBack) -> None:
    """Goes on with the walk that is under way, or to the page before setting off, which leads `back` where told."""
    if card.unfinished_walk_id is not None:
        context.navigate("walk", walk_id=card.unfinished_walk_id)
    else:
        context.navigate("walk", journey_id=card.journey_id, **back)


class JourneyTile(Card):
    """Name, persona, steps, last walk, quality with its change, a small road, open potholes, and Walk it.

    Enter opens it, W walks it.
    """

    walk_asked = Signal()
    menu_asked = Signal(object)  # QPoint of the screen

    def __init__(self, card: JourneyCard, parent: QWidget | None = None) -> None:
        super().__init__(parent, live=True, name=card.title)
        self.card = card
        self.setMinimumHeight(HEIGHT)
        self.setMinimumWidth(LEAST - 40)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._about = _about(card)
        rhythm = card.rewalk_days
        told = (self._about, "" if rhythm is None else words.rhythm(rhythm))
        self.setAccessibleDescription(" · ".join(filter(None, told)))
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 11, 15, 12)
        row.setSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(Elided(card.title, "card"), 1)
        self.more = icon_button("ellipsis", _("More: {journey}").format(journey=card.title), size="row")
        self.more.clicked.connect(lambda: self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        top.addWidget(self.more)
        left.addLayout(top)
        left.addWidget(Elided(self._about, "small"))
        if card.rewalk_days is None:
            left.addSpacing(RHYTHM)
        else:
            left.addWidget(_rhythm(card.rewalk_days))
        self._road = _Road(card)
        left.addWidget(self._road)
        left.addStretch(1)
        left.addWidget(_holes(card))
        row.addLayout(left, 1)
        row.addLayout(self._right())

    def shows(self, card: JourneyCard) -> bool:
        """Whether a tile made now would look the same; what was walked today was walked yesterday tomorrow."""
        return card == self.card and _about(card) == self._about

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        end = Qt.AlignmentFlag.AlignRight
        quality = self.card.quality
        if quality is None:
            column.addWidget(label("–", "number-none"), 0, end)
            said = _("no walk yet") if not self.card.walks else _("not rated")
            column.addWidget(label(said, "small"), 0, end)
        else:
            column.addWidget(label(str(floor(quality + 0.5)), "number"), 0, end)
            if self.card.change is not None:
                column.addWidget(_change(self.card.change), 0, end)
                column.addSpacing(2)
            column.addWidget(label(_("road quality"), "small"), 0, end)
        column.addStretch(1)
        resumes = self.card.unfinished_walk_id is not None
        text, icon = (_("Resume"), "play") if resumes else (_("Walk it"), "footprints")
        self.walk = button(text, "plain", icon, size="small", clicked=self.walk_asked.emit)
        self.walk.setAccessibleName(f"{text}: {self.card.title}")
        column.addWidget(self.walk, 0, end)
        return column

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "w" and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.walk_asked.emit()
        else:
            super().keyPressEvent(event)


class _Road(ChartView):
    """The small road of a card. Drawn when it is seen: most cards of a long home are not."""

    def __init__(self, card: JourneyCard) -> None:
        super().__init__()
        self._card = card
        self.setAccessibleName(mini_story(card.frictions))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(ROAD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        width = max(140, min(ROAD_WIDEST, self.width()))
        if self.chart is None or self.chart.width != width:
            card = self._card
            self.set_chart(mini_road(card.frictions, width, ROAD_HEIGHT, band=ROAD_BAND, holes=card.holes))
        super().paintEvent(event)


def _about(card: JourneyCard) -> str:
    count = card.steps
    parts = [card.persona_name, ngettext("{n} step", "{n} steps", count).format(n=count)]
    if card.last_walked_at is not None:
        parts.append(_("walked {day} by {tester}").format(day=day(card.last_walked_at), tester=card.last_tester))
    return " · ".join(part for part in parts if part)


def _rhythm(days: int) -> QWidget:
    """How often the journey is walked again."""
    box = QWidget()
    box.setFixedHeight(RHYTHM)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(icon_label("repeat", "ink_2", 12))
    row.addWidget(Elided(words.rhythm(days), "small"), 1)
    return box


def _change(change: float) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    points = floor(abs(change) + 0.5)
    if not points:
        icon, text = "minus", _("no change")
    elif change > 0:
        icon, text = "chevron-up", _("up {n}").format(n=points)
    else:
        icon, text = "chevron-down", _("down {n}").format(n=points)
    row.addWidget(icon_label(icon, "ink", 14))
    row.addWidget(label(text, "small-ink"))
    return box


def _holes(card: JourneyCard) -> QWidget:
    box = QWidget()
    box.setFixedHeight(28)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    counts = Counter(card.open_severities)
    if not card.walks:
        row.addWidget(Elided(_("Its road is drawn after the first walk"), "small"), 1)
        return box
    if counts:
        row.addWidget(Severities(counts), 1)
        return box
    if card.quality is None:  # nobody has looked: that is no good news
        row.addWidget(label(_("Nothing rated yet"), "small"))
    else:
        row.addWidget(icon_label("check", "ink", 14))
        row.addWidget(label(_("No open potholes"), "small-ink"))
    row.addStretch(1)
    return box
