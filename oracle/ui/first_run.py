"""The first screen of all: walk your own road."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from oracle.language import _, available
from oracle.report.charts import road
from oracle.report.charts.holes import bite
from oracle.report.charts.surface import Surface
from oracle.report.display import Chart
from oracle.ui import settings, theme
from oracle.ui.context import Context
from oracle.ui.language_names import language_name
from oracle.ui.widgets import Card, button, icon_label, label, paint_chart
from oracle.ui.widgets.split import menu_button

WIDEST = 960
CARD_HEIGHT = 196
ROOM = -40.0  # the picture begins so much below the cards: its own upper 62 px are air


class FirstRunScreen(QWidget):
    """Two ways to begin, over a road drawn to the window's full width."""

    hides_rail = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._road: Chart | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 0, 24, 0)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        outer.addStretch(1)
        outer.addWidget(middle, 1000)
        outer.addStretch(1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        column.addStretch(10)
        column.addLayout(self._brand())
        column.addSpacing(26)
        column.addWidget(label(_("Walk your own road"), "hero", wrap=True))
        column.addSpacing(12)
        lead = _(
            "Be your own customer for an hour. Note every bump on the way, and leave with a "
            "list of what to repair first."
        )
        said = label(lead, "lead", wrap=True)
        said.setMaximumWidth(560)
        column.addWidget(said)
        column.addSpacing(32)
        column.addLayout(self._cards())
        column.addStretch(34)
        column.addLayout(self._foot())

    def open(self) -> None:
        """Puts the focus on the first button."""
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Mark(32))
        row.addWidget(label("Pothole Oracle", "card"))
        row.addStretch(1)
        return row

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.start = button(_("Start the sample"), "dark", clicked=lambda: self.context.actions.do("sample"))
        self.set_up = button(_("Set it up"), clicked=lambda: self.context.actions.do("new_journey"))
        sample = _("Buy a Monstera from a plant shop. Ten minutes, nothing to set up.")
        own = _("Name it, choose one customer and a ready road to adapt.")
        self._sample_card = _card("footprints", _("Try the sample walk"), sample, self.start)
        row.addWidget(self._sample_card, 1)
        row.addWidget(_card("store", _("Start with my business"), own, self.set_up), 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_label("lock", "ink", 14))
        row.addWidget(label(_("No account. Everything stays on this computer."), "small-ink"))
        row.addStretch(1)
        if len(available()) > 1:
            row.addWidget(self._languages())
        row.addWidget(self._themes())
        return row

    def _languages(self) -> QWidget:
        menu = QMenu(self)
        for code in available():
            menu.addAction(language_name(code), self._setter(code))
        return _menu(language_name(self.context.settings.get(settings.LANGUAGE) or "en"), menu)

    def _themes(self) -> QWidget:
        menu = QMenu(self)
        made = _menu(theme_names()[self.context.settings.get(settings.THEME)], menu)
        for key, name in theme_names().items():
            menu.addAction(name, self._theme_chooser(key, name, made))
        return made

    def _setter(self, code: str) -> Callable[[], None]:
        return lambda: self.context.settings.set(settings.LANGUAGE, code)

    def _theme_chooser(self, key: str, name: str, shown: QPushButton) -> Callable[[], None]:
        return lambda: self._choose_theme(key, name, shown)

    def _choose_theme(self, key: str, name: str, shown: QPushButton) -> None:
        self.context.settings.set(settings.THEME, key)
        shown.setText(name)

    # ---- the road

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._road = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._road is None:
            self._road = _road(self.width(), self._road_height())
        painter = QPainter(self)
        painter.translate(0, self.height() - self._road_height())
        paint_chart(painter, self._road, theme.current().palette)
        painter.end()

    def _road_height(self) -> float:
        """From the foot of the window up; under the cards where these reach far down."""
        cards_end = self._sample_card.mapTo(self, self._sample_card.rect().bottomLeft()).y()
        return max(150.0, min(self.height() * 0.4125, self.height() - cards_end - ROOM))


def theme_names() -> dict[str, str]:
    """The choices of the theme in words."""
    return {
        settings.SYSTEM: _("Follow the system theme"),
        settings.LIGHT: _("Light theme"),
        settings.DARK: _("Dark theme"),
    }


def _menu(text: str, menu: QMenu) -> QPushButton:
    made = menu_button(text, menu, "quiet", size="small")
    made.setProperty("strong", True)
    return made


def _card(icon: str, title: str, text: str, action: QWidget) -> Card:
    card = Card()
    card.setMinimumHeight(CARD_HEIGHT)
    card.setMaximumHeight(CARD_HEIGHT + 40)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 20, 20, 18)
    column.setSpacing(4)
    column.addWidget(icon_label(icon, "ink", 24))
    column.addSpacing(8)
    column.addWidget(label(title, "card"))
    column.addWidget(label(text, "secondary", wrap=True))
    column.addStretch(1)
    column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
    return card


# The road of the picture, for a window 1280 wide: (x, y) of its surface, and (point, severity) of its potholes.
_POINTS = (
    (-20, 70), (120, 70), (250, 96), (390, 78), (520, 92), (660, 62), (790, 74), (930, 120), (1060, 84), (1180, 96),
    (1310, 96),
)  # fmt: skip
_HOLES = ((2, 2), (4, 1), (7, 4), (9, 3))
_BAND, _SCALE = 44.0, 1.35


def _road(width: float, height: float) -> Chart:
    """An invented road with four potholes from edge to edge: a picture, no data."""
    stretch = width / 1280
    xs, ys = [x * stretch for x, _y in _POINTS], [float(y) for _x, y in _POINTS]
    surface = Surface(0, width, xs, ys, 14.0)
    bites = tuple(bite(surface, xs[at], severity, at, _BAND, _SCALE) for at, severity in _HOLES)
    measures = road.Measures(_BAND, _SCALE, gravel=13.0, ground=height, dash=(3.0, 20.0, 16.0), rim=3.0)
    return Chart(width, height, tuple(road.paint(road.Stretch(surface, bites), measures)), "")


class Mark(QWidget):
    """The app's own mark: a road with a pothole on an ink tile."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        unit = self.width() / 32
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.asphalt))
        painter.drawRoundedRect(self.rect(), 8 * unit, 8 * unit)
        pen = QPen(look.colour("road"), 2.4 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((4, 13), (10, 13), (12, 19), (15.5, 20.5), (18.5, 19), (21, 13), (28, 13))
        painter.drawPolyline([QPointF(x * unit, y * unit) for x, y in points])
        painter.end()
