"""Says who? The report's statements, the frames they put around events, and who says each event.

Two readings of the same attributions. `attributed` is all that the report attributes in any way, as
PolNeAR marks it; `quotations` is what the codebook keeps of it in a record: statements with a
source whose content is a clause, a quotation, or what the cue's row in the table allows. `frames`
are the contents that carry a voice to the events inside: what is reported in a clause, quoted, or
charged; not what is praised, asked for or wanted, and not what a statement takes for granted
(codebook, rules 11, 12 and 20).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from dragoman.codes import EventType, QuoteKind, Stance, Status
from dragoman.language.sentence import Places, Sentence
from dragoman.read.cues import cue, words
from dragoman.read.document import Candidate, Document, Frame, MentionKind
from dragoman.read.links import covered
from dragoman.read.quotes import Quoted, quoted
from dragoman.read.speakers import actors, is_voice, stance, voices
from dragoman.read.speeches import told
from dragoman.read.told import Nesting, Told
from dragoman.record import Event, Quotation, Voice
from dragoman.report import Span

__all__ = ["Word", "attributed", "frames", "quotations", "rests_on", "says_of", "told"]

_CARRYING = frozenset({"say", "deny", "doubt", "show", "accuse", "think"})
_CARRIED_WAYS = frozenset({"that", "clause", "turn", "about"})
_CHARGED_WAYS = frozenset({"that", "source", "of", "with", "for", "on"})
_SPEECH_ACTS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_EDGE = " \t\n\"“”‘’'`«»„,;:"
_ASKING = frozenset({"how", "why", "what", "whether"})
_PEOPLE = frozenset({MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})


class Word(StrEnum):
    """Whose word an event rests on."""

    REPORT = "report"
    ONE_SIDE = "one side"
    BOTH_SIDES = "both sides"
    THIRD_PARTY = "third party"


def attributed(document: Document) -> tuple[Quotation, ...]:
    """Everything that the report attributes, in PolNeAR's wide sense, with and without a source.

    What the tree alone takes for a statement is not among it: its cues are right two times in three
    only, and the encoder has read the same words.
    """
    found = told(document) if document.told is None else document.told
    marks, nesting = _marks(document), Nesting(found)
    return tuple(
        _written(document, t, t.content, nesting, marks)
        for t in found
        if t.content and (t.by_encoder or t.way == "turn")
    )


def quotations(document: Document) -> tuple[Quotation, ...]:
    """The statements that the codebook keeps, in the order of their cues."""
    found = told(document) if document.told is None else document.told
    marks, nesting = _marks(document), Nesting(found)
    kept: list[Quotation] = []
    for t in found:
        content = _recorded(document, t, marks)
        if content and t.source and _is_statement(document, t):
            kept.append(_written(document, t, content, nesting, marks))
    return tuple(kept)


def frames(document: Document) -> tuple[Frame, ...]:
    """The contents that carry a voice, each with its whole chain, outermost first."""
    found = told(document) if document.told is None else document.told
    marks = _marks(document)
    carrying = [
        replace(t, content=said)
        for t in found
        if _carries(document, t, marks) and (said := _said(document, t, marks))
    ]
    nesting = Nesting(carrying)
    made = [
        Frame(
            t.content,
            _chained(v for u in (*nesting.around(t), t) for v in voices(document, u)),
            t.cue[0] if t.cue else None,
            stance(t),
        )
        for t in carrying
    ]
    return tuple(sorted(made, key=lambda f: f.content[0]))


def _chained(links: Iterable[Voice]) -> tuple[Voice, ...]:
    """A chain in which nobody relays himself."""
    chain: list[Voice] = []
    for link in links:
        if chain and (chain[-1].text, chain[-1].state) == (link.text, link.state):
            chain.pop()
        chain.append(link)
    return tuple(chain)


def says_of(document: Document, candidate: Candidate) -> tuple[Voice, ...]:
    """Who says that the candidate is so, outermost first; empty where the report itself does."""
    sentence = document.sentences[candidate.sentence]
    offset = sentence.tokens[candidate.head].start
    holding = document.frames_at(offset)
    if not holding:
        return ()
    inner = holding[-1]
    if _given(sentence, candidate):
        return ()
    if _presupposed(sentence, candidate.head, inner):
        outer = [
            f for f in holding if f is not inner and not _presupposed(sentence, candidate.head, f)
        ]
        return outer[-1].voices if outer else ()
    own = _own_act(sentence, candidate, inner)
    return tuple(_stated(v, candidate) for v in (inner.voices[:-1] if own else inner.voices))


def _stated(voice: Voice, candidate: Candidate) -> Voice:
    """An official of no named state speaks for the only one that the event concerns."""
    states = {a.state for a in candidate.actors + candidate.recipients if a.state}
    if voice.state is not None or len(states) != 1:
        return voice
    official = set(voice.text.lower().split()) & words("official")
    return replace(voice, state=states.pop()) if official else voice


def rests_on(event: Event) -> Word:
    """Whose word an event rests on: the report's own, that of one or of both of its sides, or of
    others. Who denies or doubts it does not vouch for it.
    """
    vouching = [v for v in event.says if v.stance is Stance.ASSERTS]
    if not vouching:
        return Word.REPORT if not event.says else Word.THIRD_PARTY
    sides = {v.state for v in vouching if v.state} & set(event.states())
    if not sides:
        return Word.THIRD_PARTY
    return Word.BOTH_SIDES if len(sides) > 1 else Word.ONE_SIDE


def _marks(document: Document) -> tuple[Quoted, ...]:
    return quoted(document.text, [s.end for s in document.sentences])


def _said(document: Document, t: Told, marks: Sequence[Quoted]) -> Places:
    """What is surely said: the clause in the sentence of the cue, and what is quoted.

    The encoder's cut where it has one, else the tree's; reported speech that runs on over the next
    sentence without a mark is the report's own as much as the source's.
    """
    places = t.content or t.plain
    if t.way == "turn" or t.at is None:
        return places
    agreed = [p for p in places if covered(p, t.plain) or _marked(marks, *p)]
    places = tuple(agreed) if any(covered(p, t.plain) for p in agreed) else places
    here = document.sentences[t.at[0]]
    kept = []
    for start, end in places:
        if start < here.end and end > here.start and not _marked(marks, start, end):
            start, end = max(start, here.start), min(end, here.end)
        elif not (here.start <= start < here.end or _marked(marks, start, end)):
            continue
        kept.append((start, end))
    return tuple(kept)


def _carries(document: Document, t: Told, marks: Sequence[Quoted]) -> bool:
    if not t.source or not is_voice(document, t):
        return False
    if t.way == "turn":
        return True
    if t.word is None:
        return _has_clause(document, t.content)
    if t.word.sort not in _CARRYING:
        return False
    if t.word.sort == "accuse":
        return t.way in _CHARGED_WAYS
    if t.way == "thing":  # of things only a denial is told ("denied the raid")
        return t.word.sort == "deny" and "thing" in t.word.record
    return t.way in _CARRIED_WAYS and (_is_clause(document, t) or _quotes(t, marks))


def _is_clause(document: Document, t: Told) -> bool:
    """Whether the content is a clause indeed, with a subject and a verb; a parser takes "noted
    concerns" and "discussed continued coordination" for one now and then.
    """
    if t.at is None or t.body is None:
        return _has_clause(document, t.content or t.plain)
    sentence = document.sentences[t.at[0]]
    body = sentence.tokens[t.body]
    if body.lower in _ASKING:
        return True
    if body.upos not in {"VERB", "AUX"} and sentence.child(body.index, "cop") is None:
        return False
    return any(
        k.universal in {"nsubj", "csubj", "expl"}
        or (k.universal == "obj" and k.index < body.index)  # a subject that the parser mistook
        for k in sentence.children(body.index)
    )


def _has_clause(document: Document, places: Places) -> bool:
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


def _recorded(document: Document, t: Told, marks: Sequence[Quoted]) -> Places:
    """The content that the record keeps of an attribution, empty where it keeps none."""
    if t.way == "turn":
        return t.content
    if t.word is not None:
        if (t.way in t.word.record and not _meets(document, t)) or _disputed(document, t):
            if t.way == "that" and "thing" not in t.word.record and not _is_clause(document, t):
                return ()
            return _bare(document, _said(document, t, marks))
        return ()
    return (
        _bare(document, t.content) if _quotes(t, marks) and _has_clause(document, t.content) else ()
    )


def _meets(document: Document, t: Told) -> bool:
    """Whether the cue has somebody for its object and says nothing: "welcomed the minister"."""
    if t.word is None or t.word.sort != "judge" or t.way != "thing" or t.body is None:
        return False
    mention = document.mention_at(t.at[0], t.body) if t.at is not None else None
    return mention is not None and mention.head == t.body and mention.kind in _PEOPLE


def _disputed(document: Document, t: Told) -> bool:
    """Whether what is rejected or questioned is itself a statement ("rejected claims that …")."""
    if t.word is None or t.way != "thing" or t.at is None or t.body is None:
        return False
    body = document.sentences[t.at[0]].tokens[t.body]
    said = cue(body.lemma, body.upos)
    return t.word.sort in {"deny", "doubt"} and said is not None and said.sort == "say"


def _is_statement(document: Document, t: Told) -> bool:
    """Whether somebody states something: not the speaker's own "I" or "you" inside a speech, not
    what is left unsaid ("has not condemned"), not what an event or an idea shows.
    """
    start, end = t.source[0]
    own = t.way != "turn" and document.text[start:end].lower() in _FIRST
    unsaid = t.negated and t.word is not None and t.word.sort not in {"think", "deny", "doubt"}
    return not own and not unsaid and is_voice(document, t)


def _quotes(t: Told, marks: Sequence[Quoted]) -> bool:
    return any(_marked(marks, *place) for place in t.content)


def _bare(document: Document, places: Places) -> Places:
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


def _written(
    document: Document, t: Told, content: Places, nesting: Nesting, marks: Sequence[Quoted]
) -> Quotation:
    text = document.text
    who = actors(document, t)
    chain = [
        p for u in nesting.around(t) if u.word is None or u.word.sort != "want" for p in u.source
    ]
    return Quotation(
        source=tuple(Span.of(text, *p) for p in t.source),
        cue=Span.of(text, t.cue[0][0], t.cue[-1][1]) if t.cue else None,
        content=tuple(Span.of(text, *p) for p in content),
        kind=kind(content, marks),
        chain=tuple(Span.of(text, *p) for p in (*chain, *t.relayed)),
        speaker=who[0] if len(who) == 1 else None,
        stance=stance(t),
        confidence=round(t.confidence, 3),
    )


def _marked(marks: Sequence[Quoted], start: int, end: int) -> Sequence[Quoted]:
    """The quotations that share a character with `start`–`end`."""
    low = bisect_right(marks, start, key=lambda q: q.end)
    return marks[low : bisect_left(marks, end, key=lambda q: q.start)]


def kind(content: Places, marks: Sequence[Quoted]) -> QuoteKind:
    """Direct where marks enclose all of the content, mixed where they enclose a part."""
    total = sum(end - start for start, end in content)
    inside = sum(
        min(end, q.end) - max(start, q.start)
        for start, end in content
        for q in _marked(marks, start, end)
    )
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if inside >= 0.95 * total else QuoteKind.MIXED


def _given(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a noun names what is known to have happened ("the launch was a mistake"): what is
    said about it takes it for granted.
    """
    token = sentence.tokens[candidate.head]
    if token.upos != "NOUN" or candidate.status not in {Status.HAPPENED, Status.ONGOING}:
        return False
    return any(
        k.relation == "nmod:poss" or k.lower in _DEFINITE
        for k in sentence.children(token.index, "det", "nmod:poss")
    )


def _presupposed(sentence: Sentence, head: int, frame: Frame) -> bool:
    """Whether an event inside a frame is only a description of something in it: a participle or a
    relative clause on a noun ("citizens detained at Evin", "the Paris-backed group").
    """
    token = sentence.tokens[head]
    path = [token, *sentence.ancestors(head)]
    for step in path:
        if not frame.holds(step.start):
            return False
        if step.universal in {"acl", "amod"}:
            above = sentence.head(step.index)
            return above is not None and frame.holds(above.start)
    return False


def _own_act(sentence: Sentence, candidate: Candidate, frame: Frame) -> bool:
    """Whether the event is the speaker's own act of speech, done in saying so ("we condemn", "the
    ministry said it rejected"): then only who relays it vouches for it.
    """
    if candidate.type not in _SPEECH_ACTS or not frame.voices:
        return False
    subject = sentence.child(candidate.head, "nsubj")
    if subject is not None and subject.lower in _FIRST:
        return True
    token = sentence.tokens[candidate.head]
    mine = {(a.name or a.text, a.state) for a in candidate.actors}
    voice = frame.voices[-1]
    return cue(token.lemma, token.upos) is not None and any(
        state == voice.state and (text == voice.text or state is not None) for text, state in mine
    )
