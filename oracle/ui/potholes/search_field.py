"""The field that searches titles and notes; "/" goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from oracle.language import _
from oracle.ui.widgets import KeyLabel, icon_label

PAUSE_MS = 60  # after a key, before thousands of rows are looked through


class SearchField(QLineEdit):
    """`searched(str)` when typing pauses. `left()`: Esc, Enter or Down, on to what was found."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search titles and notes"))
        self.setAccessibleName(_("Search titles and notes"))
        self.setMaxLength(500)
        self.setTextMargins(20, 0, 20, 0)
        self._icon = icon_label("search", "ink_2", 14, self)
        self._key = KeyLabel("/", self)
        for each in (self._icon, self._key):
            each.setProperty("floats", True)
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key.setToolTip("")
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textEdited.connect(lambda _text: self._later.start())
        self.textChanged.connect(lambda text: self._key.setVisible(not text))

    def put(self, text: str) -> None:
        """Shows a text without a signal; leaves alone what is being typed."""
        if not self._later.isActive() and self.text() != text:
            self.setText(text)

    def flush(self) -> None:
        """Searches at once for what is typed."""
        if self._later.isActive():
            self._later.stop()
            self.searched.emit(self.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.move(9, (self.height() - 14) // 2)
        self._key.adjustSize()
        self._key.move(self.width() - self._key.width() - 7, (self.height() - self._key.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._later.stop()
                self.searched.emit("")
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
