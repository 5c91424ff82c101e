"""Text files with separated values: their encoding, their separator, their rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Generator

from oracle.errors import InputError
from oracle.language import _
from oracle.sheets.fields import guess_columns
from oracle.sheets.table import MOST_ROWS, Progress, Table, table_of

ENCODINGS = (
    "UTF-8",
    "UTF-16",
    "Windows-1252",
    "Windows-1250",
    "Windows-1251",
    "Windows-1253",
    "Windows-1254",
    "Mac-Roman",
    "Shift_JIS",
    "GB18030",
    "Big5",
    "EUC-KR",
)  # those that can be chosen where the guess is wrong

Rows = list[tuple[int, list[str]]]

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SEPARATORS = ",;\t|"
_LOOKED_AT = 65_536  # characters, to find the separator
_ROWS_LOOKED_AT = 40
_A_SLICE = 200  # rows between two words on the progress


def read_text(data: bytes, encoding: str | None = None) -> Generator[Progress, None, Table]:
    """The table of a CSV file. InputError for what is no text, or is more than a journey can be."""
    text, name = decoded(data, encoding)
    yield Progress(0, len(data))
    rows = yield from _rows(text, separator_of(text), len(data))
    table = table_of(rows)
    return Table(table.all_rows, table.headed, encoding=name, remarks=table.remarks)


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of its encoding, found by its mark or its bytes where none is given."""
    name = encoding or _encoding_of(data)
    try:
        text = data.decode("utf-8-sig" if name == "UTF-8" else name)
    except (UnicodeError, LookupError):
        if encoding is None:
            raise _no_table() from None
        raise InputError(
            _("The file is no text in {encoding}.").format(encoding=name),
            advice=_("Choose another encoding, or save it as CSV in UTF-8."),
        ) from None
    start = text[:_LOOKED_AT]
    if len(_UNREADABLE.findall(start)) > max(8, len(start) // 20):
        raise _no_table()
    return text.removeprefix("\ufeff"), name


def _encoding_of(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    # Western letters in UTF-16 have a zero in every second byte.
    if sample[1::2].count(0) > half * 0.4 and sample[::2].count(0) < half * 0.1:
        return "UTF-16LE"
    if sample[::2].count(0) > half * 0.4 and sample[1::2].count(0) < half * 0.1:
        return "UTF-16BE"
    return next(name for name in ("UTF-8", "Windows-1252", "Latin-1") if _fits(data, name))


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(text: str) -> str:
    """The character between two cells: the one that makes known columns, then the most even rows."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        return told[1]
    start = text[:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda each: _evenness(start, each))


def _evenness(text: str, separator: str) -> tuple[int, float, int]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _ROWS_LOOKED_AT:
                break
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    known = max(len(guess_columns(row)) for row in rows[:12] if len(row) <= 200) if len(rows[0]) <= 200 else 0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return (known if width > 1 else 0), (count / len(rows) if width > 1 else 0.0), width


def _rows(text: str, separator: str, size: int) -> Generator[Progress, None, Rows]:
    body = re.sub(r"\Asep=.\r?\n", "", text)
    lines = body.count("\n") + 1
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator)
    rows: Rows = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(cells):
                rows.append((number, [own_text(cell) for cell in cells]))
            if len(rows) > MOST_ROWS:
                raise too_many_rows()
            if number % _A_SLICE == 0:
                yield Progress(min(size, size * reader.line_num // lines), size)
    except csv.Error:
        raise InputError(
            _("A cell of the file does not end."),
            advice=_("A quotation mark may be missing. Save the file again as CSV from your spreadsheet program."),
        ) from None
    return rows


def own_text(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet program from taking it for a formula."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n]", cell) else cell


def _no_table() -> InputError:
    return InputError(_("The file is no table: it holds no readable text."), advice=_("Choose a CSV or an XLSX file."))


def too_many_rows() -> InputError:
    """The refusal of a table that is too long to be a journey."""
    return InputError(
        _("The sheet has more than {n:,} rows.").format(n=MOST_ROWS),
        advice=_("Keep only the rows of one journey, and try again."),
    )
