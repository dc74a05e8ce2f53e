"""What the questions of a reading share: the report in sentences, and what has been answered so
far.

A `Document` is filled in the order of `reader.py`: times, mentions, frames. A question reads what
earlier ones found and returns its own answer; nothing is changed in place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dragoman.codes import EventType, Stance, Status
from dragoman.language.sentence import Attribution, Sentence, Signals, Token
from dragoman.record import Actor, Dated, Place, Time, Voice, Why
from dragoman.report import Report, Span

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge


class MentionKind(StrEnum):
    """What names an actor."""

    PERSON = "person"
    OFFICE = "office"
    BODY = "body"
    STATE = "state"
    DEMONYM = "demonym"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    GROUP = "group"
    PRONOUN = "pronoun"
    COLLECTIVE = "collective"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that names somebody: tokens `first` up to, not with, `last` of sentence
    `sentence`.

    `head` is the word that governs the rest. `actors` are whom it stands for, several for "the two
    leaders" and none where that is unknown. `agent` is false where it cannot act: a place ("in
    Moscow") or a mere modifier ("Russian crude oil", then `modifier` is true as well).
    """

    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    kind: MentionKind
    actors: tuple[Actor, ...] = ()
    agent: bool = True
    modifier: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        """Codes of whom it stands for, each once."""
        return tuple(dict.fromkeys(a.state for a in self.actors if a.state))


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of text that somebody says: `voices` outermost first, and the character ranges of
    the content.
    """

    content: tuple[tuple[int, int], ...]
    voices: tuple[Voice, ...]
    cue: tuple[int, int] | None = None
    stance: Stance = Stance.ASSERTS

    def holds(self, offset: int) -> bool:
        """True where the character at `offset` is said."""
        return any(start <= offset < end for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that names an event, with what the questions have found of it so far.

    `head` is the token that governs the trigger, tokens `first` up to, not with, `last` of sentence
    `sentence`; `entry` names the lexicon's row or the head's label. The other fields are filled by
    whom, whether, when, where and says in turn.
    """

    sentence: int
    head: int
    first: int
    last: int
    type: EventType
    why: Why
    mode: str | None = None
    entry: str = ""
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: Status = Status.HAPPENED
    when: str | None = None
    when_text: Span | None = None
    where: Place | None = None
    says: tuple[Voice, ...] = ()
    background: bool = False
    contexts: tuple[str, ...] = ()
    topics: tuple[Span, ...] = ()
    confidence: float = 1.0
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A report on its way to a record.

    `told` keeps what `says` has found attributed (`told.Told`), None until it has looked; `signals`
    are what the encoder's heads say of each sentence's words, where it has read them.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    knowledge: Knowledge
    attributions: tuple[Attribution, ...] = ()
    title: tuple[Sentence, ...] = ()
    times: tuple[Time, ...] = ()
    dated: Dated | None = None
    mentions: tuple[Mention, ...] = ()
    frames: tuple[Frame, ...] = ()
    told: tuple[Any, ...] | None = None
    signals: tuple[Signals, ...] = field(default=(), repr=False, compare=False)
    _by_sentence: tuple[tuple[Mention, ...], ...] = field(init=False, repr=False, compare=False)
    _reach: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: list[list[Mention]] = [[] for _ in self.sentences]
        for mention in self.mentions:
            rows[mention.sentence].append(mention)
        object.__setattr__(self, "_by_sentence", tuple(map(tuple, rows)))
        ends = (max(end for _, end in f.content) for f in self.frames)
        object.__setattr__(self, "_reach", tuple(accumulate(ends, max)))

    @property
    def text(self) -> str:
        """The report's text, into which every offset points."""
        return self.report.text

    @property
    def day(self) -> str | None:
        """The day of publication as an EDTF date, the interval of `dated` without one, None with
        neither.
        """
        if self.report.published is not None:
            return self.report.published[:10]
        return self.dated.edtf if self.dated is not None else None

    def having(self, **answers: Any) -> Document:
        """A copy with the answers of one more question."""
        return replace(self, **answers)

    def mentions_in(self, sentence: int) -> tuple[Mention, ...]:
        """The mentions of one sentence, in order."""
        return self._by_sentence[sentence]

    def mention_at(self, sentence: int, token: int) -> Mention | None:
        """The mention that `token` heads; else the shortest one that covers it."""
        covering = [m for m in self._by_sentence[sentence] if m.first <= token < m.last]
        headed = [m for m in covering if m.head == token]
        found = headed or covering
        return min(found, key=lambda m: m.last - m.first) if found else None

    def frames_at(self, offset: int) -> list[Frame]:
        """The frames that hold the character at `offset`, widest first; `frames` must be in the
        order of their contents.
        """
        found = []
        i = bisect_right(self.frames, offset, key=lambda f: f.content[0][0]) - 1
        while i >= 0 and self._reach[i] > offset:
            if self.frames[i].holds(offset):
                found.append(self.frames[i])
            i -= 1
        return sorted(found, key=lambda f: -sum(end - start for start, end in f.content))

    def times_in(self, start: int, end: int) -> Iterator[Time]:
        """Temporal expressions that lie between two characters."""
        return (t for t in self.times if t.start >= start and t.end <= end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the character `offset`, None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None

    def token_at(self, offset: int) -> tuple[Sentence, Token] | None:
        """The word at the character `offset`, with its sentence."""
        sentence = self.sentence_at(offset)
        token = sentence.at(offset) if sentence is not None else None
        return None if sentence is None or token is None else (sentence, token)
