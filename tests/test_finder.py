import numpy as np
import pytest

from drafts import drafted
from notation import unmark
from sayso.reading.draft import Draft
from sayso.reading.finder import Candidate, Found, Sight, choose, decode, distinct
from sayso.reading.model import shared
from sayso.reading.passages import roles_of
from sayso.reading.pieces import split


def candidate(marked: str, certainty: float = 0.9) -> tuple[str, Candidate]:
    """The candidate of a model that gives each piece its marked role with `certainty`."""
    report, draft = drafted(marked)
    pieces = split(report.text, shared().tokenizer)
    roles = roles_of(pieces, draft, 0, len(pieces))
    table = np.full((len(roles), 4), (1 - certainty) / 3, dtype=np.float32)
    table[np.arange(len(roles)), roles] = certainty
    return report.text, Candidate(0.8, 0, 0, table)


MARKED = [
    "{The envoy} <said> [that talks in Zaporizhzhia go on].",
    "[“We stay,”] {the envoy} <said>, [“until they sign.”]",
    "<According to> {Digi24}, [Moscow is pushing for control].",
    "[The second sentence goes on without a cue].",
]


@pytest.mark.parametrize("marked", MARKED)
def test_a_draft_has_the_spans_of_its_candidate(marked: str) -> None:
    text, found = candidate(marked)
    draft = decode(text, split(text, shared().tokenizer), found)
    expected = unmark(marked)[1][1]
    assert draft is not None
    assert {role: [list(span) for span in getattr(draft, role)] for role in expected} == expected


def test_a_heading_is_no_part_of_the_source_below_it() -> None:
    text, found = candidate("{Security Concerns}\n{Experts} <warn> [that it would get worse].")
    pieces = split(text, shared().tokenizer)
    anchor = next(i for i, start in enumerate(pieces.starts) if text[start:].startswith("warn"))
    draft = decode(text, pieces, Candidate(0.8, anchor, 0, found.roles))
    assert draft is not None
    assert [text[a:b] for a, b in draft.source] == ["Experts"]


def test_a_content_is_parted_where_lines_were_passed_over() -> None:
    text, found = candidate("{The envoy} <said> [that talks\n\n\n\n\ngo on].")
    draft = decode(text, split(text, shared().tokenizer), found)
    assert draft is not None
    assert [text[a:b] for a, b in draft.content] == ["that talks", "go on"]


def test_a_candidate_without_content_is_no_draft() -> None:
    text, found = candidate("{The envoy} <left> early.")
    assert decode(text, split(text, shared().tokenizer), found) is None


def test_the_pieces_of_one_word_take_one_role() -> None:
    text, found = candidate("{The envoy} <said> [Zaporizhzhia].")
    pieces = split(text, shared().tokenizer)
    torn = found.roles.copy()
    torn[-2] = [0.6, 0, 0, 0.4]  # the word's last piece by itself leans outside
    draft = decode(text, pieces, Candidate(0.8, 0, 0, torn))
    assert draft is not None
    assert [text[a:b] for a, b in draft.content] == ["Zaporizhzhia"]


def found(draft: Draft, score: float) -> Found:
    return Found(draft, Candidate(score, 0, 0, np.zeros((1, 4), dtype=np.float32)))


def test_of_two_drafts_that_say_the_same_the_likelier_stays() -> None:
    one, twin = Draft(((0, 5),), ((6, 10),), ((11, 60),)), Draft(((0, 5),), (), ((11, 58),))
    assert [kept.draft for kept in distinct([found(one, 0.6), found(twin, 0.9)])] == [twin]


def test_a_statement_inside_another_stays_beside_it() -> None:
    outer, inner = Draft(((0, 5),), ((6, 10),), ((11, 60),)), Draft(((16, 20),), ((21, 30),), ((31, 60),))
    assert len(distinct([found(outer, 0.6), found(inner, 0.9)])) == 2


def test_two_sources_of_one_content_stay_apart() -> None:
    one, other = Draft(((0, 5),), (), ((11, 60),)), Draft(((70, 75),), (), ((11, 60),))
    assert len(distinct([found(one, 0.6), found(other, 0.9)])) == 2


@pytest.mark.parametrize(
    ("score", "said", "kept"),
    [
        pytest.param(0.8, 0.1, 1, id="sure"),
        pytest.param(0.2, 0.9, 1, id="doubtful, but said and nobody else's"),
        pytest.param(0.2, 0.1, 0, id="doubtful, and not said"),
    ],
)
def test_a_doubtful_candidate_stays_where_its_content_would_be_nobodys(score: float, said: float, kept: int) -> None:
    text, seen = candidate("{The envoy} <said> [that talks go on].")
    pieces = split(text, shared().tokenizer)
    sight = Sight([Candidate(score, 0, 0, seen.roles)], np.full(len(pieces), said, dtype=np.float32))
    assert len(choose(text, pieces, sight, 0.5)) == kept


def test_a_doubtful_candidate_goes_where_another_claims_its_content() -> None:
    text, seen = candidate("{The envoy} <said> [that talks go on].")
    pieces = split(text, shared().tokenizer)
    both = [Candidate(score, 0, 0, seen.roles) for score in (0.8, 0.3)]
    assert len(choose(text, pieces, Sight(both, np.ones(len(pieces), dtype=np.float32)), 0.5)) == 1


@pytest.mark.parametrize(("said", "content"), [(0.9, "that talks go on"), (0.1, "talks go on")])
def test_what_is_said_and_unclaimed_goes_to_the_statement_that_leans_to_it(said: float, content: str) -> None:
    text, seen = candidate("{The envoy} <said> that [talks go on].")
    pieces = split(text, shared().tokenizer)
    torn = seen.roles.copy()
    torn[3] = [0.6, 0, 0, 0.4]  # "that" by itself leans outside
    sight = Sight([Candidate(0.8, 0, 0, torn)], np.full(len(pieces), said, dtype=np.float32))
    (found,) = choose(text, pieces, sight, 0.5)
    assert [text[a:b] for a, b in found.draft.content] == [content]


def test_a_statement_that_holds_another_s_source_stays() -> None:
    text, inner = candidate("[Peace, {the envoy} <said>, is near, and nobody knows it].")
    pieces = split(text, shared().tokenizer)
    outer = np.tile(np.eye(4, dtype=np.float32)[3], (len(pieces), 1))
    both = [inner, Candidate(0.8, 0, 0, outer)]
    assert len(choose(text, pieces, Sight(both, np.zeros(len(pieces), dtype=np.float32)), 0.5)) == 2


@pytest.mark.parametrize(("kept", "role"), [(1, "OUTSIDE"), (2, "SOURCE")])
def test_words_of_another_statement_are_none_without_a_source(kept: int, role: str) -> None:
    text, whole = candidate("{The envoy} <said> [that talks go on in the old town hall].")
    pieces = split(text, shared().tokenizer)
    roles = whole.roles.copy()
    roles[:3] = np.eye(4, dtype=np.float32)[["OUTSIDE", "SOURCE"].index(role)]
    roles[3:8] = np.eye(4, dtype=np.float32)[0]
    both = [whole, Candidate(0.8, 8, 0, roles)]
    assert len(choose(text, pieces, Sight(both, np.zeros(len(pieces), dtype=np.float32)), 0.5)) == kept
