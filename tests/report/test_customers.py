"""The test customer's card: never in a report by itself, and whole where it was ticked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from oracle.model.test_customer import CleanUp, TestCustomer, Trace, TraceKind
from oracle.report.content import Options, Section, build
from oracle.report.content.parts import USUAL_SECTIONS
from tests.report.sample import monstera
from tests.report.test_pages import failures, outline, page_texts, written

CARD = TestCustomer(
    walk_id="w1",
    name="Wendy Harper",
    mailbox="wendy@example.com",
    phone="+44 20 7946 0182",
    address="18 Larch Avenue\nLondon N16 8QX",
    traces=(
        Trace(
            id="t1", kind=TraceKind.ORDER, what="GL-20417", link="https://leaf.example/20417", todo=CleanUp.CANCEL,
            done_at=datetime(2025, 10, 9, 8, 0, tzinfo=UTC),
        ),
        Trace(id="t2", kind=TraceKind.ACCOUNT, what="wendy@example.com", todo=CleanUp.DELETE),
        Trace(id="t3", kind=TraceKind.OTHER, what="A chat"),
    ),
)  # fmt: skip
TICKED = Options(sections=USUAL_SECTIONS | {Section.TEST_CUSTOMER})


def test_nothing_of_the_card_is_built_unless_its_section_was_chosen(tmp_path: Path) -> None:
    record = replace(monstera(), customer=CARD)
    assert build([record], Options()).customers == ()
    assert "wendy@example.com" not in "\n".join(page_texts(written(tmp_path, [record])))
    assert build([replace(record, customer=TestCustomer(walk_id="w1"))], TICKED).customers == ()


def test_the_card_stands_on_a_page_of_its_own_when_ticked(tmp_path: Path) -> None:
    found = written(tmp_path, [replace(monstera(), customer=CARD)], TICKED)
    assert failures(found) == []
    last = page_texts(found)[-1]
    for text in ("The test customer", "Wendy Harper", "Larch Avenue", "GL-20417", "on 9 October 2025", "Delete it"):
        assert text in last
    assert outline(found)[-1][0] == "The test customer"


def test_cards_of_several_walks_name_their_walk() -> None:
    first = replace(monstera(), customer=CARD)
    second = replace(first, open=replace(first.open, walk=replace(first.open.walk, id="w2", number=2)))
    names = [part.walk for part in build([first, second], TICKED).customers]
    assert len(set(names)) == 2
    assert all(names)
