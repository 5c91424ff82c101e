"""Schema 1, the first release: pictures, people, roads, and the walks on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """From an empty file."""
    _image(op)
    _preference(op)
    _workspace(op)
    _business(op)
    _rendition(op)
    _tester(op)
    _persona(op)
    _journey(op)
    _pothole(op)
    _version(op)
    _kit(op)
    _stage(op)
    _walk(op)


def _image(op: Operations) -> None:
    op.create_table(
        "image",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_image")),
    )


def _preference(op: Operations) -> None:
    op.create_table(
        "preference",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_preference")),
    )


def _workspace(op: Operations) -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )


def _business(op: Operations) -> None:
    op.create_table(
        "business",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("logo", sa.String(length=64), nullable=True),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["logo"], ["image.sha256"], name=op.f("fk_business_logo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business")),
    )


def _rendition(op: Operations) -> None:
    op.create_table(
        "rendition",
        sa.Column("image", sa.String(length=64), nullable=False),
        sa.Column("covers", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image"], ["image.sha256"], name=op.f("fk_rendition_image"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image", "covers", "purpose", name=op.f("pk_rendition")),
    )


def _tester(op: Operations) -> None:
    op.create_table(
        "tester",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("logo", sa.String(length=64), nullable=True),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["logo"], ["image.sha256"], name=op.f("fk_tester_logo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tester")),
    )


def _persona(op: Operations) -> None:
    op.create_table(
        "persona",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("business_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("objectives", sa.JSON(), nullable=False),
        sa.Column("expectations", sa.JSON(), nullable=False),
        sa.Column("pains", sa.JSON(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("thinks", sa.JSON(), nullable=False),
        sa.Column("does", sa.JSON(), nullable=False),
        sa.Column("feels", sa.JSON(), nullable=False),
        sa.Column("gains", sa.JSON(), nullable=False),
        sa.Column("looks", sa.JSON(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_persona_business_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["picture"], ["image.sha256"], name=op.f("fk_persona_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
    )
    op.create_index(op.f("ix_persona_business_id"), "persona", ["business_id"], unique=False)


def _journey(op: Operations) -> None:
    op.create_table(
        "journey",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("business_id", sa.String(length=64), nullable=False),
        sa.Column("persona_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("people_a_month", sa.Integer(), nullable=True),
        sa.Column("worth", sa.String(length=64), nullable=True),
        sa.Column("worth_again", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("walks_given", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id"], ["business.id"], name=op.f("fk_journey_business_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_journey_persona_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey")),
    )
    op.create_index(op.f("ix_journey_business_id"), "journey", ["business_id"], unique=False)


def _pothole(op: Operations) -> None:
    op.create_table(
        "pothole",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("journey_id", sa.String(length=64), nullable=False),
        sa.Column("walk_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("bright", sa.Boolean(), nullable=False),
        sa.Column("saw", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("todo", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("severity_at_least", sa.Boolean(), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(length=32), nullable=True),
        sa.Column("cause_note", sa.Text(), nullable=False),
        sa.Column("effort", sa.String(length=32), nullable=True),
        sa.Column("share_lost", sa.String(length=64), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("done_when", sa.Text(), nullable=False),
        sa.Column("answers_to", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("reach BETWEEN 1 AND 4", name=op.f("ck_pothole_reach")),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name=op.f("ck_pothole_severity")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_pothole_journey_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pothole")),
        sa.UniqueConstraint(
            "journey_id", "walk_number", "number", name=op.f("uq_pothole_journey_id_walk_number_number")
        ),
    )


def _version(op: Operations) -> None:
    op.create_table(
        "version",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("journey_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_version_journey_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("journey_id", "number", name=op.f("uq_version_journey_id_number")),
    )


def _kit(op: Operations) -> None:
    op.create_table(
        "kit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("journey_id", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("walk_number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_kit_journey_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_kit_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
    )
    op.create_index(op.f("ix_kit_journey_id"), "kit", ["journey_id"], unique=False)


def _stage(op: Operations) -> None:
    op.create_table(
        "stage",
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_stage_version_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_stage")),
    )


def _walk(op: Operations) -> None:
    op.create_table(
        "walk",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("journey_id", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("persona_id", sa.String(length=64), nullable=False),
        sa.Column("tester_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("current_step_id", sa.String(length=64), nullable=True),
        sa.Column("ease", sa.Integer(), nullable=True),
        sa.Column("surprised", sa.Text(), nullable=False),
        sa.Column("over_coffee", sa.Text(), nullable=False),
        sa.Column("keep_sign_ins", sa.Boolean(), nullable=True),
        sa.Column("potholes_given", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("ease BETWEEN 1 AND 7", name=op.f("ck_walk_ease")),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name=op.f("fk_walk_journey_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_walk_persona_id")),
        sa.ForeignKeyConstraint(["tester_id"], ["tester.id"], name=op.f("fk_walk_tester_id")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_walk_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk")),
        sa.UniqueConstraint("journey_id", "number", name=op.f("uq_walk_journey_id_number")),
    )
    op.create_index(op.f("ix_walk_started_at"), "walk", ["started_at"], unique=False)
    op.create_index(op.f("ix_walk_version_id"), "walk", ["version_id"], unique=False)
