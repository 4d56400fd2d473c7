"""The holders that any entry ever had, by party, so that which of their names are one is told at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of holders, with those of the entries there are."""
    op.create_table(
        "holders",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, primary_key=True),
    )
    op.execute("insert into holders (holder, party) select distinct holder, party from entries")
