"""Which titles may mean which person or term of office, and how an office is written."""

from __future__ import annotations

from dragoman.codes import Sector
from dragoman.knowledge import Knowledge, Term, Title
from dragoman.read.names.found import Entity, Found

SUMMIT = ("head_of_state", "head_of_government", "supreme_leader", "commission_president")


def compatible(titles: tuple[Title, ...], entity: Entity) -> int:
    """How well a person may be meant by a title: 2 by its own words, 1 by words alike, 0 not."""
    return max((_may_be(title, entity) for title in titles), default=0)


def _may_be(title: Title, entity: Entity) -> int:
    words = [w.rstrip("s") for w in title.phrase.replace("-", " ").split()]
    last = words[-1]
    if title.office == "leader":
        return int(bool(entity.offices & _LEADING))
    if len(words) == 1 and last in ("minister", "president", "secretary", "director"):
        lower = {"vice", "deputy", "assistant", "under", "parliamentary"} & entity.titled
        if last == "secretary" and title.office not in entity.offices:
            return 0
        return 2 * int(not lower and last in entity.titled)
    if title.office in entity.offices:
        if last in entity.titled or not entity.titled:
            told = len(words) == 1 or last != "minister" or words[0] in entity.titled
            return 2 if told or _OTHER_WORDS & entity.titled & set(words) else 0
        return int(any(set(words) <= g and g & entity.titled for g in _ALIKE))
    return 2 * int(set(words) <= {w.rstrip("s") for w in entity.titled})


_OTHER_WORDS = frozenset(("foreign", "external", "defence", "defense", "prime"))
_ALIKE = (
    frozenset("prime minister premier chancellor taoiseach head of government".split()),
    frozenset("foreign minister secretary of state external affairs for top diplomat".split()),
    frozenset("emir amir king sultan monarch queen".split()),
)
"""Words for one office, of which a report may use one for the other."""
_LEADING = frozenset(
    ("head_of_state", "head_of_government", "group_leader", "leader", "supreme_leader")
)


def names_term(titles: tuple[Title, ...], term: Term) -> bool:
    """True where one of the titles names the office of a term."""
    held = set(term.title.lower().replace("-", " ").split())
    for title in titles:
        words = title.phrase.replace("-", " ").split()
        if title.states and term.state not in title.states and title.office == term.office:
            continue
        if title.office == term.office:
            if title.office not in ("head_of_state", "head_of_government"):
                return True
            if words[-1].rstrip("s") in held or words[0] in ("head", "heads"):
                return True
            continue
        if {w.rstrip("s") for w in words[-1:]} <= held and (
            len(words) == 1 and words[0].rstrip("s") in ("president", "minister", "secretary")
        ):
            if words[0].startswith("president") and "vice" in held:
                continue
            return True
        if title.office == "head_of_state" and words[-1] == "president" and "president" in held:
            return "vice" not in held
        if title.office == "leader" and term.office in (
            *SUMMIT,
            "group_leader",
            "opposition_leader",
        ):
            return True
    return False


def elsewhere(term: Term, found: Found) -> bool:
    """True of a term in another state than those a mention names."""
    return bool(found.states) and term.state not in found.states


def leading(known: Knowledge, state: str, day: str | None) -> list[str]:
    """Which office leads a state: its president unless one reigns only, as far as titles tell."""
    head = known.holder(state, "head_of_state", day)
    government = known.holder(state, "head_of_government", day)
    if government is None:
        return ["head_of_state"]
    reigns = head is not None and head.title in ("King", "Queen", "Emperor", "Governor-General")
    return ["head_of_government"] if reigns or head is None else ["head_of_state"]


def sector_of(titles: tuple[Title, ...], state: str | None) -> Sector:
    """The sector of an office: an organisation's officers are of sector IGO."""
    there = [t for t in titles if state in t.states] or [t for t in titles if not t.states]
    sector = Sector((there or list(titles))[-1].sector)
    if sector is Sector.GOV and state is not None and not (len(state) == 3 and state.isalpha()):
        return Sector.IGO
    if state in ("UNO", "EUU", "NATO", "IAEA", "WHO", "IMF", "WBG", "WTO") and sector is Sector.GOV:
        return Sector.IGO
    return sector


def gender_of(title: str | None) -> str | None:
    """What a title says of its holder's gender, None for most."""
    words = set((title or "").lower().split())
    if words & {"king", "sultan", "emir", "pope", "congressman", "spokesman", "prince"}:
        return "m"
    return "f" if words & {"queen", "congresswoman", "spokeswoman", "princess"} else None


def split(title: str) -> frozenset[str]:
    """The words of a title, in lower case."""
    return frozenset(title.lower().replace("-", " ").split())


def office_text(title: str) -> str:
    """An office as it is written in a record: small words small, others with a capital."""
    if title[:1].isupper() and title != title.upper():
        return title
    small = ("of", "for", "and", "the", "to", "on", "in", "at")
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in title.lower().split())


def tidy(name: str) -> str:
    """A person's name with capitals as usual."""
    if name.isupper() and len(name) > 4:
        return "-".join(part.title() for part in name.split("-"))
    return name


_ABROAD = frozenset(("foreign_minister", "head_of_government", "head_of_state"))
"""Offices that are taken first for whoever may hold several."""


def offices_of(entity: Entity, day: str | None) -> list[str]:
    """The offices that one may hold, first those that the tables give him on the day: "Secretary"
    is the title of several.
    """
    terms = entity.person.terms if entity.person is not None else ()
    held = [t.office for t in terms if t.state == entity.state and t.holds(day)]
    others = sorted(entity.offices, key=lambda o: (o not in _ABROAD, o))
    return [*(o for o in held if o in entity.offices), *others]
