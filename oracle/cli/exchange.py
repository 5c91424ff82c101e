"""`journey import` and `journey export`: tables and texts in, tables and maps out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace

from oracle import sheets
from oracle.cli.opening import opened
from oracle.cli.output import remark, say
from oracle.errors import InputError
from oracle.language import _
from oracle.sheets import Field, Reading, Table
from oracle.workspace import journeys

_TEXTS = {".txt", ".md"}


def bring_in(wanted: Namespace) -> int:
    """Make a journey from a file and print its id; what was left out or tamed goes to stderr."""
    # Read before the workspace is opened: what cannot be used touches nothing.
    reading, told = _reading(wanted)
    title = wanted.title.strip() or wanted.file.stem[: sheets.LONGEST_TITLE].strip() or _("Imported journey")
    with opened(wanted, begins=True) as held:
        made = journeys.from_stages(
            held, reading.stages, kind=wanted.kind, title=title, business=wanted.business, persona=wanted.persona
        )
    say(made.id)
    for line in (*told, *reading.remarks):
        remark(line)
    return 0


def export(wanted: Namespace) -> int:
    """Write a journey in the form that the file's ending asks for, and print where it is."""
    from oracle.report import map as journey_map

    journey_map.form_of(wanted.out)
    with opened(wanted) as held:
        for step in journey_map.export(held, journeys.resolve(held, wanted.journey), wanted.out):
            if sys.stderr.isatty():
                print(f"\r{step.done} / {step.total}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(_("Journey written: {path}").format(path=wanted.out))
    return 0


def _reading(wanted: Namespace) -> tuple[Reading, list[str]]:
    """The stages of the file, and what is told of the columns they came from."""
    if wanted.file.suffix.lower() in _TEXTS and not wanted.map:
        return sheets.from_text(sheets.read_outline(wanted.file, wanted.encoding)), []
    table = sheets.read_table(wanted.file, sheet=wanted.sheet, encoding=wanted.encoding)
    table, columns = _columns(table, wanted.map)
    return sheets.stages_of(table, columns), _told(table, columns)


def _told(table: Table, columns: Mapping[Field, int]) -> list[str]:
    """Which column became what, and which columns that hold something were left out."""
    read = [f"{sheets.title(field)} = “{_brief(table.headers[at])}”" for field, at in columns.items()]
    rest = [at for at in range(table.width) if at not in columns.values() and any(row.cell(at) for row in table.rows)]
    told = [_("Columns: {columns}.").format(columns=", ".join(read))]
    if rest:
        names = ", ".join(f"“{_brief(table.headers[at])}”" for at in rest)
        told.append(_("Columns left out: {columns}.").format(columns=names))
    return told


def _brief(header: str) -> str:
    return " ".join(header.split())[:60]


def _columns(table: Table, chosen: Sequence[str]) -> tuple[Table, dict[Field, int]]:
    """What is guessed from the headers, then what was typed, which counts more."""
    columns = sheets.guess_columns(table.headers) if table.headed else {}
    for told in chosen:
        name, separator, wish = told.partition("=")
        if not separator or name not in list(Field):
            raise InputError(
                _("{text} is not FIELD=COLUMN.").format(text=repr(told[:60])),
                advice=_("The fields are: {fields}.").format(fields=", ".join(Field)),
            )
        table, column = _column(table, wish.strip())
        columns = {field: at for field, at in columns.items() if at != column} | {Field(name): column}
    if not columns and table.width == 1:
        columns = {Field.STEP: 0}
    return table, columns


def _column(table: Table, wish: str) -> tuple[Table, int]:
    """A column by its name, its letter or its number from 1; naming one by its first cell makes that row the names."""
    named = [header.casefold() for header in table.headers]
    if wish.casefold() in named:
        return table, named.index(wish.casefold())
    first = [cell.casefold() for cell in table.all_rows[0].cells] if table.all_rows else []
    if not table.headed and wish.casefold() in first:
        return replace(table, headed=True), first.index(wish.casefold())
    for at in range(table.width):
        if wish.upper() == sheets.letters(at) or wish == str(at + 1):
            return table, at
    raise InputError(
        _("There is no column {name}.").format(name=repr(wish[:60])),
        advice=_("There are: {columns}.").format(columns=", ".join(table.headers)[:400]),
    )
