"""The business: name, address, logo, colour, currency, people, whose competitor. Stored as it is changed."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle.errors import NotFound, OracleError
from oracle.language import _
from oracle.method.addresses import web_address
from oracle.model.change import Change, Subject
from oracle.model.journey import Business
from oracle.ui import bus
from oracle.ui.businesses.colour_field import ColourField
from oracle.ui.businesses.currency_box import CurrencyBox
from oracle.ui.businesses.known import Known, known
from oracle.ui.businesses.people import PeoplePart
from oracle.ui.context import Context
from oracle.ui.own_writes import OwnWrites
from oracle.ui.page import Page
from oracle.ui.stored_pictures import read_picture
from oracle.ui.widgets import Card, Field, button, icon_button, label, labelled, problem, scrolls_past
from oracle.ui.widgets.picture_well import PictureWell
from oracle.ui.widgets.split import menu_button
from oracle.workspace import businesses, captures, handling, trash

WIDEST = 760
LOGO = 88


class BusinessScreen(QWidget):
    """The business in the switcher."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.business: Business | None = None
        self._writes = OwnWrites(context, self)
        self._writes.over.connect(self._read)
        self._shown_logo: str | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page(context, _("Business"))
        whole.addWidget(self.page)
        self.delete_button = icon_button("trash-2", _("Delete this business"), clicked=self.delete)
        self.page.add_action(self.delete_button)
        self.page.add_action(button(_("Add a business"), "plain", "plus", clicked=self.add))
        self.page.body.setSpacing(16)
        for title, about, part in (
            ("", "", self._name_part()),
            (_("Colour and currency"), "", self._colour_part()),
            (
                _("People and roles"),
                _("Who handles the steps: typed once here, chosen at each step after."),
                self._people_part(),
            ),
            (_("Competitor"), "", self._rival_part()),
        ):
            self.page.body.addWidget(_card(title, about, part))
        self.page.body.addStretch(1)
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._other)
        context.tasks.flushing.connect(self.close_screen)

    # ---- its parts

    def _name_part(self) -> QWidget:
        self.logo = PictureWell(self.context.tasks, _("Logo"), LOGO, round_=False)
        self.logo.given.connect(self._set_logo)
        self.logo.removed.connect(self._take_logo_away)
        self.logo.refused.connect(self._say_refused)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.logo)
        middle = Qt.AlignmentFlag.AlignHCenter
        left.addWidget(menu_button(_("Logo"), self.logo.menu, look="quiet", size="row"), 0, middle)
        left.addStretch(1)
        self.name = Field(_("Name"), _("As customers know it"))
        self.name.edit.setMaxLength(200)
        self.name.changed.connect(self._name_typed)
        self.url = Field(_("Web address"), "https://")
        self.url.changed.connect(self._url_typed)
        self.refused = problem()
        self.refused.hide()
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.name)
        right.addWidget(self.url)
        right.addWidget(self.refused)
        right.addStretch(1)
        box, row = QWidget(), QHBoxLayout()
        box.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left)
        row.addLayout(right, 1)
        return box

    def _colour_part(self) -> QWidget:
        box, column = _column()
        self.colour = ColourField()
        self.colour.changed.connect(lambda wanted: self._store(colour=wanted))
        self.currency = CurrencyBox()
        self.currency.setMaximumWidth(360)
        self.currency.changed.connect(lambda code: self._store(currency=code))
        about = _("The colour stands for the business in the rail and in reports, wherever it has no logo.")
        column.addWidget(self.colour)
        column.addWidget(label(about, "small", wrap=True))
        column.addWidget(self.currency)
        return box

    def _people_part(self) -> QWidget:
        self.people = PeoplePart()
        self.people.changed.connect(lambda names: self._store(people=names))
        self.people.rename_asked.connect(self._rename_at_steps)
        return self.people

    def _rival_part(self) -> QWidget:
        box, column = _column()
        self.rival = QComboBox()
        scrolls_past(self.rival)
        self.rival.setMaximumWidth(360)
        self.rival.activated.connect(lambda _at: self._store(competitor_of=self.rival.currentData()))
        self.rival_about = label("", "secondary", wrap=True)
        column.addWidget(labelled(_("Competes with"), self.rival))
        column.addWidget(self.rival_about)
        return box

    # ---- reading

    def open(self) -> None:
        """Shows the business in the switcher; without one, asks for the first."""
        self._other()
        if self.context.current.business is None:
            self.add()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        if self.business is not None:
            for part in (self.name, self.url, self.colour, self.currency, self.people):
                part.flush()

    def _other(self) -> None:
        current = self.context.current.business
        if self.business is not None and (current is None or current.id != self.business.id):
            self.close_screen()
            self.business = None
            self._say_refused("")
            self.people.strip.hide()
        self._read()

    def _read(self) -> None:
        current = self.context.current.business
        self.page.area.setEnabled(current is not None)
        self.delete_button.setEnabled(current is not None)
        if current is not None and (self.isVisible() or self.business is None):
            self.context.tasks.read(known, current.id, then=self._show, failed=self._not_found)

    def _not_found(self, error: OracleError) -> None:
        if not isinstance(error, NotFound):  # deleted: the switcher has gone on to another
            self.context.bus.message.emit(bus.ERROR, str(error))

    def _changed(self, change: Change) -> None:
        if (
            self.isVisible()
            and not self._writes.busy
            and change.touches(Subject.BUSINESS, Subject.JOURNEY, Subject.TRASH)
        ):
            self._read()

    def _show(self, known: Known) -> None:
        current = self.context.current.business
        if self._writes.busy or current is None or current.id != known.business.id:
            return
        business = known.business
        self.business = None  # nothing is told while it is filled
        self.page.set_title(business.name)
        self.name.set_text(business.name)
        self.url.set_text(business.url)
        self.colour.set_colour(business.colour)
        self.currency.set_code(business.currency)
        self.people.show_people(business.people, known.handlers)
        self._show_rivals(business, known.others)
        self._show_logo(business)
        self.business = business

    def _show_rivals(self, business: Business, others: tuple[Business, ...]) -> None:
        self.rival.clear()
        self.rival.addItem(_("Nobody: this business is one of ours"), None)
        for other in others:
            if other.competitor_of != business.id:
                self.rival.addItem(other.name, other.id)
        self.rival.setCurrentIndex(max(0, self.rival.findData(business.competitor_of)))
        ours = next((other.name for other in others if other.id == business.competitor_of), "")
        theirs = ", ".join(other.name for other in others if other.competitor_of == business.id)
        if ours:
            said = _("Marked as a competitor of {name}. Walk the same journey at both: one report can hold both walks.")
            said = said.format(name=ours)
        elif theirs:
            said = _("Its competitors here: {names}.").format(names=theirs)
        else:
            said = _(
                "Add a rival as a business of its own and mark it as a competitor: then walk the same journey there, "
                "and compare its road with yours."
            )
        self.rival_about.setText(said)

    # ---- writing

    def _store(self, **changes: Any) -> None:
        if self.business is None:
            return
        changed: Business = replace(self.business, **changes)
        if changed != self.business:
            self.business = changed
            self._writes.write(businesses.update, changed)

    def _name_typed(self, text: str) -> None:
        if text:
            self._store(name=text)
        else:
            self.name.set_error(_("A business needs a name."))

    def _url_typed(self, text: str) -> None:
        address = web_address(text)
        if text and address is None:
            self.url.set_error(_("This is no web address. Write it as https://example.com"))
            return
        self._store(url=address or "")

    def _rename_at_steps(self, old: str, new: str) -> None:
        if self.business is not None:
            self._writes.write(handling.rename, self.business.id, old, new)

    # ---- the logo

    def _show_logo(self, business: Business) -> None:
        self.logo.show_name(business.name, business.colour)
        if business.logo == self._shown_logo and (self.logo.has_image or business.logo is None):
            return
        self._shown_logo = business.logo
        if business.logo is None:
            self.logo.show_image(QImage())
        else:
            read_picture(self.context, business.logo, self.logo.show_image, self)

    def _set_logo(self, data: bytes) -> None:
        if self.business is not None:
            self._writes.write(businesses.set_logo, self.business.id, data)

    def _take_logo_away(self) -> None:
        business = self.business
        if business is not None and business.logo is not None:
            then = partial(self._taken_away, business.id)
            self.context.tasks.read(captures.image, business.logo, then=then, owner=self)

    def _taken_away(self, business_id: str, data: bytes) -> None:
        self._writes.write(businesses.set_logo, business_id, None)
        tasks = self.context.tasks
        self.context.bus.undoable.emit(
            _("The logo was taken away."), lambda: tasks.write(businesses.set_logo, business_id, data)
        )

    def _say_refused(self, text: str) -> None:
        self.refused.setText(text)
        self.refused.setVisible(bool(text))

    # ---- others

    def add(self) -> None:
        """Asks for a new business."""
        from oracle.ui.businesses.adding import AddBusiness

        AddBusiness(self.context, self.window()).open()

    def delete(self) -> None:
        """Moves it to the trash with its journeys, personas and walks."""
        business = self.business
        if business is None:
            return
        self.close_screen()
        self.business = None
        tasks, name = self.context.tasks, business.name
        said = _("Moved “{name}” to the trash, with its journeys, personas and walks.").format(name=name)

        def undo() -> None:
            tasks.write(trash.restore, business.id)

        tasks.write(
            businesses.delete, business.id, then=lambda _change: self.context.bus.undoable.emit(said, undo), owner=self
        )


def _card(title: str, about: str, content: QWidget) -> Card:
    card = Card()
    card.setMaximumWidth(WIDEST)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(8)
    if title:
        column.addWidget(label(title, "card"))
    if about:
        column.addWidget(label(about, "secondary", wrap=True))
    column.addWidget(content)
    return card


def _column() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return box, column
