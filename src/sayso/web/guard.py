"""The guard: who may ask for what, from where, and how much at once; and what browsers are told not to do."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 100 * 2**20  # bytes of a request
SMALL: Mapping[str, int] = {"/sign-in": 2**16}  # bytes of what anybody may send
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TOLD: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets through what comes from the application's own pages and is not too large, and tells browsers the policy.

    `hosts` are the names that the application goes by; () lets any name through, for those who sign in. A name that is
    none of them is that of a page elsewhere which leads to this machine, and is refused.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = SMALL.get(scope["path"], LARGEST)
        refused = self._refused(scope["method"], Headers(scope=scope), most)
        app = refused or self._app
        await app(scope, _limited(receive, most), _telling(send))

    def _refused(self, method: str, headers: Headers, most: int) -> PlainTextResponse | None:
        """Why a request is refused, None where it is not."""
        if self._hosts and _name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This application does not go by that name.", 421)
        if method not in SAFE and not _is_own(headers):
            return PlainTextResponse("Another site asked for this: it is not done.", 403)
        if int(headers.get("content-length") or 0) > most:
            return PlainTextResponse(f"That is too large: at most {most // 2**10:,} KB at once.", 413)
        return None


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_own(headers: Headers) -> bool:
    """Whether a request comes from the application's own pages, or from no browser: those always tell their origin."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _limited(receive: Receive, most: int) -> Receive:
    """Receives no more than so many bytes: what is sent in pieces tells its length to nobody before."""
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        return {"type": "http.disconnect"} if got > most else message

    return limited


def _telling(send: Send) -> Send:
    async def telling(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in TOLD.items():
                headers.setdefault(name, value)
        await send(message)

    return telling


class Attempts:
    """How often somebody failed to sign in of late, by name and by address; what is longer ago is forgotten."""

    def __init__(self, most: int = 5, within: float = 300.0) -> None:
        self._most = most
        self._within = within
        self._failed: dict[str, list[float]] = {}

    def wait(self, *keys: str) -> bool:
        """Whether any of some keys failed too often and has to wait."""
        return any(len(self._of_late(key)) >= self._most for key in keys)

    def fail(self, *keys: str) -> None:
        """Count a failure."""
        self._failed = {key: times for key in self._failed if (times := self._of_late(key))}
        for key in keys:
            self._failed.setdefault(key, []).append(time.monotonic())

    def _of_late(self, key: str) -> list[float]:
        since = time.monotonic() - self._within
        return [when for when in self._failed.get(key, ()) if when >= since]
