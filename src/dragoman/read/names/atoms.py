"""Cuts a sentence into atoms: known names, titles of office, words for bodies, runs of names.

At each word the longest known phrase wins: a name of the tables as written, a known person's full
name, a title or a body in any case. What is left in capitals and tagged a proper noun is a run that
may be a person nobody has heard of.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dragoman.knowledge import Body, Knowledge, Named, Organisation, Person, State, Title
from dragoman.language.sentence import Sentence, Token
from dragoman.read.names.reach import begins, reach


class Kind(StrEnum):
    """What an atom is."""

    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    PLACE = "place"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PERSON = "person"
    TITLE = "title"
    BODY = "body"
    STYLE = "style"
    QUALIFIER = "qualifier"
    RUN = "run"
    OWNER = "owner"
    WORD = "word"


class Atom(NamedTuple):
    """Tokens `first` up to, not with, `last`, with what the tables have for them.

    `letters` is how much of a single token is meant where that is not all ("UN" of "UN-led").
    """

    first: int
    last: int
    kind: Kind
    named: tuple[Named, ...] = ()
    people: tuple[Person, ...] = ()
    title: tuple[Title, ...] = ()
    body: Body | None = None
    letters: int | None = None


QUALIFIERS = frozenset(
    "former ex- ex then-late outgoing incumbent acting interim ousted deposed exiled caretaker "
    "designate current newly elected incoming late new jailed veteran transitional".split()
)
FORMER = frozenset("former ex ex- ousted deposed exiled late then".split())
STYLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady prof. professor sheikh shaikh sayyid hon. "
    "honorable honourable excellency h.e. he. hm prince princess king queen gen. lt. col. "
    "maj. sgt. capt. adm. madam madame rev. pastor rabbi father holiness majesty highness "
    "crown emperor pope brig. sen. rep. gov. amb. amir".split()
)
PARTICLES = frozenset(
    "al el bin bint ibn ben von van der den de da do dos das del della di la le ul ur ter e "
    "y".split()
)
MARKS = frozenset(("-", "–", "'", "’", "ʻ", "ʼ", "."))
_OWNERS = frozenset(("'s", "’s", "'", "’"))
_GEO = {
    "name": Kind.STATE,
    "adjective": Kind.ADJECTIVE,
    "people": Kind.PEOPLE,
    "capital": Kind.CAPITAL,
    "seat": Kind.SEAT,
    "organisation": Kind.ORGANISATION,
    "outlet": Kind.OUTLET,
    "place": Kind.PLACE,
}
_DIGNITIES = frozenset("holiness majesty excellency highness royal imperial eminence".split())
_MISTER = frozenset("mr mr. mrs mrs. ms ms.".split())
_SMALL = frozenset("for of and to the in on at by with from as".split())
_STOPS = frozenset((",", ".", ";", ":"))
_UNCAPPED = frozenset(("al", "the", "mainland"))
"""Words in lower case that begin a name: "the Hague", "mainland China"."""
_NO_NAME = STYLES | QUALIFIERS | _SMALL
_LINKS = PARTICLES | MARKS
_TELLING = _OWNERS | STYLES | QUALIFIERS | PARTICLES | _UNCAPPED | {"then", "his", "her"}
"""Words in lower case that are more than words, whatever the tables hold."""
_NAMING = frozenset(("PROPN", "ADJ", "NOUN", "X", "INTJ", "SYM"))


def atoms(sentence: Sentence, text: str, known: Knowledge) -> list[Atom]:
    """The atoms of a sentence, in order, without gaps."""
    tokens = sentence.tokens
    found: list[Atom] = []
    i = 0
    while i < len(tokens):
        word = tokens[i].text
        if word not in _TELLING and not begins(word, tokens[i].end, text, known):
            found.append(Atom(i, i + 1, Kind.WORD))  # as most words are
            i += 1
            continue
        atom = _known(tokens, i, text, known) or _run(tokens, i) or _small(tokens, i)
        if atom.kind is Kind.RUN:
            atom = _portfolio(tokens, _cut(tokens, atom, text, known), known)
        found.append(_party(tokens, atom))
        i = atom.last
    return found


def _party(tokens: tuple[Token, ...], atom: Atom) -> Atom:
    """A party's name inside a longer one is any party: "the Swedish Social Democratic Party"."""
    thing = atom.named[0].thing if atom.kind is Kind.ORGANISATION else None
    if not isinstance(thing, Organisation) or thing.sector not in ("PTY", "OPP"):
        return atom
    before = tokens[atom.first - 1] if atom.first else None
    if before is None or not before.text[:1].isupper() or before.upos not in ("PROPN", "ADJ"):
        return atom
    return Atom(atom.first, atom.last, Kind.BODY, body=Body("party", thing.sector, None, "body"))


def _portfolio(tokens: tuple[Token, ...], run: Atom, known: Knowledge) -> Atom:
    """Cuts off words that say what an office is for: "Consular Affairs" before "Rena Bitter"."""
    last = run.first
    while last < run.last and (
        tokens[last].lower in known.portfolios or tokens[last].text in MARKS
    ):
        last += 1
    if last == run.first:
        return run
    return Atom(run.first, run.first + 1, Kind.WORD)


def _prefix(token: Token, known: Knowledge) -> Atom | None:
    """The name before a hyphen inside a word: "UN-led", "US-backed"."""
    head, hyphen, rest = token.text.partition("-")
    if not hyphen or not rest.islower() or not head[:1].isupper():
        return None
    named = known.named(head)
    if not named or named[0].how == "place":
        return None
    return Atom(token.index, token.index + 1, _GEO[named[0].how], named=named, letters=len(head))


def _known(tokens: tuple[Token, ...], i: int, text: str, known: Knowledge) -> Atom | None:
    """The longest known phrase that begins at word `i`, None where no table has one."""
    token = tokens[i]
    word = token.text
    named = word[:1].isupper() or word[:1].isdigit() or word in _UNCAPPED
    if not named and not word[:1].isalpha():
        return None
    far = reach(tokens, i, text, known, named)
    if far is None:
        return None
    for last in range(max(far), i, -1):
        stop = tokens[last - 1].text in _STOPS and last - i > 1
        if stop and not _abbreviated(tokens, last):
            continue
        phrase = text[token.start : tokens[last - 1].end]
        if last <= far.names:
            atom = _named(tokens, i, last, phrase, text, known)
            if atom is not None:
                return atom
        if last <= far.people and last - i > 1 and tokens[last - 1].text[:1].isupper():
            people = known.people(phrase)
            if people:
                return Atom(i, last, Kind.PERSON, people=people)
        if last <= far.offices:
            atom = _office(tokens, i, last, phrase, known)
            if atom is not None:
                return atom
    return None


def _office(
    tokens: tuple[Token, ...], i: int, last: int, phrase: str, known: Knowledge
) -> Atom | None:
    """The title, or word for a body, that words `i` up to, not with, `last` are in any case."""
    lower = phrase.lower().replace("’", "'")
    title = known.titles.get(lower)
    if title is None and lower[-1:] == "s" and tokens[last - 1].upos in ("NOUN", "PROPN"):
        title = known.titles.get(lower[:-1])
    body = known.bodies.get(lower)
    if title is None and body is None:
        return None
    if last - i == 1 and tokens[i].upos not in ("NOUN", "PROPN", "ADJ", "X"):
        return None
    if title and body and body.kind == "people" and _many(tokens[last - 1]):
        title = None
    if title and not (body and body.kind == "body"):
        return Atom(i, last, Kind.TITLE, title=title, body=body)
    return Atom(i, last, Kind.BODY, body=body, title=title or ()) if body else None


def _many(token: Token) -> bool:
    """True of several people who are a body of their state rather than holders of one office."""
    return token.features.get("Number") == "Plur" and token.lower not in ("leaders", "ministers")


def _abbreviated(tokens: tuple[Token, ...], last: int) -> bool:
    return tokens[last - 1].text == "." and tokens[last - 1].start == tokens[last - 2].end


def _named(
    tokens: tuple[Token, ...], i: int, last: int, phrase: str, text: str, known: Knowledge
) -> Atom | None:
    named = known.named(phrase)
    if not named and phrase.isupper() and len(phrase) > 4:
        named = known.named(phrase.title())
    if named and tokens[last - 1].end < len(text) and text[tokens[last - 1].end] in "$€£¥":
        return None
    if not named:
        return _prefix(tokens[i], known) if last - i == 1 else None
    single = last - i == 1
    kind = _GEO[named[0].how]
    sure = kind in (Kind.STATE, Kind.ADJECTIVE, Kind.PEOPLE) and len(phrase) > 4
    sure = sure or (len(phrase) > 2 and phrase.isupper())
    if single and not sure and tokens[i].upos not in _NAMING:
        return None
    if single and kind is Kind.OUTLET and tokens[i].upos != "PROPN":
        return None
    if single and kind in (Kind.PLACE, Kind.CAPITAL) and _in_person(tokens, i):
        return None
    if kind is Kind.ADJECTIVE and _language(tokens, last):
        return None
    if kind in (Kind.STATE, Kind.PLACE) and _in_person(tokens, i) and _goes_on(tokens, last):
        return None
    return Atom(i, last, kind, named=named)


def _language(tokens: tuple[Token, ...], last: int) -> bool:
    """True of "English-speaking", "French language"."""
    after = [t.lower for t in tokens[last : last + 2]]
    return after[:1] == ["language"] or after == ["-", "speaking"] or after == ["-", "language"]


def _in_person(tokens: tuple[Token, ...], i: int) -> bool:
    """True inside a person's name: the words before are one by the encoder's labels."""
    return tokens[i].name == "I-PER" and i > 0 and tokens[i - 1].upos == "PROPN"


def _goes_on(tokens: tuple[Token, ...], last: int) -> bool:
    return last < len(tokens) and tokens[last].name == "I-PER" and tokens[last].upos == "PROPN"


def _small(tokens: tuple[Token, ...], i: int) -> Atom:
    lower = tokens[i].lower
    if lower in _OWNERS and tokens[i].upos in ("PART", "PUNCT", "X"):
        return Atom(i, i + 1, Kind.OWNER)
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if lower in STYLES or (lower in ("his", "her") and after in _DIGNITIES):
        return Atom(i, i + 1, Kind.STYLE)
    verb = tokens[i].upos == "VERB" and tokens[i].universal not in ("amod", "compound")
    if not verb and (lower in QUALIFIERS or lower == "then"):
        return Atom(i, i + 1, Kind.QUALIFIER)
    return Atom(i, i + 1, Kind.WORD)


def _starts(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if not token.text[:1].isupper() or token.lower in _NO_NAME:
        return False
    if token.upos == "PROPN" or token.name.endswith("-PER"):
        return True
    return i > 0 and tokens[i - 1].lower in _MISTER  # "MR PRICE:" of a transcript


def _run(tokens: tuple[Token, ...], i: int) -> Atom | None:
    """A run of capitalised proper nouns from word `i`, with particles and hyphens inside."""
    particle = tokens[i].lower in PARTICLES and tokens[i].name.endswith("PER")
    if not _starts(tokens, i) and not (particle and i + 1 < len(tokens) and _starts(tokens, i + 1)):
        return None
    last = i + 1
    while last < len(tokens) and _continues(tokens, i, last):
        last += 1
    while last > i + 1 and tokens[last - 1].lower in _LINKS:
        last -= 1
    return Atom(i, last, Kind.RUN)


def _continues(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """True where word `last` goes on with the run that began at word `i`."""
    token, before = tokens[last], tokens[last - 1]
    glued = token.start == before.end
    person = before.name.endswith("PER")
    if token.name == "B-PER" and last - i > 1 and not glued and not person:
        return False
    if _starts(tokens, last):
        return glued or not person or token.name not in ("B-PER", "B-GPE", "B-NORP")
    joint = token.lower in PARTICLES or (token.text in MARKS and glued)
    more = last + 1 < len(tokens)
    if joint and more:
        after = tokens[last + 1]
        hyphen = after.text in MARKS and after.start == token.end
        if _joins(tokens, last + 1) or after.lower in PARTICLES or hyphen:
            return True
    return glued and before.text in MARKS and token.text not in MARKS and token.text.isalpha()


def _joins(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].text[:1].isupper() or (
        tokens[i].start == tokens[i - 1].end and tokens[i].text.isalpha()
    )


def _cut(tokens: tuple[Token, ...], run: Atom, text: str, known: Knowledge) -> Atom:
    """Ends a run before a known name or title inside it ("Rau Secretary", "Zeya Washington")."""
    for i in range(run.first + 1, run.last):
        if tokens[i].start == tokens[i - 1].end:
            continue
        atom = _known(tokens, i, text, known)
        if atom is None or atom.kind in (Kind.BODY, Kind.OUTLET):
            continue
        if atom.kind is Kind.TITLE and tokens[i].text[:1].isupper():
            return Atom(run.first, i, Kind.RUN)
        if atom.kind in (Kind.PLACE, Kind.CAPITAL, Kind.STATE, Kind.ORGANISATION):
            if tokens[i].name.endswith("PER") and atom.last - atom.first == 1:
                continue
            return Atom(run.first, i, Kind.RUN)
    return run


def states_of(atom: Atom) -> tuple[str, ...]:
    """Codes of the states or organisations that an atom may stand for, the likeliest first."""
    found: list[str] = []
    for _, thing in atom.named:
        if isinstance(thing, State):
            found.append(thing.code)
        elif isinstance(thing, Organisation):
            if thing.code:
                found.append(thing.code)
        elif getattr(thing, "state", None):
            found.append(thing.state)  # type: ignore[union-attr, arg-type]
    return tuple(dict.fromkeys(found))
