"""Behind each line: the reports, the chain of those who say it, and whose word it is in the end.

The first source of a chain is its last link. A report with no chain speaks for itself, unless its
publisher is an office of a government: then it is that side's word. Ten outlets that quote one
ministry are still one side's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from dragoman.codes import Stance
from dragoman.dossier.model import Attested, Basis, Link
from dragoman.dossier.names import named_states
from dragoman.knowledge import load
from dragoman.merge import Merged, Source, Telling
from dragoman.merge.telling import once
from dragoman.record import Voice
from dragoman.report import Span


def attested(source: Source, span: Span, chain: Iterable[Voice] = ()) -> Attested:
    """Where a line rests."""
    return Attested(
        report=source.report,
        publisher=source.publisher,
        published=source.published,
        title=source.title,
        url=source.url,
        chain=tuple(Link(_called(v), v.state, str(v.stance)) for v in chain),
        text=" ".join(span.text.split()),
        start=span.start,
        end=span.end,
        copy_of=source.copy_of,
        dated=source.dated,
    )


_PRONOUNS = frozenset("it he she they we i this that who which".split())


def _called(voice: Voice) -> str:
    """What a voice is called apart from its sentence: the state where the text has a pronoun."""
    if voice.text.lower() not in _PRONOUNS or voice.state is None:
        return voice.text
    return load().code_name(voice.state)


def of_tellings(tellings: Iterable[Telling]) -> tuple[Attested, ...]:
    """Where an event rests, in order of publication."""
    return tuple(map(_of_telling, tellings))


@once
def _of_telling(telling: Telling) -> Attested:
    return attested(telling.source, telling.event.evidence, telling.chain)


def of_event(event: Merged) -> tuple[Attested, ...]:
    """Where an event rests: its tellings, then what else bears witness to it."""
    seen = (attested(w.source, w.words) for w in event.witnesses)
    return (*of_tellings(event.tellings), *seen)


def owner(publisher: str | None, url: str | None = None) -> str | None:
    """The state whose own office published a report, None of any other outlet."""
    found = load().outlet(url) if url and not _is_known(publisher) else None
    if found is not None:
        return found.state if found.official else None
    return _owner_of(publisher) if publisher else None


@lru_cache(maxsize=4096)
def _is_known(publisher: str | None) -> bool:
    return publisher is not None and load().outlet(publisher) is not None


@lru_cache(maxsize=4096)
def _owner_of(publisher: str) -> str | None:
    found = load().outlet(publisher)
    if found is not None:
        return found.state if found.official else None
    return _office_of(publisher)


@cache
def _offices() -> re.Pattern[str]:
    """Any word for a body or an office of a state."""
    known = load()
    bodies = (b.phrase for b in known.bodies.values() if b.kind == "body")
    words = "|".join(re.escape(w) for w in (*bodies, *known.titles))
    return re.compile(rf"\b(?:{words})\b")


@lru_cache(maxsize=1024)
def _office_of(publisher: str) -> str | None:
    """The state of an office that the table of outlets does not have: "Ministry of …, Lima".

    Its name must have the words of a body or an office of a state, and name one state only.
    """
    if not _offices().search(f" {publisher.casefold()} "):
        return None
    states = named_states(publisher)
    return states[0] if len(states) == 1 else None


def word_of(source: Attested) -> str | None:
    """The code of the side that a source rests on; None where the report speaks for itself.

    A speaker of no known state counts as "?". Who denies or doubts it does not vouch for it.
    """
    if source.chain:
        vouching = _vouching(source)
        return vouching[-1] if vouching else "?"
    return owner(source.publisher, source.url)


def _vouching(source: Attested) -> list[str]:
    return [link.state or "?" for link in source.chain if link.stance == Stance.ASSERTS]


def _sides(source: Attested) -> set[str]:
    """The states that vouch for a line themselves, those left out whose press passes it on."""
    said = [link for link in source.chain if link.stance == Stance.ASSERTS]
    return {link.state for link in said if link.state and not _press(link.text)}


@lru_cache(maxsize=1024)
def _press(name: str) -> bool:
    """Whether a voice is an outlet ("Yonhap", "the Omani news agency") and no side."""
    known = load()
    outlet = known.outlet(name)
    if outlet is not None:
        return not outlet.official
    words = name.lower().split()
    ends = (" ".join(words[i:]) for i in range(max(0, len(words) - 3), len(words)))
    return any((b := known.bodies.get(end)) is not None and b.sector == "MED" for end in ends)


def basis(sources: Sequence[Attested], a: str, b: str) -> Basis:
    """Whose word a line rests on, of the sides `a` and `b`: of both, where one report has them both
    say it.
    """
    words = {word_of(s) for s in sources}
    words |= {a, b} if any({a, b} <= _sides(s) for s in sources) else set()
    denied = tuple(
        dict.fromkeys(
            link.state or link.text for s in sources for link in s.chain if link.stance == "denies"
        )
    )
    outlets = {s.publisher or s.report for s in sources if s.copy_of is None} or {
        s.publisher or s.report for s in sources
    }
    reports = {s.copy_of or s.report for s in sources}
    sides = words & {a, b}
    word, side = "report", None
    if len(sides) == 2:
        word = "both sides"
    elif len(words) == 1 and sides:
        word, side = "one side", next(iter(sides))
    elif None not in words:
        word = "third party"
    return Basis(word, len(outlets), len(reports), side, denied)
