"""What quotation marks, paragraphs and turns do to attributions."""

import re

from dragoman import knowledge
from dragoman.language.sentence import Attribution, Places, Sentence, Token
from dragoman.read.document import Document
from dragoman.read.speeches import told
from dragoman.report import Report


def page(text: str, *marked: tuple[str, str, str]) -> Document:
    """A report with attributions as the encoder marks them, and no tree to speak of."""

    def places(words: str) -> Places:
        if not words:
            return ()
        start = text.index(words)
        return ((start, start + len(words)),)

    sentences, paragraph = [], 0
    for n, m in enumerate(re.finditer(r"[^.!?\n]+[.!?]?[\"”]?", text)):
        tokens = tuple(
            Token(
                i,
                w[0],
                m.start() + w.start(),
                m.start() + w.end(),
                "X",
                i - 1,
                "dep",
                "O",
                w[0],
                {},
            )
            for i, w in enumerate(re.finditer(r"\w+|[^\w\s]", m[0]))
        )
        if tokens:
            sentences.append(Sentence(n, tokens[0].start, tokens[-1].end, tokens, paragraph))
    sentences = [
        Sentence(n, s.start, s.end, s.tokens, s.paragraph) for n, s in enumerate(sentences)
    ]
    return Document(
        Report.make(text),
        tuple(sentences),
        knowledge.load(),
        attributions=tuple(Attribution(places(s), places(c), places(x), 0.9) for s, c, x in marked),
    )


def shown(document: Document) -> list[tuple[str, str, str]]:
    def words(places: Places) -> str:
        return " … ".join(document.text[a:b] for a, b in places)

    return [(words(t.source), words(t.cue), words(t.content)) for t in told(document)]


def test_a_second_quotation_belongs_to_the_speaker_of_the_first() -> None:
    report = page(
        "“The dam stays shut,” Aldana said on Monday. “We need the water here.”",
        ("Aldana", "said", "The dam stays shut"),
    )
    assert shown(report) == [("Aldana", "said", "The dam stays shut … We need the water here.")]


def test_a_running_quotation_belongs_to_its_speaker_to_the_end() -> None:
    report = page(
        "Aldana said: “The dam stays shut. We need it.\n\n“Nobody asked us before.”\n\nIt rained.",
        ("Aldana", "said", "The dam stays shut"),
    )
    assert shown(report)[0][2].endswith("Nobody asked us before.")
    assert "rained" not in shown(report)[0][2]


def test_an_unquoted_paragraph_is_nobodys_words() -> None:
    report = page(
        "Aldana said the dam stays shut.\n\nTrade between the two went on as before.",
        ("Aldana", "said", "the dam stays shut.\n\nTrade between the two went on as before"),
    )
    assert shown(report) == [("Aldana", "said", "the dam stays shut.")]


def test_a_mark_that_never_closes_gives_away_one_sentence_only() -> None:
    report = page(
        "“The dam stays shut, Aldana said. The ministers of both sides went home. It rained.",
        ("Aldana", "said", "The dam stays shut"),
    )
    assert shown(report) == [("Aldana", "said", "The dam stays shut")]


def test_turns_of_a_transcript_are_their_speakers() -> None:
    report = page(
        "QUESTION: Will the dam open?\nMINISTER ALDANA: It will not open.\nQUESTION: Never?\n",
        ("QUESTION", "will not", "Will the dam open?"),
    )
    assert shown(report) == [
        ("QUESTION", ":", "Will the dam open?"),
        ("MINISTER ALDANA", ":", "It will not open."),
        ("QUESTION", ":", "Never?"),
    ]
