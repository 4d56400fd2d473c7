"""One id for one report: of several that had the same, all but the first get a longer one."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Tell the reports apart, as `identity.longer_id` does, and let none share an id again."""
    op.execute(
        "update reports set id = id || '-' || substr(identity, 1, 6) "
        "where exists (select 1 from reports as first where first.id = reports.id and first.key < reports.key)"
    )
    op.drop_index("reports_by_id", "reports")
    op.create_index("reports_by_id", "reports", ["id"], unique=True)
