"""What stays as it is between two frames, kept as pixels: the picture with the marks that nobody moves.

While the zoom changes, many marks are drawn from a picture of them all; once it rests, each is drawn sharply.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QPolygonF

from oracle.model.mark import Mark, MarkKind
from oracle.ui import theme
from oracle.ui.annotate import painting
from oracle.ui.annotate.picture import Levels
from oracle.ui.annotate.view import View

_MANY = 6  # marks in view that may take longer than a frame to draw
_OVERVIEW = 2048  # px of the longer side of the picture of all marks
_KEPT = 8_000_000  # pixels of marks that are drawn already

Marks = tuple[Mark, ...]


class Ground:
    """The picture and unmoved marks, as large as the room that the window has for them."""

    def __init__(self) -> None:
        self._kept = QPixmap()
        self._key: object = None
        self._marks: Marks = ()
        self._scrolled = QPointF()
        self._stamps = _Stamps()

    def forget(self) -> None:
        """The picture is another, or the theme."""
        self._key = None

    def paint(self, painter: QPainter, levels: Levels, view: View, marks: Marks, overview: Overview | None) -> None:
        """Paints them at the room's upper left corner; only what came into view, or changed, is drawn anew."""
        key = (id(levels), view.zoom, view.scale, view.room, view.top, overview is not None)
        if key != self._key or (overview is not None and marks != self._marks):
            self._renew(levels, view, marks, overview)
        else:
            if view.origin != self._scrolled:
                self._scroll(levels, view, marks)
            if marks != self._marks:
                self._patch(levels, view, marks)
        self._key, self._marks, self._scrolled = key, marks, view.origin
        painter.drawPixmap(0, 0, self._kept)

    def _renew(self, levels: Levels, view: View, marks: Marks, overview: Overview | None) -> None:
        size = (view.room * view.scale).toSize().expandedTo(QSize(1, 1))
        if self._kept.size() != size or self._kept.devicePixelRatio() != view.scale:
            self._kept = QPixmap(size)
            self._kept.setDevicePixelRatio(view.scale)
        self._draw(levels, view, marks, QRectF(QPointF(0, 0), view.room), overview)

    def _scroll(self, levels: Levels, view: View, marks: Marks) -> None:
        by = (view.origin - self._scrolled) * view.scale
        dx, dy = round(by.x()), round(by.y())
        size = self._kept.size()
        if abs(dx) >= size.width() or abs(dy) >= size.height():
            self._draw(levels, view, marks, QRectF(QPointF(0, 0), view.room), None)
            return
        self._kept.scroll(dx, dy, QRect(0, 0, size.width(), size.height()))
        across = QRect(0, 0 if dy > 0 else size.height() + dy, size.width(), abs(dy))
        down = QRect(0 if dx > 0 else size.width() + dx, 0, abs(dx), size.height())
        for bare in (each for each in (across, down) if not each.isEmpty()):
            area = QRectF(QPointF(bare.topLeft()) / view.scale, QSizeF(bare.size()) / view.scale)
            self._draw(levels, view, marks, area, None)

    def _patch(self, levels: Levels, view: View, marks: Marks) -> None:
        """Where marks came or went; everything where one that stayed lies over others now."""
        changed = set(marks) ^ set(self._marks)
        stayed, before = ([mark for mark in some if mark not in changed] for some in (marks, self._marks))
        area = QRectF(QPointF(0, 0), view.room)
        if stayed == before:
            device = _on_device(around(tuple(changed), view).intersected(area), view)
            area = QRectF(QPointF(device.topLeft()) / view.scale, QSizeF(device.size()) / view.scale)
        self._draw(levels, view, marks, area, None)

    def _draw(self, levels: Levels, view: View, marks: Marks, area: QRectF, overview: Overview | None) -> None:
        painter = QPainter(self._kept)
        painter.setClipRect(area)
        painter.fillRect(area, theme.current().colour("sunken"))
        if overview is not None:
            overview.levels.paint(painter, view_of(view, overview.levels), area, crisp=False)
        else:
            levels.paint(painter, view, area)
            self._stamps.paint(painter, view, marks, area)
        painter.end()


class Overview:
    """The picture with all marks on it, small: what is shown while the zoom changes."""

    def __init__(self, levels: Levels, marks: Marks) -> None:
        size = levels.size
        share = min(1.0, _OVERVIEW / max(size.width(), size.height()))
        self._of, self._marks = levels, marks
        image = QImage((QSizeF(size) * share).toSize().expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        painter.drawImage(image.rect(), levels.at(share))
        painter.scale(image.width() / size.width(), image.height() / size.height())
        painting.paint_marks(painter, marks, (size.width(), size.height()))
        painter.end()
        self.levels = Levels((image,))

    def shows(self, levels: Levels, marks: Marks) -> bool:
        """Whether that is what it shows."""
        return self._of is levels and self._marks == marks

    def serves(self, view: View, marks: Marks) -> bool:
        """Whether so many marks are in view that it must."""
        return len(in_view(marks, view, view.seen())) > _MANY


def view_of(view: View, levels: Levels) -> View:
    """The same view of the same picture at another size."""
    made = View()
    made.size, made.room, made.scale, made.top = levels.size, view.room, view.scale, view.top
    made.zoom = view.zoom * view.size.width() / levels.size.width()
    made.scroll_to(view.scrolled)
    return made


def draw_marks(painter: QPainter, view: View, marks: Sequence[Mark], area: QRectF | None = None) -> None:
    """Draws marks; with an area of the window only those that reach into it."""
    picture = view.size.width(), view.size.height()
    seen = marks if area is None else in_view(marks, view, view_part(view, area))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(view.origin)
    painter.scale(view.factor, view.factor)
    painting.paint_marks(painter, seen, picture)
    painter.restore()


def view_part(view: View, area: QRectF) -> QRectF:
    """An area of the window in pixels of the picture, also beside it."""
    return QRectF(view.to_picture(area.topLeft()), view.to_picture(area.bottomRight())).adjusted(-1, -1, 1, 1)


def in_view(marks: Sequence[Mark], view: View, part: QRectF) -> Marks:
    """The marks that reach into a part of the picture."""
    picture = view.size.width(), view.size.height()
    return tuple(mark for mark in marks if painting.place_of(mark, picture).intersects(part))


def around(marks: Sequence[Mark], view: View) -> QRectF:
    """The bounds of marks in the window."""
    picture = view.size.width(), view.size.height()
    place = QRectF()
    for mark in marks:
        place = place.united(painting.place_of(mark, picture))
    return QRectF(view.to_window(place.topLeft()), place.size() * view.factor).adjusted(-2, -2, 2, 2)


def _on_device(area: QRectF, view: View) -> QRect:
    """An area of the window in whole pixels of the screen."""
    return QRectF(area.topLeft() * view.scale, area.size() * view.scale).toAlignedRect()


def _empty(size: QSize, scale: float) -> QPixmap:
    """Transparent pixels for a screen of that scale."""
    made = QPixmap(size.expandedTo(QSize(1, 1)))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    return made


class Sprite:
    """Marks that are drawn once, as far as they reach into an area of the window."""

    def __init__(self, view: View, marks: Sequence[Mark], area: QRectF) -> None:
        device = _on_device(area, view)
        corner = QPointF(device.topLeft()) / view.scale
        self._pixels = _empty(device.size(), view.scale)
        self._corner = corner - view.origin
        painter = QPainter(self._pixels)
        painter.translate(-corner)
        draw_marks(painter, view, marks)
        painter.end()

    @property
    def size(self) -> int:
        """How many pixels it has."""
        return self._pixels.width() * self._pixels.height()

    def paint(self, painter: QPainter, view: View, dx: float = 0.0, dy: float = 0.0) -> None:
        """Paints them that far from where they were, in picture pixels."""
        place = self._corner + view.origin + QPointF(dx, dy) * view.factor
        at = QPointF(round(place.x() * view.scale) / view.scale, round(place.y() * view.scale) / view.scale)
        painter.drawPixmap(at, self._pixels)


class _Stamps:
    """Marks that stand still, each drawn once at a zoom: a curve takes a hundred times as long as a copy of it."""

    def __init__(self) -> None:
        self._made: dict[Mark, Sprite] = {}
        self._made_for: object = None
        self._pixels = 0

    def paint(self, painter: QPainter, view: View, marks: Marks, area: QRectF) -> None:
        """Paints the marks that reach into an area of the window."""
        if self._made_for != (view.zoom, view.scale) or self._pixels > _KEPT:
            self._made_for, self._pixels = (view.zoom, view.scale), 0
            self._made.clear()
        for mark in painting.ordered(in_view(marks, view, view_part(view, area))):
            place = around((mark,), view)
            large = place.width() * place.height() > view.room.width() * view.room.height()
            if large or mark.kind is MarkKind.REDACT:  # a plain block
                draw_marks(painter, view, (mark,))
                continue
            if mark not in self._made:
                self._made[mark] = Sprite(view, (mark,), place)
                self._pixels += self._made[mark].size
            self._made[mark].paint(painter, view)


class Trail:
    """A line that grows under the hand. Each of its strokes is kept as pixels: only what is new is drawn."""

    def __init__(self, view: View, look: Mark) -> None:
        self._strokes = painting.strokes(look, (view.size.width(), view.size.height()))
        self._kept: list[QPixmap] = []
        self._kept_for: object = None
        self._drawn = 0  # points

    def paint(self, painter: QPainter, view: View, line: QPolygonF) -> None:
        """Paints the line as it is now."""
        place = (view.zoom, view.origin, view.room, view.scale)
        if place != self._kept_for:
            self._kept_for, self._drawn = place, 0
            self._kept = [_empty((view.room * view.scale).toSize(), view.scale) for _each in self._strokes]
        new = QPolygonF([line.at(at) for at in range(max(0, self._drawn - 1), line.size())])
        self._drawn = line.size()
        for stroke, pixels in zip(self._strokes, self._kept, strict=True):
            onto = QPainter(pixels)
            onto.translate(view.origin)
            onto.scale(view.factor, view.factor)
            painting.paint_stroke(onto, stroke, new)
            onto.end()
            painter.drawPixmap(0, 0, pixels)
