"""A real engine, a real loopback site that can misbehave, and one browser that the tests of a file share."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from oracle.browser import profile
from oracle.browser.notices import Notice
from oracle.browser.pane import BrowserPane, PageInfo
from oracle.sample_shop import SampleShop

# What the engine says when it starts without a screen, a GPU or a sandbox, as tests do.
ENGINE_WORDS = (
    "Sandboxing disabled",
    "QRhi",
    "RHI",
    "Vulkan",
    "GPUInfo",
    "GBM",
    "GPU vendor",
    "raise\\(\\)",
    "lower\\(\\)",
    "capturing is not available",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*ENGINE_WORDS, extend=True))


@dataclass
class Answer:
    """What the site sends for a path."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    release: threading.Event | None = None  # what it waits for before it answers


class Site:
    """A site on loopback; `put` decides what a path answers, `asked` lists what came."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Visit(BaseHTTPRequestHandler):
            timeout = 1

            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer = site.answers.get(path, Answer(b"", status=404))
                if answer.release is not None:
                    answer.release.wait(20)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Visit)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def hold(self, path: str, body: str, release: threading.Event) -> str:
        """Make `path` answer `body`, but only when `release` is set; returns its address."""
        return self.put(path, body, release=release)

    def put(self, path: str, body: str | bytes, **more: Any) -> str:
        """Make `path` answer `body`; returns its address."""
        self.answers[path] = Answer(body.encode() if isinstance(body, str) else body, **more)
        return self.address + path


class Driver:
    """Drives a browser as a person does: real clicks and keys; reads the page by script."""

    def __init__(self, pane: BrowserPane) -> None:
        self.pane = pane

    def until(self, true: Callable[[], object], seconds: float = 15.0) -> None:
        """Let the window live until `true`; the interpreter's lock is free meanwhile, for the site's threads."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"did not come true: {self.describe()}"
            self.rest(10)

    def rest(self, milliseconds: int = 150) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def describe(self) -> str:
        tab = self.pane.tab
        return (
            f"{tab.address().toString()} {tab.page.title()!r} failed={tab.failed} loading={tab.loading} {self.texts()}"
        )

    def load(self, address: str) -> None:
        """Open an address and wait until it came or failed."""
        done: list[bool] = []
        tab = self.pane.tab
        connection = tab.page.loadingChanged.connect(lambda info: done.append(True) if info.status().value else None)
        self.pane.open(address)
        self.until(lambda: done and not tab.loading)
        tab.page.loadingChanged.disconnect(connection)

    def stand(self) -> None:
        """Wait until the page has been drawn: two of its frames, and a moment for the engine to show them."""
        self.script("requestAnimationFrame(() => requestAnimationFrame(() => { window.stands = true }))")
        self.until(lambda: self.script("window.stands") is True)
        self.rest(100)

    def grab(self) -> tuple[QImage, PageInfo]:
        """What the page shows, once its pixels belong to its address."""
        drawn: list[bool] = []
        self.pane.when_drawn(lambda: drawn.append(True))
        self.until(lambda: drawn)
        return self.pane.grab_page()

    def script(self, code: str) -> Any:
        """The value of an expression in the page."""
        answers: list[Any] = []
        self.pane.tab.page.runJavaScript(f"JSON.stringify({code})", answers.append)
        self.until(lambda: answers)
        return json.loads(answers[0]) if answers[0] else None

    def click(self, selector: str) -> None:
        """A real press of the mouse in the middle of the element, once more where the page did not hear it.

        The engine drops presses until it has shown a page, which a script cannot see; a person clicks again.
        """
        self.stand()
        watch = f"""(() => {{ const element = document.querySelector({selector!r});
            window.heard = element.tagName === 'IFRAME';
            window.addEventListener('mousedown', () => {{ window.heard = true }}, {{capture: true, once: true}});
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2] }})()"""
        place = QPoint(*(round(each) for each in self.script(watch)))
        for _time in range(4):
            QTest.mouseClick(self.pane.tab.view.focusProxy(), Qt.MouseButton.LeftButton, pos=place)
            self.rest(50)
            if not self.deaf():
                return
        raise AssertionError(f"{selector} never heard a press: {self.describe()}")

    def deaf(self) -> bool:
        """Whether the page still waits for a press; one that waits for an answer or has gone has heard it."""
        answers: list[Any] = []
        self.pane.tab.page.runJavaScript("window.heard === false", answers.append)
        end = time.monotonic() + 0.5
        while not answers and time.monotonic() < end:
            self.rest(10)
        return answers == [True]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A real key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.rest(30)

    def notice(self, kind: str) -> Notice:
        """The notice of a kind, once it stands."""
        self.until(lambda: self.pane.tab.notices.standing(kind))
        return self.pane.tab.notices.standing(kind)[0]

    def texts(self) -> list[str]:
        return [notice.question.text for notice in self.pane.tab.notices.standing()]

    def choose(self, kind: str, key: str) -> None:
        """Press the button of a notice."""
        press(self.notice(kind), key)
        self.rest(50)

    def answer_in_turn(self, *turns: tuple[str, str, str]) -> list[str]:
        """Answer (kind, key, typed text) in order, as they come; returns the questions, filled as they are answered.

        A page that waits for an answer holds the test's own loop as well, so a timer gives the answers.
        """
        asked: list[str] = []
        left = list(turns)
        timer = QTimer(self.pane)

        def turn() -> None:
            kind, key, text = left[0]
            for notice in self.pane.tab.notices.standing(kind):
                left.pop(0)
                if not left:
                    timer.deleteLater()
                    timer.stop()
                asked.append(notice.question.text)
                fill(notice, text)
                press(notice, key)
                return

        timer.timeout.connect(turn)
        timer.start(20)
        return asked


def fill(notice: Notice, text: str) -> None:
    """Type into the notice's lines, parted by |."""
    for edit, part in zip(notice._edits, text.split("|") if text else [], strict=False):
        QTest.keyClicks(edit, part)


def press(notice: Notice, key: str) -> None:
    at = [choice.key for choice in notice.question.choices].index(key)
    QTest.mouseClick(notice._buttons[at], Qt.MouseButton.LeftButton)


def no_icon(_name: str, _token: str = "ink") -> QIcon:
    return QIcon()


def window_with(pane: BrowserPane) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(pane)
    window.resize(860, 700)
    window.show()
    return window


def end(driver: Driver, window: QWidget) -> None:
    """Close a browser for good, as the window does at the end of a walk."""
    closed: list[bool] = []
    driver.pane.closed.connect(lambda: closed.append(True))
    driver.pane.dispose()
    stop = time.monotonic() + 10
    while not closed:
        assert time.monotonic() < stop
        driver.rest(10)
    window.close()
    window.deleteLater()
    driver.rest(20)


@pytest.fixture(scope="session")
def served() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def site(served: Site) -> Site:
    served.answers.clear()
    served.asked.clear()
    served.put("/", "<title>Home</title><p>Hello")
    return served


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[Driver]:
    driver = Driver(BrowserPane(profile.passing(), no_icon))
    window = window_with(driver.pane)
    yield driver
    end(driver, window)


@pytest.fixture
def browser(shared: Driver) -> Iterator[Driver]:
    """The file's browser on an empty page."""
    yield shared
    pane = shared.pane
    for tab in tuple(pane._tabs[1:]):
        pane._close(tab)
    pane.tab.notices.clear()
    if pane.is_phone:
        pane.toolbar.desktop_button.click()
    shared.load("about:blank")


@pytest.fixture
def shop() -> Iterator[SampleShop]:
    shop = SampleShop(delay=0.05)
    thread = threading.Thread(target=shop.serve_forever)
    thread.start()
    yield shop
    shop.shutdown()
    thread.join()
