"""Known errors: things that happen to users and that they can act on. Anything else that is raised is a bug.

OracleError
├── InputError        what was given cannot be used (a file, a picture, an address, a value)
├── NotFound          nothing has that id or name
├── StorageError      the disk or the workspace file would not take or give something
│   ├── WorkspaceHeld     another process or machine has the workspace open
│   ├── WorkspaceNewer    the file was written by a newer version of the app
│   ├── WorkspaceDamaged  the file does not pass its check
│   └── NotAWorkspace     the file is no workspace of ours
├── NotRemoved        what is to be gone for good may still be in a file
├── CaptureError      a picture could not be taken
├── ReportError       a report could not be written
└── Cancelled         the user stopped it; never shown as a fault
"""

from __future__ import annotations

from pathlib import Path


class OracleError(Exception):
    """A known error in three plain sentences.

    `happened` says what went wrong, `safe` what is not lost, `advice` what to do next; the last two may be empty.
    """

    def __init__(self, happened: str, *, safe: str = "", advice: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.advice = advice

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.advice) if part)


class InputError(OracleError):
    """What was given cannot be used."""


class NotFound(OracleError):
    """Nothing has that id or name."""


class StorageError(OracleError):
    """The disk or the workspace file would not take or give something."""


class WorkspaceHeld(StorageError):
    """Another process or machine has the workspace open."""


class WorkspaceNewer(StorageError):
    """The file was written by a newer version of the app."""


class WorkspaceDamaged(StorageError):
    """The file does not pass its check. `newest_backup` can be restored in its place, where there is one."""

    newest_backup: Path | None = None


class NotAWorkspace(StorageError):
    """The file is no workspace of ours."""


class NotRemoved(OracleError):
    """What is to be gone for good may still be in a file. Not a StorageError: to do the same again removes nothing."""


class CaptureError(OracleError):
    """A picture could not be taken."""


class ReportError(OracleError):
    """A report could not be written."""


class Cancelled(OracleError):
    """The user stopped it; never shown as a fault."""

    def __init__(self) -> None:
        super().__init__("Stopped.")
