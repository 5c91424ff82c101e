"""A word in a corner of the screen after a capture by key, while nothing else of the app is seen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from oracle.ui import theme
from oracle.ui.walk.countdown import MARGIN
from oracle.ui.widgets import label
from oracle.ui.widgets.toast import announce

SHOWN_MS = 1_500
READ_MS = 6_000
WIDEST = 360


class CaptureSign(QFrame):
    """It never takes the keys, and goes by itself."""

    def __init__(self) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        flags |= Qt.WindowType.BypassWindowManagerHint  # on X11: no window manager gives it the keys
        super().__init__(None, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("ground", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(8)
        self._icon = label()
        self._icon.setFixedSize(16, 16)
        self.text = label("", "label-ink", wrap=True)
        self.text.setMaximumWidth(WIDEST)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self.hide)

    def say(self, text: str, icon: str) -> None:
        """Shows itself on the screen that the pointer is on."""
        self._icon.setPixmap(theme.current().icon(icon, "ink", 16).pixmap(16, 16))
        self.text.setText(text)
        self.text.setWordWrap(len(text) > 40)
        self.adjustSize()
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        if screen is not None:
            room = screen.availableGeometry()
            self.move(room.bottomRight() - QPoint(self.width() + MARGIN, self.height() + MARGIN))
        self._time.start(READ_MS if len(text) > 40 else SHOWN_MS)
        self.show()
        announce(self, text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._time.isActive():  # put back after a picture, when its time was over
            self._time.start(0)
