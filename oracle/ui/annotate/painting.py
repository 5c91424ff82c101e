"""Marks drawn by Qt: the same shapes that are burnt into what is handed over."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from oracle import imaging, tokens
from oracle.method import marks as geometry
from oracle.method.marks import Lettering, Shape, Size
from oracle.method.marks.places import frame
from oracle.model.mark import Mark, MarkKind, Point

_CURVE = 8  # points: a line of more is a curve
_FINE = 1.5  # px of the screen that pieces of a curve are long at least
_MANY_POINTS = ((0.0, 0.0),) * (_CURVE + 1)
WIDEST = 0.45  # of the picture's width: a text that was not given one
_BASE = 64  # px: letters are laid out so large and drawn smaller, since Qt's fonts come in whole pixels


def paint_marks(painter: QPainter, marks: Iterable[Mark], picture: Size) -> None:
    """Paints marks in their order, redactions below all others. The painter's unit is a pixel of the picture."""
    for mark in ordered(marks):
        paint_mark(painter, mark, picture)


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The order in which marks are painted: redactions below all others."""
    return tuple(sorted(marks, key=lambda mark: mark.kind is not MarkKind.REDACT))


def paint_mark(painter: QPainter, mark: Mark, picture: Size) -> None:
    """Paints one mark, its curves as finely as they are seen."""
    scale = abs(painter.deviceTransform().m11()) or 1.0
    for each in _drawn(mark, picture, max(0, math.floor(-math.log2(scale)))):
        if isinstance(each, _Words):
            _letter(painter, each)
        else:
            _draw(painter, *each)


@dataclass(frozen=True, slots=True)
class _Words:
    """Lines of words with the left ends of their baselines, turned about a middle."""

    lines: tuple[imaging.TextLine, ...]
    style: Lettering


@lru_cache(maxsize=4096)
def _drawn(mark: Mark, picture: Size, halved: int) -> tuple[tuple[Shape, QPolygonF] | _Words, ...]:
    """What is painted for a mark, with its lines as Qt has them, for a picture shown `halved` so many times."""
    made: list[tuple[Shape, QPolygonF] | _Words] = []
    for each in _shapes(mark, picture):
        if isinstance(each, Shape):
            coarse = len(each.points) > _CURVE and halved > 0
            points = _coarse(each.points, _FINE * 2**halved) if coarse else each.points
            made.append((each, QPolygonF([QPointF(x, y) for x, y in points])))
        else:
            made.append(_Words(imaging.text_lines(mark, picture), each))
    return tuple(made)


@lru_cache(maxsize=4096)
def place_of(mark: Mark, picture: Size) -> QRectF:
    """The bounds of everything that is painted for a mark, in picture pixels."""
    place = QRectF()
    for each in _shapes(mark, picture):
        if isinstance(each, Shape):
            edge = each.width / 2
            own = QPolygonF([QPointF(x, y) for x, y in each.points]).boundingRect()
            place = place.united(own.adjusted(-edge, -edge, edge, edge))
    if place.isEmpty():  # a crop, which paints nothing
        own_place = geometry.bounds(mark)
        return QRectF(own_place.left, own_place.top, own_place.width, own_place.height)
    return place


@lru_cache(maxsize=4096)
def _shapes(mark: Mark, picture: Size) -> tuple[Shape | Lettering, ...]:
    return geometry.shapes(mark, picture)


def _coarse(points: tuple[Point, ...], step: float) -> list[Point]:
    """A curve without points that stand closer together than can be seen."""
    kept = [points[0]]
    x, y = points[0]
    for place in points[1:-1]:
        if abs(place[0] - x) + abs(place[1] - y) >= step:
            kept.append(place)
            x, y = place
    return [*kept, points[-1]]


def strokes(look: Mark, picture: Size) -> tuple[Shape, ...]:
    """What a line is drawn with that has the look of a mark, the lowest first."""
    return tuple(replace(each, points=_MANY_POINTS) for each in _shapes(look, picture) if isinstance(each, Shape))


def paint_stroke(painter: QPainter, stroke: Shape, line: QPolygonF) -> None:
    """Draws one of these strokes along a line."""
    _draw(painter, stroke, line)


def _draw(painter: QPainter, shape: Shape, line: QPolygonF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not shape.whole)
    painter.setOpacity(shape.opacity)
    pen = QPen(Qt.PenStyle.NoPen)
    if shape.stroke:
        pen = QPen(QColor(shape.stroke), shape.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        # Between the short pieces of a curve no eye tells one join from another, and round ones take long to draw.
        smooth = len(shape.points) > _CURVE
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin if smooth else Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    if shape.closed:
        painter.drawPolygon(line)
    else:
        painter.drawPolyline(line)
    painter.setOpacity(1.0)


def _letter(painter: QPainter, words: _Words) -> None:
    """Draws each line where renditions have it, and as wide."""
    style = words.style
    factor = style.size / _BASE
    x, y = style.frame.middle
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(style.colour))
    painter.translate(x, y)
    painter.rotate(style.rotation)
    painter.translate(-x, -y)
    for line in words.lines:
        layout = _laid_out(line.text, style.weight, line.leftward)
        own = layout.lineAt(0)
        if own.naturalTextWidth() > 0:
            painter.save()
            painter.translate(line.left, line.baseline - own.ascent() * factor)
            painter.scale(line.width / own.naturalTextWidth(), factor)
            layout.draw(painter, QPointF(0, 0))
            painter.restore()
    painter.restore()


@lru_cache(maxsize=1024)
def _laid_out(text: str, weight: int, leftward: bool) -> QTextLayout:
    """One line at the base size."""
    layout = QTextLayout(text, font(weight))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setNumColumns(len(text))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


def font(weight: int, size: int = _BASE) -> QFont:
    """The letters of marks."""
    made = QFont(tokens.FONT)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def fitted(mark: Mark, picture: Size, before: Mark | None = None) -> Mark:
    """A text with a frame as high as its words; as wide as they need too, where it was so `before` a change."""
    if mark.kind is not MarkKind.TEXT:
        return mark
    if before is not None and hugs(before, picture):
        return hugging(mark, picture)
    return imaging.fitted(mark, picture)


def hugs(mark: Mark, picture: Size) -> bool:
    """Whether a text is just as wide as its words need: nobody gave it a width."""
    return mark.kind is MarkKind.TEXT and abs(_wide(mark) - _wide(imaging.fitted(mark, picture, wrap=False))) < 1


def hugging(mark: Mark, picture: Size) -> Mark:
    """A text as wide as its words need, and within the picture; they wrap where they would take up most of it."""
    made, widest = imaging.fitted(mark, picture, wrap=False), picture[0] * WIDEST
    if _wide(made) > widest:
        made = imaging.fitted(geometry.sized(made, widest, 1.0), picture)
    return geometry.inside(made, picture)


def _wide(mark: Mark) -> float:
    return frame(mark).width
