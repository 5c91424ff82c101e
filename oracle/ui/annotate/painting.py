"""Marks drawn by Qt: the same shapes that are burnt into what is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from oracle import tokens
from oracle.method import marks as geometry
from oracle.method.marks import Handle, Lettering, Shape, Size
from oracle.model.mark import Mark, MarkKind

_BASE = 64  # px: letters are laid out so large and drawn smaller, since Qt's fonts come in whole pixels


def paint_marks(painter: QPainter, marks: Iterable[Mark], picture: Size) -> None:
    """Paints marks in their order, redactions below all others. The painter's unit is a pixel of the picture."""
    for mark in ordered(marks):
        paint_mark(painter, mark, picture)


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The order in which marks are painted: redactions below all others."""
    return tuple(sorted(marks, key=lambda mark: mark.kind is not MarkKind.REDACT))


def paint_mark(painter: QPainter, mark: Mark, picture: Size) -> None:
    """Paints one mark."""
    for shape in geometry.shapes(mark, picture):
        if isinstance(shape, Lettering):
            _letter(painter, shape)
        else:
            _draw(painter, shape)


def _draw(painter: QPainter, shape: Shape) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not shape.whole)
    painter.setOpacity(shape.opacity)
    if shape.stroke:
        painter.setPen(
            QPen(
                QColor(shape.stroke), shape.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )  # fmt: skip
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    line = QPolygonF([QPointF(x, y) for x, y in shape.points])
    if shape.closed:
        painter.drawPolygon(line)
    else:
        painter.drawPolyline(line)
    painter.setOpacity(1.0)


def _letter(painter: QPainter, words: Lettering) -> None:
    """Letters in their frame, begun at its upper left, or one line in its middle."""
    if not words.text or words.frame.width <= 0:
        return
    factor = words.size / _BASE
    layout = laid_out(words.text, words.weight, words.frame.width / factor, words.line / words.size, words.centred)
    painter.save()
    x, y = words.frame.middle
    painter.translate(x, y)
    painter.rotate(words.rotation)
    painter.translate(words.frame.left - x, words.frame.top - y)
    if words.centred:
        painter.translate(0, (words.frame.height - layout.boundingRect().height() * factor) / 2)
    painter.scale(factor, factor)
    painter.setPen(QColor(words.colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layout.draw(painter, QPointF(0, 0))
    painter.restore()


@lru_cache(maxsize=512)
def laid_out(text: str, weight: int, width: float, line: float, centred: bool) -> QTextLayout:
    """Words broken at a width, both at the base size; `line` is the height of a line for each pixel of a letter's."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font(weight))
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap if centred else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (each := layout.createLine()).isValid():
        each.setLineWidth(width)
        each.setPosition(QPointF(0, y + (0 if centred else (line * _BASE - each.height()) / 2)))
        y += each.height() if centred else line * _BASE
    layout.endLayout()
    return layout


def font(weight: int, size: int = _BASE) -> QFont:
    """The letters of marks."""
    made = QFont(tokens.FONT)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def fitted(mark: Mark, picture: Size, *, widest: float = 0.0) -> Mark:
    """A text with a frame as high as its words. With `widest` also as wide as they need, at most that."""
    if mark.kind is not MarkKind.TEXT:
        return mark
    style = geometry.text_style(mark.stroke, picture)
    (left, top), (right, _bottom) = mark.points
    letter = style.size / _BASE
    least = style.size * 1.5
    room = max(least, (widest or right - left) - 2 * style.side)
    layout = laid_out(mark.text, 600, room / letter, style.line / style.size, False)
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    if widest:
        # A little more than the words need: other engines measure the last bit differently.
        room = min(room, max((each.naturalTextWidth() for each in lines), default=0) * letter + style.size * 0.15)
    width = max(least, room) + 2 * style.side
    height = max(1, len(lines)) * style.line + 2 * style.top
    made = geometry.framed(mark, geometry.Bounds(left, top, left + width, top + height))
    if not mark.rotation:
        return made
    was, now = geometry.handles(mark)[Handle.NW], geometry.handles(made)[Handle.NW]
    return geometry.moved(made, was[0] - now[0], was[1] - now[1])  # turned about another middle


def place_of(mark: Mark, picture: Size) -> QRectF:
    """The bounds of everything that is painted for a mark, in picture pixels."""
    found = geometry.painted(mark, picture)
    return QRectF(found.left, found.top, found.width, found.height)
