"""Whose a statement is, whose side it counts for, and through whom it comes: holder, party and via of every draft."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.reading.antecedents import Sort, Speaker
from sayso.reading.capitals import in_running_text
from sayso.reading.conflicts import within
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.gazetteer import Kind
from sayso.reading.lexicon import pattern, words
from sayso.reading.mentions import Cast
from sayso.reading.nameless import AGAIN, GROUP
from sayso.reading.nesting import outer_drafts
from sayso.reading.offices import office_in
from sayso.reading.ordering import by_sentence, reading_order
from sayso.reading.parties import NONE, party_by_source
from sayso.reading.pronouns import TURN
from sayso.reading.questions import SINGULAR, Question, person
from sayso.reading.relays import is_outlet, is_publisher, outlets_for
from sayso.reading.resolution import resolve
from sayso.reading.sources import Source, cleaned, is_bare_article
from sayso.reading.subjects import subject_beside
from sayso.reading.turns import answers_at, opens_turn, speaking_at
from sayso.reading.unfilled import CALLING, INDEPENDENT
from sayso.report import Report, Span
from sayso.statement import ANONYMOUS, UNKNOWN
from sayso.vocabulary import load

GOING_ON = r"\b<going_on>\b"
# "Ethiopia turned down a Sudanese proposal": Sudan's statement is the report's to tell.
REACTING, BROUGHT_UP = r"(?i)\b<reactions>", r"(?i)\b<brought_up>\b"
# "Russia demands three things. Second, ...": what goes on with a list, and what such a list is of.
ENUMERATED = re.compile(
    r"\W*(?:(?:First|Second|Third|Fourth|Fifth)(?:ly)?|Finally|Lastly|Another|\(?[1-9a-e][.)]|"
    r"(?:The|the|a|A) (?:first|second|third|fourth|fifth|last|other))\b"
)
LIST = "the list goes on"
DEMANDING = r"(?i)\b<demands>"
HISTORY = 12  # speakers that a phrase looks back over
QUOTING_REACH = 4  # statements that a quotation without source looks back over for one that quotes
LEAD, LONGEST_LEAD = re.compile(r"(?:(?<=[.?!”\"] )|(?<=\n)|\A)[^\n.?!]+:\s*\Z"), 300


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose a draft is and through whom it comes.

    `relay` tells that the draft itself only passes on what another says, and is no statement of its own. `known` leads
    from each name as the report writes it to the canonical name; it is the same for all drafts of a report. `speaks`
    tells that the report gives the holder a side or an office, as it does not give one to its own newsreader.
    """

    holder: Finding[str]
    party: Finding[str | None]
    via: Finding[tuple[str, ...]]
    relay: bool = False
    known: Mapping[str, str] = field(default_factory=dict)
    speaks: bool = True


def attribute(report: Report, drafts: Sequence[Draft]) -> list[Attribution]:
    """The attribution of every draft of a report, in the order given."""
    if not drafts:
        return []
    return _Attributing(report, drafts).attributions()


class _Attributing:
    """One pass over the drafts of a report, those that report others before those that they report."""

    def __init__(self, report: Report, drafts: Sequence[Draft]) -> None:
        self.report, self.drafts = report, drafts
        self.cast = Cast(report, [span for draft in drafts for span in draft.source])
        self.outer = outer_drafts(drafts)
        self.neighbours = by_sentence(drafts, self.cast)
        self.speakers: dict[int, Speaker] = {}
        self.history: list[Speaker] = []
        self.roots: list[int] = []
        self.listed: dict[int, int] = {}
        self.via: dict[int, Finding[tuple[str, ...]]] = {}
        self.holding = {index for index in self.outer if index is not None}

    def attributions(self) -> list[Attribution]:
        last: int | None = None
        for index in reading_order(self.drafts, self.outer):
            self.speakers[index] = self._speaker(index, last)
            self.via[index] = self._via(index, last)
            self.history.append(self.speakers[index])
            if self.outer[index] is None:
                last = index
                self.roots.append(index)
        self._settle_parties()
        known = {mention.form: mention.name for mention in self.cast.mentions}
        return [self._attribution(index, known) for index in range(len(self.drafts))]

    def _settle_parties(self) -> None:
        """A side that the report gives a holder in one place counts in all."""
        told: dict[str, Finding[str | None]] = {}
        for index, speaker in self.speakers.items():
            if speaker.party == NONE and speaker.sort in SINGULAR:
                self.speakers[index] = replace(speaker, party=party_by_source(speaker, self.cast))
        for speaker in self.speakers.values():
            if speaker.party.reason.rule == INDEPENDENT and speaker.reason.rule == CALLING:
                told[speaker.name] = speaker.party
        for speaker in self.speakers.values():
            if speaker.party.value and speaker.sort is not Sort.ANONYMOUS:
                told.setdefault(speaker.name, speaker.party)
        for index, speaker in self.speakers.items():
            if speaker.name in told and (speaker.party.value is None or told[speaker.name].value is None):
                self.speakers[index] = replace(speaker, party=told[speaker.name])

    def _attribution(self, index: int, known: Mapping[str, str]) -> Attribution:
        speaker = self.speakers[index]
        holder = Finding(speaker.name, speaker.reason)
        speaks = speaker.party.value is not None or self._has_office(speaker)
        return Attribution(
            holder, within(speaker.party, self.cast), self.via[index], self._relays(index), known, speaks
        )

    def _has_office(self, speaker: Speaker) -> bool:
        """Whether an office, of no outlet, stands beside the holder's name."""
        named = self.cast.people.get(speaker.name)
        told = [speaker.described, *(beside.text for beside in named.beside)] if named else [speaker.described]
        return any(office_in(text) and not set(text.lower().split()) & words("newsroom") for text in told)

    def _speaker(self, index: int, last: int | None) -> Speaker:
        draft = self.drafts[index]
        span = self._telling(draft) if draft.source else subject_beside(draft, self.cast)
        if span is None:
            return self._continued(index, last)
        return self._by_phrase(span, index, last)

    def _telling(self, draft: Draft) -> Span:
        """The first stretch of a source that is more than an article, else the first."""
        stretches = (span for span in draft.source if not is_bare_article(cleaned(self.report.text, span)))
        return next(stretches, draft.source[0])

    def _by_phrase(self, span: Span, index: int, last: int | None) -> Speaker:
        draft = self.drafts[index]
        turn = speaking_at(span[0], self.cast) if opens_turn(span, self.report.text) else None
        if turn:
            return person(turn, TURN, self._question(Source(""), span[0], index, last))
        source, position = cleaned(self.report.text, span), span[0]
        if source.pronoun in ("male", "female", "body"):
            position = min(position, draft.evidence[0])
        source = in_running_text(source, self.cast)
        return _somebody(resolve(self._question(source, position, index, last)))

    def _question(self, source: Source, position: int, index: int, last: int | None) -> Question:
        return Question(
            source=source,
            position=position,
            cast=self.cast,
            speakers=tuple(self.history[-HISTORY:]),
            resolver=resolve,
            outer=self._reporting(index),
            last=self.speakers[last] if last is not None else None,
            quoted=self.cast.quoted(source.span[0] if source.span else position) is not None,
            goes_on=any(pattern(GOING_ON).search(self.cast.text, *span) for span in self.drafts[index].cue),
        )

    def _reporting(self, index: int) -> Speaker | None:
        """The holder of the draft around this one, where that is not a mere relay."""
        outer = self.outer[index]
        return None if outer is None or self._relays(outer) else self.speakers[outer]

    def _continued(self, index: int, last: int | None) -> Speaker:
        """Without a source, the speaker before goes on; within a quotation, the one whom the report quoted last."""
        outer = self.outer[index]
        turn = speaking_at(self.drafts[index].evidence[0], self.cast) if outer is None else None
        if turn and (last is None or self.speakers[last].name != turn):
            return person(turn, TURN, self._question(Source(""), self.drafts[index].evidence[0], index, last))
        if outer is None and turn is None and answers_at(self.drafts[index].evidence[0], self.cast):
            return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, Reason(TURN))
        led = self._led_in(index, last)
        if led:
            question = self._question(Source(led), self.drafts[index].evidence[0], index, last)
            return person(led, "named before the colon", question)
        listing = self._listing(index, last)
        if listing is not None:
            self.listed[index] = listing
            return replace(self.speakers[listing], reason=Reason(LIST, self.speakers[listing].described))
        before = outer if outer is not None else self._quoted_last(index, last)
        if before is None:
            return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, Reason("no source and nobody before"))
        speaker = self.speakers[before]
        return replace(speaker, reason=Reason("the speaker before goes on", speaker.described, (speaker.name,)))

    def _listing(self, index: int, last: int | None) -> int | None:
        """The demand that the speaker before passed on, whose list a statement without source goes on with."""
        outer, draft = self.outer[index], self.drafts[index]
        around = outer if outer is not None else last
        item = draft.cue if outer is not None else ENUMERATED.match(self.cast.text, draft.evidence[0])
        if around is None or not item or (outer is None and self._quotes(index)):
            return None
        inside = [each for each in self.speakers if self.outer[each] == around and self._is_demand(each, index)]
        return max(inside, key=lambda each: self.drafts[each].evidence, default=None)

    def _is_demand(self, inner: int, index: int) -> bool:
        """Whether a statement before another has its own source, and a cue that a list may follow."""
        draft = self.drafts[inner]
        demands = pattern(DEMANDING).search(self.report.quote(draft.cue))
        return bool(draft.source and demands) and draft.evidence < self.drafts[index].evidence

    def _led_in(self, index: int, last: int | None) -> str | None:
        """The first person named in the words that lead to a content by a colon, where nobody spoke in them."""
        start = self.drafts[index].evidence[0]
        lead = LEAD.search(self.cast.text, max(0, start - LONGEST_LEAD), start)
        if lead is None or self.outer[index] is not None:
            return None
        if last is not None and self.drafts[last].evidence[1] > lead.start():
            return None
        named = (each for each in self.cast.mentions_in(lead.span()) if each.kind is Kind.PERSON)
        return next((each.name for each in named if not self.cast.quoted(each.span[0])), None)

    def _quoted_last(self, index: int, last: int | None) -> int | None:
        if last is None or not self._quotes(index):
            return last
        if self.speakers[last].sort in SINGULAR and self._touches(last, index):
            return last
        near = [before for before in self.roots[-QUOTING_REACH:] if self._quotes(before)]
        return near[-1] if near else last

    def _touches(self, before: int, after: int) -> bool:
        """Whether a statement ends in the sentence before another's or in the same."""
        end = self.cast.sentence(self.drafts[before].evidence[1] - 1)
        return self.cast.sentence(self.drafts[after].evidence[0]) - end <= 1

    def _quotes(self, index: int) -> bool:
        """Whether a content begins or ends inside quotation marks."""
        start, end = self.drafts[index].content[0]
        return self.cast.quoted(start) is not None or self.cast.quoted(end - 1) is not None

    def _relays(self, index: int) -> bool:
        """Whether a draft only passes on what another draft inside it says."""
        name = self.speakers[index].name
        return index in self.holding and (
            is_outlet(name, self.cast) or (name.startswith(ANONYMOUS) and name.endswith("reports"))
        )

    def _via(self, index: int, last: int | None) -> Finding[tuple[str, ...]]:
        holder, outer = self.speakers[index].name, self.outer[index]
        if index in self.listed:
            return Finding(self.via[self.listed[index]].value, Reason(LIST))
        if outer is not None:
            chain = (*self.via[outer].value, *(() if self._reacts(outer, index) else self._link(outer)))
            return Finding(
                _without(chain, holder), Reason("reported inside another statement", self.speakers[outer].described)
            )
        named = _without(outlets_for(self.drafts[index], self.neighbours[index], self.cast, self.report), holder)
        if named:
            return Finding(named, Reason("outlet in the sentence", ", ".join(named)))
        before = self._same_speech(index, last)
        if before is not None:
            return Finding(self.via[before].value, Reason("the statement before goes on"))
        return Finding((), Reason("no relayer named"))

    def _reacts(self, outer: int, index: int) -> bool:
        """Whether the outer statement answers a proposal or a claim that the report itself tells of."""
        cues = (self.report.quote(self.drafts[each].cue) for each in (outer, index))
        return all(pattern(template).search(cue) for template, cue in zip((REACTING, BROUGHT_UP), cues, strict=True))

    def _same_speech(self, index: int, last: int | None) -> int | None:
        """The statement that this one continues: the same holder's just before, or the same nameless one's last."""
        name = self.speakers[index].name
        if name.startswith(ANONYMOUS) and self.speakers[index].reason.rule == AGAIN:
            return next(
                (before for before in reversed(self.roots[-HISTORY:]) if self.speakers[before].name == name), None
            )
        if last is None or self.speakers[last].name != name:
            return None
        return last if not self.drafts[index].source or self._adjoins(last, index) else None

    def _adjoins(self, before: int, after: int) -> bool:
        """Whether a statement begins in the sentence of the one before or the next; by name, in its paragraph."""
        end, start = self.drafts[before].evidence[1], self.drafts[after].evidence[0]
        rule = self.speakers[after].reason.rule
        by_name = rule.startswith(("name", "office")) and "\n" not in self.cast.text[end:start]
        near = self.cast.sentence(start) - self.cast.sentence(end - 1) <= 1
        return near and (by_name or rule.startswith("pronoun"))

    def _link(self, outer: int) -> tuple[str, ...]:
        name = self.speakers[outer].name
        return () if is_publisher(name, self.report) or name == UNKNOWN else (name,)


def _without(names: Sequence[str], holder: str) -> tuple[str, ...]:
    """The relayers, each once, the holder left out."""
    return tuple(dict.fromkeys(name for name in names if name != holder))


def _somebody(speaker: Speaker) -> Speaker:
    """The speaker, but for one whose name is small words only, as where a model takes "Also" for a source."""
    small = load("english")
    named = (speaker.name.removeprefix(ANONYMOUS) if speaker.reason.rule == GROUP else speaker.name).split()
    if all(word.casefold() in small["telling"] or word in small["shared"] for word in named):
        return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, Reason("the source names nobody", speaker.name))
    return speaker
