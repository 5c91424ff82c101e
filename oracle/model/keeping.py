"""What is said about the workspace itself: its figures, its backups, its trash."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from oracle.model.change import Subject


class Info(Struct, frozen=True, kw_only=True):
    """Where a workspace is and what it holds; what lies in the trash is not counted."""

    path: str
    id: str
    schema: int
    size_bytes: int
    businesses: int
    journeys: int
    walks: int
    captures: int
    backups: int
    newest_backup: datetime | None = None


class BackupKind(StrEnum):
    """Why a backup was made. Only automatic ones are ever removed by the app."""

    AUTOMATIC = "automatic"
    BY_HAND = "by-hand"
    BEFORE_CHANGE = "before-change"


class Backup(Struct, frozen=True, kw_only=True):
    """A verified backup. `bytes` is its own file's size, without the pictures that backups share."""

    path: Path
    taken_at: datetime
    bytes: int
    kind: BackupKind


class TrashItem(Struct, frozen=True, kw_only=True):
    """Something deleted, with what comes back with it in words: "3 walks, 12 captures".

    `where` are the names of what it was in, outermost first: business, journey, "4 Reads the product page". The ids are
    those that open it when it is back; a capture's or pothole's are of a walk and step that it belongs to.
    """

    id: str
    subject: Subject
    title: str
    deleted_at: datetime
    what_hangs_on: str = ""
    where: tuple[str, ...] = ()
    business_id: str | None = None
    journey_id: str | None = None
    walk_id: str | None = None
    step_id: str | None = None
