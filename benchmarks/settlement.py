"""How often a statement's answer to a clause is the one that people give: `python -m benchmarks.settlement CORPUS...`.

CORPUS are all files of talks and training/annotations/composed-*.jsonl, which hold the statements that
`training/annotations/answers.jsonl` sets against clauses; of each pair it tells whether the statement accepts the
clause, accepts it under a condition, refuses it, or is not on it.

Prints, for several degrees of how likely a statement must be about a clause, how many of the pairs get an answer and
how many of these are right; "but for conditions" takes accepted and conditional for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from training.build_relations import proposals

from sayso.analysis.relations import Proposal, Related, relate
from sayso.analysis.settlement import NEAR, SURE, Answer, answer_of, proposal_of
from sayso.terminal.console import make_console, plain_table
from sayso.terms import Clause

ANSWERS = Path(__file__).parent.parent / "training" / "annotations" / "answers.jsonl"
DEGREES = (NEAR, 0.6, 0.7, SURE, 0.8)
ACCEPTED = frozenset({Answer.ACCEPTED, Answer.CONDITIONAL})


def labelled(corpora: Sequence[Path]) -> Iterator[tuple[Clause, Proposal, str]]:
    """The clauses, each with a statement and what the statement answers to it."""
    known = proposals(corpora)
    for line in ANSWERS.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        clause = Clause("", row["clause"], tuple(row["issues"]), condition=row.get("condition"))
        report, number = row["statement"]
        yield clause, known[report, number], row["label"]


@click.command(help=__doc__)
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(corpora: tuple[Path, ...]) -> None:
    """Answer the clauses and print the table."""
    pairs = list(labelled(corpora))
    related = relate([(proposal_of(clause), proposal) for clause, proposal, _ in pairs])
    table = plain_table("About", "Answered", "Right", "But for conditions", numbers=("About", "Answered"))
    for degree in DEGREES:
        given = [(each, *pair) for each, pair in zip(related, pairs, strict=True) if each.about >= degree]
        table.add_row(f"{degree}", str(len(given)), *shares(given))
    make_console().print(table)


def shares(given: Sequence[tuple[Related, Clause, Proposal, str]]) -> tuple[str, str]:
    """The shares of the answers that are right, strictly and but for conditions."""
    pairs = [(answer_of(proposal.statement, related), label) for related, _, proposal, label in given]
    strict = sum(found == label for found, label in pairs)
    loose = sum(found == label or {found, label} == ACCEPTED for found, label in pairs)
    return tuple(f"{100 * count / max(1, len(pairs)):.0f} %" for count in (strict, loose))  # type: ignore[return-value]


if __name__ == "__main__":
    main()
