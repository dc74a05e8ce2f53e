"""The type that stands between two given mentions."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.codes import EventType
from dragoman.errors import InputError


def between(text: str, actor: str, recipient: str) -> EventType | None:
    first, second = text.index(actor), text.index(recipient)
    found = dragoman.relation(
        text, actor=(first, first + len(actor)), recipient=(second, second + len(recipient))
    )
    assert 0 <= found.confidence <= 1
    return found.type


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Tonga condemned Samoa on Friday.", "Tonga", "Samoa", EventType.ACCUSE),
        ("Fiji imposed sanctions on Palau.", "Fiji", "Palau", EventType.SANCTION),
        ("Vanuatu was invaded by Nauru.", "Nauru", "Vanuatu", EventType.ASSAULT),
        ("Kiribati and Tuvalu met in Suva.", "Kiribati", "Tuvalu", EventType.CONSULT),
    ],
)
def test_type(text: str, actor: str, recipient: str, kind: EventType) -> None:
    assert between(text, actor, recipient) is kind


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(InputError, match="does not lie"):
        dragoman.relation("Tonga met Fiji.", actor=(0, 5), recipient=(90, 95))
