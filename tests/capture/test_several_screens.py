"""Screens of different scale, one left of and above the main one; the window under the pointer, and the pointer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from Xlib import X
from Xlib.display import Display

from oracle.capture.geometry import Frame, Rect
from oracle.capture.pointer import Pointer, of_pixels, painted
from tests.capture import monitors
from tests.displays import own_display

YELLOW = 0xF2B705
LOOK = """
from PySide6.QtGui import QColor, QCursor
from PySide6.QtWidgets import QApplication
from oracle.capture import places, pointer, screens, ways
application = QApplication([])
for screen in screens.screens():
    frame = screens.frame(screen, *screens.grab_screen(screen).image.size().toTuple())
    print(screens.name(screen), frame.place.x, frame.width, frame.scale)
here, at = ways.here(), QCursor.pos()
found, screen = places.under_pointer(here, at.x(), at.y()), screens.under_pointer()
shown = pointer.shown(here)
plain, with_pointer = screens.grab_screen(screen), screens.grab_screen(screen, shown)
frame = screens.frame(screen, plain.image.width(), plain.image.height())
(title, rect), = places.on_frame((found,), frame)
part = plain.cropped(rect, plain.source, title).image
print(screen.name(), title, rect.x, rect.y, part.width(), part.height())
print({QColor(part.pixel(x, y)).name() for x in range(0, part.width(), 9) for y in range(0, part.height(), 7)})
changed = [
    (x, y) for x in range(rect.x - 20, rect.right + 20) for y in range(rect.y - 20, rect.bottom + 20)
    if plain.image.pixel(x, y) != with_pointer.image.pixel(x, y)
]
print(rect.contains(*changed[0]), rect.contains(*changed[-1]), len(changed) < 2000)
"""
OFFSCREEN = """
from PySide6.QtWidgets import QApplication
from oracle.capture import geometry, screens
from oracle.capture.geometry import Rect
from oracle.capture.pointer import Pointer
application = QApplication([])
for screen in screens.screens():
    grab = screens.grab_screen(screen)
    frame = screens.frame(screen, grab.image.width(), grab.image.height())
    part = geometry.to_device(Rect(frame.place.x + 10, frame.place.y + 20, 100, 50), frame)
    wanted = Rect(*(round(number * frame.scale) for number in (10, 20, 100, 50)))
    print(screen.name(), frame.place.x, frame.place.y, part == wanted)
"""


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with two monitors: 400 × 600, and at its right 600 × 600."""
    if not monitors.available():
        pytest.skip("needs libXrandr")
    with own_display(1000, 600) as named:
        name = named["DISPLAY"]
        monitors.divide(name, (("left", 0, 0, 400, 600), ("right", 400, 0, 600, 600)))
        yield name


def look(script: str, **environment: str) -> str:
    named = {key: value for key, value in os.environ.items() if key not in {"WAYLAND_DISPLAY", "XDG_SESSION_TYPE"}}
    done = subprocess.run(
        [sys.executable, "-c", script], env={**named, **environment}, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_window_under_the_pointer_on_a_screen_of_another_scale(display: str) -> None:
    other = Display(display)
    try:
        root = other.screen().root
        font = other.open_font("cursor")
        arrow = font.create_glyph_cursor(font, 68, 69, (0, 0, 0), (65535, 65535, 65535))
        window = root.create_window(
            450, 80, 200, 150, 0, X.CopyFromParent, background_pixel=YELLOW, override_redirect=True, cursor=arrow
        )
        window.set_wm_name("Till")
        window.map()
        root.warp_pointer(520, 150)
        other.sync()
        said = look(LOOK, DISPLAY=display, QT_QPA_PLATFORM="xcb", QT_SCREEN_SCALE_FACTORS="left=1;right=2")
    finally:
        other.close()
    assert said.splitlines() == [
        "left · 400 × 600 0 400 1.0",
        "right · 600 × 600 400 600 2.0",
        "right Till 50 80 200 150",
        "{'#f2b705'}",
        "True True True",
    ]


def test_a_screen_left_of_and_above_the_main_one(tmp_path: Path) -> None:
    desk = tmp_path / "desk.json"
    common = {"logicalDpi": 96, "logicalBaseDpi": 96}
    screens = [
        {"name": "left", "x": -800, "y": -100, "width": 800, "height": 600, "dpr": 1, **common},
        {"name": "main", "x": 0, "y": 0, "width": 1000, "height": 700, "dpr": 2, **common},
    ]
    desk.write_text(json.dumps({"screens": screens}))
    said = look(OFFSCREEN, QT_QPA_PLATFORM=f"offscreen:configfile={desk}")
    assert said.splitlines() == [
        "left -800 -100 True",
        "main 0 0 True",
    ]


@pytest.mark.parametrize(
    ("frame", "logical", "at"),
    [
        (Frame(Rect(-80, -10, 80, 60), 80, 60), False, (70, 5)),
        (Frame(Rect(-80, -10, 80, 60), 160, 120), False, (70, 5)),  # the system counts device pixels
        (Frame(Rect(-80, -10, 80, 60), 160, 120), True, (140, 10)),
    ],
)
def test_the_pointer_is_painted_where_it_stands(frame: Frame, logical: bool, at: tuple[int, int]) -> None:
    desk = QImage(frame.width, frame.height, QImage.Format.Format_RGB32)
    desk.fill(QColor("#FFFFFF"))
    cursor = QImage(4, 4, QImage.Format.Format_ARGB32_Premultiplied)
    cursor.fill(QColor("#000000"))
    shown = painted(desk, frame, Pointer(cursor, -10, -5, logical))
    black = [(x, y) for y in range(frame.height) for x in range(frame.width) if shown.pixelColor(x, y).black() > 200]
    side = 8 if logical else 4
    assert black[0] == at
    assert len(black) == side * side
    assert desk.pixelColor(*at) == QColor("#FFFFFF"), "the picture given is left as it was"


def test_a_pointer_half_seen_through_stays_so() -> None:
    found = of_pixels((0x80808080).to_bytes(4, sys.byteorder), 1, 1, 0, 0)
    assert found is not None
    desk = QImage(2, 1, QImage.Format.Format_RGB32)
    desk.fill(QColor("#000000"))
    assert abs(painted(desk, Frame(Rect(0, 0, 2, 1), 2, 1), found).pixelColor(0, 0).red() - 0x80) <= 1
    assert of_pixels(b"", 0, 0, 0, 0) is None
