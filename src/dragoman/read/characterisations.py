"""What somebody calls a relationship: "an all-weather partnership", "ties remained strong".

Four shapes are looked for: a relation noun that is valued by an adjective or by a noun above it
("the strength of our alliance"); relations as the subject of a valuing predicate; something called
the cornerstone or highest mechanism of a relationship; and what follows "described the relationship
as", "called Norway". Parties are the states in the phrase, else the two that the report is about.
"""

from __future__ import annotations

import re
from collections import Counter

from dragoman.language.sentence import Sentence, Token
from dragoman.read.calling import called, is_relation
from dragoman.read.document import Document
from dragoman.read.phrases import (
    HYPHENS,
    clause,
    clause_head,
    codes_in,
    states_of,
    subject_of,
    voices,
    words,
)
from dragoman.record import Characterisation, Voice

_T = "relationship_words"
_WISHES = frozenset(
    "strengthen deepen expand enhance build improve boost develop advance promote foster further"
    " elevate broaden upgrade normalise normalize restore cut sever break establish suspend".split()
)


def characterisations(document: Document) -> tuple[Characterisation, ...]:
    """Every characterisation of a relationship, in order, the wider of two that overlap."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for sentence in document.sentences:
        if not any(t.upos in ("VERB", "AUX") for t in sentence.tokens):
            continue  # a headline or caption
        for token in sentence.tokens:
            for first, last in _places(document, sentence, token):
                first, last = _widened(document, sentence, first, last)
                start, end = sentence.offsets(first, last)
                found.append((start, end, _parties(document, sentence, first, last)))
    about = _about(document)
    kept: list[tuple[int, int, tuple[str, ...]]] = []
    for place in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if not any(a < place[1] and place[0] < b for a, b, _ in kept):
            kept.append(place)
    told: dict[object, Characterisation] = {}
    for start, end, named in sorted(kept):
        parties = named if len(named) > 1 else _with(named, about)
        if not parties:
            continue
        text = document.text[start:end]
        said = voices(document, start, end) or _speaker(document, start)
        same = (_gist(text), frozenset(parties), tuple(v.state for v in said))
        told.setdefault(same, Characterisation(text, start, end, said, parties))
    return tuple(told.values())


def _speaker(document: Document, start: int) -> tuple[Voice, ...]:
    """Who says it by the verb above it: "the President praised the enduring friendship"."""
    place = document.token_at(start)
    if place is None:
        return ()
    sentence, token = place
    verb = token.index
    for _ in range(4):
        verb = clause_head(sentence, verb)
        if sentence.tokens[verb].lemma.lower() in words(_T, "saying"):
            break
        above = sentence.head(verb)
        if above is None:
            return ()
        verb = above.index
    else:
        return ()
    subject = subject_of(sentence, verb)
    above = sentence.head(verb)
    if subject is None and above is not None and sentence.tokens[verb].universal == "advcl":
        subject = subject_of(sentence, above.index)  # "met to reaffirm the close partnership"
    if subject is None or subject.start >= start:
        return ()
    found = []
    for mention in document.mentions_in(sentence.index):
        inside = subject.index == mention.head or mention.head in {
            c.index for c in sentence.children(subject.index, "conj")
        }
        if inside and mention.agent and mention.actors:
            found.append(
                Voice(
                    mention.text,
                    mention.states[0] if mention.states else None,
                    start=mention.start,
                    end=mention.end,
                )
            )
    return tuple(found)


def _gist(text: str) -> frozenset[str]:
    """What a characterisation says, whatever the names and little words in it."""
    lowers = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    telling = words(_T, "values") | words(_T, "relations") | words(_T, "qualities")
    gist = frozenset(w.removesuffix("s") for w in lowers if w in telling)
    return gist or frozenset(lowers)


def _widened(document: Document, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Takes in what a broken tree left off: "U.S.-" in front, the second state of "between"."""
    tokens = sentence.tokens
    if first and tokens[first].text in HYPHENS:
        first -= 1
    while (
        first > 1
        and tokens[first - 1].text in HYPHENS
        and tokens[first - 1].end == tokens[first].start
        and tokens[first - 2].end == tokens[first - 1].start
    ):
        first -= 2
    if first and tokens[first - 1].lower == "the" and tokens[first].upos == "PROPN":
        first -= 1
    between = any(t.lower == "between" for t in tokens[first:last])
    if between and not any(t.lower == "and" for t in tokens[first:last]):
        after = tokens[last : last + 3]
        if len(after) > 1 and after[0].lower == "and":
            for mention in document.mentions_in(sentence.index):
                if mention.first in (last + 1, last + 2) and mention.states:
                    last = mention.last
                    break
    return first, last


def _with(parties: tuple[str, ...], about: tuple[str, ...]) -> tuple[str, ...]:
    return about if set(parties) <= set(about) else tuple(dict.fromkeys([*parties, *about[:1]]))


def _about(document: Document) -> tuple[str, ...]:
    """The two states named most, if two stand out."""
    counted: Counter[str] = Counter()
    for mention in document.mentions:
        if mention.agent and not mention.modifier:
            counted.update(mention.states)
    best = counted.most_common(3)
    if len(best) < 2 or (len(best) == 3 and best[1][1] == best[2][1]):
        return ()
    return tuple(code for code, _ in best[:2])


def _parties(document: Document, sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    found = states_of(document, sentence, range(first, last))
    return tuple(dict.fromkeys([*found, *codes_in(document, sentence, first, last)]))


def _places(document: Document, sentence: Sentence, token: Token) -> list[tuple[int, int]]:
    lemma = token.lemma.lower()
    found = []
    if token.upos in ("NOUN", "PROPN") and lemma in words(_T, "relations"):
        place = _valued(sentence, token, lemma) or _told(sentence, token, lemma)
        if place is not None:
            found.append(place)
    if token.upos in ("NOUN", "PROPN") and lemma in words(_T, "roles"):
        place = _role(sentence, token)
        if place is not None:
            found.append(place)
    if token.upos == "VERB" and lemma in words(_T, "calling"):
        place = called(document, sentence, token, lemma)
        if place is not None:
            found.append(place)
    return found


def _values(sentence: Sentence, i: int) -> list[Token]:
    """The adjectives on noun `i` that value, with those joined to them."""
    near = list(sentence.children(i, "amod", "compound"))
    near += [c for t in near for c in sentence.children(t.index, "conj", "amod", "compound")]
    return [t for t in near if _valuing(sentence, t)]


def _valuing(sentence: Sentence, token: Token) -> bool:
    if token.lower in words(_T, "values") or token.lemma.lower() in words(_T, "values"):
        return True
    front = sentence.tokens[max(0, token.index - 2) : token.index + 1]
    return "".join(t.lower for t in front) in words(_T, "values")


def _phrase(sentence: Sentence, i: int, *without: str) -> tuple[int, int]:
    """The phrase of noun `i`, with what is said of it in prepositions, its article left off."""
    first, last = sentence.phrase(
        i, "acl", "advcl", "parataxis", "cop", "nsubj", "aux", "mark", "case", "punct", *without
    )
    while first < i and sentence.tokens[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        first += 1
    for joined in sentence.children(i, "conj"):
        if sentence.child(joined.index, "det", "nmod:poss") is not None and joined.index > i:
            last = min(last, sentence.phrase(joined.index)[0])
    for token in sentence.tokens[i + 1 : last]:
        if token.lower in ("including", "(", "which", "thanks", "due"):
            last = token.index
            break
    while last - 1 > i and sentence.tokens[last - 1].upos in ("PUNCT", "CCONJ"):
        last -= 1
    return first, last


def _valued(sentence: Sentence, token: Token, lemma: str) -> tuple[int, int] | None:
    """ "A special relationship", "the depth of cooperation": valued where it stands."""
    i = token.index
    above = sentence.head(i)
    if above is not None and token.universal == "nmod":
        case = sentence.child(i, "case")
        owner = above.lemma.lower()
        if case is not None and case.lower in ("of", "in") and owner in words(_T, "qualities"):
            return _phrase(sentence, above.index)
    if lemma in words(_T, "persons"):
        return _called_so(sentence, token)
    if (
        above is not None
        and above.lemma.lower() in _WISHES
        and token.universal in ("obj", "nsubj")
        and above.features.get("VerbForm") != "Fin"
        and not _known(sentence, i)
    ):
        return None  # "to build a strong partnership" says what is wished, not what is
    if token.universal == "compound" or token.text.isupper() or not _values(sentence, i):
        return None
    if token.features.get("Number") == "Plur" and lemma != "tie" and lemma != "relation":
        owned = _between(sentence, i) or any(
            sentence.tokens[j].upos == "PROPN" for j in sentence.subtree(i)
        )
        if not owned:
            return None  # "strong alliances", whosever they are
    if lemma not in words(_T, "plain") and not _between(sentence, i):
        return None
    if token.text[:1].isupper() and _is_programme(sentence, i):
        return None
    return _phrase(sentence, i, "conj") if above is None else _phrase(sentence, i)


def _known(sentence: Sentence, i: int) -> bool:
    """True where an article or owner takes the relationship for granted: "the", "our"."""
    if sentence.child(i, "nmod:poss") is not None:
        return True
    article = sentence.child(i, "det")
    return article is not None and article.lower in ("the", "this", "that")


def _is_programme(sentence: Sentence, i: int) -> bool:
    """ "The Global Alliance for Seeds", "the Vaccine Partnership": a name, not a judgement."""
    for child in sentence.children(i, "nmod", "obl"):
        case = sentence.child(child.index, "case")
        if case is not None and case.lower in ("for", "against", "on") and child.index > i:
            return True
    return any(
        c.text[:1].isupper() and not _valuing(sentence, c) and not c.name.endswith(("LOC", "GPE"))
        for c in sentence.children(i, "compound", "amod")
    )


def _between(sentence: Sentence, i: int) -> bool:
    """True where the noun says whose it is: "between", "with", "their", "our"."""
    if sentence.child(i, "nmod:poss") is not None:
        return True
    return any(
        (case := sentence.child(c.index, "case")) is not None and case.lower in ("between", "with")
        for c in sentence.children(i, "nmod")
    )


def _called_so(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """ "Kenya is our closest friend": a state called a friend, by a copula, "as" or apposition."""
    i = token.index
    above = sentence.head(i)
    if not _values(sentence, i):
        return None
    if above is not None and above.lower == "one" and sentence.child(above.index, "cop"):
        subject = sentence.child(above.index, "nsubj")
        named = subject is not None and subject.upos == "PROPN"
        return _phrase(sentence, above.index) if named else None
    if token.features.get("Number") == "Plur":
        return None
    case = sentence.child(i, "case")
    copula = sentence.child(i, "cop") is not None
    as_such = case is not None and case.lower == "as"
    if not copula and not as_such and token.universal not in ("appos", "xcomp"):
        return None
    if copula:
        subject = sentence.child(i, "nsubj")
        if subject is None or clause(sentence, i).negated:
            return None
        if not (subject.upos == "PROPN" or subject.lower in ("we", "they", "it")):
            return None
    elif not _between(sentence, i) and not any(
        sentence.tokens[j].upos == "PROPN" for j in sentence.subtree(i)
    ):
        return None
    return _phrase(sentence, i)


def _told(sentence: Sentence, token: Token, lemma: str) -> tuple[int, int] | None:
    """ "Ties remained strong": relations as the subject of what values them."""
    if token.universal != "nsubj" or lemma not in words(_T, "plain"):
        return None
    verb = _predicate(sentence, token)
    if verb is None:
        return None
    spoken = clause(sentence, verb.index)
    if spoken.verb != verb.index or spoken.modal:
        return None
    ends = [verb.index]
    if verb.lemma.lower() in words(_T, "moves") and sentence.child(verb.index, "obj") is None:
        ends += [c.index for c in sentence.children(verb.index, "advmod") if c.index > verb.index]
    elif sentence.child(verb.index, "cop") is not None and verb.upos in ("ADJ", "NOUN", "VERB"):
        if not (_valuing(sentence, verb) or _values(sentence, verb.index)):
            return None
        ends += [j for j in sentence.subtree(verb.index) if j > verb.index]
    elif verb.lemma.lower() in words(_T, "copulas"):
        told = [
            c
            for c in sentence.children(verb.index, "xcomp", "obl", "advmod", "obj")
            if _valuing(sentence, c) or _values(sentence, c.index)
        ]
        if not told:
            return None
        ends += [j for c in told for j in range(c.index, sentence.phrase(c.index)[1])]
    else:
        return None
    first = sentence.phrase(token.index)[0]
    last = _short(sentence, first, max(ends) + 1)
    return first, last


def _predicate(sentence: Sentence, token: Token) -> Token | None:
    """What is said of the subject: its head, or by the order of words what a copula follows."""
    for after in sentence.tokens[token.index + 1 :]:
        if after.upos == "VERB" or after.text in (",", ";"):
            break
        if after.universal == "cop" and after.head > after.index:
            return sentence.tokens[after.head]
    return sentence.head(token.index)


def _short(sentence: Sentence, first: int, last: int) -> int:
    """Ends a clause before "despite", "but", a comma: what follows is about something else."""
    for token in sentence.tokens[first + 1 : last]:
        if token.lower in (
            "despite",
            "notwithstanding",
            "although",
            "though",
            "but",
            "because",
            "thanks",
            "since",
            ",",
            ";",
            ":",
            "–",
            "—",
            "when",
            "while",
            "after",
        ):
            return token.index
    return last


def _role(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    """ "The cornerstone of", "the highest mechanism in the partnership"."""
    i = token.index
    named = [
        c
        for c in sentence.children(i, "nmod")
        if (case := sentence.child(c.index, "case")) is not None
        and case.lower in ("of", "in", "for")
    ]
    related = any(is_relation(sentence.tokens[j]) for c in named for j in sentence.subtree(c.index))
    subject = sentence.child(i, "nsubj")
    about = subject is not None and (
        is_relation(subject)
        or any(is_relation(sentence.tokens[j]) for j in sentence.subtree(subject.index))
    )
    case = sentence.child(i, "case")
    if case is not None and case.lower == "as" and not about:
        above = sentence.head(i)
        if above is not None and is_relation(above) and named:
            return _phrase(sentence, above.index)
        verb_objects = sentence.children(above.index, "obj") if above is not None else ()
        about = any(is_relation(o) for o in verb_objects)
        if about and named:
            return _phrase(sentence, verb_objects[0].index)[0], _phrase(sentence, i)[1]
    copula = sentence.child(i, "cop") is not None
    if copula and (related or (about and named)):
        first, last = _phrase(sentence, i)
        return first, _short(sentence, first, last)
    return None
