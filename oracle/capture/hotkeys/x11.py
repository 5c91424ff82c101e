"""X11: the key is grabbed on the root window, on a connection of our own that the event loop listens to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, combinations
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, ConnectionClosedError, DisplayError

from oracle.capture.hotkeys.combination import Combination
from oracle.capture.hotkeys.key import HotKey, State

_MASKS = {"Ctrl": X.ControlMask, "Shift": X.ShiftMask, "Alt": X.Mod1Mask, "Meta": X.Mod4Mask}
_LOCKS = ("Num_Lock", "Scroll_Lock")  # caps lock has a mask of its own
_REPEAT_MS = 5  # a held key comes up and goes down again within less; nobody types that fast


class X11Key(HotKey):
    """Grabbed together with every state of caps, num and scroll lock, which would make it another key."""

    def __init__(self, parent: QObject | None = None, display_name: str | None = None) -> None:
        super().__init__(parent)
        self._name = display_name
        self._display: Display | None = None
        self._notifier: QSocketNotifier | None = None
        self._wanted: Combination | None = None
        self._grips: frozenset[tuple[int, int]] = frozenset()  # key codes and masks that are ours
        self._came_up = -_REPEAT_MS

    def take(self, wanted: Combination) -> None:
        self.release()
        try:
            self._display = Display(self._name)
        except (DisplayError, OSError):
            self._become(State.NONE)
            return
        self._wanted = wanted
        self._notifier = QSocketNotifier(self._display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        try:
            state = self._grab()
        except (ConnectionClosedError, OSError):
            state = State.NONE
        if state is not State.ON:
            self._lose(state)
            return
        self._become(state, wanted.text)
        self._read()  # what came while the server answered is no news on the line

    def release(self) -> None:
        self._lose(State.OFF)

    def _lose(self, state: State) -> None:
        notifier, self._notifier = self._notifier, None
        display, self._display = self._display, None
        self._grips = frozenset()
        if notifier is not None:
            notifier.setEnabled(False)
            notifier.deleteLater()
        if display is not None:
            with suppress(ConnectionClosedError, OSError):  # it may be gone already
                display.close()  # the server drops all grabs with the connection
        self._become(state)

    # ---- grabbing

    def _grab(self) -> State:
        """Grabs the key on every screen: ON, TAKEN by another program, or NONE, when the keyboard lacks it.

        Only what was not grabbed yet, so that no press falls between giving back and grabbing anew.
        """
        display, wanted = self._display, self._wanted
        assert display is not None and wanted is not None  # noqa: PT018, S101 - only called between take and release
        grips = _grips(display, wanted)
        refused = CatchError(BadAccess)
        for number in range(display.screen_count()):
            root = display.screen(number).root
            for code, mask in grips - self._grips:
                root.grab_key(code, mask, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
            for code, mask in self._grips - grips:
                root.ungrab_key(code, mask)
        display.sync()
        self._grips = grips
        if refused.get_error() is not None:
            return State.TAKEN
        return State.ON if grips else State.NONE

    def _grab_anew(self) -> None:
        """The keyboard's layout changed: the key may lie elsewhere. While it lies nowhere, the next change counts."""
        assert self._wanted is not None  # noqa: S101 - as above
        state = self._grab()
        if state is State.TAKEN:
            self._lose(state)
        else:
            self._become(state, self._wanted.text)

    # ---- hearing

    def _read(self) -> None:
        moved = False
        try:
            while self._display is not None and self._display.pending_events():
                moved = self._hear(self._display.next_event()) or moved
            if moved and self._display is not None:
                self._grab_anew()
        except (ConnectionClosedError, OSError):
            self._lose(State.NONE)

    def _hear(self, event: Any) -> bool:
        """Whether keys lie elsewhere since."""
        if event.type == X.MappingNotify and event.request != X.MappingPointer:
            assert self._display is not None  # noqa: S101 - events come only while there is a connection
            self._display.refresh_keyboard_mapping(event)
            return True
        if event.type == X.KeyRelease:
            self._came_up = event.time
        elif event.type == X.KeyPress and event.time - self._came_up >= _REPEAT_MS:
            self.pressed.emit()
        return False


def _grips(display: Display, wanted: Combination) -> frozenset[tuple[int, int]]:
    """Key codes and masks of a combination under every state of the locks."""
    keysym = XK.string_to_keysym(wanted.keysym_name)
    codes = [code for code, at in display.keysym_to_keycodes(keysym) if at == 0]
    mask = sum(_MASKS[each] for each in wanted.modifiers)
    return frozenset((code, mask | locks) for locks in _lock_masks(display) for code in codes)


def _lock_masks(display: Display) -> Iterator[int]:
    """Every sum of the locks' masks, 0 among them."""
    masks = {X.LockMask}
    keysyms = [XK.string_to_keysym(name) for name in _LOCKS]
    codes = {code for keysym in keysyms for code, _at in display.keysym_to_keycodes(keysym)}
    for index, row in enumerate(display.get_modifier_mapping()):
        if codes & {code for code in row if code}:
            masks.add(1 << index)
    sets = chain.from_iterable(combinations(sorted(masks), size) for size in range(len(masks) + 1))
    return (sum(each) for each in sets)
