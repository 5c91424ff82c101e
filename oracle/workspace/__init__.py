"""Where everything is kept: one SQLite file. Importing this is light; the database loads with the first `open`.

`open(path)` returns the open `Workspace`, which every function of the subject modules (`businesses`, `journeys`,
`walks`, `visits`, `captures`, `potholes`, …) takes first. It has one owner thread. A write is one transaction, on disk
when the function returns its `Change`; a read returns values of `oracle.model`.
"""

from __future__ import annotations

from pathlib import Path

from oracle.workspace.workspace import Workspace

__all__ = ["Workspace", "open"]


def open(path: Path, *, create: bool = True) -> Workspace:  # noqa: A001 - `workspace.open` reads as what it does
    """The workspace at `path`, made if there is none and `create`.

    Brings older files up to date, after a verified backup. Raises NotFound, NotAWorkspace, WorkspaceNewer,
    WorkspaceHeld, WorkspaceDamaged (with `newest_backup`), StorageError; whatever is raised, the file is as it was.
    """
    from oracle.workspace import opening

    return opening.open_workspace(path, create=create)
