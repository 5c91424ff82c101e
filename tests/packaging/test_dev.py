"""The developer's script does what the README says, in every situation it can meet."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from system_libraries import CannotInstall


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """What would have been run, with its extra variables; everything succeeds."""
    noted: list[tuple[list[str], dict[str, str]]] = []

    def call(program: Path, *arguments: str, **variables: str) -> int:
        noted.append(([Path(program).name, *arguments], variables))
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "running", lambda program: begun(call(program), program.name))
    monkeypatch.setattr(dev, "become", lambda *arguments: call(dev.PYTHON, *arguments))
    monkeypatch.setattr(dev.environment, "provide", lambda: None)
    return noted


def begun(code: int, says: str) -> subprocess.Popen[str]:
    """A program that runs beside others, says its name and ends with a code."""
    line = [sys.executable, "-c", f"print({says!r}); raise SystemExit({code})"]
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)


Calls = list[tuple[list[str], dict[str, str]]]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")


@needs_linux
def test_run_opens_the_window_where_wayland_answers(
    calls: Calls, no_display: None, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(home / "run" / "wayland-7"))
        assert dev.main(["run"]) == 0
    assert calls[0][0][1:] == ["-m", "oracle"]


@needs_linux
def test_run_opens_the_window_where_x_answers(calls: Calls, no_display: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("localhost", 0)) as server:
        monkeypatch.setenv("DISPLAY", f"localhost:{server.getsockname()[1] - 6000}.0")
        assert dev.main(["run"]) == 0
    assert calls[0][0][1:] == ["-m", "oracle"]


def test_run_hands_its_arguments_on(calls: Calls, no_display: None) -> None:
    dev.main(["run", "--workspace", "mine.db", "journey", "list"])
    assert calls[0][0][1:] == ["-m", "oracle", "--workspace", "mine.db", "journey", "list"]


@needs_linux
@pytest.mark.parametrize("display", [None, ":4321"])
def test_run_without_a_display_walks_the_sample_and_says_where_the_report_is(
    calls: Calls,
    no_display: None,
    display: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if display:  # said to be there, but nobody answers
        monkeypatch.setenv("DISPLAY", display)
    assert dev.main(["run"]) == 0
    (_, *arguments), variables = calls[0]
    assert arguments[:4] == ["-m", "oracle", "demo", "--out"]
    assert variables == {"QT_QPA_PLATFORM": "offscreen"}
    said = capsys.readouterr().out
    assert "no display" in said
    assert str(Path(arguments[4]) / "report.pdf") in said


def test_test_runs_every_check_with_mypy_beside_the_tests(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["test"]) == 0
    assert [command[0] for command, _ in calls[:3]] == ["mypy", "ruff", "lint-imports"]
    assert calls[3][0][1:3] == ["-m", "pytest"]
    assert "--long" not in calls[3][0]
    assert capsys.readouterr().out.splitlines()[-3:] == ["— mypy", "mypy", "All checks passed."]


@pytest.mark.parametrize("check", ["ruff", "mypy", "pytest"])
def test_test_fails_when_one_check_failed_and_its_closing_line_names_it(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], check: str
) -> None:
    def call(program: Path, *arguments: str, **_variables: str) -> int:
        return int(check in (program.name, *arguments))

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "running", lambda program: begun(call(program), program.name))
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"Failed: {check}"


def test_what_follows_the_dashes_goes_to_pytest(calls: Calls) -> None:
    dev.main(["test", "--long", "--", "-k", "walk"])
    command = calls[-1][0]
    assert command[-2:] == ["-k", "walk"]
    assert "--long" in command


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["fly"], 2)])
def test_help_names_the_commands(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == code
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("run", "test", "setup", "bench", "pictures", "lint"))


def test_what_cannot_be_set_up_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise CannotInstall("sudo apt-get install libegl1")

    monkeypatch.setattr(dev.environment, "provide", refuse)
    assert dev.main(["setup"]) == 1
    assert "libegl1" in capsys.readouterr().err


def test_the_script_starts_from_any_folder(tmp_path: Path) -> None:
    script = dev.PROJECT / "packaging" / "dev.py"
    done = subprocess.run([sys.executable, script, "help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_check_of_every_change_is_the_readmes_command() -> None:
    command = "python3 packaging/dev.py test"
    assert command in (dev.PROJECT / "README.md").read_text("utf-8")
    assert command in (dev.PROJECT / ".ci" / "run").read_text("utf-8")
