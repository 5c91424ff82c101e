"""Where the picture stands in the window: zoom and place, and the way from picture pixels to the window and back.

Zoom 1.0 is one pixel of the picture for one of the screen. Lengths in the window are device-independent pixels.
"""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF

LARGEST = 16.0
SMALLEST = 0.02
ROOM = QMarginsF(24, 76, 24, 48)  # around the picture: the tool bar lies over the top
TALL = 0.35  # under that zoom a tall picture is shown by its width instead
_STEPS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)


def stepped(zoom: float, by: int) -> float:
    """The next larger (1) or smaller (−1) step."""
    if by > 0:
        return next((step for step in _STEPS if step > zoom * 1.01), LARGEST)
    return next((step for step in reversed(_STEPS) if step < zoom * 0.99), SMALLEST)


class View:
    """A picture of `size` pixels in a room of the window; `scale` is the screen's pixels for each of the window's."""

    def __init__(self) -> None:
        self.size = QSize(1, 1)
        self.room = QSizeF(980, 700)
        self.scale = 1.0
        self.taken = 1.0  # the scale of the screen that the picture was taken on
        self.zoom = 1.0
        self.top = ROOM.top()
        self._scrolled = QPointF(0, 0)

    # ---- zoom

    @property
    def factor(self) -> float:
        """Window pixels for each of the picture's."""
        return self.zoom / self.scale

    @property
    def free(self) -> QSizeF:
        """What the window has for the picture."""
        wide = self.room.width() - ROOM.left() - ROOM.right()
        high = self.room.height() - self.top - ROOM.bottom()
        return QSizeF(max(32.0, wide), max(32.0, high))

    def whole(self) -> float:
        """The zoom at which all of the picture is seen, at most as large as it was when it was taken."""
        wide, high = self._fitting()
        return max(SMALLEST, min(self._natural, wide, high))

    def first(self) -> float:
        """The zoom to begin with: all of it, or of a very tall picture its width."""
        wide, _high = self._fitting()
        return (
            min(self._natural, wide)
            if self.whole() < TALL and self.size.height() > 2 * self.size.width()
            else self.whole()
        )

    @property
    def _natural(self) -> float:
        """The zoom at which what is seen is as large as it was, and no pixel is left out."""
        return max(1.0, self.scale / self.taken)

    def _fitting(self) -> tuple[float, float]:
        free = self.free * self.scale
        return free.width() / self.size.width(), free.height() / self.size.height()

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Another zoom; the picture stays where it is at `around` in the window, by default at its middle."""
        place = around or QPointF(self.room.width() / 2, self.room.height() / 2)
        pixel = self.to_picture(place)
        self.zoom = max(SMALLEST, min(LARGEST, zoom))
        there = self.to_window(pixel)
        self.scroll_to(self._scrolled + there - place)

    # ---- place

    @property
    def content(self) -> QSizeF:
        """The picture with the room around it."""
        wide, high = self.size.width() * self.factor, self.size.height() * self.factor
        return QSizeF(wide + ROOM.left() + ROOM.right(), high + self.top + ROOM.bottom())

    @property
    def scrolled(self) -> QPointF:
        """How far it is scrolled."""
        return self._scrolled

    def farthest(self) -> QPointF:
        """How far it can be scrolled."""
        content = self.content
        return QPointF(max(0.0, content.width() - self.room.width()), max(0.0, content.height() - self.room.height()))

    def scroll_to(self, place: QPointF) -> None:
        """Scrolls there, or as far as it goes."""
        most = self.farthest()
        self._scrolled = QPointF(max(0.0, min(most.x(), place.x())), max(0.0, min(most.y(), place.y())))

    @property
    def origin(self) -> QPointF:
        """Where the picture's upper left corner stands in the window, on a whole pixel of the screen."""
        content, most = self.content, self.farthest()
        x = ROOM.left() - self._scrolled.x() if most.x() else (self.room.width() - content.width()) / 2 + ROOM.left()
        y = self.top - self._scrolled.y() if most.y() else (self.room.height() - content.height()) / 2 + self.top
        return QPointF(round(x * self.scale) / self.scale, round(y * self.scale) / self.scale)

    def shown(self) -> QRectF:
        """Where the picture stands in the window."""
        return QRectF(self.origin, QSizeF(self.size) * self.factor)

    def to_picture(self, place: QPointF) -> QPointF:
        """The pixel at a place of the window."""
        return (place - self.origin) / self.factor

    def to_window(self, pixel: QPointF) -> QPointF:
        """The place of a pixel in the window."""
        return self.origin + pixel * self.factor

    def seen(self) -> QRectF:
        """The part of the picture that is in the window, in its pixels."""
        return self.part(QRectF(QPointF(0, 0), self.room))

    def part(self, area: QRectF) -> QRectF:
        """The part of the picture in an area of the window, in its pixels."""
        wanted = QRectF(self.to_picture(area.topLeft()), self.to_picture(area.bottomRight()))
        return wanted.intersected(QRectF(QPointF(0, 0), QSizeF(self.size)))

    def bring(self, area: QRectF) -> None:
        """Scrolls as little as needed to see an area of the picture, in its pixels."""
        seen = QRectF(ROOM.left(), self.top, self.free.width(), self.free.height())
        wanted = QRectF(self.to_window(area.topLeft()), self.to_window(area.bottomRight()))
        by = QPointF(
            _reach(wanted.left(), wanted.right(), seen.left(), seen.right()),
            _reach(wanted.top(), wanted.bottom(), seen.top(), seen.bottom()),
        )
        self.scroll_to(self._scrolled + by)


def _reach(low: float, high: float, seen_low: float, seen_high: float) -> float:
    """How far to scroll until low to high is seen; its beginning where there is no room for both."""
    if low < seen_low or high - low > seen_high - seen_low:
        return low - seen_low
    return max(0.0, high - seen_high)
