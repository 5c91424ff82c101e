#!/usr/bin/env python3
"""The two commands of the README, and what a developer needs besides.

    python3 packaging/dev.py run [ARGUMENTS…]        the window; without a display the sample walk and its report
    python3 packaging/dev.py test [--long] [-- …]    every check; what follows -- goes to pytest
    python3 packaging/dev.py lint                    the checks without the tests
    python3 packaging/dev.py pictures [FOLDER]       every screen as PNG
    python3 packaging/dev.py bench [ARGUMENTS…]      speed and memory, as ratios within one run
    python3 packaging/dev.py setup                   only what each of these does first

Needs Python 3.11 or newer and nothing else. Works from any folder.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python reads
    sys.exit(f"Pothole Oracle needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

import environment
from environment import PROJECT, PYTHON, SCRIPTS
from system_libraries import CannotInstall

CHECKS = {
    "ruff": ["ruff", "check", "oracle", "tests", "packaging"],
    "import contract": ["lint-imports", "--no-logo"],
    "mypy": ["mypy"],
}
MOST_WORKERS = 8  # each may hold a browser of half a gigabyte


def main(arguments: list[str]) -> int:
    """Runs one command; returns its exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    commands = {"run": run, "test": test, "lint": lint, "pictures": pictures, "bench": bench, "setup": setup}
    if command not in commands:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    try:
        environment.provide()
        return commands[command](rest)
    except CannotInstall as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def setup(_: list[str]) -> int:
    """Nothing more than what comes before every command."""
    return 0


def run(arguments: list[str]) -> int:
    """Opens the window; where there is no display, walks the sample shop offscreen and says where the report is."""
    if arguments or has_display():
        return become("-m", "oracle", *arguments)
    folder = PROJECT / "build" / time.strftime("demo-%Y%m%d-%H%M%S")
    print("There is no display here, so the window cannot open. The sample walk runs without one instead …", flush=True)
    code = python("-m", "oracle", "demo", "--out", str(folder), QT_QPA_PLATFORM="offscreen")
    if code == 0:
        print(f"The report is {folder / 'report.pdf'}\nThe workspace is {folder / 'workspace.db'}")
    return code


def has_display() -> bool:
    """Whether a window can open: always outside Linux and its kin, there where a display server answers."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    wayland, x = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and Path(os.environ.get("XDG_RUNTIME_DIR", ""), wayland).is_socket():
        return True
    return bool(x) and x_answers(str(x))


def x_answers(display: str) -> bool:
    """Whether the X server of a DISPLAY such as `:0` or `localhost:10.0` takes connections."""
    host, _, screen = display.rpartition(":")
    number = int(screen.partition(".")[0]) if screen.partition(".")[0].isdigit() else 0
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server listens
    for address in (f"\0{path}", path, (host or "localhost", 6000 + number)):
        family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
        with suppress(OSError), socket.socket(family) as connection:
            connection.settimeout(2)
            connection.connect(address)
            return True
    return False


def test(arguments: list[str]) -> int:
    """Every check. Mypy, which keeps one processor busy for half a minute, works beside the tests and is told last."""
    with running(SCRIPTS / "mypy") as types:
        failed = failed_checks("ruff", "import contract")
        heading("pytest")
        if python("-m", "pytest", *for_pytest(arguments)):
            failed.append("pytest")
        heading("mypy")
        print(types.communicate()[0], end="", flush=True)
    if types.returncode:
        failed.append("mypy")
    return told(failed)


def for_pytest(arguments: list[str]) -> list[str]:
    """What pytest is given: as many workers as there are processors, then what follows the dashes."""
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    long = ["--long", "--timeout=7200"] if "--long" in own else []
    workers = ["-n", str(min(MOST_WORKERS, processors())), "--dist", "worksteal"]
    return [*workers, *long, *(argument for argument in arguments if argument not in ("--", "--long"))]


def lint(_: list[str]) -> int:
    """Ruff, the import contract and mypy."""
    return told(failed_checks(*CHECKS))


def failed_checks(*names: str) -> list[str]:
    """Runs these checks one after the other; returns the names of those that failed."""
    failed = []
    for name in names:
        heading(name)
        tool, *arguments = CHECKS[name]
        if call(SCRIPTS / tool, *arguments):
            failed.append(name)
    return failed


def heading(name: str) -> None:
    """Says which check's words come next."""
    print(f"— {name}", flush=True)


def told(failed: list[str]) -> int:
    """Says in the closing line what failed; returns the exit code."""
    print("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return int(bool(failed))


def pictures(arguments: list[str]) -> int:
    """Renders every screen into a folder."""
    folder = Path(arguments[0]).resolve() if arguments else PROJECT / "build" / "pictures"
    measuring = str(PROJECT / "packaging")  # tests draw on it too
    return python("-m", "tests.pictures", str(folder), QT_QPA_PLATFORM="offscreen", PYTHONPATH=measuring)


def bench(arguments: list[str]) -> int:
    """Measures speed and memory."""
    return python(str(PROJECT / "packaging" / "bench.py"), *arguments)


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def become(*arguments: str) -> int:
    """Runs the environment's Python in this place, so that signals reach it; never returns where that is possible."""
    command = [str(PYTHON), "-P", *arguments]  # -P: a folder called oracle where the user stands is not the app
    if os.name == "posix":
        os.execve(PYTHON, command, environment.variables())  # noqa: S606
    return subprocess.run(command, env=environment.variables(), check=False).returncode


def python(*arguments: str, **variables: str) -> int:
    """Runs the environment's Python in the project's folder; returns its exit code."""
    return call(PYTHON, *arguments, **variables)


def running(program: Path) -> subprocess.Popen[str]:
    """A program begun in the project's folder; what it says is kept."""
    return subprocess.Popen(
        [program], cwd=PROJECT, env=environment.variables(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def call(program: Path, *arguments: str, **variables: str) -> int:
    """Runs a program in the project's folder with extra environment variables; returns its exit code."""
    done = subprocess.run([program, *arguments], cwd=PROJECT, env={**environment.variables(), **variables}, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
