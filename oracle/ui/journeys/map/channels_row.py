"""*Channels covered*: under each stage the channels of its steps, and dashed where the customer looks and nobody is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.method.channels import Coverage
from oracle.model.ratings import ChannelKind
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.ui import theme
from oracle.ui.journeys.map.card_picture import paint_icon, scaled_font
from oracle.ui.journeys.map.layout import Places
from oracle.ui.journeys.map.row import MapRow
from oracle.ui.widgets.basics import plain_tip

SIDE = 26
_GAP = 2
_BEYOND = 6  # a line may reach into the gap between columns
_LINE = 30
_FOOT = 12


@dataclass(frozen=True, slots=True)
class _Chip:
    """One thing in a cell: where it stands, its icon, its word, and what it says in a sentence."""

    area: QRect
    icon: str
    text: str
    said: str
    gap: bool = False


class ChannelsRow(MapRow):
    """One cell a stage."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Channels covered"), parent)
        self._coverage: tuple[Coverage, ...] = ()
        self.cells: list[_Cell] = []

    def show_coverage(self, coverage: tuple[Coverage, ...], persona: str, ticked: bool) -> None:
        """The channels of each stage; `ticked` says whether the persona's grid has any tick."""
        about = (
            _("where {persona} looks, and where nobody is").format(persona=persona)
            if ticked
            else _("tick where {persona} looks, on the Persona tab, to see the gaps").format(persona=persona)
        )
        self.about.setText(about)
        if coverage == self._coverage:
            return
        self._coverage = coverage
        while len(self.cells) > len(coverage):
            self.cells.pop().deleteLater()
        while len(self.cells) < len(coverage):
            self.cells.append(_Cell(self))
            self.cells[-1].show()
        for cell, found in zip(self.cells, coverage, strict=True):
            cell.show_coverage(found)

    def arrange_content(self, places: Places, top: int) -> int:
        highest = places.px(_LINE)
        for cell, column in zip(self.cells, places.columns, strict=False):
            highest = max(highest, cell.arrange(column.left, column.head.width(), top, places.factor))
        return top + highest + places.px(_FOOT)


class _Cell(QWidget):
    """The channels of one stage, painted; its whole story is its accessible name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._coverage = Coverage("", (), (), False)
        self.chips: list[_Chip] = []
        self._factor = 1.0

    def show_coverage(self, coverage: Coverage) -> None:
        """What is covered here, and what is not."""
        self._coverage = coverage
        names = ", ".join(words.channel(kind, own) for kind, own in coverage.channels) or _("no channel")
        told = [_("{stage}: {channels}.").format(stage=coverage.stage, channels=names)]
        told.extend(f"{words.channel_gap(coverage.stage, kind)}." for kind in coverage.gaps)
        if coverage.looked_for and not coverage.gaps:
            told.append(_("No gap."))
        self.setAccessibleName(" ".join(told))
        self.update()

    def arrange(self, left: int, width: int, top: int, factor: float) -> int:
        """Puts the chips into lines; returns how high they are."""
        self._factor = factor
        self.chips = []
        x = y = 0
        for icon, text, said, gap in self._things():
            wide = min(width, self._wide(icon, text))
            if x and x + wide > width + round(_BEYOND * factor):
                x, y = 0, y + round(_LINE * factor)
            self.chips.append(_Chip(QRect(x, y, wide, round(SIDE * factor)), icon, text, said, gap))
            x += wide + round(_GAP * factor)
        height = y + round(_LINE * factor)
        self.setGeometry(left, top, width + round(_BEYOND * factor), height)
        self.update()
        return height

    def _things(self) -> list[tuple[str, str, str, bool]]:
        names: dict[ChannelKind, list[str]] = {}  # one sign a kind: a stage may have several of its own names for it
        for kind, own in self._coverage.channels:
            names.setdefault(kind, []).append(words.channel(kind, own))
        found = [(CHANNEL_ICONS[kind], "", ", ".join(told), False) for kind, told in names.items()]
        for kind in self._coverage.gaps:
            word, said = words.channel(kind), words.channel_gap(self._coverage.stage, kind)
            found.append(("triangle-alert", word, said, True))
        if self._coverage.looked_for and not self._coverage.gaps:
            found.append(("", _("no gap"), _("No gap"), False))
        return found

    def _wide(self, icon: str, text: str) -> int:
        f = self._factor
        if not text:
            return round(SIDE * f)
        across = QFontMetricsF(scaled_font(tokens.SMALL, f)).horizontalAdvance(text)
        return round(across + (25 if icon else 8) * f) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip in self.chips:
            self._paint(painter, chip)
        painter.end()

    def _paint(self, painter: QPainter, chip: _Chip) -> None:
        look, f = theme.current(), self._factor
        box = QRectF(chip.area).adjusted(0.5, 0.5, -0.5, -0.5)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        if chip.gap:
            pen = QPen(look.colour("r3"), 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6 * f, 6 * f)
        elif chip.icon:
            painter.setPen(look.colour("line"))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, 6 * f, 6 * f)
        if chip.icon:
            side = round((12 if chip.gap else 16) * f)
            left = chip.area.left() + round(5 * f) if chip.gap else chip.area.left() + (chip.area.width() - side) // 2
            area = QRect(left, chip.area.top() + (chip.area.height() - side) // 2, side, side)
            paint_icon(painter, chip.icon, "r3" if chip.gap else "ink", area)
        if chip.text:
            font = scaled_font(tokens.SMALL, f)
            painter.setFont(font)
            painter.setPen(look.colour("ink" if chip.gap else "ink_2"))
            place = box.adjusted((20 if chip.icon else 4) * f, 0, 0, 0)
            room = place.width() - 2 * f
            text = QFontMetricsF(font).elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, middle, text)

    def said_at(self, place: QPoint) -> str:
        """What the chip there says in words; "" where there is none."""
        return next((chip.said for chip in self.chips if chip.area.contains(place)), "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.said_at(event.pos())
            if said:
                QToolTip.showText(event.globalPos(), plain_tip(said), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
