"""Cues of several words: "according to X", and "X quoted Y as saying".

In both the source stands where that of a plain verb does not: behind the phrase, or in the object
of who passes the statement on.
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.cues import cue, cues
from dragoman.read.sources import agent, passive, source_of, source_tokens
from dragoman.read.statement import Statement, clause, places


def quoted_as(sentence: Sentence, token: Token) -> Statement | None:
    """ "Tass quoted the Kremlin as saying …": the source is who is quoted, who quotes relays it."""
    word = cue(token.lemma, token.upos)
    if word is None or token.lemma not in _RELAYING:
        return None
    saying = next(
        (
            t
            for t in sentence.tokens[token.index + 1 : token.index + WITHIN]
            if t.upos in {"VERB", "AUX"} and sentence.tokens[t.index - 1].lower == "as"
        ),
        None,
    )
    if saying is None:
        return None
    turned = passive(sentence, token.index)
    speaker = sentence.child(token.index, *(("nsubj:pass",) if turned else ("obj", "iobj")))
    if speaker is None:  # a participle: "the minister, quoted by Tass as saying"
        above = sentence.head(token.index) if token.universal == "acl" else None
        if above is None:
            return None
        speaker = above
    relay = agent(sentence, token.index) if turned else source_of(sentence, token.index)
    body = sentence.child(saying.index, "ccomp", "obj", "parataxis")
    if body is not None:
        content = set(sentence.subtree(body.index))
    elif token.relation in {"parataxis", "ccomp"} and sentence.head(token.index) is not None:
        content = set(sentence.subtree(token.head)) - set(sentence.subtree(token.index))
    else:
        around = sentence.child(token.index, "ccomp", "parataxis")
        if around is None:
            return None
        body, content = around, set(sentence.subtree(around.index))
    return Statement(
        sentence.index,
        token.index,
        word,
        "that",
        places(sentence, source_tokens(sentence, speaker.index, token.index)),
        places(sentence, [token.index]),
        places(sentence, content),
        speaker.index,
        None if body is None else body.index,
        relay=()
        if relay is None
        else places(sentence, source_tokens(sentence, relay, token.index)),
        relay_head=relay,
        also=saying.index,
    )


WITHIN = 20
"""Words behind "quoted" among which "as saying" is looked for; parsers hang it anywhere."""
_RELAYING = frozenset({"quote", "cite"})


def according_to(sentence: Sentence, token: Token) -> Statement | None:
    """ "According to X, …": the source stands behind the phrase, the content is its clause.

    Where the tree makes a clause of the phrase itself, the content is what stands around it.
    """
    if token.lower != "according" or token.index + 2 >= len(sentence):
        return None
    word = cues().get(("according to", "phrase"))
    if word is None or sentence.tokens[token.index + 1].lower != "to":
        return None
    noun = next(
        (
            t
            for t in sentence.tokens[token.index + 2 :]
            if t.upos in {"NOUN", "PROPN", "PRON"}
            and t.relation not in {"compound", "flat", "nmod:poss", "nmod:desc", "det", "amod"}
        ),
        None,
    )
    if noun is None:
        return None
    source = [i for i in source_tokens(sentence, noun.index, token.index) if i > token.index + 1]
    phrase = {token.index, token.index + 1, *source}
    top = sentence.head(noun.index)
    behind = sentence.tokens[max(phrase) + 1 :]
    if sentence.tokens[token.index - 1].text == "," and all(t.upos == "PUNCT" for t in behind):
        # "…, with fighting on two fronts, according to the minister": of all that stands before
        content = list(range(token.index - 1))
    elif token.relation in {"case", "mark", "fixed"} and top is not None:
        content = [i for i in clause(sentence, top.index) if i not in phrase]
    else:
        last = max(phrase)
        content = list(range(last + 1, len(sentence)))
        if token.index > len(sentence) - last:
            content = [i for i in clause(sentence, sentence.root.index) if i < token.index]
    return Statement(
        sentence.index,
        token.index,
        word,
        "clause",
        places(sentence, source),
        places(sentence, [token.index, token.index + 1]),
        places(sentence, content),
        noun.index,
        None if top is None else top.index,
    )
