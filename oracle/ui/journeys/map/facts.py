"""What the rows under the map are made from: the persona, the business's other journeys with her, and a walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from oracle.errors import NotFound, OracleError
from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.model.journey import Journey, Persona, Stage
from oracle.model.walk import WalkCard
from oracle.report.charts.data import RoadData
from oracle.ui import bus, dates
from oracle.ui.context import Context
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.workspace import Workspace, journeys, personas, potholes, walks

_SUBJECTS = (
    Subject.PERSONA, Subject.WALK, Subject.VISIT, Subject.POTHOLE, Subject.JOURNEY, Subject.TRASH, Subject.BUSINESS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """One reading. `walks` are those of the journey in which something was rated, newest first; `road` is of one."""

    persona: Persona
    others: tuple[Stage, ...]
    walks: tuple[WalkCard, ...]
    walk_id: str
    road: RoadData | None


class MapFacts(QObject):
    """Reads them when the journey is opened and when something of it changes; `changed` when they are there."""

    changed = Signal()

    def __init__(self, context: Context, document: JourneyDocument, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._asleep = False  # something changed while nobody looked
        self._context = context
        self._document = document
        self._journey_id = ""
        self._wanted = ""  # the walk that was chosen; the newest without one
        self._reading = self._again = False
        self.now: Facts | None = None
        document.changed.connect(self.follow)
        context.bus.changed.connect(self._heard)

    def choose_walk(self, walk_id: str) -> None:
        """Shows the feeling of that walk."""
        self._wanted = walk_id
        self.read()

    def read(self) -> None:
        """Reads again; one reading at a time."""
        if not self._document.is_open:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        journey = self._document.journey
        self._context.tasks.read(_read, journey, self._wanted, then=self._found, failed=self._failed)

    def follow(self) -> None:
        """Another journey, or another persona of it, is read."""
        if not self._document.is_open:
            return
        journey = self._document.journey
        here = self.now
        if journey.id != self._journey_id:
            self._journey_id, self._wanted, self.now = journey.id, "", None
            self.read()
        elif here is not None and here.persona.id != journey.persona_id:
            self.read()

    def _heard(self, change: Change) -> None:
        own_stages = change.subjects == {Subject.JOURNEY} and self._journey_id in change.ids
        if not change.touches(*_SUBJECTS) or own_stages:
            return
        if self._view.isVisible():
            self.read()
        else:
            self._asleep = True

    def wake(self) -> None:
        """Somebody looks again."""
        if self._asleep:
            self._asleep = False
            self.read()

    def _found(self, found: tuple[str, Facts]) -> None:
        self._reading = False
        journey_id, facts = found
        if self._again or journey_id != self._journey_id:
            self._again = False
            self.read()
        if journey_id == self._journey_id:
            self.now = facts
            self.changed.emit()

    def _failed(self, error: OracleError) -> None:
        again, self._reading, self._again = self._again, False, False
        if not isinstance(error, NotFound):  # gone: whoever deleted it shows something else
            self._context.bus.message.emit(bus.ERROR, str(error))
        if again:
            self.read()


def walk_words(card: WalkCard) -> str:
    """When a walk was made: "6 – 23 October", "today"."""
    start, end = card.walk.started_at, card.walk.finished_at or card.walk.started_at
    if start.astimezone().date() == end.astimezone().date():
        return dates.day(start)
    return _("{start} – {end}").format(start=_day(start, end), end=dates.day(end))


def _day(start: datetime, end: datetime) -> str:
    """The day alone where the end's month says the rest."""
    first, last = start.astimezone(), end.astimezone()
    if (first.year, first.month) == (last.year, last.month):
        return QLocale().toString(first.day)
    return dates.day(start)


def _read(workspace: Workspace, journey: Journey, wanted: str) -> tuple[str, Facts]:
    persona = personas.get(workspace, journey.persona_id)
    others = tuple(
        stage
        for other in journeys.list_all(workspace, journey.business_id)
        if other.id != journey.id and other.persona_id == journey.persona_id
        for stage in other.version.stages
    )
    cards = tuple(
        card
        for card in walks.cards(workspace, journey.business_id)
        if card.walk.journey_id == journey.id and card.rated
    )
    known = {card.walk.id for card in cards}
    walk_id = wanted if wanted in known else (cards[0].walk.id if cards else "")
    return journey.id, Facts(persona, others, cards, walk_id, _road(workspace, walk_id) if walk_id else None)


def _road(workspace: Workspace, walk_id: str) -> RoadData:
    from oracle.report.charts.data import road_data

    return road_data(walks.opened(workspace, walk_id), potholes.of_walk(workspace, walk_id))
