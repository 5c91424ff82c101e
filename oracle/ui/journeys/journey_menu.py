"""What else can be done with a journey: rename, duplicate, keep as a template, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method.edits import steps_of
from oracle.model.change import Change
from oracle.model.journey import Business, Journey
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Field, button
from oracle.workspace import journeys, own_templates, trash

LONGEST = 80


class JourneyMenu(QMenu):
    """The "…" menu. `journey` tells which one it is about; the other functions lead to the place for it."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        journey: Callable[[], Journey | None],
        rename: Callable[[], object],
        about: Callable[[], object],
        add_steps: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._screen = parent
        self._journey = journey
        self._leave = leave
        self.addAction(_("Rename"), rename)
        self.addAction(_("Road, figures and hints"), about)
        self.addAction(_("Add steps from a spreadsheet or text…"), add_steps)
        self.addSeparator()
        self.addAction(_("Duplicate"), lambda: self.duplicate(None))
        self.elsewhere = self.addMenu(_("Duplicate to another business"))
        self.addAction(_("Save as my own template…"), self.save_as_template)
        self.addSeparator()
        self.addAction(_("Delete this journey"), self.delete)

    def set_businesses(self, businesses: tuple[Business, ...], own: str) -> None:
        """To which businesses it can be copied."""
        self.elsewhere.clear()
        others = [each for each in businesses if each.id != own]
        for business in others:
            name = words.shortened(business.name, LONGEST).replace("&", "&&")
            self.elsewhere.addAction(name, partial(self.duplicate, business))
        self.elsewhere.setEnabled(bool(others))

    def duplicate(self, business: Business | None) -> None:
        """Makes a copy, in another business where one is given, and opens it."""
        journey = self._journey()
        if journey is None:
            return
        self._leave()

        def made(change: Change) -> None:
            if business is not None:
                self.context.current.set(business)
            self.context.navigate("journey", journey_id=change.id)
            where = _("This is the copy.") if business is None else _("This is the copy, now of “{business}”.")
            said = where.format(business=business.name if business else "")
            self.context.bus.undoable.emit(said, lambda: self._take_back(change.id, journey))

        self.context.tasks.write(
            journeys.duplicate,
            journey.id,
            business_id=business.id if business else None,
            then=made,
            failed=self._refused,
            owner=self,
        )

    def _take_back(self, copy_id: str, original: Journey) -> None:
        self.context.tasks.write(journeys.delete, copy_id)
        self.context.navigate("journey", journey_id=original.id)

    def save_as_template(self) -> None:
        """Asks for a name."""
        journey = self._journey()
        if journey is not None:
            self._leave()
            SaveTemplate(self.context, self._screen.window(), journey).open()

    def delete(self) -> None:
        """Moves the journey to the trash and goes home; the toast brings it back."""
        journey = self._journey()
        if journey is not None:
            self._leave()
            self.context.tasks.write(
                journeys.delete, journey.id, then=lambda _change: deleted(self.context, journey), owner=self
            )

    def _refused(self, error: object) -> None:
        self.context.bus.message.emit("error", str(error))


class SaveTemplate(Sheet):
    """The name under which a journey stands among the templates."""

    def __init__(self, context: Context, parent: QWidget, journey: Journey) -> None:
        about = _(
            "It will stand under New journey, for every business. The names of this business and its persona become "
            "places to be filled in."
        )
        super().__init__(parent, _("Save as my own template"), about)
        self.context = context
        self._journey_id = journey.id
        self.name = Field(_("Name of the template"), value=journey.title)
        self.name.edit.setMaxLength(1000)
        self.body.addWidget(self.name)
        self.add_foot(button(_("Save template"), "dark", clicked=self.save))
        self.name.edit.setFocus()
        self.name.edit.selectAll()

    def save(self) -> None:
        """Stores it under its name."""
        if not self.name.text:
            self.name.set_error(_("A template needs a name."))
            return
        self.context.tasks.write(
            own_templates.add,
            self._journey_id,
            self.name.text,
            then=self._saved,
            failed=lambda error: self.name.set_error(str(error)),
            owner=self,
        )

    def _saved(self, change: Change) -> None:
        context = self.context
        said = _("“{name}” is one of your templates now.").format(name=words.shortened(self.name.text, LONGEST))
        context.bus.undoable.emit(said, lambda: context.tasks.write(own_templates.delete, change.id))
        self.accept()


def deleted(context: Context, journey: Journey) -> None:
    """Goes home and offers Undo."""
    context.navigate("journeys")
    count = len(steps_of(journey.version.stages))
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    text = _("Moved “{journey}” ({steps}) to the trash.").format(
        journey=words.shortened(journey.title, LONGEST), steps=steps
    )
    context.bus.undoable.emit(text, lambda: context.tasks.write(trash.restore, journey.id))
