"""Keys on the map: the arrows lead everywhere, and everything can be done from where they lead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from oracle.ui.journeys.map.canvas import Canvas
from oracle.ui.journeys.map.cards import AddStage, AddStep, MapItem, StageHead, StepCard
from oracle.ui.journeys.map.commands import Commands
from oracle.ui.journeys.map.pointer import Pointer

_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Keyboard:
    """Answers to keys; False for those that mean nothing here."""

    def __init__(self, canvas: Canvas, commands: Commands, pointer: Pointer, rename: Callable[[MapItem, str], None]):
        self._canvas = canvas
        self._document = canvas.document
        self._commands = commands
        self._pointer = pointer
        self._rename = rename

    def key(self, item: MapItem, event: QKeyEvent) -> bool:
        """A key on an item."""
        modifiers = event.modifiers() & (_CTRL | _SHIFT | _ALT)
        key = Qt.Key(event.key())
        if key in _ARROWS:
            return self._arrow(item, key, modifiers)
        if key == Qt.Key.Key_Escape:
            return self._pointer.cancel()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not modifiers & _ALT:
            return self._to_end(item, key == Qt.Key.Key_End, modifiers)
        if key in _ENTER and not modifiers:
            return self._enter(item)
        if key == Qt.Key.Key_Space:
            return self._space(item, modifiers)
        return self._typed(item, event, modifiers)

    def _arrow(self, item: MapItem, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        across, down = _ARROWS[key]
        if modifiers & _ALT:
            return False  # the window's shortcuts move what the keyboard stands on
        target = self._beside(item, across, down)
        if target is not None:
            self.go_to(target, modifiers)
        return True

    def go_to(self, target: MapItem, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """The keyboard stands there now; a card is selected, unless Ctrl is held."""
        if isinstance(target, StepCard):
            step_id = target.step.id
            if modifiers & _SHIFT:
                self._pointer.select_to(step_id)
            elif modifiers & _CTRL:
                self._document.select(self._document.selected, step_id)
            else:
                self._document.select([step_id])
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _beside(self, item: MapItem, across: int, down: int) -> MapItem | None:
        columns = len(self._document.stages)
        if isinstance(item, AddStage):
            return self._canvas.heads[-1] if across < 0 and columns else None
        at, index = self._place(item)
        if down:
            own = self._canvas.column_items(at)
            return own[index + down] if 0 <= index + down < len(own) else None
        if not 0 <= at + across < columns:
            last = isinstance(item, StageHead) and across > 0
            return self._canvas.new_stage if last else None
        other = self._canvas.column_items(at + across)
        if isinstance(item, StageHead):
            return other[0]
        if isinstance(item, AddStep):
            return other[-1]
        y = item.geometry().center().y()
        return min(other[1:-1] or other[-1:], key=lambda each: abs(each.geometry().center().y() - y))

    def _place(self, item: MapItem) -> tuple[int, int]:
        """The column of an item, and its place in it from top to bottom."""
        for at in range(len(self._document.stages)):
            items = self._canvas.column_items(at)
            if item in items:
                return at, items.index(item)
        raise KeyError(item.accessibleName())

    def _to_end(self, item: MapItem, last: bool, modifiers: Qt.KeyboardModifier) -> bool:
        ids = [step.id for stage in self._document.stages for step in stage.steps]
        if ids:
            self.go_to(self._canvas.cards[ids[-1 if last else 0]], modifiers & _SHIFT)
        return True

    def _enter(self, item: MapItem) -> bool:
        if isinstance(item, AddStep):
            self._commands.add_step_at(item.index, len(self._document.stages[item.index].steps))
        elif isinstance(item, AddStage):
            self._commands.add_stage(len(self._document.stages))
        else:
            self._rename(item, "")
        return True

    def _space(self, item: MapItem, modifiers: Qt.KeyboardModifier) -> bool:
        if isinstance(item, StepCard):
            step_id = item.step.id
            chosen = set(self._document.selected)
            self._document.select(chosen ^ {step_id} if modifiers & _CTRL else chosen | {step_id}, step_id)
            return True
        if isinstance(item, StageHead):
            item.open_menu()
            return True
        return self._enter(item)

    def _typed(self, item: MapItem, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """A letter begins another title, as in a spreadsheet."""
        text = event.text()
        if isinstance(item, StepCard) and text and text.isprintable() and not modifiers & (_CTRL | _ALT):
            self._rename(item, text)
            return True
        return False
