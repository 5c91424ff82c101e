"""Schema 3: walking again, test customers, what is answered about dips and bumps, the history of potholes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """From schema 2."""
    for name in ("apology", "person", "truth"):
        op.add_column("visit", sa.Column(name, sa.Boolean(), nullable=True))
    op.add_column("walk", sa.Column("rewalk_of", sa.String(length=64), nullable=True))
    op.add_column("journey", sa.Column("rewalk_days", sa.Integer(), nullable=True))
    op.add_column("journey", sa.Column("rewalk_remind_at", sa.DateTime(), nullable=True))
    op.add_column("pothole", sa.Column("parted_from", sa.String(length=64), nullable=True))
    _pothole_change(op)
    _pothole_link(op)
    _test_customer(op)
    _dip_answer(op)
    _step_match(op)


def _pothole_change(op: Operations) -> None:
    op.create_table(
        "pothole_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("pothole_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("walk_id", sa.String(length=64), nullable=True),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        _reference(op, "pothole_change", "pothole_id", "pothole.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pothole_change")),
    )
    op.create_index(op.f("ix_pothole_change_pothole_id"), "pothole_change", ["pothole_id"], unique=False)


def _pothole_link(op: Operations) -> None:
    op.create_table(
        "pothole_link",
        sa.Column("pothole_id", sa.String(length=64), nullable=False),
        sa.Column("other_id", sa.String(length=64), nullable=False),
        _reference(op, "pothole_link", "pothole_id", "pothole.id"),
        _reference(op, "pothole_link", "other_id", "pothole.id"),
        sa.PrimaryKeyConstraint("pothole_id", "other_id", name=op.f("pk_pothole_link")),
    )
    op.create_index(op.f("ix_pothole_link_other_id"), "pothole_link", ["other_id"], unique=False)


def _test_customer(op: Operations) -> None:
    op.create_table(
        "test_customer",
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "mailbox", "phone", "address", "more")),
        sa.Column("remind_at", sa.DateTime(), nullable=True),
        _reference(op, "test_customer", "walk_id", "walk.id"),
        sa.PrimaryKeyConstraint("walk_id", name=op.f("pk_test_customer")),
    )
    op.create_table(
        "test_trace",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("todo", sa.String(length=32), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        _reference(op, "test_trace", "walk_id", "walk.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_trace")),
    )
    op.create_index(op.f("ix_test_trace_walk_id"), "test_trace", ["walk_id"], unique=False)


def _dip_answer(op: Operations) -> None:
    op.create_table(
        "dip_answer",
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        sa.Column("low_step_id", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=True),
        *(
            sa.Column(name, sa.Boolean(), nullable=True)
            for name in ("expectations", "empathy", "authority", "how_long")
        ),
        _reference(op, "dip_answer", "walk_id", "walk.id"),
        sa.PrimaryKeyConstraint("walk_id", "low_step_id", name=op.f("pk_dip_answer")),
    )


def _step_match(op: Operations) -> None:
    op.create_table(
        "step_match",
        sa.Column("journey_id", sa.String(length=64), nullable=False),
        sa.Column("then_step_id", sa.String(length=64), nullable=False),
        sa.Column("now_step_id", sa.String(length=64), nullable=True),
        _reference(op, "step_match", "journey_id", "journey.id"),
        sa.PrimaryKeyConstraint("journey_id", "then_step_id", name=op.f("pk_step_match")),
    )


def _reference(op: Operations, table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
