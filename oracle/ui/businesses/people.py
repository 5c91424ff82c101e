"""The people and roles of a business, typed once; who is renamed can be renamed at the steps too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.ui.widgets import button, icon_label, label
from oracle.ui.widgets.list_editor import ListEditor


class PeoplePart(QWidget):
    """`changed(tuple[str, …])`: the names; `rename_asked(str, str)`: also at the steps, from old name to new."""

    changed = Signal(object)
    rename_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[str, int] = {}
        self._numbers = iter(range(1, 1_000_000_000))
        self._before: dict[str, str] = {}  # id → name, as they stood when the list was entered
        self._offer = ("", "")
        self.list = ListEditor(
            _("People and roles"),
            _("Mia, customer care"),
            new_id=lambda: str(next(self._numbers)),
            add=_("Add a person"),
        )
        self.list.changed.connect(self.changed)
        self.list.edit.rested.connect(self._rested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(self._strip())

    def _strip(self) -> QFrame:
        self.strip = QFrame()
        self.strip.setProperty("ground", "strip")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        self.said = label("", wrap=True)
        self.rename = button(_("Rename"), size="small", clicked=self._rename)
        row.addWidget(icon_label("users-round", "ink", 16))
        row.addWidget(self.said, 1)
        row.addWidget(self.rename)
        row.addWidget(button(_("Leave as it is"), "quiet", size="small", clicked=self.strip.hide))
        self.strip.hide()
        return self.strip

    def show_people(self, people: tuple[str, ...], handlers: dict[str, int]) -> None:
        """The names, and how many steps each handles now."""
        self._handlers = handlers
        self.list.set_lines(people)
        if not self.list.edit.hasFocus():
            self._before = dict(self.list.items)
        if self._offer[0] not in handlers:
            self.strip.hide()

    def flush(self) -> None:
        """Tells at once what is being typed."""
        self.list.flush()

    def _rested(self) -> None:
        """The list was left: whoever has another name now and handles steps is offered to be renamed there."""
        self.list.flush()
        after = dict(self.list.items)
        names = set(after.values())
        for key, old in self._before.items():
            new = after.get(key)
            count = self._handlers.get(old, 0)
            if new and new != old and count and old not in names:
                self._offer = (old, new)
                said = ngettext(
                    "“{old}” handles {n} step. Write “{new}” there too?",
                    "“{old}” handles {n} steps. Write “{new}” there too?",
                    count,
                )
                self.said.setText(said.format(old=old, new=new, n=count))
                self.rename.setAccessibleName(_("Rename “{old}” to “{new}” at the steps").format(old=old, new=new))
                self.strip.show()
                break
        self._before = after

    def _rename(self) -> None:
        self.strip.hide()
        self.rename_asked.emit(*self._offer)
