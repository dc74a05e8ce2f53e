"""Persons and offices: [former] [state] [words] title [of what] [style] name [of state] [, title].

The same without a name is an office. A title's complement may be long ("for Economic Growth, Energy
and the Environment"); the name after it is where the encoder or the tables see a person.
"""

from __future__ import annotations

from dragoman.knowledge import Title
from dragoman.knowledge.spelling import plain_name
from dragoman.language.sentence import Token
from dragoman.read.dayname import MONTHS, WEEKDAYS
from dragoman.read.document import MentionKind
from dragoman.read.names.atoms import FORMER, Atom, Kind, states_of
from dragoman.read.names.cursor import BEFORE_TITLE, CLOSERS, GEO, INNER, TOPIC, Cursor
from dragoman.read.names.found import Found

_BEFORE = GEO | {Kind.OUTLET}
_OF = frozenset("of for to at on in".split())
_ALONE = frozenset(
    (
        *("secretary", "president", "vice president", "deputy secretary", "under secretary"),
        *("king", "first lady", "chancellor", "national security advisor", "secretary of state"),
    )
)
_THEN = frozenset("during under until from between".split())
_DAYS = WEEKDAYS | MONTHS | {"today", "yesterday", "tomorrow"}


class Persons(Cursor):
    """Reads persons and offices at an atom."""

    def person(self, p: int) -> tuple[list[Found], int]:
        """The persons or the office at atom `p`, and the atom after; nothing and `p` for none."""
        q, former = p, False
        geo: Atom | None = None
        while q < len(self.atoms):
            atom = self.atoms[q]
            if atom.kind is Kind.QUALIFIER:
                former = former or self._lower(atom) in FORMER
                q += 1
            elif geo is None and atom.kind in _BEFORE and atom.letters is None:
                after = self._skip_owner(self._skip_short(q + 1))
                if atom.kind is Kind.CAPITAL and after == q + 1 and not self._region(after):
                    break  # "in Washington, D.C. Secretary Blinken said"
                owned = atom.kind is Kind.STATE and after > q + 1 and self._in_full(after)
                titled = owned or self._title(after, free=True) is not None
                if not titled and not self._described(after):
                    break
                geo, q = atom, after
            else:
                break
        title = self._title(q, free=geo is not None)
        if title is None:
            name = self._name(q) or (self._described_name(q) if geo is not None else None)
            if name is None:
                return [], p
            made, r = self._named(p, q, geo, former, (), None, name)
            if geo is not None and name[0] > q and self._plural(self.atoms[name[0] - 1]):
                made, r = self._more(made, r, (), None)  # "the Chadian writers A and B"
                for found in made[1:]:
                    self._place(found, geo)
            return made, r
        first, at, after = title
        titles = [a for a in self.atoms[at:after] if a.title]
        return self._titled(p, q, geo, former, titles, first, after)

    def _titled(
        self,
        p: int,
        q: int,
        geo: Atom | None,
        former: bool,
        titles: list[Atom],
        first: int,
        after: int,
    ) -> tuple[list[Found], int]:
        """What follows a title that begins at atom `first` and ends before `after`."""
        whole = tuple(t for a in titles for t in a.title)
        name = self._name(after)
        end, others = after, list[Atom]()
        if name is None and after < len(self.atoms) and self._lower(self.atoms[after]) in _OF:
            end, others, name = self._complement(after, geo is not None)
            if geo is None and others:
                geo = others[0]
        if name is None and self._is(end, ",") and not self._plural(titles[-1]):
            # "The adviser on trade, A. B.,", "Chad's foreign minister, A. B.,".
            comma = self._name(end + 1)
            apposed = end > after or (geo is not None and comma and self._may_be_of(comma, geo))
            if (
                comma is not None
                and apposed
                and (
                    comma[1] >= len(self.atoms)
                    or self._lower_at(comma[1]) in (",", ".", ";", ")", "'s")
                )
            ):
                name = comma
        until = self._placeless(first, name[2]) if name is not None else end
        title_text = self._span_text(first, until)
        if name is not None:
            made, r = self._named(p, q, geo, former, whole, title_text, name)
            if made and self._plural(titles[-1]):
                made, r = self._more(made, r, whole, title_text)
            return made, r
        if self._modifies(titles[-1]) and end == after:
            return [], p
        found = self._make(p, end, MentionKind.OFFICE)
        found.title, found.titles, found.former = title_text, whole, former
        found.plural = self._plural(titles[-1])
        found.definite = self._definite(p)
        self._place(found, geo)
        if not found.states and (own := self._org_of(whole)):
            found.states, found.geo = own, True
        if others:
            found.states = found.states[:1]
        found.states += [s for a in others[1:] for s in states_of(a)[:1] if s not in found.states]
        return [found], end

    def _named(
        self,
        p: int,
        q: int,
        geo: Atom | None,
        former: bool,
        titles: tuple[Title, ...],
        title: str | None,
        name: tuple[int, int, int],
    ) -> tuple[list[Found], int]:
        first, after, styled = name
        end = self._junior(after)
        found = self._make(p, end, MentionKind.PERSON)
        found.name = self._text(self.atoms[first].first, self.atoms[after - 1].last)
        self.named.update(plain_name(found.name).split())
        found.people = self.atoms[first].people if after == first + 1 else ()
        found.gender = self._styled(styled, first)
        if geo is None and (titles or self._in_full(first)) and self._is(end, "of"):
            at = end + 1 + self._is(end + 1, "the")
            if at < len(self.atoms) and self.atoms[at].kind in (Kind.STATE, Kind.ORGANISATION):
                geo, end = self.atoms[at], at + 1
        if geo is None and titles and self._is(end, ",") and end + 1 < len(self.atoms):
            there = self.atoms[end + 1]
            closed = end + 2 >= len(self.atoms) or self._broken(self.atoms[end + 2].first)
            if there.kind in (Kind.STATE, Kind.ORGANISATION) and closed:
                found.states, found.geo = list(states_of(there)), True
        apposed = self._apposed(end)
        if apposed is not None:
            inner, end, text = apposed
            titles = titles or inner.titles
            title = title or text
            former = former or inner.former
            if geo is None and inner.states and not found.states:
                found.states, found.geo = inner.states, True
        found.last = self.atoms[end - 1].last
        found.titles, found.title, found.former = titles, title, former
        if not found.states:
            self._place(found, geo)
        if not found.states and (own := self._org_of(titles)):
            found.states, found.geo = own, True
        self._settle(found)
        return [found], end

    def _may_be_of(self, name: tuple[int, int, int], geo: Atom) -> bool:
        """False of somebody whom the tables know in offices of other states only."""
        people = self.known.people(
            self._text(self.atoms[name[0]].first, self.atoms[name[1] - 1].last)
        )
        held = {t.state for p in people for t in p.terms}
        return not held or bool(held & set(states_of(geo)))

    def _more(
        self, made: list[Found], r: int, titles: tuple[Title, ...], title: str | None
    ) -> tuple[list[Found], int]:
        """The further names of "Presidents Xi and Putin"."""
        while r < len(self.atoms) and self._lower(self.atoms[r]) in ("and", ","):
            name = self._name(r + 1)
            if name is None:
                break
            more, r = self._named(r + 1, r + 1, None, False, titles, title, name)
            made += more
        return made, r

    def _apposed(self, q: int) -> tuple[Found, int, str] | None:
        """ ", the Prime Minister of Japan,": a title without a name after a comma."""
        if not self._is(q, ","):
            return None
        at = q + 1
        if at < len(self.atoms) and self._lower(self.atoms[at]) in ("the", "a", "an", "his", "her"):
            at += 1
        made, r = self.person(at) if at < len(self.atoms) else ([], at)
        if not made or made[0].kind is not MentionKind.OFFICE or made[0].plural:
            return None
        after = self._lower_at(r)
        if after in ("to", "for", "in", "at"):
            r, after = self._sent_to(made[0], r)
        title, until = made[0].title or "", r
        if made[0].states and (after in ("of", "for") or self._is_ministry(r)):
            r, after = self._remit(r)
        made[0].former = made[0].former or after in _THEN
        closed = r >= len(self.atoms) or after in CLOSERS or after in _THEN
        last = self.atoms[r - 1].last - 1
        broken = r < len(self.atoms) and self.atoms[r].first and self._far(self.atoms[r].first)
        if not closed and not broken:
            return None
        if made[0].geo:  # "the Omani minister" is a minister
            rest = self._span_text(until, r) if r > until else ""
            state = self._span_text(self._placeless(at, r), r) if r == until else ""
            return made[0], r, f"{title.removesuffix(state)} {rest}".strip()
        return made[0], r, self._text(self.atoms[at].first, last + 1)

    def _title(self, q: int, free: bool) -> tuple[int, int, int] | None:
        """(first atom, atom of the title, atom after) of a title at `q`.

        With `free`, up to four words may stand before it ("sports minister", "Treasury secretary").
        """
        if not self._near_title(q):
            return None
        at = q
        while at < len(self.atoms) and at - q <= BEFORE_TITLE:
            atom = self.atoms[at]
            if at > q and self._broken(atom.first):
                return None
            if atom.kind is Kind.TITLE:
                after = at + 1
                while (
                    after < len(self.atoms)
                    and self.atoms[after].kind is Kind.TITLE
                    and not self._broken(self.atoms[after].first)
                ):
                    after += 1
                while (
                    self._is(after, "and")
                    and not self._apart(self.atoms[after - 1], after + 1)
                    and (more := self._title(after + 1, free=False)) is not None
                    and more[0] == after + 1
                ):
                    after = more[2]
                return q, at, after
            if not self._inside(atom, free or at == q) and not (free and self._couples(at)):
                return None
            at += 1
        return None

    def _apart(self, title: Atom, q: int) -> bool:
        """True where "and" joins two persons, not titles of one: "the Secretary and Minister X".

        A prime minister may be a minister of something else as well.
        """
        phrase = self._lower(title)
        if phrase in _ALONE:
            return True
        return phrase == "prime minister" and not (
            q < len(self.atoms) and "minister" in self._lower(self.atoms[q])
        )

    def _inside(self, atom: Atom, free: bool) -> bool:
        """True of what may stand between a state and a title."""
        if atom.kind is Kind.RUN:
            return not any(t.name.endswith("PER") for t in self._of(atom))
        if atom.kind in (Kind.BODY, Kind.QUALIFIER, Kind.SEAT, Kind.ORGANISATION):
            return free or atom.kind is Kind.QUALIFIER
        if atom.kind is Kind.WORD:
            token = self.tokens[atom.first]
            if token.lower in _DAYS or token.name.endswith("TIME"):
                return False
            if token.text[:1].isupper() and token.upos == "PROPN":
                return not self._broken(atom.first)
            hyphen = token.text == "-" and self._glued(atom.first)
            return free and not self._broken(atom.first) and (token.upos in INNER or hyphen)
        return False

    def _complement(
        self, q: int, placed: bool
    ) -> tuple[int, list[Atom], tuple[int, int, int] | None]:
        """What follows "of", "for", "to" after a title: (end, states named, a name at its end)."""
        to = self._lower(self.atoms[q]) in ("to", "at", "in", "on")
        geos: list[Atom] = []
        end, at, simple, nested = q, q + 1, True, False
        while at < len(self.atoms) and at - q < 18:
            atom = self.atoms[at]
            name = self._name(at) if at > q + 1 or atom.kind is not Kind.RUN else None
            if name is not None and (atom.kind is Kind.PERSON or self._per(self.atoms[name[0]])):
                nested = self._kind_at(at - 1) is Kind.TITLE and not self._is(at - 2, "and")
                if nested or (self._is(at - 1, "and") and self._is(at - 2, ",")):
                    return q, [], None  # "adviser of Chancellor X", "adviser for trade, and X"
                return at, geos, name
            if atom.kind in GEO:
                if simple and not (to or (placed and geos)):
                    geos.append(atom)
                at += 1
                if self._kind_at(at) is Kind.OWNER and not self._is(q, "of"):
                    return q, [], None  # "thanked the minister for Norway's help"
                end = at if simple else end
                if self._lower_at(at) not in ("and", ","):
                    simple = simple and self._lower_at(at) in ("of",)
                continue
            if atom.kind is Kind.TITLE:
                nested = True
            if atom.kind in (Kind.TITLE, Kind.BODY, Kind.RUN, Kind.STYLE):
                simple = simple and atom.kind is Kind.BODY
                at += 1
                continue
            token = self.tokens[atom.first]
            if token.upos not in TOPIC and token.text not in (",", "-", "&"):
                break
            if token.upos == "ADP" and token.lower not in _OF:
                break
            at += 1
        if end == q or nested or to:
            return q, [], None
        if len(geos) > 2:
            return q, [], None  # a longer list acts state by state
        return end, geos, None

    def _name(self, q: int) -> tuple[int, int, int] | None:
        """(first atom, atom after, atom of the first style) of a person's name at `q`."""
        at = q
        while at < len(self.atoms) and self.atoms[at].kind is Kind.STYLE:
            at += 1
        if at >= len(self.atoms):
            return None
        atom = self.atoms[at]
        if atom.kind is Kind.PERSON:
            return at, at + 1, q
        if atom.kind in (Kind.PLACE, Kind.CAPITAL, Kind.STATE, Kind.OUTLET):
            # "Israel Katz", "Santiago Peña": a place that begins a person's name.
            after = self.atoms[at + 1] if at + 1 < len(self.atoms) else None
            if (
                after is not None
                and after.kind is Kind.RUN
                and self._per(atom)
                and self._per(after)
            ):
                return at, at + 2, q
            return None
        if atom.kind is Kind.WORD and self._surname_alone(atom):
            return at, at + 1, q
        if atom.kind is not Kind.RUN or self.tokens[atom.last - 1].lower in self.known.bodies:
            return None
        if at > q or self._titled_before(q):
            return at, at + 1, q
        if self._impersonal(atom):
            return None
        words = [t for t in self._of(atom) if t.text[:1].isupper() and len(t.text) > 1]
        if len(words) == 1 and not self._modifying(atom):
            known = plain_name(words[0].text) in self.named
            if known or (self._per(atom) and self._bears(words)):
                return at, at + 1, q
            return None
        if self._per(atom) and len(words) > 1:
            return at, at + 1, q
        if len(words) in (2, 3) and not self._org(atom) and self._apposed(at + 1) is not None:
            return at, at + 1, q
        return None

    def _in_full(self, q: int) -> bool:
        """True of a given name with a family's: "Togo's Afi Mensah", "Afi Mensah of Togo"."""
        atom = self.atoms[q] if q < len(self.atoms) else None
        if atom is None or atom.kind not in (Kind.RUN, Kind.PERSON) or not self._per(atom):
            return False
        return atom.last - atom.first > 1 and self._name(q) is not None

    def _surname_alone(self, atom: Atom) -> bool:
        """True of a surname that the report has told and the parser took for a common noun."""
        token = self.tokens[atom.first]
        if not token.text[:1].isupper() or token.upos != "NOUN" or len(token.text) < 4:
            return False
        told = plain_name(token.text) in self.named
        return told and token.universal in ("nsubj", "nmod", "obj", "obl", "appos", "conj")

    def _bears(self, words: list[Token]) -> bool:
        """True of one word that is a surname of somebody named in the report or in office."""
        word = plain_name(words[0].text) if words else ""
        return (
            word in self.named or bool(self.known.surnamed(word)) or bool(self.known.people(word))
        )

    def _described(self, q: int) -> bool:
        """Words and then a person ("tennis star Maria Sharapova")."""
        return self._described_name(q) is not None

    def _described_name(self, q: int) -> tuple[int, int, int] | None:
        at = q
        while at < len(self.atoms) and at - q <= 3:
            atom = self.atoms[at]
            if atom.kind is Kind.STYLE and at > q:
                return self._name(at)
            if atom.kind in (Kind.PERSON, Kind.RUN) and at > q:
                return (at, at + 1, at) if atom.kind is Kind.PERSON or self._per(atom) else None
            if atom.kind not in (Kind.WORD, Kind.BODY, Kind.QUALIFIER) or not all(
                t.upos in ("NOUN", "ADJ") for t in self._of(atom)
            ):
                return None
            at += 1
        return None
