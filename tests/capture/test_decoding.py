"""Stored pictures become Qt's pixels beside the window, whatever the window draws meanwhile."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QImage

from oracle.capture.grab import decoded, encoded


@pytest.mark.parametrize("form", [QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32])
def test_a_stored_picture_comes_back_pixel_by_pixel(form: QImage.Format) -> None:
    image = QImage(7, 5, form)
    for x in range(7):
        for y in range(5):
            alpha = 255 if form == QImage.Format.Format_RGB32 else 40 * y
            image.setPixelColor(x, y, QColor(30 * x, 50 * y, 200 - 20 * x, alpha))
    read = decoded(encoded(image))
    assert read.format() == form
    assert read == image


def test_what_is_no_picture_is_empty() -> None:
    whole = encoded(QImage(9, 9, QImage.Format.Format_RGB32))
    assert all(decoded(data).isNull() for data in (b"", b"PNG", b"GIF89a" + bytes(40), whole[:40]))


ICONS_AND_PICTURES = """
import threading
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtCore import QByteArray
from oracle.capture.grab import encoded
from oracle.ui import icons
application = QGuiApplication([])
picture = QByteArray(encoded(QImage(40, 30, QImage.Format.Format_RGB32)))
over = threading.Event()
def read():
    while not over.is_set():
        assert not QImage.fromData(picture).isNull()
threads = [threading.Thread(target=read, daemon=True) for _ in range(2)]
for thread in threads:
    thread.start()
for number in range(3000):
    assert not icons._rendered("arrow-left", "#123456", 8 + number % 40).isNull()
over.set()
for thread in threads:
    thread.join()
"""


def test_icons_are_drawn_while_pictures_are_read_in_other_threads() -> None:
    """Two locks taken in turn stopped the app for ever; a process of its own, for nothing else could end it."""
    done = subprocess.run(
        [sys.executable, "-c", ICONS_AND_PICTURES], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
