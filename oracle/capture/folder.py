"""A folder in which a phone's photos arrive: what is new in it, and whole. Reads the disk: beside the window only."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage

from oracle import imaging
from oracle.capture import files
from oracle.errors import InputError
from oracle.language import _

PREVIEW = QSize(240, 160)
_ENDINGS = tuple(pattern.removeprefix("*") for pattern in files.PATTERNS)


@dataclass(frozen=True, slots=True)
class Photo:
    """A file that may be a photo, as it was when looked at; `changed_at` in seconds since 1970."""

    path: Path
    size: int
    changed_at: float

    @property
    def key(self) -> str:
        """Names this state of this file."""
        return f"{self.path.name}|{self.size}|{self.changed_at:.3f}"


def look(folder: Path, since: float) -> tuple[Photo, ...]:
    """The files in `folder` that may be photos and were changed at or after `since`, newest first.

    Links, hidden files, folders, empty and far too large files are none. InputError when the folder cannot be read.
    """
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                photo = _photo(entry, since) if _may_be(entry) else None
                if photo is not None:
                    found.append(photo)
    except OSError as error:
        raise InputError(
            _("“{name}” cannot be read: {reason}.").format(name=folder.name, reason=error.strerror or str(error)),
            advice=_("It is looked for again; photos can be dropped here meanwhile."),
        ) from error
    return tuple(sorted(found, key=lambda photo: (-photo.changed_at, photo.path.name)))


def _may_be(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(_ENDINGS) and not entry.name.startswith(".")


def _photo(entry: os.DirEntry[str], since: float) -> Photo | None:
    try:
        if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
            return None
        about = entry.stat(follow_symlinks=False)
    except OSError:  # it is gone already
        return None
    if about.st_mtime < since or not 0 < about.st_size <= files.LARGEST:
        return None
    return Photo(Path(entry.path), about.st_size, about.st_mtime)


def settled(before: Iterable[Photo], now: Iterable[Photo]) -> tuple[Photo, ...]:
    """Those that nobody wrote to between two looks: a file that is still growing is not whole."""
    known = set(before)
    return tuple(photo for photo in now if photo in known)


def preview(photo: Photo, known: Collection[datetime] = ()) -> QImage:
    """The photo, checked and small; InputError for what is none or is not whole.

    Empty for one of the `known`: when captures of the same file name were taken. Cameras give names again.
    """
    shot = files.read(photo.path)
    if shot.taken_at in known:
        return QImage()
    png = imaging.logo(shot.data, photo.path.name).png
    image = QImage.fromData(QByteArray(png))
    whole = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return image.scaled(PREVIEW, whole, Qt.TransformationMode.SmoothTransformation)
