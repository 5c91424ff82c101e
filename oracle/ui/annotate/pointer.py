"""The pointer on the capture: what a press means with the tool in the hand, and wheels and touchpads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from oracle.method import marks as geometry
from oracle.model.mark import Mark, MarkKind
from oracle.ui.annotate import drawing, handles, names
from oracle.ui.annotate.canvas import Canvas
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.gestures import Banding, Drawing, Gesture, Moving, Panning, Scribbling, Sizing
from oracle.ui.annotate.hand import Hand

REACH = 6.0  # px around the pointer that a mark may be away
_SLIP = 4.0  # px: a shorter drag was a click
_NOTCH = 120  # of a wheel
_MORE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Pointer(QObject):
    """Hears the canvas's mouse. `menu_asked(QPoint)` on the desktop; `edit_asked(str)` for a mark's id.

    `write_asked(QPointF, float)`: a new text there, so wide in picture pixels, 0 for as wide as it needs.
    """

    menu_asked = Signal(QPoint)
    edit_asked = Signal(str)
    write_asked = Signal(QPointF, float)

    def __init__(self, canvas: Canvas, hand: Hand) -> None:
        super().__init__(canvas)
        self._canvas, self._hand = canvas, hand
        self._pressed = QPointF()
        self._waiting: Callable[[], Gesture] | None = None  # begins once it is more than a slip
        self._clicked: Callable[[], object] | None = None
        self.panning_by_key = False
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        document = self._canvas.document
        if document is None or self._canvas.levels is None:
            return False
        match event:
            case QMouseEvent():
                return self._mouse(document, event)
            case QWheelEvent():
                return self._wheel(event)
            case QNativeGestureEvent():
                return self._pinch(event)
            case QContextMenuEvent():
                return self._menu(document, event)
        return False

    # ---- presses

    def _mouse(self, document: MarksDocument, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._press(document, event)
        elif kind == QEvent.Type.MouseMove:
            self._move(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif kind == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton:
            self._double(document, event)
        else:
            return False
        return True

    def _press(self, document: MarksDocument, event: QMouseEvent) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.give_up()
        place, modifiers = event.position(), event.modifiers()
        self._pressed = place
        hand_held = event.button() == Qt.MouseButton.MiddleButton or self.panning_by_key
        if hand_held and event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton):
            view = self._canvas.view
            self._begin(Panning(self._canvas.scroll_to, view.scrolled, place))
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and not self._hold(document, place):
            self._use(document, place, modifiers)

    def _hold(self, document: MarksDocument, place: QPointF) -> bool:
        """Takes hold of a handle of the one selected mark."""
        chosen = document.chosen
        if len(chosen) != 1:
            return False
        mark, view = chosen[0], self._canvas.view
        hold = handles.held(mark, document.size, view, place)
        if hold is None:
            return False
        start = view.to_picture(place)
        self._waiting = lambda: Sizing(document, mark, hold, start)
        if self._hand.kind is MarkKind.NUMBER:  # on the corner of a box, as often
            self._clicked = lambda: document.add(drawing.number(self._hand, self._on_picture(start).toTuple()))
        elif self._hand.kind is MarkKind.TEXT:
            self._clicked = lambda: self.write_asked.emit(start, 0.0)
        return True

    def _use(self, document: MarksDocument, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        kind = self._hand.kind
        if kind is None:
            self._select(document, place, modifiers)
            return
        start = self._canvas.view.to_picture(place)
        under = self.under(document, place)
        if under is not None and under.id in document.selected and under.kind is kind is not MarkKind.PEN:
            self._waiting = lambda: Moving(document, start)  # what was just drawn, put right
            if kind is MarkKind.TEXT:
                self._clicked = lambda: self.edit_asked.emit(under.id)
        elif under is not None and under.kind is kind is MarkKind.TEXT:
            self._clicked = lambda: self.edit_asked.emit(under.id)
        elif kind is MarkKind.NUMBER:
            document.add(drawing.number(self._hand, self._on_picture(start).toTuple()))
            self._waiting = lambda: Moving(document, start)
        elif kind is MarkKind.TEXT:
            self._clicked = lambda: self.write_asked.emit(start, 0.0)
            self._waiting = lambda: Drawing(document, self._hand, MarkKind.BOX, start)
        else:
            self._clicked = lambda: self._choose(document, place)
            least = 1.5 / self._canvas.view.factor
            self._waiting = (
                (lambda: Scribbling(document, self._hand, start, least))
                if kind is MarkKind.PEN
                else (lambda: Drawing(document, self._hand, kind, start))
            )

    def _select(self, document: MarksDocument, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        mark = self.under(document, place)
        start = self._canvas.view.to_picture(place)
        if mark is None:
            if not modifiers & _MORE:
                document.select(())
            keep = bool(modifiers & _MORE)
            self._waiting = lambda: Banding(document, start, keep=keep)
            return
        if modifiers & _MORE:
            document.toggle(mark.id)
        elif mark.id not in document.selected:
            document.select((mark.id,))
        else:
            self._clicked = lambda: document.select((mark.id,))
        if mark.id in document.selected:
            self._waiting = lambda: Moving(document, start)

    def _choose(self, document: MarksDocument, place: QPointF) -> None:
        mark = self.under(document, place)
        document.select(() if mark is None else (mark.id,))

    def under(self, document: MarksDocument, place: QPointF) -> Mark | None:
        """The mark at a place of the window."""
        at = self._canvas.view.to_picture(place)
        return geometry.topmost(document.marks, *at.toTuple(), REACH / self._canvas.view.factor, document.size)

    def _on_picture(self, place: QPointF) -> QPointF:
        size = self._canvas.view.size
        return QPointF(max(0.0, min(size.width(), place.x())), max(0.0, min(size.height(), place.y())))

    # ---- drags

    def _begin(self, gesture: Gesture) -> None:
        self._waiting, self._clicked = None, None
        self._canvas.begin(gesture)

    def _move(self, event: QMouseEvent) -> None:
        if event.buttons():
            self._follow(event.position(), event.modifiers())
        else:
            self.show_cursor(event.position())

    def _follow(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        far = (place - self._pressed).manhattanLength() >= _SLIP
        if self._waiting is not None and far:
            self._begin(self._waiting())
        gesture = self._canvas.gesture
        if gesture is not None:
            at = place if isinstance(gesture, Panning) else self._canvas.view.to_picture(place)
            gesture.move(at, even=bool(modifiers & _SHIFT))
            self._canvas.viewport().update()

    def _release(self, event: QMouseEvent) -> None:
        self._follow(event.position(), event.modifiers())  # a quick hand lets go where no move was told
        gesture, clicked = self._canvas.gesture, self._clicked
        self._waiting, self._clicked = None, None
        if gesture is not None:
            self._canvas.begin(None)
            self._end(gesture)
        elif clicked is not None and event.button() == Qt.MouseButton.LeftButton:
            clicked()
        self.show_cursor(event.position())

    def _end(self, gesture: Gesture) -> None:
        if isinstance(gesture, Drawing) and self._hand.kind is MarkKind.TEXT:
            area = _area(gesture.made)
            gesture.cancel()
            self.write_asked.emit(area.topLeft(), area.width())
            return
        gesture.release()
        if isinstance(gesture, Drawing) and self._hand.kind is MarkKind.CROP:
            self._hand.take(names.SELECT)

    def give_up(self) -> bool:
        """Ends a drag as if it had never been; whether there was one."""
        gesture, waited = self._canvas.gesture, self._waiting is not None
        self._waiting, self._clicked = None, None
        if gesture is None:
            return waited
        self._canvas.begin(None)
        gesture.cancel()
        return True

    def _double(self, document: MarksDocument, event: QMouseEvent) -> None:
        mark = self.under(document, event.position())
        if mark is not None and self._hand.kind in (None, mark.kind):
            document.select((mark.id,))
            self.edit_asked.emit(mark.id)
        else:
            self._press(document, event)

    # ---- the pointer's look

    def show_cursor(self, place: QPointF) -> None:
        """What a press would do there."""
        self._canvas.viewport().setCursor(self._cursor(place))

    def _cursor(self, place: QPointF) -> Qt.CursorShape:
        document = self._canvas.document
        if self.panning_by_key:
            return Qt.CursorShape.OpenHandCursor
        if document is None:
            return Qt.CursorShape.ArrowCursor
        chosen = document.chosen
        if len(chosen) == 1:
            hold = handles.held(chosen[0], document.size, self._canvas.view, place)
            if hold is not None:
                return handles.cursor(hold, chosen[0].rotation)
        if self._hand.kind is not None:
            return Qt.CursorShape.IBeamCursor if self._hand.kind is MarkKind.TEXT else Qt.CursorShape.CrossCursor
        return Qt.CursorShape.ArrowCursor if self.under(document, place) is None else Qt.CursorShape.SizeAllCursor

    # ---- wheel, touchpad, menu

    def _wheel(self, event: QWheelEvent) -> bool:
        modifiers, pixels, angle = event.modifiers(), event.pixelDelta(), event.angleDelta()
        touchpad = event.phase() != Qt.ScrollPhase.NoScrollPhase and not pixels.isNull()
        if touchpad and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self._canvas.scroll_to(self._canvas.view.scrolled - QPointF(pixels))
        elif modifiers & _SHIFT:
            self._canvas.scroll_to(self._canvas.view.scrolled - QPointF(angle.y() + angle.x(), 0))
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._canvas.scroll_to(self._canvas.view.scrolled - QPointF(0, angle.y() + angle.x()))
        elif angle.y():
            self._canvas.zoom_to(self._canvas.view.zoom * 1.2 ** (angle.y() / _NOTCH), event.position())
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.zoom_to(self._canvas.view.zoom * (1 + event.value()), event.position())
        return True

    def _menu(self, document: MarksDocument, event: QContextMenuEvent) -> bool:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            mark = self.under(document, QPointF(event.pos()))
            if mark is not None and mark.id not in document.selected:
                document.select((mark.id,))
            elif mark is None:
                document.select(())
        self.menu_asked.emit(event.globalPos())
        return True


def _area(mark: Mark | None) -> QRectF:
    if mark is None:
        return QRectF()
    (x1, y1), (x2, y2) = mark.points
    return QRectF(x1, y1, x2 - x1, y2 - y1)
