"""The test customer's card in a report: only where it was ticked, else nothing of it is even built."""

from __future__ import annotations

from collections.abc import Sequence

from oracle import words
from oracle.language import _
from oracle.model.record import WalkRecord
from oracle.model.test_customer import CleanUp, TestCustomer, Trace
from oracle.report.content import dates
from oracle.report.content.parts import Cell, Options, ReadingPart, ReadingTable, Section


def customers(records: Sequence[WalkRecord], options: Options, *, across: bool) -> tuple[ReadingPart, ...]:
    """The cards of these walks that say anything; none unless their section was chosen."""
    if Section.TEST_CUSTOMER not in options.sections:
        return ()
    return tuple(
        _part(record, record.customer, across=across)
        for record in records
        if record.customer is not None and not record.customer.is_empty
    )


def _part(record: WalkRecord, card: TestCustomer, *, across: bool) -> ReadingPart:
    tables = [table for table in (_who(card), _left_behind(card, record.open.walk.zone)) if table.rows]
    named = _("{journey}, walk {n}").format(journey=record.open.journey.title, n=record.open.walk.number)
    return ReadingPart(section=Section.TEST_CUSTOMER, walk=named if across else "", tables=tuple(tables))


def _who(card: TestCustomer) -> ReadingTable:
    said = (
        (_("Name"), card.name),
        (_("Mailbox"), card.mailbox),
        (_("Phone"), card.phone),
        (_("Address"), card.address),
        (_("More"), card.more),
    )
    rows = tuple((Cell(name), Cell(text.strip())) for name, text in said if text.strip())
    return ReadingTable(title="", heads=(_("Given as"), _("What was typed")), shares=(1, 4), rows=rows)


def _left_behind(card: TestCustomer, zone: str) -> ReadingTable:
    rows = tuple(
        (Cell(words.trace(trace.kind)), Cell(_named(trace)), Cell(_done(trace, zone), answer=_answer(trace)))
        for trace in card.traces
    )
    heads = (_("Left behind"), _("Which"), _("Cleaned up"))
    return ReadingTable(title=_("What was left behind"), heads=heads, shares=(1, 2.5, 1.5), rows=rows)


def _named(trace: Trace) -> str:
    return f"{trace.what}, {trace.link}" if trace.link and trace.link != trace.what else trace.what


def _answer(trace: Trace) -> bool | None:
    return None if trace.todo is CleanUp.NOTHING else trace.done_at is not None


def _done(trace: Trace, zone: str) -> str:
    if trace.done_at is not None:
        return _("on {day}").format(day=dates.day(dates.local(trace.done_at, zone).date()))
    return words.clean_up(trace.todo)
