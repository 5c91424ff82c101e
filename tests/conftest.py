"""What holds for every test: its own home, no unexpected warning, nothing left behind."""

from __future__ import annotations

import os

# Before anything imports Qt. A test that needs a real screen or the sandbox starts a process with its own environment.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

import gc
import logging
import re
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from oracle import language

# The browser asks for it before there is an application, and the tests share one application.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

PICTURES_OF_FAILURES = Path(__file__).parent.parent / "build" / "failed-tests"
TOOLTIP = "QTipLabel"  # Qt's own, hidden by a timer
# Rooms whose tests drive the browser's engine, windows and other processes: on a starved machine one of a thousand
# events comes too late. Such a test gets a second go, and the summary names it as RERUN; a fault fails twice.
REAL_WINDOWS = frozenset({"browser", "capture", "durability", "e2e", "ui"})
SLOW_TO_END = 5.0  # seconds that a thread may take to end after its test
PATIENCE_MS = 15_000  # pytest-qt's own five seconds are too few on a starved machine; what came goes on at once
for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    waiting.__kwdefaults__["timeout"] = PATIENCE_MS

# The suite shares two cores with whatever else runs: no example fails for being slow. It tries the same examples each
# time, so that it tells of the change it is run for; with --long others are looked for.
settings.register_profile(
    "suite", deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("suite"), derandomize=False, max_examples=400)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if REAL_WINDOWS.intersection(item.path.relative_to(Path(__file__).parent).parts):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if config.getoption("--long"):
        return
    skip = pytest.mark.skip(reason="a larger count: run with --long")
    for item in items:
        if "long" in item.keywords:
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Thousands of tests and what they import stay to the end: no collection of garbage goes through them again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Notes whether the test failed, and keeps a picture of the windows it left open."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[failed] = True
        saved = picture_windows(item.nodeid)
        if saved:
            report.sections.append(("Windows at the time", "\n".join(map(str, saved))))
    return report


failed = pytest.StashKey[bool]()


# ---- its own home


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the session: fontconfig's takes a second to build."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where each test's home will be; pytest would look through all folders there are for the next number."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count(1))


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home folder that data, settings, state and everything else goes to; returned for tests that look."""
    home = next(homes)
    home.mkdir()
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": home / "data",
        "WIN_PD_OVERRIDE_APPDATA": home / "config",
    }
    for name, place in places.items():
        monkeypatch.setenv(name, str(place))
    places["XDG_RUNTIME_DIR"].mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Starts and leaves every test in English."""
    language.use("en")
    yield
    language.use("en")


# ---- no unexpected warning (Python's and Qt's are made failures in pyproject.toml)


class Recorder(logging.Handler):
    """Keeps what is logged from warnings upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails on a logged warning or error, unless the test takes `caplog` or is marked `log_warnings`."""
    recorder = Recorder()
    logging.getLogger().addHandler(recorder)
    yield
    logging.getLogger().removeHandler(recorder)
    expected = "caplog" in request.fixturenames or request.node.get_closest_marker("log_warnings")
    if recorder.lines and not expected:
        pytest.fail("Logged while the test ran:\n" + "\n".join(recorder.lines), pytrace=False)


# ---- nothing left behind


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, english: None, home: Path) -> Iterator[None]:
    """Fails when windows or threads outlive the test that made them; a failed test is only tidied up after."""
    windows, threads = set(map(address, top_windows())), set(threading.enumerate())
    yield
    was_failed = request.node.stash.get(failed, False)
    left = new_windows_after_draining(windows)
    names = [f"{type(window).__name__} {window.objectName()!r} {window.windowTitle()!r}" for window in left]
    for window in left:
        window.hide()
        window.deleteLater()
    left.clear()
    empty_clipboard()
    process_events()
    running = still_running(threads, patience=0 if was_failed else SLOW_TO_END)
    if not was_failed and (names or running):
        pytest.fail(f"Left behind: windows {names}, threads {running}", pytrace=False)


def qt_application() -> Any:
    """The running QApplication, or None; never imports Qt by itself."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def top_windows() -> list[Any]:
    """All top-level widgets but tooltips."""
    application = qt_application()
    if application is None or not hasattr(application, "topLevelWidgets"):
        return []
    return [widget for widget in application.topLevelWidgets() if widget.metaObject().className() != TOOLTIP]


def process_events() -> None:
    """Lets pending events and deletions happen."""
    application = qt_application()
    if application is not None:
        core = sys.modules["PySide6.QtCore"]
        application.processEvents()
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        application.processEvents()


def empty_clipboard() -> None:
    """What a test copied is nothing to the next; what is left there at the end, Qt deletes when Python is gone."""
    application = qt_application()
    if hasattr(application, "clipboard"):
        application.clipboard().clear()


def address(widget: Any) -> int:
    """Where the C++ widget is: Python's own object for it may come and go."""
    return int(sys.modules["shiboken6"].getCppPointer(widget)[0])


def new_windows_after_draining(known: set[int]) -> list[Any]:
    """The windows not known before that remain after all deletions; reference circles are collected only if needed."""
    process_events()
    if any(address(window) not in known for window in top_windows()):
        gc.collect()
        process_events()
    return [window for window in top_windows() if address(window) not in known]


def still_running(known: set[threading.Thread], patience: float) -> list[str]:
    """Names of threads that were not there before and do not end within `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        # A thread that Qt made shows as a dummy, which never ends as far as Python knows.
        new = [
            thread
            for thread in set(threading.enumerate()) - known
            if not isinstance(thread, threading._DummyThread) and "pytest_timeout" not in thread.name
        ]
        if not new or time.monotonic() > until:
            return [thread.name for thread in new]
        process_events()
        time.sleep(0.01)


def picture_windows(test: str) -> list[Path]:
    """Saves each visible window as PNG, named after the test; returns the files."""
    saved = []
    for number, window in enumerate(window for window in top_windows() if window.isVisible()):
        PICTURES_OF_FAILURES.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", test).strip("-")[-120:]
        file = PICTURES_OF_FAILURES / f"{name}-{number}.png"
        if window.grab().save(str(file)):
            saved.append(file)
    return saved
