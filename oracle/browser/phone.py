"""Phone size: 390 × 844, a phone's name, and through the engine's own channel a phone's pixels and touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

from oracle.browser.devtools import DevTools

WIDTH = 390
HEIGHT = 844
_PIXELS = 3
_TOUCHES = 5
_LOOK_MS = 150  # until a page is asked whether it has its touch
_TRIES = 20
_WORLD = 77


class Names:
    """Under which name the profile's pages ask: a computer's, or a phone's."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        self._profile = profile
        self._desktop = profile.httpUserAgent()
        self._platform = profile.clientHints().platform()

    @property
    def phone(self) -> str:
        """The user agent of a phone with the same engine."""
        version = re.search(r"Chrome/(\d+)", self._desktop)
        engine = f"Chrome/{version[1] if version else '140'}.0.0.0"
        kit = "AppleWebKit/537.36 (KHTML, like Gecko)"
        return f"Mozilla/5.0 (Linux; Android 10; K) {kit} {engine} Mobile Safari/537.36"

    def use(self, phone: bool) -> None:
        """Ask as a phone, or as this computer, from the next load on."""
        hints = self._profile.clientHints()
        hints.setIsMobile(phone)
        hints.setPlatform("Android" if phone else self._platform)
        self._profile.setHttpUserAgent(self.phone if phone else self._desktop)
        self._profile.settings().setAttribute(QWebEngineSettings.WebAttribute.TouchEventsApiEnabled, phone)


class PhoneEmulation(QObject):
    """A phone's pixels, touch and layout for one page, on from the start."""

    def __init__(self, page: QWebEnginePage, channel: DevTools, settled: Callable[[], object]) -> None:
        """`settled` is called once, when the page has what the channel can give it, or the channel does not work."""
        super().__init__(page)
        self._page = page
        self._settled = settled
        self._works = False
        self._on = True
        self._channel = channel
        channel.when_settled(self._settle)
        page.loadStarted.connect(lambda: self.renew())  # a load in the same process forgets it

    def turn(self, on: bool) -> None:
        """Be a phone, or give the page its own size back; the channel stays, for a page takes only one."""
        self._on = on
        if not self._works:
            return
        if on:
            self._send()
            return
        self._channel.send("Emulation.setTouchEmulationEnabled", enabled=False)
        self._channel.send("Emulation.setEmitTouchEventsForMouse", enabled=False)
        self._channel.send("Emulation.clearDeviceMetricsOverride")

    def _settle(self, works: bool) -> None:
        self._works = works
        if works and self._on:
            self._send()
        self._settled()

    def _send(self) -> None:
        # Width and height 0 keep the view's own 390 wide size, whatever height the window leaves it.
        self._channel.send(
            "Emulation.setDeviceMetricsOverride",
            width=0, height=0, deviceScaleFactor=_PIXELS, mobile=True, screenWidth=WIDTH, screenHeight=HEIGHT,
        )  # fmt: skip
        self.renew()

    def renew(self, tries: int = _TRIES) -> None:
        """Gives the page its touch again, if it is a phone.

        Settings of the engine that are under way take it once more, so the page is asked whether it has it.
        """
        if not (self._works and self._on):
            return
        self._channel.send("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=_TOUCHES)
        self._channel.send("Emulation.setEmitTouchEventsForMouse", enabled=True, configuration="mobile")
        if tries:
            ask = partial(self._page.runJavaScript, "navigator.maxTouchPoints", _WORLD)
            QTimer.singleShot(_LOOK_MS, self, lambda: ask(lambda points: self._look(points, tries)))

    def _look(self, points: object, tries: int) -> None:
        if shiboken6.isValid(self) and points != _TOUCHES:
            self.renew(tries - 1)
