"""Journeys as tables: CSV and XLSX, a row a step, which read back as the same stages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from oracle.language import _
from oracle.model.journey import Journey, Stage, Step
from oracle.sheets import cells
from oracle.sheets.fields import Field, title
from oracle.sheets.plain import LONGEST_CELL, Column, write_plain_csv, write_plain_xlsx

_NARROW, _MIDDLE, _WIDE = 12, 22, 44  # widths in characters
_WIDTHS = {
    Field.STAGE: 18,
    Field.STEP: 32,
    Field.DOES: _WIDE,
    Field.LINK: 30,
    Field.GETS: 30,
    Field.SHOULD: _WIDE,
    Field.MUST: _WIDE,
    Field.CHANNEL: _MIDDLE,
    Field.WHO: 18,
    Field.PROMISE: _MIDDLE,
    Field.PLAN_B: 30,
}
_EARLIEST = 1980  # no zip can say an earlier year


def write_csv(journey: Journey, out: Path) -> None:
    """Write the journey as CSV in UTF-8 with a mark, so that spreadsheet programs read it right.

    What could be a formula gets an apostrophe before it. StorageError where it cannot be written; an older file at that
    place is replaced at the end, or stands as before.
    """
    write_plain_csv(_columns(), list(rows_of(journey.version.stages)), out)


def write_xlsx(journey: Journey, out: Path) -> None:
    """Write the journey as a workbook of one sheet: each cell a text, never a formula, number or link.

    StorageError as for `write_csv`.
    """
    rows = [[_storable(text) for text in row] for row in rows_of(journey.version.stages)]
    made = journey.version.created_at.replace(tzinfo=None)
    # The same journey gives the same file, whenever it is written.
    created = max(made, datetime(_EARLIEST, 1, 1))
    write_plain_xlsx(_columns(), rows, out, title=journey.title, sheet=_("Journey"), made=created)


def _columns() -> list[Column]:
    return [Column(title(field), _WIDTHS.get(field, _NARROW + 4)) for field in Field]


def rows_of(stages: Sequence[Stage]) -> Iterator[list[str]]:
    """The cells of each row in the order of `Field`; an empty stage, or one called as the last, has its own row."""
    before = ""
    for stage in stages:
        name = " ".join(stage.name.split())
        if not stage.steps or name == before:
            yield [name] + [""] * (len(Field) - 1)
        for step in stage.steps:
            yield _row(name, step)
        before = name


def _row(stage: str, step: Step) -> list[str]:
    wait = step.wait
    told = {
        Field.STAGE: stage,
        Field.STEP: " ".join(step.title.split()),
        Field.DOES: step.does,
        Field.CHANNEL: cells.channel_words(step.channel, step.channel_label),
        Field.WHO: " ".join(step.handled_by.split()),
        Field.LINK: step.link,
        Field.GETS: step.gets,
        Field.SHOULD: cells.lines_text([line.text for line in step.checklist if not line.must]),
        Field.MUST: cells.lines_text([line.text for line in step.checklist if line.must]),
        Field.WAIT: cells.length_words(wait.length) if wait else "",
        Field.PROMISE: wait.promise if wait else "",
        Field.FRICTION: "" if step.expected_friction is None else str(step.expected_friction),
        Field.TRUTH: _("yes") if step.moment_of_truth else "",
        Field.SALE: _("yes") if step.sale else "",
        Field.PRIVATE: _("yes") if step.private else "",
        Field.PEOPLE: "" if step.people_a_month is None else str(step.people_a_month),
        Field.PLAN_B: step.plan_b,
    }
    return [told[field] for field in Field]


def _storable(text: str) -> str:
    """Text for a cell that is a text anyway: only what would lose an apostrophe in reading gets one more."""
    return (f"'{text}" if re.match(r"'+[=+\-@\t\r\n]", text) else text)[:LONGEST_CELL]
