"""What stands in a page's place when it did not come: as a customer would meet it, with a way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from oracle.browser.failures import Failure
from oracle.browser.notices import Icons
from oracle.language import _


class FailurePanel(QFrame):
    """Icon, title, sentence, three buttons, and the small line for technicians."""

    again = Signal()
    back = Signal()
    outside = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("failure")
        self.setProperty("ground", "surface")
        self.setAutoFillBackground(True)
        self._icon = QLabel(self)
        self._title = _text(self, "page")
        self._sentence = _text(self, "body")
        self._technical = _text(self, "small")
        self._technical.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = self._button(_("Load again"), "plain", self.again)
        self._back = self._button(_("Back"), "plain", self.back)
        self._outside = self._button(_("Open in my own browser"), "link", self.outside)
        self._lay_out()

    def say(self, failure: Failure, *, can_go_back: bool) -> None:
        """Show `failure`."""
        self._icon.setPixmap(self._icons(failure.icon).pixmap(32, 32))
        self._title.setText(failure.title)
        self._sentence.setText(failure.sentence)
        self._technical.setText(failure.technical)
        self._back.setEnabled(can_go_back)
        self.setAccessibleName(f"{failure.title}. {failure.sentence}")
        self.setFocusProxy(self._again)

    def _button(self, text: str, look: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", look)
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._again, self._back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._outside, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self._technical)
        column.addStretch(3)


def _text(parent: QWidget, style: str) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMaximumWidth(560)
    label.setProperty("text_style", style)
    return label
