"""Parties: on whose behalf a holder counts, by office, nationality, membership or employer."""

from __future__ import annotations

import pytest

from attributions import attributed

PARTIES = [
    ("Democrats (Israel)", "{Democrats MK Ana Lee}¹ <said>¹ [so]¹."),
    ("Democratic Party", "{Democratic senator Ana Lee}¹ <said>¹ [so]¹."),
    (None, "{The Middle East minister, Ben Cole,}¹ <said>¹ [so]¹."),
    ("Russia", "{Kremlin spokesman Igor Malov}¹ <said>¹ [so]¹."),
    ("Hamas", "{Hamas official Rashid Doe}¹ <said>¹ [so]¹."),
    ("Oman", "{Rashid Doe, Oman's foreign minister,}¹ <said>¹ [so]¹."),
    ("Germany", "{German Chancellor Ana Lee}¹ <said>¹ [so]¹."),
    ("Republican Party", "{Republican Senator Ana Lee}¹ <said>¹ [so]¹."),
    ("CSU", "{Ana Lee of the CSU}¹ <said>¹ [so]¹."),
    ("Ford", "{Ford's chief executive, Ana Lee}¹ <said>¹ [so]¹."),
    ("Hull Dockers' Union", "The Hull Dockers' Union met. {The union's president, Ana Lee,}¹ <said>¹ [so]¹."),
    ("European Union", "{Ana Lee, the EU's trade commissioner,}¹ <said>¹ [so]¹."),
    ("Iran", "{A senior Iranian official}¹ <said>¹ [so]¹."),
    ("Hamas", "{A Palestinian official close to Hamas}¹ <said>¹ [so]¹."),
    ("France; Germany", "{Paris and Berlin}¹ <said>¹ [so]¹."),
    ("Tarkesh", "Tarkesh moved. {The Tarkeshi envoy Ana Lee}¹ <said>¹ [so]¹."),
    ("United States", "{The White House}¹ <said>¹ [so]¹."),
    ("CDA", "{CDA leader Ana Lee}¹ <said>¹ [so]¹."),
    ("European Union", "The European Commission met. {A Commission spokeswoman}¹ <said>¹ [so]¹."),
    ("Dembé Liberation Front", "{Ana Lee, political chief of the Dembé Liberation Front,}¹ <said>¹ [so]¹."),
    ("People's Alliance", "{Ana Lee of the opposition People's Alliance}¹ <said>¹ [so]¹."),
    ("Greece", "Turkey agreed. In Greece {Justice Secretary Ana Lee}¹ <said>¹ [so]¹."),
    ("Portugal", "Portugal votes. {Labour Minister Ana Lee}¹ <said>¹ [so]¹."),
    ("Iran", "Swiss envoys met Iranians in Iran. {An adviser to the supreme leader}¹ <said>¹ [so]¹."),
    ("South Africa", "{A source in Pretoria}¹ <said>¹ [so]¹."),
    ("Hull Dockers' Union", "The Hull Dockers' Union met. {A union official}¹ <said>¹ [so]¹."),
    ("Veldora", "{Ana Lee of the Veldoran delegation}¹ <said>¹ [so]¹."),
    ("Azerbaijan", "{The Republic of Azerbaijan}¹ <said>¹ [so]¹."),
    ("United Kingdom", "{A Foreign Office minister, Lord Pask,}¹ <said>¹ [so]¹."),
    ("India", "OSLO — India may pay if Pakistan talks, {Water Minister Ana Lee}¹ <said>¹. [It is late]¹."),
    (
        "Norway",
        "Norway waits. Sweden's Prime Minister Ben Cole left. In Norway {Water Minister Ana Lee}¹ <said>¹ [so]¹.",
    ),
    ("Israel", "Benjamin Netanyahu left. {A spokesman for Netanyahu}¹ <said>¹ [so]¹."),
    ("Norway", "Norway votes. {Ministers}¹ <want>¹ [a truce]¹."),
    ("Syrian Democratic Forces", "{The Kurdish-led Syrian Democratic Forces}¹ <said>¹ [so]¹."),
    ("European Union", "The European Union met. {The bloc's archivists}¹ <said>¹ [so]¹."),
    ("Norway", "Norway waits. {The embassy}¹ <said>¹ [so]¹."),
    ("Houthis", "{The Iran-aligned Houthis}¹ <said>¹ [so]¹."),
]
NOBODYS = [
    "{Ana Lee, a former British ambassador,}¹ <said>¹ [so]¹.",
    "{Ana Lee, an analyst at the Ilica Institute,}¹ <said>¹ [so]¹.",
    "{The Institute for the Study of War}¹ <said>¹ [so]¹.",
    "{A European diplomat}¹ <said>¹ [so]¹.",
    "{Two Gulf diplomats}¹ <said>¹ [so]¹.",
    "{Ana Lee of the Tbilisi-based Caucasus Observatory}¹ <said>¹ [so]¹.",
    "{The ISW}¹ <said>¹ [so]¹.",
    "{Fjordkraft, the business lobby,}¹ <said>¹ [so]¹.",
    "{The weekly Fjord}¹ <wrote>¹ [so]¹.",
    "{Reuters}¹ <reported>¹ [a strike]¹.",
    "{Experts}¹ <warn>¹ [of famine]¹.",
    "{Ana Lee}¹ <said>¹ [so]¹.",
    "{Ana Lee, a hydrologist of the World Bank,}¹ <said>¹ [so]¹.",
    "{Residents of Kutkai}¹ <said>¹ [so]¹.",
    "{Two Western officials in Kabul}¹ <said>¹ [so]¹.",
    "Spain votes. {Opposition lawmaker Ana Lee}¹ <said>¹ [so]¹.",
]


@pytest.mark.parametrize(("party", "marked"), PARTIES)
def test_the_party_is_read_off_what_stands_beside_the_name(party: str, marked: str) -> None:
    (attribution,) = attributed(marked)
    assert attribution.party.value == party


@pytest.mark.parametrize("marked", NOBODYS)
def test_independent_holders_have_no_party(marked: str) -> None:
    (attribution,) = attributed(marked)
    assert attribution.party.value is None


def test_one_of_a_group_is_on_its_side() -> None:
    group, one = attributed("{Two Israeli officials}¹ <said>¹ [so]¹. {One of them}² <added>² [that it was late]².")
    assert (group.party.value, one.party.value) == ("Israel", "Israel")


def test_an_ambassador_speaks_for_who_sent_him() -> None:
    (attribution,) = attributed("{Iran's ambassador to Turkey, Rashid Doe,}¹ <said>¹ [so]¹.")
    assert attribution.party.value == "Iran"


def test_a_party_told_once_counts_in_the_whole_report() -> None:
    first, second = attributed("{Lee}¹ <said>¹ [a]¹. {Swiss envoy Ana Lee}² <said>² [b]².")
    assert (first.party.value, second.party.value) == ("Switzerland", "Switzerland")


def test_a_deputy_is_on_the_side_of_whose_deputy_he_is() -> None:
    *_, deputy = attributed("{Danish minister Rolf Quist}¹ <said>¹ [a]¹. {His deputy, Ana Lee,}² <said>² [b]².")
    assert (deputy.holder.value, deputy.party.value) == ("Ana Lee", "Denmark")


def test_an_expert_speaks_for_nobody_whatever_his_nation() -> None:
    said = attributed("{Russian scholar Ivan Doe}¹ <said>¹ [a]¹. [b]², {the expert}² <said>².")
    assert [attribution.party.value for attribution in said] == [None, None]


def test_a_government_is_called_as_a_side_where_the_conflict_is_inside_its_state() -> None:
    inside, abroad = "Democrats and Republicans met. ", "China, China and the Republicans met. "
    said = "{President Ana Lee of the United States}¹ <said>¹ [so]¹."
    parties = [attributed(before + said)[0].party.value for before in (inside, abroad)]
    assert parties == ["White House", "United States"]


def test_an_office_without_a_state_is_not_of_one_that_has_somebody_else_in_it() -> None:
    *_, second = attributed("{Danish President Rolf Quist}¹ <said>¹ [a]¹ in Spain. {President Ana Lee}² <said>² [b]².")
    assert second.party.value == "Spain"


def test_the_reason_gives_the_words() -> None:
    (attribution,) = attributed("{German Chancellor Ana Lee}¹ <said>¹ [so]¹.")
    assert (attribution.party.reason.rule, attribution.party.reason.basis) == ("nationality", "German Chancellor")
