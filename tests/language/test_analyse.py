"""What reading gives for texts good and bad: sentences, trees, offsets, attributions."""

from __future__ import annotations

import pytest

from dragoman.language import Analysis, analyse, weights_hash
from dragoman.language.encoder import ROOM, batches, prepare
from dragoman.language.sentence import Sentence
from dragoman.language.split import split

REPORT = (
    "OSLO, Jan 15 (NTB) – Norway's foreign minister, Kari Vik, visited Quito on Monday.\n\n"
    "“We will not recall our ambassador,” she told reporters. Ecuador has not replied."
)


def read(text: str) -> Analysis:
    return analyse([text], threads=1)[0]


def check(analysis: Analysis) -> None:
    """Offsets, order and trees hold."""
    last = 0
    for number, sentence in enumerate(analysis.sentences):
        assert sentence.index == number
        assert len(sentence)
        for i, token in enumerate(sentence.tokens):
            assert token.index == i
            assert token.start >= last
            assert analysis.text[token.start : token.end] == token.text
            last = token.end
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, last)
        assert is_tree(sentence)
    for attribution in analysis.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(analysis.text)
        assert 0 <= attribution.confidence <= 1


def is_tree(sentence: Sentence) -> bool:
    roots = [t for t in sentence.tokens if t.head < 0]
    reached = set(sentence.subtree(roots[0].index)) if roots else set()
    return len(roots) == 1 and len(reached) == len(sentence) and roots[0].relation == "root"


def test_a_report_is_read() -> None:
    analysis = read(REPORT)
    check(analysis)
    assert analysis.sentences[0].paragraph == 0
    assert analysis.sentences[-1].paragraph == 1
    visited = next(t for s in analysis.sentences for t in s.tokens if t.text == "visited")
    assert (visited.upos, visited.lemma) == ("VERB", "visit")
    assert visited.features["Tense"] == "Past"
    sentence = next(s for s in analysis.sentences if visited in s.tokens)
    subject = sentence.child(visited.index, "nsubj")
    assert subject is not None
    assert subject.text == "minister"


def test_a_negation_is_an_adverb_with_polarity() -> None:
    tokens = [t for s in read("Ecuador has not replied.").sentences for t in s.tokens]
    assert tokens[2].features.get("Polarity") == "Neg"
    assert tokens[2].universal == "advmod"


def test_who_said_what() -> None:
    text = "The embassy was closed, Foreign Minister Kari Vik told reporters on Tuesday."
    found = read(text).attributions
    assert len(found) == 1
    assert [text[a:b] for a, b in found[0].cue] == ["told"]
    assert "Kari Vik" in text[found[0].source[0][0] : found[0].source[0][1]]
    assert "embassy was closed" in text[found[0].content[0][0] : found[0].content[0][1]]


def test_a_sentence_of_five_thousand_words_is_cut_and_joined() -> None:
    text = "Oslo and Quito, " * 1250 + "signed."
    analysis = read(text)
    check(analysis)
    assert sum(map(len, analysis.sentences)) == 5002


def test_a_paragraph_begins_a_sentence() -> None:
    analysis = read("Talks in Oslo\nThe envoy left\nQuito")
    assert [analysis.text[s.start : s.end] for s in analysis.sentences] == [
        "Talks in Oslo",
        "The envoy left",
        "Quito",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Министр прибыл в Осло. Он встретился с послом.",
        "外交部长访问了奥斯陆。他说会谈很好。",
        "وصل الوزير إلى أوسلو يوم الاثنين.",
        "मंत्री सोमवार को ओस्लो पहुंचे।",
        "🇳🇴🤝🇪🇨 👩‍👩‍👧 agreed 👍🏽!!!",
        "a\x00b\x07 \x1b[0m\ufeff\u200b\u202e end",
        "x" * 20_000,
        "." * 3000,
        "\ud800 lone",
        "e\u0301" * 50,
    ],
)
def test_odd_texts_keep_their_offsets(text: str) -> None:
    analysis = read(text)
    check(analysis)
    kept = "".join(t.text for s in analysis.sentences for t in s.tokens)
    assert kept == "".join(text.split())


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_gives_nothing(text: str) -> None:
    analysis = read(text)
    assert analysis.sentences == ()
    assert analysis.attributions == ()


def test_texts_read_together_and_alone_are_the_same() -> None:
    texts = [REPORT, "", "Quito recalled its envoy. Oslo protested.", "One word", REPORT * 20]
    together = analyse(texts, threads=2)
    assert [a.text for a in together] == texts
    for text, analysis in zip(texts, together, strict=True):
        alone = read(text)
        assert alone.sentences == analysis.sentences
        assert alone.attributions == analysis.attributions


def test_a_short_text_is_read_the_same_whatever_stands_beside_it() -> None:
    short = ["Oslo protested.", "Quito's envoy left on Monday, Oslo said.", "Talks ended"]
    others = [f"Minister Vik met envoy number {n} in Quito, {n} times." for n in range(40)]
    together = analyse([*short, *others, REPORT * 3], threads=2)
    for text, beside in zip(short, together, strict=False):
        alone = read(text)
        assert alone.sentences == beside.sentences
        for one, other in zip(alone.signals, beside.signals, strict=True):
            assert one.sure.tolist() == other.sure.tolist()
            assert one.factuality.tolist() == other.factuality.tolist()


def test_signals_run_beside_the_words() -> None:
    analysis = read(REPORT)
    for sentence, signals in zip(analysis.sentences, analysis.signals, strict=True):
        assert len(signals.sure) == len(signals.factuality) == len(sentence)
        assert signals.events.sum(1) == pytest.approx(1, abs=1e-3)


def test_the_weights_have_a_hash() -> None:
    assert len(weights_hash()) == 16
    assert int(weights_hash(), 16) >= 0


def test_a_batch_never_holds_more_than_its_room() -> None:
    given = ["Oslo replied. " * 3000, "x " * 900, "A\n" * 500, REPORT, *["Oslo replied."] * 90]
    texts = [prepare(split(t)) for t in given]
    sizes = [(len(batch), size) for batch, size in batches(texts)]
    assert all(n * size <= ROOM for n, size in sizes)
    assert sum(n for n, _ in sizes) == sum(len(t.windows) for t in texts)
    assert len(sizes) < sum(len(t.windows) for t in texts) - 70
    assert all(w.last > w.first for t in texts for w in t.windows)


def test_windows_end_where_sentences_may_begin() -> None:
    text = prepare(split("The envoy of Norway arrived in Quito on Monday. " * 100))
    assert len(text.windows) > 3
    assert {text.words.forms[w.first] for w in text.windows} == {"The"}
    assert not any(w.continued for w in text.windows)


@pytest.mark.parametrize(
    "sentence",
    [
        "Under Secretary for Political Affairs Ingrid Solheim met the envoys of Chad.",
        "The Deputy Minister for Management and Resources Tomas Ruiz will travel to Quito.",
        "Secretary Paul R. Okafor spoke to his counterpart.",
    ],
)
def test_a_name_after_a_long_title_begins_no_sentence(sentence: str) -> None:
    both = f"Talks went on. {sentence}"
    assert [both[s.start : s.end] for s in read(both).sentences] == ["Talks went on.", sentence]
