"""A merge as text: what takes it back, also in another session than the one that made it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Dialect, Table

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change
from oracle.workspace import potholes
from oracle.workspace.pothole_unmerging import Around, Before, Cells, Merged, Named
from oracle.workspace.schema import pothole, pothole_link, sighting, sighting_capture, sighting_step
from oracle.workspace.workspace import Workspace

KIND = "pothole-oracle merge 1"
_AROUND = {"sightings": sighting, "steps": sighting_step, "captures": sighting_capture, "links": pothole_link}


def text_of(workspace: Workspace, gone_id: str) -> str:
    """The merge of this session that took a pothole in, as text for a file; InputError where there is none."""
    merged = workspace.merges.get(gone_id)
    if merged is None:
        raise InputError(_("This merge cannot be taken back any more."))
    with workspace.reading() as connection:
        dialect = connection.dialect
    before = merged.before
    told = {
        "kind": KIND,
        "kept": [before.kept.id, before.kept.told],
        "gone": [before.gone.id, before.gone.told],
        "rows": [_plain(pothole, each, dialect) for each in (before.kept_row, before.gone_row, merged.kept_row)],
        "before": _plain_around(before.around, dialect),
        "after": _plain_around(merged.around, dialect),
        "history": list(before.history),
    }
    return json.dumps(told, ensure_ascii=False)


def take_back(workspace: Workspace, text: str, *, who: str = "") -> Change:
    """Take back the merge of which `text` tells. InputError for other text, and where it is too late for that."""
    with workspace.reading() as connection:
        dialect = connection.dialect
    try:
        merged = _read(json.loads(text), dialect)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        said = _("This file does not tell how a merge is taken back.")
        raise InputError(said, advice=_("It is the file that `pothole merge --undo FILE` wrote.")) from None
    return potholes.part_merged(workspace, merged, who=who)


# ---- values as JSON has them, through the types of their columns


def _plain(table: Table, cells: Cells, dialect: Dialect) -> Cells:
    return {
        name: _through(table.c[name].type.dialect_impl(dialect).bind_processor(dialect), value)
        for name, value in cells.items()
    }


def _plain_around(around: Around, dialect: Dialect) -> dict[str, list[Cells]]:
    return {name: [_plain(table, each, dialect) for each in getattr(around, name)] for name, table in _AROUND.items()}


def _through(process: Any, value: Any) -> Any:
    return value if process is None else process(value)


def _read(told: Any, dialect: Dialect) -> Merged:
    if told["kind"] != KIND:
        raise ValueError(told["kind"])
    kept_row, gone_row, left_row = (_cells(pothole, each, dialect) for each in told["rows"])
    kept, gone = (Named(*_texts(told[name], 2)) for name in ("kept", "gone"))
    if [kept.id, gone.id, kept.id] != [kept_row["id"], gone_row["id"], left_row["id"]]:
        raise ValueError(kept.id)
    around = _around(told["before"], dialect)
    before = Before(kept, gone, kept_row, gone_row, around, tuple(_texts(told["history"])))
    return Merged(before, left_row, _around(told["after"], dialect))


def _around(told: Any, dialect: Dialect) -> Around:
    return Around(**{
        name: tuple(_cells(table, each, dialect) for each in told[name]) for name, table in _AROUND.items()
    })  # fmt: skip


def _cells(table: Table, told: Any, dialect: Dialect) -> Cells:
    if set(told) != set(table.c.keys()):
        raise ValueError(table.name)
    if not all(value is None or isinstance(value, str | int | float) for value in told.values()):
        raise TypeError(table.name)
    return {
        name: _through(table.c[name].type.dialect_impl(dialect).result_processor(dialect, None), value)
        for name, value in told.items()
    }


def _texts(told: Any, count: int | None = None) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told) or count not in {None, len(told)}:
        raise TypeError
    return told
