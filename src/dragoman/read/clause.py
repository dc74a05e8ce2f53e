"""Who stands where around a predicate, after the turns of syntax are undone.

The answer is found in the tree: passives are turned round, relative pronouns give way to what they
refer to, and a verb without a subject takes that of the verb it depends on (coordination, control,
raising, participles).
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.sentence import Sentence, Token
from dragoman.read import slips
from dragoman.read.voice import is_passive

OBJECT_CONTROL = frozenset(
    "urge ask call press pressure order tell force compel allow permit let enable encourage "
    "invite persuade convince "
    "instruct direct require request beg advise warn help appeal push want expect authorize "
    "authorise get cause lead "
    "accuse prevent stop bar ban block criticize criticise condemn blame praise thank commend "
    "applaud congratulate "
    "charge suspect sanction designate blacklist arrest detain punish penalize fine "
    "convict sentence "
    "indict prosecute expel rebuke denounce welcome appreciate recognize honor honour "
    "forgive".split()
)
"""Verbs whose object does what the complement says ("urged Oman to send"); of others the subject
does.
"""

ADDRESSED = frozenset("invitation demand request appeal call order permission".split())
"""Nouns whose complement is done by the one they are addressed to: "an invitation to visit"."""
PAPERS = frozenset(
    "article bill charge communique complaint decree document draft edict law lawsuit letter "
    "measure memo message motion note order petition post report resolution ruling speech "
    "statement suit text tweet video".split()
)
"""What is written or said, whose "accusing" and "urging" are those of whoever wrote it."""
_ANSWERS = frozenset("accept decline reject refuse receive welcome heed obey ignore".split())
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET"})
_DEPTH = 6
_PARTICLES = frozenset("away back out up down off ahead apart aside".split())
_OFF = _PARTICLES - {"ahead"}
"""Before another preposition, particles of the verb: "pulled out of"."""
_NO_CASE = _OFF | {"", "'s", "’s"}
"""What an object may have before it: "laid down their arms"."""
_QUANTITY = frozenset(
    "number series round set package lot dozen host amount range variety pair couple group "
    "wave batch string raft "
    "total majority hundred thousand million billion".split()
)
_SOME = frozenset("several many most few both".split())
"""Adjectives that count as well: "several of its soldiers"."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The arguments of a verb as token indices: `subjects` do it, `objects` undergo it,
    whatever the voice.

    `obliques` are pairs of preposition and token. `given` is false where the subject was taken
    from another verb.
    """

    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    receivers: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    passive: bool
    given: bool


def case_of(sentence: Sentence, i: int) -> str:
    """The preposition of token `i` in lower case, "" without one.

    Of several that follow one another the first ("because of": because), else the last.
    """
    found = [c for c in sentence.children(i, "case") if c.index < i or c.lower in {"'s", "’s"}]
    if found:
        last = found[-1]
        for earlier in reversed(found[:-1]):
            if earlier.index != last.index - 1 or earlier.lower in _OFF:
                break
            last = earlier
        return last.lower
    hung = _hung_case(sentence, i) or slips.particle(sentence, i)
    if hung:
        return hung
    for child in sentence.children(i, "mark"):
        return child.lower
    return ""


def _hung_case(sentence: Sentence, i: int) -> str:
    """The preposition that a parser has hung on the first word of the phrase: "with | North
    Korea".
    """
    for child in sentence.children(i, "compound", "nmod:poss"):
        for mark in sentence.children(child.index, "case"):
            if mark.index < child.index < i and mark.upos == "ADP":
                return mark.lower
    return ""


def possessors(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Whose the noun is; not what stands before the noun's own preposition, where a parser
    slipped.
    """
    opens = [c.index for c in sentence.children(noun, "case") if c.index < noun and c.upos == "ADP"]
    found = tuple(
        _antecedent(sentence, c.index) if c.lower == "whose" else c.index
        for c in sentence.children(noun, "nmod:poss")
        if not opens or c.index > max(opens)
    )
    return found or _written_possessor(sentence, noun)


def _antecedent(sentence: Sentence, relative: int) -> int:
    """The word that a relative pronoun's clause hangs on; the pronoun itself where none does."""
    for above in sentence.ancestors(relative):
        if above.relation == "acl:relcl" and above.head >= 0:
            return above.head
    return relative


def _written_possessor(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """The word before "'s", where only the noun's own modifiers stand between."""
    place = noun - 1
    while place > 0 and sentence.tokens[place].head == noun:
        place -= 1
    if place > 0 and sentence.tokens[place].lower in {"'s", "’s", "'", "’"}:
        owner = sentence.tokens[place - 1]
        return (owner.index,) if owner.upos in NOMINAL else ()
    return ()


def conjuncts(sentence: Sentence, i: int) -> tuple[int, ...]:
    """Token `i` and what is coordinated with it, in order.

    In "Oman, Cyprus and Nepal" a parser may take the second name for an aside: names in such a
    list count.
    """
    found = [i]
    joined = (*sentence.children(i, "conj"), *slips.joined(sentence, i))
    if joined and sentence.tokens[i].upos == "PROPN":
        last = joined[-1].index
        found.extend(
            c.index
            for c in sentence.children(i, "appos", "parataxis", "list", "dep")
            if c.upos == "PROPN" and i < c.index < last and not sentence.children(c.index, "det")
        )
    later = (c for c in joined if c.index > i and not slips.opens_clause(sentence, c.index))
    found.extend(j for child in later for j in conjuncts(sentence, child.index))
    return tuple(found)


def content(sentence: Sentence, i: int) -> int:
    """Token `i`, or what it counts: "a number of troops" and "some of the troops" are troops, "a
    state of emergency" is an emergency.
    """
    token = sentence.tokens[i]
    counts = token.lemma.lower() in _QUANTITY or token.upos in {"DET", "NUM"}
    if counts or token.lower in _SOME:
        for child in sentence.children(i, "nmod", "obl"):
            if case_of(sentence, child.index) == "of":
                return child.index
    if token.lemma.lower() == "state":
        for child in sentence.children(i, "nmod"):
            if child.upos == "NOUN" and case_of(sentence, child.index) == "of":
                return child.index
    return i


def clause(sentence: Sentence, i: int, depth: int = 0) -> Clause:
    """The arguments of the verb at token `i`."""
    passive = is_passive(sentence, i)
    token = sentence.tokens[i]
    subjects: list[int] = []
    objects: list[int] = []
    receivers: list[int] = []
    obliques: list[tuple[str, int]] = []
    before = [c for c in sentence.children(i, "nsubj") if c.index < i]
    for child in sentence.children(i):
        if child.universal == "nsubj":
            # A parser's slip: what follows a verb that has a subject already is its object.
            after = child.index > i and bool(before) and child not in before
            (objects if passive or after else subjects).extend(_referred(sentence, child, i))
        elif child.relation == "obj" and case_of(sentence, child.index) not in _NO_CASE:
            obliques.append((case_of(sentence, child.index), child.index))
        elif child.relation == "obj" and not passive and _before_mark(sentence, child, i):
            # A parser's slip: "thanked Chad for hosting Mali" is no hosting of Chad.
            subjects.append(child.index)
        elif child.relation == "obj":
            objects.extend(_referred(sentence, child, i))
        elif child.relation == "iobj":
            receivers.extend(_referred(sentence, child, i))
        elif (
            child.universal == "obl"
            and child.relation != "obl:tmod"
            and child.relation != "obl:npmod"
        ):
            case = case_of(sentence, child.index)
            if child.relation == "obl:agent" or (passive and case == "by" and child.upos != "VERB"):
                (objects if slips.undergoes(sentence, child) else subjects).append(child.index)
            elif child.relation != "obl:unmarked":
                obliques.append((case, _one(_referred(sentence, child, i), child.index)))
        elif child.universal == "xcomp" and child.upos in {"NOUN", "PROPN"}:
            obliques.append(("as", child.index))
        elif child.universal in {"advcl", "ccomp", "xcomp"} and child.upos == "VERB":
            case = case_of(sentence, child.index)
            if case not in {"", "to", "that", "if", "when", "while"}:
                obliques.append((case, child.index))
    for child in sentence.children(i, "advmod", "compound:prt"):
        # "walked away from the deal"
        hung = sentence.children(child.index, "obl") if child.lower in _PARTICLES else ()
        obliques.extend((case_of(sentence, c.index), c.index) for c in hung)
    if passive and not objects and token.universal == "conj" and depth < _DEPTH:
        objects.extend(_inherited(sentence, i, depth))
    for place in (*objects, *(c for o in objects if (c := content(sentence, o)) != o)):
        below = (*sentence.children(place, "nmod", "acl"), *slips.beyond_sum(sentence, place))
        for child in below:
            if child.relation != "nmod:poss":
                case = case_of(sentence, child.index)
                if case and case != "of":
                    obliques.append((case, child.index))
    if passive and not subjects:
        for _, place in tuple(obliques):
            # A parser's slip: the agent hangs below the oblique that stands before it.
            subjects.extend(
                c.index
                for c in sentence.children(place, "nmod")
                if case_of(sentence, c.index) == "by"
            )
    if not objects and not passive:
        bare = [t for c, t in obliques if c == "" and _may_be_object(sentence, t, i)]
        objects.extend(bare[:1])
    if not objects and not passive:
        objects, receivers = receivers, []
    if not objects and not passive:
        # "called President-elect Sow": a parser may take a name after the verb for a predicate.
        objects.extend(
            c.index
            for c in sentence.children(i, "xcomp")
            if (c.upos == "PROPN" or _known(sentence, c)) and not case_of(sentence, c.index)
        )
    given = bool(subjects)
    if token.universal == "acl" and token.head >= 0 and sentence.tokens[token.head].upos in NOMINAL:
        if passive and not objects:
            objects.append(token.head)
        elif token.relation == "acl:relcl" and not passive and not subjects:
            subjects.append(token.head)
            given = True
    if passive and token.universal == "amod" and not objects and token.head >= 0:
        objects.append(token.head)
        # "Iran-backed": who does it stands before the participle.
        subjects.extend(
            child.index
            for child in sentence.children(i, "compound", "obl", "nmod", "amod")
            if child.index < i and case_of(sentence, child.index) == ""
        )
    if token.universal == "amod" and not passive and not subjects and token.lower.endswith("ing"):
        subjects.append(token.head)
        given = True
    if not subjects and not (passive and objects) and token.upos == "VERB":
        (objects if passive else subjects).extend(slips.subject(sentence, i))
        given = given or bool(subjects)
    if depth < _DEPTH:
        if passive and not objects:
            objects.extend(_inherited(sentence, i, depth))
        elif not passive and not subjects:
            subjects.extend(_inherited(sentence, i, depth))
    return Clause(
        tuple(dict.fromkeys(subjects)),
        tuple(dict.fromkeys(objects)),
        tuple(dict.fromkeys(receivers)),
        tuple(dict.fromkeys(obliques)),
        passive,
        given,
    )


def _before_mark(sentence: Sentence, child: Token, verb: int) -> bool:
    """True for a name that stands before the "for" or "to" that opens the verb's own clause."""
    return child.upos in {"PROPN", "NOUN"} and any(
        child.index < mark.index < verb for mark in sentence.children(verb, "mark")
    )


def _known(sentence: Sentence, noun: Token) -> bool:
    """True for a noun that names one that is known: "called the president of Chad"."""
    the = any(d.lower == "the" for d in sentence.children(noun.index, "det"))
    return noun.upos == "NOUN" and (the or bool(sentence.children(noun.index, "nmod:poss")))


def _may_be_object(sentence: Sentence, place: int, verb: int) -> bool:
    """True for a name after the verb without a preposition: an object taken for more."""
    token = sentence.tokens[place]
    return place > verb and token.upos in {"PROPN", "NOUN"} and token.relation == "obl"


def _one(found: tuple[int, ...], otherwise: int) -> int:
    return found[0] if found else otherwise


def _referred(sentence: Sentence, child: Token, verb: int) -> tuple[int, ...]:
    """The token itself, or what a relative pronoun refers to."""
    relative = child.features.get("PronType") == "Rel" or (
        child.upos in {"PRON", "DET"} and child.lower in {"who", "which", "that", "whom"}
    )
    if relative:
        for above in (sentence.tokens[verb], *sentence.ancestors(verb)):
            if above.relation == "acl:relcl" and above.head >= 0:
                return (above.head,)
            if above.universal not in {"conj", "xcomp", "aux", "cop"}:
                break
    return (child.index,)


def _inherited(sentence: Sentence, i: int, depth: int) -> tuple[int, ...]:
    """The subject that the verb at `i` takes from the word it depends on."""
    token = sentence.tokens[i]
    above = sentence.head(i)
    if above is None:
        return ()
    if above.upos in {"VERB", "AUX", "ADJ"}:
        over = clause(sentence, above.index, depth + 1)
        if token.universal == "conj" or token.universal in {"advcl", "parataxis", "ccomp", "dep"}:
            if (
                token.universal in {"advcl", "ccomp"}
                and case_of(sentence, i) in {"for", "of", "from"}
                and over.objects
                and (above.lemma.lower() in OBJECT_CONTROL)
            ):
                return over.objects
            done = over.objects if over.passive else over.subjects
            return (*done, *over.objects) if slips.with_object(sentence, i) else done
        if token.universal == "xcomp":
            controlled = over.receivers or over.objects
            if above.lemma.lower() in OBJECT_CONTROL:
                if controlled:
                    return tuple(controlled)
                for case, place in over.obliques:
                    if case in {"on", "upon", "to"}:
                        return (place,)
                return ()
            return over.objects if over.passive else over.subjects
    if above.upos in NOMINAL:
        if token.universal == "conj":
            return _inherited(sentence, above.index, depth + 1) if depth < _DEPTH else ()
        if token.universal == "acl":
            if token.features.get("VerbForm") in {"Ger", "Part"} or token.lower.endswith("ing"):
                # Who "filed a lawsuit accusing" somebody accuses, not the lawsuit.
                written = above.lemma.lower() in PAPERS
                return (written and owners_of_act(sentence, above.index, depth + 1)) or (
                    above.index,
                )
            if above.lemma.lower() in ADDRESSED:
                return _addressed(sentence, above.index, depth + 1)
            return owners_of_act(sentence, above.index, depth + 1)
        if token.universal in {"advcl", "ccomp", "xcomp"}:
            subject = sentence.child(above.index, "nsubj")
            return (subject.index,) if subject is not None else ()
    return ()


def _addressed(sentence: Sentence, noun: int, depth: int) -> tuple[int, ...]:
    """Whom an invitation or a demand is for: who follows to or for, else who accepts or refuses
    it.
    """
    for child in sentence.children(noun, "nmod"):
        if case_of(sentence, child.index) in {"to", "for", "on"}:
            return (child.index,)
    above = sentence.head(noun)
    if above is None or above.upos != "VERB" or depth >= _DEPTH:
        return ()
    over = clause(sentence, above.index, depth)
    if above.lemma.lower() in _ANSWERS:
        return over.subjects
    return over.receivers or tuple(t for c, t in over.obliques if c == "to")


def owners_of_act(sentence: Sentence, noun: int, depth: int = 0) -> tuple[int, ...]:
    """Whose plan, decision or visit a noun is: its possessor, else the subject of the verb that
    governs it.
    """
    by = (c.index for c in sentence.children(noun, "nmod") if case_of(sentence, c.index) == "by")
    if owner := possessors(sentence, noun) or tuple(by):
        return owner
    above = sentence.head(noun)
    token = sentence.tokens[noun]
    if above is None or depth >= _DEPTH:
        return ()
    if above.upos == "VERB" and token.universal in {"obj", "obl", "nsubj", "xcomp"}:
        over = clause(sentence, above.index, depth + 1)
        return over.subjects if noun not in over.subjects else ()
    if token.universal in {"nmod", "conj"}:
        return owners_of_act(sentence, above.index, depth + 1)
    return ()
