"""The one way from a plan to a file, by the ending of the file."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from oracle import sheets
from oracle.language import _
from oracle.report import endings
from oracle.report.pdf.document import Paper, Progress, replaced
from oracle.report.pdf.pages_pictures import Source
from oracle.report.plan import pages, table, texts
from oracle.report.plan.parts import Plan


class Form(StrEnum):
    """What a plan can be written as; the value is the ending of the file."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    MARKDOWN = "md"


def form_of(out: Path) -> Form:
    """The form that the file's ending asks for. InputError for another ending."""
    return endings.form_of(out, Form)


def write(
    plan: Plan,
    out: Path,
    picture: Source,
    *,
    made: datetime,
    slips_only: bool = False,
    paper: Paper = "A4",
    language: str = "en",
) -> Generator[Progress, None, None]:
    """Write the plan in the form of the file's ending; it is replaced at the end and only if all went well.

    A generator: it works while it is iterated and can be closed. `slips_only` leaves the table out: a page (PDF) or a
    part (Markdown) a pothole. InputError, ReportError or StorageError say why it could not be.
    """
    form = form_of(out)
    if form is Form.PDF:
        yield from pages.write_pages(plan, out, picture, slips_only=slips_only, paper=paper, language=language)
        return
    yield Progress(0, 1000, _("Writing the file"))
    if form is Form.MARKDOWN:
        told = "\n".join(texts.slip_markdown(slip) for slip in plan.slips) if slips_only else texts.plan_markdown(plan)
        with replaced(out) as file:
            file.write(told.encode("utf-8", "replace"))
    elif form is Form.CSV:
        sheets.write_plain_csv(table.columns(plan), table.rows(plan), out)
    else:
        sheets.write_plain_xlsx(table.columns(plan), table.rows(plan), out, title=plan.title, made=made)


def shown(plan: Plan) -> Iterator[str]:
    """Ids of the captures in the plan, some more than once: what is to be prepared before it is written."""
    return (each.capture_id for slip in plan.slips for each in slip.pictures)
