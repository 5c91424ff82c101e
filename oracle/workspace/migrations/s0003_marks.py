"""Schema 3: marks on captures. What covered a capture becomes a mark that redacts."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """From schema 2. Renditions are made again when they are needed."""
    with op.batch_alter_table("capture", recreate="always") as capture:
        capture.add_column(sa.Column("marks", sa.JSON(), nullable=True))
        capture.add_column(sa.Column("look", sa.String(length=64), nullable=True))
        capture.add_column(sa.Column("found", sa.JSON(), nullable=True))
        capture.add_column(sa.Column("burnt_at", sa.DateTime(), nullable=True))
    _fill(op)
    with op.batch_alter_table("capture", recreate="always") as capture:
        capture.alter_column("marks", nullable=False)
        capture.alter_column("look", nullable=False)
        capture.drop_column("covers")
        capture.drop_column("covers_key")
    _rendition(op)


def marks_of(covers: list[list[int]]) -> tuple[str, str]:
    """The marks for covers (x, y, width, height) as JSON, and their look."""
    marks: list[dict[str, Any]] = [
        {"id": f"cover-{n}", "kind": "redact", "points": [[x, y], [x + width, y + height]]}
        for n, (x, y, width, height) in enumerate(covers, 1)
    ]
    drawn = [mark | {"id": ""} for mark in marks]
    return json.dumps(marks), hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest() if drawn else ""


def _fill(op: Operations) -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("UPDATE capture SET marks = '[]', look = ''")
    covered = connection.exec_driver_sql("SELECT id, covers FROM capture WHERE covers <> '[]'").all()
    for identity, covers in covered:
        marks, look = marks_of(json.loads(covers))
        connection.exec_driver_sql("UPDATE capture SET marks = ?, look = ? WHERE id = ?", (marks, look, identity))


def _rendition(op: Operations) -> None:
    op.drop_table("rendition")
    op.create_table(
        "rendition",
        sa.Column("image", sa.String(length=64), nullable=False),
        sa.Column("look", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image"], ["image.sha256"], name=op.f("fk_rendition_image"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image", "look", "purpose", name=op.f("pk_rendition")),
    )
