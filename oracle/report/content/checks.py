"""The check before export: what a reader would stumble over, each line with the place to repair it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from oracle.language import _, ngettext
from oracle.method import handing_out
from oracle.method.absent import not_rated
from oracle.method.run import walked
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.record import WalkRecord
from oracle.model.walk import Capture, OpenWalk, Visit

GRAVE = 3  # severity from which a smooth step contradicts
ROUGH = 3  # friction from which a praising text contradicts

# Short lists on purpose: a line that is wrong costs more trust than one that is missing.
_BLAME = (
    "blame",
    "careless",
    "clueless",
    "fault",
    "idiot",
    "idiotic",
    "idiots",
    "incompetent",
    "lazy",
    "moron",
    "pathetic",
    "ridiculous",
    "sloppy",
    "stupid",
    "useless",
)
_TROUBLE = (
    "broken",
    "cannot",
    "can't",
    "could not",
    "couldn't",
    "dead link",
    "error",
    "failed",
    "nothing came",
    "refused",
)
_PRAISE = ("all fine", "easy", "effortless", "flawless", "no problem", "no trouble", "perfect", "smooth", "smoothly")


class NoticeKind(StrEnum):
    """What a line of the check is about."""

    PRIVATE = "private"
    FOUND = "found"  # looks private and is not covered
    NO_PICTURE = "no_picture"
    NO_WHY = "no_why"
    NO_REMEDY = "no_remedy"
    NOT_RATED = "not_rated"
    CONTRADICTION = "contradiction"
    BLAME = "blame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line of the check, and the ids of the place that it leads to; those that do not apply are ""."""

    kind: NoticeKind
    text: str
    walk_id: str
    step_id: str = ""
    pothole_id: str = ""
    capture_id: str = ""


def allowed(capture: Capture, step: Step | None) -> bool:
    """Whether a capture may stand in a report: not left out, and answered where its step is private."""
    return capture.in_report(private=step is not None and step.private)


def of_run(record: WalkRecord) -> WalkRecord:
    """The same record with the road of its run: a ten-minute walk is reported by its moments of truth."""
    return replace(record, open=replace(record.open, version=walked(record.open)))


def notices(records: Iterable[WalkRecord]) -> tuple[Notice, ...]:
    """All lines of the check: private captures first, then walk by walk in road order, potholes by number."""
    records = tuple(of_run(record) for record in records)
    hidden = [notice for record in records for notice in (*_private(record.open), *_found(record.open))]
    first: dict[str, WalkRecord] = {}  # by pothole: one that was met in several walks is checked once, in the first
    for record in records:
        for pothole in record.potholes:
            first.setdefault(pothole.id, record)
    rest = [notice for record in records for notice in (*_walk(record), *_potholes(record, first))]
    return (*hidden, *rest)


def _private(walk: OpenWalk) -> Iterator[Notice]:
    for capture in walk.captures:
        step = _step(walk, capture.step_id)
        if step and step.private and not capture.left_out and capture.privacy is None:
            text = _("A picture at “{step}” is left out until you say whether it shows something private")
            yield Notice(
                kind=NoticeKind.PRIVATE,
                text=text.format(step=step.title),
                walk_id=walk.walk.id,
                step_id=step.id,
                capture_id=capture.id,
            )


def _found(walk: OpenWalk) -> Iterator[Notice]:
    """Captures that a report shows with places that look private."""
    for capture in walk.captures:
        step, left = _step(walk, capture.step_id), len(handing_out.open_places(capture))
        if left and step and allowed(capture, step):
            text = ngettext(
                "{n} place looks private in a picture at “{step}” and is not covered",
                "{n} places look private in a picture at “{step}” and are not covered",
                left,
            )
            yield Notice(
                kind=NoticeKind.FOUND,
                text=text.format(n=left, step=step.title),
                walk_id=walk.walk.id,
                step_id=step.id,
                capture_id=capture.id,
            )


def _walk(record: WalkRecord) -> Iterator[Notice]:
    walk = record.open
    unrated = {step.id for step in not_rated(walk.version, walk.visits)}
    for step in walk.version.steps:
        visit = walk.visit(step.id)
        if step.id in unrated:
            text = _("Step {n}, “{step}”, was never rated").format(n=step.number, step=step.title)
            yield Notice(kind=NoticeKind.NOT_RATED, text=text, walk_id=walk.walk.id, step_id=step.id)
        if visit and contradicts(visit, [pothole for pothole in record.potholes if step.id in _met(pothole, walk)]):
            text = _("“{step}” is rated {n}, but what is written there says otherwise")
            said = text.format(step=step.title, n=visit.valued_friction)
            yield Notice(kind=NoticeKind.CONTRADICTION, text=said, walk_id=walk.walk.id, step_id=step.id)
        word = blaming(visit.note) if visit else ""
        if word:
            text = _("The note at “{step}” blames: “{word}”").format(step=step.title, word=word)
            yield Notice(kind=NoticeKind.BLAME, text=text, walk_id=walk.walk.id, step_id=step.id)


def contradicts(visit: Visit, potholes: Iterable[Pothole]) -> bool:
    """Whether rating and text of a visit cannot both be meant.

    A smooth step with a grave pothole, the lowest feeling, or a note of trouble; a rough step with a good feeling, or
    with a note that only praises.
    """
    friction, feeling = visit.valued_friction, visit.feeling
    if friction is None:
        return False
    trouble, praise = _says(visit.note, _TROUBLE), _says(visit.note, _PRAISE)
    if friction == 0:
        grave = any((pothole.severity or 0) >= GRAVE and not pothole.bright for pothole in potholes)
        return grave or feeling == -2 or (trouble and not praise)
    return friction >= ROUGH and ((feeling or 0) > 0 or (praise and not trouble))


def blaming(text: str) -> str:
    """The first word in `text` that blames, as it is written there; "" if none does."""
    found = re.search(rf"\b({'|'.join(_BLAME)})\b", text, re.IGNORECASE)
    return found.group(0) if found else ""


def _potholes(record: WalkRecord, first: Mapping[str, WalkRecord]) -> Iterator[Notice]:
    steps = {step.id: step for step in record.open.version.steps}
    shown = {each.id for each in record.open.captures if allowed(each, steps.get(each.step_id))}
    for pothole in sorted(record.potholes, key=lambda each: (each.walk_number, each.number)):
        if first[pothole.id] is not record:
            continue
        for kind, text in _lacks(pothole, shown):
            met = _met(pothole, record.open)
            yield Notice(
                kind=kind,
                text=text.format(title=pothole.title),
                walk_id=record.open.walk.id,
                step_id=met[0] if met else "",
                pothole_id=pothole.id,
            )


def _lacks(pothole: Pothole, shown: Set[str]) -> Iterator[tuple[NoticeKind, str]]:
    if not pothole.bright:
        if shown.isdisjoint(pothole.capture_ids):
            yield NoticeKind.NO_PICTURE, _("“{title}” has no picture")
        if not pothole.why.strip():
            yield NoticeKind.NO_WHY, _("“{title}” does not say why it matters")
        if not pothole.todo.strip():
            yield NoticeKind.NO_REMEDY, _("“{title}” does not say what to do")
    written = "\n".join((pothole.title, pothole.saw, pothole.why, pothole.todo, pothole.cause_note))
    if blaming(written):
        yield NoticeKind.BLAME, _("“{title}” has a word that blames")


def _met(pothole: Pothole, walk: OpenWalk) -> tuple[str, ...]:
    return tuple(s for sighting in pothole.sightings if sighting.walk_id == walk.walk.id for s in sighting.step_ids)


def _step(walk: OpenWalk, step_id: str) -> Step | None:
    return next((step for step in walk.version.steps if step.id == step_id), None)


def _says(text: str, words: tuple[str, ...]) -> bool:
    plain = text.replace("’", "'")
    return re.search(rf"\b({'|'.join(re.escape(word) for word in words)})\b", plain, re.IGNORECASE) is not None
