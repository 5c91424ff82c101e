"""How far long work is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from oracle.language import _
from oracle.ui.widgets.basics import Elided, button


class Progress(QWidget):
    """What is being done, a bar, and Cancel."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._what = Elided("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        row.addWidget(self._what, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(button(_("Cancel"), size="small", clicked=self.cancelled.emit))

    def show_step(self, done: int, total: int, what: str = "") -> None:
        """`done` of `total`; a total of 0 means that nobody knows how much there is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(what)
        self._bar.setAccessibleName(what)
