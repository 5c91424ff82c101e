"""The sample's own time."""

from __future__ import annotations

from datetime import timedelta

from oracle.model.ratings import Outcome
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, captures, practice, visits, walks
from tests.workspace.conftest import NOON, Snap


def test_the_days_that_pass_put_all_that_was_walked_so_much_further_back(
    ws: Workspace, walk: OpenWalk, snap: Snap
) -> None:
    paid, parcel = (step.id for step in walk.version.steps[2:4])
    visits.set_fields(ws, walk.walk.id, paid, friction=1, now=NOON)
    captures.add(ws, walk.walk.id, paid, snap())
    before = walks.opened(ws, walk.walk.id)
    days = timedelta(days=3)
    practice.pass_time(ws, walk.walk.id, parcel, days)
    after = walks.opened(ws, walk.walk.id)
    assert after.walk.started_at == before.walk.started_at - days
    assert after.captures[0].taken_at == before.captures[0].taken_at - days
    told, then = after.visit(paid), before.visit(paid)
    assert told is not None
    assert then is not None
    assert told.first_at is not None
    assert then.first_at is not None
    assert (told.first_at, told.friction) == (then.first_at - days, 1)
    awaited = after.visit(parcel)
    assert awaited is not None
    assert awaited.promised_at is not None
    assert (awaited.outcome, awaited.wait_started_at) == (Outcome.WAITING, awaited.promised_at - days)
