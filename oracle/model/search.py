"""What a search found."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from oracle.model.change import Subject


class Hit(Struct, frozen=True, kw_only=True):
    """One thing that holds all the words searched for.

    `subject` says what `id` names: BUSINESS, PERSONA, JOURNEY, STEP (its lasting id), VISIT (what was noted there),
    POTHOLE or CAPTURE. `title` is its name: the title of a journey, step or pothole, the name of a persona or business,
    a capture's caption or page title; empty for a visit. `excerpt` is the text that matched, on one line, cut around
    the first match with "…" where more stands; the `title` itself where that is what matched. `spans` are the matched
    words in `excerpt`, as (begin, end) of its characters, in order and without overlap.

    The rest is where it is: a step, visit, pothole or capture has a journey and a step; a visit, pothole (of its latest
    sighting) or capture also the walk and when that began.
    """

    subject: Subject
    id: str
    title: str
    excerpt: str
    spans: tuple[tuple[int, int], ...] = ()
    business_id: str
    business_name: str = ""
    journey_id: str | None = None
    journey_title: str = ""
    step_id: str | None = None
    step_number: int | None = None
    step_title: str = ""
    walk_id: str | None = None
    walked_at: datetime | None = None
