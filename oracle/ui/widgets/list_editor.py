"""A list edited like text: Enter adds a line, Backspace removes an empty one, a handle or Alt+arrows move it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets.basics import button, problem
from oracle.ui.widgets.fields import STORE_AFTER_MS
from oracle.ui.widgets.line_identity import Item, identified
from oracle.ui.widgets.list_lines import Lines


class ListEditor(QWidget):
    """Lines, each with an identity that stays with it. An empty list shows its placeholder.

    `changed(tuple[str, …])` comes when typing stops, without empty lines; `flush` tells at once. `new_id` makes the
    identity of a new line.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        new_id: Callable[[], str] = str,
        add: str = "",
    ) -> None:
        super().__init__(parent)
        self._new_id = new_id
        self._items: tuple[Item, ...] = ()
        self._gone: dict[str, str] = {}  # text → id of removed lines: an undone removal brings the identity back
        self.edit = Lines(name, placeholder)
        self.add = button(add or _("Add a line"), "quiet", "plus", size="row", clicked=self.edit.add_line)
        self.add.setStyleSheet("padding: 0 4px 0 0; text-align: left; font-weight: 400;")
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._refusal = problem()
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.edit)
        column.addWidget(self._refusal)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.edit)
        self._later = QTimer(self, interval=STORE_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._typed)
        self.edit.rested.connect(self.flush)
        self.edit.left.connect(self.left)
        self.edit.refused.connect(self._refuse)
        self._show_add()

    @property
    def items(self) -> tuple[Item, ...]:
        """The lines as (id, text)."""
        return self._items

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts of the lines as they were last told or set."""
        return tuple(text for _id, text in self._items)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Shows lines without a signal; those that stay keep their identity. Leaves alone what is being typed."""
        ids = identified(self._items, lines)
        self.set_items(
            [(self._new_id() if kept is None else kept, text) for kept, text in zip(ids, lines, strict=True)]
        )

    def set_items(self, items: Sequence[Item]) -> None:
        """Shows lines with their identities without a signal; leaves alone what is being typed."""
        if self._later.isActive():
            return
        self._items = tuple(items)
        if self.edit.lines != self.lines:
            self.edit.blockSignals(True)
            self.edit.fill(self.lines)
            self.edit.blockSignals(False)
        self._show_add()

    def flush(self) -> None:
        """Tells the lines at once when they are new."""
        self._later.stop()
        lines = self.edit.lines
        if lines == self.lines:
            return
        before = self._items
        ids = [
            self._gone.get(text) or self._new_id() if kept is None else kept
            for kept, text in zip(identified(before, lines), lines, strict=True)
        ]
        self._items = tuple(zip(ids, lines, strict=True))
        self._gone.update({text: kept for kept, text in before if kept not in ids})
        self._gone = {text: kept for text, kept in self._gone.items() if kept not in ids}
        self.changed.emit(self.lines)

    def _typed(self) -> None:
        self._refusal.hide()
        self._show_add()
        if not self._later.isActive():
            self._later.start()

    def _show_add(self) -> None:
        self.add.setVisible(bool(self.edit.document().lastBlock().text().strip()))

    def _refuse(self, text: str) -> None:
        self._refusal.setText(text)
        self._refusal.show()
