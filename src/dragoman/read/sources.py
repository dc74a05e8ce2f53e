"""Whose words they are: the source of a cue, on the tree.

A verb's source is its subject (of a passive its agent); a verb without one takes the subject of the
verb it is joined to ("said and added"), that it modifies ("left, saying") or whose purpose it is
("met to urge"); a participle on a noun takes the noun ("a statement saying"); a cue that is a noun
its owner ("Tehran's denial"), else the subject of its verb ("raised concerns that").
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import cue, words

_ABOVE = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp"})


def source_of(sentence: Sentence, i: int) -> int | None:
    """The word that heads the source of the cue `i`, None where it has none in the sentence."""
    mistaken = _before_noun(sentence, i)
    if mistaken is not None:
        return mistaken
    seen: set[int] = set()
    by_agent = True
    while i not in seen:
        seen.add(i)
        token = sentence.tokens[i]
        if (token.upos == "NOUN" and token.universal not in {"conj", "root"}) or (
            token.upos == "NOUN" and not sentence.children(i, "nsubj", "cop")
        ):
            owner = sentence.child(i, "nmod:poss")
            if owner is not None:
                return owner.index
            by = next(
                (t for t in sentence.children(i, "nmod") if joint(sentence, t.index) in _OWNS), None
            )
            if by is not None:
                return by.index
        if passive(sentence, i) and by_agent:
            return agent(sentence, i)
        subject = sentence.child(i, "nsubj", "csubj")
        if subject is not None:
            if subject.lower == "it" and _expletive(sentence, i):
                return None
            return subject.index
        above = sentence.head(i)
        if above is None:
            return None
        if token.universal == "acl" and token.relation != "acl:relcl":
            if any(m.lower != "to" for m in sentence.children(i, "mark")):
                return None
            if token.features.get("VerbForm") == "Part" and token.features.get("Tense") == "Past":
                return None
            if _apart(sentence, token, above):
                i = above.head
                continue
            if token.features.get("VerbForm") == "Inf":
                i = above.index
                continue
            inside = sentence.child(above.index, "case") is not None  # "its case at the court"
            verb = next((t for t in sentence.ancestors(above.index) if t.upos == "VERB"), None)
            if inside and verb is not None and above.lemma not in words("accounts"):
                i = verb.index
                continue
            return above.index
        if token.universal == "xcomp" and above.upos == "VERB":
            controller = sentence.child(above.index, "obj") if _leads(above) else None
            if controller is not None and controller.index < token.index:
                return controller.index
        held = token.upos == "NOUN" and token.universal in {"obj", "obl"} and above.upos == "VERB"
        if token.universal not in _ABOVE and above.upos != "AUX" and not held:
            return None
        by_agent = token.universal in {"conj", "xcomp"} and sentence.child(i, "aux:pass") is None
        i = above.index
        if passive(sentence, i):
            patient = sentence.child(i, "nsubj:pass", "nsubj")
            return None if patient is None else patient.index
    return None


def _before_noun(sentence: Sentence, i: int) -> int | None:
    """The subject of a verb that a parser took for a noun: "State media | report that he left"."""
    token = sentence.tokens[i]
    if token.upos != "NOUN" or token.universal != "root" or i == 0 or token.lower != token.lemma:
        return None
    before = sentence.tokens[i - 1]
    clause = sentence.children(i, "acl", "ccomp")
    told = any(m.lower == "that" for c in clause for m in sentence.children(c.index, "mark"))
    joined = before.head == i and before.universal == "compound"
    account = bool({before.lemma, before.lower} & words("accounts"))
    who = account or before.features.get("Number") == "Plur"
    return before.index if told and joined and who else None


def _apart(sentence: Sentence, participle: Token, noun: Token) -> bool:
    """Whether a participle that a parser gave to an object is the subject's: "expelled the envoy, |
    accusing him". What a comma sets off tells why or how it was done, save where the object is
    itself an account, or quoted.
    """
    verb = sentence.head(noun.index)
    comma = any(t.text == "," for t in sentence.tokens[noun.index + 1 : participle.index])
    return (
        comma
        and noun.universal == "obj"
        and verb is not None
        and verb.upos == "VERB"
        and verb.lemma not in _QUOTING
        and noun.lemma not in words("accounts")
        and participle.lower.endswith("ing")
        and participle.index - noun.index <= SET_OFF
    )


_QUOTING = frozenset({"quote", "cite"})
SET_OFF = 8
"""Words between an object and a participle of its subject, those that belong to the object."""


def _leads(verb: Token) -> bool:
    """Whether the object of a verb does what follows: "asked him to say", not "met him to say"."""
    word = cue(verb.lemma, verb.upos)
    return verb.lemma in _LEADING or (word is not None and word.sort == "ask")


_LEADING = frozenset("tell allow force lead enable help permit let make get cause compel".split())
_OWNS = frozenset({"by", "from"})


_SEEMING = frozenset({"appear", "seem", "emerge", "turn out", "transpire"})


def _expletive(sentence: Sentence, i: int) -> bool:
    """Whether "it" before a verb stands for the clause behind it ("it was said that")."""
    clause = bool(sentence.children(i, "csubj", "ccomp", "xcomp"))
    return clause and (passive(sentence, i) or sentence.tokens[i].lemma in _SEEMING)


def passive(sentence: Sentence, i: int) -> bool:
    """Whether a verb is passive, a past participle on a noun or on another verb among them."""
    if sentence.children(i, "aux:pass", "nsubj:pass"):
        return True
    token = sentence.tokens[i]
    return (
        token.universal in {"acl", "advcl"}
        and token.features.get("VerbForm") == "Part"
        and token.features.get("Tense") == "Past"
        and not sentence.children(i, "nsubj", "aux")
    )


def agent(sentence: Sentence, i: int) -> int | None:
    """The head of who does what a passive verb says, None where nobody is named."""
    for token in sentence.children(i, "obl"):
        if token.relation == "obl:agent" or joint(sentence, token.index) == "by":
            return token.index
    return None


def source_tokens(sentence: Sentence, head: int, cue_word: int) -> tuple[int, ...]:
    """The words of a source, without the preposition or possessive that joins it to its cue, and
    without a clause that the cue stands in.
    """
    inside = {head}
    for child in sentence.children(head):
        if child.universal in _OUTSIDE:
            continue
        below = sentence.subtree(child.index)
        if cue_word not in below:
            inside.update(below)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return tuple(range(first, last + 1))


_OUTSIDE = frozenset({"case", "parataxis", "discourse", "advcl", "dep", "mark"})


def joint(sentence: Sentence, i: int) -> str:
    """The preposition or mark that joins a phrase to what it hangs on."""
    first = sentence.child(i, "case", "mark")
    return "" if first is None else first.lower
