"""Where a bench happens: a folder of its own, child processes that see nothing of the user's, displays of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PACKAGING = Path(__file__).resolve().parent.parent
PROJECT = PACKAGING.parent


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder on the disk that holds this project, removed afterwards: a memory disk would make every sync free."""
    build = PROJECT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as folder:
        yield Path(folder)


def environment(home: Path, display: str = "") -> dict[str, str]:
    """Variables of a child: its own home, compiled files allowed, offscreen or on that X display."""
    left = ("PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "DISPLAY", "LANGUAGE")
    kept = {name: value for name, value in os.environ.items() if name not in left}
    run = home / "run"
    run.mkdir(parents=True, exist_ok=True)
    run.chmod(0o700)
    places = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    places |= {"XDG_STATE_HOME": home / "state", "XDG_CACHE_HOME": home / "cache", "XDG_RUNTIME_DIR": run}
    kept |= {name: str(place) for name, place in places.items()}
    kept |= {"LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join((str(PACKAGING), str(PROJECT)))}
    return kept | ({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"})


def python(module: str, *arguments: str | int | Path) -> list[str]:
    """The command that runs a module with this Python."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def run(command: Sequence[str], variables: dict[str, str]) -> str:
    """What a child says until it ends; RuntimeError with its last words when it fails."""
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {(done.stderr or done.stdout)[-800:]}")
    return done.stdout


def timed(command: Sequence[str], variables: dict[str, str]) -> tuple[float, float]:
    """Seconds from start to end of a child, and its largest memory in MB."""
    began = time.perf_counter()
    child = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None  # noqa: S101 - asked for above
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said[-800:]}")
    return seconds, usage.ru_maxrss / 1000


class Child:
    """A process that is told what to do, line by line, and answers each with a line of JSON."""

    def __init__(self, command: Sequence[str], variables: dict[str, str], log: Path) -> None:
        self._log = log
        with log.open("w") as said:
            self._process = subprocess.Popen(
                command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )
        self.hear()

    def ask(self, *words: str | int | Path) -> Any:
        """Says one line and returns the answer."""
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        self._process.stdin.write("\t".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        return self.hear()

    def hear(self) -> Any:
        """The next answer; RuntimeError when the child ended instead."""
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        for line in self._process.stdout:
            if line.startswith(("{", "[")):
                return json.loads(line)
        raise RuntimeError(f"a child ended early: {self._log.read_text()[-1500:]}")

    def close(self) -> None:
        """Ends it: its input ends, and then so does it."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018
        self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def has_display_server() -> bool:
    """Whether a display of our own can be started."""
    return os.name == "posix" and shutil.which("Xvfb") is not None


@contextmanager
def display(width: int, height: int) -> Iterator[str]:
    """An X server of that size, for the children alone; its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield ":" + told.readline().strip()
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
