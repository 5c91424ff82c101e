"""The guards around every test do fail what they are there for, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
HERE = Path(__file__).parent

SAMPLE = """
import logging, threading, time
import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QLabel
from oracle import paths

kept = []

def test_home_is_elsewhere(home):
    assert home in paths.default_workspace().parents

def test_window_that_is_closed(qtbot):
    label = QLabel("closed"); qtbot.addWidget(label); label.show()

def test_thread_that_ends():
    threading.Thread(target=time.sleep, args=(0.2,)).start()

def test_warning_asked_for(caplog):
    logging.getLogger("oracle").warning("asked for")

@pytest.mark.log_warnings
def test_warning_marked():
    logging.getLogger("oracle").warning("marked")

@pytest.mark.long
def test_long():
    pass

def test_bad_warning():
    logging.getLogger("oracle").warning("not asked for")

def test_bad_window(qtbot):
    label = QLabel("left"); label.show(); kept.append(label)

def test_bad_thread():
    threading.Thread(target=time.sleep, args=(60,), name="left over", daemon=True).start()

def test_bad_qt_message(qtbot):
    qWarning("from Qt")

def test_bad_and_shown(qtbot):
    label = QLabel("look at me"); qtbot.addWidget(label); label.show()
    raise ValueError
"""

SETTINGS = """
[pytest]
qt_api = pyside6
qt_log_level_fail = WARNING
markers =
    long: x
    log_warnings: x
"""


@pytest.fixture
def outcome(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.RunResult:
    (pytester.path / "tests").mkdir()
    shutil.copy(HERE / "conftest.py", pytester.path / "tests")
    (pytester.path / "tests" / "test_sample.py").write_text(SAMPLE)
    (pytester.path / "pytest.ini").write_text(SETTINGS)
    monkeypatch.setenv("PYTHONPATH", str(HERE.parent))
    return pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")


def test_guards_fail_what_they_should_and_nothing_else(outcome: pytest.RunResult, pytester: pytest.Pytester) -> None:
    outcome.assert_outcomes(passed=8, failed=2, errors=3, skipped=1)
    outcome.stdout.fnmatch_lines(
        [
            "*WARNING oracle: not asked for",
            "*Left behind: windows*QLabel*",
            "*Left behind: *left over*",
            "*QtWarningMsg: from Qt",
        ]
    )
    assert list((pytester.path / "build" / "failed-tests").glob("*test_bad_and_shown-0.png"))
    assert not list((pytester.path / "build" / "failed-tests").glob("*test_bad_window*"))
