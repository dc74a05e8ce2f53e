"""Who a source is: its words resolved to actors, and to the voices that stand behind an event.

The mention that the head of the source belongs to says who it is; a relative pronoun stands for the
noun its clause hangs on, and several joined sources for each of theirs. A source that no mention
knows stays as it is written, with the state that a word inside it names ("a senior French
official").
"""

from __future__ import annotations

from dragoman.codes import Sector, Stance
from dragoman.language.sentence import Places, Sentence
from dragoman.read.cues import cue, words
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.read.sources import agent, joint, source_tokens
from dragoman.read.statement import places
from dragoman.read.told import Told
from dragoman.record import Actor, Voice
from dragoman.report import Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})


def actors(document: Document, told: Told) -> tuple[Actor, ...]:
    """Whom the source stands for, each once; one actor with nothing but its words where nobody
    knows.
    """
    return _resolved(document, told.speaker, told.source, _partners(document, told))


def _partners(document: Document, told: Told) -> tuple[int, ...]:
    """Who shares what is said: "spoke with X about shared concerns that …"."""
    if told.word is None or told.word.part != "noun" or told.at is None:
        return ()
    sentence = document.sentences[told.at[0]]
    shared = any(sentence.tokens[i].lower in _SHARED for i in sentence.subtree(told.at[1]))
    verb = next((t for t in sentence.ancestors(told.at[1]) if t.upos == "VERB"), None)
    if verb is None or not shared:
        return ()
    return tuple(
        t.index for t in sentence.children(verb.index, "obl") if joint(sentence, t.index) == "with"
    )


_SHARED = frozenset({"shared", "mutual", "joint", "common"})


def _resolved(
    document: Document,
    speaker: tuple[int, int] | None,
    source: Places,
    partners: tuple[int, ...] = (),
) -> tuple[Actor, ...]:
    if speaker is not None:
        sentence = document.sentences[speaker[0]]
        found: dict[tuple[str | None, str | None], Actor] = {}
        for head in (*_heads(sentence, speaker[1]), *partners):
            mention = document.mention_at(sentence.index, head)
            if mention is not None and not mention.modifier and not _unnamed(sentence, mention):
                for actor in mention.actors:
                    found.setdefault((actor.name or actor.text, actor.state), actor)
        if found:
            return tuple(found.values())
    return _unknown(document, source)


def _unnamed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a source is only counted: "two diplomats said" are nobody's whom the report has named
    before, as "the two diplomats" may be.
    """
    if mention.kind is not MentionKind.COLLECTIVE:
        return False
    counted = sentence.tokens[mention.first].lower in _COUNTS
    return counted and sentence.tokens[mention.head].lower in _INFORMANTS


_COUNTS = frozenset("two three four five six seven several some".split())
_INFORMANTS = frozenset("officials diplomats envoys men women spokesmen sources".split())


def voices(document: Document, told: Told) -> tuple[Voice, ...]:
    """The source as links of a chain, who relays it first, with the stance of its cue."""
    place, head = relay(document, told)
    relays = _resolved(document, head, place) if place else ()
    cited = _resolved(document, *_cited(document, told))
    return (
        *(Voice(a.text, a.state, Stance.ASSERTS, a.start, a.end) for a in relays),
        *(
            Voice(a.text, a.state, stance(told), a.start, a.end)
            for a in (*actors(document, told), *cited)
        ),
    )


def _cited(document: Document, told: Told) -> tuple[tuple[int, int] | None, Places]:
    """On whose word the source says it: "Tass, citing the ministry, reported …"."""
    if told.at is None or told.word is None or told.word.part != "verb":
        return None, ()
    sentence = document.sentences[told.at[0]]
    heads = {told.at[1], told.speaker[1] if told.speaker else told.at[1]}
    below = [t for head in heads for t in sentence.children(head, "advcl", "acl")]
    # "…, Tass reported on Friday, quoting the ministry", which a parser hangs on what is reported.
    behind = sentence.tokens[told.at[1] + 1 : told.at[1] + CITED]
    verb = next((t for t in behind if t.upos == "VERB"), None)
    for clause in (*below, *([verb] if verb is not None else [])):
        thing = sentence.child(clause.index, "obj")
        if clause.lower in _CITING and thing is not None and told.at[1] != clause.index:
            head = (sentence.index, thing.index)
            return head, places(sentence, source_tokens(sentence, thing.index, told.at[1]))
    return None, ()


CITED = 8
"""Words behind a cue among which "citing" is looked for."""
_CITING = frozenset({"citing", "quoting"})
_QUOTED = frozenset({"quoted", "cited"})


def relay(document: Document, told: Told) -> tuple[Places, tuple[int, int] | None]:
    """Who passed it on, with its head: who quotes, or the outlet that was told."""
    if told.relayed or told.at is None:
        return told.relayed, told.relay
    sentence = document.sentences[told.at[0]]
    for t in sentence.children(told.at[1], "iobj", "obj", "obl", "nsubj"):
        if t.universal == "nsubj" and (t.index < told.at[1] or told.speaker is None):
            continue  # "a diplomat told Reuters": of two subjects the second is no subject
        if told.speaker == (sentence.index, t.index):
            continue
        if t.universal == "obl" and joint(sentence, t.index) not in {"to", "with"}:
            continue
        mention = document.mention_at(sentence.index, t.index)
        medium = mention is not None and any(a.sector is Sector.MED for a in mention.actors)
        if medium and not _is_report(document, sentence, t.index):
            told_to = source_tokens(sentence, t.index, told.at[1])
            return places(sentence, told_to), (sentence.index, t.index)
    if told.speaker is not None and told.speaker[0] == sentence.index:
        for quoted in sentence.children(told.speaker[1], "acl", "advcl"):
            by = agent(sentence, quoted.index)
            if quoted.lower in _QUOTED and by is not None:  # "the president, quoted by Tass, said"
                quoting = source_tokens(sentence, by, told.at[1])
                return places(sentence, quoting), (sentence.index, by)
    return (), None


def _is_report(document: Document, sentence: Sentence, head: int) -> bool:
    """Whether a medium is the one that gives the report: its publisher, or "the newspaper" where no
    other has been named. Nobody relays what he reports himself.
    """
    token = sentence.tokens[head]
    publisher = set((document.report.publisher or "").lower().split())
    if token.upos == "PROPN":
        name = {t.lower for t in sentence.tokens if t.index in sentence.subtree(head)}
        return bool(publisher) and name - _ARTICLE <= publisher
    bare = all(t.lower in _OWN for t in sentence.children(head) if t.universal != "punct")
    if not bare or not sentence.children(head, "det"):
        return False
    return not any(
        m.start < token.start
        and document.sentences[m.sentence].tokens[m.head].upos == "PROPN"
        and any(a.sector is Sector.MED for a in m.actors)
        and set(m.text.lower().split()) - _ARTICLE - publisher
        for m in document.mentions
    )


_ARTICLE = frozenset({"the", "a", "to", "with"})
_OWN = frozenset({"the", "this", "to", "with"})


def is_voice(document: Document, told: Told) -> bool:
    """Whether the source can say something: somebody, a body, or an account such as a report or a
    poll; not an event or an idea ("the dialogue reaffirmed", "according to its terms").
    """
    if told.speaker is None:
        return bool(told.source)
    sentence = document.sentences[told.speaker[0]]
    for head in _heads(sentence, told.speaker[1]):
        token = sentence.tokens[head]
        if token.lower in _POINTING:
            continue
        if token.upos != "NOUN":
            return token.lower != "it" or _known(document, sentence.index, head)
        mention = document.mention_at(sentence.index, head)
        if mention is not None and mention.head == head and mention.actors and mention.agent:
            return True
        account = token.lemma in words("accounts")
        if not account and cue(token.lemma, token.upos) is not None:
            continue  # "a charge that Mali rejects": what was said says nothing itself
        if account or not token.lower.endswith(_ABSTRACT):
            return token.lemma not in _IDEAS
    return False


def _known(document: Document, sentence: int, head: int) -> bool:
    """Whether a pronoun stands for somebody; nothing is known of that before mentions are."""
    mention = document.mention_at(sentence, head)
    return not document.mentions or (mention is not None and bool(mention.actors))


_POINTING = frozenset({"what", "this", "that", "these", "those", "there", "which"})
_ABSTRACT = tuple(
    "tion tions sion sions ment ments ance ence ity ities ness ship ogue ogues ism ing ure".split()
)
_IDEAS = frozenset(
    "term event plan law deal pact treaty bill rule step effort result fact move visit talk summit "
    "call trip policy programme program project fund budget crisis war conflict attack".split()
)


def stance(told: Told) -> Stance:
    """How the source stands to what it says; a negated denial asserts, a negated belief doubts."""
    base = told.word.stance if told.word is not None else Stance.ASSERTS
    if not told.negated:
        return base
    if base is Stance.ASSERTS:
        sort = told.word.sort if told.word is not None else "say"
        return Stance.DOUBTS if sort in {"think", "show", "know"} else base
    return Stance.ASSERTS


def _heads(sentence: Sentence, head: int) -> tuple[int, ...]:
    token = sentence.tokens[head]
    if token.lower in _RELATIVE:
        noun = next((t for t in sentence.ancestors(head) if t.universal == "acl"), None)
        above = sentence.head(noun.index) if noun is not None else None
        if above is not None:
            head = above.index
    joined = [t.index for t in sentence.children(head, "conj")]
    return (head, *joined)


def _unknown(document: Document, source: Places) -> tuple[Actor, ...]:
    if not source:
        return ()
    span = Span.of(document.text, *source[0])
    named = (
        m
        for m in _inside(document, source)
        if m.states and not _unnamed(document.sentences[m.sentence], m)
    )
    state = next((m.states[0] for m in named), None)
    if state is None:
        state = _elsewhere(document, source) or _issued(document, source)
        state = state or _of_the_same(document, source)
    return (Actor(span.text, state, start=span.start, end=span.end),)


def _elsewhere(document: Document, source: Places) -> str | None:
    """The state of a body that the source is of and that the report names elsewhere: "a government
    spokesman", where it tells of "the government".
    """
    held = {w for start, end in source for w in document.text[start:end].lower().split()}
    here = document.sentence_at(source[0][0])
    if here is None:
        return None
    first, last = max(0, here.index - FAR), min(len(document.sentences), here.index + FAR)
    for mention in (m for i in range(first, last) for m in document.mentions_in(i)):
        if mention.kind in {MentionKind.BODY, MentionKind.GROUP} and mention.states:
            name = mention.text.lower().removeprefix("the ")
            if name in held:
                return mention.states[0]
    return None


def _issued(document: Document, source: Places) -> str | None:
    """The state of whoever gave out "the statement": who says something "in a statement" shortly
    before, or whose "statement" that is; else who was last said to say something.
    """
    here, said = document.sentence_at(source[0][0]), document.text[slice(*source[0])].lower()
    noun = next((w for w in words("accounts") if said in {f"the {w}", f"that {w}"}), None)
    if here is None or noun is None:
        return None
    for sentence in reversed(document.sentences[max(0, here.index - NEAR) : here.index]):
        for token in sentence.tokens:
            if token.lemma != noun or token.upos != "NOUN":
                continue
            whose = set(sentence.subtree(token.index))
            verb = next((t for t in sentence.ancestors(token.index) if t.upos == "VERB"), None)
            subjects = () if verb is None else sentence.children(verb.index, "nsubj")
            mentions = [m for m in document.mentions_in(sentence.index) if len(m.states) == 1]
            for held in (whose, {t.index for t in subjects}):
                found = next((m.states[0] for m in mentions if m.head in held), None)
                if found is not None:
                    return found
    return _last_said(document, here.index, source[0][0])


def _of_the_same(document: Document, source: Places) -> str | None:
    """The state of an official of whom nothing more is told, where one has just spoken: "…, the
    ministry said. A spokeswoman added …".
    """
    here = document.sentence_at(source[0][0])
    said = document.text[slice(*source[0])].lower().split()
    if here is None or said[:1] not in (["a"], ["an"], ["the"], ["another"]):
        return None
    alone = len(said) <= 3 and said[-1] in words("official")
    return _last_said(document, here.index, source[0][0]) if alone else None


def _last_said(document: Document, here: int, before: int) -> str | None:
    """The state of who was said to say something last, shortly before."""
    for told in reversed(document.told or ()):
        if told.speaker is None or not here - NEAR <= told.speaker[0] <= here:
            continue
        mention = document.mention_at(*told.speaker)
        if told.start < before and mention is not None and len(mention.states) == 1:
            return mention.states[0]
    return None


NEAR = 3
"""Sentences back to where "the statement" was first told of."""
FAR = 20
"""Sentences around a source in which a body that it is of is looked for."""


def _inside(document: Document, places: Places) -> list[Mention]:
    found = []
    for start, end in places:
        sentence = document.sentence_at(start)
        if sentence is not None:
            found += [
                m for m in document.mentions_in(sentence.index) if start <= m.start and m.end <= end
            ]
    return found
