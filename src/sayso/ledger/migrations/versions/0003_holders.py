"""The holders that any entry ever had, by party; places by their names in any case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of holders, with those of the entries there are, and the index of places."""
    op.create_table(
        "holders",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, primary_key=True),
    )
    op.execute("insert into holders (holder, party) select distinct holder, party from entries")
    op.drop_index("places_by_place", "places")
    op.create_index("places_by_name", "places", [sa.text("lower(place)")])
