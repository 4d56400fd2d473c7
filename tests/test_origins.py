"""Origins: a table of small cases, one for each definition of docs/origins.md, then the dossier of the examples."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import claims_of, composed
from sayso import examples
from sayso.analysis.chains import Kind
from sayso.analysis.claims import Claim, phrases, same_claim
from sayso.analysis.descriptions import description
from sayso.analysis.origins import Edge, How, Mark, Origins, trace_origins
from sayso.analysis.outlets import outlet_key, outlet_name
from sayso.rows import read_rows
from sayso.statement import Reading

LAVROV, OFFICIAL = "Sergey Lavrov", "anonymous: a senior Ukrainian official"
STORY = (
    "LUNA (Reuters) - The harbour commission will reopen the northern quay on Monday after a closure of eleven weeks. "
    "Container lines had moved their calls to another bay while the two sides argued over who inspects the cargo."
)


def roots(found: Origins) -> list[str]:
    return sorted(str(origin.root) for origin in found.origins)


def reasons(found: Origins) -> set[str]:
    return {member.reason for origin in found.origins for member in origin.members if member.reason}


# What is claimed, the roots that are left, and the reasons for what was taken together.
CASES: dict[str, tuple[list[Claim], list[str], set[str]]] = {
    "one speaker through two outlets that were there": (
        [composed("Reuters", LAVROV), composed("AFP", LAVROV)],
        ["Sergey Lavrov"],
        {"same speaker on the same day"},
    ),
    "one speaker again": (
        [composed("Reuters", LAVROV), composed("AFP", LAVROV, day="2025-05-20")],
        ["Sergey Lavrov"],
        {"same speaker, 16 days later"},
    ),
    "two speakers": (
        [composed("Reuters", LAVROV), composed("Reuters", "Dmitry Peskov")],
        ["Dmitry Peskov", "Sergey Lavrov"],
        set(),
    ),
    "a spokesman's word for another is the spokesman's": (
        [composed("Reuters", "Vladimir Putin", via=["Dmitry Peskov"]), composed("AFP", "Dmitry Peskov")],
        ["Dmitry Peskov"],
        {"same speaker on the same day"},
    ),
    "a speaker who told another outlet": (
        [composed("Lantern", LAVROV, via=["CNN"]), composed("Courier", LAVROV)],
        ["Sergey Lavrov"],
        {"same speaker on the same day"},
    ),
    "a chain ends in the last outlet": (
        [composed("Courier", "Russia", party="Russia", via=["Digi24", "Reuters"])],
        ["Reuters"],
        set(),
    ),
    "two papers have it from one outlet": (
        [
            composed("Courier", "Russia", party="Russia", via=["Digi24", "Reuters"]),
            composed("Lantern", "Russia", party="Russia", via=["Reuters"]),
        ],
        ["Reuters"],
        {"relays Reuters through Digi24"},
    ),
    "the outlet's own report tells whom it has it from": (
        [
            composed("Lantern", "Russia", party="Russia", via=["Reuters"]),
            composed("Reuters", "Russia", party="Russia", via=[OFFICIAL]),
        ],
        ["a senior Ukrainian official, through Reuters"],
        {"relays Reuters"},
    ),
    "another paper tells whom the outlet has it from": (
        [
            composed("Lantern", "Russia", party="Russia", via=["Reuters"]),
            composed("Courier", "Russia", party="Russia", via=["Reuters", OFFICIAL]),
        ],
        ["a senior Ukrainian official, through Reuters"],
        {"relays Reuters"},
    ),
    "two outlets report a side's position, which it states itself": (
        [
            composed("Lantern", "Hamas", party="Hamas", via=["Reuters"]),
            composed("AFP", "Hamas", party="Hamas"),
        ],
        ["Hamas"],
        {"same speaker on the same day"},
    ),
    "a chain ends in a document": (
        [
            composed("Lantern", "Russia", party="Russia", via=["the draft memorandum"]),
            composed("Courier", "Russia", party="Russia", via=["the draft memorandum"]),
        ],
        ["the draft memorandum"],
        {"the same document"},
    ),
    "a report that names a source for what it says itself": (
        [
            composed("Lantern", "Russia", party="Russia", report="one", number=1),
            composed("Lantern", "Russia", party="Russia", via=[OFFICIAL], report="one", number=2),
        ],
        ["a senior Ukrainian official, through Lantern"],
        {"its report names a source for it"},
    ),
    "officials described alike through one outlet": (
        [
            composed("CNN", "anonymous: a senior US official"),
            composed("CNN", "anonymous: an American official", day="2025-05-05"),
        ],
        ["a senior US official, through CNN"],
        {"the same unnamed source"},
    ),
    "officials of two states through one outlet": (
        [composed("CNN", "anonymous: a US official"), composed("CNN", "anonymous: a Russian official")],
        ["a Russian official, through CNN", "a US official, through CNN"],
        set(),
    ),
    "an official and a diplomat through one outlet": (
        [composed("CNN", "anonymous: a European official"), composed("CNN", "anonymous: a European diplomat")],
        ["a European diplomat, through CNN", "a European official, through CNN"],
        set(),
    ),
    "a second official in the same report": (
        [
            composed("CNN", "anonymous: a US official", report="one", number=1),
            composed("CNN", "anonymous: a second US official", report="one", number=2),
        ],
        ["a US official, through CNN", "a second US official, through CNN"],
        set(),
    ),
    "a vague description joins one fuller one only": (
        [
            composed("CNN", "anonymous: a US official"),
            composed("CNN", "anonymous: a Russian official"),
            composed("CNN", "anonymous: an official"),
        ],
        ["a Russian official, through CNN", "a US official, through CNN"],
        {"the same unnamed source"},
    ),
    "officials described alike through two outlets": (
        [
            composed("CNN", "anonymous: a US official"),
            composed("BBC", "anonymous: a US official", "it may sell the port"),
        ],
        ["a US official, through BBC", "a US official, through CNN"],
        set(),
    ),
    "an official of a region may be of a state in it": (
        [composed("CNN", "anonymous: a French official"), composed("CNN", "anonymous: a European official")],
        ["a French official, through CNN"],
        {"the same unnamed source"},
    ),
    "through outlets of which one cites the other in its text": (
        [
            composed("Baltic Observer", "anonymous: a senior European official"),
            composed("Lantern", "anonymous: European sources", text="Baltic Observer writes it, too."),
        ],
        ["a senior European official, through Baltic Observer"],
        {"described alike, and Lantern cites Baltic Observer"},
    ),
    "through outlets of which one cites the other through a third": (
        [
            composed("Baltic Observer", "anonymous: a senior European official"),
            composed("Dunarea24", "anonymous: a European official", via=["Baltic Observer"]),
            composed("Lantern", "anonymous: European sources", text="Dunarea24 repeats it."),
        ],
        ["a senior European official, through Baltic Observer"],
        {"relays Baltic Observer", "described alike, and Lantern cites Baltic Observer"},
    ),
    "in the same words": (
        [
            composed("CNN", OFFICIAL, "these demands were detached from reality"),
            composed("BBC", OFFICIAL, "what was asked is detached from reality", day="2025-05-05"),
        ],
        ["a senior Ukrainian official, through CNN"],
        {'described alike, in the same words: "detached from reality"'},
    ),
    "in words that a named speaker uses, too": (
        [
            composed("CNN", OFFICIAL, "these demands were detached from reality"),
            composed("BBC", OFFICIAL, "what was asked is detached from reality"),
            composed("BBC", LAVROV, "this is detached from reality"),
        ],
        ["Sergey Lavrov", "a senior Ukrainian official, through BBC", "a senior Ukrainian official, through CNN"],
        set(),
    ),
    "a reprint": (
        [
            composed("Reuters", OFFICIAL, text=STORY, report="wire"),
            composed("Lantern", OFFICIAL, text=STORY, report="paper"),
        ],
        ["a senior Ukrainian official, through Reuters"],
        {"near-copy of wire: 100 % of its words"},
    ),
    "two reprints of a wire story that is not at hand": (
        [
            composed("Lantern", OFFICIAL, "it will keep the port", text=STORY.split(". ")[0] + "."),
            composed("Courier", OFFICIAL, "it wants the island", text="AFP - The talks ended.", day="2025-05-09"),
            composed("Post", OFFICIAL, "it asks for the port", text="LUNA (Reuters) - The talks ended early."),
        ],
        ["a senior Ukrainian official, through AFP", "a senior Ukrainian official, through Reuters"],
        {"credits Reuters"},
    ),
    "outlets under other names": (
        [
            composed("Lantern", "Russia", party="Russia", via=["FT"]),
            composed("Courier", "Russia", party="Russia", via=["the Financial Times"]),
        ],
        ["Financial Times"],
        {"relays Financial Times"},
    ),
    "an outlet's own opinion": (
        [composed("Lantern", "Lantern"), composed("The Lantern", "The Lantern", day="2025-05-06")],
        ["Lantern"],
        {"the same outlet"},
    ),
    "nobody is named": ([composed("Lantern", "unknown")], ["unknown, through Lantern"], set()),
    "nothing": ([], [], set()),
}


@pytest.mark.parametrize("name", CASES)
def test_origins_are(name: str) -> None:
    claims, expected, why = CASES[name]
    found = trace_origins(claims)
    assert roots(found) == expected
    assert reasons(found) == why
    assert found.count == len(expected)


# Circles: who has it from whom, and what is left of it.
CIRCLES: dict[str, tuple[list[tuple[str, list[str]]], str, bool]] = {
    "two cite each other": ([("Lantern", ["Courier"]), ("Courier", ["Lantern"])], "unknown", True),
    "through a third": (
        [("Lantern", ["Courier"]), ("Courier", ["Daily Mole"]), ("Daily Mole", ["Lantern"])],
        "unknown",
        True,
    ),
    "through a third that is not at hand": (
        [("Lantern", ["Daily Mole", "Courier"]), ("Courier", ["Lantern"])],
        "unknown",
        True,
    ),
    "one that leads into a circle": (
        [("Lantern", ["Courier"]), ("Courier", ["Lantern"]), ("Post", ["Lantern"])],
        "unknown",
        True,
    ),
    "with an unnamed source that neither has first hand": (
        [("Lantern", ["Courier", OFFICIAL]), ("Courier", ["Lantern", OFFICIAL])],
        "unknown",
        True,
    ),
    "one that has it first hand": (
        [("Lantern", [OFFICIAL]), ("Courier", ["Lantern"]), ("Lantern", ["Courier"])],
        "a senior Ukrainian official, through Lantern",
        True,
    ),
    "a line is no circle": ([("Lantern", ["Courier"]), ("Courier", ["Daily Mole"])], "Daily Mole", False),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_circles(name: str) -> None:
    rows, root, circular = CIRCLES[name]
    claims = [
        composed(publisher, "Russia", party="Russia", via=via, report=f"{place}")
        for place, (publisher, via) in enumerate(rows)
    ]
    found = trace_origins(claims)
    assert roots(found) == [root]
    assert found.origins[0].circular is circular
    assert (Mark.CIRCULAR in found.marks) is circular


def test_two_stories_in_which_two_outlets_cite_each_other_are_no_circle() -> None:
    claims = [
        composed("Lantern", "Russia", "it will keep the northern port", party="Russia", via=["Courier"]),
        composed("Courier", "Russia", "all sailors should go home", party="Russia", via=["Lantern"]),
    ]
    assert not trace_origins(claims).marks & {Mark.CIRCULAR}


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([composed("CNN", LAVROV)], "1 independent origin; single source"),
        ([composed("CNN", OFFICIAL)], "1 independent origin; single source; all anonymous"),
        (
            [composed("CNN", OFFICIAL), composed("BBC", OFFICIAL, "it may sell the port")],
            "at most 2 independent origins; all anonymous",
        ),
        (
            [composed("CNN", "anonymous: a US official"), composed("BBC", "anonymous: a Russian official")],
            "2 independent origins; all anonymous",
        ),
        ([composed("CNN", OFFICIAL), composed("BBC", LAVROV)], "2 independent origins"),
        ([composed("CNN", "unknown"), composed("BBC", LAVROV)], "at most 2 independent origins"),
        ([], "0 independent origins"),
    ],
)
def test_words(claims: Sequence[Claim], words: str) -> None:
    assert str(trace_origins(claims)) == words


def test_a_copied_paragraph_is_the_agencys_and_the_rest_is_the_papers() -> None:
    own = (
        "For the fishermen of the southern villages the news comes late, as half of the boats were sold in winter. " * 2
    )
    wire = composed("Reuters", OFFICIAL, text=STORY.removeprefix("LUNA (Reuters) - "), report="wire")
    quoted = wire.text.removesuffix(".")
    paper = composed(
        "Lantern", "anonymous: a trader", "no ship has come", text=f"{own}\n\n{quoted}.\n\n", report="paper"
    )
    copied = composed("Lantern", OFFICIAL, text=f"{own}\n\n{quoted.rsplit(OFFICIAL)[0]}", report="paper", number=1)
    found = trace_origins([wire, paper, Claim(copied.entry, paper.text)])
    assert roots(found) == ["a senior Ukrainian official, through Reuters", "a trader, through Lantern"]
    assert any(reason.startswith("has paragraphs of wire") for reason in reasons(found))


def test_edges_tell_who_has_it_from_whom() -> None:
    claims = [
        composed("Lantern", "Russia", party="Russia", via=["Digi24", "Reuters", OFFICIAL]),
        composed("Lantern", OFFICIAL, via=["Reuters"], number=1),
        composed("Courier", LAVROV, text="LUNA (AFP) - The talks ended."),
    ]
    name = "a senior Ukrainian official, through Reuters"
    first, second, third = (claim.entry.id for claim in claims)
    assert set(trace_origins(claims).edges) == {
        Edge("Lantern", "Digi24", How.RELAYS, (first,)),
        Edge("Digi24", "Reuters", How.RELAYS, (first,)),
        Edge("Lantern", "Reuters", How.RELAYS, (second,)),
        Edge("Reuters", name, How.QUOTES, (first, second)),
        Edge(name, "Russia", How.QUOTES, (first,)),
        Edge("Courier", "AFP", How.COPIES, (third,)),
        Edge("AFP", LAVROV, How.QUOTES, (third,)),
    }


def test_to_json_names_entries_by_id() -> None:
    claim = composed("CNN", LAVROV)
    assert trace_origins([claim]).to_json()["origins"] == [
        {
            "root": {"kind": "speaker", "name": LAVROV, "through": None},
            "circular": False,
            "members": [{"entry": claim.entry.id, "reason": ""}],
        }
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Financial Times", "FT", True),
        ("Anadolu Agency", "Anadolu", True),
        ("AP", "The Associated Press", True),
        ("The Baltic Observer", "baltic observer", True),
        ("Suspilne TV", "Suspilne", True),
        ("Habertürk", "Haberturk", True),
        ("bbc-world", "BBC", True),
        ("www.reuters.com", "Reuters", True),
        ("Agerpres news agency", "Agerpres", True),
        ("Sky News", "Sky News Arabia", False),
        ("Interfax", "Interfax-Ukraine", False),
        ("The Times", "The New York Times", False),
        ("Channel 12", "Channel 13", False),
    ],
)
def test_outlet_names(one: str, other: str, same: bool) -> None:
    assert (outlet_key(one) == outlet_key(other)) is same


@given(st.text(max_size=30))
def test_an_outlet_has_one_key(name: str) -> None:
    assert outlet_key(outlet_name(name)) == outlet_key(name)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("two US officials and five people familiar with it", "two American officials and five persons who know", True),
        ("people familiar with the matter", "people with knowledge of the matter", True),
        ("diplomatic sources", "Turkish diplomatic sources", True),
        ("a diplomat", "a diplomatic source", True),
        ("a senior European official", "people with knowledge of the matter", False),
        ("a Palestinian official", "a European official", False),
        ("a senior US official", "a senior European official", False),
        ("a security official", "an official", True),
        ("a military officer", "a diplomat", False),
    ],
)
def test_descriptions(one: str, other: str, alike: bool) -> None:
    assert description(f"anonymous: {one}").like(description(f"anonymous: {other}")) is alike


def test_same_claim_asks_for_holder_issue_and_words() -> None:
    claim = composed("CNN", LAVROV, "it will keep the northern port")
    assert same_claim(claim, composed("BBC", LAVROV, "Russia keeps its northern ports"))
    assert not same_claim(claim, composed("BBC", LAVROV, "all sailors should go home"))
    assert not same_claim(claim, composed("BBC", "Dmitry Peskov", "it will keep the northern port"))


def test_phrases_hold_no_names() -> None:
    claim = composed("CNN", LAVROV, "talks in Istanbul were detached from reality")
    assert phrases(claim) == {("detached", "from", "reality")}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda publisher, holder, via, day: composed(publisher, holder, via=via, day=f"2025-05-{day:02}"),
            st.sampled_from(["CNN", "BBC", "Lantern", "Courier"]),
            st.sampled_from([LAVROV, OFFICIAL, "unknown", "Russia", "anonymous: a source"]),
            st.lists(st.sampled_from(["Lantern", "Courier", "Reuters", OFFICIAL, "Dmitry Peskov"]), max_size=3),
            st.integers(1, 28),
        ),
        max_size=9,
    )
)
def test_every_claim_has_one_origin_whatever_the_order(claims: list[Claim]) -> None:
    found, turned = trace_origins(claims), trace_origins(claims[::-1])
    entries = [member.entry.id for origin in found.origins for member in origin.members]
    assert sorted(entries) == sorted(claim.entry.id for claim in claims)
    assert all(origin.members[0].reason == "" for origin in found.origins)
    assert all(member.reason for origin in found.origins for member in origin.members[1:])
    assert found.count == turned.count


DOSSIER = {reading.report.id[-2:]: reading for reading in map(Reading.from_json, read_rows(examples.path()))}

# Of which statements, by report and number, the origin consists that has this root.
GOLD: list[tuple[str, str, dict[str, set[int]]]] = [
    ("03 04", "Sergey Lavrov", {"04": set(range(8))}),
    ("03 04", "Marco Rubio", {"03": {1, 2, 3}}),
    (
        "11 12",
        "two US officials and five people familiar with the situation, through Reuters",
        {"11": {0, 1, 2, 3, 4}, "12": {0, 2, 3, 4}},
    ),
    ("14 15", "Dmitry Peskov", {"15": {0}}),
    ("14 15", "people familiar with the meeting, through Agence Lutece", {"14": {6, 7}}),
    ("16", "people familiar with the matter, through Bloomberg", {"16": {0, 1}}),
    ("16", "an official familiar with the framework, through CNN", {"16": {2}}),
    ("16", "Western officials, through The Wall Street Journal", {"16": {3, 4, 5}}),
    (
        "22 23 24",
        "a senior European official, through Baltic Observer",
        {"22": {0, 1, 2, 3, 4}, "23": {0, 1, 2, 3}, "24": {0, 1, 2}},
    ),
    ("22 23 24", "a diplomat from a second EU country, through Baltic Observer", {"22": {5, 6, 7}, "23": {4}}),
    ("22 23 24", "people with knowledge of the matter, through Bloomberg", {"22": {9, 10}}),
    (
        "29 30 31",
        "a Ukrainian diplomatic source, through Gazette-Observer",
        {"29": {0, 1, 2}, "30": {0, 1, 2, 3}},
    ),
    ("29 30 31", "Turkish diplomatic sources, through Bosphorus Today", {"31": set(range(8))}),
    ("33 34", "Russia", {"33": {0, 1, 2, 3, 4}}),
    ("33 34", "Rustem Umerov", {"34": {0, 1, 2, 4}}),
    ("37 38", "European and Ukrainian officials, through The Wall Street Journal", {"37": set(range(9))}),
    ("37 38", "four people with direct knowledge of the talks, through Financial Times", {"38": {0, 1, 2}}),
    ("37 38", "two senior European officials, through The New York Times", {"38": {3, 4, 5}}),
    ("37 38", "sources briefed on the Alaska talks, through Reuters", {"38": {6, 7, 8, 9}}),
]


@pytest.mark.parametrize(("reports", "root", "members"), GOLD)
def test_dossier(reports: str, root: str, members: dict[str, set[int]]) -> None:
    found = trace_origins(claims_of(DOSSIER[report] for report in reports.split()))
    (origin,) = [origin for origin in found.origins if str(origin.root) == root]
    expected = {f"ukraine-2025-{report}.{number}" for report, numbers in members.items() for number in numbers}
    assert {member.entry.id for member in origin.members} == expected


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ("11.1 12.0", "1 independent origin; single source; all anonymous"),
        ("16.0 16.1 16.2", "at most 2 independent origins; all anonymous"),
        ("16.0 16.1 16.2 16.3 16.4 16.5", "at most 3 independent origins; all anonymous"),
        ("22.0 22.1 23.0 23.1 24.0 24.1 24.2", "1 independent origin; single source; all anonymous"),
        ("22.0 22.1 23.0 23.1 24.1 22.9 22.10", "at most 2 independent origins; all anonymous"),
        ("29.1 30.0", "at most 2 independent origins; all anonymous"),
        ("29.0 29.1 29.2 30.0 30.1 30.2", "1 independent origin; single source; all anonymous"),
        ("29.0 29.1 29.2 30.0 30.1 30.2 31.0 31.2 31.4 31.7", "2 independent origins; all anonymous"),
        ("37.2 38.1", "at most 2 independent origins; all anonymous"),
        ("37.11 38.15", "1 independent origin; single source"),
    ],
)
def test_claims_of_the_dossier(claims: str, words: str) -> None:
    chosen = {f"ukraine-2025-{claim}" for claim in claims.split()}
    reports = {DOSSIER[claim.split(".")[0]].report.id: DOSSIER[claim.split(".")[0]] for claim in claims.split()}
    picked = [claim for claim in claims_of(reports.values()) if claim.entry.id in chosen]
    assert len(picked) == len(chosen)
    assert str(trace_origins(picked)) == words


def test_an_unnamed_source_is_a_kind_of_root() -> None:
    assert trace_origins([composed("CNN", OFFICIAL)]).origins[0].root.kind is Kind.ANONYMOUS
