"""Pasted text, a step a line: from a mail, a note, an outline, or copied out of a spreadsheet."""

from __future__ import annotations

import re

from oracle.errors import InputError
from oracle.language import _
from oracle.model.journey import Line, Stage, Step
from oracle.sheets import cells
from oracle.sheets.fields import Field, guess_columns, title
from oracle.sheets.reading import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_LINES,
    Reading,
    Remarks,
    finished,
    stages_of,
)
from oracle.sheets.table import LONGEST_CELL, MOST_ROWS, Table, cleaned, table_of
from oracle.sheets.texts import own_text

LONGEST_PASTE = 2_000_000  # characters
_TAB = 4  # columns


def from_text(text: str) -> Reading:
    """Make stages of text: `# Stage` or `Stage:` begins a stage, each other line is a step, and lines indented below a
    step are what should happen there. A step has the channel that it names, else "other". Marks and numbers of lists
    go. Rows with tabs are read as a table.

    InputError when there is no step, or more than a journey can have.
    """
    table = table_from_text(text)
    if table is not None:
        columns = guess_columns(table.headers) if table.headed else {Field.STEP: 0}
        return stages_of(table, columns)
    _refuse_long(text)
    outline = _Outline()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if number > MOST_ROWS:
            raise InputError(_("The text has more than {n:,} lines.").format(n=MOST_ROWS))
        outline.line(line)
    return finished(outline.stages(), outline.remarks.said())


def table_from_text(text: str) -> Table | None:
    """The table, where the text was copied out of a spreadsheet: cells parted by tabs. None where it is an outline."""
    _refuse_long(text)
    rows = _copied_rows(text)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    inner = [row for row in filled if len(row) > 1 and row[0].strip()]
    if len(inner) < 2 or len(inner) < len(filled) // 2:
        return None
    table = table_of([(number, [own_text(cell) for cell in row]) for number, row in enumerate(rows, 1)])
    return table if Field.STEP in guess_columns(table.headers) or table.width > 2 else None


def _copied_rows(text: str) -> list[list[str]]:
    """Rows as spreadsheets put them on the clipboard: cells that hold lines stand in quotation marks."""
    rows: list[list[str]] = [[]]
    pattern = re.compile(r'("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|\Z)')
    for found in pattern.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        cell = found[1]
        quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and ("\n" in cell or "\t" in cell or '""' in cell)
        rows[-1].append(cell[1:-1].replace('""', '"') if quoted else cell)
        if found[2] == "\n":
            rows.append([])
    return rows


class _Outline:
    """Stages, steps and lines on their way out of an outline."""

    def __init__(self) -> None:
        self.remarks = Remarks()
        self._stages: list[tuple[str, list[tuple[str, list[str]]]]] = []
        self._level: int | None = None  # the indent of the steps of this stage

    def line(self, line: str) -> None:
        """One line of the text."""
        expanded = line.expandtabs(_TAB)
        indent = len(expanded) - len(expanded.lstrip())
        text = " ".join(cleaned(line[:LONGEST_CELL]).split())
        if not text:
            return
        heading = text.strip("# ") if text.startswith("#") else ""
        bare = cells.without_mark(text)
        if heading:
            self._begin(heading.rstrip(":"))
        elif text.endswith(":") and bare == text and (self._level is None or indent <= self._level):
            self._begin(text.rstrip(": "))
        elif bare:
            self._add(bare, indent)

    def _begin(self, name: str) -> None:
        self._stages.append((self.remarks.short(name, LONGEST_NAME, title(Field.STAGE)), []))
        self._level = None

    def _add(self, text: str, indent: int) -> None:
        if not self._stages:
            self._begin(_("Steps"))
        steps = self._stages[-1][1]
        if self._level is None or not steps:
            self._level = indent
        if steps and indent > self._level:
            steps[-1][1].append(self.remarks.short(text, LONGEST_TEXT, title(Field.SHOULD)))
        else:
            steps.append((self.remarks.short(text, LONGEST_TITLE, title(Field.STEP)), []))

    def stages(self) -> list[Stage]:
        """What was found."""
        return [Stage(name=name, steps=tuple(map(self._step, steps))) for name, steps in self._stages]

    def _step(self, told: tuple[str, list[str]]) -> Step:
        name, lines = told
        checklist = tuple(Line(id="", text=line) for line in lines[:MOST_LINES])
        return Step(id="", number=0, title=name, channel=cells.channel_in(name), checklist=checklist)


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_PASTE:
        raise InputError(
            _("The text is longer than {n:,} characters.").format(n=LONGEST_PASTE),
            advice=_("Paste only the steps of one journey."),
        )
