"""Pixels as they were: screens, the clipboard, files."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray, QMimeData, QSize, QUrl
from PySide6.QtGui import QColor, QColorSpace, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from oracle import imaging
from oracle.capture import clipboard, files, screens
from oracle.capture.geometry import Rect
from oracle.capture.grab import Grab, decoded, encoded, flat
from oracle.errors import CaptureError, InputError
from oracle.model.ratings import Source


def picture(width: int = 300, height: int = 200) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    painter = QPainter(image)
    painter.fillRect(10, 20, 30, 40, QColor("#F2B705"))
    painter.end()
    return image


def grabbed(image: QImage, source: Source = Source.SCREEN) -> Grab:
    return Grab(image, source, datetime(2026, 3, 1, 9, tzinfo=UTC), "Europe/Berlin", screen="one", scale=2.0)


def test_a_shot_holds_every_pixel_and_where_it_came_from(qapp: QGuiApplication) -> None:
    shot = grabbed(picture()).shot()
    with Image.open(io.BytesIO(shot.data)) as stored:
        assert (stored.format, stored.size, stored.mode) == ("PNG", (300, 200), "RGB")
        assert stored.getpixel((10, 20)) == (0xF2, 0xB7, 0x05)
        assert stored.getpixel((9, 20)) == (0x20, 0x40, 0x60)
    assert (shot.source, shot.scale, shot.screen, shot.zone) == (Source.SCREEN, 2.0, "one", "Europe/Berlin")
    assert not shot.foreign


def test_a_part_is_cut_not_resampled(qapp: QGuiApplication) -> None:
    part = grabbed(picture()).cropped(Rect(10, 20, 30, 40), Source.REGION)
    assert (part.image.width(), part.image.height(), part.source) == (30, 40, Source.REGION)
    assert flat(part.image)
    assert QColor(part.image.pixel(29, 39)).name() == "#f2b705"


def test_a_flat_screen_is_refused_in_a_sentence_that_says_what_to_do(qapp: QGuiApplication) -> None:
    black = QImage(640, 480, QImage.Format.Format_RGB32)
    black.fill(0)
    with pytest.raises(CaptureError, match="one flat colour") as caught:
        grabbed(black).shot()
    assert "locked" in caught.value.advice
    assert caught.value.safe


def test_one_pixel_that_differs_is_a_picture(qapp: QGuiApplication) -> None:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0)
    assert flat(image)
    image.setPixelColor(333, 77, QColor("white"))
    assert not flat(image)
    assert grabbed(image).shot().data


def test_a_flat_region_was_chosen_by_a_person_and_is_kept(qapp: QGuiApplication) -> None:
    white = QImage(20, 20, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    assert grabbed(white, Source.REGION).shot().data


def test_nothing_grabbed_is_never_stored(qapp: QGuiApplication) -> None:
    with pytest.raises(CaptureError, match="no picture"):
        grabbed(QImage()).shot()


def test_a_screen_is_grabbed_with_its_measured_scale(qtbot: QtBot) -> None:
    grab = screens.grab_screen(screens.under_pointer())
    place = screens.under_pointer().geometry()
    assert grab.scale == grab.image.width() / place.width()
    assert grab.screen.startswith(screens.under_pointer().name())
    assert grab.taken_at.tzinfo is not None


def test_a_preview_is_small_and_keeps_its_shape(qapp: QGuiApplication) -> None:
    preview = grabbed(picture(3200, 1000)).preview(QSize(320, 320))
    assert (preview.width(), preview.height()) == (320, 100)


def test_rows_with_something_between_them_are_stored_without_it(qapp: QGuiApplication) -> None:
    rows = bytes(range(200))
    image = QImage(rows, 7, 5, 40, QImage.Format.Format_RGB32)
    assert decoded(encoded(image)) == image.copy(0, 0, 7, 5)


# ---- clipboard and drops


def test_a_picture_on_the_clipboard_is_foreign_and_keeps_its_transparency(qapp: QGuiApplication) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 20, 30, 0))
    content = QMimeData()
    content.setImageData(image)
    taken = clipboard.picture_in(content)
    assert taken is not None
    shot = taken.shot()
    assert (shot.foreign, shot.source) == (True, Source.CLIPBOARD)
    with Image.open(io.BytesIO(shot.data)) as stored:
        assert stored.mode == "RGBA"


def test_text_on_the_clipboard_is_no_picture(qapp: QGuiApplication) -> None:
    content = QMimeData()
    content.setText("hello")
    assert clipboard.picture_in(content) is None
    assert not clipboard.holds_pictures(content)


def test_broken_picture_bytes_on_the_clipboard_are_no_picture(qapp: QGuiApplication) -> None:
    content = QMimeData()
    content.setData("application/x-qt-image", QByteArray(b"no picture at all"))
    assert clipboard.picture_in(content) is None


def test_only_local_files_of_a_drop_are_taken(qapp: QGuiApplication, tmp_path: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(tmp_path / "a b.png")), QUrl("https://shop.example/c.png")])
    assert clipboard.paths_in(content) == (tmp_path / "a b.png",)


def test_a_pasted_picture_keeps_how_its_colours_are_meant(qapp: QGuiApplication) -> None:
    image = picture()
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    content = QMimeData()
    content.setImageData(image)
    taken = clipboard.picture_in(content)
    assert taken is not None
    accepted = decoded(imaging.accept(taken.shot().data).png)
    wanted = QColor(image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb)).pixel(0, 0))
    seen = QColor(accepted.pixel(0, 0))
    assert seen != QColor("#204060")
    assert max(abs(seen.red() - wanted.red()), abs(seen.green() - wanted.green())) <= 2


# ---- files


def test_a_file_becomes_a_foreign_shot_with_its_name_and_time(tmp_path: Path) -> None:
    file = tmp_path / "täst bild.jpg"
    file.write_bytes(b"whatever it is, it is judged later")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    shot = files.read(file)
    assert (shot.data, shot.foreign, shot.file_name) == (file.read_bytes(), True, "täst bild.jpg")
    assert shot.taken_at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_files_that_cannot_be_read_are_refused_in_one_sentence(tmp_path: Path) -> None:
    empty, folder, large = tmp_path / "empty.png", tmp_path / "folder", tmp_path / "large.png"
    empty.touch()
    folder.mkdir()
    with large.open("wb") as stream:
        stream.truncate(files.LARGEST + 1)
    for path, sentence in (
        (tmp_path / "gone.png", "“gone.png” could not be read"),
        (empty, "“empty.png” is empty."),
        (folder, "“folder” is not a file."),
        (large, "“large.png” is larger than 64 MB."),
    ):
        with pytest.raises(InputError, match=sentence):
            files.read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of this kind are not there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe, stat.S_IRUSR | stat.S_IWUSR)
    with pytest.raises(InputError, match="not a file"):
        files.read(pipe)


def test_too_many_files_at_once_are_refused() -> None:
    with pytest.raises(InputError, match="51 files"):
        files.at_most(Path(f"{number}.png") for number in range(51))


def test_reading_files_needs_no_window() -> None:
    heavy = "{'PySide6', 'sqlalchemy'} & {name.split('.')[0] for name in sys.modules}"
    code = f"import sys, oracle.capture.files; sys.exit(bool({heavy}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
