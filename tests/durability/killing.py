"""Killing a program at random moments, and telling what it had acknowledged by then.

A program acknowledges by printing "saved ID" after ID is on disk. SIGKILL shows what is lost with the process; a
`PowerDisk` also takes away what was never synced, as a power cut does.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

_PATIENCE = 60.0  # seconds until a program must have acknowledged something


@dataclass(frozen=True)
class Killed:
    """What a killed program had acknowledged; `landed` unless it had ended by itself before."""

    saved: tuple[str, ...]
    landed: bool
    code: int
    errors: str


class Program(Protocol):
    """A running process of which `run_and_kill` reads what it says."""

    pid: int
    pipe: int

    def end(self) -> tuple[int, str]:
        """Waits until it has ended; its exit code, less than zero for a signal, and its errors if they were kept."""
        ...


class Started:
    """A program as a user starts it."""

    def __init__(self, command: list[str]) -> None:
        # Compiled once, not at each of a thousand starts.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(environment["XDG_CACHE_HOME"]) / "compiled")
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=environment
        )
        assert self._process.stdout is not None
        self.pid, self.pipe = self._process.pid, self._process.stdout.fileno()

    def end(self) -> tuple[int, str]:
        _rest, errors = self._process.communicate(timeout=_PATIENCE)
        return self._process.returncode, errors.decode("utf-8", "replace")


class Forked:
    """The command line in a process of its own that need not load it first: two thirds of its time are imports."""

    _context = multiprocessing.get_context("forkserver")
    _context.set_forkserver_preload(["oracle.cli.captures", "oracle.workspace.opening", "PIL.PngImagePlugin"])

    def __init__(self, arguments: list[str]) -> None:
        self._out, out = multiprocessing.Pipe(duplex=False)
        self._process = self._context.Process(target=_carry_out, args=(arguments, dict(os.environ), out))
        self._process.start()
        out.close()
        assert self._process.pid is not None
        self.pid, self.pipe = self._process.pid, self._out.fileno()

    def end(self) -> tuple[int, str]:
        self._process.join(_PATIENCE)
        code = self._process.exitcode
        assert code is not None
        self._process.close()
        self._out.close()
        return code, ""


def _carry_out(arguments: list[str], environment: dict[str, str], out: Connection) -> None:
    from oracle.__main__ import main

    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    sys.stdout = os.fdopen(os.dup(out.fileno()), "w", encoding="utf-8")
    out.close()
    sys.exit(main(arguments))


def run_and_kill(process: Program, delay: float) -> Killed:
    """Kill a program, with all that it started, `delay` seconds after its first acknowledgement."""
    said, killed = b"", False
    kill_at = time.monotonic() + _PATIENCE
    while True:
        left = max(0.0, kill_at - time.monotonic())
        if not killed and left == 0.0:
            killed = _kill(process.pid)
            kill_at = time.monotonic() + _PATIENCE  # what it said before is still in the pipe
        if not select.select([process.pipe], [], [], left)[0]:
            continue
        chunk = os.read(process.pipe, 65536)
        if not chunk:
            break
        if b"saved" not in said and b"saved" in said + chunk:
            kill_at = time.monotonic() + delay
        said += chunk
    code, errors = process.end()
    return Killed(_acknowledged(said), killed and code == -signal.SIGKILL, code, errors)


def _kill(group: int) -> bool:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _acknowledged(said: bytes) -> tuple[str, ...]:
    """Ids of whole lines: one without its end was not acknowledged."""
    lines = said.decode("utf-8", "replace").split("\n")[:-1]
    return tuple(line.removeprefix("saved ") for line in lines if line.startswith("saved "))


class PowerDisk:
    """A small ext4 file system in a file: `cut` takes the power away, and gives back what had reached the disk.

    Needs root. It shows missing syncs; it does not show a disk that reorders or lies.
    """

    # No periodic commit of the file system: only what the program itself syncs reaches the disk.
    _OPTIONS = "loop,commit=600"

    def __init__(self, home: Path, megabytes: int) -> None:
        self.place = home / "disk"
        self._image = home / "disk.img"
        self._megabytes = megabytes

    def __enter__(self) -> PowerDisk:
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(self._megabytes << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self._image)], check=True)
        self._mount()
        return self

    def __exit__(self, _kind: object, _error: object, _at: object) -> None:
        self._unmount()

    def cut(self) -> None:
        """Take the power away at this instant."""
        seen = self._image.with_suffix(".seen")
        shutil.copyfile(self._image, seen)  # as the disk saw it: what waits in memory is not in it
        self._unmount()  # this writes to the image that is thrown away
        seen.replace(self._image)
        self._mount()

    def _mount(self) -> None:
        subprocess.run(["mount", "-o", self._OPTIONS, str(self._image), str(self.place)], check=True)

    def _unmount(self) -> None:
        subprocess.run(["umount", str(self.place)], check=True)
