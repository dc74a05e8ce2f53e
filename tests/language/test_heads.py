"""Attributions are put together by cue, by tree where the heads are silent, and across windows."""

from __future__ import annotations

from dataclasses import replace

from dragoman.language import analyse
from dragoman.language.assemble import assemble
from dragoman.language.encoder import prepare
from dragoman.language.heads import Said, read
from dragoman.language.split import split


def told(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    analysis = analyse([text], threads=1)[0]
    return [
        tuple([text[a:b] for a, b in part] for part in (x.source, x.cue, x.content))  # type: ignore[misc]
        for x in analysis.attributions
    ]


def test_each_speaker_has_what_he_said() -> None:
    text = (
        "The treaty is void, Norway's envoy said on Friday. "
        "Peru's president argued that the treaty remains in force."
    )
    found = told(text)
    assert [source for source, _, _ in found] == [["Norway's envoy"], ["Peru's president"]]
    assert found[0][2] == ["The treaty is void"]
    assert found[1][2][0].endswith("the treaty remains in force")


def test_what_is_said_goes_on_from_window_to_window() -> None:
    text = prepare(split("The envoy of Norway said that it was so. " * 60))
    first, second, *rest = read([text], threads=1)[0]
    n = first.window.last
    first = replace(first, said=[Said([(0, 4)], [(4, 5)], [(5, n)], 0.9)])
    second = replace(second, said=[Said([], [], [(0, 9)], 0.9)])
    found = assemble(text, [first, second, *(replace(r, said=[]) for r in rest)]).attributions
    assert len(found) == 1
    starts, ends = text.words.starts, text.words.ends
    assert found[0].content == ((int(starts[5]), int(ends[n + 8])),)


def test_a_text_where_nobody_speaks_has_no_attribution() -> None:
    assert told("Three ships reached the port of Callao on Monday. Two left on Friday.") == []
