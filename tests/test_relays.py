"""Relays: through whom a statement comes to us, outermost first."""

from __future__ import annotations

import pytest

from attributions import attributed

OUTLETS = [
    (("Reuters",), "{A diplomat}¹ <told Reuters>¹ [that talks went on]¹."),
    (("Axios",), "{Hamas}¹ <wants>¹ [a truce]¹, Axios' Barak Ravid reported."),
    (("Reuters",), "{Hamas}¹ <wants>¹ [a truce]¹, according to Reuters."),
    (("Obzor",), "{An officer}¹ <told the weekly Obzor>¹ [that they would leave]¹."),
    (("anonymous: media reports",), "According to media reports, {Moscow}¹ <wants>¹ [land]¹."),
    (("anonymous: reports",), "Unease grew as reports indicate that {Moscow}¹ <is seeking>¹ [land]¹."),
    (("Reuters",), "Reuters asked around. {A diplomat}¹ <told the agency>¹ [that talks went on]¹."),
    (("Axios",), "Axios asked around. {A diplomat quoted by the same outlet}¹ <said>¹ [that talks went on]¹."),
    (("Tagus Wire",), "{A diplomat}¹ <told Tagus Wire>¹ [that talks went on]¹."),
    (("LTV",), "{A diplomat}¹ <told LTV>¹ [that talks went on]¹."),
    (("Lahore Sentinel",), "<According to the Lahore Sentinel>¹, {Hamas}¹ <wants>¹ [a truce]¹."),
    (("Faroe Ledger",), "The Faroe Ledger asked. {A diplomat}¹ <told the Ledger>¹ [that talks went on]¹."),
    (("Fjala e Lire",), "{Hamas}¹ <wants>¹ [a truce]¹, the portal Fjala e Lire reported."),
    ((), "{A diplomat}¹ <told the Post>¹ [that talks went on]¹."),
    ((), "{A diplomat}¹ <told MPs>¹ [that talks went on]¹."),
    ((), "{A diplomat}¹ <wrote on her Telegram channel>¹ [that talks went on]¹."),
    ((), "{Ana Lee}¹ <said>¹ [that Reuters had erred]¹."),
    ((), "OSLO (Reuters) - {Ana Lee}¹ <said>¹ [so]¹."),
    ((), "{Ana Lee}¹ <said>¹ [so]¹. Reuters was there."),
]


@pytest.mark.parametrize(("via", "marked"), OUTLETS)
def test_outlets_in_the_sentence_pass_the_statement_on(via: tuple[str, ...], marked: str) -> None:
    (attribution,) = attributed(marked)
    assert attribution.via.value == via


def test_the_publisher_is_no_relayer_of_its_own_report() -> None:
    marked = "{A diplomat}¹ <told the BBC>¹ [that talks went on]¹."
    assert [attributed(marked, publisher=publisher)[0].via.value for publisher in ("bbc-world", "tass")] == [
        (),
        ("BBC",),
    ]


def test_the_publisher_is_known_by_its_initials_and_by_part_of_its_name() -> None:
    told = [("WI", "Weser International"), ("Business Journal", "Pacific Business Journal")]
    vias = [
        attributed(f"{{A diplomat}}¹ <told {name}>¹ [that talks went on]¹.", publisher=publisher)[0].via.value
        for name, publisher in told
    ]
    assert vias == [(), ()]


def test_a_statement_inside_another_comes_through_its_holder() -> None:
    outer, inner = attributed("{Lavrov}¹ <said>¹ [{Kyiv}² <had rejected>² [the plan]²]¹.")
    assert (outer.via.value, inner.via.value) == ((), ("Sergei Lavrov",))


def test_the_chain_is_given_outermost_first() -> None:
    *_, inner = attributed("{Ana Lee}¹ <told CNN>¹ [that {Rolf Quist}² <said>² [{Hamas}³ <wanted>³ [a truce]³]²]¹.")
    assert inner.via.value == ("CNN", "Ana Lee", "Rolf Quist")


def test_nobody_relays_himself() -> None:
    __, inner = attributed("{Ana Lee}¹ <said>¹ [that {she}² <wanted>² [a truce]²]¹.")
    assert (inner.holder.value, inner.via.value) == ("Ana Lee", ())


def test_an_outlet_that_only_passes_on_is_a_relay() -> None:
    relay, statement = attributed("<According to>¹ {Digi24}¹, [{Russia}² <is pushing for>² [four cities]²]¹.")
    assert (relay.relay, statement.relay, statement.via.value) == (True, False, ("Digi24",))


def test_an_outlet_that_asserts_something_itself_is_a_holder() -> None:
    (attribution,) = attributed("{Reuters}¹ <reported>¹ [that a bridge had been hit]¹.")
    assert (attribution.relay, attribution.holder.value) == (False, "Reuters")


def test_a_relayed_speech_goes_on_without_naming_the_outlet_again() -> None:
    said = attributed("{Ana Lee}¹ <told CNN>¹ [that she would go]¹. {She}² <added>² [that it was late]².")
    assert [attribution.via.value for attribution in said] == [("CNN",), ("CNN",)]


REACTIONS = [
    ((), "{Hamas}¹ <turned down>¹ [an {Israeli}² <proposal>² [to meet]²]¹."),
    ((), "{Ana Lee}¹ <denied>¹ [a <claim by>² {Ben Cole}² [that she had left]²]¹."),
    (("Ana Lee",), "{Ana Lee}¹ <said>¹ [that {Hamas}² <had dropped its demand>² [for talks]²]¹."),
]
TELLING_WHO_PASSES_ON = [
    ("AFP", "{A diplomat who spoke to AFP}¹ <said>¹ [no]¹."),
    ("Fjord Eye", "{A diplomat}¹, quoted by Fjord Eye, <said>¹ [no]¹."),
    ("Times of Fjordby", "{Ana Lee}¹ <told the Times of Fjordby>¹ [no]¹."),
    ("Le Matin Bleu", "{Ana Lee}¹ <told the French daily Le Matin Bleu>¹ [no]¹."),
    ("Fjord Morning", "{Ana Lee}¹ <told the Fjord Morning programme>¹ [no]¹."),
    ("Vesti", "{Ana Lee}¹ <told the Kyiv-based outlet Vesti>¹ [no]¹."),
    ("Sawt al-Fjord", "{Ana Lee}¹ <told the local Sawt al-Fjord radio>¹ [no]¹."),
    ("Polar Eye", "Polar Eye, citing two people in the room, {they}¹ <wrote>¹ [no]¹."),
]


@pytest.mark.parametrize(("via", "marked"), REACTIONS)
def test_what_somebody_answers_is_not_passed_on_by_him(via: tuple[str, ...], marked: str) -> None:
    assert attributed(marked)[1].via.value == via


@pytest.mark.parametrize(("outlet", "marked"), TELLING_WHO_PASSES_ON)
def test_outlets_are_told_by_how_the_words_came_to_us(outlet: str, marked: str) -> None:
    assert attributed(marked)[0].via.value[:1] == (outlet,)


def test_whom_an_outlet_cites_without_a_name_passes_on_too() -> None:
    marked = "{Norway}¹ <wants>¹ [a truce]¹, Reuters reported, citing two people familiar with the talks."
    assert attributed(marked)[0].via.value == ("Reuters", "anonymous: two people familiar with the talks")


def test_a_speech_goes_on_by_name_within_its_paragraph() -> None:
    marked = "{{Ana Lee}}¹ <told CNN>¹ [that she would go]¹.{}{{Lee}}² <called>² [it late]²."
    assert [attributed(marked.format(gap))[1].via.value for gap in (" ", "\n\n")] == [("CNN",), ()]


def test_two_statements_of_one_source_come_through_the_same_outlet() -> None:
    said = attributed("{Ana Lee}¹,² <told CNN>¹ [that she would go]¹ but <called>² [the date too early]².")
    assert [attribution.via.value for attribution in said] == [("CNN",), ("CNN",)]
