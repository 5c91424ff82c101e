"""List or matrix."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets import Segmented

LIST, MATRIX = "list", "matrix"


class ViewSwitch(Segmented):
    """Two words, each with its icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(((LIST, _("List")), (MATRIX, _("Matrix"))), LIST, _("How the potholes are shown"), parent)
        for key, icon in ((LIST, "list"), (MATRIX, "layout-grid")):
            side = self._buttons[key]
            side.setIconSize(QSize(20, 16))  # a gap before the word
            side.toggled.connect(partial(_tint, side, icon))
            _tint(side, icon, side.isChecked())


def _tint(side: QPushButton, icon: str, on: bool) -> None:
    side.setIcon(theme.current().icon(icon, "on_ink" if on else "ink_2", 16))
