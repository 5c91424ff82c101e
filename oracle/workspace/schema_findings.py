"""The tables of what was found: potholes, where they were met, and what the app itself saw."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from oracle.model.ratings import Cause, Effort, State, Verdict
from oracle.workspace.columns import Day, Moment, Money, OneOf, flag, identity, rating, reference, texts, words
from oracle.workspace.metadata import metadata

# What the app itself saw at a visit: a suggestion until a person says so.
observation = Table(
    "observation",
    metadata,
    identity(),
    reference("visit_id", "visit.id"),
    Column("seen_at", Moment, nullable=False),
    Column("kind", String(32), nullable=False),
    words("url"),
    words("detail"),
    flag("dismissed"),
    Index(None, "visit_id"),
)

pothole = Table(
    "pothole",
    metadata,
    identity(),
    reference("journey_id", "journey.id"),
    Column("walk_number", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    words("title"),
    flag("bright"),
    words("saw"),
    words("why"),
    words("todo"),
    *rating("severity", 1, 4),
    flag("severity_at_least"),
    *rating("reach", 1, 4),
    Column("cause", OneOf(Cause)),
    words("cause_note"),
    Column("effort", OneOf(Effort)),
    Column("share_lost", Money),
    words("owner"),
    Column("due", Day),
    Column("state", OneOf(State), nullable=False),
    words("state_reason"),
    words("done_when"),
    texts("answers_to"),
    Column("parted_from", String(64)),  # by id alone: what it was split from may be gone
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    UniqueConstraint("journey_id", "walk_number", "number"),
)

# Every change of a pothole, in the order of the ids: clocks go back.
pothole_change = Table(
    "pothole_change",
    metadata,
    identity(),
    reference("pothole_id", "pothole.id"),
    Column("at", Moment, nullable=False),
    words("who"),
    Column("walk_id", String(64)),  # by id alone: history stays when its walk is gone
    Column("field", String(32), nullable=False),
    words("before"),
    words("after"),
    Index(None, "pothole_id"),
)

# Two potholes that belong together; stored once, the smaller id first.
pothole_link = Table(
    "pothole_link",
    metadata,
    reference("pothole_id", "pothole.id", key=True),
    reference("other_id", "pothole.id", key=True),
    Index(None, "other_id"),
)

sighting = Table(
    "sighting",
    metadata,
    identity(),
    reference("pothole_id", "pothole.id"),
    reference("walk_id", "walk.id"),
    words("note"),
    *rating("severity", 1, 4),
    flag("severity_at_least"),
    Column("verdict", OneOf(Verdict)),
    flag("shown_before"),
    UniqueConstraint("pothole_id", "walk_id"),
    Index(None, "walk_id"),
)

sighting_step = Table(
    "sighting_step",
    metadata,
    reference("sighting_id", "sighting.id", key=True),
    Column("step_id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
)

sighting_capture = Table(
    "sighting_capture",
    metadata,
    reference("sighting_id", "sighting.id", key=True),
    reference("capture_id", "capture.id", key=True),
    Column("position", Integer, nullable=False),
    Index(None, "capture_id"),
)
