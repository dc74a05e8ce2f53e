"""Sentences of words with a tree, and the attributions found over them.

This is all that reading knows of a language: universal parts of speech, Universal Dependencies
relations, lemmas, features, names. Offsets are code points of the analysed text. A head of -1 is
the root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text and in the tree of its sentence.

    `upos` is the universal part of speech, `relation` the UD relation with its subtype
    ("nsubj:pass"), `name` a BIO label over PER ORG LOC GPE NORP EVENT TIME … ("B-PER", "O"),
    `features` UD features ("Tense", "VerbForm", "Number", "Polarity", …) as a mapping; `lower` is
    the word in lower case, `universal` the relation without its subtype.
    """

    index: int
    text: str
    start: int
    end: int
    upos: str
    head: int
    relation: str
    name: str
    lemma: str
    features: dict[str, str]
    lower: str = field(init=False, repr=False, compare=False)
    universal: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Kept, since rules ask for them some twenty times a word.
        object.__setattr__(self, "lower", self.text.lower())
        object.__setattr__(self, "universal", self.relation.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: words in order, with their tree.

    `index` counts sentences in the text, `paragraph` paragraphs (blocks divided by a line break).
    """

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int = 0
    _below: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _under: dict[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token)
        object.__setattr__(self, "_below", tuple(map(tuple, below)))
        object.__setattr__(self, "_under", {})

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def root(self) -> Token:
        """The word that nothing governs; the first word in a sentence without one."""
        return next((t for t in self.tokens if t.head < 0), self.tokens[0])

    def head(self, i: int) -> Token | None:
        """The word that governs word `i`, None at the root."""
        above = self.tokens[i].head
        return None if above < 0 else self.tokens[above]

    def children(self, i: int, *relations: str) -> tuple[Token, ...]:
        """The words that word `i` governs, in order; with `relations`, those that stand to it in
        one of them.

        "nsubj" takes "nsubj:pass" too; "nsubj:pass" takes only itself.
        """
        below = self._below[i]
        if not relations or not below:
            return below
        return tuple([t for t in below if t.relation in relations or t.universal in relations])

    def child(self, i: int, *relations: str) -> Token | None:
        """The first of `children`, None where there is none."""
        for t in self._below[i]:
            if not relations or t.relation in relations or t.universal in relations:
                return t
        return None

    def ancestors(self, i: int) -> Iterator[Token]:
        """The words above word `i`, nearest first."""
        seen = {i}
        above = self.tokens[i].head
        while above >= 0 and above not in seen:
            seen.add(above)
            yield self.tokens[above]
            above = self.tokens[above].head

    def subtree(self, i: int) -> tuple[int, ...]:
        """Indices of word `i` and all below it, in order."""
        held = self._under.get(i)
        if held is not None:
            return held
        found, todo = {i}, [i]
        while todo:
            for t in self._below[todo.pop()]:
                if t.index not in found:
                    found.add(t.index)
                    todo.append(t.index)
        under = self._under[i] = tuple(sorted(found))
        return under

    def phrase(self, i: int, *without: str) -> tuple[int, int]:
        """Token range (first, last + 1) of the phrase of word `i`, children in one of the relations
        `without` left off.

        The range is unbroken: the stretch of the subtree that holds `i`.
        """
        inside = {i}
        for child in self.children(i):
            if child.universal not in without and child.relation not in without:
                inside.update(self.subtree(child.index))
        first = last = i
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return first, last + 1

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Characters (start, end) in the text of the tokens `first` up to, not with, `last`."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def at(self, offset: int) -> Token | None:
        """The word that covers the character `offset` of the text, None where none does."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low].start <= offset:
            return self.tokens[low]
        return None


Places = tuple[tuple[int, int], ...]
"""Character ranges (start, end) in order; more than one where a filler is broken."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What somebody is said to say, think or intend, as the encoder marks it: a cue with its source
    and content.

    Source and content may be empty; `confidence` is the calibrated probability that it stands as
    marked.
    """

    source: Places
    cue: Places
    content: Places
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What the encoder's heads say of the words of a sentence besides their labels.

    `sure` [word] is the probability that head and relation are right, `events` [word, type] that of
    each event type (the first of `event_types` is none), `factuality` [word] runs from -3 (surely
    not) to 3 (surely so) and means something for predicates only.
    """

    sure: npt.NDArray[np.float32]
    events: npt.NDArray[np.float32]
    factuality: npt.NDArray[np.float32]
    event_types: tuple[str, ...]

    def event(self, i: int) -> tuple[str | None, float]:
        """The likeliest event type of word `i`, None for no event, and its probability."""
        best = int(self.events[i].argmax())
        return (self.event_types[best] if best else None), float(self.events[i, best])


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text's sentences and attributions; `signals` has one entry a sentence, or none at all."""

    text: str
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...] = ()
    signals: tuple[Signals, ...] = field(default=(), compare=False, repr=False)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the character `offset`, None between sentences."""
        for sentence in self.sentences:
            if sentence.start <= offset < sentence.end:
                return sentence
        return None
