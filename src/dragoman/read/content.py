"""What is said: the content of an attribution, as far as a record may rest on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dragoman.codes import QuoteKind
from dragoman.language.sentence import Places, Sentence
from dragoman.read.document import Document
from dragoman.read.links import covered
from dragoman.read.quotes import Quoted, quoted
from dragoman.read.told import Told

_EDGE = " \t\n\"“”‘’'`«»„,;:"
_RELATIVE = frozenset({"which", "that", "what"})
_ASKING = frozenset({"how", "why", "what", "whether"})


def marks_of(document: Document) -> tuple[Quoted, ...]:
    """The quotation marks of a report."""
    return quoted(document.text, [s.end for s in document.sentences])


def marked(marks: Sequence[Quoted], start: int, end: int) -> Sequence[Quoted]:
    """The quotations that share a character with `start`–`end`."""
    low = bisect_right(marks, start, key=lambda q: q.end)
    return marks[low : bisect_left(marks, end, key=lambda q: q.start)]


def is_quoted(t: Told, marks: Sequence[Quoted]) -> bool:
    """Whether anything of the content stands in quotation marks."""
    return any(marked(marks, *place) for place in t.content)


def said(document: Document, t: Told, marks: Sequence[Quoted]) -> Places:
    """What is surely said: the clause in the sentence of the cue, and what is quoted.

    The encoder's cut where it has one, else the tree's; reported speech that runs on over the next
    sentence without a mark is the report's own as much as the source's.
    """
    places = t.content or t.plain
    if t.way == "turn" or t.at is None:
        return places
    if t.plain and " ".join(document.text[a:b] for a, b in places).lower() in _RELATIVE:
        places = t.plain  # "the raid, which Mali denies"
    if t.plain and t.way != "that" and _conditional(document, places):
        places = t.plain  # "warned of reprisals | if they left"
    agreed = [p for p in places if covered(p, t.plain) or marked(marks, *p)]
    places = tuple(agreed) if any(covered(p, t.plain) for p in agreed) else places
    here = document.sentences[t.at[0]]
    kept = []
    for start, end in places:
        start = _with_subject(here, t, start, end)
        if start < here.end and end > here.start and not marked(marks, start, end):
            start, end = max(start, here.start), min(end, here.end)
        elif not (here.start <= start < here.end or marked(marks, start, end)):
            continue
        kept.append((start, min(end, max(start, _back(here, t, end)))))
    return tuple(kept)


def _back(sentence: Sentence, t: Told, end: int) -> int:
    """Where the speaker's own next deed begins, if a parser took it for more of what he says: "says
    that Chad's army was behind the raid | and expels its envoy"; `end` without one.
    """
    if t.at is None or t.body is None or t.way != "that":
        return end
    tense = {i: _tense(sentence, i) for i in (t.at[1], t.body)}
    if (tense[t.at[1]], tense[t.body]) != ("Pres", "Past"):
        return end
    for joined in sentence.children(t.body, "conj"):
        alone = not sentence.children(joined.index, "nsubj", "csubj", "aux")
        opened = sentence.child(joined.index, "cc")
        if alone and opened is not None and _tense(sentence, joined.index) == "Pres":
            return min(end, opened.start)
    return end


def _tense(sentence: Sentence, i: int) -> str | None:
    """The tense of a clause, by its verb, auxiliary or copula."""
    for token in (sentence.tokens[i], *sentence.children(i, "aux", "cop")):
        if token.features.get("VerbForm") == "Fin":
            return token.features.get("Tense")
    return None


def _conditional(document: Document, places: Places) -> bool:
    """Whether a cut begins with a condition, which says nothing without what it is a condition
    of.
    """
    return bool(places) and document.text[slice(*places[0])].lower().startswith(_CONDITIONS)


_CONDITIONS = ("if ", "unless ")


def _with_subject(sentence: Sentence, t: Told, start: int, end: int) -> int:
    """Where a clause that was cut behind its own subject begins: "its envoy, who was expelled, |
    had left".
    """
    if t.body is None or t.way != "that" or not start <= sentence.tokens[t.body].start < end:
        return start
    subject = sentence.child(t.body, "nsubj", "csubj")
    if subject is None or subject.index > t.body:
        return start
    return next((a for a, b in t.plain if a <= subject.start < start < b), start)


def is_clause(document: Document, t: Told) -> bool:
    """Whether the content is a clause indeed, with a subject and a verb; a parser takes "noted
    concerns" and "discussed continued coordination" for one now and then.
    """
    if t.at is None or t.body is None:
        return has_clause(document, t.content or t.plain)
    sentence = document.sentences[t.at[0]]
    body = sentence.tokens[t.body]
    if body.lower in _ASKING:
        return True
    if body.upos not in {"VERB", "AUX"} and sentence.child(body.index, "cop") is None:
        return False
    if any(k.lower == "that" for k in sentence.children(body.index, "mark")):
        return True
    return any(
        k.universal in {"nsubj", "csubj", "expl"}
        or (k.universal == "obj" and k.index < body.index)  # a subject that the parser mistook
        for k in sentence.children(body.index)
    )


def has_clause(document: Document, places: Places) -> bool:
    """Whether some text holds a finite clause of its own."""
    for start, end in places:
        sentence = document.sentence_at(start)
        if sentence is None:
            continue
        for token in sentence.tokens:
            if start <= token.start < end and token.features.get("VerbForm") == "Fin":
                above = sentence.head(token.index)
                top = above if token.universal in {"aux", "cop"} and above else token
                if top.universal in {"root", "ccomp", "parataxis", "conj"}:
                    return True
    return False


def bare(document: Document, places: Places) -> Places:
    """Content without its conjunction, and without the marks and commas at its edges."""
    kept = []
    for start, end in places:
        written = document.text[start:end]
        if written.lower().startswith("that "):
            start += 5
        start += len(document.text[start:end]) - len(document.text[start:end].lstrip(_EDGE))
        end = start + len(document.text[start:end].rstrip(_EDGE))
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def kind(content: Places, marks: Sequence[Quoted]) -> QuoteKind:
    """Direct where marks enclose all of the content, mixed where they enclose a part."""
    total = sum(end - start for start, end in content)
    inside = sum(
        min(end, q.end) - max(start, q.start)
        for start, end in content
        for q in marked(marks, start, end)
    )
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if inside >= 0.95 * total else QuoteKind.MIXED
