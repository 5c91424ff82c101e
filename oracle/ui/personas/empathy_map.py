"""The empathy map: says, thinks, does and feels around the persona, pains and gains beneath; edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.journey import Persona
from oracle.ui import theme
from oracle.ui.widgets import icon_label, label
from oracle.ui.widgets.list_editor import ListEditor
from oracle.ui.widgets.portrait import Portrait

FACE = 72
PADDING = 16
BAND = FACE // 2 + 6  # of each quarter that the face stands in


class Quarter(NamedTuple):
    """One list of the map: the persona's field, its icon, what it is called, and what belongs in it."""

    field: str
    icon: str
    title: str
    about: str


def quarters() -> tuple[Quarter, ...]:
    """Says, thinks, does, feels, then pains and gains."""
    return (
        Quarter("says", "quote", _("Says"), _("Words that you could quote")),
        Quarter("thinks", "lightbulb", _("Thinks"), _("What stays unsaid: hopes, doubts, worries")),
        Quarter("does", "footprints", _("Does"), _("What you would see them do")),
        Quarter("feels", "heart", _("Feels"), _("Hurried, proud, unsure… and about what")),
        Quarter("pains", "frown", _("Pains"), _("What hurts, costs or stands in the way")),
        Quarter("gains", "gift", _("Gains"), _("What would make them glad")),
    )


class EmpathyMap(QFrame):
    """`changed(str, tuple[str, …])`: a field of the persona and its lines."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.setAccessibleName(_("Empathy map"))
        self.lists: dict[str, ListEditor] = {}
        self._cells: list[QWidget] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        for at, quarter in enumerate(quarters()):
            cell = self._cell(quarter, at)
            self._cells.append(cell)
            grid.addWidget(cell, at // 2, at % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        self.face = Portrait(FACE, self)
        self.face.setProperty("floats", True)
        self.face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for before, after in zip(self._editors(), self._editors()[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _editors(self) -> Sequence[QWidget]:
        return [editor.edit for editor in self.lists.values()]

    def _cell(self, quarter: Quarter, at: int) -> QWidget:
        made = ListEditor(quarter.title, quarter.about)
        made.changed.connect(lambda lines, field=quarter.field: self.changed.emit(field, lines))
        self.lists[quarter.field] = made
        cell = QWidget()
        column = QVBoxLayout(cell)
        # The face stands where the four meet: the upper ones end above it, below it the lists begin.
        column.setContentsMargins(PADDING, 12, PADDING, BAND if at < 2 else 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        inner = BAND if at == 3 else 0
        head.setContentsMargins(inner, 0, 0, BAND - 32 if at in (2, 3) else 0)
        head.addWidget(icon_label(quarter.icon, "ink_2", 16))
        title = label(quarter.title, "strong")
        title.setBuddy(made.edit)
        head.addWidget(title)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(made)
        column.addStretch(1)
        return cell

    def show_persona(self, persona: Persona) -> None:
        """Fills the lists; leaves alone what is being typed."""
        for field, editor in self.lists.items():
            editor.set_lines(getattr(persona, field))
        self.face.show_name(persona.name)

    def flush(self) -> None:
        """Tells at once what is being typed."""
        for editor in self.lists.values():
            editor.flush()

    def _centre(self) -> QPoint:
        return self._cells[0].geometry().bottomRight() + QPoint(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_face()

    def _place_face(self) -> None:
        place = self._centre() - QPoint(FACE // 2, FACE // 2)
        if self.face.pos() != place:
            self.face.move(place)
            self.face.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._place_face()  # a list that grew has moved the middle
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().colour("line"), 1))
        middle, foot = QPointF(self._centre()), self._cells[2].geometry().bottom() + 1.5
        painter.drawLine(QPointF(1, middle.y() - 0.5), QPointF(self.width() - 1, middle.y() - 0.5))
        painter.drawLine(QPointF(1, foot), QPointF(self.width() - 1, foot))
        painter.drawLine(QPointF(middle.x() - 0.5, 1), QPointF(middle.x() - 0.5, self.height() - 1))
        painter.end()
