"""What happened: the words that name events, by the lexicon.

Each verb, noun and adjective is looked up by its lemma; an entry fits where what it asks for stands
in the tree (a particle, a preposition, an object). All entries that fit are kept in order, since
the choice between them can depend on the sides, which `whom` finds. A sentence without a verb is a
heading, a caption or a list, and names nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.codes import EventType
from dragoman.language import lexicon
from dragoman.language.lexicon import Condition, Entry, Lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import Clause, case_of, clause, conjuncts, content
from dragoman.read.document import Candidate, Document
from dragoman.record import Why

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_LIGHT = frozenset(
    "hold have make take give pay conduct carry start begin open launch continue resume end "
    "conclude complete lead "
    "attend host join enter engage impose place put issue announce schedule plan cancel "
    "postpone suspend call "
    "participate undertake perform stage mount wage get".split()
)
"""Verbs that say little more than that the event of their object takes place."""
_JOINT = frozenset("joint combined bilateral trilateral multinational shared mutual common".split())
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nt"})
_NAMED = frozenset({EventType.CONSULT, EventType.AGREE})
"""Types that a proper noun can name: the Dialogue, the Agreement."""
_SAID = frozenset({EventType.AGREE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
"""Types that a participle before a noun does not tell of: "the proposed takeover"."""
_DEMANDING = frozenset({"must", "should", "ought"})
_INSISTING = frozenset({"insist", "demand", "request", "urge", "ask", "propose", "order"})
"""Verbs whose "that" asks for what it tells, without an auxiliary: "insisted that Chad leave"."""
_OWN = frozenset("he she it they we i".split())
"""Words for whoever is speaking, in what they say of themselves."""
_PROMISED = frozenset({EventType.RETREAT, EventType.CONCEDE})
"""Deeds that are promised where somebody says that they will do them."""
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday tomorrow morning "
    "afternoon evening night week weekend month day year".split()
)
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
        if not any(t.upos in {"VERB", "AUX"} for t in sentence.tokens):
            continue
        taken: set[int] = set()
        here = list(_in(sentence, words, taken))
        found.extend(c for c in here if c.head not in taken)
    return tuple(found)


def _in(sentence: Sentence, words: Lexicon, taken: set[int]) -> Iterator[Candidate]:
    for token in sentence.tokens:
        pos = _POS.get(token.upos)
        if pos is None or token.universal in {"aux", "cop", "flat", "fixed"}:
            continue
        if token.upos == "VERB" and _in_name(sentence, token):
            continue
        if pos != "verb" and _governs(sentence, token):
            pos = "verb"
        entries = words.of(pos, lemma(token))
        if not entries and pos == "adj" and token.features.get("VerbForm") == "Part":
            entries = words.of("verb", lemma(token))
        if not entries and token.upos == "PROPN":
            entries = words.of(pos, token.lower)
        if not entries:
            continue
        around = clause(sentence, token.index) if pos != "noun" else None
        fitting: list[tuple[Entry, int | None]] = []
        for entry in entries:
            inner = _fits(sentence, token, entry, around)
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


def _in_name(sentence: Sentence, token: Token) -> bool:
    """True for a verb in the name of something: "the Conference on Supporting the Future"."""
    if not token.text[:1].isupper() or token.text.isupper() or token.index == 0:
        return False
    before = sentence.tokens[token.index - 1]
    named = before.upos in {"PROPN", "NOUN"} and before.text.istitle()
    return named or before.upos in {"ADP", "SCONJ"}


def lemma(token: Token) -> str:
    """The lemma in lower case; of a verb that the lexicon knows, the one it is listed under."""
    return _lemma(token.lemma or token.text, token.lower, token.upos == "VERB")


def _governs(sentence: Sentence, token: Token) -> bool:
    """True for a word that a parser gave a subject and an object, though it took it for no verb."""
    parts = {c.relation for c in sentence.children(token.index)}
    return {"nsubj", "obj"} <= parts and "cop" not in parts


@lru_cache(maxsize=50_000)
def _lemma(given: str, word: str, verb: bool) -> str:
    plain = given.lower()
    if not verb or lexicon.load().of("verb", plain):
        return plain
    return next((s for s in _stems(word) if lexicon.load().of("verb", s)), plain)


def _stems(word: str) -> Iterator[str]:
    """What a regular form may be a form of, for words the analysis has no lemma for."""
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem
            if ending in {"ing", "ed"}:
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"


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


def _fits(sentence: Sentence, token: Token, entry: Entry, around: Clause | None) -> int | None:
    """The token that the entry asks for in brackets, -1 where it asks for none; None where it
    does not fit.
    """
    if entry.words and not _has_words(sentence, token, entry):
        return None
    bare = entry.pos == "verb" and not entry.words and entry.inner is None
    if bare and sentence.child(token.index, "compound:prt") is not None:
        # "called off" is no call, "took over" no taking.
        return None
    inner = -1
    if entry.pos == "noun":
        if entry.case is not None:
            found = [
                c.index
                for c in sentence.children(token.index, "nmod")
                if case_of(sentence, c.index) == entry.case and entry.inner in {None, lemma(c)}
            ]
            if not found:
                return None
    else:
        assert around is not None
        if entry.case is not None or entry.inner is not None:
            found = list(_inner(sentence, token, entry, around))
            if not found:
                return None
            if entry.inner is not None:
                inner = found[0]
    for condition in entry.conditions:
        if holds(sentence, token, condition, around) is False:
            return None
    return inner


def _has_words(sentence: Sentence, token: Token, entry: Entry) -> bool:
    i = token.index
    if entry.pos == "noun":
        before = {lemma(sentence.tokens[j]) for j in range(max(0, i - 4), i)}
        before |= {sentence.tokens[j].lower for j in range(max(0, i - 4), i)}
        return all(w in before for w in entry.words)
    near = {sentence.tokens[j].lower for j in range(i + 1, min(len(sentence), i + 4))}
    below = {c.lower for c in sentence.children(i)} | {lemma(c) for c in sentence.children(i)}
    for word in entry.words:
        if word in below:
            continue
        if word in near and not any(
            c.universal in {"obl", "obj"} and case_of(sentence, c.index) == word
            for c in sentence.children(i)
        ):
            continue
        return False
    return True


def _inner(sentence: Sentence, token: Token, entry: Entry, around: Clause) -> Iterator[int]:
    if entry.case is not None:
        if entry.case == "to" and entry.inner is None:
            if any(c == "to" for c, _ in around.obliques):
                yield next(t for c, t in around.obliques if c == "to")
            return
        for case, place in around.obliques:
            own = entry.inner is not None or sentence.tokens[place].head == token.index
            if entry.inner is None and _is_day(sentence.tokens[place]):
                continue
            if case == entry.case and own and (entry.inner is None or _is(sentence, place, entry)):
                yield content(sentence, place) if entry.inner is not None else place
        if entry.case in {"on", "for"} and entry.inner is not None:
            return
        if entry.case == "to" and entry.inner is not None:
            yield from _complement(sentence, token, entry)
        return
    for place in around.objects:
        for conjunct in conjuncts(sentence, place):
            if _is(sentence, conjunct, entry):
                yield content(sentence, conjunct)
    yield from _complement(sentence, token, entry)


def _is_day(token: Token) -> bool:
    """True for a day or a date, which is no side: "called him on Monday" is no call on Monday."""
    return token.upos == "NUM" or token.lower in _DAYS


def _complement(sentence: Sentence, token: Token, entry: Entry) -> Iterator[int]:
    for child in sentence.children(token.index, "xcomp", "ccomp"):
        told = child.relation == "ccomp" and sentence.child(child.index, "nsubj") is not None
        if told and child.upos == "VERB":
            # "announced that she plans" is no announced plan.
            continue
        if child.upos in {"VERB", "ADJ", "NOUN", "PROPN"} and _is(sentence, child.index, entry):
            yield child.index


def _is(sentence: Sentence, i: int, entry: Entry) -> bool:
    place = content(sentence, i)
    told = sentence.tokens[place]
    if entry.inner not in {lemma(told), told.lower}:
        return False
    if not entry.inner_words:
        return True
    before = {sentence.tokens[j].lower for j in range(max(0, place - 5), place)}
    return all(w in before for w in entry.inner_words)


def holds(
    sentence: Sentence, token: Token, condition: Condition, around: Clause | None
) -> bool | None:
    """True or False where the tree alone tells whether a condition holds, None where the sides
    must.
    """
    value = _told(sentence, token, condition, around)
    return None if value is None else value is condition.wanted


def _bids(sentence: Sentence, i: int, told: Token, name: str) -> bool:
    """True where what is said demands of another ("must"), or promises of the speaker ("will")."""
    helpers = {c.lower for c in sentence.children(told.index, "aux")}
    subject = sentence.child(told.index, "nsubj")
    speaker = sentence.child(i, "nsubj")
    if subject is None or speaker is None or told.upos != "VERB":
        return False
    own = subject.lower in _OWN
    if name == "must":
        insists = lemma(sentence.tokens[i]) in _INSISTING and not helpers
        bare = told.lower == lemma(told) and subject.features.get("Number") == "Sing"
        return not own and (bool(helpers & _DEMANDING) or (insists and bare))
    negated = any(c.lower in _NEGATORS for c in sentence.children(told.index, "advmod"))
    if not own or negated or not helpers & (_FUTURE | {"would", "'d", "’d"}):
        return False
    around = clause(sentence, told.index)
    return any(
        e.type in _PROMISED
        and (e.inner is not None or e.mode == "release")
        and _fits(sentence, told, e, around) is not None
        for e in lexicon.load().of("verb", lemma(told))
    )


def _told(
    sentence: Sentence, token: Token, condition: Condition, around: Clause | None
) -> bool | None:
    i, name, asked = token.index, condition.name, condition.words
    if name == "of":
        return any(
            lemma(sentence.tokens[content(sentence, c.index)]) in asked
            for c in sentence.children(i, "nmod")
        ) or any(case_of(sentence, c.index) in asked for c in sentence.children(i, "nmod"))
    if name == "mod":
        return any(
            lemma(c) in asked or c.lower in asked
            for c in sentence.children(i, "amod", "compound", "nmod")
        )
    if name in {"joint", "today"}:
        nouns = [i] if around is None else list(around.objects)
        words = _JOINT if name == "joint" else {"today"}
        if name == "today":
            return any(t.lower in words for t in sentence.tokens)
        return any(
            c.lower in words for n in nouns for c in sentence.children(n, "amod", "compound")
        )
    if name == "light":
        above = sentence.head(i)
        return above is not None and above.upos == "VERB" and lemma(above) in _LIGHT
    if name == "negated":
        return any(c.lower in _NEGATORS for c in sentence.children(i, "advmod", "det"))
    if name == "future":
        return any(c.lower in _FUTURE for c in sentence.children(i, "aux"))
    if name in {"xcomp", "ccomp"}:
        below = sentence.children(i, "xcomp", "ccomp", "acl", "advcl")
        if name == "xcomp":
            return any(
                any(m.lower == "to" for m in sentence.children(c.index, "mark")) for c in below
            )
        return any(c.universal == "ccomp" for c in below)
    if name in {"must", "will"}:
        return any(_bids(sentence, i, c, name) for c in sentence.children(i, "ccomp"))
    if name == "predicate":
        return any(
            not any(m.lower == "to" for m in sentence.children(c.index, "mark", "case"))
            for c in sentence.children(i, "xcomp")
            if around is None or c.index not in around.objects
        )
    if name == "to":
        return any(
            lemma(c) in asked and any(m.lower == "to" for m in sentence.children(c.index, "mark"))
            for c in sentence.children(i, "xcomp", "advcl", "ccomp")
        )
    if around is None:
        return {"obj": False, "passive": False, "obl": False, "subj": False}.get(name)
    if name == "subj":
        return any(lemma(sentence.tokens[content(sentence, s)]) in asked for s in around.subjects)
    if name == "obj":
        if not asked:
            return bool(around.objects)
        return any(lemma(sentence.tokens[content(sentence, o)]) in asked for o in around.objects)
    if name == "obl":
        return any(case in asked for case, _ in around.obliques)
    if name == "passive":
        return around.passive
    if name == "event":
        names = lexicon.load()
        return any(
            any(str(e.type) == "CONSULT" for e in names.of("noun", lemma(sentence.tokens[o])))
            for o in around.objects
        )
    return None
