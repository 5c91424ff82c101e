"""`workspace`: the file that keeps everything."""

from __future__ import annotations

from argparse import Namespace

from oracle.cli.opening import opened, place
from oracle.cli.output import remark, say, say_json, say_table
from oracle.language import _
from oracle.model.keeping import Info
from oracle.workspace import backup
from oracle.workspace import check as checking


def info(wanted: Namespace) -> int:
    """Say where the workspace is and what it holds."""
    with opened(wanted) as held:
        found = held.info()
    if wanted.json:
        say_json(found)
    else:
        say_table(_told(found))
    return 0


def check(wanted: Namespace) -> int:
    """Check the file; 0 when it is sound, else 1 with what was found, and what can be done about it."""
    path = place(wanted)
    problems = checking.check(path)
    say(*(problems or (_("The workspace is sound."),)))
    if problems:
        remark(checking.way_out(path))
        remark(_("A backup is restored by `workspace restore FILE`; the window can repair a copy of what is left."))
    return 1 if problems else 0


def back_up(wanted: Namespace) -> int:
    """Write a full copy that can be restored anywhere."""
    with opened(wanted) as held:
        backup.to_file(held, wanted.file)
    say(_("Backed up to {path}").format(path=wanted.file))
    return 0


def restore(wanted: Namespace) -> int:
    """Put a backup in the workspace's place; what stood there is kept beside it."""
    backup.restore(wanted.file, place(wanted))
    say(_("Restored from {path}").format(path=wanted.file))
    return 0


def _told(found: Info) -> tuple[tuple[str, str], ...]:
    size = _("{n} MB").format(n=f"{found.size_bytes / 1_000_000:,.1f}")
    newest = found.newest_backup
    return (
        (_("Place"), found.path),
        (_("Size"), size),
        (_("Businesses"), str(found.businesses)),
        (_("Journeys"), str(found.journeys)),
        (_("Walks"), str(found.walks)),
        (_("Captures"), str(found.captures)),
        (_("Backups"), str(found.backups)),
        (_("Newest backup"), f"{newest.astimezone():%Y-%m-%d %H:%M}" if newest else "–"),
    )
