"""What is done with places, in words."""

from __future__ import annotations

from sayso.analysis.stakes import Role

LABELS = {
    Role.DEMANDED: "demanded by",
    Role.REFUSED: "refused by",
    Role.OFFERED: "offered by",
    Role.ACCEPTED: "accepted by",
    Role.WARNED: "warned of by",
    Role.NAMED: "also named by",
}
