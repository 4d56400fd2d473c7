"""Where the holder stands towards the literal content: for it, against it, for it on a condition, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.phrases import Hit, joined, phrases
from sayso.reading.sentiment import sounding
from sayso.report import Report, Span
from sayso.statement import Act, Stand

SHORTEST = 2  # words; a refusal as short as this is a "no" and states no content of its own
REACH = 30  # characters before a word in which a negation turns it
NAMES_A_CONDITION = frozenset({Act.OFFER, Act.ACCEPT, Act.REJECT, Act.DEMAND, Act.THREATEN})
FAVOURABLE = frozenset({Act.OFFER, Act.ACCEPT, Act.DEMAND, Act.THREATEN})


def stand_of(report: Report, draft: Draft, act: Act, condition: str | None) -> Finding[Stand]:
    """The stand that the act implies, turned round where cue or content negate, suspended where a condition holds.

    `condition` is what `condition_of` found.
    """
    cue, content = joined(report, draft.cue), joined(report, draft.content)
    if act in NAMES_A_CONDITION and condition:
        return Finding(Stand.CONDITIONAL, Reason(f"{act} on a condition", condition))
    rule = RULES.get(act)
    found = rule(cue, content) if rule else None
    return found or _by_the_act(act)


def _by_the_act(act: Act) -> Finding[Stand]:
    if act in FAVOURABLE:
        return Finding(Stand.FOR, Reason(f"who makes a {act} is for its content"))
    return Finding(Stand.NONE, Reason("no stand in the words"))


def _found(stand: Stand, rule: str, hit: Hit | None) -> Finding[Stand] | None:
    return Finding(stand, Reason(rule, hit.basis)) if hit else None


def _opening(cue: str, content: str) -> Finding[Stand] | None:
    """ "did not rule out", "dropped its insistence": nothing is taken up yet, or something is given up."""
    left_open = _found(Stand.NONE, "a refusal that is not made", phrases("stands", "open").first(cue))
    return left_open or _found(Stand.NONE, "a demand given up", phrases("stands", "dropped").first(cue))


def _refusal(cue: str, content: str) -> Finding[Stand] | None:
    refused = _found(Stand.AGAINST, "refusal in the cue", phrases("stands", "refusing").first(cue))
    condemned = _found(Stand.AGAINST, "refused as such in the content", phrases("stands", "condemned").first(content))
    bare = Finding(Stand.AGAINST, Reason("a bare no", content)) if len(content.split()) <= SHORTEST else None
    return refused or condemned or bare or _negated(content)


def _denial(cue: str, content: str) -> Finding[Stand] | None:
    denied = _found(Stand.AGAINST, "denial in the cue", phrases("stands", "denying").first(cue))
    return denied or _negated(content)


def _negated(content: str) -> Finding[Stand]:
    hit = phrases("stands", "negating").first(content)
    negated = _found(Stand.FOR, "negation in the content", hit)
    return negated or Finding(Stand.AGAINST, Reason("refused or denied as it stands"))


def _judgement(cue: str, content: str) -> Finding[Stand] | None:
    """Praise or blame: by the cue, or by what the content has more of, or else by how all the words sound."""
    for stand, name in ((Stand.AGAINST, "blame"), (Stand.FOR, "praise")):
        found = _found(stand, f"{name} in the cue", phrases("stands", name, "cue").first(cue))
        if found:
            return found
    return _weighed(*_tally(content), "in the content") or _weighed(*_sounds(f"{cue} {content}"), "in how it sounds")


def _weighed(praise: Sequence[Hit], blame: Sequence[Hit], where: str) -> Finding[Stand] | None:
    if len(praise) == len(blame):
        return None
    if len(praise) > len(blame):
        return _found(Stand.FOR, f"praise {where}", praise[0])
    return _found(Stand.AGAINST, f"blame {where}", blame[0])


def _sounds(text: str) -> tuple[list[Hit], list[Hit]]:
    """Words that sound good and words that sound bad; each of them that is negated counts as one of the other."""
    good, bad = list(sounding("good", text)), list(sounding("bad", text))
    turned = {hit.span for hit in (*good, *bad) if _turned(text, hit)}
    return _swapped(good, bad, turned), _swapped(bad, good, turned)


def _swapped(own: Iterable[Hit], others: Iterable[Hit], turned: Collection[Span]) -> list[Hit]:
    return [hit for hit in own if hit.span not in turned] + [hit for hit in others if hit.span in turned]


def _tally(content: str) -> tuple[list[Hit], list[Hit]]:
    """Words of praise and of blame: praise that is negated is blame, blame that is negated is neither."""
    praise = list(phrases("stands", "praise", "content").all(content))
    turned = [hit for hit in praise if _turned(content, hit)]
    blame = [hit for hit in phrases("stands", "blame", "content").all(content) if not _turned(content, hit)]
    return [hit for hit in praise if hit not in turned], turned + blame


def _turned(content: str, hit: Hit) -> bool:
    before = content[max(0, hit.span[0] - REACH) : hit.span[0]].rstrip(" “\"'‘")
    return any(turn.span[1] == len(before) for turn in phrases("stands", "turning").all(before))


def _warning(cue: str, content: str) -> Finding[Stand] | None:
    return _found(Stand.AGAINST, "a warning against it", phrases("stands", "warning_against").first(cue))


def _hope(cue: str, content: str) -> Finding[Stand] | None:
    doubted = _found(Stand.AGAINST, "a doubt about it", phrases("stands", "doubting").first(cue))
    return doubted or _found(Stand.FOR, "a hope for it", phrases("stands", "hoping").first(cue))


RULES: dict[Act, Callable[[str, str], Finding[Stand] | None]] = {
    Act.OFFER: _opening,
    Act.ACCEPT: _opening,
    Act.REJECT: _refusal,
    Act.DENY: _denial,
    Act.ASSESS: _judgement,
    Act.WARN: _warning,
    Act.DEMAND: _warning,
    Act.PREDICT: _hope,
}
