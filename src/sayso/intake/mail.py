"""Messages (eml): the letter itself, and what is attached to it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import PurePath

from sayso.errors import IntakeError
from sayso.intake.decoding import tidy
from sayso.intake.fields import report_of
from sayso.intake.material import Item, Material
from sayso.intake.pages import report_of_page
from sayso.report import Report

HEADER = re.compile(
    rb"(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|From|Date|Subject): ", re.I
)
SUFFIX, KIND = ".eml", "message/rfc822"

Reports = Callable[[Material], Iterator[Item]]


def is_message(material: Material, head: bytes) -> bool:
    """Whether a material is a message: by its name or kind, and by how it begins."""
    return (material.suffix == SUFFIX or material.media_type == KIND) and HEADER.match(head) is not None


def reports_in_message(material: Material, body: bytes, reports_in: Reports) -> Iterator[Item]:
    """The report that a message is, and those attached to it, which `reports_in` reads."""
    message = message_from_bytes(body, policy=policy.default)
    assert isinstance(message, EmailMessage)
    yield _letter(material, message)
    for number, part in enumerate(message.iter_attachments(), 1):
        yield from _attached(material, part, number, reports_in)


def _letter(material: Material, message: EmailMessage) -> Item:
    part = message.get_body(("plain", "html"))
    try:
        content = part.get_content() if part else ""
        if part and part.get_content_type() == "text/html":
            content = report_of_page(material.name, content, material.stem).text
        return _with_heading(material, message, tidy(str(content)).strip())
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
    filename = PurePath(part.get_filename() or f"attachment-{number}")
    name = f"{material.name}, attachment {filename.name}"
    content = part.get_content() if not part.is_multipart() else part.as_bytes()
    if part.get_content_maintype() in {"image", "audio", "video"}:
        return
    data = content.encode() if isinstance(content, str) else bytes(content)
    stream = io.BytesIO(data)
    attached = replace(
        material, name=name, stem=filename.stem, suffix=filename.suffix.lower(), stream=stream, media_type=""
    )
    try:
        yield from reports_in(attached)
    except IntakeError as error:
        yield error
