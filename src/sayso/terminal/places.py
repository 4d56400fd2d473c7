"""Places at stake and layers in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.analysis.stakes import Claim, Doubtful, Role, Stake, Stakes
from sayso.places.atlas import Kind, Place
from sayso.places.layers import Basis, Hold, Layers, Snapshot
from sayso.places.spelling import folded
from sayso.statement import UNKNOWN
from sayso.terminal.console import plain_table
from sayso.wording.entries import SHORT, dated, outlet, saying, speaker
from sayso.wording.places import LABELS
from sayso.wording.statements import one_line

LABEL = 12  # columns for "demanded by" and the like
SHOWN = 5  # parties of one kind in the list of all places
PARTIES = 8  # whose sums are shown


def print_stakes(console: Console, found: Stakes, limit: int, in_full: bool) -> None:
    """Print places one below the other; in full with every statement and who held the place on its day."""
    for stake in found.stakes[:limit]:
        console.print(heading(stake))
        table = Table.grid(padding=(0, 1))
        table.add_column(width=LABEL + 1, style="aside", justify="right")
        table.add_column()
        for label, text in rows(stake, found.layers, console.width, in_full):
            table.add_row(label, text)
        console.print(Padding(table, (0, 0, 1, 0), expand=False))
    for each in found.ambiguous:
        console.print(ambiguous(each))
    if found.unknown:
        names = ", ".join(one_line(each.words) for each in found.unknown)
        console.print(Text.assemble(("not in the atlas: ", "aside"), names))
    if found.sums and not in_full:
        console.print(sums(found))


def heading(stake: Stake) -> Text:
    """The place with its kind and its people."""
    people = f"{stake.people:,} people" if stake.people else "people unknown"
    inside = f" · in {', '.join(map(called, stake.inside))}" if stake.inside else ""
    usual = one_line(stake.names[0])
    written = f"  “{usual}” in reports ·" if folded(usual) not in folded(called(stake.place)) else " "
    return Text.assemble((called(stake.place), "title"), (f"{written} {stake.place.kind} · {people}{inside}", "aside"))


def called(place: Place) -> str:
    """A place with what it lies in; a province with its country only."""
    within = place.country if place.kind is not Kind.COUNTRY else ""
    return str(place) if place.kind is Kind.TOWN else ", ".join(part for part in (place.name, within) if part)


def rows(stake: Stake, layers: Layers, width: int, in_full: bool) -> Iterator[tuple[str, Text]]:
    """Who held it, and who says what of it."""
    if layers.snapshots:
        yield "held", Text(holding(stake.held), style="aside" if not stake.held else "")
    for role in Role:
        if in_full:
            claims = [claim for claim in stake.claims if claim.role is role]
            yield from ((LABELS[role], claim_text(claim, layers, width)) for claim in claims)
        else:
            yield from _short(role, stake, width)


def _short(role: Role, stake: Stake, width: int) -> Iterator[tuple[str, Text]]:
    """The newest claim of each party; of a role that takes no stand, only how many statements."""
    by_party = stake.by(role)
    if role is Role.NAMED and by_party:
        number = len({claim.entry.id for claims in by_party.values() for claim in claims})
        yield "also named", Text(f"in {number} more statements", style="aside")
        return
    joint = _together(by_party)
    for parties, claims in joint[:SHOWN]:
        yield LABELS[role], party_text(parties, claims, width)
    if len(joint) > SHOWN:
        yield "", Text(f"and {len(joint) - SHOWN} more", style="aside")


def _together(by_party: Mapping[str | None, Sequence[Claim]]) -> list[tuple[str, Sequence[Claim]]]:
    """The parties with their claims, those whose last word is a joint one in one line."""
    joint: dict[str, list[str | None]] = {}
    for party, claims in by_party.items():
        joint.setdefault(claims[0].entry.id, []).append(party)
    return [
        (", ".join(one_line(party) for party in parties if party), max((by_party[each] for each in parties), key=len))
        for parties in joint.values()
    ]


def party_text(party: str, claims: Sequence[Claim], width: int) -> Text:
    """A party with the newest of its claims and how many they are."""
    first = claims[0]
    more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
    return Text.assemble(
        (party or "party unknown", "holder" if party else "aside"),
        (f"  {said_by(first)}, {dated(first.entry)}{more} · {issues(first)}  ", "aside"),
        (first.entry.id[:SHORT], "number"),
        f"\n{saying(first.entry, 2 * width)}",
    )


def said_by(claim: Claim) -> str:
    """On whose word, where that is not the party itself."""
    return "holder unknown" if claim.holder == UNKNOWN else speaker(claim.entry)


def issues(claim: Claim) -> str:
    """What a claim is about: a truce in a place is not the place."""
    return ", ".join(map(one_line, claim.entry.statement.issues))


def claim_text(claim: Claim, layers: Layers, width: int) -> Text:
    """A claim with who held the place on the day of it."""
    held = f"\nheld then: {holding(claim.held)}" if layers.snapshots else ""
    return Text.assemble(
        (one_line(claim.party or "party unknown"), "holder" if claim.party else "aside"),
        (f"  {said_by(claim)}, {dated(claim.entry)}  {outlet(claim.entry)} · {issues(claim)}  ", "aside"),
        (claim.entry.id[:SHORT], "number"),
        f"\n{saying(claim.entry, 3 * width)}",
        (held, "aside"),
    )


def holding(held: Sequence[Hold]) -> str:
    """Who held a place, by which layer; "unknown" where none tells."""
    return "; ".join(map(hold_text, held)) or "unknown"


def hold_text(hold: Hold) -> str:
    """How much of a place a party held, by which file of which layer."""
    by = f"layer {one_line(hold.layer)} of {hold.day}"
    who = one_line(hold.holder)
    if hold.basis is Basis.POINT:
        return f"{who} ({by})" if hold.share else f"not {who} ({by})"
    if hold.basis is Basis.OUTLINE:
        return f"{who} {hold.share:.1%} of the area ({by})"
    inside, towns = hold.towns
    return f"{who} {inside} of {towns} towns, {hold.share:.0%} of their people ({by}; no outline given)"


def ambiguous(each: Doubtful) -> Text:
    """A name that may mean several places, with those."""
    candidates = "; ".join(map(str, each.candidates))
    return Text.assemble(
        ("ambiguous: ", "firm"), one_line(each.words), (f"  in {len(each.entries)} statements: {candidates}", "aside")
    )


def sums(found: Stakes) -> Table:
    """What each party's claims come to, the people of a place in another one counted once."""
    table = plain_table("Party", "", "Places", "People there", numbers=("Places", "People there"))
    for each in found.sums[:PARTIES]:
        table.add_row(one_line(each.party), str(each.role), str(each.places), f"{each.people:,}")
    return table


def print_layers(console: Console, snapshots: Iterable[Snapshot], outlines: Iterable[tuple[str, str]]) -> None:
    """Print the files of layers and outlines, a line each."""
    table = plain_table("Layer", "Holder", "Day", "File")
    for each in snapshots:
        table.add_row(one_line(each.layer), one_line(each.holder), str(each.day), one_line(each.source))
    for name, source in outlines:
        table.add_row("outline", one_line(name), "", one_line(source))
    console.print(table)
