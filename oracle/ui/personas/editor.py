"""One persona, all that is known of her: who, objectives, expectations, the empathy map and where she looks."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.errors import NotFound, OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.journey import Journey, Persona
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.own_writes import OwnWrites
from oracle.ui.page import MARGIN
from oracle.ui.personas.empathy_map import EmpathyMap
from oracle.ui.personas.known import Known, known
from oracle.ui.personas.looks_grid import Look, LooksGrid
from oracle.ui.stored_pictures import read_picture
from oracle.ui.widgets import (
    Card,
    Field,
    FlowLayout,
    NoteField,
    Scrolled,
    button,
    label,
    labelled,
    number_box,
    problem,
)
from oracle.ui.widgets.list_editor import ListEditor
from oracle.ui.widgets.picture_well import PictureWell
from oracle.ui.widgets.split import menu_button
from oracle.workspace import captures, personas

WIDEST = 960
PHOTO = 104
OLDEST = 120
NAMED = 4  # journeys that are named; the others are counted


class PersonaEditor(QWidget):
    """`open(persona_id)` shows a persona; everything is stored as it is typed. `gone()`: she is no longer there.

    One persona may walk many journeys: it says which.
    """

    gone = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.persona: Persona | None = None
        self._persona_id = ""
        self._writes = OwnWrites(context, self)
        self._writes.over.connect(self._read)
        self._shown_picture: str | None = None
        self._stages: tuple[str, ...] = ()
        page = QWidget()
        page.setProperty("ground", "none")
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        column.setSpacing(16)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        column.addWidget(inner)
        column.addStretch(1)
        self.area = Scrolled(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self._head()
        self._aims()
        self._map()
        self._looks()
        context.bus.changed.connect(self._changed)
        context.tasks.flushing.connect(self.flush)
        self.setEnabled(False)

    # ---- its parts

    def _head(self) -> None:
        self.photo = PictureWell(self.context.tasks, _("Photo"), PHOTO)
        self.photo.given.connect(self._set_picture)
        self.photo.removed.connect(self._take_picture_away)
        self.photo.refused.connect(self._say_refused)
        self._refused = problem()
        self._refused.hide()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignHCenter)
        left.addWidget(
            menu_button(_("Photo"), self.photo.menu, look="quiet", size="row"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        left.addStretch(1)
        self.name = Field(_("Name"), _("A first name"))
        self.name.edit.setMaxLength(120)
        self.name.changed.connect(self._name_typed)
        self.age = number_box(0, OLDEST)
        self.age.setSpecialValueText("–")
        self.age.setKeyboardTracking(False)
        self.age.setFixedWidth(84)
        self.age.valueChanged.connect(lambda years: self._store(age=years or None))
        self.who = NoteField(
            _("Who they are"), _("Work, home, what matters, what they have never heard of"), lines=2, most=9
        )
        self.who.changed.connect(lambda text: self._store(who=text))
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(labelled(_("Age"), self.age), 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(first)
        right.addWidget(labelled(_("Who they are"), self.who))
        self._walks = QWidget()
        self._walks_row = FlowLayout(self._walks, 8, 0)
        right.addWidget(self._walks)
        right.addWidget(self._refused)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left)
        row.addLayout(right, 1)
        self._column.addLayout(row)

    def _aims(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.lists: dict[str, ListEditor] = {}
        for field, title, about in (
            ("objectives", _("Objectives"), _("What they want to reach")),
            ("expectations", _("Expectations"), _("What they take for granted")),
        ):
            made = ListEditor(title, about)
            made.changed.connect(partial(self._lines_typed, field))
            self.lists[field] = made
            card = Card()
            column = QVBoxLayout(card)
            column.setContentsMargins(16, 12, 16, 12)
            column.setSpacing(4)
            column.addWidget(label(title, "strong"))
            column.addWidget(made)
            column.addStretch(1)
            row.addWidget(card, 1)
        self._column.addLayout(row)

    def _map(self) -> None:
        self._column.addWidget(label(_("Empathy map"), "card"))
        self.map = EmpathyMap()
        self.map.changed.connect(self._lines_typed)
        self._column.addWidget(self.map)

    def _looks(self) -> None:
        self._looks_title = label("", "card", wrap=True)
        about = _("Tick the channels where they look at each stage. The journey map then names where nobody is.")
        self._column.addSpacing(8)
        self._column.addWidget(self._looks_title)
        self._column.addWidget(label(about, "secondary", wrap=True))
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 8)
        self.looks = LooksGrid()
        self.looks.changed.connect(self._looks_ticked)
        column.addWidget(self.looks)
        self._column.addWidget(card)

    # ---- reading

    def open(self, persona_id: str) -> None:
        """Shows a persona; what is being typed for another is stored first."""
        if persona_id != self._persona_id:
            self.flush()
            self.persona = None
            self._persona_id = persona_id
            self._stages = ()
            self._say_refused("")
            self.area.verticalScrollBar().setValue(0)
        self._read()

    def flush(self) -> None:
        """Stores at once what is being typed."""
        if self.persona is None:
            return
        self.age.interpretText()
        self.name.flush()
        self.who.flush()
        self.map.flush()
        for editor in self.lists.values():
            editor.flush()

    def _read(self) -> None:
        if self._persona_id:
            self.context.tasks.read(
                known,
                self._persona_id,
                then=partial(self._show, self._persona_id),
                failed=self._not_found,
                owner=self,
            )

    def _not_found(self, error: OracleError) -> None:
        if not isinstance(error, NotFound):
            self.context.bus.message.emit(bus.ERROR, str(error))
        self.persona = None
        self.setEnabled(False)
        self.gone.emit()

    def _changed(self, change: Change) -> None:
        if (
            not self._writes.busy
            and self._persona_id
            and change.touches(Subject.PERSONA, Subject.JOURNEY, Subject.TRASH)
        ):
            self._read()

    def _show(self, asked: str, known: Known) -> None:
        if self._writes.busy or asked != self._persona_id:
            return
        self.persona = None  # nothing is told while it is filled
        persona = known.persona
        self.setEnabled(True)
        self.name.set_text(persona.name)
        self.age.setValue(persona.age or 0)
        self.who.set_text(persona.who)
        for field, editor in self.lists.items():
            editor.set_lines(getattr(persona, field))
        self.map.show_persona(persona)
        # Rows that were shown stay, also when their last tick goes.
        self._stages = tuple(dict.fromkeys([*known.stages, *self._stages]))
        self.looks.show_looks(self._stages, persona.looks)
        self._show_journeys(known.journeys)
        self._show_names(persona)
        self._show_picture(persona)
        self.persona = persona
        self.area.fit()

    def _show_names(self, persona: Persona) -> None:
        self.photo.show_name(persona.name)
        self.map.face.show_name(persona.name)
        self._looks_title.setText(_("Where {name} looks").format(name=persona.name))

    def _show_journeys(self, journeys: tuple[Journey, ...]) -> None:
        while (item := self._walks_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        said = _("Walks no journey yet.")
        if journeys:
            said = ngettext("Walks {n} journey:", "Walks {n} journeys:", len(journeys)).format(n=len(journeys))
        self._walks_row.addWidget(_in_line(label(said, "small")))
        for journey in journeys[:NAMED]:
            go = partial(self.context.navigate, "journey", journey_id=journey.id)
            link = button(words.shortened(journey.title, 40), "link", size="row", clicked=go, tip=journey.title)
            link.setStyleSheet("padding: 0 2px;")
            self._walks_row.addWidget(link)
        more = len(journeys) - NAMED
        if more > 0:
            self._walks_row.addWidget(
                _in_line(label(ngettext("and {n} more", "and {n} more", more).format(n=more), "small"))
            )
        if len(journeys) > 1:
            self._walks_row.addWidget(_in_line(label(_("What you change here changes for all of them."), "small")))

    # ---- writing

    def _store(self, **changes: Any) -> None:
        if self.persona is None:
            return
        changed: Persona = replace(self.persona, **changes)
        if changed == self.persona:
            return
        self.persona = changed
        self._writes.write(personas.update, changed)

    def _name_typed(self, text: str) -> None:
        if not text:
            self.name.set_error(_("A persona needs a name."))
            return
        self._store(name=text)
        if self.persona is not None:
            self._show_names(self.persona)

    def _lines_typed(self, field: str, lines: tuple[str, ...]) -> None:
        self._store(**{field: lines})

    def _looks_ticked(self, looks: tuple[Look, ...]) -> None:
        self._store(looks=looks)

    # ---- the photo

    def _show_picture(self, persona: Persona) -> None:
        if persona.picture == self._shown_picture and (self.photo.has_image or persona.picture is None):
            return
        self._shown_picture = persona.picture
        if persona.picture is None:
            self._show_image(None, QImage())
        else:
            read_picture(self.context, persona.picture, partial(self._show_image, persona.picture), self)

    def _show_image(self, digest: str | None, image: QImage) -> None:
        if digest == self._shown_picture:
            self.photo.show_image(image)
            self.map.face.show_image(image)

    def _set_picture(self, data: bytes) -> None:
        if self.persona is not None:
            self._writes.write(personas.set_picture, self.persona.id, data)

    def _take_picture_away(self) -> None:
        persona = self.persona
        if persona is not None and persona.picture is not None:
            self.context.tasks.read(
                captures.image, persona.picture, then=partial(self._taken_away, persona.id), owner=self
            )

    def _taken_away(self, persona_id: str, data: bytes) -> None:
        self._writes.write(personas.set_picture, persona_id, None)
        tasks = self.context.tasks
        self.context.bus.undoable.emit(
            _("The photo was taken away."), lambda: tasks.write(personas.set_picture, persona_id, data)
        )

    def _say_refused(self, text: str) -> None:
        self._refused.setText(text)
        self._refused.setVisible(bool(text))


def _in_line(said: QWidget) -> QWidget:
    """As high as the links beside it."""
    said.setFixedHeight(24)
    return said
