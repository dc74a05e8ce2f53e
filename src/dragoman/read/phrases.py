"""Phrases on the tree, as the last questions of a reading need them.

What recurs, lies ahead, moves or is called by a name is told by nouns ("the annual summit",
"imports of crude"). Around such a noun this module finds its clause, tense, dates, place and
states. Dates and places belong to a noun where they hang below it in the tree, else to its clause;
where the tree has put a date elsewhere, the one that follows the noun at once is taken.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman import dates
from dragoman.errors import ModelError
from dragoman.language.sentence import Sentence, Token
from dragoman.read.datings import days_told, until
from dragoman.read.document import Document
from dragoman.record import Place, Time, Voice

CLAUSES = frozenset(
    ["root", "conj", "advcl", "ccomp", "xcomp", "acl", "parataxis", "csubj", "dislocated"]
)
HYPHENS = frozenset("-‐‑–—/+")
_UNCHANGED = frozenset(
    "become bet bid burst cast come cost cut hit hurt let overcome put quit read run set shut split"
    " spread upset".split()
)
"""Verbs whose past may look like the present."""
_GOING = frozenset(["travel", "go", "fly", "head", "return", "visit"])


class Tense(StrEnum):
    """When a clause plays, as its verb tells it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` of the English lexicon, a TOML file.

    Raises:
        ModelError: the file is missing or broken.
    """
    path = files("dragoman.language").joinpath(f"english/lexicon/{name}.toml")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"lexicon/{name}.toml cannot be read: {error}; install again") from error


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list `key` of the table `name`.

    Raises:
        ModelError: the table has no such list of words.
    """
    held = table(name).get(key)
    if not isinstance(held, list) or not all(isinstance(w, str) for w in held):
        raise ModelError(f"lexicon/{name}.toml: {key} must be a list of words")
    return frozenset(held)


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause a word stands in: its verb or other predicate, tense, and whether it is denied."""

    verb: int
    tense: Tense
    negated: bool = False
    modal: bool = False


def clause_head(sentence: Sentence, i: int) -> int:
    """The predicate of the clause that word `i` stands in; `i` itself if it is one."""
    token = sentence.tokens[i]
    for above in (token, *sentence.ancestors(i)):
        if above.upos in ("VERB", "AUX") and above.universal not in ("aux", "cop", "amod"):
            return above.index
        if sentence.child(above.index, "cop") is not None or above.head < 0:
            return above.index
    return sentence.root.index


def goes_on(sentence: Sentence, i: int) -> Token | None:
    """The verb ahead that shares its subject `i` with one behind: "was held … and will be held"."""
    verb = sentence.head(i)
    if verb is None or sentence.tokens[i].universal != "nsubj":
        return None
    for more in sentence.children(verb.index, "conj"):
        told = clause(sentence, more.index)
        if told.tense is Tense.FUTURE and not told.negated and not told.modal:
            return None if sentence.child(more.index, "nsubj", "nsubj:pass") else more
    return None


def clause(sentence: Sentence, i: int) -> Clause:
    """The clause of word `i`. A verb below "plan", "agree" or "expect" points ahead."""
    verb = clause_head(sentence, i)
    told = sentence.tokens[verb]
    helpers = sentence.children(verb, "aux", "cop")
    lemmas = {h.lemma.lower() for h in helpers} | {h.lower for h in helpers}
    negated = any(
        c.lower in ("not", "n't", "n’t", "never") for c in sentence.children(verb, "advmod")
    )
    planned = words("scheduled", "planning")
    modal = bool(lemmas & {"would", "could", "may", "might", "should", "can", "must"})
    if lemmas & {"will", "shall", "'ll", "’ll", "wo"}:
        return Clause(verb, Tense.FUTURE, negated, modal)
    to = any(c.lower == "to" for c in sentence.children(verb, "mark"))
    above = sentence.head(verb)
    if to and above is not None and (above.lemma.lower() in planned or above.lower == "going"):
        return Clause(verb, Tense.FUTURE, negated, modal)
    if to and any(c.lemma.lower() == "be" for c in sentence.children(verb, "aux", "cop")):
        return Clause(verb, Tense.FUTURE, negated, modal)
    if told.lemma.lower() in planned and told.upos in ("VERB", "ADJ"):
        return Clause(verb, Tense.FUTURE, negated, modal)
    if lemmas & {"have", "has", "had", "did", "was", "were"}:
        return Clause(verb, Tense.PAST, negated, modal)
    if (
        told.features.get("Tense") == "Past"
        and told.features.get("VerbForm") == "Fin"
        and (told.lower != told.lemma.lower() or told.lower in _UNCHANGED)
    ):
        return Clause(verb, Tense.PAST, negated, modal)
    if to:
        return Clause(verb, Tense.FUTURE, negated, True)
    return Clause(verb, Tense.PRESENT, negated, modal)


def subject_of(sentence: Sentence, verb: int) -> Token | None:
    """The subject of a verb, or of the verb that it complements or is joined to."""
    seen = set()
    while verb not in seen:
        seen.add(verb)
        subject = sentence.child(verb, "nsubj")
        if subject is not None:
            return subject
        above = sentence.head(verb)
        if above is None or sentence.tokens[verb].universal not in ("xcomp", "conj"):
            return None
        verb = above.index
    return None


def codes_in(document: Document, sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """Codes of the states and organisations named by tokens `first` up to `last`, in order."""
    return tuple(dict.fromkeys(code for code, _, _ in names_in(document, sentence, first, last)))


def names_in(
    document: Document, sentence: Sentence, first: int, last: int
) -> Iterator[tuple[str, int, int]]:
    """States and organisations named by tokens `first` up to `last`: code and token range."""
    i = first
    while i < last:
        for j in range(min(last, i + 7), i, -1):
            tokens = sentence.tokens[i:j]
            if not tokens[0].text[:1].isupper():
                break
            code = code_of(document, document.text[tokens[0].start : tokens[-1].end])
            if code is not None:
                yield code, i, j
                i = j - 1
                break
        i += 1


def code_of(document: Document, text: str) -> str | None:
    """The code that a name or adjective of a state, or the name of an organisation, stands for."""
    for named in document.knowledge.named(text):
        if named.how in ("name", "adjective", "people"):
            return getattr(named.thing, "code", None)
        if named.how == "organisation" and getattr(named.thing, "international", False):
            return getattr(named.thing, "code", None)
    return None


def states_of(
    document: Document, sentence: Sentence, tokens: Iterable[int], agents: bool = False
) -> tuple[str, ...]:
    """Codes of whom the mentions headed by one of `tokens` stand for, with those of bare names."""
    wanted = set(tokens)
    found: list[str] = []
    for mention in document.mentions_in(sentence.index):
        if mention.head in wanted and (mention.agent or mention.modifier or not agents):
            found += mention.states
    if not found and wanted:
        first, last = min(wanted), max(wanted) + 1
        if last - first == len(wanted):
            found += codes_in(document, sentence, first, last)
    return tuple(dict.fromkeys(found))


def own(sentence: Sentence, i: int) -> set[int]:
    """The words below noun `i`, without those of nouns joined to it."""
    joined = {
        j
        for c in sentence.children(i, "conj", "cc", "parataxis")
        for j in sentence.subtree(c.index)
    }
    return set(sentence.subtree(i)) - joined


def in_time(document: Document, token: Token) -> bool:
    """True where the word is part of a date."""
    return any(
        t.start <= token.start < t.end and t.type in ("DATE", "TIME") for t in document.times
    )


def times_of(document: Document, sentence: Sentence, i: int) -> Iterator[Time]:
    """Dates that belong to the noun or verb `i`, the nearest tie first.

    A date right before the name ("the May 3 session") or right after it and its place comes first,
    then those below it in the tree, then those of its clause. "By the end of 2025" is the time from
    the report's day to that end.
    """
    verb = clause_head(sentence, i)
    ranked: list[tuple[int, int, Time]] = []
    inside = own(sentence, i)
    for time in document.times_in(sentence.start, sentence.end):
        if time.edtf is None or time.type not in ("DATE", "TIME") or _named(document, time):
            continue
        head = time_head(sentence, time)
        if head is None:
            continue
        token = sentence.tokens[i]
        gap = max(time.start - token.end, token.start - time.end)
        if _beside(sentence, i, time):
            rank = 0
        elif head in inside:
            rank = 1
        elif _modifies(sentence, head, inside):
            continue  # "the June invitation" dates the invitation alone
        elif 0 <= time.start - token.end < 40 and clause_head(sentence, head) == verb:
            rank = 2
        elif _one_clause(sentence, verb, clause_head(sentence, head)):
            rank = 3
        else:
            continue
        ranked.append((rank, gap, time))
    for _, _, time in sorted(ranked, key=lambda r: r[:2]):
        day = time.edtf.partition("T")[0] if time.edtf is not None else None
        told = sentence.tokens[verb]
        present = told.upos == "VERB" and told.features.get("Tense") == "Pres"
        present = present and not sentence.children(verb, "aux", "cop")
        day = days_told(document, time, day, present=present)
        yield replace(time, edtf=until(document, time.start, time.text, day))


def _named(document: Document, time: Time) -> bool:
    """True where a date is part of a name ("the March 23 Movement")."""
    found = document.token_at(time.start)
    return found is not None and any(
        m.start <= time.start and time.end < m.end for m in document.mentions_in(found[0].index)
    )


def _modifies(sentence: Sentence, i: int, own_words: set[int]) -> bool:
    """True where a date stands before another noun as its modifier."""
    token, above = sentence.tokens[i], sentence.head(i)
    if above is None or above.upos not in ("NOUN", "PROPN") or above.index in own_words:
        return False
    bare = sentence.child(i, "case") is None
    return token.universal in ("compound", "amod", "nummod") and bare and above.index > i


def _one_clause(sentence: Sentence, a: int, b: int) -> bool:
    """True where two predicates make one clause: the same, or one complements the other."""
    if a == b:
        return True
    return any(
        sentence.tokens[x].universal == "xcomp" and sentence.tokens[x].head == y
        for x, y in ((a, b), (b, a))
    )


_BESIDE = frozenset(["in", "at", "on", "the", "of", ",", "(", ")", "-", "–", "’", "'", "from"])


def _beside(sentence: Sentence, i: int, time: Time) -> bool:
    """True where only words of the name, or of its place, stand between noun `i` and the date."""
    if sentence.tokens[i].upos not in ("NOUN", "PROPN"):
        return False
    if time.end <= sentence.tokens[i].start:
        between = [t for t in sentence.tokens[:i] if t.start >= time.end]
        return len(between) <= 6 and all(t.text[:1].isupper() or t.text in "-–’'" for t in between)
    between = [t for t in sentence.tokens[i + 1 :] if t.end <= time.start]
    return len(between) <= 9 and all(t.text[:1].isupper() or t.lower in _BESIDE for t in between)


def time_head(sentence: Sentence, time: Time) -> int | None:
    """The word of a temporal expression that governs its others."""
    inside = [t for t in sentence.tokens if t.start < time.end and time.start < t.end]
    indices = {t.index for t in inside}
    return next((t.index for t in inside if t.head not in indices), None)


def place_of(
    document: Document, sentence: Sentence, i: int, *, clause_too: bool = True
) -> Place | None:
    """The place that the noun `i`, or else its clause, is set in ("in New Delhi")."""
    verb = clause_head(sentence, i)
    inside = own(sentence, i) - {i}
    found: list[tuple[int, int, Place]] = []
    for mention in document.mentions_in(sentence.index):
        head = sentence.tokens[mention.head]
        case = sentence.child(mention.head, "case")
        if case is None or case.lower not in ("in", "at", "to") or not mention.states:
            continue
        if case.lower == "to" and sentence.tokens[verb].lemma not in (
            "travel",
            "go",
            "fly",
            "head",
        ):
            continue
        rank = 0 if mention.head in inside else 1
        if rank and not clause_too:
            between = sentence.tokens[i + 1 : mention.first]
            if mention.first < i or any(t.upos not in ("ADP", "DET", "PROPN") for t in between):
                continue
        elif rank and clause_head(sentence, mention.head) != verb:
            continue
        if head.universal not in ("obl", "nmod", "conj", "root", "appos"):
            continue
        place = located(document, mention.text, mention.start, mention.end, mention.states[0])
        found.append((rank, abs(mention.head - i), place))
    return min(found, key=lambda f: f[:2])[2] if found else None


def located(document: Document, text: str, start: int, end: int, state: str | None) -> Place:
    """A place with coordinates where the gazetteer has them."""
    known = document.knowledge.place(text, state)
    if text[:4] in ("the ", "The "):
        text, start = text[4:], start + 4
    if known is None:
        return Place(text, state, start, end)
    return Place(text, known.state or state, start, end, known.latitude, known.longitude)


def voices(document: Document, start: int, end: int) -> tuple[Voice, ...]:
    """Those in whose words the stretch stands, outermost first; empty in the report's own voice."""
    holding = [f for f in document.frames if f.holds(start) and f.holds(max(start, end - 1))]
    if not holding:
        return ()
    closest = min(holding, key=lambda f: sum(b - a for a, b in f.content))
    return closest.voices


def is_ahead(document: Document, edtf: str) -> bool:
    """True where some day of `edtf` lies after the report's day, or may."""
    day = document.day
    last = dates.latest(edtf)
    if day is None or last is None:
        return True
    today = dates.earliest(day)
    return today is None or last > today


def is_later(document: Document, edtf: str) -> bool:
    """True where every day of `edtf` lies after the report's day."""
    day = document.day
    first = dates.earliest(edtf)
    if day is None or first is None:
        return False
    today = dates.latest(day)
    return today is not None and first > today


def is_past(document: Document, edtf: str) -> bool:
    """True where every day of `edtf` lies before the report's day."""
    day = document.day
    last = dates.latest(edtf)
    if day is None or last is None:
        return False
    today = dates.earliest(day)
    return today is not None and last < today
