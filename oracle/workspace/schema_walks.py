"""The tables that hang on walks and journeys: test customers, what was answered of dips, how steps were matched."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from oracle.model.dip import DipCause
from oracle.model.test_customer import CleanUp, TraceKind
from oracle.workspace.columns import Moment, OneOf, identity, reference, words
from oracle.workspace.metadata import metadata

test_customer = Table(
    "test_customer",
    metadata,
    reference("walk_id", "walk.id", key=True),
    words("name"),
    words("mailbox"),
    words("phone"),
    words("address"),
    words("more"),
    Column("remind_at", Moment),
)

# What a walk left behind at the business.
test_trace = Table(
    "test_trace",
    metadata,
    identity(),
    reference("walk_id", "walk.id"),
    Column("position", Integer, nullable=False),
    Column("kind", OneOf(TraceKind), nullable=False),
    words("what"),
    words("link"),
    Column("todo", OneOf(CleanUp), nullable=False),
    Column("done_at", Moment),
    Index(None, "walk_id"),
)

dip_answer = Table(
    "dip_answer",
    metadata,
    reference("walk_id", "walk.id", key=True),
    Column("low_step_id", String(64), primary_key=True),
    Column("cause", OneOf(DipCause)),
    Column("expectations", Boolean),
    Column("empathy", Boolean),
    Column("authority", Boolean),
    Column("how_long", Boolean),
)

# What a person corrected in the matching of a journey's steps over its versions; no `now_step_id` = matches none.
step_match = Table(
    "step_match",
    metadata,
    reference("journey_id", "journey.id", key=True),
    Column("then_step_id", String(64), primary_key=True),
    Column("now_step_id", String(64)),
)
