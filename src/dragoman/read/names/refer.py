"""Words that mean somebody named before: pronouns, "both sides", "the two leaders", "we"."""

from __future__ import annotations

from dragoman.codes import Sector
from dragoman.language.sentence import Sentence
from dragoman.read.document import MentionKind
from dragoman.read.names.found import Found
from dragoman.read.names.history import History
from dragoman.record import Actor

HE = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
THEY = frozenset(("they", "them", "their", "themselves", "theirs"))
IT = frozenset(("it", "its", "itself"))
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
PRONOUNS = frozenset(HE) | THEY | IT | WE
PEOPLE_WORDS = frozenset(
    "leaders presidents ministers chancellors premiers secretaries officials diplomats envoys men "
    "women counterparts heads chiefs monarchs statesmen spokesmen".split()
)
STATE_WORDS = frozenset(
    "countries nations states sides parties governments neighbours neighbors capitals powers "
    "delegations militaries armies allies rivals peoples navies partners economies".split()
)
COUNTRY = frozenset("country nation kingdom republic emirate sultanate state".split())
GROUP = frozenset("group bloc alliance organisation organization movement militants agency".split())
MEANING = (
    PRONOUNS | PEOPLE_WORDS | STATE_WORDS | COUNTRY | GROUP | frozenset(("two", "both", "pair"))
)
"""Every word that may mean somebody named before."""
_DETERMINERS = frozenset("the both these those two their our its his her three all".split())
_BEFORE = _DETERMINERS | frozenset(("neighbouring", "neighboring"))


def collective(sentence: Sentence, i: int) -> tuple[int, bool, bool] | None:
    """(first word, "two" said, persons meant) of a collective description headed by word `i`."""
    word = sentence.tokens[i].lower
    if word in ("two", "both", "pair") and _alone(sentence, i):
        return i - (sentence.tokens[i - 1].lower == "the" if i else 0), True, True
    people = word in PEOPLE_WORDS
    if not people and word not in STATE_WORDS:
        return None
    first = i
    while first > 0 and sentence.tokens[first - 1].lower in _BEFORE:
        first -= 1
    said = {t.lower for t in sentence.tokens[first:i]}
    if not said & _DETERMINERS or (i > 0 and sentence.tokens[i].text[:1].isupper()):
        return None
    if "three" in said or "all" in said:
        return None
    two = bool(said & {"two", "both"}) or "their" in said or "our" in said
    if not two and word in ("states", "partners", "allies", "economies", "powers", "capitals"):
        return None
    after = sentence.tokens[i + 1].lower if i + 1 < len(sentence.tokens) else ""
    if after in ("of", "'s", "’s") and not two:
        return None
    return first, two, people


def _alone(sentence: Sentence, i: int) -> bool:
    """True of "the two discussed", "both agreed"."""
    token = sentence.tokens[i]
    if token.universal != "nsubj" or token.head <= i:
        return False
    return token.lower == "both" or (i > 0 and sentence.tokens[i - 1].lower == "the")


def group(
    sentence: Sentence, i: int, said: tuple[int, bool, bool], history: History
) -> tuple[Found, list[Found]]:
    """A collective description as a mention, with whom it means."""
    first, two, people = said
    while first < i and sentence.tokens[first].lower in ("the", "these", "those"):
        first += 1
    found = Found(sentence.index, first, i + 1, i, MentionKind.COLLECTIVE, plural=True)
    owners = history.owners(sentence.index, i)
    if len(owners) > 1 and not people:
        return found, owners
    meant = history.pair(sentence.index, i, two, people)
    if people and len(meant) < 2:
        meant = history.pair(sentence.index, i, two, False)
    return found, meant


def taken(found: Found, meant: list[Found]) -> None:
    """Gives a collective mention the actors of whom it means, in their own words for states."""
    actors: list[Actor] = []
    for other in meant:
        if other.entity is not None and not _stands_for_states(found):
            continue
        actors += [
            Actor(found.text, state, Sector.GOV, None, None, found.start, found.end)
            for state in dict.fromkeys(_states(other))
        ]
    found.actors = tuple({a.state: a for a in actors}.values())
    found.states = [a.state for a in found.actors if a.state]


def _stands_for_states(found: Found) -> bool:
    return found.text.rpartition(" ")[2].lower() in STATE_WORDS


def _states(found: Found) -> list[str]:
    if found.entity is not None:
        return [found.entity.state] if found.entity.state else []
    return [a.state for a in found.actors if a.state] or found.states[:1]
