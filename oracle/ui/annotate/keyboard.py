"""Keys on the capture: tools by their letters, marks by Tab, moved, sized and turned by the arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent

from oracle.language import ngettext
from oracle.method.marks import Bounds
from oracle.model.mark import MarkKind
from oracle.ui.annotate import drawing, names
from oracle.ui.annotate.canvas import Canvas
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.pointer import Pointer

BURST_MS = 900  # a pause that long ends a burst of nudges
TURN = 5.0  # degrees
_FAR = 10
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Keyboard(QObject):
    """Hears the canvas's keys. `edit_asked(str)` for a mark's id, `write_asked(QPointF, float)` as of the pointer.

    `left_asked` when Escape finds nothing more to end.
    """

    edit_asked = Signal(str)
    write_asked = Signal(QPointF, float)
    left_asked = Signal()

    def __init__(self, canvas: Canvas, hand: Hand, pointer: Pointer) -> None:
        super().__init__(canvas)
        self._canvas, self._hand, self._pointer = canvas, hand, pointer
        self._pause = QTimer(self, singleShot=True, interval=BURST_MS)
        self._pause.timeout.connect(self._seal)
        canvas.installEventFilter(self)

    def _seal(self) -> None:
        if self._canvas.document is not None:
            self._canvas.document.seal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        document = self._canvas.document
        match event:
            case QFocusEvent():
                self._focus(event)
            case QKeyEvent() if document is not None and self._canvas.levels is not None:
                if event.type() == QEvent.Type.KeyPress:
                    return self._key(document, event)
                if event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Space:
                    return self._release_space(event)
        return False

    def _focus(self, event: QFocusEvent) -> None:
        came = event.type() == QEvent.Type.FocusIn
        self._canvas.set_ringed(came and event.reason() in _BY_TAB)
        if not came:
            self._pointer.panning_by_key = False

    # ---- keys

    def _key(self, document: MarksDocument, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & (_CTRL | _SHIFT | _ALT)
        if key in _ARROWS:
            self._arrow(document, key, modifiers)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not modifiers & _CTRL:
            return self.step(document, forward=key == Qt.Key.Key_Tab)
        elif key == Qt.Key.Key_Escape:
            self._escape(document)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self._enter(document)
        elif key == Qt.Key.Key_Space and not modifiers:
            self._press_space(event)
        else:
            return self.take_letter(event) or self._page(key)
        return True

    def take_letter(self, event: QKeyEvent) -> bool:
        """A letter takes its tool; capitals of the caps lock do too."""
        modifiers = event.modifiers() & (_CTRL | _SHIFT | _ALT)
        tool = names.BY_LETTER.get(event.text().lower()) if not modifiers & (_CTRL | _ALT) else None
        if tool is None or modifiers & _SHIFT:
            return False
        self._hand.take(tool)
        return True

    def _page(self, key: Qt.Key) -> bool:
        view = self._canvas.view
        by = {Qt.Key.Key_PageDown: 0.9, Qt.Key.Key_PageUp: -0.9}.get(key)
        if by is not None:
            self._canvas.scroll_to(view.scrolled + QPointF(0, by * view.room.height()))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._canvas.scroll_to(QPointF(0, 0) if key == Qt.Key.Key_Home else view.farthest())
        else:
            return False
        return True

    def _arrow(self, document: MarksDocument, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        across, down = _ARROWS[key]
        view = self._canvas.view
        if not document.selected:
            self._canvas.scroll_to(view.scrolled + QPointF(across, down) * 40)
            return
        # At least what can be seen of a step.
        far = max(1, round(1 / view.factor)) * (_FAR if modifiers & _SHIFT else 1)
        if modifiers & _CTRL:
            document.turn(TURN * (across or down) / (TURN if modifiers & _SHIFT else 1))
        elif modifiers & _ALT:
            document.size_by(across * far, down * far)
        else:
            document.nudge(across * far, down * far)
        self._pause.start()

    def _escape(self, document: MarksDocument) -> None:
        if self._pointer.give_up():
            return
        if self._hand.kind is not None:
            self._hand.take(names.SELECT)
        elif document.selected:
            document.select(())
        else:
            self.left_asked.emit()

    def _enter(self, document: MarksDocument) -> None:
        """With a tool in the hand, a mark in the middle of what is seen; else the selected one is opened."""
        kind = self._hand.kind
        if kind is None:
            if len(document.selected) == 1:
                self.edit_asked.emit(document.selected[0])
            return
        seen = self._canvas.view.seen()
        room = Bounds(seen.left(), seen.top(), seen.right(), seen.bottom())
        if kind is MarkKind.TEXT:
            self.write_asked.emit(QPointF(room.left + room.width / 3, room.middle[1]), 0.0)
        else:
            document.add(drawing.usual(self._hand, kind, room, document.size))
            self.say(document)
            if kind is MarkKind.CROP:
                self._hand.take(names.SELECT)

    def _press_space(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._pointer.panning_by_key = True
            self._canvas.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def _release_space(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self._pointer.panning_by_key = False
            self._pointer.show_cursor(self._canvas.under_pointer())
        return True

    # ---- marks by Tab

    def step(self, document: MarksDocument, *, forward: bool) -> bool:
        """The next mark is selected and read out; False after the last one, and Tab goes on."""
        ids = [mark.id for mark in document.marks]
        standing = [ids.index(each) for each in document.selected]
        if not standing:
            at = 0 if forward else len(ids) - 1
        elif forward:
            at = max(standing) + 1
        else:
            at = min(standing) - 1
        if not 0 <= at < len(ids):
            document.select(())
            return False
        document.select((ids[at],))
        self._canvas.set_ringed(False)
        self._canvas.bring(document.marks[at])
        self.say(document)
        return True

    def say(self, document: MarksDocument) -> None:
        """Tells screen readers what is selected."""
        self._canvas.setAccessibleDescription(spoken(document))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, spoken(document)))


def spoken(document: MarksDocument) -> str:
    """What is selected, in words."""
    chosen = document.selected
    if len(chosen) == 1:
        return names.spoken(document.marks, [mark.id for mark in document.marks].index(chosen[0]))
    if chosen:
        return ngettext("{n} mark selected", "{n} marks selected", len(chosen)).format(n=len(chosen))
    count = len(document.marks)
    return ngettext("{n} mark", "{n} marks", count).format(n=count)
