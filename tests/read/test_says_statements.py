"""Cues on the tree: who says what, in each of the ways English says it."""

import pytest

from dragoman.language.sentence import Places, Sentence, Token
from dragoman.read.cues import cues
from dragoman.read.statement import Statement
from dragoman.read.statements import statements


def parsed(rows: str) -> tuple[str, Sentence]:
    """A sentence from rows of "word UPOS head relation lemma features", heads counted from one."""
    tokens, text = [], ""
    for i, row in enumerate(rows.strip().splitlines()):
        form, upos, head, relation, *rest = row.split()
        if text and form not in {",", ".", "”", "'s", ":"} and not text.endswith("“"):
            text += " "
        lemma = rest[0] if rest and rest[0] != "_" else form.lower()
        features = dict(f.split("=") for f in rest[1].split("|")) if len(rest) > 1 else {}
        tokens.append(
            Token(
                i,
                form,
                len(text),
                len(text) + len(form),
                upos,
                int(head) - 1,
                relation,
                "O",
                lemma,
                features,
            )
        )
        text += form
    return text, Sentence(0, 0, len(text), tuple(tokens))


def shown(text: str, s: Statement) -> tuple[str, str, str]:
    def words(places: Places) -> str:
        return " … ".join(text[a:b] for a, b in places)

    return words(s.source), words(s.cue), words(s.content)


SAID_THAT = """
The DET 2 det
envoy NOUN 3 nsubj
said VERB 0 root say VerbForm=Fin
that SCONJ 6 mark
talks NOUN 6 nsubj
failed VERB 3 ccomp fail VerbForm=Fin
. PUNCT 3 punct
"""
PARENTHESIS = """
Talks NOUN 2 nsubj talk
failed VERB 0 root fail VerbForm=Fin
, PUNCT 5 punct
she PRON 5 nsubj
said VERB 2 parataxis say VerbForm=Fin
, PUNCT 5 punct
in ADP 8 case
Lima PROPN 2 obl Lima
. PUNCT 2 punct
"""
JOINED = """
Peru PROPN 2 nsubj Peru
condemned VERB 0 root condemn VerbForm=Fin
the DET 4 det
raid NOUN 2 obj
and CCONJ 6 cc
urged VERB 2 conj urge VerbForm=Fin
restraint NOUN 6 obj
. PUNCT 2 punct
"""
ACCORDING = """
According VERB 3 case accord
to ADP 1 fixed
Tass PROPN 6 obl Tass
, PUNCT 3 punct
talks NOUN 6 nsubj talk
failed VERB 0 root fail VerbForm=Fin
. PUNCT 6 punct
"""
ACCUSED = """
Mali PROPN 2 nsubj Mali
accused VERB 0 root accuse VerbForm=Fin
Chad PROPN 2 obj Chad
of SCONJ 5 mark
shelling VERB 2 advcl shell VerbForm=Ger
it PRON 5 obj
. PUNCT 2 punct
"""
QUOTED = """
“ PUNCT 3 punct
Talks NOUN 3 nsubj talk
failed VERB 0 root fail VerbForm=Fin
, PUNCT 7 punct
” PUNCT 3 punct
Tass PROPN 7 nsubj Tass
quoted VERB 3 parataxis quote VerbForm=Fin
the DET 9 det
ministry NOUN 7 obj
as SCONJ 11 mark
saying VERB 7 advcl say VerbForm=Ger
. PUNCT 3 punct
"""
OWNED = """
Tehran PROPN 3 nmod:poss Tehran
's PART 1 case
claim NOUN 7 nsubj
that SCONJ 6 mark
talks NOUN 6 nsubj talk
failed VERB 3 acl fail VerbForm=Fin
surprised VERB 0 root surprise VerbForm=Fin
Oslo PROPN 7 obj Oslo
. PUNCT 7 punct
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SAID_THAT, [("The envoy", "said", "that talks failed")]),
        (PARENTHESIS, [("she", "said", "Talks failed … in Lima")]),
        (JOINED, [("Peru", "condemned", "the raid"), ("Peru", "urged", "restraint")]),
        (ACCORDING, [("Tass", "According to", "talks failed")]),
        (ACCUSED, [("Mali", "accused", "Chad of shelling it")]),
        (QUOTED, [("the ministry", "quoted", "Talks failed")]),
        (OWNED, [("Tehran", "claim", "that talks failed")]),
    ],
)
def test_source_cue_and_content(rows: str, expected: list[tuple[str, str, str]]) -> None:
    text, sentence = parsed(rows)
    assert [shown(text, s) for s in statements(sentence)] == expected


def test_who_quotes_somebody_relays_it() -> None:
    text, sentence = parsed(QUOTED)
    (found,) = statements(sentence)
    assert [text[a:b] for a, b in found.relay] == ["Tass"]


def test_the_table_of_cues_holds_and_knows_the_common_ones() -> None:
    table = cues()
    for word in ("say", "deny", "want", "accuse", "according to"):
        assert any(key[0] == word for key in table)
    assert len(table) > 200


SET_OFF = """
Latvia PROPN 2 nsubj
expelled VERB 0 root expel VerbForm=Fin
the DET 4 det
envoy NOUN 2 obj
, PUNCT 6 punct
accusing VERB 4 acl accuse VerbForm=Part|Tense=Pres
him PRON 6 obj he
of ADP 9 case
fraud NOUN 6 obl
"""


@pytest.mark.parametrize(
    ("object", "source"), [("envoy", "Latvia"), ("statement", "the statement")]
)
def test_a_participle_set_off_from_an_object_is_the_subjects(object: str, source: str) -> None:
    text, sentence = parsed(SET_OFF.replace("envoy", object))
    made = next(s for s in statements(sentence) if s.word.word == "accuse")
    assert shown(text, made)[:2] == (source, "accusing")
