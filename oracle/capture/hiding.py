"""Whether windows that were hidden have gone from the screen: what lay under them is painted by its own program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from oracle.capture.grab import points

_ALIKE = 0.9  # of the points: what lies under a window shares some of its colours with it


@dataclass(frozen=True)
class Shown:
    """A part of a screen, and its pixels while a window of ours was there."""

    screen: QScreen
    place: tuple[int, int, int, int]  # x, y, width, height on the screen, in the screen's own units
    pixels: tuple[int, ...]


def shown(windows: Sequence[QWidget]) -> tuple[Shown, ...]:
    """What the screens show where the visible `windows` are; to be asked for before they are hidden."""
    looks = []
    for window in windows:
        screen, frame = window.screen(), window.frameGeometry()
        part = frame.intersected(screen.geometry()).translated(-screen.geometry().topLeft())
        place = (part.x(), part.y(), part.width(), part.height())
        if window.isVisible() and not part.isEmpty():
            looks.append(Shown(screen, place, _pixels(screen, place)))
    return tuple(looks)


def still_there(looks: Sequence[Shown]) -> bool:
    """Whether one of the parts shows nearly the same still."""
    return any(_alike(look.pixels, _pixels(look.screen, look.place)) for look in looks)


def _alike(before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    same = sum(one == other for one, other in zip(before, now, strict=False))
    return bool(before) and same >= _ALIKE * len(before)


def _pixels(screen: QScreen, place: tuple[int, int, int, int]) -> tuple[int, ...]:
    """Colours of points all over a part of a screen; none when the screen gives no picture."""
    return tuple(points(screen.grabWindow(0, *place).toImage()))
