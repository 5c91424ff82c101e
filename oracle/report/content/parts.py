"""The parts of a report as frozen values: every word and figure that it says. Who lays it out adds headings only."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from oracle.report.charts.data import RoadData
from oracle.report.charts.matrix import Spot


class Section(StrEnum):
    """The parts of a report that can be left out; the cover always stands."""

    GLANCE = "glance"
    PERSONA = "persona"
    PROFILE = "profile"
    MATRIX = "matrix"
    POTHOLES = "potholes"
    SINCE = "since"
    DIP = "dip"
    ABSENT = "absent"
    EXPECTATION = "expectation"
    CHANNELS = "channels"
    HANDLING = "handling"
    LEAVING = "leaving"
    WORDS = "words"
    COST = "cost"
    PLAN = "plan"
    STEPS = "steps"
    RATINGS = "ratings"
    TEST_CUSTOMER = "test_customer"


# What a report says unless asked: the test customer's card is private, and enters only where somebody ticked it.
USUAL_SECTIONS = frozenset(Section) - {Section.TEST_CUSTOMER}
# The readings of the method: each goes on below the one before it.
READINGS = (
    Section.SINCE, Section.DIP, Section.ABSENT, Section.EXPECTATION, Section.CHANNELS, Section.HANDLING,
    Section.LEAVING, Section.WORDS, Section.COST,
)  # fmt: skip


def flows_on(section: Section, before: Section | None) -> bool:
    """Whether a section goes on below the one that stands before it in a report, and begins no page of its own."""
    if section is Section.RATINGS:
        return before is Section.STEPS
    return (section in READINGS or section is Section.PLAN) and before in READINGS


class Options(Struct, frozen=True, kw_only=True):
    """What can be chosen for a report. Empty texts take what the walks say; `language` is that of the texts."""

    title: str = ""
    prepared_for: str = ""
    sections: frozenset[Section] = USUAL_SECTIONS
    language: str = "en"


class Fact(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


class Sign(NamedTuple):
    """A pothole's mark: the number, the severity (None: not rated), and the key that its card has."""

    label: str
    severity: int | None
    key: str


class Shown(NamedTuple):
    """A capture that the report shows: its id, pixels, caption, and what a screen reader says.

    `telling`: of a tall one the stretch that is shown in a column, top and bottom from 0 to 1. None: it is shown whole.
    """

    capture_id: str
    width: int
    height: int
    caption: str
    alt: str
    telling: tuple[float, float] | None = None


class Answer(NamedTuple):
    """A checklist line and its answer; None: not answered."""

    text: str
    yes: bool | None


class Cell(NamedTuple):
    """One cell of a reading's table: words, before them a friction's coin, a pothole's sign, or an answer's mark."""

    text: str
    coin: int | None = None
    sign: Sign | None = None
    answer: bool | None = None


class ReadingTable(Struct, frozen=True, kw_only=True):
    """`shares` are the widths of the columns in proportion; `title` and the `note` below it may be empty."""

    title: str
    note: str = ""
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


class ReadingPart(Struct, frozen=True, kw_only=True):
    """One reading of one walk: `walk` names it where there are several; how it comes about, sentences, tables."""

    section: Section
    walk: str
    formulas: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    tables: tuple[ReadingTable, ...] = ()


class Absence(NamedTuple):
    """What did not happen, and where."""

    place: str
    text: str


class WalkFigure(Struct, frozen=True, kw_only=True):
    """A walk in figures: `quality` rounded, None = not rated; `change` in points, and since which walk."""

    title: str
    quality: int | None
    rated: str
    change: str
    verdict: str


class Top(Struct, frozen=True, kw_only=True):
    """One of the potholes to repair first; `cost` a month is "–" where it is not known."""

    sign: Sign
    title: str
    place: str
    priority: int
    cost: str
    effort: str


class Bright(Struct, frozen=True, kw_only=True):
    """What went smoothly: a short claim, and what was seen."""

    title: str
    text: str
    place: str


class Glance(Struct, frozen=True, kw_only=True):
    """The page to read when there is time for one. `counts`: severity 4 to 1 and None, with how many.

    `together`: what the first ones cost, and how that comes about; "" where none has a cost.
    """

    figures: tuple[WalkFigure, ...]
    counted: str
    counts: tuple[tuple[int | None, int], ...]
    first: tuple[Top, ...]
    together: str
    smooth: tuple[Bright, ...]
    roads: tuple[str, ...]  # which of the four were never walked


class Road(Struct, frozen=True, kw_only=True):
    """The profile page of one walk. `sayings` are short paragraphs with a heading each."""

    title: str
    intro: str
    data: RoadData
    sayings: tuple[tuple[str, tuple[str, ...]], ...]


class PotholeCard(Struct, frozen=True, kw_only=True):
    """One pothole, for somebody who was not there. Empty texts were not given."""

    sign: Sign
    title: str
    place: str
    severity_words: str
    pictures: tuple[Shown, ...]
    saw: str
    why_label: str
    why: str
    cause: str
    cause_note: str
    todo: str
    facts: tuple[Fact, ...]


class PlanLine(Struct, frozen=True, kw_only=True):
    """One line of the repair plan. `todo` is its remedy in a sentence, `journey` is empty where there is one only.

    `claimed`: a repair is claimed, so the box is ticked and a walk has still to see it.
    """

    sign: Sign
    todo: str
    title: str
    journey: str
    owner: str
    effort: str
    due: str
    claimed: bool


class BrightCard(Struct, frozen=True, kw_only=True):
    """A bright spot with its evidence: what a repair must not break."""

    title: str
    place: str
    saw: str
    why: str
    pictures: tuple[Shown, ...]


class StepEntry(Struct, frozen=True, kw_only=True):
    """One step of the appendix. `friction_words` says the outcome where there is no friction."""

    number: int
    title: str
    stage: str
    meta: str
    note: str
    friction: int | None
    friction_words: str
    feeling: int | None
    feeling_words: str
    signs: tuple[Sign, ...]
    pictures: tuple[Shown, ...]
    answers: tuple[Answer, ...]
    details: tuple[str, ...]


class WalkEntry(Struct, frozen=True, kw_only=True):
    """One walk, step by step, with what the tester said at its end."""

    title: str
    meta: str
    steps: tuple[StepEntry, ...]
    closing: tuple[Fact, ...]


class PersonaEntry(Struct, frozen=True, kw_only=True):
    """A customer who was played. `title` has the age; `empathy` has six lists, says to gains, or none at all."""

    name: str
    title: str
    picture: str | None
    who: str
    aims: tuple[tuple[str, tuple[str, ...]], ...]
    empathy: tuple[tuple[str, tuple[str, ...]], ...]
    looks: tuple[Fact, ...]


class Content(Struct, frozen=True, kw_only=True):
    """A whole report. Logos are SHA-256 of stored pictures; `key`s link from summary to card."""

    title: str
    lead: str
    business: str
    business_logo: str | None
    business_colour: str
    prepared_by: str
    tester_logo: str | None
    tester_colour: str
    header: str
    footer: str
    facts: tuple[Fact, ...]
    language: str
    cover: RoadData
    sections: frozenset[Section]
    glance: Glance
    personas: tuple[PersonaEntry, ...]
    roads: tuple[Road, ...]
    spots: tuple[Spot, ...]  # of the matrix: what is open and rated
    cards: tuple[PotholeCard, ...]
    unrated: tuple[PotholeCard, ...]
    brights: tuple[BrightCard, ...]
    absent: tuple[Absence, ...]
    readings: tuple[ReadingPart, ...]
    plan: tuple[PlanLine, ...]  # what is open and rated, by priority
    walks: tuple[WalkEntry, ...]
    meanings: tuple[Fact, ...] = ()
    customers: tuple[ReadingPart, ...] = ()
