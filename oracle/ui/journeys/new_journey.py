"""Making a journey: choose a ready road, then business, address and persona, which the texts are adapted to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.change import Change
from oracle.model.journey import Business, Template
from oracle.model.ratings import Kind
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Card, Elided, Field, Segmented, button, label


class TemplateCard(Card):
    """One ready road to choose."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent, live=True, name=template.title)
        self.template = template
        self.setAccessibleDescription(template.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        title = QHBoxLayout()
        title.addWidget(Elided(_plain(template.title), "strong"), 1)
        count = sum(len(stage.steps) for stage in template.stages)
        title.addWidget(label(ngettext("{n} step", "{n} steps", count).format(n=count), "small"))
        column.addLayout(title)
        column.addWidget(label(_plain(template.summary), "small", wrap=True))
        column.addWidget(label(_("Fits: {what}").format(what=template.fits), "small-ink", wrap=True))


class NewJourney(Sheet):
    """The sheet behind “New journey” and “Add this journey”."""

    def __init__(self, context: Context, parent: QWidget, kind: Kind = Kind.BUY) -> None:
        super().__init__(parent, _("New journey"), width=780)
        self.context = context
        self.chosen: Template | None = None
        self.cards: list[TemplateCard] = []
        self._templates: tuple[Template, ...] = ()
        self._choices = QButtonGroup(self)
        self.kinds = Segmented([(each.value, words.kind(each)) for each in Kind], kind.value, _("Which road?"))
        self.kinds.chosen.connect(lambda key: self._show_kind(Kind(key)))
        self.body.addWidget(self.kinds)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addWidget(_list_area(self._list), 1)
        business = context.current.business
        own = business if business and not business.sample else None
        self.business = Field(_("Business"), _("Its name, as customers know it"), value=own.name if own else "")
        self.url = Field(_("Web address"), "https://", value=own.url if own else "")
        self.persona = Field(_("Who walks it"), _("A first name for the customer you play"))
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.business, self.url, self.persona):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            field.edit.textEdited.connect(lambda _text: self.say_wrong(""))
        self.body.addLayout(row)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.action = button(_("Make this journey"), "dark", clicked=self.done_asked)
        self.add_foot(self.action)
        self.resize(780, 640)
        (self.persona if own else self.business).edit.setFocus()
        context.tasks.compute(_all, then=self._got)

    def _got(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        self._show_kind(Kind(self.kinds.value))

    def _show_kind(self, kind: Kind) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [TemplateCard(template) for template in self._templates if template.kind is kind]
        self.chosen = None
        _clear(self._list)
        for card in self.cards:
            card.opened.connect(lambda card=card: self.choose(card))
            self._list.addWidget(card)
        self._list.addStretch(1)
        if self.cards:
            self.choose(self.cards[0])

    def choose(self, chosen: TemplateCard) -> None:
        """Takes a ready road."""
        self.chosen = chosen.template
        for card in self.cards:
            card.set_chosen(card is chosen)
        self.persona.edit.setPlaceholderText(
            _("{name}, unless you name another").format(name=chosen.template.persona.name)
        )

    def done_asked(self) -> None:
        """Makes the journey and opens it."""
        if not self.business.text:
            self.business.set_error(_("Give it a name, so that the report can say whose road it is."))
            self.business.edit.setFocus()
            return
        if self.chosen is None:
            self.say_wrong(_("Choose a road first."))
            return
        self.action.setEnabled(False)
        self.context.tasks.write(
            _make,
            self.chosen,
            self.business.text,
            self.url.text,
            self.persona.text,
            then=self._made,
            failed=self.say_wrong,
        )

    def say_wrong(self, error: object) -> None:
        """Shows an error above the buttons and lets the user try again."""
        self.wrong.setText(str(error))
        self.wrong.setVisible(bool(str(error)))
        self.action.setEnabled(True)

    def _made(self, change: Change) -> None:
        journey_id = change.id
        context = self.context
        context.tasks.read(_business_of, journey_id, then=lambda business: _enter(context, business, journey_id))
        self.accept()


def _enter(context: Context, business: Business, journey_id: str) -> None:
    context.current.set(business)
    context.settings.set(settings.BUSINESS, business.id)
    context.navigate("journey", journey_id=journey_id)


def _plain(text: str) -> str:
    """A template's text before it belongs to a business."""
    return (
        text.replace("{business}", _("your business")).replace("{persona}", _("she")).replace("{url}", _("your page"))
    )


def _list_area(content: QLayout) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumHeight(220)
    inner = QWidget()
    inner.setProperty("ground", "none")
    content.setContentsMargins(3, 3, 9, 3)
    inner.setLayout(content)
    area.setWidget(inner)
    return area


def _clear(layout: QLayout) -> None:
    while layout.count():
        layout.takeAt(0)


def _all() -> tuple[Template, ...]:
    from oracle import templates

    return templates.all_templates()


def _make(workspace: Any, template: Template, business: str, url: str, persona: str) -> Change:
    from oracle.workspace import journeys

    return journeys.from_template(workspace, template, business=business, url=url, persona=persona)


def _business_of(workspace: Any, journey_id: str) -> Business:
    from oracle.workspace import businesses, journeys

    return businesses.get(workspace, journeys.get(workspace, journey_id).business_id)
