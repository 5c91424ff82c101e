"""All keys of a walk."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.sheet import Sheet
from oracle.ui.walk import keys
from oracle.ui.widgets import KeyLabel, button, label


class KeysSheet(Sheet):
    """Opened by ? and by its button; any way out closes it."""

    def __init__(self, window: QWidget) -> None:
        under = _(
            "Letters and digits act while neither a text field nor the page has the focus. F2 or Esc brings you there."
        )
        super().__init__(window, _("All keys"), under, width=760)
        beside = QHBoxLayout()
        beside.setSpacing(32)
        first, *others = keys.groups()
        for groups in ((first,), others):
            column = QVBoxLayout()
            column.setSpacing(12)
            for heading, rows in groups:
                column.addWidget(label(heading, "label"))
                column.addLayout(_grid(rows))
            column.addStretch(1)
            beside.addLayout(column, 1)
        self.body.addLayout(beside)
        self.add_foot(button(_("Close"), "dark", clicked=self.accept), cancel=False)


def _grid(rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 84)
    grid.setColumnStretch(1, 1)
    for at, (key, text) in enumerate(rows):
        grid.addWidget(KeyLabel(key), at, 0)
        grid.addWidget(label(text), at, 1)
    return grid
