"""Where sides stand away from the word itself: beyond a border, in a condition, over the clause.

"Sent tanks to its border with Chad" is done to Chad, "will retaliate if Chad attacks" threatens
Chad, and of "Fiji said that Chad would pay for it" Fiji threatens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.language.sentence import Sentence
from dragoman.read.clause import Clause, case_of, clause
from dragoman.read.fitting import conditions
from dragoman.read.forms import SAYS
from dragoman.read.lemmas import lemma
from dragoman.read.owners import premodifiers

_FRONTIERS = frozenset("border frontier boundary crossing line".split())
_THEM = frozenset("him her them".split())
_THREATENS = SAYS | {"warn", "vow", "threaten"}


def beyond(sentence: Sentence, head: int) -> Iterator[int]:
    """Who is on the other side of the border named below the verb, wherever a parser has hung the
    "with".
    """
    for i in sentence.subtree(head):
        if lemma(sentence.tokens[i]) not in _FRONTIERS:
            continue
        yield from premodifiers(sentence, i)
        after = sentence.tokens[i + 1 : i + 2]
        if after and after[0].universal == "case" and after[0].lower in {"with", "to", "of"}:
            yield after[0].head


def conditioned(sentence: Sentence, head: int) -> tuple[int, ...]:
    """Who must do or leave something lest it happen."""
    below = sentence.children(head, "ccomp", "xcomp")
    above = (t for t in sentence.ancestors(head) if t.upos == "VERB")
    for verb in (sentence.tokens[head], *below, *above):
        for condition in conditions(sentence, verb.index):
            return clause(sentence, condition.index).subjects
    return ()


def givers(sentence: Sentence, around: Clause) -> tuple[int, ...]:
    """Who did what somebody is thankful for: "grateful for the tents that Chad had sent"."""
    return tuple(
        place
        for case, thing in around.obliques
        if case == "for"
        for told in sentence.children(thing, "acl:relcl")
        for place in clause(sentence, told.index).subjects
        if place != thing
    )


def inviters(sentence: Sentence, around: Clause) -> tuple[int, ...]:
    """Who invited those who met: "met at the invitation of Chad's minister"."""
    asked = [t for c, t in around.obliques if c in {"at", "on", "upon"}]
    return tuple(
        child.index
        for place in asked
        if lemma(sentence.tokens[place]) == "invitation"
        for child in sentence.children(place, "nmod")
        if case_of(sentence, child.index) in {"of", "from", "'s", "’s"}
    )


def meant(sentence: Sentence, head: int, objects: tuple[int, ...]) -> tuple[int, ...]:
    """The objects of a verb, those of the verb before it for a pronoun: "expelled the envoy,
    accusing him of spying" accuses the envoy.
    """
    above = sentence.head(head)
    beside = sentence.tokens[head].universal in {"advcl", "conj"}
    if above is None or above.upos != "VERB" or not beside:
        return objects
    if not any(sentence.tokens[i].lower in _THEM for i in objects):
        return objects
    before = tuple(i for i in clause(sentence, above.index).objects if i < head)
    return before or objects


def lacks_subject(sentence: Sentence, head: int, around: Clause | None) -> bool:
    """True for the verb of a sentence that begins with a place or an occasion, and whose subject a
    parser has hung on that.
    """
    opens = any(c.index < head for c in sentence.children(head, "obl"))
    return around is not None and not around.subjects and sentence.tokens[head].head < 0 and opens


def sayers(sentence: Sentence, head: int) -> tuple[int, ...]:
    """Who says it, of another."""
    above = sentence.head(head)
    clausal = sentence.tokens[head].universal in {"ccomp", "parataxis"}
    if above is None or not clausal or lemma(above) not in _THREATENS:
        return ()
    return clause(sentence, above.index).subjects


BESIDE: dict[str, Callable[[Sentence, int], tuple[int, ...]]] = {
    "unless": conditioned,
    "sayer": sayers,
}
"""Relations of `roles.tsv` that are found from the word alone."""
