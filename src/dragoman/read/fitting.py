"""Whether an entry of the lexicon fits a word: what stands by it in the tree, and how it is told.

An entry asks for a particle, a preposition, an object with a certain word, a passive, a promise in
the clause below. What only the sides can tell is left open (see `whom`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import EventType
from dragoman.language import lexicon
from dragoman.language.lexicon import Condition, Entry
from dragoman.language.sentence import Sentence, Token
from dragoman.read.clause import OBJECT_CONTROL, Clause, case_of, clause, conjuncts, content
from dragoman.read.dayname import MONTHS, WEEKDAYS
from dragoman.read.lemmas import lemma

_LIGHT = frozenset(
    "hold have make take give pay conduct carry start begin open launch continue resume end "
    "conclude complete lead "
    "attend host join enter engage impose place put issue announce schedule plan cancel "
    "postpone suspend call "
    "participate undertake perform stage mount wage get".split()
)
"""Verbs that say little more than that the event of their object takes place."""
_JOINT = frozenset("joint combined bilateral trilateral multinational shared mutual common".split())
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"})
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "nt"})
_DEMANDING = frozenset({"must", "should", "ought"})
_INSISTING = frozenset({"insist", "demand", "request", "urge", "ask", "propose", "order"})
"""Verbs whose "that" asks for what it tells, without an auxiliary: "insisted that Chad leave"."""
_OWN = frozenset("he she it they we i".split())
"""Words for whoever is speaking, in what they say of themselves."""
_PROMISED = frozenset({EventType.RETREAT, EventType.CONCEDE})
"""Deeds that are promised where somebody says that they will do them."""
_HOSTILE = frozenset(map(EventType, "THREATEN SANCTION COERCE MOBILIZE ASSAULT".split()))
"""Deeds that are threatened where somebody says that they will do them."""
_THREATS = frozenset({EventType.THREATEN})
_CONDITIONS = frozenset({"if", "unless", "until", "should"})
_DAYS = WEEKDAYS.union(
    MONTHS,
    "today yesterday tomorrow morning afternoon evening night week weekend month day year".split(),
)
_MEASURES = frozenset(
    "dollar euro pound yen yuan franc rouble ruble rupee peso million billion thousand hundred "
    "company column squad squadron convoy group message letter note word "
    "ton tonne barrel kilowatt megawatt gigawatt metre litre dose batch shipment consignment load "
    "worth half third part share portion rest issuance use".split()
)
"""Words for how much there is of something."""


def fits(
    sentence: Sentence, token: Token, entry: Entry, around: Clause | None, ahead: bool = False
) -> int | None:
    """The token that the entry asks for in brackets, -1 where it asks for none; None where it
    does not fit. With `ahead` it is known that the deed lies ahead.
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
        if ahead and condition.name == "future":
            continue
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
    for held in sentence.children(i, "obj", "xcomp"):
        # "called its envoy home"
        below |= {c.lower for c in sentence.children(held.index, "advmod")}
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
            if entry.inner is None and is_day(sentence.tokens[place]):
                continue
            if case == entry.case and own and (entry.inner is None or _is(sentence, place, entry)):
                yield content(sentence, place) if entry.inner is not None else place
        if entry.case in {"on", "for"} and entry.inner is not None:
            return
        if entry.case == "to" and entry.inner is not None:
            yield from _complement(sentence, token, entry)
        return
    for place in around.objects:
        if _measures(sentence.tokens[place]):
            # What a parser has hung on the verb: "froze 20 million euros in aid".
            yield from (t for c, t in around.obliques if c == "in" and _is(sentence, t, entry))
        for conjunct in conjuncts(sentence, place):
            if _is(sentence, conjunct, entry):
                yield content(sentence, conjunct)
                continue
            for other in (*sentence.children(conjunct, "appos"), *_judged(sentence, conjunct)):
                # "declared two envoys personae non gratae"
                if _is(sentence, other.index, entry):
                    yield other.index
            for part in _counted(sentence, conjunct):
                if _is(sentence, part, entry):
                    yield part
    yield from _complement(sentence, token, entry)


def _judged(sentence: Sentence, i: int) -> Iterator[Token]:
    """The adjectives behind a noun, which say what it is called: "called the raid by Chad
    illegal".
    """
    for j in sentence.subtree(i):
        for child in sentence.children(j, "amod"):
            if child.index > j:
                yield child


def _counted(sentence: Sentence, i: int) -> Iterator[int]:
    """What a sum or a measure is of: "froze 20 million euros in aid", "tonnes of grain"."""
    if _measures(sentence.tokens[i]):
        for child in sentence.children(i, "nmod"):
            if case_of(sentence, child.index) in {"in", "of"}:
                yield child.index
                yield from _counted(sentence, child.index)


def _measures(token: Token) -> bool:
    """True for a word or a sign that says how much there is of something: "$8 million in aid"."""
    return lemma(token) in _MEASURES or token.upos in {"NUM", "SYM"}


def is_day(token: Token) -> bool:
    """True for a day or a date, which is no side: "called him on Monday" is no call on Monday."""
    return token.upos == "NUM" or token.lower in _DAYS


def _complement(sentence: Sentence, token: Token, entry: Entry) -> Iterator[int]:
    bid = lemma(token) in OBJECT_CONTROL
    for child in sentence.children(token.index, "xcomp", "ccomp", "advcl"):
        if child.relation == "advcl" and not (bid and case_of(sentence, child.index) == "to"):
            continue  # "ordered two envoys | to leave"
        told = child.relation == "ccomp" and sentence.child(child.index, "nsubj") is not None
        if told and child.upos == "VERB":
            # "announced that she plans" is no announced plan.
            continue
        if child.upos in {"VERB", "ADJ", "NOUN", "PROPN"} and _is(sentence, child.index, entry):
            yield child.index


def _is(sentence: Sentence, i: int, entry: Entry) -> bool:
    place = content(sentence, i)
    told = sentence.tokens[place]
    named = {lemma(told), told.lower, told.lower.removesuffix("s")}
    if told.upos == "PROPN":
        # "recalled diplomat Idriss Sow"
        named |= {lemma(c) for c in sentence.children(place, "nmod") if c.relation == "nmod:desc"}
    if entry.inner not in named:
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
    if not own or negated or not helpers & _FUTURE:
        return False
    around = clause(sentence, told.index)
    return any(
        e.type in _PROMISED
        and (e.inner is not None or e.mode == "release")
        and fits(sentence, told, e, around) is not None
        for e in lexicon.load().of("verb", lemma(told))
    )


def _strikes(sentence: Sentence, told: Token, only: frozenset[EventType] | None = None) -> bool:
    """True where what is said or vowed is a hostile deed of the speaker's own: "would expel"."""
    subject = sentence.child(told.index, "nsubj")
    helpers = {c.lower for c in sentence.children(told.index, "aux")}
    if told.upos != "VERB" or any(
        c.lower in _NEGATORS for c in sentence.children(told.index, "advmod")
    ):
        return False
    if told.universal == "ccomp":
        own = subject is not None and subject.lower in _OWN and bool(helpers & _FUTURE)
        wanted = only or _HOSTILE
    else:
        # "vowed to fight crime" threatens nobody; "vowed to take revenge" does.
        own = subject is None and any(m.lower == "to" for m in sentence.children(told.index))
        wanted = _THREATS
    around = clause(sentence, told.index)
    return own and any(
        e.type in wanted
        and not any(c.name == "organisation" for c in e.conditions)
        and fits(sentence, told, e, around, ahead=True) is not None
        for e in lexicon.load().of("verb", lemma(told))
    )


def conditions(sentence: Sentence, verb: int) -> tuple[Token, ...]:
    """The verbs of the conditions that a clause is put under: "will retaliate if it is hit"."""
    below = [c.index for c in sentence.children(verb, "obl", "obj", "nmod")]
    return tuple(
        c
        for i in (verb, *below)
        for c in sentence.children(i, "advcl", "acl")
        if any(m.lower in _CONDITIONS for m in sentence.children(c.index, "mark", "aux"))
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
    if name == "near":
        return any(lemma(sentence.tokens[j]) in asked for j in sentence.subtree(i))
    if name == "mod":
        return any(
            lemma(c) in asked or c.lower in asked
            for c in sentence.children(i, "amod", "compound", "nmod")
        )
    if name == "today":
        return any(t.lower == "today" for t in sentence.tokens)
    if name == "joint":
        nouns = (i,) if around is None else around.objects
        return any(
            c.lower in _JOINT for n in nouns for c in sentence.children(n, "amod", "compound")
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
    if name in {"hostile", "vengeful", "unless"}:
        below = sentence.children(i, "ccomp", "xcomp")
        if name == "unless":
            return any(conditions(sentence, c.index) for c in (token, *below))
        only = _THREATS if name == "vengeful" else None
        return any(_strikes(sentence, c, only) for c in below)
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
        doers = [sentence.tokens[content(sentence, s)] for s in around.subjects]
        return any({lemma(t), t.lower.removesuffix("s")} & asked for t in doers)
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
