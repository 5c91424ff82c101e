"""Making a journey: a ready road, one of one's own or an empty map; business, address and persona fill its texts."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from oracle import words
from oracle.language import _, mark, ngettext
from oracle.model.change import Change, Subject
from oracle.model.journey import Business, PersonaSketch, Stage, Step, Template
from oracle.model.ratings import Kind
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Card, Elided, Field, Segmented, Toasts, button, icon_button, label, problem
from oracle.workspace import Workspace, businesses, journeys, own_templates, personas, trash

STAGES = (mark("Awareness"), mark("Consideration"), mark("Decision"), mark("Delivery"), mark("Loyalty"))


def empty_map(kind: Kind) -> Template:
    """Five stages and a first step: all else is for the user to write."""
    first, *others = (Stage(name=_(name)) for name in STAGES)
    return Template(
        name="",
        kind=kind,
        title=_("Start from an empty map"),
        summary=_("Five stages and a first step. You write the road yourself."),
        fits=_("Any business, and roads that nobody thought of"),
        stages=(replace(first, steps=(Step(id="", number=1, title=_("First step")),)), *others),
        persona=PersonaSketch(name=_("The customer")),
    )


class TemplateCard(Card):
    """One road to choose. `own` ones can be thrown away: `delete_asked`."""

    delete_asked = Signal()

    def __init__(self, template: Template, *, own: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent, live=True, name=template.title)
        self.own = own
        self.template = template
        self.setAccessibleDescription(template.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        title = QHBoxLayout()
        title.addWidget(Elided(_plain(template.title), "strong"), 1)
        count = sum(len(stage.steps) for stage in template.stages)
        title.addWidget(label(ngettext("{n} step", "{n} steps", count).format(n=count), "small"))
        self.stops: list[QWidget] = [self]  # of Tab
        if own:
            away = icon_button("trash-2", _("Delete this template"), size="row", clicked=self.delete_asked.emit)
            title.addWidget(away)
            self.stops.append(away)
        column.addLayout(title)
        if template.summary:
            column.addWidget(label(_plain(template.summary), "small", wrap=True))
        fits = _("Your own template") if own else _("Fits: {what}").format(what=template.fits)
        column.addWidget(label(fits, "small-ink", wrap=True))


class NewJourney(Sheet):
    """The sheet behind “New journey” and “Add this journey”."""

    def __init__(self, context: Context, parent: QWidget, kind: Kind = Kind.BUY) -> None:
        super().__init__(parent, _("New journey"), width=780)
        self.context = context
        self.chosen: Template | None = None
        self.cards: list[TemplateCard] = []
        self._templates: tuple[Template, ...] = ()
        self._own: tuple[Template, ...] = ()
        self._used: frozenset[str] = frozenset()
        self._is_picked = False
        self.kinds = Segmented([(each.value, words.kind(each)) for each in Kind], kind.value, _("Which road?"))
        self.kinds.chosen.connect(lambda key: self._show_kind(Kind(key)))
        self.body.addWidget(self.kinds)
        self.body.addLayout(self._other_ways())
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._area = _list_area(self._list)
        self.body.addWidget(self._area, 1)
        self._toasts = Toasts(self._area)  # the window's own stand under this sheet
        business = context.current.business
        own = business if business and not business.sample else None
        self.business = Field(_("Business"), _("Its name, as customers know it"), value=own.name if own else "")
        self.url = Field(_("Web address"), "https://", value=own.url if own else "")
        self.persona = Field(_("Persona"), _("A first name for the customer you play"))
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.business, self.url, self.persona):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            field.edit.textEdited.connect(lambda _text: self.say_wrong(""))
        self.body.addLayout(row)
        self.wrong = problem()
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.action = button(_("Make this journey"), "dark", clicked=self.done_asked)
        self.add_foot(self.action)
        self.resize(780, 640)
        (self.persona if own else self.business).edit.setFocus()
        context.tasks.compute(_all, then=self._got)
        context.tasks.read(own_templates.list_all, then=self._got_own)
        if own is not None:
            context.tasks.read(_known, own.id, then=self._got_known, owner=self)
        context.bus.changed.connect(self._changed)

    def _other_ways(self) -> QHBoxLayout:
        """Beside adapting a ready road."""
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(label(_("Choose a road and make it yours,"), "small"))
        self.empty = button(_("start from an empty map"), "link", size="row", clicked=self._choose_empty)
        row.addWidget(self.empty)
        row.addWidget(label(_("or"), "small"))
        self.bring = button(_("bring it from a spreadsheet or text…"), "link", size="row", clicked=self._bring)
        row.addWidget(self.bring)
        for link in (self.empty, self.bring):
            link.setStyleSheet("padding: 0;")
        row.addStretch(1)
        return row

    def _bring(self) -> None:
        """Steps that stand somewhere already."""
        from oracle.ui.journeys.importing import open_import

        over = self.parentWidget() or self
        self.reject()
        open_import(self.context, over, Kind(self.kinds.value), persona=self.persona.text)

    def _choose_empty(self) -> None:
        if self.cards:
            self._pick(self.cards[-1])
            self._area.ensureWidgetVisible(self.cards[-1])
            self.persona.edit.setFocus()

    def _got(self, templates: tuple[Template, ...]) -> None:
        self._templates = templates
        self._show_kind(Kind(self.kinds.value))

    def _got_own(self, templates: tuple[Template, ...]) -> None:
        if templates != self._own:
            self._own = templates
            self._show_kind(Kind(self.kinds.value))

    def _got_known(self, known: tuple[tuple[str, ...], frozenset[str]]) -> None:
        """The personas there are, to choose from while typing, and what this business has started from before."""
        names, self._used = known
        completer = QCompleter(list(names), self.persona.edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.persona.edit.setCompleter(completer)
        self._show_kind(Kind(self.kinds.value))

    def _changed(self, change: Change) -> None:
        if change.touches(Subject.TEMPLATE):
            self.context.tasks.read(own_templates.list_all, then=self._got_own)

    def _delete(self, template: Template) -> None:
        """Into the trash, without asking: it can be taken back."""
        self.context.tasks.write(
            own_templates.delete, template.name, then=lambda _change: self._offer_back(template), failed=self.say_wrong
        )

    def _offer_back(self, template: Template) -> None:
        said = _("Moved the template “{name}” to the trash.").format(name=template.title)
        tasks = self.context.tasks
        self._toasts.undoable(said, lambda: tasks.write(trash.restore, template.name, failed=self.say_wrong))

    def _show_kind(self, kind: Kind) -> None:
        if not self._templates:
            return  # they come in a moment
        held = any(card.isAncestorOf(focus) for card in self.cards if (focus := self.focusWidget()) is not None)
        for card in self.cards:
            card.hide()
            card.deleteLater()
        before = self.chosen
        own = [TemplateCard(template, own=True) for template in self._own if template.kind is kind]
        used = {template.fits for template in self._templates if template.name in self._used}
        roads = [template for template in self._templates if template.kind is kind]
        ready = [TemplateCard(template) for template in sorted(roads, key=lambda road: road.fits not in used)]
        self.cards = [*own, *ready, TemplateCard(empty_map(kind))]
        _clear(self._list)
        for card in self.cards:
            card.opened.connect(lambda card=card: self._pick(card))
            card.installEventFilter(self)
            card.delete_asked.connect(lambda template=card.template: self._delete(template))
            self._list.addWidget(card)
        self._list.addStretch(1)
        for before_it, stop in pairwise([self.bring, *(stop for card in self.cards for stop in card.stops)]):
            self.setTabOrder(before_it, stop)  # they came after the fields below them
        kept = before if self._is_picked else None
        same = [card for card in self.cards if kept is not None and card.template.name == kept.name]
        fitting = [card for card in ready if card.template.fits in used]
        now = next(iter(same or fitting), None)
        self.chosen = None
        if now is not None:  # nothing is proposed to a business that nothing is known of
            self.choose(now)
        if held:
            (now or self.cards[0]).setFocus()  # and not a field, which would take Ctrl+Z for itself

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go from road to road, and take it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.cards:
            step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
            at = next(at for at, card in enumerate(self.cards) if card is watched) + step
            if step and 0 <= at < len(self.cards):
                self._pick(self.cards[at])
                self.cards[at].setFocus()
                self._area.ensureWidgetVisible(self.cards[at])
            return bool(step)
        return super().eventFilter(watched, event)

    def _pick(self, card: TemplateCard) -> None:
        """Taken by the user, and not proposed."""
        self._is_picked = True
        self.choose(card)

    def choose(self, chosen: TemplateCard) -> None:
        """Takes a ready road."""
        self.chosen = chosen.template
        self.say_wrong("")
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
            self.context.current.meant(self.business.text),
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


def _known(workspace: Workspace, business_id: str) -> tuple[tuple[str, ...], frozenset[str]]:
    names = tuple(each.name for each in personas.list_all(workspace) if each.business_id == business_id)
    used = (each.template for each in journeys.list_all(workspace) if each.business_id == business_id)
    return names, frozenset(used)


def _all() -> tuple[Template, ...]:
    from oracle import templates

    return templates.all_templates()


def _make(workspace: Workspace, template: Template, business: str, url: str, persona: str) -> Change:
    named = template if template.name else replace(template, title=_("New journey"))
    return journeys.from_template(workspace, named, business=business, url=url, persona=persona)


def _business_of(workspace: Workspace, journey_id: str) -> Business:
    return businesses.get(workspace, journeys.get(workspace, journey_id).business_id)
