"""Elections and referendums ahead, under way, put off or called off.

A noun of a popular vote counts where it lies ahead (a date, "upcoming", a future verb), where it is
held on the report's own day (a present verb: "Kuwait votes in a snap election"), or where it is
postponed or cancelled. A verb counts where a people votes ("Uruguayans vote for a president"). What
looks back on an election ("won the election in May") does not count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dragoman import dates
from dragoman.codes import ScheduledKind, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Document
from dragoman.read.phrases import (
    Clause,
    Tense,
    clause,
    codes_in,
    in_time,
    is_ahead,
    is_later,
    located,
    place_of,
    states_of,
    subject_of,
    times_of,
    words,
)
from dragoman.record import Place, Time
from dragoman.report import Span

_PARTS = frozenset(["nsubj", "obj", "obl", "nmod"])


@dataclass(slots=True)
class Ahead:
    """A dated thing ahead as one place of the report tells it."""

    kind: ScheduledKind
    sentence: int
    head: int
    name: Span
    who: tuple[str, ...] = ()
    when: str | None = None
    where: Place | None = None
    status: Status = Status.PLANNED
    proper: bool = False


def votes(document: Document) -> list[Ahead]:
    """Every popular vote ahead or on the report's day, as each place tells it."""
    found = []
    for sentence in document.sentences:
        for token in sentence.tokens:
            vote = None
            if token.upos in ("NOUN", "PROPN") and _word(sentence, token) in words(
                "scheduled", "elections"
            ):
                vote = _noun(document, sentence, token)
            elif token.upos == "VERB" and token.lemma.lower() in ("vote", "elect", "choose"):
                vote = _verb(document, sentence, token)
            if vote is not None:
                found.append(vote)
    return found


def _word(sentence: Sentence, token: Token) -> str:
    """A word in lower case; "run-off", which is cut at its hyphen, whole at its end."""
    front = [t.lower for t in sentence.tokens[max(0, token.index - 2) : token.index]]
    return "run-off" if token.lower in ("off", "offs") and front == ["run", "-"] else token.lower


def span(document: Document, sentence: Sentence, i: int, *cases: str) -> Span:
    """The phrase of noun `i`: what stands before it, and what hangs on it behind one of `cases`."""
    first, _ = sentence.phrase(i, "acl", "advcl", "conj", "cc", "appos", "parataxis", "case")
    while first < i and (
        in_time(document, sentence.tokens[first])
        or sentence.tokens[first].lower in ("'s", "’s")
        or sentence.tokens[first].upos in ("DET", "PUNCT", "ADP", "PRON", "CCONJ")
        or sentence.tokens[first].lower in words("scheduled", "ahead")
    ):
        first += 1
    last = i + 1
    for child in sentence.children(i, "nmod"):
        case = sentence.child(child.index, "case")
        if case is not None and case.lower in cases and case.index == last:
            last = sentence.phrase(child.index, "acl", "advcl", "appos", "conj")[1]
            places = (t.index for t in sentence.tokens[i + 2 : last] if t.lower in ("in", "at"))
            last = next(places, last)
    start, end = sentence.offsets(first, last)
    return Span.of(document.text, start, end)


def status_of(sentence: Sentence, i: int, spoken: Clause) -> Status | None:
    """Postponed or cancelled, where the words around noun `i` say so."""
    verb = sentence.tokens[spoken.verb]
    asked = sentence.head(spoken.verb)
    if asked is not None and asked.lemma.lower() in words("scheduled", "asking"):
        return None  # "advised the government to postpone the vote"
    near: list[Token] = [verb, *sentence.children(i, "amod", "acl")]
    above = sentence.head(i)
    if above is not None:
        near.append(above)
    near += [
        c
        for c in sentence.children(spoken.verb, "obl")
        if sentence.child(c.index, "nmod:poss") is not None  # "before its postponement"
    ]
    for token in near:
        lemma = token.lemma.lower()
        if lemma in ("call", "put"):
            particle = sentence.child(token.index, "compound:prt", "advmod")
            if particle is None or particle.lower not in ("off", "back"):
                continue
        if lemma in words("scheduled", "postponed") and not spoken.negated:
            return Status.POSTPONED
        if lemma in words("scheduled", "cancelled") and not spoken.negated:
            return Status.CANCELLED
    return None


def set_again(document: Document, sentence: Sentence, i: int, spoken: Clause) -> bool:
    """True where the main clause sets a day for what a relative clause says was put off: "the vote,
    which was put off in May, is to take place in June".
    """
    if spoken.tense is not Tense.FUTURE or spoken.negated:
        return False
    put_off = [
        t for t in sentence.children(i, "acl") if t.lemma.lower() in words("scheduled", "postponed")
    ]
    verb = sentence.tokens[spoken.verb]
    own_verb = verb.lemma.lower() not in words("scheduled", "postponed")
    times = times_of(document, sentence, spoken.verb)
    return bool(put_off) and own_verb and any(is_later(document, t.edtf or "") for t in times)


def marked_ahead(document: Document, sentence: Sentence, i: int) -> bool:
    """True where the words before noun `i` say that it lies ahead: "upcoming", "ahead of"."""
    if any(
        c.lower in words("scheduled", "ahead")
        for c in sentence.children(i, "amod", "compound", "nmod:poss", "acl")
    ):
        return True
    first, _ = sentence.phrase(i, "acl", "advcl", "appos", "case", "det")
    front = document.text[sentence.start : sentence.tokens[first].start].lower().rstrip()
    if front.endswith((" the", " a", " an", " its", " their", " his", " her")):
        front = front.rpartition(" ")[0]
    if any(front.endswith(phrase) for phrase in words("scheduled", "before")):
        return True
    case = sentence.child(i, "case")
    above = sentence.head(i)
    if above is not None and case is not None and case.lower in ("for", "of", "to"):
        return above.lemma.lower() in words("scheduled", "awaiting")
    return False


def _noun(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    i = token.index
    tokens = sentence.tokens
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if after in words("scheduled", "not_after") or token.relation == "compound":
        return None
    around = {t.lower for t in tokens[max(0, i - 4) : i + 4]}
    if _word(sentence, token) in words("scheduled", "loose") and not _popular(
        sentence, token, around
    ):
        return None
    spoken = clause(sentence, i)
    verb = tokens[spoken.verb]
    status = status_of(sentence, i, spoken)
    again = status is Status.POSTPONED and set_again(document, sentence, i, spoken)
    status = None if again else status
    times = list(times_of(document, sentence, spoken.verb if again else i))
    if again:
        times = [t for t in times if is_later(document, t.edtf or "")]
    if status is Status.POSTPONED:
        times = [t for t in times if put_off_to(document, t)]
    time = next(iter(times), None)
    when = time.edtf if time is not None else None
    if time is not None and "earlier" in document.text[max(0, time.start - 9) : time.end].lower():
        return None
    marked = marked_ahead(document, sentence, i)
    later = when is not None and is_ahead(document, when)
    own_date = time is not None and is_later(document, when or "") and _inside(sentence, i, time)
    due = any(c.lower == "must" for c in sentence.children(spoken.verb, "aux"))
    willed = (
        (due or (spoken.tense is Tense.FUTURE and not spoken.modal))
        and not spoken.negated
        and verb.lemma.lower() in words("scheduled", "voting") | words("scheduled", "planning")
    )
    if later and when is not None and vague(document, when) and not (marked or willed):
        return None  # "the elections earlier this year"
    if status is None:
        if (
            own_date
            or (later and (marked or willed or spoken.tense is not Tense.PAST))
            or (when is None and marked)
        ):
            status = Status.PLANNED
        elif (token.universal in _PARTS and _today(document, sentence, spoken, when)) or _votes_in(
            document, sentence, i
        ):
            status, when = Status.ONGOING, document.day
    if status is None:
        return None
    if when is not None and status is not Status.ONGOING and not later:
        when = None  # the date that was: a postponed vote has only its new one
    who, where = _whose(document, sentence, i, spoken)
    if status is Status.ONGOING and not who:
        return None
    named = i
    if token.lower == "polls":
        proper = (t.index for t in tokens[i:] if t.lower in ("election", "elections", "referendum"))
        named = next(proper, i)
    name = span(document, sentence, named, "of", "on", "for")
    return Ahead(ScheduledKind.ELECTION, sentence.index, i, name, who, when, where, status)


def put_off_to(document: Document, time: Time) -> bool:
    """True of the date to which something is put off, not of that from which."""
    front = document.text[max(0, time.start - 12) : time.start].lower().split()
    return bool(front) and front[-1] in ("to", "until", "till")


def vague(document: Document, when: str) -> bool:
    """True where a date says no more than "about now": a span of months with the report's day."""
    first, last = dates.earliest(when), dates.latest(when)
    if first is None or last is None:
        return True
    return (last - first).days > 100 and not is_later(document, when)


def _inside(sentence: Sentence, i: int, time: Time) -> bool:
    """True where the date stands in the noun's own phrase, relative clauses among it."""
    token = sentence.at(time.start)
    return token is not None and i in {a.index for a in sentence.ancestors(token.index)}


def _popular(sentence: Sentence, token: Token, around: set[str]) -> bool:
    if token.lower == "polls":
        verb = sentence.head(token.index)
        return verb is not None and verb.lemma.lower() in ("go", "head", "return", "open")
    if _word(sentence, token) in ("run-off", "runoff") and any(
        t.lower in ("election", "elections", "referendum") for t in sentence.tokens
    ):
        return True
    return bool(around & words("scheduled", "popular"))


def _votes_in(document: Document, sentence: Sentence, i: int) -> bool:
    """ "Votes in a snap election", by the words alone: "votes" is often taken for a noun."""
    if document.report.published is None:
        return False
    first = sentence.phrase(i, "acl", "advcl", "case", "det")[0]
    front = list(sentence.tokens[max(0, first - 4) : first])
    links = 0
    while front and front[-1].lower in ("a", "an", "the", "in"):
        front.pop()
        links += 1
    if not links or len(front) < 2 or front[-1].lower not in ("vote", "votes"):
        return False
    return front[-2].upos in ("PROPN", "NOUN", "PUNCT")


def _today(document: Document, sentence: Sentence, spoken: Clause, when: str | None) -> bool:
    """True where the clause tells of a vote held on the report's own day."""
    if document.report.published is None or spoken.tense is not Tense.PRESENT or spoken.negated:
        return False
    verb = sentence.tokens[spoken.verb]
    if when is not None and when != document.day:
        return False
    lemma = verb.lemma.lower()
    return not spoken.modal and lemma in words("scheduled", "voting") and verb.head < 0


def _verb(document: Document, sentence: Sentence, token: Token) -> Ahead | None:
    """A people that votes, on the report's day or on one ahead: "elects a president on Sunday"."""
    spoken = clause(sentence, token.index)
    subject = sentence.child(token.index, "nsubj")
    if subject is None or subject.relation == "nsubj:pass":
        return None
    told = next((t for t in times_of(document, sentence, token.index)), None)
    ahead = told is not None and told.edtf is not None and is_later(document, told.edtf)
    if not (ahead and spoken.tense is not Tense.PAST and not spoken.negated and not spoken.modal):
        told = None
        if not _today(document, sentence, spoken, None):
            return None
    people = states_of(document, sentence, sentence.subtree(subject.index))
    voters = subject.lemma.lower() in ("voter", "citizen", "people", "resident", "elector")
    demonym = subject.lower.endswith(("s", "ese", "ch", "sh", "i")) and subject.text[:1].isupper()
    aims = {
        t.lower
        for c in sentence.children(token.index, "obl", "xcomp", "advcl", "obj")
        for t in (sentence.tokens[j] for j in sentence.subtree(c.index))
    }
    wanted = {
        "president",
        "parliament",
        "election",
        "elections",
        "referendum",
        "legislature",
        "members",
        "assembly",
        "mayor",
        "government",
        "legislators",
        "mps",
        "deputies",
    }
    state = any(
        m.head == subject.index and m.kind == "state" for m in document.mentions_in(sentence.index)
    )
    if token.lemma.lower() == "choose":
        demonym = False  # "Austrians choose wine"
    elects = state and token.lemma.lower() == "elect"
    others = [
        c
        for c in sentence.children(token.index, "obl", "obj", "xcomp", "ccomp")
        if not in_time(document, c)
    ]
    if state and told is not None and token.lemma.lower() == "vote" and not others:
        voters = True  # "Liberia votes on Tuesday"
        aims = wanted
    if not people or not (voters or demonym or elects) or not aims & wanted:
        return None
    first = token.index
    last = sentence.phrase(token.index, "nsubj", "advcl", "parataxis", "conj", "punct")[1]
    start, end = sentence.offsets(first, max(last, first + 1))
    where = place_of(document, sentence, token.index)
    return Ahead(
        ScheduledKind.ELECTION,
        sentence.index,
        token.index,
        Span.of(document.text, start, min(end, start + 80)),
        people[:1],
        document.day if told is None else told.edtf,
        where,
        Status.ONGOING if told is None else Status.PLANNED,
    )


def _whose(
    document: Document, sentence: Sentence, i: int, spoken: Clause
) -> tuple[tuple[str, ...], Place | None]:
    """The state that votes: named in the phrase, behind "in", or the subject of the clause."""
    where = place_of(document, sentence, i)
    first, last = sentence.phrase(i, "acl", "advcl", "appos", "parataxis")
    who = states_of(document, sentence, range(first, last))
    who = who or codes_in(document, sentence, first, last)
    for relative in sentence.children(i, "acl:relcl"):
        holder = sentence.child(relative.index, "nsubj")
        if holder is not None and not who:
            who = states_of(document, sentence, sentence.subtree(holder.index))
    subject = subject_of(sentence, spoken.verb)
    if subject is not None and subject.index != i:
        holders = states_of(document, sentence, sentence.subtree(subject.index))
        if not who or sentence.tokens[spoken.verb].lemma.lower() in ("hold", "vote", "go", "head"):
            who = tuple(dict.fromkeys([*holders, *who]))
    if not who and where is not None and where.state is not None:
        who = (where.state,)
    if not who:
        named = states_of(document, sentence, range(len(sentence)))
        who = named if len(named) == 1 else () if named else _main(document)
    if where is None and len(who) == 1:
        where = _named(document, sentence, who[0])
    return who, where


def _main(document: Document) -> tuple[str, ...]:
    """The state that the report is about, where one is named more than any other."""
    counted = Counter(code for m in document.mentions for code in m.states)
    best = counted.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return ()
    return (best[0][0],)


def _named(document: Document, sentence: Sentence, code: str) -> Place | None:
    for mention in document.mentions_in(sentence.index):
        if mention.kind in ("state", "place") and mention.states == (code,):
            return located(document, mention.text, mention.start, mention.end, code)
    return None
