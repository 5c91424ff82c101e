"""Any table as a file: CSV with harmless texts, XLSX with numbers and days as such and texts never as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from oracle import tokens
from oracle.sheets.writing import LONGEST_CELL, harmless, replace_file

Cell = str | int | Decimal | date | None


class Column(NamedTuple):
    """A column's head, and its width in characters in a workbook."""

    head: str
    width: float = 16


def write_plain_csv(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], out: Path) -> None:
    """Write a table as CSV in UTF-8 with a mark; days as ISO 8601. StorageError where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(column.head) for column in columns])
    for row in rows:
        writer.writerow(
            ["" if cell is None else harmless(cell) if isinstance(cell, str) else str(cell) for cell in row]
        )
    replace_file(out, text.getvalue().encode("utf-8-sig", "replace"))


def write_plain_xlsx(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], out: Path, *, title: str, made: datetime
) -> None:
    """Write a table as a workbook of one sheet called `title`: numbers and days as such, all else as text.

    The same table `made` at the same time gives the same file. StorageError where it cannot be written.
    """
    from xlsxwriter import Workbook  # takes a tenth of a second to load

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title[:255], "created": made.replace(tzinfo=None)})
    sheet = book.add_worksheet(_sheet_name(title))
    light = tokens.LIGHT
    head = book.add_format({"bold": True, "bg_color": light.ink, "font_color": light.on_ink, "valign": "vcenter"})
    plain = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": light.line}
    body, day = book.add_format(plain), book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
    sheet.set_row(0, 24)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, head)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                sheet.write_string(number, at, cell[:LONGEST_CELL], body)
            elif isinstance(cell, int | Decimal):
                sheet.write_number(number, at, cell, body)
            elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
                sheet.write_datetime(number, at, cell, day)
            elif cell:
                sheet.write_string(number, at, str(cell), body)
            else:
                sheet.write_blank(number, at, None, body)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    replace_file(out, data.getvalue())


_FIRST_YEAR = 1900  # of a day in a workbook


def _sheet_name(title: str) -> str:
    """A name that a sheet may have."""
    bare = "".join(" " if each in "[]:*?/\\" else each for each in title).strip(" '")
    return bare[:31] or "1"
