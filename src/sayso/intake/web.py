"""The web: one address fetched into memory, within limits of size and time."""

from __future__ import annotations

import functools
import io
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from sayso.errors import IntakeError
from sayso.intake.material import Material
from sayso.intake.networks import PrivateNetworkError, PublicPoolManager

LARGEST = 32 * 2**20  # bytes, unpacked
LONGEST = 120.0  # seconds for one address, from the first byte of its answer
CHUNK = 2**16
TIMEOUT = urllib3.Timeout(connect=10.0, read=30.0)  # seconds
# A refusal or an unknown host is final; only what a busy server answers is worth another try.
MOST_REDIRECTS = 5
RETRIES = urllib3.Retry(
    total=5,
    connect=1,
    read=2,
    redirect=False,  # followed here, so that each address can be looked at before it is asked
    status=2,
    backoff_factor=0.5,
    status_forcelist=(429, 502, 503, 504),
    raise_on_status=False,
    respect_retry_after_header=False,
)
HEADERS = {
    "User-Agent": "sayso (reads one article on a user's behalf)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, application/json;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
NOT_MODIFIED = 304
WRONG_KINDS = {"image", "audio", "video", "font"}


def is_address(source: str) -> bool:
    """Whether a source is an http or https address."""
    return source.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gives: the status, the headers, and the material, which a status of 304 goes without."""

    status: int
    headers: Mapping[str, str]
    material: Material | None


Before = Callable[[str], None]


def fetched(address: str, *, private: bool = True, before: Before | None = None) -> Material:
    """What the server at `address` gives, after redirects. Without `private`, no host in a private network is asked.

    `before` is called with each address before it is asked, those that servers redirect to as well; where it raises
    IntakeError, the address is not asked. Raises IntakeError where the host is unknown, does not answer or may not be
    asked, on an HTTP status of an error, on an image, sound or film, and past the limits of size and time.
    """
    material = asked(address, private=private, before=before).material
    if material is None:
        raise IntakeError(address, "the server answered that nothing has changed, which was not asked")
    return material


def asked(
    address: str,
    headers: Mapping[str, str] | None = None,
    *,
    private: bool = True,
    before: Before | None = None,
) -> Answer:
    """The same with the answer's headers, asked for with some of one's own, such as those of a conditional request.

    Raises IntakeError as `fetched` does.
    """
    sent = HEADERS | dict(headers or {})
    try:
        response = _response(address, sent, _pool(private), before)
        try:
            material = None if response.status == NOT_MODIFIED else _material(address, response, private)
            return Answer(response.status, dict(response.headers), material)
        finally:
            response.close()
    except (HTTPError, ValueError, OSError) as error:
        raise IntakeError(address, _reason(error)) from None


def _response(
    address: str, headers: Mapping[str, str], pool: urllib3.PoolManager, before: Before | None
) -> urllib3.BaseHTTPResponse:
    """The answer behind all redirects."""
    asking = address
    for _ in range(MOST_REDIRECTS + 1):
        if before:
            before(asking)
        response = pool.request(
            "GET", asking, preload_content=False, retries=RETRIES, timeout=TIMEOUT, headers=headers, redirect=False
        )
        onwards = response.get_redirect_location()
        if not onwards:
            return response
        response.close()
        asking = urljoin(asking, onwards)
    raise IntakeError(address, "redirects too often")


@functools.cache
def _pool(private: bool) -> urllib3.PoolManager:
    return urllib3.PoolManager(headers=HEADERS) if private else PublicPoolManager(headers=HEADERS)


def _material(address: str, response: urllib3.BaseHTTPResponse, private: bool) -> Material:
    if response.status >= 400:
        raise IntakeError(address, f"the server answered {response.status} {response.reason or ''}".rstrip())
    kind = Message()
    kind["Content-Type"] = response.headers.get("Content-Type", "")
    media_type = kind.get_content_type() if kind["Content-Type"] else ""
    if media_type.partition("/")[0] in WRONG_KINDS:
        raise IntakeError(address, f"is of type {media_type}, not an article")
    stream = io.BytesIO(_body(address, response))
    suffix = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    charset = kind.get_content_charset() or ""
    return Material(address, address, suffix, stream, media_type, charset, private=private)


def _body(address: str, response: urllib3.BaseHTTPResponse) -> bytes:
    body = io.BytesIO()
    until = time.monotonic() + LONGEST
    while chunk := response.read1(CHUNK):
        body.write(chunk)
        if body.tell() > LARGEST:
            raise IntakeError(address, f"is larger than {LARGEST // 2**20} MB", "download it and name the file")
        if time.monotonic() > until:
            raise IntakeError(address, f"took longer than {LONGEST:.0f} seconds to arrive")
    return body.getvalue()


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    for kind, reason in REASONS.items():
        if isinstance(cause, kind):
            return reason
    return f"could not be fetched: {cause}"


# The more particular before the more general.
REASONS: dict[type[Exception], str] = {
    NameResolutionError: "there is no such host, or no network",
    NewConnectionError: "the host refuses the connection",
    ConnectTimeoutError: "the host does not answer",
    ReadTimeoutError: "the server took too long to answer",
    SSLError: "the host's certificate does not hold",
    LocationParseError: "is not a well-formed address",
    PrivateNetworkError: "its host lies in a private network, where nothing is fetched from here",
}
