"""The application, really served: a server on a free port of this machine, and a client that keeps a cookie."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import urllib3
from benchmarks.serving import serving as served

from sayso.dossier import Dossier
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import User
from sayso.web.application import application

JSON = {"content-type": "application/json"}


@dataclass
class Served:
    """An application that is served at an address; `cookie` is what a browser would keep."""

    address: str
    cookie: str = ""
    pool: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(maxsize=50))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> urllib3.BaseHTTPResponse:
        """The answer to a question."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, body: str, headers: Mapping[str, str] | None = None) -> urllib3.BaseHTTPResponse:
        """The answer to a form or, without other headers, a JSON body."""
        return self._ask("POST", path, body, {**JSON, **(headers or {})})

    def json(self, path: str) -> Any:
        """A JSON answer to a question."""
        return json.loads(self.get(path).data)

    def post_json(self, path: str, body: Any) -> Any:
        """A JSON answer to a JSON body, which is taken."""
        answer = self.post(path, json.dumps(body))
        assert answer.status == 200, answer.data
        return json.loads(answer.data)

    def sign_in(self, name: str, password: str) -> int:
        """The status of signing in; keeps the cookie."""
        form = {"content-type": "application/x-www-form-urlencoded"}
        answer = self._ask("POST", "/sign-in", urlencode({"name": name, "password": password}), form)
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        return answer.status

    def _ask(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str] | None
    ) -> urllib3.BaseHTTPResponse:
        sent = {**({"cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        return self.pool.request(method, self.address + path, body=body, headers=sent, redirect=False)


@contextmanager
def serving(dossier: Dossier, ledger: Ledger, only: User | None) -> Iterator[Served]:
    """A server of a dossier until the block ends."""
    with served(application(dossier, ledger, only)) as address:
        yield Served(address)
