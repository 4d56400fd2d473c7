"""What people do in the pages: judge statements, take decisions back, name parties, resolve forecasts, add reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from sayso.errors import IntakeError
from sayso.intake.material import Material
from sayso.intake.sources import read_sources, reports_of
from sayso.intake.web import is_address
from sayso.ledger import forecasting
from sayso.ledger.judgement import CORRECTABLE, Verdict
from sayso.ledger.naming import Kind as NamingKind
from sayso.ledger.resolution import Outcome
from sayso.ledger.users import Role, User
from sayso.report import Report
from sayso.statement import UNKNOWN
from sayso.web.asking import Asked, BadRequestError, ConflictError, Kind, Parameter
from sayso.web.pages.parameters import STATEMENT
from sayso.web.rendering import entered
from sayso.web.views import Action, Desk, Done

LISTS = ("issues", "places", "via")
SPANS = ("source", "cue", "content")
EMPTY = {"holder": UNKNOWN}  # what a field holds that has no value, where that is not nothing
TEXT = 20_000_000  # characters of a report that is pasted
FIELD = 20_000  # characters of a field that is corrected; the stretches of a long content are many
VERDICTS = tuple(str(each) for each in Verdict if each not in (Verdict.ADD, Verdict.UNDO))


def judge(desk: Desk, asked: Asked, person: User) -> Done:
    """Accept or reject a statement, merge it into another, or correct fields of it."""
    statement, verdict = asked.text("id") or "", Verdict(asked.text("verdict") or "")
    if verdict is Verdict.CORRECT:
        made = desk.ledger.correct(statement, corrections(desk, statement, asked), reviewer=person.name)
    elif verdict is Verdict.MERGE:
        made = desk.ledger.merge(statement, into=asked.text("into") or "", reviewer=person.name)
    else:
        decide = desk.ledger.accept if verdict is Verdict.ACCEPT else desk.ledger.reject
        made = decide(statement, reviewer=person.name)
    said = f"{verdict}ed" if verdict is not Verdict.MERGE else "merged"
    return Done([each.to_json() for each in made], f"{statement}: {said}", f"/statement/{made[0].statement}")


def corrections(desk: Desk, statement: str, asked: Asked) -> dict[str, Any]:
    """The fields that are given another value than they have.

    Raises BadRequestError where none is, and ConflictError where others decided on the statement in the meantime: a
    form gives all fields, and would take their corrections back.
    """
    card = desk.ledger.card(statement)
    if asked.number("seen", len(card.history)) != len(card.history):
        raise ConflictError(f"{statement}: somebody else decided on it since you opened it: look at it again")
    now = card.entry.statement.to_json()
    given = {name: str(asked.values[name]) for name in CORRECTABLE if name in asked.values}
    changed = {name: value(name, each) for name, each in given.items() if each != entered(now[name])}
    changed = {name: each for name, each in changed.items() if each != now[name]}
    if not changed:
        raise BadRequestError("nothing was changed: give a field another value, or accept the statement as it is")
    return changed


def value(field: str, given: str) -> Any:
    """The value of a field, from how a form or a JSON body gives it: lists with semicolons, or as JSON; "" is none."""
    if not given.strip():
        return [] if field in (*LISTS, *SPANS) else EMPTY.get(field)
    if field in LISTS and not given.startswith("["):
        return [part.strip() for part in given.split(";") if part.strip()]
    if field in (*LISTS, *SPANS, "hedged", "deadline"):
        try:
            return json.loads(given)
        except (ValueError, RecursionError) as error:
            raise BadRequestError(f"{field}: {given[:80]!r} is no JSON") from error
    return given


def add_statement(desk: Desk, asked: Asked, person: User) -> Done:
    """Add a statement that the model missed, by the stretches of the text that are its content, source and cue."""
    given = {field: value(field, str(asked.values[field])) for field in CORRECTABLE if field in asked.values}
    fields = {field: each for field, each in given.items() if each not in (None, [], "")}
    made = desk.ledger.add_statement(asked.text("report") or "", fields, reviewer=person.name)
    return Done(made.to_json(), "added", f"/statement/{made.statement}")


def split(desk: Desk, asked: Asked, person: User) -> Done:
    """Make several statements of one."""
    made = desk.ledger.split(asked.text("id") or "", asked.values["at"], reviewer=person.name)
    return Done([each.to_json() for each in made], "split", f"/statement/{made[-1].statement}")


def undo(desk: Desk, asked: Asked, person: User) -> Done:
    """Take back the last decision on a statement, or one's own last one."""
    taken = desk.ledger.undo(person.name, asked.text("id"))
    return Done(taken.to_json(), "taken back", "/review")


def name(desk: Desk, asked: Asked, person: User) -> Done:
    """Decide what a party's or a holder's name stands for, or for whom a holder speaks."""
    kind, given, value = asked.text("kind") or "", asked.text("name") or "", asked.text("value") or ""
    made = desk.ledger.name(kind, given, value, reviewer=person.name)
    return Done(made.to_json(), f"{given} counts as {value}", "/parties")


def resolve(desk: Desk, asked: Asked, person: User) -> Done:
    """Say what became of a forecast, by a written criterion and with a source."""
    made = forecasting.resolve(
        desk.ledger,
        asked.text("id") or "",
        asked.text("outcome") or "",
        criterion=asked.text("criterion") or "",
        source=asked.text("source") or "",
        reviewer=person.name,
        day=asked.day("day"),
    )
    return Done(made.to_json(), f"{made.outcome}: {made.criterion}", "/forecasts")


def add_text(desk: Desk, asked: Asked, person: User) -> Done:
    """Read a pasted text into the ledger; the answer is the job that reads it."""
    text = asked.text("text") or ""
    report = Report(
        id=f"pasted-{hashlib.sha256(text.encode()).hexdigest()[:10]}",  # two texts may have one title, or none
        text=text,
        title=asked.text("title") or "",
        publisher=asked.text("publisher"),
        published=asked.day("published"),
        source=f"pasted by {person.name}",
    )
    return _started(desk, report.title or "Pasted text", iter([report]))


def add_address(desk: Desk, asked: Asked, person: User) -> Done:
    """Fetch a page or a feed and read it into the ledger; addresses in private networks are refused."""
    address = asked.text("address") or ""
    if not is_address(address):
        raise BadRequestError(f"address: {address!r} is no http or https address")
    return _started(desk, address, read_sources([address], private=False))


def add_files(desk: Desk, asked: Asked, person: User) -> Done:
    """Read files into the ledger; the answer is the job that does."""
    files: tuple[tuple[str, bytes], ...] = asked.values.get("files", ())
    if not files:
        raise BadRequestError("files: none was sent")
    names = ", ".join(given for given, _ in files)
    return _started(desk, names, _reports(files))


def _reports(files: tuple[tuple[str, bytes], ...]) -> Iterator[Report | IntakeError]:
    for given, data in files:
        stem, dot, suffix = given.rpartition(".")
        material = Material(
            given, stem or given, f"{dot}{suffix}".lower() if stem else "", BytesIO(data), private=False
        )
        yield from reports_of(material)


def _started(desk: Desk, what: str, items: Iterator[Report | IntakeError]) -> Done:
    job = desk.jobs.start(what, lambda: items)
    return Done(job.to_json(), f"reading {what}", f"/add/{job.number}")


FIELDS = tuple(
    Parameter(
        field,
        f"The statement's {field}, where it is corrected; empty for none.",
        Kind.JSON,
        empties=True,
        longest=FIELD,
    )
    for field in CORRECTABLE
)
ACTIONS: tuple[Action, ...] = (
    Action(
        "judge",
        "/api/statements/{id}/judgements",
        "Accept, reject, correct or merge a statement; appended and signed.",
        judge,
        (
            STATEMENT,
            Parameter("verdict", "What is decided.", choices=VERDICTS, needed=True),
            Parameter("into", "With merge, the id of the statement that remains."),
            Parameter(
                "seen",
                "With correct, how many decisions on the statement you know of: refused where there are others by now.",
                Kind.NUMBER,
            ),
            *FIELDS,
        ),
    ),
    Action(
        "split",
        "/api/statements/{id}/parts",
        "Make several statements of one, which counts no more itself.",
        split,
        (
            STATEMENT,
            Parameter(
                "at",
                "Where its content is cut: offsets into the report's text, in code points; may be given several times.",
                Kind.NUMBER,
                many=True,
                needed=True,
            ),
        ),
    ),
    Action(
        "add_statement",
        "/api/statements",
        "Add a statement that the model missed; its spans are [[start, end], ...] in code points.",
        add_statement,
        (Parameter("report", "The report's id.", needed=True), *FIELDS),
    ),
    Action(
        "undo",
        "/api/undo",
        "Take back the last decision on a statement, or one's own last one.",
        undo,
        (Parameter("id", "The statement; without it, one's own last decision."),),
    ),
    Action(
        "name",
        "/api/namings",
        "Decide what a name stands for.",
        name,
        (
            Parameter(
                "kind",
                "`party`: a party's name is another name of the value; `holder`: a holder's is; `belongs`: the holder "
                "speaks for the value.",
                choices=tuple(str(each) for each in NamingKind if each is not NamingKind.UNDO),
                needed=True,
            ),
            Parameter("name", "The name that is decided on.", needed=True),
            Parameter("value", "What it stands for.", needed=True),
        ),
        Role.OWNER,
    ),
    Action(
        "resolve",
        "/api/forecasts/{id}/resolutions",
        "Say what became of a forecast, by a written criterion.",
        resolve,
        (
            STATEMENT,
            Parameter(
                "outcome",
                "Whether the criterion was met.",
                choices=tuple(str(each) for each in Outcome if each is not Outcome.UNDO),
                needed=True,
            ),
            Parameter("criterion", "What had to happen, in writing.", needed=True),
            Parameter("source", "The address of what shows it.", needed=True),
            Parameter("day", "Since which day that can be told; without it, today.", Kind.DAY),
        ),
    ),
    Action(
        "add_text",
        "/api/reports",
        "Read a text into the ledger.",
        add_text,
        (
            Parameter("text", "The report's text.", needed=True, longest=TEXT),
            Parameter("title", "Its title."),
            Parameter("publisher", "Who published it."),
            Parameter("published", "The day on which it was published, on which dates in it are resolved.", Kind.DAY),
        ),
        Role.OWNER,
    ),
    Action(
        "add_address",
        "/api/addresses",
        "Fetch a page or a feed and read it into the ledger.",
        add_address,
        (Parameter("address", "An http or https address.", needed=True),),
        Role.OWNER,
    ),
    Action("add_files", "/api/files", "Read files into the ledger.", add_files, (), Role.OWNER, files=True),
)
