"""How likely a forecast says something is: words, ranges and whose they are."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.build_likelihoods import quartiles, read

from sayso.analysis.likelihoods import Kind, likelihood_of
from sayso.vocabulary import load

ICD, KENT, SURVEY = load("likelihoods")["tables"].values()


@pytest.mark.parametrize(
    ("content", "words", "low", "high", "source"),
    [
        ("that a deal is almost certain", "almost certain", 0.95, 0.99, ICD),
        ("a truce is very likely this month", "very likely", 0.80, 0.95, ICD),
        ("the talks will likely go on", "likely", 0.55, 0.80, ICD),
        ("the envoy will probably return", "probably", 0.55, 0.80, ICD),
        ("the odds are roughly even chance or so", "roughly even chance", 0.45, 0.55, ICD),
        ("it was unlikely that they would meet", "unlikely", 0.20, 0.45, ICD),
        ("it isn't likely to pass", "isn't likely", 0.20, 0.45, ICD),
        ("a signature is very unlikely", "very unlikely", 0.05, 0.20, ICD),
        ("there is only a remote chance of peace", "remote chance", 0.01, 0.05, ICD),
        ("they will probably not sign", "probably not", 0.20, 0.40, KENT),
        ("a compromise is virtually impossible", "virtually impossible", 0.02, 0.12, KENT),
        ("they will almost certainly not sign", "almost certainly not", 0.02, 0.12, KENT),
        ("a deal is highly likely", "highly likely", 0.8425, 0.95, SURVEY),
        ("there is a very good chance of a deal", "a very good chance", 0.75, 0.85, SURVEY),
        ("a deal is more likely than not", "more likely than not", 0.55, 0.60, SURVEY),
        ("she saw little chance of peace", "little chance", 0.10, 0.20, SURVEY),
        ("a deal is highly unlikely", "highly unlikely", 0.05, 0.10, SURVEY),
    ],
)
def test_a_phrase_stands_for_a_range_of_a_source(
    content: str, words: str, low: float, high: float, source: str
) -> None:
    found = likelihood_of(content)
    assert found.words.endswith(words)
    assert (found.ranges[0].low, found.ranges[0].high, found.ranges[0].source) == (low, high, source)
    assert found.probability == pytest.approx((low + high) / 2)


@pytest.mark.parametrize(
    ("cue", "content", "probability"),
    [
        ("puts", "the odds of a signature before June at two in three", 2 / 3),
        ("gave", "it one chance in three", 1 / 3),
        ("puts", "the chance of a text at 40 per cent", 0.4),
        ("says", "there is a 70 percent chance of rain on the parade", 0.7),
        ("is", "90% sure that it holds", 0.9),
    ],
)
def test_a_number_that_is_told_counts_as_told(cue: str, content: str, probability: float) -> None:
    found = likelihood_of(content, cue)
    assert (found.kind, found.probability) == (Kind.NUMBER, pytest.approx(probability))


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("said", "the war will end by the summer", Kind.ASSERTED),
        ("is certain", "that they will come", Kind.ASSERTED),
        ("says", "exports will grow by 2%", Kind.ASSERTED),
        ("says", "they will meet in May", Kind.ASSERTED),
        ("said", "a deal could come within days", Kind.OPEN),
        ("said", "the talks may fail", Kind.OPEN),
        ("hopes", "that the talks end soon", Kind.OPEN),
        ("did not rule out", "a second round", Kind.OPEN),
        ("remains optimistic", "that a deal is struck", Kind.OPEN),
        ("does not expect", "a breakthrough", Kind.DENIED),
        ("said", '"We don\'t think it will lead anywhere."', Kind.DENIED),
        ("saw no chance of", "a truce", Kind.DENIED),
    ],
)
def test_what_gives_no_number_gets_none(cue: str, content: str, kind: Kind) -> None:
    found = likelihood_of(content, cue)
    assert (found.kind, found.probability, found.ranges) == (kind, None, ())


@pytest.mark.parametrize(
    ("cue", "content", "low", "high"),
    [("believes", "that they will sign", 0.6, 0.8), ("voiced doubts", "that they will sign", 0.2, 0.4)],
)
def test_what_the_holder_does_can_be_the_phrase(cue: str, content: str, low: float, high: float) -> None:
    found = likelihood_of(content, cue)
    assert (found.ranges[0].low, found.ranges[0].high) == (low, high)


def test_words_of_the_condition_do_not_count() -> None:
    content = "the talks will end if Oslo may not come"
    assert likelihood_of(content, condition="if Oslo may not come").kind is Kind.ASSERTED
    assert likelihood_of(content).kind is Kind.OPEN


def test_other_tables_for_the_same_words_are_kept_beside() -> None:
    assert [each.source for each in likelihood_of("it will probably rain").ranges] == [ICD, KENT, SURVEY]


@pytest.mark.parametrize("section", ["phrases", "cues"])
def test_every_phrase_stands_in_a_table(section: str) -> None:
    vocabulary = load("likelihoods")
    for row in vocabulary[section]:
        named = [table for table in vocabulary["tables"] if table in row]
        assert named, row
        assert all(row[table] in vocabulary[table] for table in named), row


def test_the_survey_is_counted_by_phrase(tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream).writerows([["Likely", "Doubtful"], [60, 10], [70, ""], [80, 30]])
    answers = read(file)
    assert {phrase: quartiles(told) for phrase, told in answers.items()} == {
        "Likely": [65.0, 70.0, 75.0],
        "Doubtful": [15.0, 20.0, 25.0],
    }


@given(st.text(), st.text())
def test_any_text_has_a_likelihood_between_nought_and_one(content: str, cue: str) -> None:
    found = likelihood_of(content, cue)
    assert found.probability is None or 0 <= found.probability <= 1
    assert (found.kind in {Kind.NUMBER, Kind.PHRASE}) is bool(found.ranges)
