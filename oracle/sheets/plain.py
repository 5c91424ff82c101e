"""Any table as a file: CSV with harmless texts, XLSX with numbers and days as such and texts never as formulas."""

from __future__ import annotations

import csv
import io
import os
import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from oracle import tokens
from oracle.errors import StorageError
from oracle.language import _

LONGEST_CELL = 32_767  # characters, in XLSX

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
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    out: Path,
    *,
    title: str,
    made: datetime,
    sheet: str = "",
) -> None:
    """Write a table as a workbook of one sheet called `sheet`, else `title`: texts are never formulas.

    The same table `made` at the same time gives the same file. StorageError where it cannot be written.
    """
    from xlsxwriter import Workbook  # takes a tenth of a second to load

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title[:255], "created": made.replace(tzinfo=None)})
    page = book.add_worksheet(_sheet_name(sheet or title))
    light = tokens.LIGHT
    head = book.add_format({"bold": True, "bg_color": light.ink, "font_color": light.on_ink, "valign": "vcenter"})
    plain = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": light.line}
    body, day = book.add_format(plain), book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
    page.set_row(0, 24)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.head, head)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                page.write_string(number, at, cell[:LONGEST_CELL], body)
            elif isinstance(cell, int | Decimal):
                page.write_number(number, at, cell, body)
            elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
                page.write_datetime(number, at, cell, day)
            elif cell:
                page.write_string(number, at, str(cell), body)
            else:
                page.write_blank(number, at, None, body)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, len(rows), len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    book.close()
    replace_file(out, data.getvalue())


_FIRST_YEAR = 1900  # of a day in a workbook


def _sheet_name(title: str) -> str:
    """A name that a sheet may have."""
    bare = "".join(" " if each in "[]:*?/\\" else each for each in title).strip(" '")
    return bare[:31] or "1"


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula; `texts.own_text` takes the apostrophe away again."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r\n]", text) else text


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
