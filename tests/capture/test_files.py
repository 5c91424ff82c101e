"""Pictures from files: when they were taken."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from oracle.capture import files

CHANGED = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)


def photo(folder: Path, kind: str = "JPEG", **times: str) -> Path:
    """A photo whose camera wrote these times; the file was changed later."""
    picture = Image.new("RGB", (8, 8), "teal")
    exif = picture.getexif()
    tags = {"taken": 0x9003, "zone": 0x9011, "digitised": 0x9004}
    exif.get_ifd(0x8769).update({tags[name]: value for name, value in times.items()})
    path = folder / f"photo.{kind.lower()}"
    picture.save(path, kind, exif=exif)
    os.utime(path, (CHANGED.timestamp(), CHANGED.timestamp()))
    return path


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_photo_has_the_time_of_its_camera(tmp_path: Path, kind: str) -> None:
    shot = files.read(photo(tmp_path, kind, taken="2026:03:02 14:30:00", zone="+02:00"))
    assert shot.taken_at == datetime(2026, 3, 2, 12, 30, tzinfo=UTC)


def test_a_camera_without_a_zone_was_in_ours(tmp_path: Path) -> None:
    shot = files.read(photo(tmp_path, digitised="2026:03:02 14:30:00"))
    assert shot.taken_at == datetime(2026, 3, 2, 14, 30).astimezone()


@pytest.mark.parametrize(
    "taken",
    ["", "0000:00:00 00:00:00", "2026:13:02 14:30:00", "yesterday", "1931:03:02 14:30:00", "2999:01:01 00:00:00"],
)
def test_a_time_that_cannot_be_is_not_believed(tmp_path: Path, taken: str) -> None:
    assert files.read(photo(tmp_path, taken=taken)).taken_at == CHANGED


def test_what_is_no_picture_has_the_time_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "odd.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00garbage")
    assert datetime.now(UTC) - files.read(path).taken_at < timedelta(minutes=5)
