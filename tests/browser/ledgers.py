"""The ledgers that the browser looks at: a usual pair, a long one, and one full of scripts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from dragoman.codes import Channel, EventType, Level, Status
from dragoman.ledger import Ledger
from dragoman.record import Record
from tests.made import actor, called, event, person, quotation, record, signal, summit, voice
from tests.serve.conftest import fill, records
from tests.serve.test_security import PAYLOADS, hostile

LONG = 24
"""Reports on the pair of which there is much to tell."""
THEMES = ("trade", "fisheries", "the railway", "energy", "visas", "the border", "science", "health")
FORMS = (
    (Channel.PHONE, "phone", Level.LEADERS),
    (Channel.VISIT, "visit", Level.MINISTERS),
    (Channel.TALKS, None, Level.OFFICIALS),
    (Channel.MEETING, "third-party", Level.ENVOYS),
)
MINISTERS = {
    "ARG": ("Elena Duarte", "Foreign Minister"),
    "BRA": ("Paulo Nunes", "Foreign Minister"),
}


def long_report(n: int) -> Record:
    """One of many reports on two states, with something for each part of a dossier."""
    theme = THEMES[n % len(THEMES)]
    day = date(2024, 6, 1) - timedelta(days=9 * n)
    channel, mode, level = FORMS[n % len(FORMS)]
    text = (
        f"Elena Duarte met Paulo Nunes in Brasilia and discussed {theme} in meeting {n}. "
        f"Argentina agreed to open {theme} in step {n}. Brazil condemned delays over {theme}. "
        f"Brazil called the ties a partnership of kind {n % 9} and said that {theme} sales rose. "
        f"The Commission on {theme} will meet again."
    )
    argentina, brazil = (actor(code, *MINISTERS[code]) for code in ("ARG", "BRA"))
    said = voice("Brazil", "BRA")
    met = event(
        text,
        "met",
        when=day.isoformat() if n % 7 else day.isoformat()[:7],
        status=Status.PLANNED if n % 11 == 0 else Status.HAPPENED,
        actors=(argentina, brazil),
        where=("Brasilia", "BRA"),
        topics=(f"discussed {theme}",),
        contexts=("economic",) if n % 2 else ("natural_resource",),
        channel=channel,
        mode=mode,
        level=level,
        says=(said,) if n % 3 else (),
        confidence=0.8,
    )
    agreed = event(
        text,
        "agreed",
        type=EventType.AGREE,
        actors=(argentina,),
        recipients=(brazil,),
        when=day.isoformat(),
        says=(voice("Argentina", "ARG"),),
        confidence=0.7,
    )
    blamed = event(
        text,
        "condemned",
        type=EventType.ACCUSE,
        mode="disapprove",
        actors=(brazil,),
        recipients=(argentina,),
        when=day.isoformat(),
        says=(said,),
        confidence=0.6,
    )
    return record(
        text,
        f"long-{n}",
        [met, agreed, blamed],
        published=(day + timedelta(days=1)).isoformat(),
        publisher=("The Porto Post", "The Rosario Times", "Brasilia Wire")[n % 3],
        title=f"Ministers on {theme}",
        quotations=(quotation(text, "Brazil", "said", f"that {theme} sales rose", brazil),),
        signals=(signal(text, f"{theme} sales rose", f"{theme} sales", "ARG", "BRA"),),
        characterisations=(called(text, f"a partnership of kind {n % 9}", "ARG", "BRA"),),
        mechanisms=(
            summit(
                text,
                f"Commission on {theme}",
                ("ARG", "BRA"),
                hosts="alternate",
                last=(day.isoformat()[:7], "Brasilia"),
            ),
        ),
        people=(person(text, "Elena Duarte", "Elena Duarte", "ARG", "Foreign Minister"),),
    )


def usual(path: Path) -> Path:
    """A usual pair (Peru and Chile), and one of which there is much to tell."""
    return fill(path, [*records(), *map(long_report, range(LONG))])


def besieged(path: Path) -> Path:
    """Reports and judgements with a script wherever one can stand."""
    fill(path, [hostile(n, payload) for n, payload in enumerate(PAYLOADS)])
    with Ledger(path) as kept:
        for found, payload in zip(kept.events(), PAYLOADS, strict=False):
            kept.judge(found.id, "note", author=payload, at="2024-05-01", note=payload)
    return path
