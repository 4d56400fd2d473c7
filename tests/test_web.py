"""The web application as programs meet it: pages as HTML, JSON and tables, decisions, and what is refused."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from readings import reading, said
from sayso.dossier import Dossier
from sayso.errors import IntakeError
from sayso.ledger.entry import State
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import Role, User, add_user, remove_user, signed_in, user_of
from sayso.report import Report
from sayso.statement import Statement
from sayso.web.actions import ACTIONS
from sayso.web.asking import Asked, BadRequestError, Kind, Parameter
from sayso.web.guard import Attempts
from sayso.web.jobs import Jobs
from sayso.web.marked import stretches
from sayso.web.openapi import api_path
from sayso.web.pages import PAGES
from sayso.web.rendering import entered
from serving import Served, serving

HTML = {"accept": "text/html"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
IN_THE_FORM = ("holder", "party", "act", "stand", "firmness", "issues", "via", "places", "addressee", "condition")
OWNER = User("ana", Role.OWNER)
TALKS = (
    reading(
        said("Boris", "control over Kherson", "Russia", "territory", stand="for", places=["Kherson"]),
        said("Boris", "that a summit takes place by 1 June", "Russia", "process", act="predict"),
        said("Boris", "that more troops come if arms are sent", "Russia", "arms", act="threaten"),
        id="first/report",
        title="Talks <b>begin</b>",
        publisher="Courier",
        published="2025-05-18",
    ),
    reading(
        said("Taras", "any territorial loss", "Ukraine", "territory", act="reject", stand="against"),
        said("unknown", "a truce of thirty days", None, "ceasefire", stand="for"),
        id="second",
        title="Kyiv answers",
        publisher="Herald",
        published="2025-05-20",
    ),
)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    (tmp_path / "sayso.toml").write_text('name = "Talks on the river"\n[parties]\nRussia = []\nUkraine = []\n')
    return Dossier.open(tmp_path)


@pytest.fixture
def served(dossier: Dossier, ledger: Ledger) -> Iterator[Served]:
    """The application of a filled ledger, on this machine alone."""
    list(ledger.add(TALKS))
    with serving(dossier, ledger, OWNER) as served:
        yield served


@pytest.fixture
def guarded(dossier: Dossier, ledger: Ledger) -> Iterator[Served]:
    """The same for those who sign in: a reader, a reviewer and an owner."""
    list(ledger.add(TALKS))
    for name, role in (("rita", Role.READER), ("vera", Role.REVIEWER), ("ana", Role.OWNER)):
        add_user(ledger.engine, name, role, f"{name}'s long password")
    with serving(dossier, ledger, None) as served:
        yield served


def statement(served: Served, words: str) -> dict[str, Any]:
    """The one statement that is found under some words."""
    (found,) = served.json(f"/api/search?words={words}")["statements"]
    return dict(found)


EVERY_PAGE = [
    "/",
    "/trace",
    "/trace/Russia",
    "/trace/Russia?issue=territory",
    "/clashes",
    "/overlaps",
    "/review",
    "/search?words=Kherson",
    "/map",
    "/warnings",
    "/forecasts",
    "/settlement",
    "/origins?issue=territory",
    "/parties",
    "/sources",
    "/add",
    "/report/first%2Freport",
]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_html_json_and_a_table(served: Served, path: str) -> None:
    page = served.get(path)
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    joint = "&" if "?" in path else "?"
    json.loads(served.get(f"{path}{joint}as=json").data)
    assert served.get(f"{path}{joint}as=csv").headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    "path", ["/trace/Russia?issue=territory&", "/map?", "/forecasts?", "/origins?issue=territory&"]
)
def test_what_is_a_picture_is_one_that_stands_alone(served: Served, path: str) -> None:
    page = served.get(f"{path}as=svg")
    if page.status == 404:  # one source has it from nobody, and no forecast here has a deadline
        assert path.startswith(("/origins", "/forecasts"))
        return
    assert page.headers["content-type"].startswith("image/svg+xml")
    drawing = ElementTree.fromstring(page.data)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(drawing.iter())) > 5


def test_the_description_names_every_page_and_what_can_be_done(served: Served) -> None:
    paths = served.json("/openapi.json")["paths"]
    assert len(paths) == len({api_path(page) for page in PAGES} | {action.path for action in ACTIONS})
    assert {parameter["name"] for parameter in paths["/api/board"]["get"]["parameters"]} >= {"on", "party", "issue"}
    assert "post" in paths["/api/statements/{id}/judgements"]


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/?on=yesterday", 400, "on: &#39;yesterday&#39; is no day"),
        ("/search?act=sing", 400, "act: &#39;sing&#39; is none of"),
        ("/search?limit=-3", 400, "limit: &#39;-3&#39; is no number"),
        ("/statement/nonesuch", 404, "no such statement"),
        ("/report/nonesuch", 404, "no such report"),
        ("/add/99", 404, "no such job"),
        (f"/add/{'9' * 5000}", 400, "number: "),
        (f"/search?limit={'9' * 5000}", 400, "limit: "),
        (f"/search?words={'a' * 2001}", 400, "words: has 2,001 characters; at most 2,000 are taken"),
        ("/?on=0001-01-01", 400, "is in no year from 1000"),
        ("/forecasts?on=9999-12-31", 400, "is in no year from 1000"),
        (f"/settlement?form=toml&terms=a={'[' * 3000}", 422, "is no TOML"),
        (f"/settlement?terms={'-%20peace%0A' * 600}", 400, "at most 1000 at once"),
        ("/nowhere", 404, "there is no such page"),
    ],
)
def test_what_cannot_be_shown_says_why(served: Served, path: str, status: int, reason: str) -> None:
    page = served.get(path)
    assert page.status == status
    assert reason in page.data.decode()


def test_a_clash_is_known_once_both_sides_were_reported(dossier: Dossier, ledger: Ledger) -> None:
    wish = said("Boris", "Russian control over Kherson", "Russia", "territory", stand="for")
    refusal = said("Taras", "Russian control over Kherson", "Ukraine", "territory", act="reject", stand="against")
    list(ledger.add([reading(wish, id="wish", published="2025-05-18")]))
    list(ledger.add([reading(refusal, id="refusal", published="2025-05-20")]))
    with serving(dossier, ledger, OWNER) as served:
        assert len(served.json("/api/clashes?known=2025-05-20")) == 1
        assert not served.json("/api/clashes?known=2025-05-19")


def test_what_may_be_a_clash_is_a_link_away(dossier: Dossier, ledger: Ledger) -> None:
    wanted = (
        "Kyiv stops mobilisation, receives neither foreign arms nor pictures from satellites and cancels martial law"
    )
    limit = "any limit on the arms that its friends send"
    wish = said("Boris", wanted, "Russia", "arms", stand="for")
    refusal = said("Taras", limit, "Ukraine", "arms", act="reject", stand="against")
    list(ledger.add([reading(wish, id="wish"), reading(refusal, id="refusal")]))
    with serving(dossier, ledger, OWNER) as served:
        assert not served.json("/api/clashes")
        assert "1 more may be clashes" in served.get("/clashes?on=2025-06-01").data.decode()
        (pair,) = served.json("/api/clashes?unsure=yes")
        assert not pair["sure"]
        assert "perhaps no clash" in served.get("/clashes?unsure=yes").data.decode()


def test_text_of_reports_is_never_taken_for_html(served: Served) -> None:
    page = served.get("/sources").data.decode()
    assert "Talks &lt;b&gt;begin&lt;/b&gt;" in page
    assert "<b>" not in page


def test_a_table_holds_no_formula(dossier: Dossier, ledger: Ledger) -> None:
    list(ledger.add([reading(said("Ana", "=HYPERLINK(1)", "Russia"), published="2025-05-18")]))
    with serving(dossier, ledger, OWNER) as served:
        assert "'=HYPERLINK(1)" in served.get("/search?as=csv").data.decode()


def test_a_correction_shows_on_the_board_and_is_taken_back(served: Served) -> None:
    found = statement(served, "Kherson")
    path = f"/api/statements/{found['id']}/judgements"
    made = served.post_json(path, {"verdict": "correct", "act": "offer", "places": ["Kherson", "Crimea"]})
    assert [(each["field"], each["reviewer"]) for each in made] == [("act", "ana"), ("places", "ana")]
    (position,) = [each for each in served.json("/api/board")["positions"] if each["party"] == "Russia"]
    assert position["entry"]["statement"]["act"] == "offer"
    served.post_json("/api/undo", {"id": found["id"]})
    served.post_json("/api/undo", {"id": found["id"]})
    assert statement(served, "Kherson")["statement"]["act"] == "demand"


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"verdict": "correct"}, 400, "nothing was changed"),
        ({"verdict": "correct", "act": "sing"}, 404, "act cannot be"),
        ({"verdict": "merge", "into": "nonesuch"}, 404, "no such statement"),
        ({"verdict": "shout"}, 400, "none of accept"),
        ({"verdict": "correct", "said": "0001-01-01"}, 404, "said is no ISO date"),
        ({"verdict": "correct", "deadline": {"text": "soon", "end": "soon"}}, 404, "deadline is not"),
        ({"verdict": "correct", "content": "[" * 5000}, 400, "content: "),
        ({"verdict": "correct", "holder": "\ud800"}, 400, "character that is in no text"),
        ({}, 400, "verdict is missing"),
        ([1], 400, "no JSON object"),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(served: Served, body: Any, status: int, reason: str) -> None:
    found = statement(served, "Kherson")
    answer = served.post(f"/api/statements/{found['id']}/judgements", json.dumps(body))
    assert answer.status == status
    assert reason in json.loads(answer.data)["error"]
    assert statement(served, "Kherson")["state"] == "unjudged"


def test_a_field_is_emptied(served: Served) -> None:
    found = statement(served, "Kherson")
    served.post_json(f"/api/statements/{found['id']}/judgements", {"verdict": "correct", "places": [], "party": None})
    fields = statement(served, "Kherson")["statement"]
    assert (fields["places"], fields["party"]) == ([], None)


def test_parties_are_merged_and_forecasts_resolved(served: Served) -> None:
    served.post_json("/api/namings", {"kind": "party", "name": "Russia", "value": "Moscow"})
    assert "Moscow" in {each["name"] for each in served.json("/api/parties")}
    forecast = served.json("/api/forecasts")["forecasts"][0]["entry"]["id"]
    criterion = {"outcome": "no", "criterion": "a summit is held", "source": "https://example.org/x"}
    served.post_json(f"/api/forecasts/{forecast}/resolutions", criterion)
    assert served.json("/api/forecasts")["forecasts"][0]["state"] == "did not come true"


def test_a_form_leads_back_into_the_application_only(served: Served) -> None:
    found = statement(served, "Kherson")
    for onward, location in (
        ("/review", "/review?told="),
        ("https://elsewhere.example/", "/?told="),
        ("//x", "/?told="),
        ("//[", "/?told="),
        ("/\t/x", "/?told="),
        ("/report/second%23s-1", "/report/second?told="),
    ):
        body = f"verdict=accept&next={onward}"
        answer = served.post(f"/api/statements/{found['id']}/judgements", body, {**HTML, **FORM})
        assert answer.status == 303
        assert answer.headers["location"].startswith(location)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "elsewhere.example"}, 421),
        ({"host": "["}, 421),
        ({"origin": "http://["}, 403),
    ],
)
def test_other_sites_cannot_decide(served: Served, headers: dict[str, str], status: int) -> None:
    body = json.dumps({"kind": "party", "name": "Russia", "value": "Moscow"})
    assert served.post("/api/namings", body, headers).status == status


def test_a_name_that_an_address_asks_for_is_never_taken_for_the_path(served: Served) -> None:
    assert "/?path=x&amp;as=csv" in served.get("/?path=x").data.decode()


def test_what_came_of_a_decision_is_told_in_brief(served: Served) -> None:
    body = urlencode({"kind": "party", "name": "Russia", "value": "Moscow " * 280})
    assert len(served.post("/api/namings", body, {**HTML, **FORM}).headers["location"]) < 1000


def test_a_party_whose_name_holds_a_slash_is_traced(dossier: Dossier, ledger: Ledger) -> None:
    list(ledger.add([reading(said("Ana", "the harbour", "Up/Down", "territory"), published="2025-05-18")]))
    with serving(dossier, ledger, OWNER) as served:
        (link,) = re.findall('href="(/trace/[^"?]+)"><strong>Up/Down', served.get("/trace").data.decode())
        assert b"the harbour" in served.get(f"{link}?issue=territory").data


def test_a_form_that_changes_one_field_leaves_the_others(dossier: Dossier, ledger: Ledger) -> None:
    """A field of a form holds one line, and what a list holds between semicolons."""
    asked = said("Ana", "the harbour", "Russia", places=["Up; Down"], condition="if the ice\nis gone")
    list(ledger.add([reading(asked, published="2025-05-18")]))
    with serving(dossier, ledger, OWNER) as served:
        (entry,) = ledger.entries()
        shown = {name: entered(value) for name, value in entry.statement.to_json().items() if name in IN_THE_FORM}
        path = f"/api/statements/{entry.id}/judgements"
        assert served.post(path, json.dumps({**shown, "verdict": "correct"})).status == 400
        made = served.post_json(path, {**shown, "verdict": "correct", "holder": "Boris"})
        assert [each["field"] for each in made] == ["holder"]


def test_of_two_statements_that_are_merged_one_remains(served: Served) -> None:
    one, other, *_ = (found["id"] for found in served.json("/api/search")["statements"])
    served.post_json(f"/api/statements/{one}/judgements", {"verdict": "merge", "into": other})
    back = served.post(f"/api/statements/{other}/judgements", json.dumps({"verdict": "merge", "into": one}))
    assert "neither would remain" in json.loads(back.data)["error"]
    assert served.json(f"/api/statement/{other}")["state"] == "unjudged"


def test_a_form_that_is_older_than_a_decision_takes_nothing_back(served: Served) -> None:
    found = statement(served, "Kherson")
    path = f"/api/statements/{found['id']}/judgements"
    assert 'name="seen" value="0"' in served.get(f"/review?id={found['id']}").data.decode()
    served.post_json(path, {"verdict": "correct", "act": "offer", "seen": 0})
    late = served.post(path, json.dumps({"verdict": "correct", "act": "demand", "holder": "Ana", "seen": 0}))
    assert late.status == 409
    assert statement(served, "Kherson")["statement"]["act"] == "offer"


def test_browsers_are_told_to_load_nothing_from_elsewhere(served: Served) -> None:
    policy = served.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_too_much_at_once_is_refused(served: Served) -> None:
    answer = served.post("/api/files", "", {"content-length": str(10**10)})
    assert answer.status == 413


@pytest.mark.parametrize(("name", "judges", "names"), [("rita", 403, 403), ("vera", 200, 403), ("ana", 200, 200)])
def test_roles_tell_who_may_do_what(guarded: Served, name: str, judges: int, names: int) -> None:
    assert guarded.sign_in(name, f"{name}'s long password") == 303
    found = statement(guarded, "Kherson")
    judged = guarded.post(f"/api/statements/{found['id']}/judgements", json.dumps({"verdict": "accept"}))
    named = guarded.post("/api/namings", json.dumps({"kind": "party", "name": "Russia", "value": "Moscow"}))
    assert (judged.status, named.status) == (judges, names)


def test_who_is_not_signed_in_sees_nothing(guarded: Served) -> None:
    page, answer = guarded.get("/report/second"), guarded.get("/api/board")
    assert (page.status, page.headers["location"]) == (303, "/sign-in?next=%2Freport%2Fsecond")
    assert answer.status == 401
    assert guarded.post("/api/undo", "{}").status == 401
    assert b"Kyiv answers" not in page.data + answer.data


def test_wrong_passwords_are_refused_and_then_have_to_wait(guarded: Served) -> None:
    assert [guarded.sign_in("ana", f"guess {number}") for number in range(6)] == [403] * 5 + [429]
    assert guarded.sign_in("ana", "ana's long password") == 429


def test_guesses_made_at_once_are_counted(guarded: Served) -> None:
    with ThreadPoolExecutor(20) as guessers:
        statuses = list(guessers.map(lambda number: guarded.sign_in("ana", f"guess {number}"), range(20)))
    assert sorted(statuses) == [403] * 5 + [429] * 15


@pytest.mark.parametrize(
    ("body", "status"), [("[1]", 400), ("{}", 400), ('{"name": "\\ud800", "password": "x"}', 400), ("[" * 70_000, 413)]
)
def test_what_nobody_could_sign_in_with_is_refused(guarded: Served, body: str, status: int) -> None:
    assert guarded.post("/sign-in", body).status == status


def test_signing_out_ends_what_the_browser_keeps(guarded: Served) -> None:
    guarded.sign_in("rita", "rita's long password")
    assert guarded.get("/").status == 200
    kept = guarded.cookie
    guarded.post("/sign-out", "")
    guarded.cookie = kept
    assert guarded.get("/").status == 303


def test_a_removed_user_is_signed_out(ledger: Ledger) -> None:
    add_user(ledger.engine, "vera", Role.REVIEWER, "vera's long password")
    token = signed_in(ledger.engine, "vera", "vera's long password")
    assert token
    user = user_of(ledger.engine, token)
    assert user and (user.name, user.role) == ("vera", Role.REVIEWER)
    remove_user(ledger.engine, "vera")
    assert user_of(ledger.engine, token) is None


def test_attempts_are_counted_by_name_and_by_address() -> None:
    attempts = Attempts(most=2, within=1000)
    attempts.fail("name ana", "address 1")
    attempts.fail("name vera", "address 1")
    assert attempts.wait("name ana", "address 1")
    assert not attempts.wait("name ana", "address 2")


def test_attempts_of_long_ago_are_forgotten() -> None:
    attempts = Attempts(most=1, within=0)
    attempts.fail("name ana")
    assert not attempts.wait("name ana")


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [(Kind.TEXT, "x", "x"), (Kind.NUMBER, "7", 7), (Kind.NUMBER, "x", None), (Kind.DAY, "2025-02-30", None)],
)
def test_what_is_asked_is_checked(kind: Kind, given: str, value: object) -> None:
    parameter = Parameter("name", "help", kind)
    if value is None:
        with pytest.raises(BadRequestError, match="name: "):
            Asked.of([parameter], [("name", given)])
    else:
        assert Asked.of([parameter], [("name", given), ("other", "y")]).values == {"name": value}


def test_stretches_are_the_text_and_tell_each_role() -> None:
    report, (outer, inner) = TALKS[0].report, TALKS[0].statements[:2]
    found = list(stretches(report.text, [outer, inner]))
    assert "".join(each.text for each in found) == report.text
    assert [each.text for each in found if each.roles == ("content",)] == [
        report.quote(outer.content),
        report.quote(inner.content),
    ]
    assert [each.ends for each in found if each.ends] == [(1,), (2,)]


def test_two_pasted_texts_are_two_reports(served: Served) -> None:
    texts = {
        text: served.post_json("/api/reports", {"text": text})["number"] for text in ("Ana said no.", "Ana said yes.")
    }
    for text, number in texts.items():
        while not (job := served.json(f"/api/job/{number}"))["ended"]:
            time.sleep(0.05)
        assert [served.json(f"/api/report/{name}")["text"] for name in job["added"]] == [text]


def test_thousands_of_statements_are_marked_in_no_time() -> None:
    text = "x" * 60_000
    many = [Statement((at, at + 9), ((at, at + 2),), (), ((at + 3, at + 9),)) for at in range(0, len(text) - 9, 10)]
    begun = time.monotonic()
    assert "".join(each.text for each in stretches(text, many)) == text
    assert time.monotonic() - begun < 5


def test_a_job_that_breaks_off_says_so(dossier: Dossier, ledger: Ledger) -> None:
    def broken() -> Iterator[Report | IntakeError]:
        raise ValueError("no such luck")
        yield

    jobs = Jobs(dossier, ledger)
    job = jobs.start("broken", broken)
    jobs.close()
    assert job.ended
    assert job.errors == ["stopped: ValueError('no such luck')"]


def test_fifty_people_judge_at_once_and_nothing_is_lost(dossier: Dossier, ledger: Ledger) -> None:
    holders = [f"Envoy {number}" for number in range(50)]
    many = [reading(said(holder, f"harbour number {holder}", "Russia"), id=holder) for holder in holders]
    ids = [name for added in ledger.add(many) for name in added.statements]
    with serving(dossier, ledger, OWNER) as served:

        def works(name: str) -> list[int]:
            asked = [served.get(path).status for path in ("/", "/review", f"/statement/{name}")]
            judged = served.post(f"/api/statements/{name}/judgements", json.dumps({"verdict": "accept"})).status
            return [*asked, judged]

        with ThreadPoolExecutor(50) as people:
            statuses = [status for each in people.map(works, ids) for status in each]
    assert set(statuses) == {200}
    assert {entry.id for entry in ledger.entries(ledger.wanted(states=(State.ACCEPTED,)))} == set(ids)
    assert len(ledger.decisions(1000)) == 50
