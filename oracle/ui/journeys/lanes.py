"""The lanes of the home screen: one road each, with its cards, or with its question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.model.ratings import Kind
from oracle.ui import theme
from oracle.ui.journeys.card import LEAST, ROOMY, JourneyTile
from oracle.ui.widgets import button, label

LABEL_WIDTH = 168
GAP = 16


def lane_words(kind: Kind) -> tuple[str, str]:
    """Who walks a road, and the question that an empty lane asks."""
    return {
        Kind.LEAVE: (
            _("People who pass by, online or at the shop window"),
            _("Where do people leave, and what trap made them?"),
        ),
        Kind.LEARN: (
            _("People who compare, read and ask"),
            _("Can people find out what they need, in words that they understand?"),
        ),
        Kind.JOIN: (
            _("The first yes: a list, a visit, a talk"),
            _("What comes after the first yes: something helpful, or a sales pitch?"),
        ),
        Kind.BUY: (
            _("From the basket to the day they come back"),
            _("What happens after the money is paid, and what does not?"),
        ),
        Kind.OTHER: (_("Roads of your own: cancelling, returning, unsubscribing"), ""),
    }[kind]


class Lane(QFrame):
    """One road: its name and who walks it at the left, its cards beside, or its question."""

    def __init__(self, kind: Kind, add: Callable[[Kind], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = kind is Kind.LEAVE
        self.tiles: list[JourneyTile] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GAP, 0, GAP)
        row.setSpacing(GAP)
        who, question = lane_words(kind)
        side = QWidget()
        side.setFixedWidth(LABEL_WIDTH)
        names = QVBoxLayout(side)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(2)
        names.addWidget(label(words.kind(kind), "strong", wrap=True))
        names.addWidget(label(who, "small", wrap=True))
        names.addStretch(1)
        row.addWidget(side)
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._empty = _question(question, lambda: add(kind))
        row.addWidget(self._cards, 1)
        row.addWidget(self._empty, 1)
        self._cards.hide()
        self._columns = 0

    @property
    def first(self) -> QWidget:
        """What takes the focus when the road is gone to: its first card, else the button of its question."""
        return self.tiles[0] if self.tiles else self._empty.findChild(QPushButton) or self._empty

    def show_tiles(self, tiles: list[JourneyTile]) -> None:
        """Shows these cards, or the question when there are none. Those that are shown already stay as they are."""
        if tiles == self.tiles:
            return
        had_focus = next((old.card.journey_id for old in self.tiles if old.hasFocus()), None)
        for old in set(self.tiles) - set(tiles):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.tiles = tiles
        self._cards.setVisible(bool(tiles))
        self._empty.setVisible(not tiles)
        self._columns = 0
        self._arrange()
        for tile in tiles:
            if tile.card.journey_id == had_focus:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - LABEL_WIDTH - GAP
        columns = max((room + GAP) // (ROOMY + GAP), 2 if room >= 2 * LEAST + GAP else 1)
        if columns == self._columns or not self.tiles:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for tile in self.tiles:
            tile.show()  # Qt would do so an event later, and `HomeScreen._paint` without it

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        pen = QPen(theme.current().colour("line"), 2)
        pen.setDashPattern([8, 6])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter = QPainter(self)
        painter.setPen(pen)
        painter.drawLine(0, 1, self.width(), 1)
        painter.end()


class Dashed(QFrame):
    """A frame with a dashed edge: room for something that is not there yet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        pen = QPen(theme.current().colour("edge"), 1)
        pen.setDashPattern([4, 3])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()


def _question(text: str, add: Callable[[], object]) -> QFrame:
    frame = Dashed()
    frame.setMinimumHeight(60)
    row = QHBoxLayout(frame)
    row.setContentsMargins(16, 8, 12, 8)
    row.setSpacing(16)
    row.addWidget(label(text, "body", wrap=True), 1)
    row.addWidget(button(_("Add this journey"), "plain", "plus", size="small", clicked=add))
    return frame
