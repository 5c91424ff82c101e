"""A foreign table as plain text in rows: what a file or a paste holds before anybody knows what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.sheets.fields import guess_columns

MOST_BYTES = 20 * 1024 * 1024  # of a file: the longest journey that we take is far below 2 MB
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000  # characters
MOST_TEXT = 20_000_000  # characters of all cells: in a workbook a million cells can show one long text
_TITLE_ROWS = 12  # above the names of the columns there may be a title and a date

# What is no text: control characters but tab and line end, halves of characters, and signs that never stand for any.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


class Progress(NamedTuple):
    """How far reading is, in bytes."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, counted from 1, and the text of its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The text in a column; "" where the row is shorter or the field has no column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows that hold something. `headed`: the first of them names the columns; what stood above it is left out.

    `sheets` are the names of all sheets of a workbook, `sheet` the one that was read; `encoding` is that of a text
    file. `remarks` say what was tamed while reading.
    """

    all_rows: tuple[Row, ...]
    headed: bool
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.all_rows), default=0)

    @property
    def headers(self) -> tuple[str, ...]:
        """A name for each column: its own, else "Column C"."""
        named = self.all_rows[0].cells if self.headed and self.all_rows else ()
        own = [" ".join(name.split()) for name in named] + [""] * (self.width - len(named))
        return tuple(name or _("Column {letters}").format(letters=letters(at)) for at, name in enumerate(own))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the names of the columns."""
        return self.all_rows[1:] if self.headed else self.all_rows

    def with_headed(self, headed: bool) -> Table:
        """The same table, its first row read as names or as the first step."""
        return replace(self, headed=headed)


def table_of(rows: Sequence[tuple[int, Sequence[str]]], *, remarks: Sequence[str] = ()) -> Table:
    """A table of numbered rows; finds the row that names the columns, and tames what is too long or too wide.

    InputError when all cells together hold more than `MOST_TEXT`.
    """
    tamed = _Taming()
    kept = tuple(row for row in (tamed.row(number, cells) for number, cells in rows) if row.cells)
    first = _heading(kept)
    return Table(kept[first or 0 :], first is not None, remarks=(*remarks, *tamed.remarks()))


def letters(column: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class _Taming:
    """Cleans cells, and counts what had to be cut."""

    def __init__(self) -> None:
        self._long = 0
        self._wide = 0
        self._text = 0

    def row(self, number: int, cells: Sequence[str]) -> Row:
        self._wide = max(self._wide, len(cells) if any(cells[MOST_COLUMNS:]) else 0)
        texts = [self._cell(cell) for cell in cells[:MOST_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        return Row(number, tuple(texts))

    def _cell(self, text: str) -> str:
        if len(text) > LONGEST_CELL:
            self._long += 1
            text = text[:LONGEST_CELL]
        self._text += len(text)
        if self._text > MOST_TEXT:
            raise InputError(
                _("The sheet holds more than {n:,} characters.").format(n=MOST_TEXT),
                advice=_("Keep only the rows of one journey, and try again."),
            )
        # Control characters would survive into files and terminals, where they do harm.
        return cleaned(text)

    def remarks(self) -> list[str]:
        said = []
        if self._long:
            cut = ngettext(
                "{n} cell was longer than {most:,} characters and was cut there.",
                "{n} cells were longer than {most:,} characters and were cut there.",
                self._long,
            )
            said.append(cut.format(n=self._long, most=LONGEST_CELL))
        if self._wide:
            said.append(_("Only the first {n} columns were read.").format(n=MOST_COLUMNS))
        return said


def cleaned(text: str) -> str:
    """Text with plain line ends and without characters that are none, its edges bare."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    return _UNPRINTABLE.sub("", text.replace("\u2029", "\n")).strip()


def _heading(rows: Sequence[Row]) -> int | None:
    """Index of the row that names the columns: the one with most names that we know, two at least; else none."""
    known = [len(guess_columns(row.cells)) for row in rows[:_TITLE_ROWS]]
    best = max(known, default=0)
    if best >= 2 or (best == 1 and rows and len(rows[0].cells) == 1 and known[0] == 1):
        return known.index(best)
    return None
