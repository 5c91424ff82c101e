"""What counts as a photo in a phone's folder, and when it is whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from oracle.capture import files, folder
from oracle.errors import InputError

HEIC = Path(__file__).parents[1] / "files" / "pictures" / "phone.heic"
START = 1_700_000_000.0


def photo(path: Path, at: float = START + 10, size: tuple[int, int] = (640, 480)) -> Path:
    Image.effect_noise(size, 60).convert("RGB").save(path)
    os.utime(path, (at, at))
    return path


def names(found: tuple[folder.Photo, ...]) -> list[str]:
    return [each.path.name for each in found]


def test_photos_since_the_walk_began_are_found_newest_first(tmp_path: Path) -> None:
    photo(tmp_path / "old.jpg", START - 1)
    photo(tmp_path / "first.JPG", START)
    photo(tmp_path / "second.png", START + 20)
    assert names(folder.look(tmp_path, START)) == ["second.png", "first.JPG"]


def test_links_folders_hidden_empty_and_huge_files_are_none(tmp_path: Path) -> None:
    real = photo(tmp_path / "elsewhere.bin.jpg", START - 5)
    (tmp_path / "link.jpg").symlink_to(real)
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / ".trashed.jpg").write_bytes(b"x")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "list.txt").write_text("x")
    with (tmp_path / "huge.jpg").open("wb") as huge:
        huge.truncate(files.LARGEST + 1)
    os.mkfifo(tmp_path / "pipe.jpg")
    assert folder.look(tmp_path, START) == ()


def test_a_growing_file_is_waited_for(tmp_path: Path) -> None:
    path = photo(tmp_path / "growing.jpg", START + 1)
    whole = path.read_bytes()
    path.write_bytes(whole[:400])
    first = folder.look(tmp_path, START)
    path.write_bytes(whole[:900])
    second = folder.look(tmp_path, START)
    assert folder.settled(first, second) == ()
    assert names(folder.settled(second, folder.look(tmp_path, START))) == ["growing.jpg"]


def test_what_is_no_picture_or_only_half_of_one_is_refused(tmp_path: Path) -> None:
    whole = photo(tmp_path / "whole.jpg")
    (tmp_path / "half.jpg").write_bytes(whole.read_bytes()[:5000])
    (tmp_path / "words.jpg").write_text("no picture at all")
    found = {each.path.name: each for each in folder.look(tmp_path, START)}
    assert folder.preview(found["whole.jpg"]).width() >= 200
    for name in ("half.jpg", "words.jpg"):
        with pytest.raises(InputError):
            folder.preview(found[name])


def test_a_phones_heic_is_shown(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes(HEIC.read_bytes())
    (found,) = folder.look(tmp_path, START)
    assert not folder.preview(found).isNull()


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="“Camera” cannot be read"):
        folder.look(tmp_path / "Camera", START)


def test_ten_thousand_files_are_looked_through(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"IMG_{number:05}.jpg").touch()
    (tmp_path / "IMG_99999.jpg").write_bytes(b"x")
    assert names(folder.look(tmp_path, time.time() - 60)) == ["IMG_99999.jpg"]
