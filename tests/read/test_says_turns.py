"""Transcripts: whose turn it is."""

from dragoman.read.turns import turns

BRIEFING = """MINISTER ALDANA: Good morning. We met our neighbours yesterday.

QUESTION: Did they agree to the dam?

MINISTER ALDANA: They did not.

They will think about it.

QUESTION: Thank you.

The ministry published this transcript on Friday.
"""


def test_turns_carry_their_labels_and_all_their_paragraphs() -> None:
    found = turns(BRIEFING)
    assert [BRIEFING[slice(*t.label)] for t in found] == [
        "MINISTER ALDANA",
        "QUESTION",
        "MINISTER ALDANA",
        "QUESTION",
    ]
    assert BRIEFING[found[2].start : found[2].end] == "They did not.\n\nThey will think about it."


def test_what_follows_the_last_turn_is_not_spoken() -> None:
    last = turns(BRIEFING)[-1]
    assert BRIEFING[last.start : last.end] == "Thank you."


def test_names_as_usually_written_are_labels_where_they_alternate() -> None:
    interview = (
        "Ana Ruiz: Will you sign?\nPetr Novak: We will.\nAna Ruiz: When?\nPetr Novak: In May.\n"
    )
    assert [interview[t.start : t.end] for t in turns(interview)] == [
        "Will you sign?",
        "We will.",
        "When?",
        "In May.",
    ]


def test_datelines_and_headings_are_no_turns() -> None:
    assert turns("Lima: The ministers met.\n\nNote: The text is final.\n\nAgenda: trade.") == ()
    assert turns("Participants:\n- Ana Ruiz: Peru\n- Petr Novak: Czechia") == ()


def test_the_rows_of_a_form_are_no_turns() -> None:
    form = "SHIP: Aurora\nFLAG: Norway\nSHIP: Boreas\nFLAG: Sweden\nSHIP: Eos\nFLAG: Peru\n"
    assert turns(form) == ()
