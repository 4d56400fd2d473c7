"""Origins: on whose word something rests, and who has it from whom."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from sayso.analysis.origins import Member, Origin, Origins
from sayso.wording.entries import SHORT, dated, outlet, saying, speaker
from sayso.wording.statements import one_line

SHOWN = 12  # members of one origin


def print_origins(console: Console, origins: Origins) -> None:
    """Print every origin with what rests on it, and who has what from whom."""
    console.print(Text(str(origins), style="title"))
    for number, origin in enumerate(origins.origins, 1):
        print_origin(console, number, origin)
    if origins.edges:
        console.print(Text("\nWho has it from whom", style="title"))
    for edge in origins.edges:
        console.print(Text(f"  {one_line(edge.taker)} {edge.how} {one_line(edge.giver)} ({len(edge.entries)})"))


def print_origin(console: Console, number: int, origin: Origin) -> None:
    """Print one origin: its root, and the entries that go back to it, each with why it is no origin of its own."""
    circular = ("  circular: nobody is known to have it first hand", "bad") if origin.circular else ("", "")
    kind = f"  {origin.root.kind}"
    console.print(Text.assemble((f"\n{number}. {one_line(str(origin.root))}", "holder"), (kind, "aside"), circular))
    for member in origin.members[:SHOWN]:
        console.print(member_text(member, console.width))
    if len(origin.members) > SHOWN:
        console.print(Text(f"   and {len(origin.members) - SHOWN} more", style="aside"))


def member_text(member: Member, width: int) -> Text:
    """An entry of an origin in a line or two, and why it counts with the others."""
    entry = member.entry
    told = f"  {outlet(entry)} · {dated(entry)} · {speaker(entry)}\n     {saying(entry, 2 * width)}"
    reason = (f"\n     {one_line(member.reason)}", "aside") if member.reason else ("", "")
    return Text.assemble("   ", (entry.id[:SHORT], "number"), told, reason)
