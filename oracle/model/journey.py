"""The road: businesses, personas, and journeys with their versions, stages and steps."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from msgspec import Struct, field

from oracle.model.ratings import ChannelKind, Kind


class Business(Struct, frozen=True, kw_only=True):
    """Whose journeys these are. `logo` is the SHA-256 of a stored picture, `colour` "#rrggbb" or empty.

    `competitor_of` is the id of the business that this one competes with, None where that is in the trash.
    """

    id: str
    name: str
    url: str = ""
    logo: str | None = None
    colour: str = ""
    currency: str = ""
    people: tuple[str, ...] = ()
    competitor_of: str | None = None
    sample: bool = False


class Persona(Struct, frozen=True, kw_only=True):
    """The customer being played. Lists hold a short sentence an item; `picture` is the SHA-256 of a stored picture."""

    id: str
    business_id: str
    name: str
    age: int | None = None
    picture: str | None = None
    who: str = ""
    objectives: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    thinks: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    looks: tuple[tuple[str, ChannelKind], ...] = ()  # (stage name, channel): where she looks


class Line(Struct, frozen=True, kw_only=True):
    """One line of a checklist. Its id lasts across versions; `must` = must not be missing, else: should happen."""

    id: str
    text: str
    must: bool = False


class Wait(Struct, frozen=True, kw_only=True):
    """A wait before a step: how long the promise says, and the promise as it was made."""

    length: timedelta
    promise: str = ""


class Step(Struct, frozen=True, kw_only=True):
    """One interaction in a stage. The id is its lasting identity across versions; `number` counts from 1."""

    id: str
    number: int
    title: str
    does: str = ""
    channel: ChannelKind = ChannelKind.WEBSITE
    channel_label: str = ""
    link: str = ""
    handled_by: str = ""
    gets: str = ""
    checklist: tuple[Line, ...] = ()
    wait: Wait | None = None
    expected_friction: int | None = None
    moment_of_truth: bool = False
    sale: bool = False
    private: bool = False
    people_a_month: int | None = None
    plan_b: str = ""


class Stage(Struct, frozen=True, kw_only=True):
    """A phase of a journey with its steps in order."""

    name: str
    steps: tuple[Step, ...] = ()


class Version(
    Struct, frozen=True, kw_only=True, dict=True
):  # a dict: `steps` is kept, it is asked for thousands of times
    """The steps of a journey as they stood at a time. Walks keep the version that they walked."""

    id: str
    journey_id: str
    number: int
    created_at: datetime
    stages: tuple[Stage, ...] = ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in road order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    def stage_of(self, step_id: str) -> str:
        """Name of the stage that holds the step; KeyError when none does."""
        for stage in self.stages:
            if any(step.id == step_id for step in stage.steps):
                return stage.name
        raise KeyError(step_id)

    def step(self, step_id: str) -> Step:
        """The step with that lasting identity; KeyError when the version has none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


class Journey(Struct, frozen=True, kw_only=True):
    """A road that a customer takes, with its current version. `hints` are the "before you set off" lines of its own."""

    id: str
    business_id: str
    persona_id: str
    kind: Kind
    title: str
    version: Version
    template: str = ""
    hints: tuple[str, ...] = ()
    people_a_month: int | None = None
    worth: Decimal | None = None
    worth_again: Decimal | None = None
    rewalk_days: int | None = None  # the rhythm in which it is walked again
    rewalk_remind_at: datetime | None = None
    created_at: datetime


class PersonaSketch(Struct, frozen=True, kw_only=True):
    """A persona that a template proposes, before it belongs to a business."""

    name: str
    age: int | None = None
    who: str = ""
    objectives: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    pains: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    thinks: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()


class Template(Struct, frozen=True, kw_only=True):
    """A ready journey from `resources/journeys`: a journey without a business, with the persona it proposes.

    Texts may hold `{business}`, `{url}` and `{persona}`, filled in when it is chosen.
    """

    name: str
    kind: Kind
    title: str
    summary: str
    fits: str  # which businesses it suits: "online shop", "course or coach", …
    stages: tuple[Stage, ...]
    persona: PersonaSketch
    hints: tuple[str, ...] = ()


class Tester(Struct, frozen=True, kw_only=True):
    """Who walks. Reports are prepared by the tester; `logo` is the SHA-256 of a stored picture."""

    id: str
    name: str
    contact: str = ""
    logo: str | None = None
    colour: str = ""


class JourneyCard(Struct, frozen=True, kw_only=True):
    """What the home screen shows of a journey without opening it."""

    journey_id: str
    kind: Kind
    title: str
    steps: int
    rewalk_days: int | None  # the rhythm in which it is walked again
    persona_name: str
    walks: int = 0
    last_walked_at: datetime | None = None
    last_tester: str = ""
    last_walk_id: str | None = None  # where it came to an end
    frictions: tuple[int | None, ...] = ()  # of the last walk, by step, valued as for road quality
    holes: tuple[tuple[int, int | None], ...] = ()  # met in the last walk: the index of the step, and the severity
    quality: float | None = None
    change: float | None = None  # since the walk before, where comparable
    unfinished_walk_id: str | None = None
    open_severities: tuple[int | None, ...] = field(default=())  # of open potholes, None = not rated
