"""Who is walking: the persona beside the step, from the photo to the empathy map, in one narrow column."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.journey import Persona
from oracle.ui.context import Context
from oracle.ui.personas.empathy_map import quarters
from oracle.ui.stored_pictures import read_picture
from oracle.ui.walk.customer.sheet import CustomerSheet
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import button, icon_label, label, line
from oracle.ui.widgets.portrait import Portrait

PHOTO = 64


class PersonaPage(QWidget):
    """The persona as plain text; empty parts are not shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "none")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(4)
        self._shown: Persona | None = None
        self._walk_id = ""
        self.photo: Portrait | None = None

    def show_scene(self, scene: Scene) -> None:
        """Shows the walk's persona."""
        self._walk_id = scene.walk_id
        person = scene.open.persona
        if person == self._shown:
            return
        self._shown = person
        self._clear()
        self._head(scene.persona, person)
        if person.who:
            self._column.addSpacing(6)
            self._column.addWidget(label(person.who, "body", wrap=True))
        self._add("", _("Objectives"), person.objectives)
        self._add("", _("Expectations"), person.expectations)
        felt = [(each, getattr(person, each.field)) for each in quarters()]
        if any(lines for _each, lines in felt):
            self._column.addSpacing(12)
            self._column.addWidget(line())
        for quarter, lines in felt:
            self._add(quarter.icon, quarter.title, lines)
        self._looks(person)
        self._column.addSpacing(14)
        posed = button(_("Your test customer…"), "plain", "contact", size="small", clicked=self._open_customer)
        self._column.addWidget(posed)
        self._column.addStretch(1)

    def _open_customer(self) -> None:
        CustomerSheet(self._context, self._walk_id, self.window()).open()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _head(self, said: str, person: Persona) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.photo = Portrait(PHOTO)
        self.photo.show_name(person.name)
        row.addWidget(self.photo)
        row.addWidget(label(said, "card", wrap=True), 1)
        self._column.addWidget(box)
        if person.picture:
            read_picture(self._context, person.picture, partial(self._show_photo, self.photo), self.photo)

    def _show_photo(self, photo: Portrait, image: QImage) -> None:
        photo.show_image(image)

    def _add(self, icon: str, heading: str, lines: tuple[str, ...]) -> None:
        if not lines:
            return
        self._column.addSpacing(10)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if icon:
            row.addWidget(icon_label(icon, "ink_2", 14))
        row.addWidget(label(heading, "label"))
        row.addStretch(1)
        self._column.addWidget(box)
        for text in lines:
            self._column.addWidget(_point(text))

    def _looks(self, person: Persona) -> None:
        stages = dict.fromkeys(stage for stage, _channel in person.looks)
        told = (
            (stage, ", ".join(words.channel(channel) for each, channel in person.looks if each == stage))
            for stage in stages
        )
        looks = tuple(_("{stage}: {channels}").format(stage=stage, channels=channels) for stage, channels in told)
        self._add("eye", _("Where {name} looks").format(name=person.name), looks)


def _point(text: str) -> QWidget:
    """A line behind its bullet, so that wrapped lines stand below the first word."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label("•", "body"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, "body", wrap=True), 1)
    return box
