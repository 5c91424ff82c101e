"""The key for captures from any program: had while a walk is open, and what is said when it cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from oracle.capture.hotkeys import choose
from oracle.capture.hotkeys.combination import Combination, others, parse
from oracle.capture.hotkeys.key import HotKey, State
from oracle.capture.ways import Session
from oracle.language import _
from oracle.ui import bus
from oracle.ui.settings import CAPTURE_KEY
from oracle.ui.walk.capture_sign import CaptureSign
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.session import WalkSession

Made = Callable[[], HotKey]
_TRIED = 8  # other keys, at most


class GlobalKey(QObject):
    """Had from `begin` to `end`. `companion_asked`: the tester wants the companion bar instead."""

    companion_asked = Signal()

    def __init__(
        self, session: WalkSession, capturing: Capturing, parent: QObject | None = None, make: Made | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._capturing = session.context, capturing
        self._session = capturing.environment.session
        self._make = make or partial(choose.for_session, self._session, session.context.tasks.compute)
        self._key: HotKey | None = None
        self._was_on = False
        self.sign: CaptureSign | None = None
        self._is_awaited = False  # a press whose picture is not there yet
        session.captured.connect(lambda _id: self._acknowledge())
        session.context.bus.message.connect(self._explain)
        session.context.settings.changed.connect(self._choose_anew)

    @property
    def state(self) -> State:
        """How it stands with the key."""
        return State.OFF if self._key is None else self._key.state

    def begin(self) -> None:
        """A walk is open: the key is asked for, unless the settings want none."""
        wanted = parse(self._context.settings.get(CAPTURE_KEY))
        if wanted is None:
            return
        if self._key is None:
            self._key = self._make()
            self._key.pressed.connect(self._press)
            self._key.changed.connect(self._tell)
        if self._key.state in {State.OFF, State.NONE, State.TAKEN, State.REFUSED}:
            self._was_on = False
            self._key.take(wanted)

    def end(self) -> None:
        """The walk is closed: the key is other programs' again."""
        self._is_awaited = False
        if self._key is not None:
            self._key.release()
        if self.sign is not None:
            self.sign.hide()
            self.sign.deleteLater()
            self.sign = None

    def in_the_way(self) -> tuple[QWidget, ...]:
        """What must not be in a picture of the screen."""
        return () if self.sign is None else (self.sign,)

    def _choose_anew(self, setting: str) -> None:
        if setting == CAPTURE_KEY.key and self._key is not None and self._key.state is not State.OFF:
            self._key.release()
            self.begin()

    # ---- pressed

    def _press(self) -> None:
        in_front = QApplication.activeWindow() is not None
        seen = in_front or any(window.isVisible() for window in self._capturing.in_the_way())
        self._is_awaited = not seen
        self._capturing.by_key(in_front=in_front)

    def _acknowledge(self) -> None:
        """The picture is on disk. Where nothing of ours is seen, a small sign says so."""
        if self._is_awaited:
            self._is_awaited = False
            self._show_sign(_("Captured"), "check")

    def _explain(self, level: str, text: str) -> None:
        if self._is_awaited and level != bus.INFO:
            self._is_awaited = False
            self._show_sign(text, "circle-alert")

    def _show_sign(self, text: str, icon: str) -> None:
        if self._session is Session.WAYLAND:
            return  # a window there would take the keys from the program in front
        if self.sign is None:
            self.sign = CaptureSign()
        self.sign.say(text, icon)

    # ---- said

    def _tell(self, state: State) -> None:
        """Says once what a tester must know: another program has the key, or there is none here."""
        lost, self._was_on = self._was_on, state is State.ON
        wanted = self._context.settings.get(CAPTURE_KEY)
        if self._key is None or self._session is Session.OFFSCREEN:
            return
        said = choose.said(self._key, wanted)
        if state is State.TAKEN:
            self._propose(said, wanted)
        elif state in {State.NONE, State.REFUSED} and (lost or not self._context.settings.seen("capture-key")):
            self._context.settings.set_seen("capture-key")
            companion = _("The companion bar stays above all programs and captures too.")
            self._offer(f"{said} {companion}", _("Companion bar"), self.companion_asked.emit)

    def _propose(self, said: str, wanted: str) -> None:
        """Another key that is free, which the tester may take."""
        other = free_instead(self._make(), parse(wanted))
        if other is None:
            self._offer(said, _("Companion bar"), self.companion_asked.emit)
            return
        free = _("{key} is free.").format(key=other.text)
        take = partial(self._context.settings.set, CAPTURE_KEY, other.text)
        self._offer(f"{said} {free}", _("Use {key}").format(key=other.text), take)

    def _offer(self, text: str, word: str, act: Callable[[], object]) -> None:
        self._context.bus.offering.emit(text, word, act)


def free_instead(trial: HotKey, taken: Combination | None) -> Combination | None:
    """A key that no other program has, found by asking for it and giving it back at once; None when there is none."""
    if taken is None:
        return None
    for at, other in enumerate(others(taken)):
        trial.take(other)
        state = trial.state
        trial.release()
        if state is State.ON:
            return other
        if at + 1 >= _TRIED:
            break
    return None
