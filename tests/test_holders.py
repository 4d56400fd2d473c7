"""Holders: whose a statement is after resolving pronouns, roles, surnames, letters and seats of government."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attributions import attributed, holders
from sayso.reading.draft import Draft
from sayso.reading.holders import attribute
from sayso.report import Report
from sayso.statement import UNKNOWN

PRONOUNS = [
    (["Ana Lee", "Ana Lee"], "{Ana Lee, the minister,}¹ <said>¹ [yes]¹. {She}² <added>² [that it was late]²."),
    (["Ana Lee", "Ben Cole"], "{Ana Lee}¹ <met Ben Cole and said>¹ [yes]¹. {He}² <said>² [no]²."),
    (["Ana Lee", "Ana Lee"], "{Ana Lee}¹ <said>¹ [that {she}² <wanted>² [a truce]²]¹."),
    (["Ben Cole"], "Spokesman Ben Cole was blunt. [“There is no deal,”]¹ {he}¹ <said>¹."),
    (["Ben Cole"], "Ben Cole walked in late. The doors of the hall stood open. {He}¹ <said>¹ [nothing had changed]¹."),
    (["Hamas", "Hamas"], "{Hamas}¹ <rejected>¹ [the plan]¹. {It}² <wants>² [guarantees]²."),
    (["France; Germany", "France; Germany"], "{Paris and Berlin}¹ <said>¹ [so]¹. {They}² <want>² [talks]²."),
    (["Oman", UNKNOWN], "{Oman}¹ <said>¹ [yes]¹. {They}² <said>² [no]²."),
    ([UNKNOWN], "{She}¹ <said>¹ [so]¹."),
]
WITHIN_QUOTATIONS = [
    (["Ana Lee", "Ana Lee"], "{Ana Lee}¹ <said>¹: [“{We}² <want>² [peace]²”]¹."),
    (["Ana Lee", UNKNOWN], "{Ana Lee}¹ <told him>¹: [“{You}² <said>² [no]²”]¹."),
]
ROLES = [
    (["Ana Lee", "Ana Lee"], "{Foreign Minister Ana Lee}¹ <said>¹ [yes]¹. Then {the minister}² <said>² [no]²."),
    (
        ["Ana Lee", "Ana Lee"],
        "{Ana Lee, Norway's foreign minister,}¹ <said>¹ [a]¹. {The Norwegian foreign minister}² <said>² [b]².",
    ),
    (
        ["Ben Cole", "Ana Lee"],
        "{Ben Cole, the Omani envoy,}¹ <met the Iranian envoy, Ana Lee, and said>¹ [a]¹. {Iran's envoy}² <said>² [b]².",
    ),
    (
        ["Ivan Petrov", "Ivan Petrov"],
        "{Ivan Petrov of the Baltic Institute}¹ <said>¹ [a]¹. [b]², {the analyst}² <added>².",
    ),
    (
        ["anonymous: a senior official", "anonymous: a senior official"],
        "{A senior official}¹ <said>¹ [a]¹. {The official}² <added>² [b]².",
    ),
    ([UNKNOWN], "{The finance minister}¹ <said>¹ [the budget was short]¹."),
    ([UNKNOWN], "{Wednesday}¹'s <appeal>¹ [for a truce]¹ came late."),
]
NAMES = [
    (["Ana Lee", "Ana Lee"], "{Ana Lee}¹ <said>¹ [a]¹. {Lee}² <added>² [b]²."),
    (["Abbas Araghchi"], "{Iranian Foreign Minister Abbas Araqchi}¹ <said>¹ [so]¹."),
    (["Odd Lysne"], "{The fisheries minister, Odd Lysne,}¹ <said>¹ [so]¹."),
    (["Mick Lynch"], "{Mick Lynch of the RMT}¹ <said>¹ [so]¹."),
    (["Nicholas Burns"], "{Nicholas Burns of the State Department}¹ <said>¹ [so]¹."),
    (["Osama Hamdan"], "{Hamas official Osama Hamdan}¹ <said>¹ [so]¹."),
    (["John Major"], "{Sir John Major}¹ <said>¹ [so]¹."),
    (["Ana Lee; Ben Cole"], "{Ana Lee and Ben Cole}¹ <said>¹ [so]¹."),
    (["Office of Benjamin Netanyahu"], "{The office of Israeli Prime Minister Benjamin Netanyahu}¹ <said>¹ [so]¹."),
]
BODIES = [
    (["Ukraine"], "{Kyiv}¹ <has rejected>¹ [the plan]¹."),
    (["United Kingdom"], "{Downing Street}¹ <wants>¹ [a deal]¹."),
    (["Russia"], "{The Kremlin}¹ <denied>¹ [it]¹."),
    (["Israel"], "{The Israeli government}¹ <denied>¹ [it]¹."),
    (["Syria"], "{Syria's leadership}¹ <approved>¹ [it]¹."),
    (["Hamas"], "{the Palestinian movement Hamas}¹ <rejected>¹ [it]¹."),
    (["Turkish Foreign Ministry"], "{Turkey's foreign ministry}¹ <said>¹ [so]¹."),
    (["Rapid Support Forces"], "The Rapid Support Forces (RSF) left. {The RSF}¹ <denied>¹ [it]¹."),
    (["Hull Dockers' Union"], "The Hull Dockers' Union (HDU) met. {The union}¹ <wants>¹ [more]¹."),
    (["General Motors"], "{General Motors}¹ <said>¹ [so]¹."),
    (["Veldora"], "The Veldoran army moved. {Veldora}¹ <wants>¹ [land]¹."),
    (["United Kingdom; France; Canada"], "{The UK, France and Canada}¹ <warned>¹ [Israel]¹."),
    (
        ["Iranian officials; Pakistani officials"],
        "{Iranian and Pakistani officials}¹ <said>¹ [so]¹.",
    ),
    (
        ["Iran", "United States", "Iran; United States"],
        "{Iran}¹ <said>¹ [a]¹. {Washington}² <said>² [b]². {Both sides}³ <want>³ [c]³.",
    ),
]
NAMELESS = [
    ("anonymous: a senior European official", "{A senior European official}¹ <said>¹ [so]¹."),
    ("anonymous: residents of Kyiv", "{Residents of Kyiv}¹ <said>¹ [so]¹."),
    ("anonymous: an Israeli official", "{An unnamed Israeli official}¹ <said>¹ [so]¹."),
    (
        "anonymous: two people familiar with the talks",
        "{two people familiar with the talks, who asked not to be named,}¹ <said>¹ [so]¹.",
    ),
    ("anonymous: a spokesman for Prime Minister Tessel", "{a spokesman for Prime Minister Tessel}¹ <said>¹ [so]¹."),
    ("anonymous: experts", "{Experts}¹ <warn>¹ [of famine]¹."),
]
SURNAMES = [
    (["Brisk", "Brisk"], "{Brisk}¹ <rejects>¹ [the cap]¹, as he must. [“Not now,”]² {he}² <said>²."),
    (["Brisk"], "Brisk was drier. [“I feared worse,”]¹ {he}¹ <told Brisk's aides>¹."),
    (["Ana Lee"], "Ana Lee came alone. [“It is late,”]¹ {the minister}¹ <said>¹."),
    (["anonymous: the spokesman of Hamas"], "{Hamas's spokesman}¹ <said>¹ [so]¹."),
    (["Prime Minister of Iceland"], "Iceland waits. {Iceland's prime minister}¹ <said>¹ [so]¹."),
    (["anonymous: two of them"], "{Two of them}¹ <said>¹ [so]¹."),
]
OPENINGS = [
    (["anonymous: a senior envoy"], "A senior envoy was blunter. [It is late]¹, {he}¹ <said>¹."),
    (["Iranian Foreign Ministry"], "The Iranian foreign ministry was milder: {it}¹ <welcomed>¹ [the text]¹."),
    (["France; Germany"], "Paris and Berlin wavered. {They}¹ <want>¹ [talks]¹."),
    (["anonymous: Western diplomats"], "Western diplomats wavered. {They}¹ <doubt>¹ [it]¹."),
    (["Iran"], "Hamas met the Iranians. {They}¹ <want>¹ [a truce]¹."),
]
GROUPS = [
    (
        ["France; Germany", "France; Germany"],
        "{Paris and Berlin}¹ <said>¹ [so]¹. {The two countries}² <want>² [talks]².",
    ),
    (
        ["France; Germany; Oman", "France; Germany; Oman"],
        "{France, Germany and Oman}¹ <met>¹ [so]¹. {All three}² <want>² [c]².",
    ),
    (["Iran; Oman"], "Talks between Iran and Oman failed. {The parties}¹ <agreed>¹ [to talk]¹."),
    (["Ana Lee; Ben Cole"], "Ana Lee met Ben Cole. {The two leaders}¹ <agreed>¹ [to talk]¹."),
    (["Ana Lee; Marco Rubio"], "{Envoy Ana Lee and Secretary of State Marco Rubio}¹ <said>¹ [so]¹."),
    (["Chinese Foreign Ministry"], "{The foreign ministry in Beijing}¹ <said>¹ [so]¹."),
    (["Iranian Foreign Ministry"], "Iran's foreign ministry met. {The foreign ministry}¹ <said>¹ [so]¹."),
    (["Hamas", "Hamas"], "{Hamas official Ana Lee}¹ <said>¹ [a]¹. {Her movement}² <wants>² [b]²."),
    (["Grom"], "{An officer who asked to be called Grom}¹ <said>¹ [so]¹."),
    (["Odd Lysne"], "{The informateur, Odd Lysne,}¹ <said>¹ [so]¹."),
]
RELATIVES_AND_OTHERS = [
    (["Ana Cole"], "{Ben Cole}¹ <said>¹ [no]¹. {His wife, Ana,}² <said>² [yes]²."),
    (["Ana Lee"], "{One of them, Ana Lee,}¹ <said>¹ [no]¹."),
    (["anonymous: a spokesman for Ana Lee"], "Envoy Ana Lee left. {A spokesman for Ana Lee}¹ <said>¹ [no]¹."),
    (["United States"], "{The U.S.}¹ <said>¹ [no]¹."),
    (["India"], "The minister accepted an {Indian}¹ <proposal>¹ [to meet]¹."),
    (["OCHA"], "{The humanitarian office, OCHA,}¹ <said>¹ [so]¹."),
    (["Ana Lee"], "Chief delegates Ana Lee and Ben Cole met. {Lee}¹ <said>¹ [so]¹."),
    (["Serb List"], "{The Serb List}¹ <said>¹ [no]¹."),
    (
        ["anonymous: the spokeswoman of Norway"],
        "Norwegian spokesman Ben Cole left. {Norway's spokeswoman}¹ <said>¹ [so]¹.",
    ),
]
TURNS = [
    (
        ["Ana Lee", "Ana Lee"],
        "Ana Lee took our questions.\n\nQ: Will it hold?\n\nA: {I}¹ <doubt>¹ [it]¹. [It is too late]².",
    ),
    (["Ana Lee"], "Ana Lee spoke to us.\n\nLEE: {I}¹ <doubt>¹ [it]¹."),
    (["Ana Lee"], "{Ben Cole}¹ <said>¹ [no]¹.\n\nThe reason, for Ana Lee, is plain: [“It is late.”]²"),
    (["United States"], "{Ben Cole}¹ <rejected>¹ [{US}² <demands>² [to leave]²]¹."),
    (["Norway", "Oman"], "{Norway}¹ <wants>¹ [talks]¹ with Oman, {which}² <offers>² [a room]²."),
]
SPELLINGS = [
    ("Volodymyr Zelenskyy", "{Zelenski}¹ <said>¹ [no]¹."),
    ("Volodymyr Zelenskyy", "{President Zelenskyi}¹ <said>¹ [no]¹."),
    ("Volodymyr Zelenskyy", "{Volodimir Zelenskij}¹ <said>¹ [no]¹."),
    ("Sergei Lavrov", "{Sergej Lawrow}¹ <said>¹ [no]¹."),
    ("Andrii Sybiha", "{Sybiga}¹ <said>¹ [no]¹."),
    ("Abbas Araghchi", "{Araqchi}¹ <said>¹ [no]¹."),
]
TITLED = [
    ("Kristi Bell", "{Secretary of Homeland Security Kristi Bell}¹ <said>¹ [no]¹."),
    ("Martin Bell", "{UN Under-Secretary-General for Humanitarian Affairs Martin Bell}¹ <said>¹ [no]¹."),
    ("Igor Bell", "{Deputy Chairman of the Committee on Foreign Affairs Igor Bell}¹ <said>¹ [no]¹."),
    ("Wellington Quist", "{Defence Minister Wellington Quist}¹ <said>¹ [no]¹."),
    ("Ana Lee", "{A special envoy of Berlin, Ana Lee}¹ <said>¹ [no]¹."),
    ("Omar", "Ana Lee left. {Her neighbour, Omar, a baker}¹ <said>¹ [no]¹."),
    ("Ana Lee", "{The mayor of Fjordby Ana Lee}¹ <said>¹ [no]¹."),
    ("Ana Lee", "{The Fjord List (FL) lawmaker Ana Lee}¹ <said>¹ [no]¹."),
    ("Ana Lee; Ben Cole", "{Ana Lee and Ben Cole, the heads of the two fleets}¹ <said>¹ [no]¹."),
    ("anonymous: a diplomat at the Quai d'Orsay", "{A diplomat at the Quai d'Orsay}¹ <said>¹ [no]¹."),
    ("anonymous: two hotel porters", "{Two hotel porters}¹ <said>¹ [no]¹."),
    ("anonymous: three of its councillors", "{Three of its councillors}¹ <said>¹ [no]¹."),
]
SOURCES_AGAIN = [
    (
        ["anonymous: a diplomat close to Hamas"] * 2,
        "{A diplomat close to Hamas}¹ <said>¹ [no]¹. [Yes]², {the source}² <added>².",
    ),
    (
        ["Marco Rubio", UNKNOWN],
        "{Marco Rubio}¹ <said>¹ [no]¹. {The Norwegian envoy}² <said>² [yes]². Marco Rubio left.",
    ),
    (["Ana Lee"], "Norwegian Deputy Foreign Minister Ana Lee came. {The Norwegian diplomat}¹ <said>¹ [no]¹."),
    (["Ana Lee", "Ben Cole"], "{Ana Lee}¹ <said>¹: [“Ben Cole lied when {he}² <said>² [it was over]²”]¹."),
]


@pytest.mark.parametrize(("expected", "marked"), SPELLINGS)
def test_a_leader_is_known_under_any_romanisation(expected: str, marked: str) -> None:
    assert holders(marked, published="2025-06-01") == [expected]


def test_a_romanisation_leads_to_a_leader_only_while_in_office() -> None:
    assert holders("{Zelenskij}¹ <said>¹ [no]¹.") == ["Volodymyr Zelenskyy"]
    assert holders("{Zelenskij}¹ <said>¹ [no]¹.", published="2015-06-01") == ["Zelenskij"]


@pytest.mark.parametrize(("expected", "marked"), TITLED)
def test_names_stand_behind_the_longest_titles(expected: str, marked: str) -> None:
    assert holders(marked) == [expected]


@pytest.mark.parametrize(("expected", "marked"), SOURCES_AGAIN)
def test_sources_and_callings_go_back_to_one_who_can_be_meant(expected: list[str], marked: str) -> None:
    assert holders(marked, published="2025-06-01") == expected


def test_whoever_signs_an_interview_does_not_answer_it() -> None:
    marked = "By Ben Cole\n\n{}The guerrilla met us.\n\nQ: Well?\n\nA: {{I}}¹ <doubt>¹ [it]¹. [It is late]²."
    assert holders(marked.format("")) == [UNKNOWN, UNKNOWN]
    assert holders(marked.format("Ana Lee came. ")) == ["Ana Lee", "Ana Lee"]


def test_the_office_is_of_whoever_in_it_was_named_last() -> None:
    marked = (
        "{Prime Minister Ana Lee}¹ <said>¹ [no]¹. Prime Minister Ben Cole came. {The prime minister}² <said>² [yes]²."
    )
    assert holders(marked) == ["Ana Lee", "Ben Cole"]


def test_an_opening_office_is_of_whom_the_next_sentences_introduce_in_it() -> None:
    marked = "{A palace aide}¹ <said>¹ [no]¹.\n\n[“It is late,”]² {the aide, Ana Lee,}² <said>²."
    assert holders(marked) == ["Ana Lee", "Ana Lee"]


COMMON_WORDS = [
    ("anonymous: the writers", "{The writers}¹ <said>¹ [no]¹."),
    ("anonymous: growers", "{Growers}¹ <said>¹ [no]¹."),
    ("anonymous: clinics in Oran", "{Clinics in Oran}¹ <said>¹ [no]¹."),
    ("Norwegian officials", "{Norwegian officials}¹ <said>¹ [no]¹."),
    ("anonymous: Oslo officials", "{Oslo officials}¹ <said>¹ [no]¹."),
    ("anonymous: European officials", "{European officials}¹ <said>¹ [no]¹."),
    ("anonymous: Omani official", "{unnamed Omani official who}¹ <said>¹ [no]¹."),
    ("French winemakers", "{French winemakers}¹ <said>¹ [no]¹."),
    ("ministry", "{The ministry}¹ <said>¹ [no]¹."),
    (UNKNOWN, "{PM}¹ <said>¹ [no]¹."),
]
IN_CAPITALS = [
    (("Hamas", "Hamas"), "The hall was full. {HAMAS}¹ <REJECTS>¹ [THE PLAN]¹"),
    (("Donald Trump", "United States"), "The hall was full. {PRESIDENT TRUMP}¹ <SAYS>¹ [SO]¹"),
    (("White House", "United States"), "The hall was full. {WHITE HOUSE}¹ <SAYS>¹ [SO]¹"),
    (("Abbas Araghchi", "Iran"), "The hall was full. {IRANIAN FOREIGN MINISTER}¹ <SAYS>¹ [SO]¹"),
    (("anonymous: clinics", None), "The hall was full. {CLINICS}¹ <REJECT>¹ [THE PLAN]¹"),
    (("UNRWA", "United Nations"), "The hall was full. {UNRWA}¹ <REJECTS>¹ [THE PLAN]¹"),
]
FORMER = [
    (
        ["Ana Lee"],
        "Ana Lee, the former president of Norway, met President Ben Cole. {The former president}¹ <said>¹ [no]¹.",
    ),
    (["Ben Cole"], "Ana Lee, the former president of Norway, met President Ben Cole. {The president}¹ <said>¹ [no]¹."),
    ([UNKNOWN], "President Ben Cole came. {The former Kenyan president}¹ <said>¹ [no]¹."),
]
STRETCHES = [
    ("Ana Lee", "{The}¹ gates were shut, <said>¹ {Ana Lee, the mayor}¹, [and would be]¹."),
    ("Vladimir Putin", "Vladimir Putin came. {The Russian leader}¹ <said>¹ [no]¹."),
    ("European Central Bank", "US savers wait for the ECB. {The central bank}¹ <said>¹ [no]¹."),
    ("Ana Lee", "Ana Lee came. {Norwegian envoy @AnaLee}¹ <said>¹ [no]¹."),
    ("Ana Lee", "{Ana Lee, the special envoy for Hostage Affairs,}¹ <said>¹ [no]¹."),
    ("Adam Lee", "{US special envoy for Hostage Affairs Adam Lee}¹ <said>¹ [no]¹."),
    ("Adam Lee", "{The director of the state seed bank Adam Lee}¹ <said>¹ [no]¹."),
    ("Ana Lee", "Ana Lee, Norway's president, came. {The Norwegian president, who met Ben Cole}¹ <said>¹ [no]¹."),
    ("Harbours and Border Agency", "{The Harbours and Border Agency}¹ <said>¹ [no]¹."),
]


@pytest.mark.parametrize(("expected", "marked"), COMMON_WORDS)
def test_common_words_are_nobodys_name(expected: str, marked: str) -> None:
    assert holders(marked) == [expected]


@pytest.mark.parametrize(("expected", "marked"), IN_CAPITALS)
def test_a_name_in_capitals_is_the_same_name(expected: tuple[str, str | None], marked: str) -> None:
    (attribution,) = attributed(marked, published="2025-06-01")
    assert (attribution.holder.value, attribution.party.value) == expected


@pytest.mark.parametrize(("expected", "marked"), FORMER)
def test_who_holds_an_office_is_not_who_held_it(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), STRETCHES)
def test_a_name_is_found_behind_an_article_a_field_a_platform_and_before_a_clause(expected: str, marked: str) -> None:
    assert holders(marked)[0] == expected


def test_he_is_whom_the_speakers_work_for() -> None:
    marked = "President Ben Cole met Ana Lee. {Aides to President Cole}¹ <say>¹ [that {he}² <will not>² [yield]²]¹."
    assert holders(marked)[1] == "Ben Cole"


GOING_ON = [
    (
        ["Oman", "Iran", "Oman"],
        "{Oman}¹ <said>¹ [{Iran}² <accepts>² [a truce]²]¹. The hour, {it}³ <added>³, [was near]³.",
    ),
    (["Ana Lee", "Ana Lee"], "{Ana Lee}¹ <met Mary Cole and said>¹ [no]¹. {She}² <also wants>² [a truce]²."),
]
SEATED = [
    ("United Kingdom", "Angola waits. {The then government in London}¹ <said>¹ [no]¹."),
    ("autonomous administration", "Syria waits. {The autonomous administration}¹ <said>¹ [no]¹."),
]


@pytest.mark.parametrize(("expected", "marked"), GOING_ON)
def test_who_goes_on_is_whoever_spoke_before(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), SEATED)
def test_authorities_are_of_their_seat_and_part_of_a_state(expected: str, marked: str) -> None:
    assert holders(marked) == [expected]


LISTS = [
    (
        ["Ana Lee", "Russia", "Russia", "Russia", "Ana Lee"],
        "{Ana Lee}¹ <said>¹ [that {Russia}² <demands>² [three things]²]¹. [First, a withdrawal]³. "
        "[Second, a referendum]⁴. [“That is no basis,”]⁵ {she}⁵ <said>⁵.",
    ),
    (
        ["Ana Lee", "Russia", "Russia"],
        "{Ana Lee}¹ <said>¹ [that {Russia}² <demands>² [a withdrawal]² and <wants>³ [recognition]³]¹.",
    ),
    (
        ["Ana Lee", "Russia", "Ana Lee"],
        "{Ana Lee}¹ <said>¹ [that {Russia}² <demands>² [a withdrawal]²]¹. [That was no basis for peace]³.",
    ),
    (
        ["Ana Lee", "Russia", "Ana Lee"],
        "{Ana Lee}¹ <said>¹ [that {Russia}² <demands>² [a withdrawal]²]¹. [“Second, we never will.”]³",
    ),
]


@pytest.mark.parametrize(("expected", "marked"), LISTS)
def test_a_list_of_demands_stays_with_whose_demands_they_are(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


def test_a_list_of_demands_stays_passed_on() -> None:
    marked = "{Ana Lee}¹ <said>¹ [that {Russia}² <demands>² [two things]²]¹. [First, land]³. [Second, a truce]⁴."
    assert [each.via.value for each in attributed(marked)] == [(), ("Ana Lee",), ("Ana Lee",), ("Ana Lee",)]


BEARERS = [
    ("Fjord Front", "{The faction, which calls itself the Fjord Front,}¹ <said>¹ [no]¹."),
    ("Fjordlag", "{The smaller drivers' union, Fjordlag}¹ <said>¹ [no]¹."),
    ("IRNA", "{Iran's IRNA state media}¹ <said>¹ [no]¹."),
    ("Israeli Prime Minister's Office", "Israel waits. {The Prime Minister's Office}¹ <said>¹ [no]¹."),
    ("Abbas Araghchi", "{Iranian foreign minister}¹ <says>¹ [no]¹."),
    ("Ana Lee", "{Deputy Prime Minister and Foreign Minister Ana Lee}¹ <said>¹ [no]¹."),
    ("anonymous: the holdouts in Nairobi", "{The holdouts in Nairobi}¹ <said>¹ [no]¹."),
    ("anonymous: three people in London and Brussels", "{Three people in London and Brussels}¹ <said>¹ [no]¹."),
]


@pytest.mark.parametrize(("expected", "marked"), BEARERS)
def test_a_phrase_leads_to_the_name_that_it_gives_or_asks_for(expected: str, marked: str) -> None:
    assert holders(marked, published="2025-06-01") == [expected]


def test_a_contraction_names_nobody() -> None:
    marked = "Ana Lee spoke to us. We've met her before.\n\nQ: Well?\n\nA: {I}¹ <doubt>¹ [it]¹."
    assert holders(marked) == ["Ana Lee"]


@pytest.mark.parametrize(("expected", "marked"), PRONOUNS + WITHIN_QUOTATIONS)
def test_pronouns_go_back_to_who_fits_and_spoke_last(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), ROLES)
def test_roles_go_back_to_who_is_given_them(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), SURNAMES)
def test_people_of_one_name_and_offices_without_a_name_are_found_in_the_text_beside(
    expected: list[str], marked: str
) -> None:
    assert holders(marked)[-len(expected) :] == expected


@pytest.mark.parametrize(("expected", "marked"), OPENINGS)
def test_pronouns_go_back_to_what_opens_a_sentence_without_speaking(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), GROUPS)
def test_groups_and_bodies_are_found_again_in_the_text(expected: list[str], marked: str) -> None:
    assert holders(marked)[-1] == expected[-1]


def test_the_office_of_a_head_of_government_bears_the_office() -> None:
    marked = "{Netanyahu's office}¹ <said>¹ [so]¹."
    assert holders(marked, published="2025-01-01") == ["Israeli Prime Minister's Office"]


@pytest.mark.parametrize(("expected", "marked"), RELATIVES_AND_OTHERS)
def test_phrases_lead_to_the_name_that_stands_in_them_or_beside(expected: list[str], marked: str) -> None:
    assert holders(marked)[-1:] == expected


@pytest.mark.parametrize(("expected", "marked"), TURNS)
def test_turns_colons_and_relative_pronouns_tell_who_speaks(expected: list[str], marked: str) -> None:
    assert holders(marked)[-len(expected) :] == expected


def test_the_first_person_outside_quotations_is_the_publisher() -> None:
    assert holders("Talks failed. {We}¹ <doubt>¹ [it]¹.", publisher="The Wire") == ["The Wire"]
    assert holders("{This newspaper}¹ <has learned>¹ [so]¹.", publisher="The Wire") == ["The Wire"]


@pytest.mark.parametrize(("expected", "marked"), NAMES)
def test_titles_and_appositions_come_off_the_name(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), BODIES)
def test_bodies_have_one_name_and_seats_stand_for_governments(expected: list[str], marked: str) -> None:
    assert holders(marked) == expected


@pytest.mark.parametrize(("expected", "marked"), NAMELESS)
def test_whom_the_report_does_not_name_is_described(expected: str, marked: str) -> None:
    assert holders(marked) == [expected]


def test_two_people_of_one_surname_are_not_told_apart_by_guessing() -> None:
    (attribution,) = attributed("Ana Lee met Ben Lee. {Lee}¹ <said>¹ [so]¹.")
    assert attribution.holder.value == UNKNOWN
    assert attribution.holder.reason.candidates == ("Ana Lee", "Ben Lee")


def test_a_statement_without_source_goes_on_from_the_one_before() -> None:
    assert holders("[“We came,”]¹ {Ana Lee}¹ <said>¹. [“We stay.”]²") == ["Ana Lee", "Ana Lee"]


def test_a_quotation_without_source_goes_on_from_whoever_was_quoted_last() -> None:
    marked = "[“We came,”]¹ {Ana Lee}¹ <said>¹. {Oslo}² <wants>² [a truce]². [“We stay.”]³"
    assert holders(marked) == ["Ana Lee", "Norway", "Ana Lee"]


def test_a_source_that_was_not_found_is_read_off_the_words_before_the_cue() -> None:
    assert holders("On Monday Ana Lee <said>¹ [so]¹. She <added>² [more]².") == ["Ana Lee", "Ana Lee"]


def test_an_office_is_taken_from_the_vocabulary_only_in_its_term() -> None:
    marked = "{The French president}¹ <said>¹ [so]¹."
    assert holders(marked, published="2020-01-01") == ["Emmanuel Macron"]
    assert holders(marked, published="1970-01-01") == [UNKNOWN]
    assert holders(marked) == [UNKNOWN]


def test_the_report_goes_before_the_vocabulary() -> None:
    marked = "French President Ana Lee arrived. {The French president}¹ <said>¹ [so]¹."
    assert holders(marked, published="2020-01-01") == ["Ana Lee"]


def test_every_finding_names_its_rule_and_its_words() -> None:
    (attribution,) = attributed("{Kyiv}¹ <has rejected>¹ [the plan]¹.")
    assert (attribution.holder.reason.rule, attribution.holder.reason.basis) == ("seat of government", "Kyiv")


def test_the_names_of_the_report_lead_to_canonical_ones() -> None:
    (attribution,) = attributed("{Ana Lee}¹ <said>¹ [that Kyiv and Lee had met]¹.")
    assert attribution.known | {"Kyiv": "Ukraine", "Lee": "Ana Lee"} == attribution.known


def test_no_drafts_have_no_attributions() -> None:
    assert attribute(Report("r", "Nothing was said."), []) == []


TEXTS = st.text(alphabet="AaBb .,’'\"“”\n-éØ(", min_size=3, max_size=80)


@given(TEXTS, st.lists(st.tuples(*[st.integers(0, 79)] * 6), max_size=5))
def test_any_spans_in_any_text_get_an_attribution_each(text: str, cuts: list[tuple[int, ...]]) -> None:
    def span(a: int, b: int) -> tuple[tuple[int, int], ...]:
        low, high = sorted((a % len(text), b % len(text)))
        return ((low, high + 1),)

    drafts = [Draft(span(a, b) if a % 2 else (), span(c, d) if c % 2 else (), span(e, f)) for a, b, c, d, e, f in cuts]
    assert len(attribute(Report("r", text), drafts)) == len(drafts)


@pytest.mark.parametrize("source", ["Also", "of them", "While", "which"])
def test_small_words_name_nobody(source: str) -> None:
    (attribution,) = attributed(f"{{{source}}}¹ <said>¹ [that it was late]¹.")
    assert attribution.holder.value == UNKNOWN
