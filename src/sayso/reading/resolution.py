"""From a source phrase to the holder that it means: an ordered list of small rules, the first verdict counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.reading.antecedents import Candidate, Sort, Speaker, bodies_before, by_recency, people_before
from sayso.reading.draft import Draft, Finding, Reason
from sayso.reading.gazetteer import Entry, Kind, Use
from sayso.reading.mentions import Cast, leader, leaders_of
from sayso.reading.names import CAPITAL, office_in, person_names, words
from sayso.reading.bodies import bodies_called, body_lines, can_be_called
from sayso.reading.parties import NONE, home, party_of_person, side_of
from sayso.reading.sources import ARTICLE, Source, conjuncts, office_lines
from sayso.vocabulary import load
from sayso.statement import ANONYMOUS, UNKNOWN

SINGULAR = frozenset((Sort.PERSON, Sort.ANONYMOUS))
BODIES = frozenset((Sort.BODY, Sort.SEVERAL))
ANYBODY = frozenset((Sort.PERSON, Sort.ANONYMOUS, Sort.BODY, Sort.SEVERAL))
GOVERNMENT = re.compile(r"\b(?:government|administration|leadership|delegation|side|regime|cabinet|team|negotiators|state|envoys|mission)$", re.IGNORECASE)
MINISTRY = re.compile(r"\b(?:ministry|parliament|military|army|intelligence|police|embassy|central bank|health ministry|authorities|presidency|navy|air force|customs|security service|department|treasury)\b", re.IGNORECASE)
OFFICE_OF = re.compile(r"\A(?:the )?(?:office of (?:the )?(?P<after>.+)|(?P<before>.+?)(?:'s?)? office)$", re.IGNORECASE)
DOCUMENT = re.compile(r"^(?:joint |latest |new |official |final |draft |recent |preliminary )*(?:statement|letter|text|paper|report|communique|communiqué|document|data|figures|readout|article|post|proposal|plan|offer|press release|release|blueprint|mandate|demands?|list|note|memo|memorandum|white paper|sheet|website|account|draft|speech|remarks|view|words|instructions|bills?)$", re.IGNORECASE)
SIDES = re.compile(r"\A(?:both|the two|two|both of the|neither|the)? ?(?:of the )?(?:two |warring |negotiating )?(?:sides?|parties|governments|countries|capitals|nations|delegations|leaders|of the two)?\Z", re.IGNORECASE)
PAIRED = re.compile(r"\A(?:both(?: (?:sides|parties|governments|countries|capitals|leaders|delegations|nations|men|guests))?|the two(?: (?:sides|parties|governments|countries|capitals|leaders|delegations|nations|men))?|the pair|neither(?: side| party| of the two)?|either side|the (?:leaders|governments|parties|sides))\Z", re.IGNORECASE)
ORGANISATION = rf"[{CAPITAL}][\w.&'/-]*(?: (?:(?:of|for|and|the|on|in|&|de|to) ){{0,3}}[{CAPITAL}\d][\w.&'/-]*)*"
VOWEL = re.compile(r"(?!U[SNK]\b|EU|Eu|uni|one|U\.)[aeiouAEIOU]|(?:[FHLMNRSX][A-Z])")
NEXT = 3  # sentences in which the holder of an office that a report begins with is looked for
TITLE_OF = re.compile(r"\b(?:Secretary|Minister|Undersecretary|Chief|Director|Head|President|Representative|Ministers?|Chancellor) (?:of|for) [\w' &-]*$")
OTHERS = re.compile(r"(?:the |some |many |dozens of |hundreds of )*(?:other|others|hundreds|dozens|most rich|more)\b", re.IGNORECASE)
RELATED = re.compile(r"\bcounterpart\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """One source phrase to resolve: the cast of the report, who spoke before, and who reports this statement."""

    source: Source
    position: int
    cast: Cast
    speakers: Sequence[Speaker]
    outer: Speaker | None = None
    last: Speaker | None = None
    quoted: bool = False

    def about(self, phrase: str) -> Question:
        """The same question about a part of the phrase."""
        return replace(self, source=Source(phrase, self.source.span))


Rule = Callable[[Question], Speaker | None]


def resolve(question: Question) -> Speaker:
    """The holder that the phrase means; unknown, with the candidates, where the rules leave several or none."""
    for rule in RULES:
        speaker = rule(question)
        if speaker is not None:
            return replace(speaker, position=question.position, described=speaker.described or question.source.text)
    return unknown(question, Reason("no rule knows this source", question.source.text))


def unknown(question: Question, reason: Reason) -> Speaker:
    """The holder that nobody can name."""
    return Speaker(UNKNOWN, Sort.UNKNOWN, NONE, reason, question.position)


def _again(speaker: Speaker, rule: str, question: Question, candidates: Sequence[str] = ()) -> Speaker:
    """An earlier speaker, found again by `rule`."""
    return replace(speaker, reason=Reason(rule, question.source.text, tuple(candidates)), described=question.source.text)


def _person(name: str, rule: str, question: Question, candidates: Sequence[str] = ()) -> Speaker:
    cast = question.cast
    earlier = next((speaker for speaker in reversed(question.speakers) if speaker.name == name), None)
    person = cast.people.get(name)
    party = party_of_person(person, cast) if person else _party_of_leader(name, cast)
    if party.value is None and earlier and earlier.party.value:
        party = earlier.party
    return Speaker(name, Sort.PERSON, party, Reason(rule, question.source.text, tuple(candidates)), question.position, cast.sex(name))


def _party_of_leader(name: str, cast: Cast) -> Finding[str | None]:
    known = leader(name, cast.month)
    return Finding(known.party, Reason("leader in the vocabulary", name)) if known else NONE


def _body(entry: Entry, question: Question, rule: str = "known name", name: str | None = None) -> Speaker:
    party = None if entry.kind is Kind.OUTLET else entry.party
    return Speaker(
        name or entry.name,
        Sort.SEVERAL if entry.kind is Kind.PEOPLE else Sort.BODY,
        Finding(party, Reason("party of the name", question.source.text)),
        Reason(rule, question.source.text),
        plural=entry.kind is Kind.PEOPLE or entry.use is Use.PEOPLE,
    )


# --- pronouns -------------------------------------------------------------------------------------------------------


def first_person(question: Question) -> Speaker | None:
    """ "I", "we" and "who" are the speaker of the quotation that they stand in, else the last speaker."""
    if question.source.pronoun not in ("first", "second", "relative"):
        return None
    speaker = question.outer or next(by_recency(question.speakers, ANYBODY), None)
    return _again(speaker, "first person in a quotation", question) if speaker else None


def he_or_she(question: Question) -> Speaker | None:
    """ "he" and "she": the reporting speaker, or the most prominent name before of that sex."""
    sex = question.source.pronoun
    if sex not in ("male", "female"):
        return None
    outer = question.outer
    if outer and not question.quoted and outer.sort in SINGULAR and outer.sex in (sex, None) and not outer.plural:
        return _again(outer, "pronoun for the reporting speaker", question)
    candidates = [each for each in people_before(question.position, sex, question.cast, question.speakers) if not (question.quoted and outer and each.name == outer.name)]
    return _chosen(candidates, f"pronoun, {sex}", question)


def _chosen(candidates: list[Candidate], rule: str, question: Question) -> Speaker:
    names = tuple(dict.fromkeys(each.name for each in candidates))
    if not candidates:
        return unknown(question, Reason(rule, question.source.text))
    best = candidates[0]
    spoken = next((speaker for speaker in reversed(question.speakers) if speaker.name == best.name), None)
    if spoken:
        return _again(spoken, rule, question, names)
    return _person(best.name, rule, question, names)


def it_or_they(question: Question) -> Speaker | None:
    """ "it" and "they": the last body or group that spoke or opened a sentence."""
    wanted = question.source.pronoun
    if wanted not in ("body", "several"):
        return None
    outer = question.outer
    if outer and not question.quoted and (outer.sort in BODIES or (wanted == "several" and outer.plural)):
        return _again(outer, "pronoun for the reporting speaker", question)
    if wanted == "several":
        plural = next((speaker for speaker in reversed(question.speakers[-6:]) if speaker.plural or speaker.sort in BODIES), None)
        if plural:
            return _again(plural, "pronoun, several", question)
    candidates = bodies_before(question.position, question.cast, question.speakers)
    if not candidates:
        return unknown(question, Reason(f"pronoun, {wanted}", question.source.text))
    best = candidates[0]
    if best.speaker:
        return _again(best.speaker, f"pronoun, {wanted}", question, [each.name for each in candidates])
    entry = question.cast.gazetteer.entry(best.name) or Entry(best.name, Kind.BODY, party=best.name)
    return _body(entry, question, f"pronoun, {wanted}")


# --- several holders ------------------------------------------------------------------------------------------------


def both_sides(question: Question) -> Speaker | None:
    """ "both sides", "the two leaders": the last joint holder, or the two that the report has named last."""
    if not PAIRED.match(question.source.core):
        return None
    joint = next((speaker for speaker in reversed(question.speakers) if "; " in speaker.name), None)
    if joint:
        return _again(joint, "both sides", question)
    sort = frozenset((Sort.PERSON,)) if re.search(r"leaders|men|guests|pair", question.source.core) else frozenset((Sort.BODY,))
    two = list(dict.fromkeys(speaker.name for speaker in by_recency(question.speakers, sort)))[:2]
    if len(two) < 2 and sort == frozenset((Sort.BODY,)):
        two = list(question.cast.prominent[:2])
    if len(two) < 2:
        return unknown(question, Reason("both sides", question.source.text, tuple(two)))
    members = [resolve(question.about(name)) for name in sorted(two, key=lambda name: _first(name, question))]
    return _joined(members, "both sides", question)


def _first(name: str, question: Question) -> int:
    start = max(0, question.position - 20 * 1000)
    return next((mention.span[0] for mention in question.cast.mentions_in((start, question.position)) if mention.name == name), 0)


def joint(question: Question) -> Speaker | None:
    """ "Paris and London", "Trump and Witkoff", "the leaders of Britain and France": each for itself."""
    phrase = _listed(question.source)
    members = conjuncts(phrase)
    if len(members) < 2 or question.cast.gazetteer.entry(question.source.bare):
        return None
    shared = re.match(rf"^([{CAPITAL}]\w+) and ([{CAPITAL}]\w+) ([a-z].*)$", question.source.bare)
    if shared and all(question.cast.gazetteer.entry(shared[part], Use.ADJECTIVE) for part in (1, 2)):
        members = [f"{shared[1]} {shared[3]}", f"{shared[2]} {shared[3]}"]
    members = [member for member in members if not OTHERS.match(member)]
    found = [_member(member, question) for member in members]
    known = [speaker for speaker in found if speaker and speaker.sort is not Sort.UNKNOWN]
    if len(known) != len(members):
        return None
    return known[0] if len(known) == 1 else _joined(known, "joint holders", question)


def _listed(source: Source) -> str:
    """The list in a phrase: of states behind "the leaders of", else the phrase without a relative clause."""
    of_states = re.match(r"(?:the |[\w-]+ )*(?:leaders|governments|foreign ministers|ministers|presidents|heads|officials|chiefs) (?:of|from|in) (.+)", source.text)
    phrase = of_states[1] if of_states else source.text
    relative = re.search(r",? (?:who|which|that|whose|allies|speaking)\b", phrase)
    return phrase[: relative.start()] if relative else phrase


def _member(member: str, question: Question) -> Speaker | None:
    asked = question.about(member)
    return next((found for rule in MEMBER_RULES if (found := rule(asked))), None)


def _joined(members: Sequence[Speaker], rule: str, question: Question) -> Speaker:
    parties = tuple(dict.fromkeys(member.party.value for member in members if member.party.value))
    return Speaker(
        "; ".join(dict.fromkeys(member.name for member in members)),
        Sort.SEVERAL,
        Finding("; ".join(parties) or None, Reason(rule, question.source.text, parties)),
        Reason(rule, question.source.text, tuple(member.name for member in members)),
        plural=True,
    )


# --- people by name and by office -----------------------------------------------------------------------------------


def by_name(question: Question) -> Speaker | None:
    """A person named in the phrase, in full or by surname, with or without title and apposition."""
    source, cast = question.source, question.cast
    names = [] if OFFICE_OF.match(source.core) else list(_names_in(source, cast))
    if not names:
        return None
    called = cast.called(names[0])
    if len(called) == 1:
        return _with_owner(_person(called[0], "name", question), question)
    if len(called) > 1:
        return _one_of(called, names[0], question)
    if len(names[0].split()) > 1 or _is_proper(names[0], question):
        return Speaker(names[0], Sort.PERSON, _side(source.text, question), Reason("name as written", source.text))
    return None


def _is_proper(word: str, question: Question) -> bool:
    """Whether a single unknown word is a name: not one that the sentence merely begins with."""
    span = question.source.span
    opens = span is not None and question.cast.sentences[question.cast.sentence(span[0])][0] >= span[0] - 1
    if question.source.definite or word.lower() in words("nameless") or len(question.source.core.split()) > 1:
        return False
    return not opens or f"{word}'s" in question.cast.capitalised or word in question.cast.capitalised


def _names_in(source: Source, cast: Cast) -> Iterator[str]:
    """The person's name in the core of a phrase, or in its apposition where the core is an office."""
    for name in person_names(source.core, cast.gazetteer, trusted=True):
        if _is_head(name.span, source.core) and (len(name.words) > 1 or cast.called(name.text) or source.core == name.text):
            yield name.text
    if source.office or source.noun in words("nameless") or source.possessor:
        for name in person_names(source.tail, cast.gazetteer, trusted=True):
            if len(name.words) > 1 or cast.called(name.text):
                yield name.text


def _is_head(span: tuple[int, int], core: str) -> bool:
    """Whether a name in a phrase is what the phrase is about: not whose something is, and not after a preposition."""
    if core[span[1] : span[1] + 2] in ("'s", "' "):
        return False
    before, rest = core[: span[0]], core[span[1] :]
    if re.search(r"\b(?:of|for|to|from|in|with|around|by|close) (?:[\w']+ ){0,4}$", before) and not office_in(before.rsplit(" of ", 1)[-1]) and not TITLE_OF.search(before):
        return False
    return not rest or not re.match(r" [a-z]", rest) or re.match(r" (?:of|for|from|in|at|once|on)\b", rest) is not None


def _one_of(called: Sequence[str], name: str, question: Question) -> Speaker:
    """Of several people of one name, the one with the title's sex or party; else unknown."""
    cast = question.cast
    described = side_of(question.source.text.replace(name, ""), cast)
    fitting = [each for each in called if described and described.party and _person(each, "", question).party.value == described.party]
    recent = [speaker.name for speaker in question.speakers[-3:] if speaker.name in called]
    for chosen in (fitting, list(dict.fromkeys(recent))):
        if len(chosen) == 1:
            return _person(chosen[0], "name shared by several", question, called)
    return unknown(question, Reason("several people of that name", name, tuple(called)))


def _with_owner(speaker: Speaker, question: Question) -> Speaker:
    """A person introduced as "his deputy" counts for the side of whom that means."""
    source = question.source
    if speaker.party.value or not (source.possessor or source.owner):
        return speaker
    if source.office in words("independent"):
        return speaker
    owner = _owner(question)
    return replace(speaker, party=Finding(owner.party.value, Reason("aide of", source.text))) if owner and owner.party.value else speaker


def _owner(question: Question) -> Speaker | None:
    source = question.source
    if source.owner:
        return resolve(question.about(source.owner))
    pronoun = {"his": "he", "her": "she", "its": "it", "their": "they", "whose": "who"}.get(source.possessor, "we")
    return resolve(question.about(pronoun)) if source.possessor else None


def by_office(question: Question) -> Speaker | None:
    """ "the minister", "Iran's chief negotiator", "his US counterpart": somebody whom the report or the vocabulary gives that office."""
    source = question.source
    if not source.office or not source.definite or source.noun.endswith("s"):
        return None
    if RELATED.search(source.head):
        return _counterpart(question)
    owner = _owner(question) if source.possessor or source.owner else None
    party = _party_of_office(question, owner)
    if source.noun in words("generic") and (again := _anonymous_again(question)):
        return again
    wanted = office_lines(source.head)
    fitting = _fitting(wanted, party, owner, question)
    if len(fitting) == 1:
        return _person(fitting[0], "office", question, fitting)
    if fitting:
        return _nearest(fitting, question)
    named = (_by_vocabulary(wanted, party, question), _last_of_calling(party, question), _anonymous_again(question), _named_next(question, party))
    return next(filter(None, named), None) or unknown(question, Reason("office without a name", source.text))


def _party_of_office(question: Question, owner: Speaker | None) -> str | None:
    source = question.source
    side = side_of(source.core, question.cast)
    if side and side.party:
        return side.party
    return owner.party.value if owner else None


def _named_next(question: Question, party: str | None) -> Speaker | None:
    """An office that opens a report, whose holder the next sentences name: the first person named there, if new."""
    cast, end = question.cast, question.source.span[1] if question.source.span else question.position
    last = cast.sentences[min(len(cast.sentences) - 1, cast.sentence(end) + NEXT)][1]
    spoken = {speaker.name for speaker in question.speakers}
    for mention in cast.mentions_in((end, last)):
        if mention.kind is not Kind.PERSON or mention.name in spoken or cast.quoted(mention.span[0]):
            continue
        person = cast.people.get(mention.name)
        own = party_of_person(person, cast).value if person else None
        if person and any(office_in(beside.text) for beside in person.beside) or (party and own and own != party):
            continue
        if next(iter(cast.mentions_in((mention.span[0] - 1500, end))), None) and _mentioned_before(mention.name, end, cast):
            continue
        speaker = _person(mention.name, "named in the next sentences", question, (mention.name,))
        return replace(speaker, party=Finding(party, Reason("party of the office", question.source.text))) if party else speaker
    return None


def _mentioned_before(name: str, end: int, cast: Cast) -> bool:
    return any(mention.name == name for mention in cast.last_mention(end, (Kind.PERSON,)))


def _fitting(wanted: frozenset[str], party: str | None, owner: Speaker | None, question: Question) -> list[str]:
    """The people of the report who hold one of the offices and are not of another party, the most alike first."""
    cast, head = question.cast, set(question.source.head.split())
    scored: list[tuple[int, str]] = []
    for person in cast.in_office(wanted, question.position):
        own = party_of_person(person, cast).value
        if (owner and owner.name == person.name) or (party and own and own != party):
            continue
        alike = max(_alike(wanted, head, beside.text) for beside in person.beside)
        scored.append((alike + 3 * bool(party and own == party), person.name))
    best = max((score for score, _ in scored), default=0)
    return [name for score, name in scored if score == best]


def _alike(wanted: frozenset[str], head: set[str], described: str) -> int:
    """How well a description fits the office asked for; zero where it is another office."""
    if not wanted & office_lines(described):
        return 0
    return 1 + len(head & set(described.lower().split()))


def _nearest(names: Sequence[str], question: Question) -> Speaker:
    """Of several people in such an office, the one named last before the phrase, else unknown."""
    spoken = next((speaker.name for speaker in reversed(question.speakers) if speaker.name in names), None)
    before = (mention.name for mention in question.cast.last_mention(question.position, (Kind.PERSON,)) if mention.name in names)
    chosen = spoken or next(before, None)
    if chosen is None:
        return unknown(question, Reason("office held by several", question.source.text, tuple(names)))
    return _person(chosen, "office, named last", question, names)


def _by_vocabulary(wanted: frozenset[str], party: str | None, question: Question) -> Speaker | None:
    """A leader of the vocabulary, where the office says of which state it is and the report's date lies in the term."""
    state = party or home(question.cast, question.position)
    if not state or not question.cast.month:
        return None
    held = (known for known in leaders_of(state) if known.held(question.cast.month) and office_lines(known.office) & wanted)
    known = next(held, None)
    return _person(known.name, "office in the vocabulary", question) if known else None


def _last_of_calling(party: str | None, question: Question) -> Speaker | None:
    """A calling that nobody was given: the last person who spoke, where that person can be of it."""
    for speaker in by_recency(question.speakers[-3:], frozenset((Sort.PERSON,))):
        if question.source.office in words("independent") and speaker.party.value:
            continue
        if party and speaker.party.value != party:
            continue
        return _again(speaker, "calling of the last speaker", question)
    return None


def _counterpart(question: Question) -> Speaker | None:
    """ "his US counterpart": somebody of that side in the office of the one whom the report just had."""
    side = side_of(question.source.core, question.cast)
    owner = _owner(question)
    if not side or not side.party or not owner:
        return unknown(question, Reason("counterpart", question.source.text))
    person, known = question.cast.people.get(owner.name), leader(owner.name)
    descriptions = [beside.text for beside in person.beside] if person else []
    wanted = {line for text in (*descriptions, *([known.office] if known else ())) for line in office_lines(text)}
    fitting = _fitting(wanted, side.party, owner, question)
    if fitting:
        return _nearest(fitting, question) if len(fitting) > 1 else _person(fitting[0], "counterpart", question)
    return _by_vocabulary(wanted, side.party, question) or unknown(question, Reason("counterpart", question.source.text))


# --- bodies ---------------------------------------------------------------------------------------------------------


def known_body(question: Question) -> Speaker | None:
    """A state, body or outlet by any of its names; capitals and seats stand for their governments."""
    source, cast = question.source, question.cast
    for phrase in (source.text, source.core, source.bare):
        entry = cast.gazetteer.entry(phrase, Use.NAME, Use.SEAT, Use.PEOPLE)
        if entry:
            rule = {Use.SEAT: "seat of government", Use.PEOPLE: "people"}.get(entry.use, "known name")
            return _body(entry, question, rule)
    return None


def body_at_end(question: Question) -> Speaker | None:
    """ "the Palestinian movement Hamas", "the RMT union": a known body with words that say what it is."""
    source, cast = question.source, question.cast
    found = [each for each in cast.gazetteer.find(source.core) if each.entry.use is Use.NAME and each.entry.kind is Kind.BODY]
    if not found or source.office or source.noun in words("nameless"):
        return None
    last = found[-1]
    before, after = source.core[: last.span[0]].split(), source.core[last.span[1] :].split()
    if after and (len(after) > 2 or not any(word.lower() in BODY_NOUNS() for word in after)):
        return None
    if before and not after and (before[-1].lower() in ("of", "for", "in", "from", "with", "and", "to", "by", "close") or not before[-1][:1].islower() and len(found) > 1):
        return None
    return _body(last.entry, question, "known name")


def BODY_NOUNS() -> frozenset[str]:
    return frozenset(noun for nouns in load("roles")["bodies"].values() for noun in nouns)


def government_of(question: Question) -> Speaker | None:
    """ "the Israeli government", "Syria's leadership", "the Tarkeshi delegation": the state or body itself."""
    source, cast = question.source, question.cast
    if not GOVERNMENT.search(source.core) or source.article in ("a", "an", "one"):
        return None
    found = next(cast.gazetteer.find(source.core), None)
    if found and found.entry.kind is not Kind.OUTLET and len(source.bare.replace(found.form, "").split()) <= 3:
        return _body(found.entry, question, "government of")
    owner = _owner(question) if source.possessor or source.owner else None
    if owner and source.noun == "team" and owner.sort is Sort.PERSON:
        return _again(owner, "team of", question)
    if owner and owner.party.value:
        entry = cast.gazetteer.entry(owner.party.value) or Entry(owner.party.value, Kind.BODY, party=owner.party.value)
        return _body(entry, question, "government of")
    named = list(person_names(source.core, cast.gazetteer, trusted=True))
    called = cast.called(named[0].text) if named else ()
    if len(called) != 1:
        return None
    speaker = _person(called[0], "administration of", question)
    return replace(speaker, name=source.bare, sort=Sort.BODY, sex=None) if source.noun == "administration" else speaker


def organ_of(question: Question) -> Speaker | None:
    """ "Turkey's foreign ministry", "the Israeli military": an organ of a state, named by state and organ."""
    source, cast = question.source, question.cast
    if not MINISTRY.search(source.core) or source.office or office_in(source.head) or source.noun in words("nameless"):
        return None
    found = next((each for each in cast.gazetteer.find(source.core) if each.entry.kind is not Kind.OUTLET), None)
    if not found and source.possessor:
        owner = _owner(question)
        adjective = _adjective(owner.party.value, question) if owner else None
        if owner and adjective:
            name = _titled(f"{adjective} {source.head}")
            return _body(Entry(name, Kind.BODY, party=owner.party.value), question, "organ of")
    if not found:
        return None
    entry = Entry(_titled(source.bare.replace("'s ", " ")), Kind.BODY, party=found.entry.party)
    return _body(entry, question, "organ of")


def _adjective(party: str | None, question: Question) -> str | None:
    """The adjective of a state: its people's name is what a ministry bears."""
    row = load("countries").get(party, {}) if party else {}
    return next(iter(row.get("adjectives", ())), party)


def _titled(phrase: str) -> str:
    small = ("of", "for", "the", "and", "in")
    return " ".join(word if word in small or word[:1].isupper() else word.capitalize() for word in phrase.split())


def office_of(question: Question) -> Speaker | None:
    """ "Netanyahu's office", "the office of the president"."""
    found = OFFICE_OF.match(question.source.core)
    if not found:
        return None
    whose = question.source.possessor
    owner = _owner(question) if whose else resolve(question.about(found["after"] or found["before"]))
    if not owner or owner.sort is Sort.UNKNOWN:
        return None
    name = f"Office of {owner.name}"
    return replace(owner, name=name, sort=Sort.BODY, sex=None, reason=Reason("office of", question.source.text))


def document_of(question: Question) -> Speaker | None:
    """ "the statement", "the forum's statement", "his letter": whoever wrote it, else the last speaker."""
    source = question.source
    if not DOCUMENT.match(source.head):
        return None
    after = re.search(r"\b(?:from|by) (.+)$", source.core)
    if source.possessor or source.owner:
        owner = _owner(question)
    elif after:
        owner = resolve(question.about(after[1]))
    else:
        owner = _named_inside(question) or question.last
    return _again(owner, "document of", question) if owner and owner.sort is not Sort.UNKNOWN else None


def _named_inside(question: Question) -> Speaker | None:
    found = next(question.cast.gazetteer.find(question.source.core), None)
    return _body(found.entry, question, "document of") if found else None


def body_again(question: Question) -> Speaker | None:
    """ "the movement", "the union", "the ministry": the last body that the report named or that is called so."""
    source, cast = question.source, question.cast
    if not source.definite or source.article in ("these", "those") or source.owner or not source.noun:
        return None
    kinds = frozenset(body_lines(source.noun))
    spoken = [speaker for speaker in reversed(question.speakers) if _spoke_as(speaker, source.noun, kinds, cast)]
    named = list(dict.fromkeys(bodies_called(source.noun, cast, question.position)))
    if spoken:
        return _again(spoken[0], "body again", question, [speaker.name for speaker in spoken])
    if not named:
        return None
    entry = cast.gazetteer.entry(named[0]) or Entry(named[0], Kind.BODY, party=named[0])
    return _body(entry, question, "body again")


def _spoke_as(speaker: Speaker, noun: str, kinds: frozenset[str], cast: Cast) -> bool:
    if speaker.sort not in BODIES or "; " in speaker.name:
        return False
    return can_be_called(speaker.name, noun, kinds, cast) or noun in speaker.described.lower().split()


def organisation(question: Question) -> Speaker | None:
    """An organisation as the phrase writes it, where no list and no rule knows it."""
    source = question.source
    found = re.fullmatch(rf"(?:[a-z-]+ ){{0,3}}({ORGANISATION})", source.bare)
    if not found or source.article in ("a", "an") or source.noun in words("nameless"):
        return None
    party = None if set(found[1].split()) & words("independent_organisations") else found[1]
    return _body(Entry(found[1], Kind.BODY, party=party), question, "organisation as written")


# --- those whom a report does not name ------------------------------------------------------------------------------


def anonymous_again(question: Question) -> Speaker | None:
    """ "the official", "the sources", "the same person": the last nameless holder who was called so."""
    return _anonymous_again(question) if question.source.definite and not question.source.owner else None


def _anonymous_again(question: Question) -> Speaker | None:
    noun = question.source.noun.rstrip("s")
    for speaker in by_recency(question.speakers, frozenset((Sort.ANONYMOUS,))):
        if noun and re.search(rf"\b{re.escape(noun)}s?\b", speaker.name):
            return _again(speaker, "nameless holder again", question)
    return None


def nameless(question: Question) -> Speaker | None:
    """ "a senior European official", "diplomats", "two people familiar with the talks": described, never named."""
    source = question.source
    side = next(question.cast.gazetteer.find(source.core), None)
    if source.noun in words("sides") and side and not source.article and not source.head.startswith("senior"):
        return _side_by_name(question)
    if not _is_nameless(source):
        return None
    name = ANONYMOUS + _description(source, question)
    return Speaker(name, Sort.ANONYMOUS, _side(source.text, question, source.span), Reason("nameless", source.text), plural=_is_plural(source))


def _is_nameless(source: Source) -> bool:
    """Whether a phrase is of people whom nobody names: an indefinite, or a bare plural of such a noun."""
    if source.article in ("a", "an", "one", "another"):
        return source.noun[:1].islower()
    tokens = source.head.split()
    named = source.noun in words("nameless") or bool(tokens) and tokens[0] in words("nameless")
    capitals = [word for word in source.bare.split()[1:] if word[:1].isupper()]
    return named and not (source.definite and (source.noun in words("offices") or capitals)) and source.noun.lower() in source.text.lower() and not _written_large(source)


def _written_large(source: Source) -> bool:
    """Whether the noun of a phrase has a capital though it does not open the phrase: "United Auto Workers"."""
    tokens = source.bare.split()
    return any(word.lower() == source.noun and word[:1].isupper() for word in tokens[1:])


def _is_plural(source: Source) -> bool:
    return source.noun.endswith("s") or source.noun in ("people", "others", "some", "media") or source.article in ("two", "three", "several", "many", "some")


def _side_by_name(question: Question) -> Speaker:
    """ "Israeli officials", "EU ambassadors": a side's people, by its name."""
    source = question.source
    return Speaker(source.core, Sort.SEVERAL, _side(source.core, question), Reason("people of a side", source.text), plural=True)


def _description(source: Source, question: Question) -> str:
    """The phrase up to its relative clause, in small letters at its start, without "unnamed"."""
    phrase = re.sub(r"\b(?:anonymous|unnamed|unidentified) ", "", source.core)
    if source.article in ("a", "an", "one") and not phrase.lower().startswith("one of"):
        rest = ARTICLE.sub("", phrase)
        return f"{'an' if VOWEL.match(rest) else 'a'} {rest}"
    first = phrase.split()[0] if phrase.split() else ""
    proper = first.isupper() or any(question.cast.gazetteer.starting(re.sub(r"\W.*", "", first)))
    return phrase if proper and first.lower() not in words("nameless") else phrase[:1].lower() + phrase[1:]


def _side(text: str, question: Question, span: tuple[int, int] | None = None) -> Finding[str | None]:
    side = side_of(text, question.cast, span[0] if span else None)
    return side.finding() if side else NONE


def group(question: Question) -> Speaker | None:
    """Any other group, by its own words: "the writers"."""
    source = question.source
    if not source.bare or source.office:
        return None
    return Speaker(source.bare if not source.possessor else source.core, Sort.SEVERAL, _side(source.core, question), Reason("group as written", source.text), plural=source.noun.endswith("s"))


MEMBER_RULES: tuple[Rule, ...] = (
    known_body, office_of, by_name, body_at_end, government_of, organ_of, by_office, nameless, body_again, organisation,
)
RULES: tuple[Rule, ...] = (
    first_person,
    he_or_she,
    it_or_they,
    both_sides,
    known_body,
    joint,
    document_of,
    office_of,
    by_name,
    body_at_end,
    government_of,
    organ_of,
    by_office,
    anonymous_again,
    body_again,
    nameless,
    organisation,
    group,
)
