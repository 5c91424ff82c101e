"""The seconds before a picture is taken, large in a corner of the screen: time to open a menu or to hover."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from oracle.language import _, ngettext
from oracle.ui.widgets import button, label

TICK_MS = 1_000
MARGIN = 24  # from the corner of the screen


class Countdown(QFrame):
    """Counts to 0, goes away and says `over`; `cancelled` by its button or Esc. It never takes the keys away."""

    over = Signal()
    cancelled = Signal()

    def __init__(self, seconds: int, screen: QScreen | None) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "card")
        self._left = seconds
        self.number = label("", "page")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self.number)
        column.addWidget(label(_("until the picture"), "small"))
        self.stop = button(_("Cancel"), "quiet", size="small", clicked=self.close)
        column.addWidget(self.stop)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._show_left()
        self._place(screen or QGuiApplication.primaryScreen())

    def begin(self) -> None:
        """Shows itself and counts."""
        self.show()
        self._timer.start()

    def _place(self, screen: QScreen | None) -> None:
        self.adjustSize()
        if screen is not None:
            room = screen.availableGeometry()
            self.move(room.bottomRight() - QPoint(self.width() + MARGIN, self.height() + MARGIN))

    def _show_left(self) -> None:
        self.number.setText(str(self._left))
        self.setWindowTitle(str(self._left))
        said = ngettext("The picture is taken in {n} second", "The picture is taken in {n} seconds", self._left)
        self.setAccessibleName(said.format(n=self._left))

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_left()
            return
        self._timer.stop()
        self.close()
        self.over.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it before its time, the desktop too, cancels: our windows come back."""
        super().closeEvent(event)
        if self._timer.isActive():
            self._timer.stop()
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
