"""Bringing a file of an older schema up to date, in place."""

from __future__ import annotations

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.workspace import sqlite
from oracle.workspace.migrations import STEPS


def bring_up_to_date(connection: Connection, *, until: int) -> None:
    """Run the missing steps, each one a transaction that also holds the new schema number.

    The caller has made a backup. A step that leaves references that lead nowhere is undone: WorkspaceDamaged.
    """
    for number in range(sqlite.schema_number(connection) + 1, until + 1):
        with sqlite.without_references(connection), connection.begin():
            STEPS[number](Operations(MigrationContext.configure(connection)))
            sqlite.stamp(connection, number)
            if sqlite.broken_references(connection):
                raise WorkspaceDamaged(
                    _("The workspace could not be brought up to date: parts of it refer to what is not there."),
                    safe=_("It is as it was."),
                )
