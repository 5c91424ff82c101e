"""The three marks, never mixed up: coin = friction, sign = a pothole's number, chip = a severity."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.ui import theme

CHIP_HEIGHT = 22
_DIAMOND, _TEXT, _BETWEEN = 9, 14, 12  # pixels: a small diamond, where its words begin, after them
WIDE_SIGN = 1.42  # a label such as "1.5" needs a wider sign


def _font(size: float, weight: int) -> QFont:
    font = QFont(tokens.FONT)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight(weight))
    return font


def _centred(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def paint_coin(painter: QPainter, rect: QRectF, value: int | None, *, on_tint: bool = False) -> None:
    """A friction: tint, ring in the rating's colour, number in ink; `on_tint` where the ground is the tint already."""
    look = theme.current()
    ring = look.colour(tokens.rating(value))
    ground = look.colour("surface" if on_tint else tokens.rating(value, tint=True))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ring, 1.5, Qt.PenStyle.SolidLine if value is not None else Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))
    text = "–" if value is None else str(value)
    _centred(painter, rect, text, _font(rect.height() * 0.58, 600), look.colour("ink"))


def sign_path(centre: QPointF, size: float, wide: bool) -> QPainterPath:
    """The diamond with rounded corners, `size` high."""
    stretch = WIDE_SIGN if wide else 1.0
    r, q = size * 0.17, size / 2 - 1.2
    e = q + r * 0.35

    def at(x: float, y: float) -> QPointF:
        return QPointF(centre.x() + x * stretch, centre.y() + y)

    path = QPainterPath(at(-r, -q + r))
    path.quadTo(at(0, -e), at(r, -q + r))
    path.lineTo(at(q - r, -r))
    path.quadTo(at(e, 0), at(q - r, r))
    path.lineTo(at(r, q - r))
    path.quadTo(at(0, e), at(-r, q - r))
    path.lineTo(at(-q + r, r))
    path.quadTo(at(-e, 0), at(-q + r, -r))
    path.closeSubpath()
    return path


def paint_sign(painter: QPainter, centre: QPointF, text: str, severity: int | None, size: float = 26) -> None:
    """A pothole's number; the edge tells the severity, grey until rated."""
    look = theme.current()
    wide = len(text) > 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(tokens.rating(severity)), 2, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(look.colour(tokens.rating(severity, tint=True)))
    painter.drawPath(sign_path(centre, size, wide))
    height = size * (0.4 if wide else 0.38 if len(text) > 1 else 0.44)
    area = QRectF(centre.x() - size, centre.y() - size / 2, size * 2, size)
    _centred(painter, area, text, _font(height, 700), look.colour("ink"))


def chip_width(severity: int | None) -> int:
    """How wide the chip of a severity is, px."""
    text = QFontMetricsF(_font(12, 500)).horizontalAdvance(words.severity(severity))
    return round(text + 16 + (0 if severity is None else 20))


def paint_chip(painter: QPainter, rect: QRectF, severity: int | None) -> None:
    """A severity as number and word, split by a line."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(tokens.rating(severity)), 1))
    painter.setBrush(look.colour(tokens.rating(severity, tint=True)))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
    left = 0.0
    if severity is not None:
        left = 21.0
        painter.drawLine(QPointF(rect.x() + left, rect.y() + 1), QPointF(rect.x() + left, rect.bottom() - 1))
        number = QRectF(rect.x(), rect.y(), left, rect.height())
        _centred(painter, number, str(severity), _font(12, 700), look.colour("ink"))
    word = rect.adjusted(left, 0, 0, 0)
    _centred(painter, word, words.severity(severity), _font(12, 500), look.colour("ink"))


class Coin(QWidget):
    """A friction as a circle with its number; its word is tooltip and accessible name."""

    def __init__(self, value: int | None = None, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.set_value(value)

    def set_value(self, value: int | None) -> None:
        """0 to 4, or None: not rated."""
        self.value = value
        word = words.friction(value)
        self.setAccessibleName(word if value is None else f"{value} {word}")
        self.setToolTip(word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_coin(painter, QRectF(self.rect()), self.value)
        painter.end()


class Sign(QWidget):
    """A pothole's number in a diamond whose edge tells the severity."""

    def __init__(self, text: str, severity: int | None = None, size: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_sign(text, severity)

    def set_sign(self, text: str, severity: int | None) -> None:
        """The number to show, and the severity 1 to 4 or None: not rated yet."""
        self.text = text
        self.severity = severity
        width = round(self._size * WIDE_SIGN) if len(text) > 2 else self._size
        self.setFixedSize(width, self._size)
        self.setAccessibleName(_("Pothole {number}, {severity}").format(number=text, severity=words.severity(severity)))
        self.setToolTip(words.severity(severity))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()).center(), self.text, self.severity, self._size)
        painter.end()


class Chip(QWidget):
    """A severity as number and word, 22 px high; "Not rated yet" without a number."""

    def __init__(self, severity: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_severity(severity)

    def set_severity(self, severity: int | None) -> None:
        """1 to 4, or None."""
        self.severity = severity
        word = words.severity(severity)
        self.setAccessibleName(word if severity is None else f"{severity} {word}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.severity), CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.severity)
        painter.end()


class Severities(QWidget):
    """How many potholes of each severity, worst first; where it is narrow the mildest are only counted.

    Painted as a whole: a home of many journeys has hundreds of such words, and as many labels are a tenth of its start.
    """

    def __init__(self, counts: Mapping[int | None, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        kinds = sorted(counts, key=lambda severity: -(severity or 0))
        self._parts = [(each, f"{counts[each]} {words.severity(each).lower()}", counts[each]) for each in kinds]
        said = ", ".join(text for _severity, text, _count in self._parts)
        self.setToolTip(said)
        self.setAccessibleName(said)

    def shown(self) -> tuple[list[tuple[int | None, str]], str]:
        """What is seen at the present width: severities with their words, and the count of all others, "" for none."""
        metrics = QFontMetricsF(self._font())
        for many in range(len(self._parts), 0, -1):
            left = sum(count for _severity, _text, count in self._parts[many:])
            rest = _("+ {n}").format(n=left) if left else ""
            wide = sum(_TEXT + metrics.horizontalAdvance(text) for _severity, text, _count in self._parts[:many])
            gaps = many if rest else many - 1
            if many == 1 or wide + metrics.horizontalAdvance(rest) + gaps * _BETWEEN <= self.width():
                break
        return [(severity, text) for severity, text, _count in self._parts[:many]], rest

    def _font(self) -> QFont:
        return theme.current().font(tokens.SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, font = theme.current(), self._font()
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        left, middle = 0.0, self.height() / 2
        base = middle + (metrics.ascent() - metrics.descent()) / 2
        parts, rest = self.shown()
        for severity, text in parts:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tokens.rating(severity)))
            at = QPointF(left + _DIAMOND / 2, middle)
            painter.drawPolygon([at + QPointF(x, y) * 4.1 for x, y in ((0, -1), (1, 0), (0, 1), (-1, 0))])
            painter.setPen(look.colour("ink"))
            painter.drawText(QPointF(left + _TEXT, base), text)
            left += _TEXT + metrics.horizontalAdvance(text) + _BETWEEN
        painter.drawText(QPointF(left, base), rest)
        painter.end()
