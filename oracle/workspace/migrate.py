"""Bringing a file of an older schema up to date, in place."""

from __future__ import annotations

import sqlite3

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.workspace import engine, sqlite
from oracle.workspace.migrations import STEPS


def bring_up_to_date(own: sqlite3.Connection, *, until: int) -> None:
    """Run the missing steps, each one a transaction that also holds the new schema number.

    The caller has made a backup. A step that leaves references that lead nowhere is undone: WorkspaceDamaged.
    """
    connection = engine.over(own)
    try:
        for number in range(sqlite.schema_number(own) + 1, until + 1):
            with sqlite.without_references(own), connection.begin():
                STEPS[number](Operations(MigrationContext.configure(connection)))
                sqlite.stamp(own, number)
                if sqlite.broken_references(own):
                    raise WorkspaceDamaged(
                        _("The workspace could not be brought up to date: parts of it refer to what is not there."),
                        safe=_("It is as it was."),
                    )
    finally:
        connection.close()  # the driver's stays open
