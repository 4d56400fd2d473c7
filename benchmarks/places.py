"""How often place names are given their place on the globe: `python -m benchmarks.places CORPUS [--wrong]`.

CORPUS is the file `lgl.xml` (plain or gzipped) of the Local-Global Lexicon corpus (Lieberman, Samet and
Sankaranarayanan 2010). The names are those of the annotators; those without coordinates are left out. Prints the share
that lies within 161 km (100 miles) of the annotated point, the share with the same GeoNames number, and the shares that
are ambiguous or unknown, which count as not found; `--wrong` lists what is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.places import Location, locate
from sayso.places.atlas import Point, kilometres
from sayso.report import Report, Span

CLOSE = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A name that the annotators gave a point and a GeoNames number."""

    span: Span
    id: int
    name: str
    point: Point


def reports(path: Path) -> Iterator[tuple[Report, list[Gold]]]:
    """The articles with their annotated names."""
    content = path.read_bytes()
    root = ElementTree.fromstring(gzip.decompress(content) if path.suffix == ".gz" else content)
    for article in root.iter("article"):
        report = Report(article.get("docid", ""), article.findtext("text", ""))
        yield report, [_gold(toponym) for toponym in article.iter("toponym") if toponym.find("gaztag/lat") is not None]


def _gold(toponym: ElementTree.Element) -> Gold:
    span = int(toponym.findtext("start", "")), int(toponym.findtext("end", ""))
    tag = toponym.find("gaztag")
    assert tag is not None
    point = float(tag.findtext("lat", "")), float(tag.findtext("lon", ""))
    return Gold(span, int(tag.get("geonameid", 0)), f"{tag.findtext('name')}, {tag.findtext('admin1')}", point)


def is_close(gold: Gold, found: Location) -> bool:
    """Whether the place found lies within 161 km of the point."""
    return found.place is not None and kilometres(gold.point, (found.place.latitude, found.place.longitude)) <= CLOSE


def figures(pairs: Sequence[tuple[Gold, Location]]) -> Iterator[tuple[str, float]]:
    """Each figure with its name, in percent of the names."""
    counts = {
        "within 161 km": sum(is_close(*pair) for pair in pairs),
        "same GeoNames number": sum(found.place is not None and found.place.id == gold.id for gold, found in pairs),
        "ambiguous": sum(found.is_ambiguous for _, found in pairs),
        "unknown": sum(found.place is None and not found.is_ambiguous for _, found in pairs),
    }
    yield from ((name, 100 * count / len(pairs)) for name, count in counts.items())
    given = sum(found.place is not None for _, found in pairs)
    yield "within 161 km, of those given a place", 100 * counts["within 161 km"] / max(1, given)


def main() -> None:
    """Print the figures and, when asked, what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the names that are wrong, with the reason")
    options = parser.parse_args()
    pairs: list[tuple[Gold, Location]] = []
    for report, names in reports(options.corpus):
        pairs += zip(names, locate(report, [name.span for name in names]), strict=True)
    for gold, found in pairs if options.wrong else ():
        if not is_close(gold, found):
            print(f"{found.words} = {gold.name}; {found.place}: {found.reason}")
    print(f"{len(pairs)} names with coordinates")
    for name, share in figures(pairs):
        print(f"{share:6.1f} %  {name}")


if __name__ == "__main__":
    main()
