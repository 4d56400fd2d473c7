"""Messages (eml) and mailboxes (mbox): each letter itself, and what is attached to it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import InvalidBase64LengthDefect
from email.message import EmailMessage
from pathlib import PurePath

from sayso.errors import IntakeError
from sayso.intake.decoding import tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material, digest_of
from sayso.intake.pages import report_of_page
from sayso.report import Report

SUFFIX, KIND = ".eml", "message/rfc822"
# Lines "Name: value" and those that go on with one, up to a blank line: RFC 5322, sections 2.2 and 3.6.8.
HEADER = rb"[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*+"
BLOCK = re.compile(rb"(?:%b)++(?=\r?\n|\Z)" % HEADER)
NAME = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.M)
LONGEST_BLOCK = 2**18  # bytes
# Headers that letters have and other texts seldom: https://www.iana.org/assignments/message-headers
KNOWN = frozenset(
    b"from sender to cc bcc date subject reply-to message-id in-reply-to references received return-path delivered-to "
    b"mime-version content-type content-transfer-encoding list-id list-unsubscribe dkim-signature "
    b"authentication-results arc-seal arc-message-signature arc-authentication-results received-spf".split()
)
FEWEST_KNOWN = 2
# The line before each letter of a mailbox: RFC 4155, appendix A. A blank line stands before all but the first.
ENVELOPE = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\n]*\d\d:\d\d[^\n]*\n(?=%b)" % HEADER)
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
LAST_BREAK = re.compile(rb"(?<=\n)\r?\n\Z")

Reports = Callable[[Material], Iterator[Item]]


def is_message(material: Material, body: bytes) -> bool:
    """Whether bytes begin with a block of headers of which two are known, or one where the name or kind says so."""
    named = material.suffix == SUFFIX or material.media_type == KIND
    return _known(body) >= (1 if named else FEWEST_KNOWN)


def is_mailbox(body: bytes) -> bool:
    """Whether bytes begin as a mailbox does: with the line that stands before each letter, and a letter's headers."""
    envelope = ENVELOPE.match(body[:LONGEST_BLOCK])
    return envelope is not None and _known(body[envelope.end() :]) >= FEWEST_KNOWN


def _known(body: bytes) -> int:
    """How many known headers are in the block of headers that bytes begin with, if they do."""
    block = BLOCK.match(body[:LONGEST_BLOCK])
    return len(KNOWN & {name.lower() for name in NAME.findall(block[0])}) if block else 0


def reports_in_mailbox(material: Material, body: bytes, reports_in: Reports) -> Iterator[Item]:
    """The reports of each letter in turn."""
    for number, letter in enumerate(_letters(body), 1):
        inside = replace(material, name=f"{material.name}, message {number}", stem=f"{material.stem}-{number}")
        yield from reports_in_message(inside, letter, reports_in)


def _letters(body: bytes) -> Iterator[bytes]:
    """The letters as they were before the mailbox marked their lines that begin with "From "."""
    _, *letters = ENVELOPE.split(LAST_BREAK.sub(b"", body))
    return (QUOTED_FROM.sub(rb"\1", letter) for letter in letters)


def reports_in_message(material: Material, body: bytes, reports_in: Reports) -> Iterator[Item]:
    """The report that a message is, and those attached to it, which `reports_in` reads."""
    message = message_from_bytes(body, policy=policy.default)
    assert isinstance(message, EmailMessage)
    yield _letter(material, message, digest_of(body))
    for number, part in enumerate(message.iter_attachments(), 1):
        yield from _attached(material, part, number, reports_in)


def _letter(material: Material, message: EmailMessage, digest: str) -> Item:
    part = message.get_body(("plain", "html"))
    try:
        content = part.get_content() if part else ""
        if part and any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
            raise IntakeError(material.name, "is a message whose base64 is damaged")
        if part and part.get_content_type() == "text/html":
            content = report_of_page(material.name, content, material.stem).text
        report = _with_heading(material, message, tidy(str(content)).strip())
        return replace(report, source=material.name, digest=digest)
    except IntakeError as error:
        return error
    except (LookupError, ValueError, KeyError) as error:
        return IntakeError(material.name, f"is a message that cannot be decoded: {error}")


def _with_heading(material: Material, message: EmailMessage, text: str) -> Report:
    sender = message["from"]
    addresses = sender.addresses if sender and hasattr(sender, "addresses") else ()
    publisher = next((each.display_name or each.domain for each in addresses), None)
    fields = {"title": str(message["subject"] or ""), "publisher": publisher, "date": str(message["date"] or "")}
    return report_of(material.name, text, material.stem, fields)


def _attached(material: Material, part: object, number: int, reports_in: Reports) -> Iterator[Item]:
    assert isinstance(part, EmailMessage)
    if part.get_content_maintype() in {"image", "audio", "video"}:
        return
    filename = PurePath(part.get_filename() or f"attachment-{number}")
    attached = replace(
        material,
        name=f"{material.name}, attachment {filename.name}",
        stem=filename.stem,
        suffix=filename.suffix.lower(),
        stream=io.BytesIO(_bytes(part)),
        media_type=part.get_content_type() if part.get_content_type() == KIND else "",
        charset=part.get_content_charset() or "",
        unpacked=False,
    )
    try:
        yield from reports_in(attached)
    except IntakeError as error:
        yield error


def _bytes(part: EmailMessage) -> bytes:
    """The bytes of an attachment as it was attached; a message that is attached as it is written."""
    inside = part.get_payload(decode=True)
    if isinstance(inside, bytes):
        return inside
    enclosed = part.get_payload(0) if part.get_content_type() == KIND else part
    assert isinstance(enclosed, EmailMessage)
    return enclosed.as_bytes(policy=policy.default.clone(refold_source="none"))
