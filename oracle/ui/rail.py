"""The left rail: whose business, find or do, the places, and at its foot settings and help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from oracle import tokens
from oracle.language import _
from oracle.ui import theme
from oracle.ui.actions import SPECS, key_text
from oracle.ui.widgets import tooltip
from oracle.ui.widgets.basics import elided
from oracle.ui.widgets.portrait import paint_portrait

if TYPE_CHECKING:
    from oracle.model.journey import Business

WIDE, NARROW = 200, 56
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class _RailButton(QAbstractButton):
    """A place: 34 high; the active one on surface with a road bar. Narrow rails show the icon alone."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._count = ""
        self.narrow = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("elides", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40 if self.narrow else WIDE - 16, 34)

    def set_narrow(self, narrow: bool) -> None:
        """Icon alone, with the text as tooltip."""
        self.narrow = narrow
        tooltip(self, self.accessibleName() if narrow else "")
        self.update()

    def set_count(self, count: int, said: str) -> None:
        """Shows a number at the right end, nothing for 0; `said` is what a screen reader hears."""
        self._count = f"{count:,}" if count else ""
        self.setAccessibleName(f"{self.text()}, {said}" if count else self.text())
        self.set_narrow(self.narrow)

    def nextCheckState(self) -> None:
        """The window decides which place is active."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        on = self.isChecked()
        if on or self.underMouse() or self.hasFocus():
            painter.setBrush(look.colour("surface" if on else "press" if self.underMouse() else "sunken"))
            if self.hasFocus():
                painter.setPen(QPen(look.colour("ink"), 1))
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
            painter.setPen(Qt.PenStyle.NoPen)
        if on:
            painter.setBrush(look.colour("road"))
            painter.drawRoundedRect(QRectF(0, 8, 3, 18), 1.5, 1.5)
        token = "ink" if on else "ink_2"
        left = (self.width() - 16) // 2 if self.narrow else 10
        look.icon(self._icon, token).paint(painter, QRect(left, 9, 16, 16))
        if not self.narrow:
            painter.setFont(look.font(tokens.STRONG if on else tokens.BODY))
            painter.setPen(look.colour(token))
            numbers = painter.fontMetrics().horizontalAdvance(self._count)
            painter.drawText(QRect(self.width() - 11 - numbers, 0, numbers + 1, 34), _MIDDLE, self._count)
            area = QRect(36, 0, self.width() - 52 - numbers, 34)
            text = elided(painter.fontMetrics(), self.text(), area.width())
            painter.drawText(area, _MIDDLE, text)
        painter.end()


class _FindButton(_RailButton):
    """ "Find or do…" with its key; looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__("search", _("Find or do…"))
        self.setCheckable(False)
        self.setFixedHeight(tokens.CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        painter.setPen(QPen(look.colour("ink" if self.hasFocus() else "edge"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left = (self.width() - 14) // 2 if self.narrow else 10
        look.icon("search", "ink_2", 14).paint(painter, QRect(left, 9, 14, 14))
        if not self.narrow:
            key = key_text(SPECS["find"]).replace("+", " ")
            painter.setFont(look.font(tokens.Type(11, 16, 500)))
            key_width = painter.fontMetrics().horizontalAdvance(key) + 12
            box = QRectF(self.width() - key_width - 6.5, 6.5, key_width, 19)
            painter.setBrush(look.colour("paper"))
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(look.colour("ink_2"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
            painter.setFont(look.font(tokens.BODY))
            painter.drawText(QRect(33, 0, 110, 32), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()


class Switcher(_RailButton):
    """Whose business: its mark, its name, an arrow. A click opens the list."""

    def __init__(self) -> None:
        super().__init__("store", "")
        self.setCheckable(False)
        self.setFixedHeight(40)
        self._colour = ""
        self._logo: str | None = None
        self._image = QImage()

    def set_business(self, business: Business | None) -> None:
        """Shows its name and colour; a logo follows with `set_logo`."""
        self.setText(business.name if business else _("No business yet"))
        self._colour = business.colour if business else ""
        logo = business.logo if business else None
        if logo != self._logo:
            self._logo, self._image = logo, QImage()
        self.setAccessibleName(_("Business: {name}").format(name=self.text()))
        self.set_narrow(self.narrow)

    def set_logo(self, digest: str, image: QImage) -> None:
        """The logo of that SHA-256, unless another business is shown by now."""
        if digest == self._logo:
            self._image = image
            self.update()

    def set_narrow(self, narrow: bool) -> None:
        """A long name is cut, so that the tooltip has it whole."""
        super().set_narrow(narrow)
        tooltip(self, self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(look.colour("press" if self.underMouse() else "sunken"))
            painter.setPen(QPen(look.colour("ink"), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
        left = (self.width() - 28) // 2 if self.narrow else 6
        mark = QRectF(left, 6, 28, 28)
        paint_portrait(painter, mark, self.text(), self._image, round_=False, ground=self._colour)
        if not self.narrow:
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font(tokens.STRONG))
            area = QRect(42, 0, self.width() - 66, 40)
            name = elided(painter.fontMetrics(), self.text(), area.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), name)
            look.icon("chevrons-up-down", "ink_2", 14).paint(painter, QRect(self.width() - 21, 13, 14, 14))
        painter.end()


class Rail(QFrame):
    """The rail. `go(place)` is called for a place, `find()` for the palette."""

    def __init__(self, go: Callable[[str], object], find: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setFixedWidth(WIDE)
        self.businesses = QMenu(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        self.switcher = Switcher()
        self.switcher.clicked.connect(self._open_businesses)
        self._find = _FindButton()
        self._find.clicked.connect(lambda *_checked: find())
        column.addWidget(self.switcher)
        column.addSpacing(6)
        column.addWidget(self._find)
        column.addSpacing(10)
        self._places: dict[str, _RailButton] = {}
        for name, icon, text in (
            ("journeys", "route", _("Journeys")),
            ("personas", "users-round", _("Personas")),
            ("walks", "footprints", _("Walks")),
            ("potholes", "pothole", _("Potholes")),
            ("reports", "file-text", _("Reports")),
        ):
            column.addWidget(self._place(name, icon, text, go))
        column.addStretch(1)
        column.addWidget(self._place("settings", "settings-2", _("Settings"), go))
        column.addWidget(self._place("help", "circle-question-mark", _("Help"), go))

    def _place(self, name: str, icon: str, text: str, go: Callable[[str], object]) -> _RailButton:
        made = _RailButton(icon, text)
        made.setObjectName(name)
        made.clicked.connect(lambda *_checked: go(name))
        self._places[name] = made
        return made

    def set_active(self, place: str) -> None:
        """Marks the place that is seen; "" for none."""
        for name, each in self._places.items():
            each.setChecked(name == place)

    def set_count(self, place: str, count: int, said: str) -> None:
        """How many things wait at a place; `said` for screen readers."""
        self._places[place].set_count(count, said)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for each in (self.switcher, self._find, *self._places.values()):
            each.set_narrow(narrow)

    def _open_businesses(self) -> None:
        at = self.switcher.mapToGlobal(self.switcher.rect().bottomLeft())
        self.businesses.popup(at)
