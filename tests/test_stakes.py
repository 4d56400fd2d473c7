"""Places at stake: who demands, refuses and offers them, who lives there, who held them when it was said."""

import datetime
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from areas import square, write
from readings import reading, said
from sayso.analysis.stakes import Role, Stake
from sayso.cli import main
from sayso.dossier import Dossier
from sayso.errors import LedgerError
from sayso.ledger.layering import add_layer
from sayso.ledger.ledger import Ledger
from sayso.ledger.staking import countries_of
from sayso.places.atlas import Kind, Place
from sayso.places.drawing import View
from sayso.places.extent import contains, people_of, people_of_all
from sayso.places.regions import listed_regions, provinces_called, region_called, stands_for_region
from sayso.statement import Reading

UKRAINE = [square(22, 44, 22)]
ON = datetime.date(2025, 12, 31)


def of(holder: str, content: str, *places: str, act: str = "demand", party: str | None = None, **fields: Any) -> Any:
    return said(holder, content, party or holder, "territory", act=act, places=list(places), **fields)


def keep(ledger: Ledger, *readings: Reading) -> None:
    assert list(ledger.add(readings))


def stake(ledger: Ledger, name: str, **asked: Any) -> Stake:
    (found,) = ledger.stakes(ON, place=name, **asked).stakes
    return found


def parties(found: Stake, role: Role) -> list[str | None]:
    return list(found.by(role))


ROLES = [
    ("demand", "for", Role.DEMANDED),
    ("demand", "against", Role.REFUSED),
    ("reject", "against", Role.REFUSED),
    ("offer", "for", Role.OFFERED),
    ("accept", "for", Role.ACCEPTED),
    ("warn", "none", Role.WARNED),
    ("threaten", "none", Role.WARNED),
    ("state", "none", Role.NAMED),
]


@pytest.mark.parametrize(("act", "stand", "role"), ROLES)
def test_what_a_statement_does_with_a_place(act: str, stand: str, role: Role, tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as ledger:
        keep(ledger, reading(of("Ukraine", "that they leave Kherson", "Kherson", act=act, stand=stand)))
        assert {claim.role for claim in stake(ledger, "Kherson").claims} == {role}


def test_a_place_has_who_wants_and_refuses_it_on_whose_word(ledger: Ledger) -> None:
    keep(
        ledger,
        reading(
            of("Sergei Lavrov", "that Ukraine leave Kherson", "Kherson", party="Russia"),
            of("Ukraine", "to leave Kherson", "Kherson", act="reject"),
            of("Ukraine", "the fall of Kherson would be the end", "Kherson", act="warn"),
        ),
    )
    found = stake(ledger, "Kherson")
    assert (parties(found, Role.DEMANDED), parties(found, Role.REFUSED)) == (["Russia"], ["Ukraine"])
    assert found.by(Role.DEMANDED)["Russia"][0].holder == "Sergei Lavrov"
    assert parties(found, Role.WARNED) == ["Ukraine"]
    assert found.place.country == "UA" and found.people == 66_000


def test_a_region_is_none_of_its_towns(ledger: Ledger) -> None:
    keep(
        ledger,
        reading(of("Russia", "all of the Donetsk and Kherson regions, and Kherson city", "Donetsk", "Kherson")),
        reading(of("Russia", "the city of Donetsk", "Donetsk"), id="other"),
    )
    found = {str(each.place): each.statements for each in ledger.stakes(ON).stakes}
    assert found == {"Donetsk Province, Donetsk, UA": 1, "Kherson Province, Kherson, UA": 1, "Donetsk, UA": 1}


REGIONS = [
    ("Donetsk region", "Donetsk Province, Donetsk, UA"),
    ("Zaporizhzhia oblast", "Zaporizhia, UA"),
    ("Donetsk People’s Republic", "Donetsk Province, Donetsk, UA"),
    ("Donbas", "Donbas, UA"),
    ("the West Bank", "West Bank, PS"),
    ("Judea and Samaria", "West Bank, PS"),
    ("Crimea", "Crimea, UA"),
    ("Kyiv region", "Kiev, UA"),
    ("Toretsk region", "None"),
    ("the southern regions", "None"),
    ("Ukraine", "Ukraine, UA"),
    ("Oldebrook region", "None"),
]


@pytest.mark.parametrize(("name", "place"), REGIONS)
def test_regions_are_places(name: str, place: str) -> None:
    assert str(region_called(name)) == place


def test_regions_contain_what_lies_in_them() -> None:
    donbas, donetsk, ukraine = (region_called(name) for name in ("Donbas", "Donetsk region", "Ukraine"))
    assert donbas and donetsk and ukraine
    assert contains(donbas, donetsk) and contains(ukraine, donbas) and contains(ukraine, donetsk)
    assert not contains(donetsk, donbas) and not contains(donbas, donbas)


def test_people_are_counted_once_where_a_region_contains_a_city(ledger: Ledger) -> None:
    keep(
        ledger,
        reading(of("Russia", "the Donbas, Donetsk region and Pokrovsk", "Donbas", "Donetsk", "Pokrovsk")),
        reading(of("Russia", "Kherson", "Kherson"), id="other"),
    )
    donbas = region_called("Donbas")
    assert donbas
    (each,) = ledger.stakes(ON).sums
    assert (each.party, each.role, each.places) == ("Russia", Role.DEMANDED, 4)
    assert each.people == (people_of(donbas) or 0) + 66_000


def test_districts_of_a_city_are_not_counted_beside_it() -> None:
    (donetsk,) = provinces_called("Donetsk region")
    assert 3_500_000 < (people_of(donetsk) or 0) < 5_000_000  # 4.1 million by the State Statistics Service, 2022
    assert people_of_all([donetsk]) == people_of(donetsk)


def test_who_held_a_place_on_the_day_of_each_statement(ledger: Ledger, tmp_path: Path) -> None:
    files = [
        write(tmp_path / "f_20250101.json", [square(0, 0, 1)]),
        write(tmp_path / "f_20250601.json", [square(30, 45, 5)]),
    ]
    add_layer(ledger, "front", "Russia", files)
    for number, day in enumerate(("2024-12-01", "2025-02-01", "2025-07-01")):
        keep(ledger, reading(of("Russia", f"Kherson, time {number}", "Kherson"), id=day, published=day))
    found = stake(ledger, "Kherson")
    shares = {str(claim.entry.day): [hold.share for hold in claim.held] for claim in found.claims}
    assert shares == {"2024-12-01": [], "2025-02-01": [0.0], "2025-07-01": [1.0]}
    assert [hold.share for hold in ledger.stakes(datetime.date(2025, 2, 1)).stakes[0].held] == [0.0]


def test_judgements_are_followed(ledger: Ledger) -> None:
    keep(ledger, reading(of("Ukraine", "Kherson", "Kherson"), of("Ukraine", "the river bank", "Toretsk")))
    first, second = sorted(ledger.entries(), key=lambda entry: entry.quote)
    ledger.reject(first.id, reviewer="r")
    ledger.correct(second.id, {"places": ["Pokrovsk"]}, reviewer="r")
    assert [str(each.place) for each in ledger.stakes(ON).stakes] == ["Pokrovsk, Donetsk, UA"]
    ledger.undo("r", first.id)
    assert len(ledger.stakes(ON).stakes) == 2


def test_only_what_was_said_by_the_day_and_counts_for_the_party(ledger: Ledger) -> None:
    keep(
        ledger,
        reading(of("Russia", "Kherson", "Kherson"), published="2025-05-01"),
        reading(of("Ukraine", "Kherson", "Kherson"), published="2025-07-01", id="later"),
    )
    assert parties(ledger.stakes(datetime.date(2025, 6, 1)).stakes[0], Role.DEMANDED) == ["Russia"]
    assert parties(stake(ledger, "Kherson", party="Ukraine"), Role.DEMANDED) == ["Ukraine"]


def test_a_name_of_several_places_stays_ambiguous(ledger: Ledger) -> None:
    keep(ledger, reading(of("Oslo", "a vote in Springfield and in Oldebrook", "Springfield", "Oldebrook")))
    found = ledger.stakes(ON)
    assert found.stakes == ()
    (each,) = found.ambiguous
    assert each.words == "Springfield" and len(each.candidates) > 1
    assert [unknown.words for unknown in found.unknown] == ["Oldebrook"]


def test_the_countries_of_the_dossier_are_evidence(tmp_path: Path) -> None:
    made = reading(of("Oslo", "a vote in Tripoli", "Tripoli"))
    found = {}
    for country in ("Libya", "LB"):
        address = f"sqlite:///{tmp_path / country}.sqlite"
        with Ledger.open(address, countries=(country,)) as ledger:
            keep(ledger, made)
            found[country] = [each.place.country for each in ledger.stakes(ON).stakes]
    assert found["Libya"] == ["LY"] and found["LB"] == ["LB"]


def test_countries_are_those_of_the_settings_else_the_sides(tmp_path: Path) -> None:
    for countries, codes in ((("Ukraine", "RU"), {"UA", "RU"}), ((), {"NO"})):
        with Ledger.open(f"sqlite:///{tmp_path / 'x'}.sqlite", countries=countries) as ledger:
            keep(ledger, reading(of("Norway", "Kherson", "Kherson")))
            assert countries_of(ledger).keys() == codes
    unknown = Ledger.open(f"sqlite:///{tmp_path / 'x'}.sqlite", countries=("Oldebrook",))
    with unknown, pytest.raises(LedgerError, match="is no country"):
        unknown.stakes(ON)


def test_one_place_under_two_names_is_one(ledger: Ledger) -> None:
    keep(ledger, reading(of("Hamas", "to leave Gaza", "Gaza"), of("Egypt", "aid to the Gaza Strip", "Gaza Strip")))
    assert set(stake(ledger, "Gaza").names) == {"Gaza", "Gaza Strip"}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    CliRunner().invoke(main, ["init", str(folder)])
    with Ledger.of(Dossier.open(folder)) as ledger:
        keep(
            ledger,
            reading(of("Russia", "Kherson and the Donetsk region", "Kherson", "Donetsk")),
            reading(of("Ukraine", "to leave Kherson", "Kherson", act="reject"), id="other"),
            reading(of("Oslo", "a vote in Springfield", "Springfield"), id="third"),
        )
    return folder


def run(dossier: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--dossier", str(dossier)], env={"COLUMNS": "120"})


def test_the_commands_on_layers(dossier: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "front_20250501.geojson", [square(30, 45, 5)])
    for added in ("1 files added", "0 files added"):
        assert added in run(dossier, "layer", "add", "front", "--holder", "Russia", str(file)).stderr
    assert "2025-05-01" in run(dossier, "layer", "list").stdout
    shown = run(dossier, "places", "Kherson").stdout
    assert "held then: Russia (layer front of 2025-05-01)" in shown and "refused by" in shown
    outline = write(tmp_path / "outline.geojson", [square(35, 46, 4)])
    assert run(dossier, "layer", "outline", "Donetsk region", str(outline)).exit_code == 0
    assert "0.0% of the area" in run(dossier, "places").stdout
    assert run(dossier, "layer", "remove", "front").exit_code == 0
    assert run(dossier, "layer", "remove", "front").exit_code == 1


def test_a_bad_file_is_named_with_its_reason(dossier: Path, tmp_path: Path) -> None:
    file = tmp_path / "front_20250501.geojson"
    file.write_text("{")
    result = run(dossier, "layer", "add", "front", "--holder", "Russia", str(file))
    assert result.exit_code == 1 and f"{file}: is no JSON" in result.stderr


def test_places_as_json(dossier: Path) -> None:
    found = json.loads(run(dossier, "places", "--json").stdout)
    assert [each["place"]["name"] for each in found["places"]] == ["Kherson", "Donetsk Province"]
    assert [each["party"] for each in found["places"][0]["refused"]] == ["Ukraine"]
    assert [each["name"] for each in found["ambiguous"]] == ["Springfield"]
    assert {each["party"]: each["places"] for each in found["parties"]} == {"Russia": 2, "Ukraine": 1}


def test_places_as_geojson(dossier: Path, tmp_path: Path) -> None:
    run(dossier, "layer", "outline", "Donetsk region", str(write(tmp_path / "o.geojson", [square(35, 46, 4)])))
    assert run(dossier, "places", "--geojson", str(tmp_path / "out.geojson")).exit_code == 0
    features = json.loads((tmp_path / "out.geojson").read_text(encoding="utf8"))["features"]
    assert [each["geometry"]["type"] for each in features] == ["Point", "Polygon"]
    assert features[0]["geometry"]["coordinates"] == [32.615, 46.637]
    assert features[0]["properties"]["demanded_by"] == ["Russia"]


def test_the_map_numbers_places_and_lists_who_wants_and_holds_them(dossier: Path, tmp_path: Path) -> None:
    run(dossier, "layer", "add", "front", "--holder", "R & D", str(write(tmp_path / "f_20250501.json", UKRAINE)))
    assert run(dossier, "places", "--map", str(tmp_path / "map.svg")).exit_code == 0
    svg = ElementTree.parse(tmp_path / "map.svg").getroot()
    words = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("Kherson") == 2 and words.count("1") == 2  # on the map and in the list
    assert "demanded by Russia · refused by Ukraine" in words and "held: R & D" in words
    assert "held by R & D, layer front of 2025-05-01" in words
    assert any("Natural Earth" in (each or "") for each in words)


def test_the_map_is_a_picture_too(dossier: Path, tmp_path: Path) -> None:
    assert run(dossier, "places", "--map", str(tmp_path / "map.png")).exit_code == 0
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert run(dossier, "places", "--map", str(tmp_path / "map.gif")).exit_code == 2


def test_a_map_without_places_is_drawn(dossier: Path, tmp_path: Path) -> None:
    result = run(dossier, "places", "--on", "2000-01-01", "--map", str(tmp_path / "map.svg"))
    assert result.exit_code == 0 and "0 places" in result.stderr


@given(st.lists(st.tuples(st.floats(-60, 70), st.floats(-170, 170)), min_size=1, max_size=5))
def test_a_view_shows_all_its_places(points: list[tuple[float, float]]) -> None:
    places = [Place(None, "x", Kind.TOWN, "", "", *point, 0) for point in points]
    view = View.of(places, 400, 300)
    assert all(view.shows(place) for place in places)


LISTS = [
    ("leave Donetsk, Luhansk, Zaporizhzhia and Kherson; the regions are not held", 4),
    ("leave Donetsk, Luhansk, Zaporizhzhia and Kherson; the towns are not held", 0),
    ("leave Donetsk, Luhansk and Toretsk; the regions are not held", 0),
    ("leave Donetsk and Luhansk; other regions are not held", 0),
]


@pytest.mark.parametrize(("text", "number"), LISTS)
def test_a_list_of_regions_is_one_where_the_text_speaks_of_regions(text: str, number: int) -> None:
    names = re.compile("Donetsk|Luhansk|Zaporizhzhia|Kherson|Toretsk")
    assert len(listed_regions(text, [match.span() for match in names.finditer(text)])) == number


AROUND = [
    ("the Donetsk region", True),
    ("the Donetsk and Luhansk oblasts", True),
    ("the Donetsk, Kherson and Luhansk regions", True),
    ("the region of Donetsk", True),
    ("the Donetsk People’s Republic", True),
    ("Donetsk, a city in the region", False),
    ("Donetsk and other regions", False),
    ("Donetsk fell. Regions of the east did not", False),
]


@pytest.mark.parametrize(("text", "is_region"), AROUND)
def test_words_around_a_name_make_it_a_region(text: str, is_region: bool) -> None:
    start = text.index("Donetsk")
    assert stands_for_region(text, (start, start + len("Donetsk"))) == is_region
