"""Small values that belong to a workspace, as the business that was last in view."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select

from oracle.model.change import Change, Subject, change
from oracle.workspace.schema import preference as table
from oracle.workspace.workspace import Workspace


def get(workspace: Workspace, key: str, default: Any = None) -> Any:
    """The value: text, number, truth, list or None; the default for one of another kind than that."""
    with workspace.reading() as connection:
        row = connection.execute(select(table.c.value).where(table.c.key == key)).one_or_none()
    fits = row is not None and (default is None or isinstance(row.value, type(default)))
    return row.value if row is not None and fits else default


def set(workspace: Workspace, key: str, value: Any) -> Change:  # noqa: A001 - `preferences.set` reads as what it does
    """Store a value that JSON can hold."""
    with workspace.writing() as connection:
        connection.execute(delete(table).where(table.c.key == key))
        connection.execute(insert(table).values(key=key, value=value))
    return change(Subject.WORKSPACE, key)
