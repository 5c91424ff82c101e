"""The pointer on the map: selecting, the rubber band, dragging cards and stages, panning."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from oracle.method import edits
from oracle.ui.journeys.map.canvas import Canvas
from oracle.ui.journeys.map.cards import AddStage, AddStep, MapItem, StageHead, StepCard
from oracle.ui.journeys.map.commands import Commands
from oracle.ui.journeys.map.overlays import Band, Ghost, Mark

EDGE = 36  # how near to the viewport's edge a drag scrolls
FASTEST = 24  # pixels a tick
TICK_MS = 16

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Doing(Enum):
    """What the pressed pointer does."""

    NOTHING = auto()
    PRESSED = auto()
    STEPS = auto()
    STAGE = auto()
    BAND = auto()
    PANNING = auto()


class Pointer(QObject):
    """Turns presses, moves and releases into selections and commands."""

    def __init__(self, canvas: Canvas, area: QScrollArea, commands: Commands) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._document = canvas.document
        self._area = area
        self._commands = commands
        self.doing = Doing.NOTHING
        self._item: MapItem | None = None
        self._start = QPoint()  # on the canvas
        self._now = QPoint()  # on the viewport
        self._grip = QPoint()
        self._selected_before: tuple[str, ...] = ()
        self.mark = Mark(canvas)
        self._ghost = Ghost(canvas)
        self._band = Band(canvas)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._scroll)
        canvas.pressed.connect(lambda event: self.press(None, event))
        canvas.dragged.connect(lambda event: self.drag(None, event))
        canvas.released.connect(lambda event: self.release(None, event))

    # ---- events

    def press(self, item: MapItem | None, event: QMouseEvent) -> None:
        """A button goes down on an item, or on the bare ground."""
        if self.doing is not Doing.NOTHING:
            return
        self._item = item
        self._start = self._place(item, event)
        self._now = self._canvas.mapTo(self._area.viewport(), self._start)
        if event.button() == Qt.MouseButton.MiddleButton:
            self.doing = Doing.PANNING
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.doing = Doing.PRESSED
            if isinstance(item, StepCard):
                self._press_card(item, event.modifiers())
            elif item is None:
                self._selected_before = self._document.selected if event.modifiers() & (_CTRL | _SHIFT) else ()
                self._document.select(self._selected_before, self._document.current)

    def drag(self, item: MapItem | None, event: QMouseEvent) -> None:
        """The pointer moves with a button down."""
        place = self._place(item, event)
        before, self._now = self._now, self._canvas.mapTo(self._area.viewport(), place)
        if self.doing is Doing.PANNING:
            self._pan(self._now - before)
        elif self.doing is Doing.PRESSED:
            if (place - self._start).manhattanLength() >= QApplication.startDragDistance():
                self._begin()
                self._follow()
        elif self.doing is not Doing.NOTHING:
            self._follow()

    def release(self, item: MapItem | None, event: QMouseEvent) -> None:
        """The button goes up: what was dragged lands, what was clicked answers."""
        doing, pressed = self.doing, self._item
        place = self._place(item, event)
        if doing in (Doing.STEPS, Doing.STAGE, Doing.BAND):
            self._now = self._canvas.mapTo(self._area.viewport(), place)
            self._follow()
        self._end()
        if doing is Doing.STEPS:
            stage, position = self._canvas.places.gap_at(place)
            self._commands.move(self._document.selected, stage, position)
        elif doing is Doing.STAGE and isinstance(pressed, StageHead):
            gap = self._canvas.places.stage_gap_at(place.x())
            self._commands.move_stage(pressed.index, gap - (gap > pressed.index))
        elif (
            doing is Doing.PRESSED
            and pressed is not None
            and item is not None
            and item.rect().contains(event.position().toPoint())
        ):
            self._click(pressed, event)

    def cancel(self) -> bool:
        """Escape: nothing lands; whether something was dragged."""
        dragging = self.doing in (Doing.STEPS, Doing.STAGE, Doing.BAND)
        if self.doing is Doing.BAND:
            self._document.select(self._selected_before, self._document.current)
        self._end()
        return dragging

    # ---- selecting

    def _press_card(self, card: StepCard, modifiers: Qt.KeyboardModifier) -> None:
        step_id, document = card.step.id, self._document
        if modifiers & _SHIFT:
            self.select_to(step_id)
        elif not modifiers & _CTRL and step_id not in document.selected:
            document.select([step_id])
        elif not modifiers & _CTRL:
            document.select(document.selected, step_id)

    def _click(self, item: MapItem, event: QMouseEvent) -> None:
        """A press and a release in one place."""
        if isinstance(item, StepCard):
            chosen, step_id = set(self._document.selected), item.step.id
            if event.modifiers() & _CTRL:
                self._document.select(chosen ^ {step_id}, step_id)
            elif not event.modifiers() & _SHIFT:
                self._document.select([step_id])
        elif isinstance(item, AddStep):
            self._commands.add_step_at(item.index, len(self._document.stages[item.index].steps))
        elif isinstance(item, AddStage):
            self._commands.add_stage(len(self._document.stages))
        elif isinstance(item, StageHead) and item.menu_area().contains(event.position().toPoint()):
            item.open_menu()

    def select_to(self, step_id: str) -> None:
        """Selects from the current step to that one, in road order."""
        order = [step.id for step in edits.steps_of(self._document.stages)]
        chosen = [order.index(each) for each in self._document.selected]
        here = order.index(step_id)
        anchor = order.index(self._anchor) if self._anchor in order else here
        if not chosen:
            anchor = here
        first, last = sorted((anchor, here))
        self._document.select(order[first : last + 1], step_id)

    @property
    def _anchor(self) -> str:
        """Where a range begins: the end of the selection that the keyboard does not stand on."""
        chosen, current = self._document.selected, self._document.current
        if not chosen:
            return current
        return chosen[0] if current == chosen[-1] else chosen[-1]

    # ---- dragging

    def _begin(self) -> None:
        if isinstance(self._item, StepCard):
            if self._item.step.id not in self._document.selected:
                self._document.select([*self._document.selected, self._item.step.id], self._item.step.id)
            self.doing = Doing.STEPS
        elif isinstance(self._item, StageHead):
            self.doing = Doing.STAGE
        elif self._item is None:
            self.doing = Doing.BAND
        else:
            self.doing = Doing.NOTHING
            return
        if self._item is not None:
            self._grip = self._start - self._item.pos()
            count = len(self._document.selected) if self.doing is Doing.STEPS else 1
            self._ghost.show_picture(self._picture(self._item), count, is_card=self.doing is Doing.STEPS)
            self._item.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.doing is Doing.STEPS:
            self._fade(True)
        self._timer.start()

    def _picture(self, item: MapItem) -> QPixmap:
        """What an item looks like, without the ground that it stands on."""
        picture = QPixmap(item.size() * item.devicePixelRatioF())
        picture.setDevicePixelRatio(item.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        item.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
        return picture

    def _follow(self) -> None:
        """Ghost, mark and band go where the pointer is."""
        place = self._canvas.mapFrom(self._area.viewport(), self._now)
        places = self._canvas.places
        if self.doing is Doing.BAND:
            self._band.stretch(self._start, place)
            touched = places.touched(self._band.geometry())
            inside = [self._document.stages[at].steps[index].id for at, index in touched]
            current = inside[-1] if inside else self._document.current
            self._document.select({*self._selected_before, *inside}, current)
            return
        self._ghost.move(place - self._grip)
        if self.doing is Doing.STEPS:
            self.mark.show_at(places.gap_line(*places.gap_at(place)))
        elif self.doing is Doing.STAGE:
            self.mark.show_at(places.stage_gap_line(places.stage_gap_at(place.x())))

    def _scroll(self) -> None:
        """Near an edge the map moves on under the pointer."""
        view = self._area.viewport().rect()
        dx = _speed(self._now.x(), view.width())
        dy = _speed(self._now.y(), view.height())
        if dx or dy:
            self._pan(QPoint(-dx, -dy))
            self._follow()

    def _pan(self, by: QPoint) -> None:
        across, down = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def _fade(self, faded: bool) -> None:
        for step_id in self._document.selected:
            self._canvas.cards[step_id].set_faded(faded)

    def _end(self) -> None:
        if self.doing is Doing.STEPS:
            self._fade(False)
        self.doing = Doing.NOTHING
        self._timer.stop()
        self._ghost.hide()
        self._band.hide()
        self.mark.hide()
        self._canvas.unsetCursor()
        if self._item is not None:
            self._item.unsetCursor()
        self._item = None

    def _place(self, item: MapItem | None, event: QMouseEvent) -> QPoint:
        at = event.position().toPoint()
        return at if item is None else item.mapTo(self._canvas, at)


def _speed(at: int, length: int) -> int:
    """Pixels a tick: the nearer to an edge, the faster; also beyond it."""
    if at < EDGE:
        return -min(FASTEST, (EDGE - at) // 2 + 1)
    if at > length - EDGE:
        return min(FASTEST, (at - length + EDGE) // 2 + 1)
    return 0
