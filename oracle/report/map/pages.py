"""The map as a PDF on A4 across: as many pages as its stages take, tagged and searchable as the report is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oracle.language import _
from oracle.report.map import drawing, rows
from oracle.report.map.plan import Sheet
from oracle.report.map.record import MapRecord
from oracle.report.pdf.blocks import Drawing, Flowable, Heading, Inset, PageBreak, PageOfPages, Place, Rule, Style, Text
from oracle.report.pdf.document import SIZES, Margins, Progress, write

_ACROSS = (SIZES["A4"][1], SIZES["A4"][0])
_SIDE = 34.0
_MARGINS = Margins(left=_SIDE - rows.INSET, top=32.0, right=_SIDE, bottom=40.0)
_TITLE = Style(17, 21, 600, lines=1)
_ABOUT = Style(8.8, 12, token="ink_2", lines=1)
_RUNNING = Style(8, 10.6, token="ink_2", lines=1)
_HEADER = 46.0


def write_pdf(record: MapRecord, out: Path) -> Iterator[Progress]:
    """Write the map to `out`, which is replaced at the end. A generator as `report.pdf.write`; `ReportError`."""
    room = (
        _ACROSS[0] - _MARGINS.left - _MARGINS.right,
        _ACROSS[1] - _MARGINS.top - _MARGINS.bottom - _HEADER - 2,
    )
    pages = drawing.sheets(record, room)
    yield from write(
        out,
        _story(record, pages, room[1]),
        title=_("{journey}: journey map").format(journey=record.journey.title),
        author=record.business.name,
        subject=drawing.about(record),
        size=_ACROSS,
        margins=_MARGINS,
        furniture=lambda _page: _around(record),
        expected=3 * len(pages),
    )


def write_picture(record: MapRecord, out: Path) -> Iterator[Progress]:
    """Write the whole map as a PDF of one page that is as large as it is."""
    chart = drawing.whole(record)
    yield from write(
        out,
        [Drawing(chart)],
        title=record.journey.title,
        author=record.business.name,
        size=(chart.width, chart.height),
        margins=Margins(0.0, 0.0, 0.0, 0.0),
    )


def _story(record: MapRecord, pages: tuple[Sheet, ...], high: float) -> Iterator[Flowable]:
    for number, sheet in enumerate(pages):
        if number:
            yield PageBreak()
        outline = record.journey.title if not number else ", ".join(column.stage for column in sheet.columns)
        heading = Heading(record.journey.title, 1 if not number else 2, _TITLE, outline=outline)
        yield Inset(heading, left=rows.INSET)
        yield Inset(Text(drawing.about(record), _ABOUT, after=_HEADER - 33), left=rows.INSET)
        yield Drawing(drawing.page(record, sheet, high))


def _around(record: MapRecord) -> list[Place]:
    width, height = _ACROSS
    body, foot = width - 2 * _SIDE, height - 32.0
    signs = drawing.legend()
    right = Style(8, 10.6, token="ink_2", align="right", lines=1)
    running = " · ".join((record.business.name, _("Journey map")))
    return [
        Place(_SIDE, foot, body, Rule("line", 0.66)),
        Place(_SIDE, foot + 6, body * 0.5, Text(running, _RUNNING)),
        Place(_SIDE + body * 0.5, foot + 6, signs.width, Drawing(signs)),
        Place(_SIDE + body * 0.8, foot + 6, body * 0.2, PageOfPages(right)),
    ]
