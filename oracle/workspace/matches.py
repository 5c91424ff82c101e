"""What people corrected in the matching of a journey's steps over its versions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select

from oracle.model.change import Change, Subject, change
from oracle.workspace import journey_rows, rows
from oracle.workspace.schema import step, version
from oracle.workspace.schema import step_match as table
from oracle.workspace.workspace import Workspace


def corrections(connection: Connection, journey_id: str) -> dict[str, str | None]:
    """By id of the older road's step: the step that it is now, or None for none of these."""
    query = select(table.c.then_step_id, table.c.now_step_id).where(table.c.journey_id == journey_id)
    return dict(connection.execute(query).all())


def correct(
    workspace: Workspace, journey_id: str, wanted: Mapping[str, str | None], *, again: Collection[str] = ()
) -> Change:
    """Say which step older ones are now, or with None that they are none; another that was said to be it is not.

    Of a rival's road: which step of this journey its steps are. `again`: steps that are matched by themselves again.
    All in one transaction.
    """
    with workspace.writing() as connection:
        journey_rows.business_of(connection, journey_id)
        for then_id in (*again, *wanted):
            _forget(connection, journey_id, then_id)
        for then_id, now_id in wanted.items():
            if now_id is not None:
                _forget_claims(connection, journey_id, then_id, now_id)
            values = {"journey_id": journey_id, "then_step_id": then_id, "now_step_id": now_id}
            rows.insert_one(connection, table, **values)
    return change(Subject.JOURNEY, journey_id, also=(Subject.WALK,))


def _forget(connection: Connection, journey_id: str, then_step_id: str) -> None:
    own = (table.c.journey_id == journey_id, table.c.then_step_id == then_step_id)
    connection.execute(delete(table).where(*own))


def _forget_claims(connection: Connection, journey_id: str, then_id: str, now_id: str) -> None:
    """Of one road never two steps are the same one; of this journey's and a rival's one each may be."""
    roads = select(version.c.journey_id).join(step, step.c.version_id == version.c.id)
    strange = (
        select(step.c.id)
        .join(version, version.c.id == step.c.version_id)
        .where(version.c.journey_id != roads.where(step.c.id == then_id).limit(1).scalar_subquery())
    )
    own = (table.c.journey_id == journey_id, table.c.now_step_id == now_id)
    connection.execute(delete(table).where(*own, table.c.then_step_id.not_in(strange)))
