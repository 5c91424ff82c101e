"""What the driver is given and gives for a prepared statement is what SQLAlchemy itself would store and read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import bindparam, insert, select

from oracle.model.ratings import Outcome
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, rows, visits
from oracle.workspace.prepared import Prepared
from oracle.workspace.schema import business, visit

BERLIN = timezone(timedelta(hours=1))


def test_a_row_changed_is_read_alike_by_both(ws: Workspace, walk: OpenWalk) -> None:
    identity = visits.set_fields(ws, walk.walk.id, walk.version.steps[0].id, seconds=1).id
    values = {
        "outcome": Outcome.WAITING,
        "friction": None,
        "person": True,
        "note": "a\x00b 🌱",
        "spent": Decimal("12.50"),
        "wait_started_at": datetime(2026, 3, 2, 13, 0, 0, 250, tzinfo=BERLIN),
    }
    with ws.writing() as connection:
        rows.change_one(connection, visit, identity, **values)
        own = Prepared(select(visit).where(visit.c.id == bindparam("own"))).first(connection, own=identity)
        theirs = connection.execute(select(visit).where(visit.c.id == identity)).one()
    assert own == list(theirs)
    assert {name: theirs._mapping[name] for name in values} == values | {"note": "a\ufffdb 🌱"}


def test_a_row_inserted_has_its_tables_defaults(ws: Workspace) -> None:
    with ws.writing() as connection:
        Prepared(insert(business), business.c.keys()).run(connection, id="b", name="Leaf & Co")
        row = connection.execute(select(business)).one()
    assert (row.name, row.url, row.people, row.sample, row.competitor_of) == ("Leaf & Co", "", (), False, None)


def test_the_first_write_after_an_opening_is_whole_or_nothing(ws: Workspace) -> None:
    def fail_halfway() -> None:
        with ws.writing() as connection:
            rows.insert_one(connection, business, id="b", name="Leaf & Co")
            raise KeyError("something fails")

    with pytest.raises(KeyError):
        fail_halfway()
    with ws.reading() as connection:
        assert connection.execute(select(business)).all() == []
