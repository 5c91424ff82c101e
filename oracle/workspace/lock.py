"""Who has a workspace: a lock file beside it. The system frees it when its process dies; its text says whose it is."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from oracle.errors import StorageError, WorkspaceHeld
from oracle.language import _

_BYTE = 1 << 30  # where Windows locks, past the text: a locked byte cannot be read there


class Lock:
    """A held lock. `release` gives it back."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    def release(self) -> None:
        """Give it back and take the file away."""
        # Windows removes no open file; there the emptied file stays until the next opening.
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
        if sys.platform == "win32":
            os.close(self._handle)
            self.path.unlink(missing_ok=True)
        else:
            # Still locked while it goes: whoever waits sees that the name is another file by then.
            self.path.unlink(missing_ok=True)
            os.close(self._handle)


def place(workspace: Path) -> Path:
    """The lock file of a workspace."""
    return workspace.with_name(workspace.name + ".lock")


def acquire(workspace: Path) -> Lock:
    """Take the lock; WorkspaceHeld says who has it.

    A lock left by a process of this machine that died is taken over. One left by another machine never is: this
    machine cannot know whether that one still works on the file.
    """
    path = place(workspace)
    while True:
        handle = _open(path)
        try:
            if not _try_lock(handle):
                raise _held(workspace, _read(handle))
            if not _is_still(path, handle):
                os.close(handle)
                continue  # its owner took it away between our opening and locking it
            owner = _read(handle)
            if owner and owner.get("host") != platform.node():
                raise _held(workspace, owner)
            _write(handle)
        except BaseException:
            with suppress(OSError):
                os.close(handle)
            raise
        return Lock(path, handle)


def owner(workspace: Path) -> dict[str, Any]:
    """What the lock file says: host, pid, user, app; empty when nobody has it."""
    try:
        text = place(workspace).read_text("utf-8")
    except OSError:
        return {}
    return _parsed(text)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(
            _("The folder {folder} cannot be written.").format(folder=path.parent),
            advice=_("Check that it exists and that you may write to it."),
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: the text alone decides.
            pid = _read(handle).get("pid")
            return not isinstance(pid, int) or not _alive(pid)
        return True

    def _alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


def _is_still(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


def _read(handle: int) -> dict[str, Any]:
    os.lseek(handle, 0, os.SEEK_SET)
    return _parsed(os.read(handle, 4096).decode("utf-8", "replace"))


def _parsed(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}  # empty, or its writer died while writing
    return said if isinstance(said, dict) else {}


def _write(handle: int) -> None:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    said = {"host": platform.node(), "pid": os.getpid(), "user": user, "app": "Pothole Oracle"}
    with suppress(OSError):  # a full disk must still let people read: the lock itself holds without its text
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(said).encode())
        os.fsync(handle)


def _held(workspace: Path, owner: dict[str, Any]) -> WorkspaceHeld:
    if owner.get("host") in {None, platform.node()}:
        happened = _("The workspace {path} is open in another window or program (process {pid}).")
        advice = _("While it is, no other program can read or change it. Close it there, or go on in that window.")
    else:
        happened = _("The workspace {path} is open on the machine {host} (user {user}, process {pid}).")
        advice = _("Close it there. If you are sure that it is not open there any more, delete the file {lock}.")
    said = {key: owner.get(key, "?") for key in ("host", "pid", "user")}
    return WorkspaceHeld(
        happened.format(path=workspace, **said),
        safe=_("Nothing was changed."),
        advice=advice.format(lock=place(workspace)),
    )
