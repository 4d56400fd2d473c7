"""The API against its own description: whatever is sent that the description allows, or nearly, no server error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from sayso.dossier import Dossier
from sayso.ledger.ledger import Ledger
from sayso.web.actions import ACTIONS
from sayso.web.openapi import description
from sayso.web.pages import PAGES
from serving import Served, serving
from test_web import OWNER, TALKS

OPERATIONS = [
    (method.upper(), path) for path, methods in description(PAGES, ACTIONS)["paths"].items() for method in methods
]
FEW = settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("described")
    (folder / "sayso.toml").write_text('name = "Talks"\n')
    dossier = Dossier.open(folder)
    with Ledger.of(dossier) as ledger:
        list(ledger.add(TALKS))
        with serving(dossier, ledger, OWNER) as served:
            yield served


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nothing_that_is_asked_is_a_server_error(described: Served, method: str, path: str) -> None:
    schema = schemathesis.openapi.from_url(f"{described.address}/openapi.json")

    @FEW
    @given(schema[path][method].as_strategy())
    def asked(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=[not_a_server_error])

    asked()
