"""The test customer's card: begun from the last walk's, and reminded of until nothing is left behind."""

from __future__ import annotations

import pytest

from oracle.errors import InputError, NotFound
from oracle.model.test_customer import CleanUp, TraceKind
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, test_customers, testers, trash, walks
from tests.workspace.conftest import DAY, NOON


def test_a_card_is_begun_with_who_the_tester_last_posed_as(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    first = walk.walk.id
    assert test_customers.proposed(ws, first).is_empty
    assert test_customers.last_of(ws, tester).is_empty
    test_customers.set_fields(ws, first, name="Wendy Harper", mailbox="w@example.com", more="Likes ferns")
    test_customers.add_trace(ws, first, TraceKind.ORDER, "GL-20417")
    second = walks.start(ws, walk.journey.id, tester_id=tester, now=NOON + DAY).id
    proposed = test_customers.proposed(ws, second)
    assert (proposed.name, proposed.mailbox, proposed.more, proposed.traces) == (
        "Wendy Harper",
        "w@example.com",
        "",
        (),
    )
    assert test_customers.get(ws, second).is_empty
    test_customers.set_fields(ws, second, mailbox="other@example.com")
    assert test_customers.get(ws, second).name == "Wendy Harper"
    other = walks.start(ws, walk.journey.id, tester_id=testers.add(ws, name="Ben").id, now=NOON + DAY).id
    assert test_customers.proposed(ws, other).is_empty
    assert test_customers.last_of(ws, tester).mailbox == "other@example.com"


def test_what_was_left_behind_is_due_once_the_walk_is_over_until_it_is_cleaned_up(
    ws: Workspace, walk: OpenWalk
) -> None:
    key = walk.walk.id
    order = test_customers.add_trace(ws, key, TraceKind.ORDER, " GL-20417 ", link="https://leaf.example/o/20417")
    account = test_customers.add_trace(ws, key, TraceKind.ACCOUNT, "w@example.com")
    test_customers.add_trace(ws, key, TraceKind.OTHER, "A chat with Tom")
    card = test_customers.get(ws, key)
    assert [(trace.what, trace.todo) for trace in card.traces] == [
        ("GL-20417", CleanUp.CANCEL), ("w@example.com", CleanUp.DELETE), ("A chat with Tom", CleanUp.NOTHING),
    ]  # fmt: skip
    assert order.ids == (card.traces[0].id, key)
    assert test_customers.due(ws, until=NOON + 30 * DAY) == ()
    walks.finish(ws, key, now=NOON + DAY)
    (left,) = test_customers.due(ws, until=NOON + DAY)
    assert (left.walk_id, left.journey_title, left.left) == (key, "Buys a plant", 2)
    test_customers.remind(ws, key, NOON + 3 * DAY)
    assert test_customers.due(ws, until=NOON + 2 * DAY) == ()
    assert test_customers.due(ws, until=NOON + 3 * DAY)
    test_customers.set_done(ws, order.id, True)
    test_customers.set_trace(ws, account.id, todo=CleanUp.NOTHING)
    assert test_customers.due(ws, until=NOON + 3 * DAY) == ()
    test_customers.set_done(ws, order.id, False)
    walks.delete(ws, key)
    assert test_customers.due(ws, until=NOON + 3 * DAY) == ()
    trash.restore(ws, key)
    test_customers.remove_trace(ws, order.id)
    assert [trace.what for trace in test_customers.get(ws, key).traces] == ["w@example.com", "A chat with Tom"]


def test_what_cannot_be_kept_is_refused(ws: Workspace, walk: OpenWalk) -> None:
    key = walk.walk.id
    for wrong in ("  ", "x" * 3_000):
        with pytest.raises(InputError):
            test_customers.add_trace(ws, key, TraceKind.ORDER, wrong)
    with pytest.raises(InputError):
        test_customers.set_fields(ws, key, address="x" * 3_000)
    with pytest.raises(NotFound):
        test_customers.set_fields(ws, "nobody", name="x")
    with pytest.raises(NotFound):
        test_customers.set_done(ws, "nobody", True)
    assert test_customers.get(ws, key).is_empty
