"""Finding journeys, steps, notes, potholes, captures, personas and businesses by the words in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Generator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row

from oracle.errors import WorkspaceDamaged
from oracle.model.change import Subject
from oracle.model.search import Hit
from oracle.workspace import folding, search_index, search_making, search_sources
from oracle.workspace.folding import Phrase
from oracle.workspace.search_tables import KINDS, RANGE, SHELVES
from oracle.workspace.workspace import Workspace

SUBJECTS = (
    Subject.JOURNEY, Subject.STEP, Subject.POTHOLE, Subject.VISIT, Subject.CAPTURE, Subject.PERSONA, Subject.BUSINESS,
)  # fmt: skip
_PLACES = ("business_id", "journey_id", "step_id", "step_number", "walk_id", "walked_at")
_FEW = 300  # things that may be read before answering: what was written since the last search
_CONSIDERED = 100  # newest finds of a kind that are put in order
_EXCERPT = 120  # characters
_BEFORE = 40  # characters of an excerpt before the first match


def find(
    workspace: Workspace, text: str, *, business_id: str | None = None, subject: Subject | None = None, limit: int = 50
) -> tuple[Hit, ...]:
    """What holds every word of `text`, each whole or as the beginning of one; at most `limit`.

    Kinds come one after the other, the one with the best find first; each has its share of `limit`, and what is left
    of it goes to those that have more. Within a kind names come before texts, whole words before beginnings, then the
    newest. With `subject` only that kind. Quotes and signs are text. Just after an old file was opened, or an index
    was made anew, what has not been read yet is not found: `prepare` reads it.
    """
    wanted = folding.phrases(text)
    if not wanted or limit < 1:
        return ()
    search = _Search(wanted, business_id, limit)
    kinds = SUBJECTS if subject is None else tuple(each for each in SUBJECTS if each is subject)
    try:
        return search.run(workspace, kinds)
    except WorkspaceDamaged:
        if search_making.make_sure(workspace.driver, thoroughly=True):
            raise
        return search.run(workspace, kinds)


def prepare(workspace: Workspace) -> Generator[tuple[int, int], None, None]:
    """Read all that is due, in slices of a few milliseconds; yields how much is done, and of how much."""
    yield from search_index.settle(workspace)


class _Find(Struct, frozen=True):
    number: int
    thing: str
    score: int


class _Search(Struct, frozen=True):
    wanted: Sequence[Phrase]
    business_id: str | None
    limit: int

    def run(self, workspace: Workspace, kinds: Sequence[Subject]) -> tuple[Hit, ...]:
        """The hits, after a few of the things that are due have been read."""
        for _progress in islice(search_index.settle(workspace), _FEW // search_index.SLICE):
            pass
        with workspace.reading() as connection:
            found = {each: self._of_kind(connection, each) for each in kinds}
            chosen = _shared(found, self.limit)
            return tuple(hit for each, finds in chosen for hit in _hits(connection, each, finds, self.wanted))

    def _of_kind(self, connection: Connection, subject: Subject) -> list[_Find]:
        """The best finds of one kind that are not in the trash."""
        kept: dict[int, _Find] = {}
        for whole in (True, False):
            # Whole words first: they are answered at once, while a beginning that many words have takes its time.
            if len(kept) < self.limit:
                kept |= {each.number: each for each in self._matches(connection, subject, whole=whole)}
        return sorted(kept.values(), key=lambda each: (-each.score, -each.number))[: self.limit]

    def _matches(self, connection: Connection, subject: Subject, *, whole: bool) -> list[_Find]:
        """The newest finds of a kind, looked for in pages since some of them may lie in the trash."""
        begin = KINDS.index(subject.value) * RANGE
        below = begin + RANGE
        found: list[_Find] = []
        match = " ".join('"' + " ".join(phrase) + ('"' if whole else '" *') for phrase in self.wanted)
        scoring = _Scoring(self.wanted)
        while len(found) < _CONSIDERED:
            values = (match, begin, below, self.business_id)
            page = connection.exec_driver_sql(_QUERIES[SHELVES[subject.value]], values).all()
            alive = _alive(connection, subject, [row.thing for row in page])
            found += [
                _Find(row.number, row.thing, scoring.of(row.title, row.body)) for row in page if row.thing in alive
            ]
            if len(page) < _CONSIDERED:
                break
            below = page[-1].number
        return found


# Rows come newest first straight from the index, so that the limit ends the work.
_QUERIES = {
    shelf: f"SELECT passage.number, thing, title, body FROM {shelf}"  # noqa: S608 - our names
    f" JOIN passage ON passage.number = {shelf}.rowid"
    f" WHERE {shelf} MATCH ? AND {shelf}.rowid >= ? AND {shelf}.rowid < ? AND coalesce(? = business, TRUE)"
    f" ORDER BY {shelf}.rowid DESC LIMIT {_CONSIDERED}"
    for shelf in SHELVES.values()
}


def _alive(connection: Connection, subject: Subject, things: list[str]) -> set[str]:
    query = search_sources.LIVING[subject.value]
    return set(connection.execute(query, {"things": things}).scalars()) if things else set()


class _Scoring:
    """How well folded texts match: each phrase counts 4 whole in the title, 3 as a beginning there, 2 and 1 elsewhere.

    Weighing words by how rare they are would have to count all texts that hold them, and take longer than the search.
    """

    def __init__(self, wanted: Sequence[Phrase]) -> None:
        self._begins = [re.compile(r"(?<!\S)" + re.escape(" ".join(phrase)) + r"(\S?)") for phrase in wanted]

    def of(self, title: str, body: str) -> int:
        return sum(_mark(begin, title) + 2 if begin.search(title) else _mark(begin, body) for begin in self._begins)


def _mark(begin: re.Pattern[str], text: str) -> int:
    return max((1 if found[1] else 2 for found in begin.finditer(text)), default=0)


def _shared(found: dict[Subject, list[_Find]], limit: int) -> list[tuple[Subject, list[_Find]]]:
    """The best of each kind: an equal share, then more for those that have more; the kind with the best find first."""
    kinds = sorted((each for each in found if found[each]), key=lambda each: -found[each][0].score)
    shares: dict[Subject, int] = defaultdict(int)
    left = limit
    while left and any(shares[each] < len(found[each]) for each in kinds):
        for each in kinds:
            if left and shares[each] < len(found[each]):
                shares[each] += 1
                left -= 1
    return [(each, found[each][: shares[each]]) for each in kinds]


def _hits(connection: Connection, subject: Subject, finds: list[_Find], wanted: Sequence[Phrase]) -> list[Hit]:
    if not finds:
        return []
    things = [each.thing for each in finds]
    shown = {row.thing: row for row in connection.execute(search_sources.SOURCES[subject.value], {"things": things})}
    return [_hit(subject, shown[each.thing], wanted) for each in finds]


def _hit(subject: Subject, row: Row[tuple[object, ...]], wanted: Sequence[Phrase]) -> Hit:
    cells = row._mapping
    texts = [text for text in (cells["title"], *search_sources.body(row)) if text]
    excerpt, spans = _excerpt(texts, wanted)
    place: dict[str, Any] = {name: cells[name] for name in _PLACES}
    place |= {name: cells[name] or "" for name in ("business_name", "journey_title", "step_title")}
    return Hit(
        subject=subject,
        id=cells["step_id"] if subject is Subject.STEP else cells["thing"],
        title=cells["title"],
        excerpt=excerpt,
        spans=spans,
        **place,
    )


def _excerpt(texts: Sequence[str], wanted: Sequence[Phrase]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Of the text in which most phrases stand, the title first, a line around the first of them."""

    def held(text: str) -> int:
        return sum(bool(folding.spans(text, [phrase])) for phrase in wanted)

    best = texts[0] if len(texts) == 1 else max(texts, key=held)
    places = folding.spans(best, wanted)
    start = _start(best, places[0][0] if places else 0)
    line = " ".join(best[start : start + _EXCERPT].split())
    if start:
        line = "…" + line
    if start + _EXCERPT < len(best):
        line += "…"
    return line, folding.spans(line, wanted)


def _start(text: str, first: int) -> int:
    """Where an excerpt begins: at the beginning, or with a word a little before the first match."""
    if len(text) <= _EXCERPT or first <= _BEFORE:
        return 0
    gap = text.find(" ", first - _BEFORE, first)
    return first - _BEFORE if gap < 0 else gap + 1
