"""Says who? The report's statements, the frames they put around events, and who says each event.

Two readings of the same attributions. `attributed` is all that the report attributes in any way, as
PolNeAR marks it; `quotations` is what the codebook keeps of it in a record: statements with a
source whose content is a clause, a quotation, or what the cue's row in the table allows. `frames`
are the contents that carry a voice to the events inside: what is reported in a clause, quoted, or
charged; not what is praised, asked for or wanted, and not what a statement takes for granted
(codebook, rules 11, 12 and 20).
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codes import QuoteKind
from dragoman.language.sentence import Places
from dragoman.read.content import bare, has_clause, is_clause, is_quoted, kind, marks_of, said
from dragoman.read.cues import cue
from dragoman.read.document import Document, MentionKind
from dragoman.read.framing import attributed_to, frames, says_of
from dragoman.read.quotes import Quoted
from dragoman.read.speakers import actors, is_voice, relay, stance
from dragoman.read.speeches import told
from dragoman.read.told import Nesting, Told
from dragoman.record import Quotation
from dragoman.report import Span

__all__ = ["attributed", "attributed_to", "frames", "quotations", "says_of", "told"]

_PEOPLE = frozenset({MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN})
_OF_PEOPLE = frozenset({"judge", "say", "think", "show"})
"""Sorts of cues that are no statement where they have somebody for their object."""
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})


def attributed(document: Document) -> tuple[Quotation, ...]:
    """Everything that the report attributes, in PolNeAR's wide sense, with and without a source.

    What the tree alone takes for a statement is not among it: its cues are right two times in three
    only, and the encoder has read the same words.
    """
    found = told(document) if document.told is None else document.told
    marks, nesting = marks_of(document), Nesting(found)
    return tuple(
        _written(document, t, t.content, nesting, marks)
        for t in found
        if t.content and (t.by_encoder or t.way == "turn")
    )


def quotations(document: Document) -> tuple[Quotation, ...]:
    """The statements that the codebook keeps, in the order of their cues."""
    found = told(document) if document.told is None else document.told
    marks, nesting = marks_of(document), Nesting(found)
    kept: list[Quotation] = []
    inner = {t.cue[0][0] for t in found if t.cue and t.content and t.source}
    for t in found:
        if t.word is not None and t.word.sort == "show" and t.content and t.content[0][0] in inner:
            continue  # "appear | to show": the second verb is the cue
        content = _recorded(document, t, marks)
        if content and t.source and _is_statement(document, t):
            kept.append(_written(document, t, content, nesting, marks))
    return tuple(kept)


def _recorded(document: Document, t: Told, marks: Sequence[Quoted]) -> Places:
    """The content that the record keeps of an attribution, empty where it keeps none."""
    if t.way == "turn":
        return t.content
    if t.word is not None:
        if (t.way in t.word.record and not _meets(document, t)) or _disputed(document, t):
            if t.way == "that" and "thing" not in t.word.record and not is_clause(document, t):
                return ()
            whole = _uncued(_whole(said(document, t, marks), t), t)
            return _closed(bare(document, whole), marks)
        return ()
    return (
        bare(document, t.content) if is_quoted(t, marks) and has_clause(document, t.content) else ()
    )


def _uncued(places: Places, t: Told) -> Places:
    """Content without the words that its cue begins it with: "expressed satisfaction with | the
    progress", where the tree takes the satisfaction for what is expressed.
    """
    ends = [end for _, end in t.cue]
    kept = [
        (max((e for e in ends if start < e < end and _within(start, t.cue)), default=start), end)
        for start, end in places
    ]
    return tuple(kept)


def _within(offset: int, places: Places) -> bool:
    return any(start <= offset < end for start, end in places)


def _closed(places: Places, marks: Sequence[Quoted]) -> Places:
    """Content with the mark that closes what it quotes at its end: "were “ready to go”"."""
    kept = []
    for start, end in places:
        for q in marks:
            if start < q.start < end <= q.inner[1] + 1 and q.closed and q.end - end <= 2:
                end = max(end, q.end)
        kept.append((start, end))
    return tuple(kept)


def _whole(places: Places, t: Told) -> Places:
    """Content as far as the tree has it: the codebook keeps what hangs on at the end ("…, including
    one that fell on a roof"), which PolNeAR's annotators and so the encoder often cut off.
    """
    kept = []
    for start, end in places:
        for first, last in t.plain:
            if first < end < last and not any(end <= p[0] < last for p in (*t.cue, *t.source)):
                end = last
        kept.append((start, end))
    return tuple(kept)


def _meets(document: Document, t: Told) -> bool:
    """Whether the cue has somebody for its object and says nothing: "welcomed the minister",
    "recalled its ambassador".
    """
    if t.word is None or t.word.sort not in _OF_PEOPLE or t.way != "thing" or t.body is None:
        return False
    mention = document.mention_at(t.at[0], t.body) if t.at is not None else None
    return mention is not None and mention.head == t.body and mention.kind in _PEOPLE


def _disputed(document: Document, t: Told) -> bool:
    """Whether what is rejected or questioned is itself a statement ("rejected claims that …")."""
    if t.word is None or t.way != "thing" or t.at is None or t.body is None:
        return False
    body = document.sentences[t.at[0]].tokens[t.body]
    claim = cue(body.lemma, body.upos)
    return t.word.sort in {"deny", "doubt"} and claim is not None and claim.sort == "say"


def _is_statement(document: Document, t: Told) -> bool:
    """Whether somebody states something: not the speaker's own "I" or "you" inside a speech, not
    what is left unsaid ("has not condemned"), not what an event or an idea shows.
    """
    start, end = t.source[0]
    own = t.way != "turn" and document.text[start:end].lower() in _FIRST
    unsaid = t.negated and t.word is not None and t.word.sort not in {"think", "deny", "doubt"}
    unsaid = unsaid or _untold(document, t)
    return not own and not unsaid and not _intended(document, t) and is_voice(document, t)


def _untold(document: Document, t: Told) -> bool:
    """Whether nobody says it or nothing is said: "neither side has confirmed", "has yet to say",
    "confirmed this", "expressed regret".
    """
    if t.at is None or t.word is None or t.word.sort in {"think", "deny", "doubt"}:
        return False
    sentence = document.sentences[t.at[0]]
    token = sentence.tokens[t.at[1]]
    above = sentence.head(token.index)
    yet = above is not None and any(
        k.lower == "yet" for k in sentence.children(above.index, "advmod")
    )
    if yet and token.universal == "xcomp" and above is not None and above.lemma == "have":
        return True
    if t.speaker is not None and t.speaker[0] == sentence.index:
        speaker = sentence.tokens[t.speaker[1]]
        nobody = {speaker.lower, *(k.lower for k in sentence.children(speaker.index, "det"))}
        if nobody & _NOBODY:
            return True
    if t.way != "thing" or t.body is None:
        return False
    body = sentence.tokens[t.body]
    bare = body.upos == "NOUN" and not sentence.children(body.index)
    return body.lower in _POINTING or (t.word.sort == "say" and bare)


_NOBODY = frozenset("no neither none nobody no-one".split())
_POINTING = frozenset("this that it these those so".split())


def _intended(document: Document, t: Told) -> bool:
    """Whether the saying is only what a noun is for: "efforts to ensure", "a plan to announce"."""
    if t.at is None:
        return False
    token = document.sentences[t.at[0]].tokens[t.at[1]]
    return token.universal == "acl" and token.features.get("VerbForm") == "Inf"


def _written(
    document: Document, t: Told, content: Places, nesting: Nesting, marks: Sequence[Quoted]
) -> Quotation:
    text = document.text
    who = actors(document, t)
    chain = [
        p
        for u in nesting.around(t)
        if u.word is None or u.word.sort != "want"
        for p in (*relay(document, u)[0], *u.source)
        if p not in t.source  # "it says it expects …": nobody relays himself
    ]
    return Quotation(
        source=tuple(Span.of(text, *p) for p in t.source),
        cue=Span.of(text, t.cue[0][0], t.cue[-1][1]) if t.cue else None,
        content=tuple(Span.of(text, *p) for p in content),
        kind=QuoteKind.DIRECT if t.way == "turn" else kind(content, marks),
        chain=tuple(Span.of(text, *p) for p in (*chain, *relay(document, t)[0])),
        speaker=who[0] if len(who) == 1 else None,
        stance=stance(t),
        confidence=round(t.confidence, 3),
    )
