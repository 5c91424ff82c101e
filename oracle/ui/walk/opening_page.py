"""What stands in the page's place while the browser itself still starts."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.ui.widgets import icon_label, label

_LONGEST_ADDRESS = 120
_READS_WELL = 480  # px


class OpeningPage(QWidget):
    """Says which page comes. `seen()`: it was painted, so that the window may now be busy."""

    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = label("", "card")
        self.address = label("", "secondary", wrap=True)
        self.address.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.address.setMaximumWidth(_READS_WELL)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.address, 20)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (icon_label("globe", "ink_2", 20), self.said):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(below)
        column.addStretch(3)

    def show_address(self, address: str) -> None:
        """Which page is opened; empty where the tester will type one."""
        self.said.setText(_("Opening the page…") if address else _("Opening the browser…"))
        self.address.setText(words.shortened(address, _LONGEST_ADDRESS))
        self.address.setVisible(bool(address))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.seen.emit)
