"""What is to be gone from all files of a workspace, noted on disk beside its backups until it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from oracle.workspace import sqlite

NAME = "purge.json"


class Replaced(Struct, frozen=True):
    """A picture that must be gone, and the one in its place: their SHA-256."""

    gone: str
    instead: str


def read(folder: Path) -> tuple[Replaced, ...]:
    """What is noted in a folder of backups."""
    try:
        raw = json.loads((folder / NAME).read_text("utf-8"))
        return tuple(Replaced(str(gone), str(instead)) for gone, instead in raw)
    except (OSError, ValueError, TypeError):
        return ()  # it is whole before it has its name: one that cannot be read is no note of ours


def write(folder: Path, noted: Iterable[Replaced]) -> None:
    """Note this and nothing else; without anything the note goes. OSError."""
    note, told = folder / NAME, dict.fromkeys(noted)
    if told:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        put(note.with_suffix(".making"), json.dumps([[each.gone, each.instead] for each in told]).encode(), note)
    elif note.exists():
        note.unlink()
        sqlite.sync_folder(folder)


def put(making: Path, data: bytes, target: Path) -> None:
    """Write a file that is whole, and on disk, before it has its name. OSError."""
    with making.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    making.replace(target)
    sqlite.sync_folder(target.parent)


def followed(noted: Iterable[Replaced], is_there: Callable[[str], bool]) -> Iterator[Replaced]:
    """What is noted, each with the picture that is there now: the one in its place may have been burnt again."""
    noted = tuple(noted)
    later = {each.gone: each.instead for each in noted}
    for each in noted:
        instead, steps = each.instead, len(noted)
        while instead in later and steps and not is_there(instead):
            instead, steps = later[instead], steps - 1
        yield Replaced(each.gone, instead)
