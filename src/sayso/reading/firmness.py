"""How firmly a statement is held: red lines and vows on one side, hopes and openings on the other."""

from __future__ import annotations

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.phrases import Hit, first_of, joined, phrases
from sayso.report import Report
from sayso.statement import Act, Firmness

# The words that attach the content weigh more than the content, and an opening undoes the refusal that it is
# made of ("did not rule out").
ORDER = (("soft", "cue"), ("firm", "cue"), ("firm", "content"), ("soft", "content"))


def firmness_of(report: Report, draft: Draft, act: Act) -> Finding[Firmness]:
    """Firm or soft where the words say so, else plain."""
    texts = {"cue": joined(report, draft.cue), "content": joined(report, draft.content)}
    for level, role in ORDER:
        hit = _hit(texts[role], level, role, act)
        if hit:
            return Finding(Firmness(level), Reason(f"{level} words in the {role}", hit.basis))
    return Finding(Firmness.PLAIN, Reason("no words of firmness or softness"))


def _hit(text: str, level: str, role: str, act: Act) -> Hit | None:
    return first_of(text, [phrases("firmness", level, role, group) for group in (act.value, "any")])
