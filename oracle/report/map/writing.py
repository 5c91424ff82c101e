"""The one way from a journey to a file with its map or its table, by the ending of the file."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from enum import StrEnum
from pathlib import Path

from oracle import sheets
from oracle.language import _
from oracle.model.journey import Journey
from oracle.report import endings
from oracle.report.map import drawing, record
from oracle.report.map.record import MapRecord
from oracle.report.pdf.document import Progress, replaced
from oracle.workspace import Workspace, journeys


class Form(StrEnum):
    """What a journey can be exported as; the value is the ending of the file."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    XLSX = "xlsx"
    CSV = "csv"


def form_of(out: Path) -> Form:
    """The form that the file's ending asks for. InputError for another ending."""
    return endings.form_of(out, Form)


def export(workspace: Workspace, journey_id: str, out: Path) -> Generator[Progress, None, None]:
    """Write the journey to `out` in the form of its ending; replaces an older file at the end, and only then.

    A generator that does its work while it is iterated and can be closed. NotFound, InputError, ReportError or
    StorageError say why it could not be.
    """
    form_of(out)
    yield Progress(0, 1000, _("Reading the journey"))
    yield from write(read(workspace, journey_id, out), out)


def read(workspace: Workspace, journey_id: str, out: Path) -> Journey | MapRecord:
    """What `write` needs for a file with this ending, read at one moment. NotFound or InputError."""
    if form_of(out) in {Form.CSV, Form.XLSX}:
        return journeys.get(workspace, journey_id)
    return record.read(workspace, journey_id)


def write(held: Journey | MapRecord, out: Path) -> Generator[Progress, None, None]:
    """Write what was read for `out`; the second half of `export`, for which no workspace is needed."""
    form = form_of(out)
    if isinstance(held, Journey):
        (sheets.write_csv if form is Form.CSV else sheets.write_xlsx)(held, out)
        return
    yield Progress(50, 1000, _("Drawing the map"))
    yield from _WRITERS[form](held, out)


def _pdf(read: MapRecord, out: Path) -> Iterator[Progress]:
    from oracle.report.map.pages import write_pdf

    yield from write_pdf(read, out)


def _png(read: MapRecord, out: Path) -> Iterator[Progress]:
    from oracle.report.map.pages import write_picture
    from oracle.report.map.png import png_of

    with tempfile.TemporaryDirectory(prefix="oracle-map-") as folder:
        page = Path(folder) / "map.pdf"
        yield from write_picture(read, page)
        yield Progress(500, 1000, _("Drawing the map"))
        data = png_of(page)
        yield Progress(950, 1000, _("Writing the file"))
        with replaced(out) as file:
            file.write(data)


def _svg(read: MapRecord, out: Path) -> Iterator[Progress]:
    from oracle.report.map.svg import svg

    data = svg(drawing.whole(read), read.journey.title).encode()
    yield Progress(500, 1000, _("Writing the file"))
    with replaced(out) as file:
        file.write(data)


_WRITERS = {Form.PDF: _pdf, Form.PNG: _png, Form.SVG: _svg}
