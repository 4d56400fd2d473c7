"""What became of forecasts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of resolutions."""
    op.create_table(
        "resolutions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("resolutions.key")),
    )
    op.create_index("resolutions_by_statement", "resolutions", ["statement"])
