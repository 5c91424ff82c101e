"""What was experienced: walks, visits, captures, and what waits."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from oracle.model.journey import Journey, Persona, Step, Tester, Version
from oracle.model.mark import Mark, MarkKind, Private
from oracle.model.ratings import LeaveReason, Outcome, PrivacyAnswer, Run, Source, WalkState


class Surroundings(Struct, frozen=True, kw_only=True):
    """Where and on what the walk was made; each may be empty."""

    system: str = ""
    screen: str = ""
    browser: str = ""
    place: str = ""


class Walk(Struct, frozen=True, kw_only=True):
    """One pass through a journey version by one tester as one persona. `number` counts its journey's walks from 1."""

    id: str
    journey_id: str
    version_id: str
    persona_id: str
    tester_id: str
    number: int
    run: Run = Run.FULL
    state: WalkState = WalkState.RUNNING
    surroundings: Surroundings = Surroundings()
    started_at: datetime
    zone: str = ""  # where the times were seen, as in "Europe/Berlin"
    paused_at: datetime | None = None
    finished_at: datetime | None = None
    current_step_id: str | None = None
    ease: int | None = None  # SEQ, 1 very difficult to 7 very easy
    surprised: str = ""  # debrief: what surprised you
    over_coffee: str = ""  # debrief: what would you tell the owner over coffee
    keep_sign_ins: bool | None = None  # None until the first pause asked
    rewalk_of: str | None = None  # the walk that this one checks


class Visit(Struct, frozen=True, kw_only=True):
    """What was experienced at one step of a walk. One visit a step and walk.

    `answers` maps checklist line ids to yes (True) or no (False). `seconds` is the time spent at the step.
    Wait fields: `promised_at` = due, `came_at` = when it came, `remind_at` = when to ask again.
    """

    id: str
    walk_id: str
    step_id: str
    outcome: Outcome | None = None
    friction: int | None = None
    feeling: int | None = None
    quality: int | None = None
    promptness: int | None = None
    care: int | None = None
    apology: bool | None = None  # after a bump: was there one
    person: bool | None = None  # … somebody to turn to
    truth: bool | None = None  # … the truth about it
    answers: tuple[tuple[str, bool], ...] = ()
    note: str = ""
    expected: str = ""  # the tester's own expectation, written before
    leave_reason: LeaveReason | None = None
    other_road_offered: bool | None = None
    spent: Decimal | None = None
    seconds: int = 0
    wait_started_at: datetime | None = None
    promised_at: datetime | None = None
    came_at: datetime | None = None
    remind_at: datetime | None = None
    first_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def valued_friction(self) -> int | None:
        """Friction as road quality counts it: 4 for left, blocked and never came, none where the step was not met."""
        if self.outcome in {Outcome.LEFT, Outcome.BLOCKED, Outcome.NEVER_CAME}:
            return 4
        if self.outcome in {Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING}:
            return None
        return self.friction


class VisitChange(Struct, frozen=True, kw_only=True):
    """What was changed in a visit after its walk was finished; texts as stored, empty = nothing."""

    id: str
    walk_id: str
    step_id: str
    at: datetime
    field: str
    before: str = ""
    after: str = ""


class Cover(Struct, frozen=True, kw_only=True):
    """A solid block over a capture, in whole device pixels of the stored picture."""

    x: int
    y: int
    width: int
    height: int


class Shot(Struct, frozen=True, kw_only=True):
    """A picture just taken, before it is stored: encoded bytes, at device pixels.

    `foreign` bytes come from outside (file, clipboard) and are still to be checked.
    `scale` is device pixels per logical pixel.
    """

    data: bytes
    source: Source
    taken_at: datetime
    zone: str = ""
    foreign: bool = False
    file_name: str = ""
    url: str = ""
    title: str = ""
    screen: str = ""
    scale: float = 1.0


class Capture(Struct, frozen=True, kw_only=True):
    """A picture taken at a visit. `image` is the SHA-256 of the stored bytes; equal pictures share one image row."""

    id: str
    visit_id: str
    walk_id: str
    step_id: str
    position: int
    image: str
    width: int
    height: int
    source: Source
    taken_at: datetime
    zone: str = ""
    url: str = ""
    title: str = ""
    screen: str = ""
    scale: float = 1.0
    file_name: str = ""
    caption: str = ""
    marks: tuple[Mark, ...] = ()  # in the order in which they are painted
    look: str = ""  # tells its marks from others; empty without marks
    found: tuple[Private, ...] | None = None  # what looks private; None = nobody looked
    burnt_at: datetime | None = None  # since when what was redacted is gone for good
    left_out: bool = False
    privacy: PrivacyAnswer | None = None

    @property
    def covers(self) -> tuple[Cover, ...]:
        """The solid blocks over it."""
        return tuple(block_of(mark) for mark in self.marks if mark.kind is MarkKind.REDACT)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height of what is shown of it: all, or what is left when it is cropped."""
        crop = next((mark for mark in self.marks if mark.kind is MarkKind.CROP), None)
        if crop is None:
            return self.width, self.height
        cut = block_of(crop)
        return cut.width, cut.height

    def in_report(self, *, private: bool) -> bool:
        """Whether a report may show it: at a step marked private only once somebody answered for it."""
        answered = self.privacy in {PrivacyAnswer.HIDDEN, PrivacyAnswer.NOTHING_TO_HIDE}
        return not self.left_out and self.privacy is not PrivacyAnswer.LEAVE_OUT and (answered or not private)


def block_of(mark: Mark) -> Cover:
    """The whole pixels of a REDACT or a CROP."""
    (left, top), (right, bottom) = mark.points
    return Cover(x=int(left), y=int(top), width=int(right - left), height=int(bottom - top))


class OpenWalk(Struct, frozen=True, kw_only=True):
    """Everything the walk screen and the review need, read in one go."""

    walk: Walk
    journey: Journey
    version: Version  # the walked one
    persona: Persona
    tester: Tester
    business_name: str
    visits: tuple[Visit, ...]
    captures: tuple[Capture, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this run: a ten-minute walk has the moments of truth only."""
        if self.walk.run is not Run.TEN_MINUTE:
            return self.version.steps
        return tuple(step for step in self.version.steps if step.moment_of_truth)

    def visit(self, step_id: str) -> Visit | None:
        """The visit at a step, if there was one."""
        return next((visit for visit in self.visits if visit.step_id == step_id), None)

    def captures_at(self, step_id: str) -> tuple[Capture, ...]:
        """The captures of a step in their order."""
        return tuple(capture for capture in self.captures if capture.step_id == step_id)


class WalkCard(Struct, frozen=True, kw_only=True):
    """What lists show of a walk."""

    walk: Walk
    business_id: str
    business_name: str
    journey_title: str
    persona_name: str
    tester_name: str
    steps: int
    rated: int
    quality: float | None
    potholes: int
    waiting: int
    next_due: datetime | None = None


class FollowUp(Struct, frozen=True, kw_only=True):
    """A wait whose time has come or is to come: what the reminders show."""

    walk_id: str
    step_id: str
    business_id: str
    journey_title: str
    step_title: str
    promise: str
    due_at: datetime
    remind_at: datetime | None = None
