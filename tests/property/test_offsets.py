"""Every word is the text at its place, and no character but white space is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import analyse
from dragoman.language.split import split

NEWS = st.lists(
    st.sampled_from(
        [
            "Gen.",
            "U.S.",
            "said",
            "“",
            "”",
            '"',
            "'s",
            "n't",
            "anti-",
            "-",
            "—",
            "3.5",
            "No.",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\n\n",
            "Oslo",
            "éa",
            "👍🏽",
            "\u200d",
            "…",
            "(PTI)",
            "http://a.b/c.",
            "...",
            "\t",
            "don't",
            "15–17",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), NEWS))
@settings(max_examples=300, deadline=None)
def test_words_cover_the_text_in_order(text: str) -> None:
    words = split(text)
    last = 0
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        assert last <= start < end
        assert text[start:end] == form
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


@given(st.one_of(st.text(max_size=200), NEWS))
@settings(max_examples=60, deadline=None)
def test_every_span_of_an_analysis_is_the_text_at_its_offsets(text: str) -> None:
    analysis = analyse([text], threads=1)[0]
    tokens = [t for s in analysis.sentences for t in s.tokens]
    for token in tokens:
        assert analysis.text[token.start : token.end] == token.text
    assert "".join(t.text for t in tokens) == "".join(text.split())
    for sentence in analysis.sentences:
        assert sum(t.head < 0 for t in sentence.tokens) == 1
