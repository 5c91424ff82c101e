"""The personas of a business: a list at the left, the chosen one beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.page import MARGIN, Page
from oracle.ui.personas.editor import PersonaEditor
from oracle.ui.personas.known import Known, of_business
from oracle.ui.stored_pictures import read_picture
from oracle.ui.widgets import Card, Elided, EmptyState, Scrolled, button, icon_button, line
from oracle.ui.widgets.portrait import Portrait
from oracle.workspace import personas, trash

LIST_WIDTH = 232


class PersonasScreen(QWidget):
    """`open(persona_id="")` shows the personas, that one chosen."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: list[PersonaRow] = []
        self._chosen = ""
        self._adding = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = Page(context, _("Personas"), scrolls=False)
        page.body.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.copy = icon_button("copy", _("Duplicate this persona"), clicked=self.duplicate)
        self.delete_button = icon_button("trash-2", _("Delete this persona"), clicked=self.delete)
        self.add_button = button(_("Add a persona"), "dark", "plus", clicked=self.add)
        for each in (self.copy, self.delete_button, self.add_button):
            page.add_action(each)
        page.body.addWidget(line())
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list_side())
        row.addWidget(line("down"))
        self.editor = PersonaEditor(context)
        row.addWidget(self.editor, 1)
        page.body.addWidget(self._both, 1)
        said = _(
            "The customers that you play will stand here: who they are, what they want, and what they say, think, do "
            "and feel. Start from an example and make it one of yours."
        )
        self.empty = EmptyState("users-round", said, _("Add a persona"), self.add, action_icon="plus")
        page.body.addWidget(self.empty, 1)
        self.empty.hide()
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._other_business)

    def _list_side(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 16, 12, 16)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addStretch(1)
        self._area = Scrolled(inner)
        self._area.setFixedWidth(LIST_WIDTH)
        return self._area

    # ---- reading

    def open(self, persona_id: str = "") -> None:
        """Reads the personas of the business."""
        self._chosen = persona_id or self._chosen
        self._read()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        self.editor.flush()

    def _read(self) -> None:
        business = self.context.current.business
        if business is None:
            self.show_known(())
        else:
            self.context.tasks.read(of_business, business.id, then=self.show_known)

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(Subject.PERSONA, Subject.JOURNEY, Subject.TRASH):
            self._read()

    def _other_business(self) -> None:
        if self.isVisible():
            self._read()

    def show_known(self, found: tuple[Known, ...]) -> None:
        """The list, and the chosen persona, else the first."""
        focused = next((row.known.persona.id for row in self.rows if row.hasFocus()), "")
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [PersonaRow(self.context, known) for known in found]
        for row in self.rows:
            self._list.addWidget(row)
            row.opened.connect(partial(self.choose, row.known.persona.id))
            row.delete_asked.connect(partial(self._delete, row.known.persona.id, row.known.persona.name))
            if row.known.persona.id == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._both.setVisible(bool(found))
        self.empty.setVisible(not found)
        for each in (self.copy, self.delete_button, self.add_button):
            each.setVisible(bool(found))
        self._area.fit()
        if found:
            ids = [known.persona.id for known in found]
            self.choose(self._chosen if self._chosen in ids else ids[0])

    def choose(self, persona_id: str) -> None:
        """Shows a persona beside the list."""
        other = persona_id != self._chosen or self.editor.persona is None
        self._chosen = persona_id
        for row in self.rows:
            row.set_chosen(row.known.persona.id == persona_id)
        if other:
            self.editor.open(persona_id)

    # ---- adding and deleting

    def add(self) -> None:
        """Asks which one: an example, or an empty one."""
        from oracle.ui.personas.examples import AddPersona

        AddPersona(self.context, self.window(), self._made).open()

    def duplicate(self) -> None:
        """A copy of the chosen persona, which is shown then."""
        self.editor.flush()
        if self._chosen:
            self.context.tasks.write(personas.duplicate, self._chosen, then=self._made)

    def delete(self) -> None:
        """Moves the chosen persona to the trash."""
        persona = self.editor.persona
        if persona is not None:
            self._delete(persona.id, persona.name)

    def _delete(self, persona_id: str, name: str) -> None:
        self.editor.flush()
        self.context.tasks.write(
            personas.delete,
            persona_id,
            then=lambda _change: self._deleted(persona_id, name),
            failed=self._refused,
            owner=self,
        )

    def _deleted(self, persona_id: str, name: str) -> None:
        tasks = self.context.tasks
        said = _("Moved “{name}” to the trash.").format(name=name)
        self.context.bus.undoable.emit(said, lambda: tasks.write(trash.restore, persona_id))

    def _refused(self, error: OracleError) -> None:
        self.context.bus.message.emit(bus.WARNING, str(error))

    def _made(self, change: Change) -> None:
        self._chosen = ""
        self.choose(change.id)
        self._read()


class PersonaRow(Card):
    """One persona of the list. A click shows her, Delete moves her to the trash."""

    delete_asked = Signal()

    def __init__(self, context: Context, known: Known, parent: QWidget | None = None) -> None:
        persona = known.persona
        super().__init__(parent, live=True, name=persona.name)
        self.known = known
        count = len(known.journeys)
        walks = ngettext("{n} journey", "{n} journeys", count).format(n=count) if count else _("no journey yet")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        self.face = Portrait(36)
        self.face.show_name(persona.name)
        row.addWidget(self.face)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        who = f"{persona.name}, {persona.age}" if persona.age else persona.name
        texts.addWidget(Elided(who, "strong"))
        texts.addWidget(Elided(walks, "small"))
        row.addLayout(texts, 1)
        if persona.picture:
            read_picture(context, persona.picture, self.face.show_image, self.face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)
