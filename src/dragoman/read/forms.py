"""What the form of a verb says: its tense, "not", auxiliaries, an order, a question.

Read off the verb and the small words that hang on it, nothing above it. The words are in
`status.tsv`.
"""

from __future__ import annotations

from collections.abc import Set

from dragoman.codes import Status
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read.hints import table
from dragoman.read.what import lemma

_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "nt"})
_WEAK = frozenset({"before", "longer", "yet", "again", "ever"})
"""With a "never" or "no": "no longer", "never before"."""
_ONLY = frozenset({"only", "just", "merely", "simply", "least"})
"""After "not": what is done, and more."""
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
_ADVERBS = {
    **dict.fromkeys(
        "allegedly reportedly possibly perhaps maybe purportedly".split(), Status.POSSIBLE
    ),
    **dict.fromkeys(("almost", "nearly"), Status.DID_NOT_HAPPEN),
}
SAYS = frozenset(
    "say announce state declare add tell report note confirm insist stress warn explain "
    "reveal indicate write "
    "reiterate emphasize underscore reaffirm affirm promise pledge vow assure guarantee".split()
)


def negated(sentence: Sentence, i: int, inner: tuple[int, int] | None) -> bool:
    """Whether the verb has a "not", or a "nobody" among its sides."""
    for child in sentence.children(i, "advmod", "cc", "det"):
        below = sentence.children(child.index, "advmod") if child.lower in _WEAK else ()
        for word in (child, *below):
            after = sentence.tokens[word.index + 1].lower if word.index + 1 < len(sentence) else ""
            if word.lower in _NEGATORS | {"no"} and after not in _ONLY:
                return True
    for child in sentence.children(i, "nsubj", "obj"):
        if child.universal == "obj" and (inner is None or not inner[0] <= child.index < inner[1]):
            continue
        if child.lower in _NOBODY:
            return True
        if any(d.lower in _NOBODY for d in sentence.children(child.index, "det")):
            return True
    return False


def of_form(
    sentence: Sentence, i: int, helpers: set[str], marks: Set[str] = frozenset()
) -> Status | None:
    """What the verb's own auxiliaries, conjunction and adverbs make of it."""
    words = table()
    own: Status | None = None
    for helper in sorted(helpers):
        if helper in words["auxiliary"]:
            own = Status(words["auxiliary"][helper])
    if own is Status.POSSIBLE and helpers & {"would", "'d"} and _reported(sentence, i):
        own = Status.PLANNED
    if own is Status.POSSIBLE and "have" in helpers and helpers & {"would", "could", "should"}:
        own = Status.DID_NOT_HAPPEN
    for mark in sorted(marks):
        if mark in words["mark"]:
            own = Status(words["mark"][mark])
    if "if" in marks and "had" in helpers and _unreal(sentence, i):
        own = Status.DID_NOT_HAPPEN
    past = was(sentence, i) or ("before" in marks and _then(sentence, i))
    if own is Status.PLANNED and not helpers & {"will", "shall"} and past:
        own = None if marks & {"before", "until", "once"} else own
    if own is Status.PLANNED and _on_condition(sentence, i):
        own = Status.POSSIBLE
    for adverb in sentence.children(i, "advmod"):
        own = _ADVERBS.get(adverb.lower, own)
    if own is None and (_ordered(sentence, i) or _asked(sentence, i)):
        own = Status.POSSIBLE
    return own


def tense(sentence: Sentence, i: int) -> str | None:
    """The tense of the clause of the verb at `i`: "Past", "Pres", None where it is not finite."""
    for t in (sentence.tokens[i], *sentence.children(i, "aux", "cop")):
        if t.features.get("VerbForm") == "Fin":
            return t.features.get("Tense")
    return None


def finite(token: Token) -> bool:
    """Whether the word is a finite verb: one that has a tense of its own."""
    return token.features.get("VerbForm") == "Fin"


def was(sentence: Sentence, i: int) -> bool:
    """Whether the verb at `i` is in the past tense: "before it was signed"."""
    return tense(sentence, i) == "Past"


def done(sentence: Sentence, i: int) -> bool:
    """Whether the verb at `i` is told as done, in the past or the perfect: "has gathered"."""
    helpers = {c.lower for c in sentence.children(i, "aux")}
    return was(sentence, i) or (bool(helpers & {"has", "have"}) and not helpers & {"will", "to"})


def _then(sentence: Sentence, i: int) -> bool:
    """Whether a gerund tells what came next of what was done: "rose before falling"."""
    token = sentence.tokens[i]
    above = sentence.head(i)
    gerund = token.lower.endswith("ing") and not sentence.children(i, "aux", "nsubj")
    return gerund and above is not None and was(sentence, above.index)


def since(sentence: Sentence, i: int) -> bool:
    """Whether the noun of "before the …" has come to pass: what came before it is told in the past,
    and nothing says that it is next.
    """
    if any(table()["modifier"].get(sentence.tokens[j].lower) for j in sentence.subtree(i)):
        return False
    above = next((t for t in sentence.ancestors(i) if t.upos in {"VERB", "AUX"}), None)
    return above is not None and was(sentence, above.index)


def _on_condition(sentence: Sentence, i: int) -> bool:
    """Whether the verb has an "unless" of its own: "will leave unless they pay"."""
    return any(
        mark.lower == "unless"
        for clause in sentence.children(i, "advcl")
        for mark in sentence.children(clause.index, "mark")
    )


def _ordered(sentence: Sentence, i: int) -> bool:
    """Whether the verb is an order: "Stop the war"."""
    token = sentence.tokens[i]
    return token.features.get("Mood") == "Imp" and not sentence.children(i, "nsubj")


def _asked(sentence: Sentence, i: int) -> bool:
    """Whether a question asks if it is so: "Has it attacked?", not "Why has it attacked?"."""
    if sentence.tokens[-1].text != "?" or sentence.tokens[i].universal not in {"root", "conj"}:
        return False
    top = i
    while sentence.tokens[top].universal == "conj":
        top = sentence.tokens[top].head
    if sentence.tokens[top].head >= 0:
        return False
    helpers = sentence.children(top, "aux", "cop")
    subject = sentence.child(top, "nsubj")
    return (
        bool(helpers)
        and subject is not None
        and helpers[0].index < subject.index
        and not any(
            t.features.get("PronType") == "Int" for t in sentence.tokens[: helpers[0].index]
        )
    )


def progressive(token: Token, helpers: set[str]) -> bool:
    """Whether the verb tells of what is going on: "is shelling", "has been shelling"."""
    return (
        token.lower.endswith("ing")
        and bool(helpers & {"is", "are", "be", "been", "'s", "’s", "'re"})
        and not helpers & {"was", "were"}
    )


def _unreal(sentence: Sentence, i: int) -> bool:
    """Whether a condition was not met: "if it had left, it would have been spared"."""
    above = sentence.head(i)
    helpers = set() if above is None else {c.lower for c in sentence.children(above.index, "aux")}
    return "have" in helpers and bool(helpers & {"would", "could", "might"})


def _reported(sentence: Sentence, i: int) -> bool:
    """True for a "would" that is "will" in what somebody said."""
    for above in (sentence.tokens[i], *sentence.ancestors(i)):
        if above.universal in {"ccomp", "parataxis"} and above.head >= 0:
            said = sentence.tokens[above.head]
            return lemma(said) in SAYS and tense(sentence, said.index) != "Pres"
        if above.universal not in {"conj", "xcomp"}:
            return False
    return False


def due(sentence: Sentence, i: int) -> bool:
    """Whether the word is the verb of "is due to travel", whose "due to" parsers take for a
    preposition.
    """
    token = sentence.tokens[i]
    before = [t.lower for t in sentence.tokens[max(0, i - 2) : i]]
    verb = token.upos == "VERB" or bool(lexicon.load().of("verb", token.lower))
    return before == ["due", "to"] and verb and bool(sentence.children(i, "cop"))


def hung_subject(sentence: Sentence, head: int) -> tuple[int, ...]:
    """The subject that a parser has hung on another word: on the adverb before the verb ("we, the
    ministers, strongly | condemn"), or on the verb of saying, of what is vowed beside what is said
    ("Chad says that the raid is hostile and | vows a response").
    """
    above = sentence.head(head)
    if above is None:
        return ()
    if above.upos == "ADV" and above.index == head - 1:
        return tuple(c.index for c in sentence.children(above.index, "nsubj"))
    token, over = sentence.tokens[head], sentence.head(above.index)
    vows = token.universal == "conj" and lemma(token) in SAYS | {"threaten"}
    if over is None or not vows or sentence.children(head, "nsubj", "aux"):
        return ()
    said = above.universal == "ccomp" and sentence.children(above.index, "cop")
    if not said or lemma(over) not in SAYS | {"claim"}:
        return ()
    return tuple(c.index for c in sentence.children(over.index, "nsubj"))
