"""Who is walking: the persona beside the step, with objectives, expectations and pains."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.journey import Persona
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import label


class PersonaPage(QWidget):
    """The persona as plain text; empty parts are not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(4)
        self._shown: Persona | None = None

    def show_scene(self, scene: Scene) -> None:
        """Shows the walk's persona."""
        person = scene.open.persona
        if person == self._shown:
            return
        self._shown = person
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._column.addWidget(label(scene.persona, "card", wrap=True))
        if person.who:
            self._column.addWidget(label(person.who, "body", wrap=True))
        for heading, lines in (
            (_("Wants"), person.objectives),
            (_("Expects"), person.expectations),
            (_("Is tired of"), person.pains),
        ):
            self._add(heading, lines)
        self._column.addStretch(1)

    def _add(self, heading: str, lines: tuple[str, ...]) -> None:
        if not lines:
            return
        self._column.addSpacing(10)
        self._column.addWidget(label(heading, "label"))
        for text in lines:
            self._column.addWidget(label(f"•  {text}", "body", wrap=True))
