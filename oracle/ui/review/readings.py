"""What the method reads from the walk, a card each with its formula; of a dip it asks the cause and the four cures."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method import agreement as agreeing
from oracle.method import unseen as seeing
from oracle.method.cures import DipCures
from oracle.method.insights import Insights, insights
from oracle.model.record import WalkRecord
from oracle.report.content.formulas import Topic
from oracle.report.content.readings import Reading, readings
from oracle.report.content.sayings import dip_place
from oracle.ui.review.dip_cures import DipQuestions
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, label

TWO_COLUMNS_FROM = 700
DIPS_ASKED = 3  # the deepest ones
GAP = 16
AT_ONCE = 100  # steps up to which the readings take no time worth speaking of
_APART = "together"


class Readings(QWidget):
    """A card for each thing that there is to say, none where there is nothing. Cards stay while they say the same."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._read: object = None
        self.cards: dict[str, Card] = {}
        self._said: dict[str, object] = {}
        self.dips: dict[str, DipQuestions] = {}
        self._weights: dict[str, int] = {}
        self._top = QVBoxLayout(self)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setSpacing(GAP)
        under = QHBoxLayout()
        under.setSpacing(GAP)
        self._columns: list[QVBoxLayout] = []
        for _side in range(2):
            self._beside = QWidget()
            self._columns.append(_column(self._beside))
            under.addWidget(self._beside, 1)
        self._top.addLayout(under)

    def show_scene(self, scene: Scene) -> None:
        """Says it anew where it is another."""
        record = self._session.record
        state = (record.open.visits, record.open.version, record.potholes, record.dip_answers, record.roads,
                 record.others, record.business, self._session.together)  # fmt: skip
        if state == self._read:
            return
        self._read = state
        if len(scene.steps) > AT_ONCE:
            compute = self._session.context.tasks.compute
            compute(insights, record, then=lambda found: self._show(state, record, found), owner=self)
        else:
            self._show(state, record, insights(record))

    def _show(self, state: object, record: WalkRecord, found: Insights) -> None:
        if state != self._read:  # a newer reading is under way
            return
        # The answers about a dip stand below its words as buttons, and would only be said twice.
        said = readings(record, replace(found, dips=()))
        told = {str(each.topic): each for each in said if each.topic is not Topic.QUALITY}
        if self._session.together is not None:
            told[_APART] = self._together()
        self._show_cards(told, found)
        asked = _asked(found)
        for each in asked:
            if each.dip.low.id in self.dips:
                self.dips[each.dip.low.id].show_answers(each, record.potholes)

    def _together(self) -> Reading:
        found = self._session.together
        assert found is not None  # noqa: S101 - asked before
        lines = (seeing.sentence(found.unseen), agreeing.sentence(found.agreement), agreeing.details(found.agreement))
        return Reading(
            topic=Topic.QUALITY,
            title=_("What several people met"),
            lines=tuple(line for line in lines if line),
            formula=_(
                "Unseen potholes: Chao’s estimate from what was met by one and by two walks, with 95 % between its "
                "ends. From three finished walks of the whole road by different people on."
            ),
        )

    def _show_cards(self, told: dict[str, Reading], found: Insights) -> None:
        asked = tuple(each.dip for each in _asked(found))
        said: dict[str, object] = {key: (each, asked if key == Topic.DIP else ()) for key, each in told.items()}
        if said == self._said and list(said) == list(self._said):
            return
        for key in [key for key in self.cards if said.get(key) != self._said.get(key)]:
            card = self.cards.pop(key)
            card.hide()
            card.deleteLater()
            if key == Topic.DIP:
                self.dips = {}
        self._said = said
        kept = self.cards
        self.cards = {key: kept.get(key) or self._card(key, each, found) for key, each in told.items()}
        self._weights = {key: 80 + sum(24 + len(line) // 4 for line in each.lines) for key, each in told.items()}
        self._place()

    def _card(self, key: str, reading: Reading, found: Insights) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(reading.title, "card"))
        for each in reading.lines:
            column.addWidget(label(each, wrap=True))
        if key == Topic.DIP:
            self._ask(column, found)
        column.addWidget(label(reading.formula, "small", wrap=True))
        return card

    def _ask(self, column: QVBoxLayout, found: Insights) -> None:
        asked = _asked(found)
        for each in asked:
            if len(asked) > 1:
                column.addWidget(label(dip_place(each.dip), "label-ink", wrap=True))
            questions = self.dips[each.dip.low.id] = DipQuestions(self._session, each.dip.low.id)
            column.addWidget(questions)

    def _place(self) -> None:
        """The questions over the whole width, then each card below the column that has the least to say."""
        columns = self._columns if self.width() >= TWO_COLUMNS_FROM else self._columns[:1]
        heights = [0] * len(columns)
        for card in self.cards.values():
            for column in self._columns:  # put in again, one that is there still would land below the stretch
                column.removeWidget(card)
        for key, card in self.cards.items():
            if key == Topic.DIP:
                self._top.insertWidget(0, card)
                continue
            at = heights.index(min(heights))
            columns[at].insertWidget(columns[at].count() - 1, card)
            heights[at] += self._weights[key]
        self._beside.setVisible(len(columns) > 1)
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


def _column(box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addStretch(1)
    return column


def _asked(found: Insights) -> tuple[DipCures, ...]:
    """The dips that are asked about: the deepest ones, in road order."""
    deepest = sorted(found.dips, key=lambda each: (-each.dip.depth, -each.dip.steps))[:DIPS_ASKED]
    return tuple(each for each in found.dips if each in deepest)
