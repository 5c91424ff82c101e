"""Adding a persona: an empty one, or one of the ready examples."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Persona
from oracle.templates.people import ReadyPersona, ready_personas
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Card, Field, Scrolled, button, label
from oracle.ui.widgets.portrait import Portrait
from oracle.workspace import personas


class ExampleCard(Card):
    """One example to choose; `ready` is None for the empty persona."""

    def __init__(self, ready: ReadyPersona | None, parent: QWidget | None = None) -> None:
        persona = ready.persona if ready else None
        super().__init__(parent, live=True, name=persona.name if persona else _("An empty persona"))
        self.ready = ready
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        face = Portrait(40)
        face.show_name(persona.name if persona else "?")
        row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        if persona is None or ready is None:
            texts.addWidget(label(_("An empty persona"), "strong"))
            texts.addWidget(label(_("You know your customer: begin with the name."), "small", wrap=True))
        else:
            texts.addWidget(label(f"{persona.name}, {persona.age}", "strong"))
            texts.addWidget(label(persona.who, "small", wrap=True))
            texts.addWidget(label(_("Fits: {what}").format(what=ready.fits), "small-ink", wrap=True))
        row.addLayout(texts, 1)


class AddPersona(Sheet):
    """The sheet behind “Add a persona”; `made(Change)` is called with the new persona."""

    def __init__(self, context: Context, parent: QWidget, made: Callable[[Change], object]) -> None:
        about = _("Examples are whole: change what differs from your own customer, and keep what is true.")
        super().__init__(parent, _("Add a persona"), about, width=640)
        self.context = context
        self._made = made
        self.chosen: ExampleCard | None = None
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(3, 3, 9, 3)
        column.setSpacing(8)
        self.cards = [ExampleCard(None), *(ExampleCard(ready) for ready in ready_personas())]
        for card in self.cards:
            card.opened.connect(partial(self.choose, card))
            column.addWidget(card)
        column.addStretch(1)
        area = Scrolled(inner)
        area.setMinimumHeight(220)
        self.body.addWidget(area, 1)
        self.name = Field(_("Name"), _("A first name"))
        self.name.edit.setMaxLength(120)
        self.body.addWidget(self.name)
        self.action = button(_("Add"), "dark", clicked=self.done_asked)
        self.add_foot(self.action)
        self.resize(640, min(600, parent.height() - 24))
        self.choose(self.cards[1])

    def choose(self, chosen: ExampleCard) -> None:
        """Takes an example; a name that was typed stays."""
        self.chosen = chosen
        for card in self.cards:
            card.set_chosen(card is chosen)
        proposed = chosen.ready.persona.name if chosen.ready else _("A first name")
        self.name.edit.setPlaceholderText(proposed)
        if chosen.ready is None:
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def done_asked(self) -> None:
        """Adds it."""
        business = self.context.current.business
        ready = self.chosen.ready if self.chosen else None
        name = self.name.text or (ready.persona.name if ready else "")
        if not name:
            self.name.set_error(_("A persona needs a name."))
            self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if business is not None:
            self.context.tasks.write(personas.add_like, business.id, _named(ready, name), then=self._made)
        self.accept()


def _named(ready: ReadyPersona | None, name: str) -> Persona:
    """The persona to store."""
    if ready is None:
        return Persona(id="", business_id="", name=name)
    return replace(ready.persona, name=name)
