"""How a card looks: painted once for each content, look and size, then only copied."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from oracle import tokens, words
from oracle.model.journey import Step
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.ui import icons, theme
from oracle.ui.widgets.basics import elided

RADIUS = 8
MOST_KEPT = 800
TITLE = tokens.Type(13, 18, 500)
NUMBER = tokens.Type(12, 16, 600)
_INSET = 10  # from the card's edge to its texts
_ICON = 14


@dataclass(frozen=True, slots=True)
class Look:
    """What a card's picture depends on besides its step."""

    width: int
    height: int
    factor: float
    selected: bool = False
    hovered: bool = False
    faded: bool = False  # being dragged or cut


class CardPictures:
    """Pictures of cards, the most recently used kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, QPixmap] = OrderedDict()

    def of(self, step: Step, look: Look, scale: float) -> QPixmap:
        """The picture of a card at `scale` device pixels a pixel."""
        dark = theme.current().is_dark
        content = (
            step.number, step.title, step.channel, step.channel_label, step.handled_by,
            step.moment_of_truth, step.private, step.sale,
        )  # fmt: skip
        key = (content, look, scale, dark)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _drawn(step, look, scale)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found


@lru_cache(maxsize=64)
def scaled_font(kind: tokens.Type, factor: float) -> QFont:
    """A text style at the map's own size: the same font each time, so that Qt looks it up once."""
    font = QFont(tokens.FONT)
    font.setPixelSize(max(1, round(kind.size * factor)))
    font.setWeight(QFont.Weight(kind.weight))
    return font


def paint_icon(painter: QPainter, name: str, token: str, area: QRect) -> None:
    """A shipped icon in a token's colour."""
    colour, scale = theme.current().palette.colour(token), painter.device().devicePixelRatio()
    painter.drawPixmap(area.topLeft(), icons.drawn(name, colour, area.width(), area.height(), scale))


def title_lines(title: str, font: QFont, width: float, most: int = 2) -> list[str]:
    """A title in at most so many lines; the last one ends in "…" where there is more."""
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        rest = title[line.textStart() :]
        last = len(lines) == most - 1
        lines.append(rest if last else rest[: line.textLength()])
    layout.endLayout()
    metrics = QFontMetricsF(font)
    return [elided(metrics, line.strip(), width) for line in lines]


def _drawn(step: Step, look: Look, scale: float) -> QPixmap:
    picture = QPixmap(QSize(round(look.width * scale), round(look.height * scale)))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if look.faded:
        painter.setOpacity(0.6)
    _ground(painter, look)
    _number_and_marks(painter, step, look)
    _title(painter, step, look)
    _foot(painter, step, look)
    painter.end()
    return picture


def _ground(painter: QPainter, look: Look) -> None:
    shown = theme.current()
    edge, wide = ("ink", 2.0) if look.selected else ("edge" if look.hovered else "line", 1.0)
    painter.setPen(QPen(shown.colour(edge), wide))
    painter.setBrush(shown.colour("road_tint" if look.selected else "surface"))
    half = wide / 2
    area = QRectF(0, 0, look.width, look.height).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(area, RADIUS * look.factor, RADIUS * look.factor)


def _number_and_marks(painter: QPainter, step: Step, look: Look) -> None:
    shown, f = theme.current(), look.factor
    painter.setFont(scaled_font(NUMBER, f))
    painter.setPen(shown.colour("ink" if look.selected else "ink_2"))
    painter.drawText(_box(_INSET, 8, 60, 16, f), int(Qt.AlignmentFlag.AlignVCenter), str(step.number))
    right = look.width - round(_INSET * f)
    for wanted, icon in ((step.moment_of_truth, "star-filled"), (step.private, "lock"), (step.sale, "banknote")):
        if wanted:
            side = round(_ICON * f)
            place = QRect(right - side, round(9 * f), side, side)
            paint_icon(painter, icon, "ink", place)
            right -= side + round(5 * f)


def _title(painter: QPainter, step: Step, look: Look) -> None:
    f, font = look.factor, scaled_font(TITLE, look.factor)
    painter.setFont(font)
    painter.setPen(theme.current().colour("ink"))
    metrics = QFontMetricsF(font)
    down = (TITLE.line * f - metrics.height()) / 2 + metrics.ascent()
    for at, line in enumerate(title_lines(step.title, font, look.width - 2 * _INSET * f)):
        painter.drawText(QPointF(_INSET * f, (25 + at * TITLE.line) * f + down), line)


def _foot(painter: QPainter, step: Step, look: Look) -> None:
    shown, f = theme.current(), look.factor
    token = "ink" if look.selected else "ink_2"
    side, top = round(_ICON * f), look.height - round(24 * f)
    paint_icon(painter, CHANNEL_ICONS[step.channel], token, QRect(round(_INSET * f), top, side, side))
    font = scaled_font(tokens.SMALL, f)
    painter.setFont(font)
    painter.setPen(shown.colour(token))
    left = _INSET * f + side + 6 * f
    room = look.width - left - 8 * f
    text = elided(QFontMetricsF(font), foot_text(step), room)
    area = QRectF(left, top - f, room + 2, side + 2 * f)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


def foot_text(step: Step) -> str:
    """ "Website · Mia": the channel, and who handles it."""
    return " · ".join(part for part in (words.channel(step.channel, step.channel_label), step.handled_by) if part)


def _box(x: float, y: float, width: float, height: float, factor: float) -> QRectF:
    return QRectF(x * factor, y * factor, width * factor, height * factor)
