"""What changed since an earlier walk, and which walk that was."""

from __future__ import annotations

from collections.abc import Sequence

from oracle.language import _
from oracle.method.quality import rounded
from oracle.method.since import Since
from oracle.model.walk import OpenWalk
from oracle.report.content import dates


def since_words(found: Since | None, earlier: Sequence[OpenWalk]) -> str:
    """ "up 6 since walk 2 of 6 October 2025"; "" where no walk of `earlier`, newest first, can be compared."""
    if found is None:
        return ""
    began = dates.local(found.walk.walk.started_at, found.walk.walk.zone)
    text = _by(found, _("walk {n} of {day}").format(n=found.walk.walk.number, day=dates.day(began.date())))
    if found.walk is not earlier[0]:
        text = _("{change}, the last one that can be compared").format(change=text)
    return text


def since_briefly(found: Since | None) -> str:
    """ "up 6 since walk 2", for where a line is short."""
    return "" if found is None else _by(found, _("walk {n}").format(n=found.walk.walk.number))


def _by(found: Since, walk: str) -> str:
    points = rounded(abs(found.points))
    if not points:
        return _("as smooth as {walk}").format(walk=walk)
    text = _("up {n} since {walk}") if found.points > 0 else _("down {n} since {walk}")
    return text.format(n=points, walk=walk)
