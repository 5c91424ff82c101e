"""The frozen screen: a window a screen that shows its picture, where a part or a window is chosen.

Nothing on the real screen moves meanwhile, and cancelling leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from oracle import tokens
from oracle.capture import screens
from oracle.capture.geometry import Frame, Rect, WindowPlace, from_view, to_view
from oracle.capture.grab import Grab
from oracle.capture.places import on_frame
from oracle.capture.selection import Selection
from oracle.language import _
from oracle.model.ratings import Source

_SHADE = 110  # of 255: how dark what is not chosen gets
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LEAP = 10


class Overlay(QObject):
    """Frozen windows on all screens; emits `taken(Grab)` or `cancelled()` once, and is gone then.

    With `windows`, one of these is picked by a click; without, a region is drawn.
    """

    taken = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        frozen: Sequence[tuple[QScreen, Grab]],
        windows: tuple[WindowPlace, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.source = Source.WINDOW if windows else Source.REGION
        self.panes = [FrozenScreen(self, screen, grab, windows) for screen, grab in frozen]
        self.chosen: tuple[QScreen, Rect] | None = None  # once taken: the screen, and the part in its device pixels
        self._over = False
        QGuiApplication.instance().screenRemoved.connect(self.cancel)  # type: ignore[union-attr]

    def open(self) -> None:
        """Shows a window on each screen and gives the one under the pointer the keys."""
        for pane in self.panes:
            pane.show_frozen()
        under = screens.under_pointer()
        first = next((pane for pane in self.panes if pane.screen_shown is under), self.panes[0])
        first.activateWindow()
        first.setFocus()

    def take(self, pane: FrozenScreen) -> None:
        """Takes what is chosen on that screen; nothing chosen yet takes nothing."""
        selection = pane.selection
        if self._over or selection.chosen is None or selection.chosen.empty:
            return
        self.chosen = (pane.screen_shown, selection.chosen)
        self._close()
        self.taken.emit(pane.grabbed.cropped(selection.chosen, self.source, selection.title))

    def cancel(self) -> None:
        """Takes nothing."""
        if not self._over:
            self._close()
            self.cancelled.emit()

    def only(self, pane: FrozenScreen) -> None:
        """A choice began on that screen: what was chosen on another is dropped."""
        for other in self.panes:
            if other is not pane:
                other.forget()

    def _close(self) -> None:
        self._over = True
        for pane in self.panes:
            pane.close()
            pane.deleteLater()
        self.deleteLater()


class FrozenScreen(QWidget):
    """One screen's frozen picture."""

    def __init__(self, overlay: Overlay, screen: QScreen, grabbed: Grab, windows: tuple[WindowPlace, ...]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.overlay, self.screen_shown, self.grabbed = overlay, screen, grabbed
        frame = screens.frame(screen, grabbed.image.width(), grabbed.image.height())
        self.selection = Selection(frame, on_frame(windows, frame))
        self._picture = QImage(grabbed.image)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self._help())

    def show_frozen(self) -> None:
        """Covers its screen."""
        self.setScreen(self.screen_shown)
        self.setGeometry(self.screen_shown.geometry())
        if QGuiApplication.platformName() == "offscreen":
            self.show()
            return
        self.showFullScreen()
        self.raise_()

    def forget(self) -> None:
        """Drops what was chosen here."""
        self.selection = Selection(self.selection.frame, self.selection.windows)
        self.update()

    # ---- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.RightButton:
            self.overlay.cancel()
            return
        self.overlay.only(self)
        self._become(self.selection.pressed(*self._pixel(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._become(self.selection.moved(*self._pixel(event)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._become(self.selection.released(*self._pixel(event)))
        if self.selection.windows and event.button() is Qt.MouseButton.LeftButton:
            self.overlay.take(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chosen = self.selection.chosen
        if chosen is not None and chosen.contains(*self._pixel(event)):
            self.overlay.take(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            step = _LEAP if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
            dx, dy = (step * part for part in _ARROWS[key])
            grow = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.overlay.only(self)
            self._become(self.selection.stepped(dx, dy, grow=grow))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.overlay.take(self)
        elif key is Qt.Key.Key_Escape:
            self.overlay.cancel()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next window instead of the next field."""
        self._become(self.selection.next_window(1 if forward else -1))
        return True

    def _pixel(self, event: QMouseEvent) -> tuple[int, int]:
        point = event.position().toPoint()
        return from_view(point.x(), point.y(), self.selection.frame, self.width(), self.height())

    def _become(self, selection: Selection) -> None:
        self.selection = selection
        self.update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._picture)
        shade = QColor(tokens.LIGHT.ink)
        shade.setAlpha(_SHADE)
        painter.fillRect(self.rect(), shade)
        chosen = self.selection.chosen
        if chosen is not None:
            self._paint_chosen(painter, chosen)
        self._paint_text(painter, self._help(), QPoint(self.width() // 2, 24), middle=True)
        painter.end()

    def _paint_chosen(self, painter: QPainter, chosen: Rect) -> None:
        frame: Frame = self.selection.frame
        place = to_view(chosen, frame, self.width(), self.height())
        view = QRect(place.x, place.y, place.width, place.height)
        painter.drawImage(view, self._picture, QRect(chosen.x, chosen.y, chosen.width, chosen.height))
        for token, width in (("ink", 4), ("road", 2)):
            painter.setPen(QPen(QColor(tokens.LIGHT.colour(token)), width))
            painter.drawRect(view)
        size = f"{chosen.width} × {chosen.height}"
        text = f"{self.selection.title} · {size}" if self.selection.title else size
        below = view.bottom() + 8 if view.bottom() + 40 < self.height() else view.top() + 8
        self._paint_text(painter, text, QPoint(view.left(), below))

    def _paint_text(self, painter: QPainter, text: str, at: QPoint, *, middle: bool = False) -> None:
        font = QFont(self.font())
        font.setPixelSize(tokens.BODY.size)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 48)
        ground = QRect(0, 0, metrics.horizontalAdvance(text) + 24, 32)
        ground.moveTopLeft(at - QPoint(ground.width() // 2, 0) if middle else at)
        ground.moveRight(min(ground.right(), self.width() - 8))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.LIGHT.ink))
        painter.drawRoundedRect(ground, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setPen(QColor(tokens.LIGHT.on_ink))
        painter.setFont(font)
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _help(self) -> str:
        if self.selection.windows:
            return _("Click the window to capture, or choose it with Tab and press Enter. Esc cancels.")
        return _("Drag over what to capture. Arrow keys move it, with Shift they size it. Enter takes it, Esc cancels.")
