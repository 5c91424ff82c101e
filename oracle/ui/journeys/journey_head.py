"""What stands under a journey's name: its road, who walks it, and the version."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from oracle import words
from oracle.language import _
from oracle.model.journey import Persona
from oracle.model.ratings import Kind
from oracle.ui.widgets import button, icon_label, label, tooltip
from oracle.ui.widgets.basics import elided

LONGEST_NAME = 40


class Under(QWidget):
    """`persona_chosen(str)` for another persona, `persona_wanted` for a new one."""

    persona_chosen = Signal(str)
    persona_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.kind = label("", "small")
        self.persona = button("", "quiet", size="row")
        self.persona.setProperty("menu", True)
        self.persona.setStyleSheet("padding: 0; min-height: 18px; font-weight: 400;")
        self._name = ""
        self.menu = QMenu(self)
        self.persona.setMenu(self.menu)
        self.version = label("", "small")
        row.addWidget(icon_label("route", "ink_2", 14))
        row.addWidget(self.kind)
        row.addWidget(label("·", "small"))
        row.addWidget(icon_label("user", "ink_2", 14))
        row.addWidget(self.persona)
        row.addWidget(label("·", "small"))
        row.addWidget(self.version)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_facts(self, kind: Kind, persona: Persona, personas: Sequence[Persona], version: int) -> None:
        """Shows them, and fills the menu with who else could walk it."""
        self.kind.setText(words.kind(kind))
        self._name = _named(persona)
        self.persona.setAccessibleName(_("Persona: {name}").format(name=self._name))
        tooltip(self.persona, self._name)
        self.version.setText(_("version {n}").format(n=version))
        self._fit()
        self.menu.clear()
        for each in personas:
            action = self.menu.addAction(_named(each).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id == persona.id)
            action.triggered.connect(lambda *_checked, chosen=each.id: self.persona_chosen.emit(chosen))
        self.menu.addSeparator()
        self.menu.addAction(_("New persona…"), self.persona_wanted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The name takes what the others leave; it is the one that may be long."""
        row = self.layout()
        items = [item for at in range(row.count()) if (item := row.itemAt(at)) and item.widget()] if row else []
        others = sum(item.sizeHint().width() for item in items if item.widget() is not self.persona)
        room = self.width() - others - 6 * len(items) - 4
        self.persona.setText(elided(self.persona.fontMetrics(), self._name, max(room, 40)).replace("&", "&&"))


def _named(persona: Persona) -> str:
    parts = (persona.name, "" if persona.age is None else str(persona.age))
    return words.shortened(", ".join(part for part in parts if part), LONGEST_NAME)
