"""Pictures that exist already, as files. Their bytes are foreign until checked. Needs no window and imports none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from oracle import imaging
from oracle.errors import InputError
from oracle.language import _
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.workspace import clock

LARGEST = 64 * 1024 * 1024  # bytes of one file
MOST = 50  # files at once
PATTERNS = ("*.png", "*.jpg", "*.jpeg", "*.webp", "*.heic", "*.heif", "*.gif", "*.bmp", "*.tif", "*.tiff")


def read(path: Path, source: Source = Source.FILE) -> Shot:
    """The bytes of a file as a foreign shot, only its time looked at. Reads the disk: for any thread but the window's.

    Raises InputError for what cannot be read, is no file, is empty or larger than 64 MB.
    """
    try:
        about = path.stat()
        if not path.is_file():
            raise InputError(_("“{name}” is not a file.").format(name=path.name))
        if about.st_size > LARGEST:
            raise InputError(
                _("“{name}” is larger than {megabytes} MB.").format(name=path.name, megabytes=LARGEST // 1024**2)
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("“{name}” could not be read: {reason}.").format(name=path.name, reason=error.strerror or str(error))
        ) from error
    if not data:
        raise InputError(_("“{name}” is empty.").format(name=path.name))
    # A camera's own time outlives copying and sending, which give the file a new one.
    taken_at = imaging.taken_at(data) or datetime.fromtimestamp(about.st_mtime, UTC)
    return Shot(data=data, source=source, taken_at=taken_at, zone=clock.zone(), foreign=True, file_name=path.name)


def at_most(paths: Iterable[Path]) -> tuple[Path, ...]:
    """`paths` itself; InputError when there are more than 50."""
    paths = tuple(paths)
    if len(paths) > MOST:
        raise InputError(
            _("{count} files at once are too many. Add up to {most} at a time.").format(count=len(paths), most=MOST)
        )
    return paths
