"""Schema 2: competitors, and templates of the user's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """From schema 1."""
    _own_template(op)
    # SQLite takes no further reference in a table: alembic builds it anew, rows and all.
    with op.batch_alter_table("business", recreate="always") as business:
        business.add_column(sa.Column("competitor_of", sa.String(length=64), nullable=True))
        business.create_foreign_key(
            op.f("fk_business_competitor_of"), "business", ["competitor_of"], ["id"], ondelete="SET NULL"
        )


def _own_template(op: Operations) -> None:
    op.create_table(
        "own_template",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("persona", sa.JSON(), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_template")),
    )
