"""Journeys as tables: CSV and XLSX, a row a step, which read back as the same stages."""

from __future__ import annotations

import csv
import io
import os
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from oracle import tokens
from oracle.errors import StorageError
from oracle.language import _
from oracle.model.journey import Journey, Stage, Step
from oracle.sheets import cells
from oracle.sheets.fields import Field, title

LONGEST_CELL = 32_767  # characters, in XLSX
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
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(title(field)) for field in Field])
    for row in rows_of(journey.version.stages):
        writer.writerow([harmless(cell) for cell in row])
    replace_file(out, text.getvalue().encode("utf-8-sig", "replace"))


def write_xlsx(journey: Journey, out: Path) -> None:
    """Write the journey as a workbook of one sheet: each cell a text, never a formula, number or link.

    StorageError as for `write_csv`.
    """
    from xlsxwriter import Workbook  # takes a tenth of a second to load

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = journey.version.created_at.replace(tzinfo=None)
    # The same journey gives the same file, whenever it is written.
    book.set_properties({"title": journey.title[:255], "created": max(made, datetime(_EARLIEST, 1, 1))})
    sheet = book.add_worksheet(_("Journey")[:31])
    head = book.add_format(
        {"bold": True, "bg_color": tokens.LIGHT.ink, "font_color": tokens.LIGHT.on_ink, "valign": "vcenter"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": tokens.LIGHT.line})
    sheet.set_row(0, 24)
    for column, field in enumerate(Field):
        sheet.set_column(column, column, _WIDTHS.get(field, _NARROW + 4))
        sheet.write_string(0, column, title(field), head)
    rows = list(rows_of(journey.version.stages))
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, _storable(text), body) if text else sheet.write_blank(
                number, column, None, body
            )
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(Field) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    replace_file(out, data.getvalue())


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


def replace_file(out: Path, data: bytes) -> None:
    """Put `data` in the place of `out` in one go. StorageError says why it could not be."""
    part = out.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except FileNotFoundError as error:
        raise StorageError(
            _("The folder {place} does not exist.").format(place=out.parent), advice=_("Choose another folder.")
        ) from error
    except OSError as error:
        raise StorageError(
            _("{path} could not be written: {why}.").format(path=out, why=error.strerror or error),
            safe=_("A file that stood there before is unchanged."),
            advice=_("Close it in other programs, make room, or choose another folder."),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


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


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; `texts.own_text` takes the apostrophe away again."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r\n]", text) else text


def _storable(text: str) -> str:
    """Text for a cell that is a text anyway: only what would lose an apostrophe in reading gets one more."""
    return (f"'{text}" if re.match(r"'+[=+\-@\t\r\n]", text) else text)[:LONGEST_CELL]
