"""What is known of a pothole in a word each: a small label, and the value below it, which opens its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from oracle.ui.widgets import Elided, tooltip
from oracle.ui.widgets.basics import elided

Choice = tuple[Any, str]
_BESIDE = 8  # px beside the text of a value


class _Value(QPushButton):
    """The value as a flat button that ends in "…" where it has no room."""

    def elided_text(self) -> str:
        """What is seen."""
        return self.text()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def put(self, text: str) -> None:
        """Shows a value."""
        self._whole = text
        self._fit()

    @property
    def wanted(self) -> int:
        """Pixels across in which it is whole."""
        return self.fontMetrics().horizontalAdvance(getattr(self, "_whole", "")) + _BESIDE + 1

    def _fit(self) -> None:
        whole = getattr(self, "_whole", "")
        room = self.width() - _BESIDE
        shown = elided(self.fontMetrics(), whole, room)
        self.setText(shown.replace("&", "&&"))
        tooltip(self, whole if shown != whole else "")


class Fact(QWidget):
    """`asked()`: the value was pressed. `name` stands above."""

    asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = Elided(name, "small")
        self._above.setContentsMargins(5, 0, 0, 0)
        column.addWidget(self._above)
        self.value = _Value()
        self.value.setProperty("look", "fact")
        self.value.setAutoDefault(False)
        self.value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.value.setMinimumWidth(60)
        self.value.clicked.connect(lambda *_checked: self.asked.emit())
        column.addWidget(self.value)
        self.put("–")

    def put(self, text: str) -> None:
        """Shows a value; "–" for none."""
        self.value.put(text)
        self.value.setAccessibleName(f"{self._name}: {text}")

    @property
    def wanted(self) -> int:
        """Pixels across in which nothing of it is cut."""
        return max(self._above.sizeHint().width(), self.value.wanted)

    def below(self, menu: QMenu) -> None:
        """Opens a menu under the value."""
        menu.popup(self.value.mapToGlobal(self.value.rect().bottomLeft()))


def choose_from(
    parent: QWidget, choices: Sequence[Choice], value: Any, chosen: Callable[[Any], object], *, many: bool = False
) -> QMenu:
    """A menu of which one is on (none where several potholes differ: `many`); goes away when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for own, word in choices:
        action = menu.addAction(word, partial(chosen, own))
        action.setCheckable(True)
        action.setChecked(not many and own == value)
        group.addAction(action)
        if not many and own == value:
            menu.setActiveAction(action)
    if menu.activeAction() is None and menu.actions():
        menu.setActiveAction(menu.actions()[0])
    return menu
