"""Which source and which content belong to which cue.

Each content goes to the cue, and each cue takes the source, that scores best by a sum of features:
where the one stands from the other, what stands between, whether the tree joins them, whether marks
part them, and whether the encoder's own link says so. The weights were fitted on PolNeAR's training
part (`training/links.py`) and stand in `links.toml`.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import ModelError
from dragoman.read.statement import Statement

Range = tuple[int, int]

CONTENT = (
    "same sentence",
    "sentence before",
    "sentence after",
    "other paragraph",
    "follows at once",
    "follows near",
    "follows",
    "precedes at once",
    "precedes near",
    "precedes",
    "cues between",
    "contents between",
    "sources between",
    "tree joins",
    "tree joins other",
    "tree silent",
    "speech verb, quoted",
    "speech verb, not quoted",
    "other cue, quoted",
    "marks part them",
    "content holds cue",
    "linked by encoder",
)
SOURCE = (
    "none",
    "none, passive or noun",
    "none, tree has none",
    "same sentence",
    "other sentence",
    "other paragraph",
    "precedes at once",
    "precedes near",
    "precedes",
    "follows at once",
    "follows near",
    "follows",
    "cues between",
    "contents between",
    "sources between",
    "tree joins",
    "tree joins other",
    "marks part them",
    "inside cue",
    "linked by encoder",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the features look at: starts of words, of sentences and of paragraphs, quoted ranges,
    and all fragments.
    """

    words: list[int]
    sentences: list[int]
    paragraphs: list[int]
    quoted: list[Range]
    cues: list[Range]
    sources: list[Range]
    contents: list[Range]

    def sentence(self, offset: int) -> int:
        """Number of the sentence at `offset`."""
        return bisect_right(self.sentences, offset)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph at `offset`."""
        return bisect_right(self.paragraphs, offset)

    def apart(self, first: Range, second: Range) -> int:
        """Words between two ranges, 0 where they touch or overlap."""
        low, high = min(first[1], second[1]), max(first[0], second[0])
        return max(0, bisect_left(self.words, high) - bisect_left(self.words, low))

    def between(self, ranges: Sequence[Range], first: Range, second: Range) -> float:
        """How many of `ranges`, in order of their starts, lie between two others, at most 3."""
        low, high = min(first[1], second[1]), max(first[0], second[0])
        i = bisect_left(ranges, (low, 0))
        count = 0
        while i < len(ranges) and ranges[i][0] < high and count < 3:
            count += ranges[i][1] <= high and ranges[i] != first and ranges[i] != second
            i += 1
        return float(count)

    def mark(self, offset: int) -> Range | None:
        """The quotation that holds the character at `offset`."""
        i = bisect_right(self.quoted, (offset, 1 << 60)) - 1
        return self.quoted[i] if i >= 0 and self.quoted[i][1] > offset else None


def covered(part: Range, whole: Sequence[Range]) -> float:
    """The share of `part` that `whole` covers."""
    shared = sum(max(0, min(part[1], e) - max(part[0], s)) for s, e in whole)
    return shared / max(1, part[1] - part[0])


def content_features(
    page: Page,
    cue: Range,
    content: Range,
    statement: Statement | None,
    joined: bool,
    linked: float,
) -> tuple[float, ...]:
    """Features of giving `content` to `cue`, in the order of `CONTENT`.

    `statement` is the tree's for the cue; `joined` is true where the tree gives the content to some
    cue; `linked` is the encoder's confidence that it belongs here, 0 where it says otherwise.
    """
    at, home = page.sentence(content[0]), page.sentence(cue[0])
    after = content[0] >= cue[1]
    before = content[1] <= cue[0]
    gap = page.apart(cue, content)
    tree = statement is not None and (
        covered(content, statement.content) >= 0.5
        or any(covered(p, (content,)) >= 0.5 for p in statement.content)
    )
    quotation = page.mark(content[0])
    speech = statement is not None and statement.word.sort in {"say", "deny", "ask"}
    own = page.mark(cue[0])
    return (
        float(at == home or page.sentence(content[1] - 1) == home),
        float(at < home),
        float(at > home),
        float(page.paragraph(content[0]) != page.paragraph(cue[0])),
        float(after and gap <= 1),
        float(after and 1 < gap <= 5),
        float(after and gap > 5),
        float(before and gap <= 1),
        float(before and 1 < gap <= 5),
        float(before and gap > 5),
        page.between(page.cues, cue, content),
        page.between(page.contents, cue, content),
        page.between(page.sources, cue, content),
        float(tree),
        float(joined and not tree),
        float(statement is None),
        float(speech and quotation is not None),
        float(speech and quotation is None),
        float(not speech and quotation is not None),
        float(own is not None and own != quotation and not before),
        float(content[0] <= cue[0] and cue[1] <= content[1]),
        linked,
    )


def source_features(
    page: Page,
    cue: Range,
    source: Range | None,
    statement: Statement | None,
    linked: float,
) -> tuple[float, ...]:
    """Features of giving `source`, or none, to `cue`, in the order of `SOURCE`."""
    if source is None:
        weak = statement is not None and statement.word.part != "verb"
        none = statement is not None and not statement.source
        return (1.0, float(weak), float(none), *([0.0] * (len(SOURCE) - 4)), linked)
    after = source[0] >= cue[1]
    before = source[1] <= cue[0]
    gap = page.apart(cue, source)
    own = statement.source if statement is not None else ()
    tree = any(covered(source, (p,)) > 0.5 or covered(p, (source,)) > 0.5 for p in own)
    return (
        0.0,
        0.0,
        0.0,
        float(page.sentence(source[0]) == page.sentence(cue[0])),
        float(page.sentence(source[0]) != page.sentence(cue[0])),
        float(page.paragraph(source[0]) != page.paragraph(cue[0])),
        float(before and gap <= 1),
        float(before and 1 < gap <= 5),
        float(before and gap > 5),
        float(after and gap <= 1),
        float(after and 1 < gap <= 5),
        float(after and gap > 5),
        page.between(page.cues, cue, source),
        page.between(page.contents, cue, source),
        page.between(page.sources, cue, source),
        float(tree),
        float(bool(own) and not tree),
        float(page.mark(source[0]) != page.mark(cue[0])),
        float(not before and not after),
        linked,
    )


@cache
def weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Weights of `CONTENT` and `SOURCE`.

    Raises:
        ModelError: a weight is missing.
    """
    path = files("dragoman.language.english.lexicon") / "links.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return (
            tuple(float(data["content"][name]) for name in CONTENT),
            tuple(float(data["source"][name]) for name in SOURCE),
        )
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"links.toml: {error}; install dragoman again") from error


def scored(features: Sequence[float], by: Sequence[float]) -> float:
    """The weighted sum."""
    return sum(f * w for f, w in zip(features, by, strict=True) if f)
