"""Schema 1, the first release: what was met on walks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """After the tables that these refer to."""
    _sighting(op)
    _step(op)
    _visit(op)
    _visit_change(op)
    _answer(op)
    _capture(op)
    _line(op)
    _observation(op)
    _sighting_step(op)
    _sighting_capture(op)


def _sighting(op: Operations) -> None:
    op.create_table(
        "sighting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("pothole_id", sa.String(length=64), nullable=False),
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("severity_at_least", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=True),
        sa.Column("shown_before", sa.Boolean(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_sighting_severity")),
        sa.ForeignKeyConstraint(
            ["pothole_id"], ["pothole.id"], name=op.f("fk_sighting_pothole_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_sighting_walk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("pothole_id", "walk_id", name=op.f("uq_sighting_pothole_id_walk_id")),
    )
    op.create_index(op.f("ix_sighting_walk_id"), "sighting", ["walk_id"], unique=False)


def _step(op: Operations) -> None:
    op.create_table(
        "step",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("channel_label", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("handled_by", sa.Text(), nullable=False),
        sa.Column("gets", sa.Text(), nullable=False),
        sa.Column("wait_seconds", sa.Integer(), nullable=True),
        sa.Column("wait_promise", sa.Text(), nullable=False),
        sa.Column("expected_friction", sa.Integer(), nullable=True),
        sa.Column("moment_of_truth", sa.Boolean(), nullable=False),
        sa.Column("sale", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("people_a_month", sa.Integer(), nullable=True),
        sa.Column("plan_b", sa.Text(), nullable=False),
        sa.CheckConstraint("expected_friction BETWEEN 0 AND 4", name=op.f("ck_step_expected_friction")),
        sa.ForeignKeyConstraint(
            ["version_id", "stage"],
            ["stage.version_id", "stage.position"],
            name=op.f("fk_step_version_id_stage"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "id", name=op.f("pk_step")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_step_version_id_number")),
    )


def _visit(op: Operations) -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        sa.Column("step_id", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("friction", sa.Integer(), nullable=True),
        sa.Column("feeling", sa.Integer(), nullable=True),
        sa.Column("quality", sa.Integer(), nullable=True),
        sa.Column("promptness", sa.Integer(), nullable=True),
        sa.Column("care", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("leave_reason", sa.String(length=32), nullable=True),
        sa.Column("other_road_offered", sa.Boolean(), nullable=True),
        sa.Column("spent", sa.String(length=64), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("wait_started_at", sa.DateTime(), nullable=True),
        sa.Column("promised_at", sa.DateTime(), nullable=True),
        sa.Column("came_at", sa.DateTime(), nullable=True),
        sa.Column("remind_at", sa.DateTime(), nullable=True),
        sa.Column("first_at", sa.DateTime(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("care BETWEEN 1 AND 5", name=op.f("ck_visit_care")),
        sa.CheckConstraint("feeling BETWEEN -2 AND 2", name=op.f("ck_visit_feeling")),
        sa.CheckConstraint("friction BETWEEN 0 AND 4", name=op.f("ck_visit_friction")),
        sa.CheckConstraint("promptness BETWEEN 1 AND 5", name=op.f("ck_visit_promptness")),
        sa.CheckConstraint("quality BETWEEN 1 AND 5", name=op.f("ck_visit_quality")),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_visit_walk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("walk_id", "step_id", name=op.f("uq_visit_walk_id_step_id")),
    )
    op.create_index(op.f("ix_visit_outcome"), "visit", ["outcome"], unique=False)


def _visit_change(op: Operations) -> None:
    op.create_table(
        "visit_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("walk_id", sa.String(length=64), nullable=False),
        sa.Column("step_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["walk_id"], ["walk.id"], name=op.f("fk_visit_change_walk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_change")),
    )
    op.create_index(op.f("ix_visit_change_walk_id"), "visit_change", ["walk_id"], unique=False)


def _answer(op: Operations) -> None:
    op.create_table(
        "answer",
        sa.Column("visit_id", sa.String(length=64), nullable=False),
        sa.Column("line_id", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_answer_visit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("visit_id", "line_id", name=op.f("pk_answer")),
    )


def _capture(op: Operations) -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("visit_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("image", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("covers_key", sa.String(length=64), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("privacy", sa.String(length=32), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["image"], ["image.sha256"], name=op.f("fk_capture_image")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_capture_visit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
    )
    op.create_index(op.f("ix_capture_image"), "capture", ["image"], unique=False)
    op.create_index(op.f("ix_capture_visit_id"), "capture", ["visit_id"], unique=False)


def _line(op: Operations) -> None:
    op.create_table(
        "line",
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("step_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id", "step_id"],
            ["step.version_id", "step.id"],
            name=op.f("fk_line_version_id_step_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "id", name=op.f("pk_line")),
    )


def _observation(op: Operations) -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("visit_id", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_observation_visit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_visit_id"), "observation", ["visit_id"], unique=False)


def _sighting_step(op: Operations) -> None:
    op.create_table(
        "sighting_step",
        sa.Column("sighting_id", sa.String(length=64), nullable=False),
        sa.Column("step_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sighting_id"], ["sighting.id"], name=op.f("fk_sighting_step_sighting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sighting_id", "step_id", name=op.f("pk_sighting_step")),
    )


def _sighting_capture(op: Operations) -> None:
    op.create_table(
        "sighting_capture",
        sa.Column("sighting_id", sa.String(length=64), nullable=False),
        sa.Column("capture_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_sighting_capture_capture_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sighting_id"], ["sighting.id"], name=op.f("fk_sighting_capture_sighting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sighting_id", "capture_id", name=op.f("pk_sighting_capture")),
    )
    op.create_index(op.f("ix_sighting_capture_capture_id"), "sighting_capture", ["capture_id"], unique=False)
