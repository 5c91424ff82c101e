"""A real X server: other programs' windows are found with their frame, and their pixels are what stands there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.displays import own_display

WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("hello")
label.setWindowTitle("Täst window")
label.setStyleSheet("background: #F2B705")
label.setGeometry(100, 120, 400, 300)
label.show()
print("shown", flush=True)
application.exec()
"""
LOOK = """
import subprocess
import time
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from oracle.capture import places, screens, ways
from oracle.capture.geometry import Rect
application = QApplication([])
subprocess.run(["xdotool", "mousemove", "300", "300"], check=True)
for _ in range(400):  # until the window manager has framed and the program painted it
    found = places.windows(ways.here())
    grab = screens.grab_screen(screens.under_pointer())
    frame = screens.frame(screens.under_pointer(), grab.image.width(), grab.image.height())
    title, rect = next(iter(places.on_frame(found, frame)), ("", Rect(0, 0, 0, 20)))
    middle = QColor(grab.image.pixel(rect.x + rect.width // 2, rect.y + rect.height - 20)).name()
    if middle == "#f2b705":
        break
    time.sleep(0.05)
under = places.under_pointer(ways.here(), 300, 300)
print(title, rect.width >= 400, rect.height >= 300, middle, grab.image.width(), grab.scale)
print(under == found[0])
"""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """The environment of a program on an X server of its own, with a window manager."""
    with own_display(1024, 768, "openbox", "xdotool") as named:
        manager = subprocess.Popen(["openbox"], env=named, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield named
        manager.terminate()
        manager.wait(10)


def test_windows_of_other_programs_are_found_with_their_pixels(display: dict[str, str]) -> None:
    other = subprocess.Popen([sys.executable, "-c", WINDOW], env=display, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "shown\n"
        done = subprocess.run(
            [sys.executable, "-c", LOOK], env=display, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.stdout == "Täst window True True #f2b705 1024 1.0\nTrue\n", done.stderr
    finally:
        other.terminate()
        other.communicate(timeout=10)
