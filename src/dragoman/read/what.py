"""What happened: the words that name events, by the lexicon.

Each verb, noun and adjective is looked up by its lemma; an entry fits where what it asks for stands
in the tree (a particle, a preposition, an object). All entries that fit are kept in order, since
the choice between them can depend on the sides, which `whom` finds. A sentence without a verb is a
heading, a caption or a list, and names nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import EventType
from dragoman.language import lexicon
from dragoman.language.lexicon import Entry, Lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import clause
from dragoman.read.document import Candidate, Document
from dragoman.read.fitting import fits
from dragoman.read.fitting import holds as holds
from dragoman.read.lemmas import lemma as lemma
from dragoman.record import Why

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_NAMED = frozenset({EventType.CONSULT, EventType.AGREE})
"""Types that a proper noun can name: the Dialogue, the Agreement."""
_SAID = frozenset({EventType.AGREE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
"""Types that a participle before a noun does not tell of: "the proposed takeover"."""
_JUDGING = frozenset(
    "welcome praise commend applaud hail laud thank congratulate condemn denounce criticize "
    "criticise deplore support back endorse note discuss raise cite recognize recognise call "
    "describe brand label".split()
)
"""Verbs that judge a deed, which is an event of its own beside theirs."""


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Every word that may name an event, in order; `extra["entries"]` holds the entries that
    fit it.
    """
    words = lexicon.load()
    found: list[Candidate] = []
    for sentence in document.sentences:
        if not any(t.upos in {"VERB", "AUX"} or _governs(sentence, t) for t in sentence.tokens):
            continue
        taken: set[int] = set()
        here = list(_in(sentence, words, taken))
        found.extend(c for c in here if c.head not in taken)
    return tuple(found)


def _in(sentence: Sentence, words: Lexicon, taken: set[int]) -> Iterator[Candidate]:
    forms = _forms(sentence)
    for token in sentence.tokens:
        pos = _POS.get(token.upos)
        if pos is None or token.universal in {"aux", "cop", "flat", "fixed"}:
            continue
        if token.upos == "VERB" and _in_name(sentence, token):
            continue
        if pos != "verb" and _governs(sentence, token):
            pos = "verb"
        named = pos == "verb" and _is_noun(sentence, token)
        if named:
            pos = "noun"
        word = token.lower if named else lemma(token, pos == "verb")
        entries = words.of(pos, word)
        if not entries and pos == "adj" and token.features.get("VerbForm") == "Part":
            entries = words.of("verb", lemma(token))
        if not entries and token.upos == "PROPN":
            entries = words.of(pos, token.lower)
        if not entries:
            continue
        around = clause(sentence, token.index) if pos != "noun" else None
        fitting: list[tuple[Entry, int | None]] = []
        for entry in entries:
            if entry.inner is not None and entry.inner not in forms:
                continue
            inner = fits(sentence, token, entry, around)
            if inner is None:
                continue
            if entry.type is None:
                if inner >= 0:
                    taken.add(inner)
                break
            if token.upos == "PROPN" and entry.type not in _NAMED:
                continue
            if token.universal == "amod" and entry.type in _SAID:
                continue
            fitting.append((entry, inner if inner >= 0 else None))
        if not fitting:
            continue
        entry, inner_at = fitting[0]
        assert entry.type is not None
        if inner_at is not None:
            keeps = lemma(token) in _JUDGING and not _same_type(
                words, sentence.tokens[inner_at], entry
            )
            unsure = sentence.tokens[inner_at].upos == "VERB" and any(
                c.name in {"states", "recipient"} for c in entry.conditions
            )
            if not keeps and not unsure:
                taken.add(inner_at)
        first, last = _extent(sentence, token, entry, inner_at)
        yield Candidate(
            sentence=sentence.index,
            head=token.index,
            first=first,
            last=last,
            type=entry.type,
            mode=entry.mode,
            why=Why("lexicon", f"{entry.name} ({entry.pos})"),
            entry=entry.name,
            extra={"entries": tuple(e for e, _ in fitting)},
        )


def _forms(sentence: Sentence) -> frozenset[str]:
    """All that a word in an entry's brackets may be here: without it the entry fits nowhere."""
    lower = [t.lower for t in sentence.tokens]
    return frozenset([*map(lemma, sentence.tokens), *lower, *(w.removesuffix("s") for w in lower)])


def _in_name(sentence: Sentence, token: Token) -> bool:
    """True for a verb in the name of something: "the Conference on Supporting the Future"."""
    if not token.text[:1].isupper() or token.text.isupper() or token.index == 0:
        return False
    before = sentence.tokens[token.index - 1]
    named = before.upos in {"PROPN", "NOUN"} and before.text.istitle()
    return named or before.upos in {"ADP", "SCONJ"}


def _is_noun(sentence: Sentence, token: Token) -> bool:
    """True for a gerund that stands where a noun does: "fighting broke out"."""
    return (
        token.lower.endswith("ing")
        and token.universal in {"nsubj", "obj"}
        and not sentence.children(token.index, "nsubj", "obj", "aux", "xcomp")
        and bool(lexicon.load().of("noun", token.lower))
    )


def _governs(sentence: Sentence, token: Token) -> bool:
    """True for a word that a parser gave a subject and an object, though it took it for no verb;
    and for the "heads" of "the king heads to Chad".
    """
    parts = {c.relation for c in sentence.children(token.index)}
    if "nsubj" not in parts or parts & {"cop", "det", "amod", "nmod:poss", "nummod"}:
        return False
    moves = token.upos == "NOUN" and token.head < 0 and token.lower.endswith("s") and "obl" in parts
    return "obj" in parts or moves


def _same_type(words: Lexicon, token: Token, entry: Entry) -> bool:
    others = words.of("noun", lemma(token))
    return not others or any(o.type is entry.type for o in others)


def _extent(sentence: Sentence, token: Token, entry: Entry, inner: int | None) -> tuple[int, int]:
    """The tokens of the trigger: head, particle and what the entry asks for in brackets."""
    marks = [token.index]
    marks.extend(
        child.index
        for child in sentence.children(token.index)
        if child.relation == "compound:prt"
        or (child.lower in entry.words and abs(child.index - token.index) < 4)
    )
    if inner is not None and abs(inner - token.index) <= 12:
        marks.append(inner)
    return min(marks), max(marks) + 1
