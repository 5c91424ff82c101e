"""The focus ring: 2 px of road outside a control's ink edge, shown when the keyboard put the focus there."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from oracle import tokens
from oracle.ui import theme

WIDTH = 2
# By name: the classes themselves would be loaded for the first window, which shows none of most.
_TYPED_INTO = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox")
_RINGED = (*_TYPED_INTO, "QAbstractButton", "QComboBox", "QTabBar", "Card")
RING_INSIDE = "ring_inside"  # a property: it reaches to the window's edge, so its ring is drawn on it
_TALLEST = 240  # px of what is brought into view; what is taller is a place of its own, which scrolls by itself


class FocusRing(QWidget):
    """Drawn as a sibling over the focused control, so that it scrolls and is cut off with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("floats", True)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._host: QWidget = self
        self._radius = float(tokens.RADIUS_CONTROL)
        self._inside = False

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Moves to the control that has the focus now."""
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not by_mouse:
            _bring_into_view(new)
        if (
            new is None
            or getattr(new, "draws_own_focus", False)
            or not (_is_one(new, _RINGED) or new.property(RING_INSIDE))
            or new.property("look") in {"bare", "find"}
            or (by_mouse and not _is_one(new, _TYPED_INTO))
        ):
            self._let_go()
        else:
            self._take(new)

    def _take(self, target: QWidget) -> None:
        self._let_go()
        host = _host(target)
        self._target = target
        self._inside = bool(target.property(RING_INSIDE))
        self._radius = float(tokens.RADIUS_CARD if target.inherits("Card") else tokens.RADIUS_CONTROL)
        # Whatever moves between the host and the control moves the ring.
        self._watched = _from(target, host)
        for widget in self._watched:
            widget.installEventFilter(self)
        target.destroyed.connect(self._forget)
        self._host = host
        self.setParent(host)
        self._place()
        self.show()
        self.raise_()

    def _let_go(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        if self._target is not None:
            if shiboken6.isValid(self._target):
                self._target.destroyed.disconnect(self._forget)
            self._target = None
        self.hide()

    def _forget(self) -> None:
        self._target = None
        self._let_go()

    def _place(self) -> None:
        if self._target is not None:
            corner = self._target.mapTo(self._host, QPoint(0, 0))
            area = QRect(corner, self._target.size())
            self.setGeometry(area if self._inside else area.adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif kind in (QEvent.Type.Hide, QEvent.Type.ParentChange) and watched is self._target:
            self._let_go()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("road"), WIDTH))
        radius = 0.0 if self._inside else self._radius + WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


def _is_one(widget: QWidget, classes: tuple[str, ...]) -> bool:
    return any(widget.inherits(each) for each in classes)


def _bring_into_view(target: QWidget) -> None:
    """Scrolls until the whole of a control is seen.

    Qt does so only for steps inside a scroll area, and of a field it shows the line with the cursor, no more.
    """
    around = target.parentWidget()
    while around is not None and not around.isWindow():
        if around.inherits("QScrollArea") and not target.visibleRegion().boundingRect().contains(target.rect()):
            _show_whole(around, target)
        around = around.parentWidget()


def _show_whole(area: Any, target: QWidget) -> None:
    """`area` is a `QScrollArea`, which is not named here: the first window has no use for the class."""
    if target.height() > min(_TALLEST, area.viewport().height()):
        if _is_one(target, _TYPED_INTO):
            area.ensureWidgetVisible(target, WIDTH, WIDTH)  # where the cursor is
        return
    place = QRect(target.mapTo(area.widget(), QPoint()), target.size())
    across = min(place.width(), area.viewport().width() - 2) // 2
    area.ensureVisible(place.center().x(), place.center().y(), across, place.height() // 2 + 2 * WIDTH)


def _host(target: QWidget) -> QWidget:
    """Where the ring is drawn: the scrolled content that holds the control, else the window."""
    above = target.parentWidget()
    while above is not None and not above.isWindow():
        around = above.parentWidget()
        outer = around.parentWidget() if around is not None else None
        if outer is not None and outer.inherits("QAbstractScrollArea"):
            return above
        above = around
    return target.window()


def _from(target: QWidget, host: QWidget) -> list[QWidget]:
    """The control and what lies between it and the host."""
    found: list[QWidget] = []
    at: QWidget | None = target
    while at is not None and at is not host:
        found.append(at)
        at = at.parentWidget()
    return found


class FocusRings(QObject):
    """One ring for the application; made anew when it went down with the parent it stood in."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is None:
            if new is None:
                return
            self._ring = FocusRing(new.window())
            self._ring.destroyed.connect(self._gone)
        self._ring.follow(old, new)

    def close(self) -> None:
        """Draws no more rings."""
        self._application.focusChanged.disconnect(self._follow)
        if self._ring is not None:
            self._ring.deleteLater()
        self.deleteLater()

    def _gone(self) -> None:
        self._ring = None
