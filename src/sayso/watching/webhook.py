"""Telling a webhook what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

from sayso.errors import SaysoError
from sayso.output import to_line

RETRIES = urllib3.Retry(
    total=4, backoff_factor=0.5, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=["POST"]
)


def notify(address: str, rows: Sequence[dict[str, Any]]) -> None:
    """Post rows as JSON lines, tried again a few times. Raises SaysoError where the webhook does not take them."""
    body = b"".join(map(to_line, rows))
    headers = {"Content-Type": "application/x-ndjson"}
    try:
        response = urllib3.request("POST", address, body=body, headers=headers, retries=RETRIES, timeout=30.0)
    except HTTPError as error:
        raise SaysoError(f"{address}: the webhook could not be told of {len(rows)} changes ({error})") from error
    if response.status >= 300:
        raise SaysoError(f"{address}: the webhook answered {response.status} to {len(rows)} changes")
