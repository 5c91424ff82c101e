"""Killing a program at random moments, and telling what it had acknowledged by then.

A program acknowledges by printing "saved ID" after ID is on disk. SIGKILL shows what is lost with the process; a
`PowerDisk` also takes away what was never synced, as a power cut does.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0  # seconds until a program must have acknowledged something


@dataclass(frozen=True)
class Killed:
    """What a killed program had acknowledged; `landed` unless it had ended by itself before."""

    saved: tuple[str, ...]
    landed: bool
    code: int
    errors: str


def run_and_kill(command: list[str], delay: float) -> Killed:
    """Start a program and kill it, with all that it started, `delay` seconds after its first acknowledgement."""
    # Compiled once, not at each of a thousand starts.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(environment["XDG_CACHE_HOME"]) / "compiled")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, env=environment
    )
    assert process.stdout is not None
    pipe, said = process.stdout.fileno(), b""
    kill_at, killed = time.monotonic() + _PATIENCE, False
    while True:
        left = max(0.0, kill_at - time.monotonic())
        if not killed and left == 0.0:
            killed = _kill(process)
            kill_at = time.monotonic() + _PATIENCE  # what it said before is still in the pipe
        if not select.select([pipe], [], [], left)[0]:
            continue
        chunk = os.read(pipe, 65536)
        if not chunk:
            break
        if b"saved" not in said and b"saved" in said + chunk:
            kill_at = time.monotonic() + delay
        said += chunk
    _rest, errors = process.communicate(timeout=_PATIENCE)
    code = process.returncode
    return Killed(_acknowledged(said), killed and code == -signal.SIGKILL, code, errors.decode("utf-8", "replace"))


def _kill(process: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(process.pid, signal.SIGKILL)
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
