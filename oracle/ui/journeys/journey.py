"""One journey: its name and facts, the map with the form beside it, the persona and the history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from oracle.errors import NotFound, OracleError
from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.model.journey import Journey, Version
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.journeys import journey_store as store
from oracle.ui.journeys.card import walk_it
from oracle.ui.journeys.exporting import export_menu
from oracle.ui.journeys.history import History
from oracle.ui.journeys.journey_head import Under
from oracle.ui.journeys.journey_menu import JourneyMenu
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from oracle.ui.journeys.step_form import Around, StepForm
from oracle.ui.page import MARGIN, Page
from oracle.ui.widgets import button, icon_button, line, tooltip
from oracle.ui.widgets.split import menu_button
from oracle.workspace import businesses, journeys

if TYPE_CHECKING:
    from oracle.ui.personas.editor import PersonaEditor

TABS = ("map", "persona", "history")
TAB_HEIGHT = 36
NARROW_UNDER = 900  # beside the form, the map would have less room than its columns need
AROUND = (Subject.JOURNEY, Subject.WALK, Subject.TRASH, Subject.PERSONA, Subject.BUSINESS)


class JourneyScreen(QWidget):
    """`open(journey_id=…, step_id=…, tab=…)` shows a journey, one of its steps, one of its tabs."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.facts: store.Facts | None = None
        self.document = JourneyDocument(context, self)
        self._journey_id = ""
        self._wanted_step = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page(context, "", scrolls=False)
        whole.addWidget(self.page)
        self._head()
        self._tabs()
        self._pages()
        self._connect()

    # ---- building

    def _head(self) -> None:
        self.title = QLineEdit()
        self.title.setProperty("look", "title")
        self.title.setMaxLength(1000)
        self.title.setTextMargins(-3, 0, 0, 0)  # flush with the line below
        self.title.setAccessibleName(_("Name of the journey"))
        self.title.editingFinished.connect(self._rename)
        self.page.put_title(self.title)
        self.under = Under()
        self.page.put_under(self.under)
        self.undo = icon_button("undo", _("Undo"), clicked=self._undo)
        self.walk = button(_("Walk it"), "dark", "footprints", clicked=self._walk)
        self.export = menu_button(_("Export map"), export_menu(self.context, self, self._up_to_date))
        self.more = icon_button("ellipsis", _("More for this journey"))
        self.menu = JourneyMenu(
            self.context, self, journey=self._current, rename=self._focus_title, about=self.show_about,
            add_steps=self._import, leave=self.close_screen,
        )  # fmt: skip
        self.more.setProperty("menu", True)
        self.more.setMenu(self.menu)
        for widget in (self.undo, self.export, self.walk, self.more):
            self.page.add_action(widget)

    def _tabs(self) -> None:
        self.page.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addWidget(_strut(TAB_HEIGHT))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(_("Parts of the journey"))
        words = {"map": _("Map"), "persona": _("Persona"), "history": _("History")}
        for key in TABS:
            self.tabs.addTab(words[key])
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignBottom)
        self.form_switch = button(_("Details"), "plain", "panel-right", size="small", clicked=self._turn_form)
        self.form_switch.setCheckable(True)
        tooltip(self.form_switch, _("Shows or hides what is known of the selected step"))
        row.addWidget(self.form_switch)
        self.page.body.addLayout(row)
        self.page.body.addWidget(line())

    def _pages(self) -> None:
        self.pages = QStackedWidget()
        beside = QWidget()
        row = self._beside = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.map = MapView(self.document, self.context)
        self.form = StepForm(self.document, self.map.commands)
        row.addWidget(self.map, 1)
        row.addWidget(self.form)
        self.history = History()
        self.persona: PersonaEditor | None = None
        self._persona_page = QVBoxLayout()
        self._persona_page.setContentsMargins(0, 0, 0, 0)
        persona = QWidget()
        persona.setLayout(self._persona_page)
        for page in (beside, persona, self.history):
            self.pages.addWidget(page)
        self.page.body.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.under.persona_chosen.connect(lambda chosen: self._update(persona_id=chosen))
        self.under.persona_wanted.connect(self._new_persona)
        self.form.about.changed.connect(self._store)
        self.form.person_named.connect(self._add_person)
        self.form.about.currency_chosen.connect(self._set_currency)
        self.form.put_away.connect(
            lambda asked: self._write(store.put_away, self._journey_id, asked, then=self._read_anew)
        )
        self.history.restore_asked.connect(self.restore)
        self.document.stored.connect(self._read_past)
        self.document.stack.changed.connect(self._show_undo)
        self.context.bus.changed.connect(self._changed)
        self.context.tasks.flushing.connect(self.close_screen)
        self._undo_key = self.context.actions.bind("journey.undo", self._undo, self)
        self._redo_key = self.context.actions.bind("journey.redo", self._redo, self)
        self._show_undo()

    # ---- reading

    def open(self, journey_id: str, step_id: str = "", tab: str = "map") -> None:
        """Shows a journey; with `step_id` that step is selected."""
        self._wanted_step = step_id
        self.tabs.setCurrentIndex(TABS.index(tab))
        if journey_id != self._journey_id or not self.document.is_open:
            self._forget()
            self._journey_id = journey_id
        self._read()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        if self.facts is not None:
            self.map.flush()
            self.form.flush()
            self._rename()
            if self.persona is not None:
                self.persona.flush()

    def _forget(self) -> None:
        """Until it is read anew, nothing of the journey shown before can be changed, exported or taken for this one."""
        self.page.hide()
        self.document.close()
        self.facts = None
        self.export.setEnabled(False)

    def _read(self) -> None:
        gone = partial(self._gone, self._journey_id)
        self.context.tasks.read(store.read, self._journey_id, then=self._show, failed=gone)

    def _read_anew(self, _change: Change) -> None:
        self._read()

    def _gone(self, journey_id: str, error: OracleError) -> None:
        if not isinstance(error, NotFound):
            self.context.bus.message.emit(bus.ERROR, str(error))
        if journey_id == self._journey_id and self.isVisible():
            self.context.navigate("journeys")

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(*AROUND):
            self._read()

    def _show(self, facts: store.Facts) -> None:
        journey = facts.journey
        if journey.id != self._journey_id:
            return  # another one was asked for since
        self.facts = facts
        self.page.show()
        self.export.setEnabled(True)
        if not self.document.is_open:
            self.document.open(journey)
            self._read_past()
        if self._wanted_step and self.document.has(self._wanted_step):
            self._show_form(True)
            self._beside.activate()  # the map scrolls to the step in the room that it has now
            self.document.select((self._wanted_step,))
        self._wanted_step = ""
        if not self.title.hasFocus():
            self.title.setText(" ".join(journey.title.split()))
            self.title.setCursorPosition(0)
        self.under.show_facts(journey.kind, facts.persona, facts.personas, journey.version.number)
        self.walk.setText(_("Resume") if facts.card.unfinished_walk_id else _("Walk it"))
        self.menu.set_businesses(facts.businesses, facts.business.id)
        self.form.set_around(Around(facts.business, facts.put_away))
        self._show_persona()

    def _show_persona(self) -> None:
        """Reads the persona into her tab once that is looked at."""
        if self.tab != "persona" or self.facts is None:
            return
        if self.persona is None:
            from oracle.ui.personas.editor import PersonaEditor

            self.persona = PersonaEditor(self.context)
            self._persona_page.addWidget(self.persona)
        if self.persona.persona is None or self.persona.persona.id != self.facts.persona.id:
            self.persona.open(self.facts.persona.id)

    def _read_past(self) -> None:
        if self.tab == "history" and self.facts is not None:
            gone = partial(self._gone, self._journey_id)
            self.context.tasks.read(store.read_past, self._journey_id, then=self._show_past, failed=gone)

    def _show_past(self, past: store.Past) -> None:
        if self.document.is_open and past.versions[0].journey_id == self._journey_id:
            self.history.show_past(past, self.document.stages)

    # ---- showing

    @property
    def tab(self) -> str:
        """Which of `TABS` is seen."""
        return TABS[self.tabs.currentIndex()]

    def _show_tab(self, index: int) -> None:
        self.close_screen()
        self.pages.setCurrentIndex(index)
        self._read_past()
        self._show_persona()
        self._show_undo()
        self._fit_form()

    def show_about(self) -> None:
        """What is known of the journey itself, in the form."""
        self.tabs.setCurrentIndex(TABS.index("map"))
        self.form.flush()
        self.document.select(())
        self._show_form(True)

    def _show_undo(self) -> None:
        # What was typed about the persona is taken back in her fields: the map's steps are out of sight there.
        seen = self.tab != "persona"
        self.undo.setEnabled(seen and self.document.stack.can_undo)
        self._undo_key.setEnabled(self.undo.isEnabled())
        self._redo_key.setEnabled(seen and self.document.stack.can_redo)
        tooltip(self.undo, self.document.stack.undo_text)
        self.undo.setAccessibleName(self.document.stack.undo_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_UNDER
        if narrow != (event.oldSize().width() < NARROW_UNDER) or event.oldSize().width() < 0:
            self._show_form(not narrow)

    def _turn_form(self) -> None:
        self._show_form(self.form_switch.isChecked())

    def _show_form(self, shown: bool) -> None:
        if not shown:
            self.form.flush()
        self.form_switch.setChecked(shown)
        self._fit_form()

    def _fit_form(self) -> None:
        self.form_switch.setVisible(self.tab == "map" and self.width() < NARROW_UNDER)
        self.form.setVisible(self.form_switch.isChecked() or self.width() >= NARROW_UNDER)

    # ---- changing

    def _current(self) -> Journey | None:
        return self.document.journey if self.facts is not None and self.document.is_open else None

    def _up_to_date(self) -> Journey:
        """The journey with what is being typed."""
        self.close_screen()
        return replace(self.document.journey, title=" ".join(self.title.text().split()))

    def _import(self) -> None:
        """Steps that stand in a table or a text already, into this journey."""
        from oracle.ui.journeys.importing import open_import

        journey = self._current()
        if journey is not None:
            self.close_screen()
            open_import(self.context, self, journey.kind, self.document)

    def _undo(self) -> None:
        self.form.flush()
        self.document.undo()

    def _redo(self) -> None:
        self.form.flush()
        self.document.redo()

    def restore(self, version: Version) -> None:
        """Makes a new version with the steps of an older one; Undo makes one more, of the version before."""
        self.close_screen()
        said = _("The steps are those of version {n} again.").format(n=version.number)

        def made(change: Change) -> None:
            self.context.bus.undoable.emit(said, lambda: self._take_back_restored(*change.ids))

        self._forget()  # what is changed before the new version is read would replace its steps
        self._write(journeys.restore_version, version.journey_id, version.id, then=made)

    def _take_back_restored(self, journey_id: str, version_id: str) -> None:
        self.close_screen()
        if journey_id == self._journey_id:
            self._forget()
        self._write(store.restore_version_before, journey_id, version_id)

    def _focus_title(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def _rename(self) -> None:
        if self.facts is None:
            return
        title, stored = " ".join(self.title.text().split()), self.facts.journey.title
        if not title:
            self.title.setText(" ".join(stored.split()))
        elif title != " ".join(stored.split()):
            journey = replace(self.facts.journey, title=title)
            self.facts = replace(self.facts, journey=journey)
            self._write(journeys.rename, self._journey_id, title)

    def _update(self, **fields: Any) -> None:
        journey = self._current()
        if journey is not None:
            self._store(replace(journey, **fields))

    def _store(self, journey: Journey) -> None:
        """Stores all of a journey but its steps; its title is the one last typed."""
        if self.facts is not None and journey.id == self._journey_id:
            self._write(journeys.update, replace(journey, title=self.facts.journey.title))

    def _new_persona(self) -> None:
        """Somebody new walks it from now on; her tab is where she gets a name."""
        journey = self._current()
        if journey is not None:
            self.close_screen()
            self._write(store.new_persona, journey.id, _("New persona"))
            self.tabs.setCurrentIndex(TABS.index("persona"))

    def _add_person(self, name: str) -> None:
        if self.facts is not None:
            self._write(businesses.add_person, self.facts.business.id, name)

    def _set_currency(self, code: str) -> None:
        if self.facts is not None:
            self._write(store.set_currency, self.facts.business.id, code)

    def _write(self, function: Callable[..., Change], *args: Any, then: Callable[[Change], None] | None = None) -> None:
        self.context.tasks.write(function, *args, then=then, failed=self._refused)

    def _refused(self, error: OracleError) -> None:
        self.context.bus.message.emit(bus.ERROR, str(error))
        self._read()

    def _walk(self) -> None:
        if self.facts is not None:
            self.close_screen()
            card = self.facts.card
            walk_it(self.context, card, back=("journey", {"journey_id": card.journey_id}))


def _strut(height: int) -> QWidget:
    made = QWidget()
    made.setFixedSize(0, height)
    return made
