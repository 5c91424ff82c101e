"""The pages of the method's readings: the dip and its cures, expectation, channels, handling, leaving, words, cost."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from oracle.language import _
from oracle.report.charts.marks import tick
from oracle.report.content import Cell, Content, ReadingPart, ReadingTable, Section
from oracle.report.pdf.columns import Share, Table
from oracle.report.pdf.flow import Flowable
from oracle.report.pdf.pages_styles import (
    BODY,
    PLAIN_LABEL,
    ROW_PADDING,
    SMALL,
    SMALL_2,
    STRONG,
    head,
    sign_run,
    subhead,
    with_coin,
)
from oracle.report.pdf.paragraphs import Text
from oracle.report.pdf.text import Run


def reading_pages(content: Content, section: Section, *, linked: bool) -> Iterator[Flowable]:
    """One reading of all walks, under its heading and with its formula. `linked`: the cards are in the report."""
    parts = [part for part in content.readings if part.section is section]
    if not parts:
        return
    yield head(section_title(section), section.value, before=24)
    told = " ".join(dict.fromkeys(each for part in parts for each in part.formulas))
    if told:
        yield Text(told, SMALL_2, after=8, keep_with_next=True)
    for part in parts:
        yield from _part(part, linked=linked)


def customer_pages(content: Content) -> Iterator[Flowable]:
    """The test customers' cards, where they were asked for."""
    yield head(section_title(Section.TEST_CUSTOMER), Section.TEST_CUSTOMER.value)
    told = _("Private: who the tester posed as, and what is to be cleaned up. Pass it on only to who needs it.")
    yield Text(told, SMALL_2, after=8, keep_with_next=True)
    for part in content.customers:
        yield from _part(part, linked=False)


def _part(part: ReadingPart, *, linked: bool) -> Iterator[Flowable]:
    if part.walk:
        yield subhead(part.walk, before=12)
    for line in part.lines:
        yield Text(line, BODY, after=4, keep_with_next=bool(part.tables))
    for table in part.tables:
        if table.title:
            yield Text(table.title, STRONG, before=8, after=2, keep_with_next=True)
        if table.note:
            yield Text(table.note, BODY, after=4, keep_with_next=True)
        yield _table(table, linked=linked)


def section_title(section: Section) -> str:
    """The heading of a reading in the report."""
    return {
        Section.SINCE: _("Since the last walk"),
        Section.DIP: _("The dip and its four cures"),
        Section.EXPECTATION: _("Expectation against experience"),
        Section.CHANNELS: _("Channels covered"),
        Section.HANDLING: _("How bumps were handled"),
        Section.LEAVING: _("Where people would leave"),
        Section.WORDS: _("Words that confuse"),
        Section.COST: _("What it costs to leave it"),
        Section.TEST_CUSTOMER: _("The test customer"),
    }[section]


def _table(table: ReadingTable, *, linked: bool) -> Table:
    heads = [Text(each, PLAIN_LABEL) for each in table.heads]
    rows = [[_cell(cell, linked=linked) for cell in row] for row in table.rows]
    return Table(heads, rows, [Share(share) for share in table.shares], align="top", padding=ROW_PADDING, after=8)


def _cell(cell: Cell, *, linked: bool) -> Flowable:
    if cell.coin is not None:
        return with_coin(cell.coin, cell.text)
    if cell.sign is not None:
        link = f"#{cell.sign.key}" if linked and cell.sign.key else ""
        return Text([sign_run(cell.sign, 13.2), Run(f"  {cell.text}", link=link, token="ink")], SMALL)
    if cell.answer is not None:
        mark = replace(tick(cell.answer, 8), alt="")  # the word beside it says the same
        return Text([Run(chart=mark), Run(f"  {cell.text}")], SMALL)
    return Text(cell.text, SMALL)
