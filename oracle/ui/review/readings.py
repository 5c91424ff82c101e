"""What the walk says in words: the dip and its cures, expectation against experience, what did not happen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method import dip
from oracle.model.ratings import Cause
from oracle.model.record import WalkRecord
from oracle.report.content.glance import absences, road
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, button, icon_label, label
from oracle.workspace import potholes

TWO_COLUMNS_FROM = 700


class Readings(QWidget):
    """A card for each thing that there is to say; nothing where there is nothing."""

    step_asked = Signal(str)

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._said: object = None
        self.cards: list[Card] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)

    def show_scene(self, scene: Scene) -> None:
        """Says it anew where it is another."""
        record = WalkRecord(open=scene.open, business=scene.business, potholes=scene.potholes)
        sayings = road(record, across=False).sayings
        missing = absences((record,), journey=False)
        low = dip.of_walk(scene.open).headline
        marked = frozenset(hole.title for hole in scene.potholes)
        said = (sayings, missing, low, marked)
        if said == self._said:
            return
        self._said = said
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [_saying(title, lines) for title, lines in sayings]
        if low is not None and self.cards:
            self._ask_cures(self.cards[0], low, marked)
        if missing:
            lines = tuple(f"{absent.place}: {absent.text}" for absent in missing)
            self.cards.append(_saying(_("What did not happen"), lines))
        self._place()

    def _ask_cures(self, card: Card, found: dip.Dip, marked: frozenset[str]) -> None:
        column = card.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - made below
        column.insertWidget(
            column.count() - 1, label(_("Four things help in a dip. Which were missing?"), "label-ink", wrap=True)
        )
        for question, title in cures(self._session.now.open.persona.name):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label(question, wrap=True), 1)
            if title in marked:
                row.addWidget(icon_label("check", "ink_2", 14))
                row.addWidget(label(_("Marked"), "small"))
            else:
                ask = button(_("It was missing"), size="row", clicked=partial(self._mark, found, title))
                ask.setAccessibleName(f"{_('It was missing')}: {question}")
                row.addWidget(ask)
            column.insertLayout(column.count() - 1, row)

    def _mark(self, found: dip.Dip, title: str) -> None:
        self._session.context.tasks.write(
            potholes.add, self._session.now.walk_id, found.low.id, title=title, cause=Cause.EXPECTATION, capture_ids=(),
            owner=self,
        )  # fmt: skip

    def _place(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS_FROM else 1
        for at, card in enumerate(self.cards):
            # The last one has its row to itself where the one beside it is missing.
            alone = columns == 2 and at % 2 == 0 and at == len(self.cards) - 1
            self._grid.addWidget(card, at // columns, at % columns, 1, 2 if alone else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        self.setVisible(bool(self.cards))

    def minimumSizeHint(self) -> QSize:
        """As high as its texts are at the present width; Qt would take them at their narrowest."""
        width = super().minimumSizeHint().width()
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        if (event.oldSize().width() >= TWO_COLUMNS_FROM) != (self.width() >= TWO_COLUMNS_FROM):
            self._place()


def cures(persona: str) -> tuple[tuple[str, str], ...]:
    """The four cures of a dip as questions, each with the title of the pothole when it was missing.

    Source: product page, "The dip": expectations, empathy, authority, how long it will last.
    """
    return (
        (
            _("Was {name} told beforehand that it may be hard?").format(name=persona),
            _("Nobody says beforehand that it may be hard"),
        ),
        (
            _("Did somebody feel with {name} when it was?").format(name=persona),
            _("Nobody feels with the customer in the dip"),
        ),
        (
            _("Were there stories or numbers of others who made it?"),
            _("No story or number of others who made it"),
        ),
        (_("Was it said how long it will last?"), _("Nobody says how long the dip will last")),
    )


def _saying(title: str, lines: tuple[str, ...]) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(8)
    column.addWidget(label(title, "card"))
    for each in lines:
        column.addWidget(label(each, wrap=True))
    column.addStretch(1)
    return card
