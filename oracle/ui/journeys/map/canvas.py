"""What scrolls: heads, cards and buttons at their places, and the waits between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from oracle import tokens, words
from oracle.language import _
from oracle.model.journey import Step
from oracle.ui import theme
from oracle.ui.journeys.map.card_picture import RADIUS, CardPictures, paint_icon, scaled_font
from oracle.ui.journeys.map.cards import AddStage, AddStep, Hands, MapItem, StageHead, StepCard
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.layout import Places, lay_out
from oracle.ui.journeys.map.row import MapRow

FOOT = 32  # under everything: room for most of the zoom's buttons, which lie over it

Item = TypeVar("Item", bound=MapItem)


class Canvas(QWidget):
    """The map itself. Presses on the bare ground are told by signals."""

    pressed = Signal(QMouseEvent)
    dragged = Signal(QMouseEvent)
    released = Signal(QMouseEvent)

    def __init__(self, document: JourneyDocument, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolling moves pixels instead of painting them
        self.setAccessibleName(_("Map of the journey"))
        self.zoom = 1.0
        self.room = QSize(900, 600)
        self.places: Places = lay_out((), 1.0, 900)
        self.cards: dict[str, StepCard] = {}
        self.heads: list[StageHead] = []
        self.adds: list[AddStep] = []
        self.rows: list[MapRow] = []
        self._needed = QSize()
        self._marked: set[str] = set()
        self._ring: MapItem | None = None
        self._tab_stop = ""
        self._pictures = CardPictures()
        self._hands = hands
        self.new_stage = AddStage(hands, self)

    @property
    def factor(self) -> float:
        """Pixels for each pixel at 100 %: the zoom, and how large the system wants text."""
        return self.zoom * theme.current().scale

    # ---- following the document

    def sync(self) -> None:
        """Shows what the document says now."""
        stages = self.document.stages
        for step_id in [step_id for step_id in self.cards if not self.document.has(step_id)]:
            self._drop(self.cards.pop(step_id))
            self._marked.discard(step_id)
            self._tab_stop = "" if step_id == self._tab_stop else self._tab_stop
        self._fit(self.heads, StageHead)
        self._fit(self.adds, AddStep)
        for at, stage in enumerate(stages):
            self.heads[at].show_stage(at, stage)
            self.adds[at].show_stage(at, stage.name)
            for step in stage.steps:
                self._card(step).show_step(step, stage.name)
        self.arrange()
        self.show_selection()

    def _card(self, step: Step) -> StepCard:
        card = self.cards.get(step.id)
        if card is None:
            card = self.cards[step.id] = StepCard(step, self._pictures, self._hands, self)
            card.show()
        return card

    def _fit(self, items: list[Item], kind: Callable[[Hands, QWidget], Item]) -> None:
        """One item a stage."""
        while len(items) > len(self.document.stages):
            self._drop(items.pop())
        while len(items) < len(self.document.stages):
            items.append(kind(self._hands, self))
            items[-1].show()

    def _drop(self, item: MapItem) -> None:
        item.hide()
        item.deleteLater()

    def show_selection(self) -> None:
        """Marks the selected cards, and lets Tab lead to the current one."""
        chosen = set(self.document.selected)
        for step_id in self._marked ^ chosen:
            if step_id in self.cards:
                self.cards[step_id].set_selected(step_id in chosen)
        self._marked = chosen
        if self.document.current != self._tab_stop:
            for step_id, policy in (
                (self._tab_stop, Qt.FocusPolicy.ClickFocus),
                (self.document.current, Qt.FocusPolicy.StrongFocus),
            ):
                if step_id in self.cards:
                    self.cards[step_id].setFocusPolicy(policy)
            self._tab_stop = self.document.current

    # ---- places

    def set_room(self, room: QSize) -> None:
        """The viewport has that size."""
        if room != self.room:
            self.room = room
            self.arrange()

    def set_zoom(self, zoom: float) -> None:
        """Another zoom."""
        if zoom != self.zoom:
            self.zoom = zoom
            self.arrange()

    def arrange(self) -> None:
        """Puts everything where it belongs."""
        stages = self.document.stages
        before, self.places = self.places, lay_out(stages, self.factor, self.room.width())
        factor = self.places.factor
        for at, (stage, column) in enumerate(zip(stages, self.places.columns, strict=True)):
            self.heads[at].place(column.head, factor)
            self.adds[at].place(column.add, factor)
            for step, area in zip(stage.steps, column.cards, strict=True):
                self.cards[step.id].place(area, factor)
        self.new_stage.place(self.places.new_stage, factor)
        self.new_stage.setVisible(bool(stages))
        if self.places != before:
            self.update()  # also the ring, which goes with its item
        self.fit()

    def fit(self) -> None:
        """Takes the size that columns and rows need, at least the viewport's."""
        y = self.places.bottom + self.places.px(18)
        for row in self.rows:
            row.setGeometry(0, y, self.places.width, row.height())
            height = row.arrange(self.places)
            row.setGeometry(0, y, self.places.width, height)
            y += height
        self._needed = QSize(self.places.width, y + FOOT)
        size = self._needed.expandedTo(self.room)
        if size != self.size():
            self.resize(size)

    def needed(self) -> QSize:
        """What everything takes at the present zoom."""
        return self._needed

    def column_items(self, at: int) -> list[MapItem]:
        """What stands in a column, from top to bottom."""
        steps = self.document.stages[at].steps
        return [self.heads[at], *(self.cards[step.id] for step in steps), self.adds[at]]

    # ---- the focus ring

    def set_ring(self, item: MapItem | None) -> None:
        """Draws the ring around that item; none around None."""
        for each in (self._ring, item):
            if each is not None and isValid(each):
                self.update(each.geometry().adjusted(-4, -4, 4, 4))
        self._ring = item

    def _paint_ring(self, painter: QPainter, item: MapItem) -> None:
        radius = RADIUS * self.places.factor if isinstance(item, StepCard | AddStep) else tokens.RADIUS_CONTROL
        painter.setPen(QPen(theme.current().colour("road"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(item.geometry()).adjusted(-1, -1, 1, 1), radius + 1, radius + 1)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = event.rect()
        painter.fillRect(area, theme.current().colour("paper"))
        for stage, column in zip(self.document.stages, self.places.columns, strict=False):
            if column.left <= area.right() and area.left() < column.right:
                for step, place in zip(stage.steps, column.waits, strict=False):
                    if place is not None and step.wait is not None and place.intersects(area):
                        self._paint_wait(painter, place, words.length(step.wait.length))
        if self._ring is not None and isValid(self._ring) and not self._ring.isHidden():
            self._paint_ring(painter, self._ring)
        painter.end()

    def _paint_wait(self, painter: QPainter, place: QRect, text: str) -> None:
        look, f = theme.current(), self.places.factor
        font = scaled_font(tokens.SMALL, f)
        side = round(12 * f)
        room = place.width() - side - 8 * f
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = side + 4 * f + QFontMetricsF(font).horizontalAdvance(text)
        left = place.left() + (place.width() - wide) / 2
        box = QRect(round(left), place.center().y() - side // 2, side, side)
        paint_icon(painter, "hourglass", "ink_2", box)
        painter.setFont(font)
        painter.setPen(look.colour("ink_2"))
        area = QRectF(left + side + 4 * f, place.top(), wide, place.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)

    # ---- the bare ground

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.released.emit(event)
