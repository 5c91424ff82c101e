"""Photos of a phone: proposed in the walk's panel, added only when the tester says so."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from oracle.capture import folder
from oracle.ui.settings import PHONE_FOLDER
from oracle.ui.walk import phone_folder
from oracle.ui.walk.phone_photos import PhonePhotos
from oracle.ui.walk.screen import WalkScreen
from tests.ui.walk.rooms import House, picture, until

Walking = Callable[..., WalkScreen]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_folder, "LOOK_MS", 60)
    monkeypatch.setattr(phone_folder, "SOON_MS", 20)


@pytest.fixture
def camera(ours: House, tmp_path: Path) -> Path:
    """The folder that the settings name."""
    made = tmp_path / "Camera"
    made.mkdir()
    ours.context.settings.set(PHONE_FOLDER, str(made))
    return made


def photo(path: Path, colour: str = "#2E6B4A", ago: float = -5.0) -> Path:
    beside = path.with_suffix(".part")
    assert picture(colour).save(str(beside), "JPG")  # type: ignore[call-overload]
    at = time.time() - ago
    os.utime(beside, (at, at))
    beside.rename(path)
    return path


def part(screen: WalkScreen) -> PhonePhotos:
    return screen.walking.panel.captures.phone


def names(screen: WalkScreen) -> list[str]:
    return [each.path.name for each, _image in screen.capturing.phone.proposed]


def captured(screen: WalkScreen) -> list[str]:
    return [each.file_name for each in screen.session.now.open.captures]


def test_new_photos_of_this_walk_are_proposed_and_never_added_by_themselves(walking: Walking, camera: Path) -> None:
    photo(camera / "holiday.jpg", ago=3600)
    screen = walking()
    assert not part(screen).isVisible()
    photo(camera / "parcel.jpg")
    until(lambda: names(screen) == ["parcel.jpg"])
    assert part(screen).isVisible()
    assert captured(screen) == []
    QTest.mouseClick(part(screen).rows[0].add, Qt.MouseButton.LeftButton)
    until(lambda: captured(screen) == ["parcel.jpg"])
    assert not part(screen).isVisible()
    seen = screen.capturing.phone._seen
    until(lambda: screen.capturing.phone._seen is not seen)
    assert names(screen) == [], "what was added is not proposed again"


def test_another_photo_of_the_same_name_is_proposed_and_the_same_one_is_not(
    walking: Walking, camera: Path, tmp_path: Path
) -> None:
    screen = walking()
    first = photo(camera / "IMG_1.jpg")
    until(lambda: names(screen) == ["IMG_1.jpg"])
    screen.capturing.phone.add()
    until(lambda: captured(screen) == ["IMG_1.jpg"])
    walk_id = screen.session.now.walk_id
    screen.close_screen()
    again = walking(walk_id=walk_id)
    until(lambda: again.capturing.phone._done)
    assert names(again) == []
    first.unlink()
    photo(camera / "IMG_1.jpg", "#B3261E", ago=-9.0)  # the camera began to count anew
    until(lambda: names(again) == ["IMG_1.jpg"])


def test_photos_that_come_below_the_edge_are_told_of(walking: Walking, camera: Path, ours: House) -> None:
    screen = walking()
    offers: list[tuple[Any, ...]] = []
    ours.context.bus.offering.connect(lambda *offer: offers.append(offer))
    screen.resize(900, 600)
    area = screen.walking.panel.area
    until(lambda: area.verticalScrollBar().maximum() > 0)
    photo(camera / "parcel.jpg")
    until(lambda: offers)
    assert offers[0][:2] == ("1 new photo from your phone.", "Show")
    assert part(screen).visibleRegion().isEmpty()
    offers[0][2]()
    assert not part(screen).visibleRegion().isEmpty()


def test_all_are_added_in_the_order_that_they_were_taken(walking: Walking, camera: Path) -> None:
    screen = walking()
    for at, name in enumerate(("one.jpg", "two.jpg", "three.jpg", "four.jpg")):
        photo(camera / name, ago=-5.0 - at)
    until(lambda: len(names(screen)) == 4)
    assert names(screen) == ["four.jpg", "three.jpg", "two.jpg", "one.jpg"]
    assert len(part(screen).rows) == 3
    part(screen).add_all.click()
    until(lambda: len(captured(screen)) == 4)
    assert captured(screen) == ["one.jpg", "two.jpg", "three.jpg", "four.jpg"]


def test_what_is_ignored_stays_so_also_when_the_walk_is_opened_again(
    walking: Walking, camera: Path, ours: House
) -> None:
    screen = walking()
    photo(camera / "thumb.jpg")
    until(lambda: names(screen) == ["thumb.jpg"])
    part(screen).rows[0].ignore.click()
    walk_id = screen.session.now.walk_id
    screen.close_screen()
    again = walking(walk_id=walk_id)
    photo(camera / "shelf.jpg")
    until(lambda: names(again) == ["shelf.jpg"])
    photo(camera / "thumb.jpg", "#B3261E", ago=-9.0)
    until(lambda: "thumb.jpg" in names(again), patience=20)


def test_a_photo_that_takes_long_to_read_is_proposed_once(
    walking: Walking, camera: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, preview = [], folder.preview
    read = folder.look
    monkeypatch.setattr(folder, "look", lambda *asked: looks.append(asked) or read(*asked))

    def slow(*asked: Any) -> object:
        seen = len(looks)
        deadline = time.monotonic() + 10
        while len(looks) < seen + 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        return preview(*asked)

    monkeypatch.setattr(folder, "preview", slow)
    screen = walking()
    photo(camera / "large.jpg")
    photo(camera / "next.jpg", ago=-9.0)
    until(lambda: {"large.jpg", "next.jpg"} <= set(names(screen)) and not screen.capturing.phone._waiting)
    assert sorted(names(screen)) == ["large.jpg", "next.jpg"]


def test_all_that_was_ignored_at_once_is_had_back(walking: Walking, camera: Path, ours: House) -> None:
    screen = walking()
    offered: list[Callable[[], object]] = []
    ours.context.bus.offering.connect(lambda _said, _word, undo: offered.append(undo))
    photo(camera / "one.jpg")
    photo(camera / "two.jpg", ago=-5.0)
    until(lambda: len(names(screen)) == 2)
    part(screen).ignore_all.click()
    assert names(screen) == []
    offered[-1]()
    until(lambda: sorted(names(screen)) == ["one.jpg", "two.jpg"])


def test_a_half_written_photo_is_waited_for(walking: Walking, camera: Path, tmp_path: Path) -> None:
    screen = walking()
    whole = photo(tmp_path / "whole.jpg").read_bytes()
    (camera / "late.jpg").write_bytes(whole[: len(whole) // 2])
    photo(camera / "other.jpg")
    until(lambda: names(screen) == ["other.jpg"] and screen.capturing.phone._done)
    (camera / "late.jpg").write_bytes(whole)
    until(lambda: sorted(names(screen)) == ["late.jpg", "other.jpg"])


def test_a_folder_that_vanishes_is_told_and_watched_again_when_it_is_back(walking: Walking, camera: Path) -> None:
    screen = walking()
    photo(camera / "one.jpg")
    until(lambda: names(screen) == ["one.jpg"])
    shutil.rmtree(camera)
    until(lambda: screen.capturing.phone.trouble)
    assert "“Camera” cannot be read" in screen.capturing.phone.trouble
    assert names(screen) == []
    camera.mkdir()
    photo(camera / "two.jpg")
    until(lambda: names(screen) == ["two.jpg"])
    assert screen.capturing.phone.trouble == ""


def test_a_photo_that_goes_away_is_no_longer_proposed(walking: Walking, camera: Path) -> None:
    screen = walking()
    path = photo(camera / "one.jpg")
    until(lambda: names(screen) == ["one.jpg"])
    path.unlink()
    until(lambda: not part(screen).isVisible())


def test_without_a_folder_or_a_walk_nothing_is_looked_for(walking: Walking, ours: House, tmp_path: Path) -> None:
    screen = walking()
    assert not screen.capturing.phone._timer.isActive()
    ours.context.settings.set(PHONE_FOLDER, str(tmp_path))
    until(screen.capturing.phone._timer.isActive)
    screen.close_screen()
    assert not screen.capturing.phone._timer.isActive()
