"""Frames: the stretches of a report that somebody says, and who says the events inside them.

A content carries a voice where it is reported in a clause, quoted, charged or denied; not where it
is praised, asked for or wanted. What a statement takes for granted ("condemned the launches",
"citizens detained there") stays the report's own, and a speaker's own act of speech is not said by
the speaker (codebook, rules 11, 12 and 20).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.codes import EventType, Stance, Status
from dragoman.language.sentence import Sentence, Token
from dragoman.read.content import has_clause, is_clause, is_quoted, marks_of, said
from dragoman.read.cues import cue, words
from dragoman.read.denied import answered, denials, is_answer, meets
from dragoman.read.document import Candidate, Document, Frame
from dragoman.read.quotes import Quoted
from dragoman.read.speakers import is_voice, stance, voices
from dragoman.read.speeches import told
from dragoman.read.told import Nesting, Told
from dragoman.record import Voice

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
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})


def frames(document: Document) -> tuple[Frame, ...]:
    """The contents that carry a voice, each with its whole chain, outermost first."""
    found = told(document) if document.told is None else document.told
    marks = marks_of(document)
    carrying = [
        replace(t, content=places)
        for t in found
        if _carries(document, t, marks) and (places := said(document, t, marks))
    ]
    answers = answered(document, found, carrying)
    for t in denials(document):
        inside = [n for n, u in enumerate(carrying) if meets(document, t, u)]
        for n in inside:
            known = {v.state for v in answers.get(n, ())}
            mine = tuple(v for v in voices(document, t) if v.state not in known)
            answers[n] = answers.get(n, ()) + mine
        if not inside:
            carrying.append(t)
    nesting = Nesting(carrying)
    made = [
        Frame(
            t.content,
            _chained(v for u in (*nesting.around(t), t) for v in voices(document, u))
            + answers.get(n, ()),
            t.cue[0] if t.cue else None,
            stance(t),
        )
        for n, t in enumerate(carrying)
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


def _carries(document: Document, t: Told, marks: Sequence[Quoted]) -> bool:
    if not t.source or not is_voice(document, t):
        return False
    if t.way == "turn":
        return True
    if t.word is None:
        return has_clause(document, t.content)
    if t.word.sort not in _CARRYING:
        return False
    if t.word.sort == "accuse":
        return t.way in _CHARGED_WAYS
    if t.way == "thing":  # of things only a denial is told ("denied the raid")
        denied = "thing" in t.word.record or is_answer(document, t)
        vouched = t.word.word in words("vouching") and t.body is not None
        vouched = vouched or _claims(document, t)
        return _of_clause(document, t) or (t.word.sort == "deny" and denied) or vouched
    if _past_deed(document, t):
        return True
    return t.way in _CARRIED_WAYS and (is_clause(document, t) or is_quoted(t, marks))


def _claims(document: Document, t: Told) -> bool:
    """Whether somebody takes a deed upon himself: "claimed responsibility for the attack"."""
    if t.at is None or t.body is None or t.word is None or t.word.sort == "deny":
        return False
    body = document.sentences[t.at[0]].tokens[t.body]
    return body.lemma in words("responsible") and t.word.word in words("claiming")


def _of_clause(document: Document, t: Told) -> bool:
    """Whether the thing is a word for what a clause on it says: "expressed fear that they left"."""
    if t.at is None or t.body is None:
        return False
    sentence = document.sentences[t.at[0]]
    body = sentence.tokens[t.body]
    word = cue(body.lemma, body.upos)
    return (
        word is not None
        and word.sort in _CARRYING
        and any(
            k.lower in {"that", "whether"}
            for clause in sentence.children(body.index, "acl", "ccomp")
            for k in sentence.children(clause.index, "mark")
        )
    )


def _past_deed(document: Document, t: Told) -> bool:
    """Whether a deed of the source's own is told without a clause: "claims to have shot it down",
    "denied having sent troops".
    """
    if t.at is None or t.body is None or t.way not in {"to", "that"}:
        return False
    sentence = document.sentences[t.at[0]]
    body = sentence.tokens[t.body]
    if body.upos != "VERB" or body.universal != "xcomp":
        return False
    if any(k.lower == "have" for k in sentence.children(body.index, "aux")):
        return True
    return body.lower.endswith("ing") and t.way == "that"


def says_of(document: Document, candidate: Candidate) -> tuple[Voice, ...]:
    """Who says that the candidate is so, outermost first; empty where the report itself does.

    Who denies, doubts or confirms it where the report tells of it again stands behind those who
    assert it (codebook, rule 11).
    """
    found = list(_voices(document, candidate))
    for other in candidate.extra.get("group", ()):
        same = (other.sentence, other.head) == (candidate.sentence, candidate.head)
        if same or candidate.type in _SPEECH_ACTS:
            continue
        theirs = [v for v in _voices(document, other) if v not in found]
        states = {v.state for v in found}
        if found and all(v.stance is Stance.DENIES for v in found):
            found = [v for v in theirs if v.state not in states] + found
        elif found and _confirmed(document, other):
            found += [v for v in theirs if v.state not in states]
        else:
            found += [v for v in theirs if v.stance is not Stance.ASSERTS]
    return tuple(_stated(v, candidate) for v in found)


def _confirmed(document: Document, candidate: Candidate) -> bool:
    """Whether it stands as what somebody confirms: "confirmed the arrest"."""
    sentence = document.sentences[candidate.sentence]
    above = sentence.head(candidate.head)
    return (
        above is not None
        and sentence.tokens[candidate.head].universal == "obj"
        and above.lemma in words("confirming")
    )


def attributed_to(candidate: Candidate, voices: tuple[Voice, ...]) -> Candidate:
    """The candidate with those who say so; a deed that somebody denies is only possible (codebook,
    rule 11).
    """
    denied = any(v.stance is Stance.DENIES for v in voices)
    if denied and candidate.status not in {Status.CANCELLED, Status.POSTPONED}:
        return replace(candidate, says=voices, status=Status.POSSIBLE)
    return replace(candidate, says=voices)


def _voices(document: Document, candidate: Candidate) -> tuple[Voice, ...]:
    """Who says so where the candidate stands."""
    sentence = document.sentences[candidate.sentence]
    holding = document.frames_at(sentence.tokens[candidate.head].start)
    if not holding and candidate.type not in _SPEECH_ACTS | {EventType.AGREE}:
        for token in sentence.tokens[candidate.first : candidate.last]:
            if token.upos == "VERB":  # "announced it would expel": the deed is what is announced
                holding = holding or document.frames_at(token.start)
    if not holding:
        return ()
    inner = holding[-1]
    if _given(sentence, candidate) and not (
        _at_issue(sentence, candidate.head, inner)
        or (inner.stance is Stance.ASSERTS and _answered_for(sentence, candidate.head))
    ):
        return ()
    if _presupposed(sentence, candidate.head, inner):
        outer = [
            f for f in holding if f is not inner and not _presupposed(sentence, candidate.head, f)
        ]
        return outer[-1].voices if outer else ()
    own = _own_act(sentence, candidate, inner)
    return inner.voices[:-1] if own else inner.voices


def _stated(voice: Voice, candidate: Candidate) -> Voice:
    """An official of no named state speaks for the only one that the event concerns."""
    states = {a.state for a in candidate.actors + candidate.recipients if a.state}
    if voice.state is not None or len(states) != 1:
        return voice
    official = set(voice.text.lower().split()) & words("official")
    return replace(voice, state=states.pop()) if official else voice


_GOES_ON = frozenset({"begin", "continue", "conclude"})
"""Verbs that may be cues and tell as well that something takes place."""


def _given(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a noun names what is known to have happened ("the launch was a mistake"): what is
    said about it takes it for granted. Not where a verb tells that it happens ("the talks go on",
    "began the deportation").
    """
    token = sentence.tokens[candidate.head]
    if token.upos != "NOUN" or candidate.status not in {Status.HAPPENED, Status.ONGOING}:
        return False
    above = sentence.head(token.index)
    says = above is not None and cue(above.lemma, above.upos) is not None
    told = above is not None and above.upos == "VERB" and (not says or above.lemma in _GOES_ON)
    if told and token.universal in {"nsubj", "obj"}:
        return False
    return any(
        k.relation == "nmod:poss" or k.lower in _DEFINITE
        for k in sentence.children(token.index, "det", "nmod:poss")
    )


def _at_issue(sentence: Sentence, head: int, frame: Frame) -> bool:
    """Whether a known deed is itself what somebody is blamed for or what is denied: "blamed Chad
    for the raid", "denied the raid"; not what a clause says about it.
    """
    for above in sentence.ancestors(head):
        if frame.holds(above.start):
            if above.upos in {"VERB", "AUX"} or above.universal == "ccomp":
                return False
            continue
        word = cue(above.lemma, above.upos)
        if word is not None and word.word in words("vouching"):
            return True
        return word is not None and word.sort in {"accuse", "deny"} and "thing" in word.content
    return False


def _answered_for(sentence: Sentence, head: int) -> bool:
    """Whether what is said of a known deed is who did it: "was responsible for the raid", "stood
    behind the raid".
    """
    token, above = sentence.tokens[head], sentence.head(head)
    if above is None or token.universal not in {"obl", "nmod", "root", "ccomp"}:
        return False
    case = {c.lower for c in sentence.children(head, "case")}
    named = above.lemma in words("responsible") and bool(case & {"for", "in", "of"})
    return named or "behind" in case


def _presupposed(sentence: Sentence, head: int, frame: Frame) -> bool:
    """Whether an event inside a frame is only a description of something in it: a participle or a
    relative clause on a noun ("the citizens detained at Evin", "the Paris-backed group"). Who
    brings something in anew says what is told of it ("a drone that they sent").
    """
    token = sentence.tokens[head]
    path = [token, *sentence.ancestors(head)]
    for step in path:
        if not frame.holds(step.start):
            return False
        if step.universal in {"acl", "amod"}:
            above = sentence.head(step.index)
            if (
                above is None
                or _cleft(sentence, above)
                or _is_told(sentence, step.index, above.start, frame)
            ):
                continue
            if step.universal == "acl" and _new(sentence, step, above, frame):
                continue
            return frame.holds(above.start)
    return False


def _cleft(sentence: Sentence, noun: Token) -> bool:
    """Whether a clause on a noun is told of it: "it was Chad's army which had attacked"."""
    subject = sentence.child(noun.index, "nsubj", "expl")
    return (
        subject is not None
        and subject.lower == "it"
        and sentence.child(noun.index, "cop") is not None
    )


def _new(sentence: Sentence, clause: Token, noun: Token, frame: Frame) -> bool:
    """Whether the clause tells something of what is not known yet ("gunmen who attacked a post").
    What is set off by a comma is added by the report ("its envoy, who was expelled, had left"), and
    a denial tells nothing of either.
    """
    if frame.stance is not Stance.ASSERTS:
        return False
    if clause.relation != "acl:relcl" and _charges(sentence, frame):
        return False
    first = min(sentence.subtree(clause.index))
    if any(t.text == "," for t in sentence.tokens[first - 1 : first + 1]):
        return False
    return noun.upos == "NOUN" and not any(
        k.relation == "nmod:poss" or k.lower in _DEFINITE
        for k in sentence.children(noun.index, "det", "nmod")
    )


def _charges(sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame is a charge: "accused Chad of denying help to citizens held there"."""
    token = sentence.at(frame.cue[0]) if frame.cue is not None else None
    word = cue(token.lemma, token.upos) if token is not None else None
    return word is not None and word.sort == "accuse"


def _is_told(sentence: Sentence, i: int, noun: int, frame: Frame) -> bool:
    """Whether the clause on a noun is what is said, thought or feared: "reports that they left"."""
    if frame.cue is not None and frame.cue[0] <= noun < frame.cue[1]:
        return True
    marks = {m.lower for m in sentence.children(i, "mark")}
    return bool(marks & {"that", "whether"}) and sentence.tokens[i].relation != "acl:relcl"


def _own_act(sentence: Sentence, candidate: Candidate, frame: Frame) -> bool:
    """Whether the event is the speaker's own act of speech, done in saying so ("we condemn", "the
    ministry said it rejected"): then only who relays it vouches for it.
    """
    done = candidate.status in {Status.HAPPENED, Status.ONGOING}
    if candidate.type not in _SPEECH_ACTS or not done or not frame.voices:
        return False
    subject = sentence.child(candidate.head, "nsubj")
    if subject is not None and subject.lower in _FIRST:
        return True
    if any(k.lemma == "have" for k in sentence.children(candidate.head, "aux")):
        return False  # "said it had warned them": done before, and only now told
    token, voice = sentence.tokens[candidate.head], frame.voices[-1]
    same = any(
        a.state == voice.state and (a.text == voice.text or a.start == voice.start)
        for a in candidate.actors
    )
    return same and cue(token.lemma, token.upos) is not None
