"""Joins the atoms of a sentence into mentions: persons and offices first, then bodies, then names.

A body is [state] [words] body, or body of a state; what is left stands alone. The tree is asked
only which word of a mention governs the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import Sector
from dragoman.knowledge import Organisation, Outlet, Seat
from dragoman.language.sentence import Token
from dragoman.read.document import MentionKind
from dragoman.read.names.atoms import Atom, Kind, states_of
from dragoman.read.names.cursor import GEO, INNER
from dragoman.read.names.found import Found
from dragoman.read.names.persons import Persons

_GENERIC = frozenset(
    "officials official leaders leader members representatives sources diplomats".split()
)


_PLAIN = frozenset((Kind.WORD, Kind.OWNER))
_OWNING = GEO | {Kind.PEOPLE}
_SINGLE = {
    Kind.STATE: MentionKind.STATE,
    Kind.ADJECTIVE: MentionKind.DEMONYM,
    Kind.PEOPLE: MentionKind.DEMONYM,
    Kind.CAPITAL: MentionKind.METONYM,
    Kind.SEAT: MentionKind.METONYM,
    Kind.PLACE: MentionKind.PLACE,
    Kind.ORGANISATION: MentionKind.ORGANISATION,
    Kind.OUTLET: MentionKind.BODY,
}
_LAND = frozenset(("GPE", "LOC", "FAC"))
_INSIDE = frozenset("in at near around outside".split())
_BY = frozenset("am im an ob bei sur sous en lès upon on under de del di da do".split())
"""Words between a town's name and what it lies by or in."""
_TOWNS = frozenset("town city village district suburb province region port island".split())
_IN = frozenset("in at near off around outside inside of from".split())


class Assembler(Persons):
    """Reads one sentence's atoms from left to right."""

    def found(self) -> Iterator[Found]:
        """The mentions, in order; none lies in another."""
        p = 0
        while p < len(self.atoms):
            atom = self.atoms[p]
            if atom.kind in _PLAIN and not self._near_title(p) and not self._surname_alone(atom):
                p += 1  # most words begin nothing
                continue
            for read in (self.person, self._body, self._single):
                made, q = read(p)
                if q > p:
                    yield from made
                    p = q
                    break
            else:
                p += 1

    def _body(self, p: int) -> tuple[list[Found], int]:
        geo, q = None, p
        if self.atoms[p].kind in _OWNING and self.atoms[p].letters is None:
            geo, q = self.atoms[p], self._skip_owner(p + 1)
            if geo.kind is Kind.PLACE and q == p + 1:
                return [], p
        bodies: list[Atom] = []
        at = q
        while at < len(self.atoms):
            atom = self.atoms[at]
            if atom.body is not None and not (at > p and self._broken(atom.first)):
                bodies.append(atom)
                at += 1
            elif geo is not None and self._filler(atom, at, q):
                at += 1
            else:
                break
        while bodies and self._modifies(bodies[-1]):
            at = self.atoms.index(bodies.pop())
        if not bodies:
            return self._organ(p, q, geo)
        end = max(i for i in range(q, at) if self.atoms[i].body is not None) + 1
        if geo is None and self._is(end, "of"):
            there = end + 1 + self._is(end + 1, "the")
            if there < len(self.atoms) and self.atoms[there].kind in GEO - {Kind.PLACE}:
                geo, end = self.atoms[there], there + 1
        if geo is None and self._is(end, "and"):
            geo = self._shared(end + 1)
        found = self._make(p, end, MentionKind.BODY)
        found.plural = self._plural(bodies[-1])
        found.definite = self._definite(p)
        found.title = self._text(bodies[0].first, bodies[-1].last).lower()
        found.body = bodies[-1].body
        main = bodies[-1]
        if self._lower(main) in _GENERIC and len(bodies) > 1:
            main = bodies[0]
        assert main.body is not None
        found.sector = Sector(main.body.sector)
        if main.body.kind == "people":
            found.kind = MentionKind.BODY if geo is not None else MentionKind.GROUP
        self._place(found, geo)
        if geo is not None and geo.kind in (Kind.ORGANISATION, Kind.SEAT):
            found.sector = self._sector(geo) or found.sector
        return [found], end

    def _shared(self, q: int) -> Atom | None:
        """Whose two bodies are: "the government and people of Togo"."""
        q += self._is(q, "the")
        if q >= len(self.atoms) or self.atoms[q].body is None or not self._is(q + 1, "of"):
            return None
        there = q + 2 + self._is(q + 2, "the")
        return self.atoms[there] if self._kind_at(there) in GEO - {Kind.PLACE} else None

    def _filler(self, atom: Atom, at: int, q: int) -> bool:
        """True of a word that may stand between a state and its body."""
        if at - q > 3:
            return False
        if atom.kind is Kind.RUN:
            return not self._per(atom)
        if atom.kind is Kind.QUALIFIER:
            return True
        token = self.tokens[atom.first]
        if atom.kind is not Kind.WORD or self._broken(atom.first):
            return False
        return token.upos in INNER or (token.text == "-" and self._glued(atom.first))

    def _organ(self, p: int, q: int, geo: Atom | None) -> tuple[list[Found], int]:
        """ "Mexico's National Search Commission", "the Sudanese Doctors Network"."""
        if geo is None or q >= len(self.atoms) or geo.kind is Kind.CAPITAL:
            return [], p
        atom = self.atoms[q]
        if atom.kind is Kind.SEAT and self._anothers(geo, atom, owned=q > p + 1):
            found = self._make(p, q + 1, MentionKind.BODY)
            found.sector = self._sector(atom)
            self._place(found, geo)
            return [found], q + 1
        if self.tokens[atom.first].name.endswith("ORG") and q > p + 1:
            while self._goes_on(q + 1):
                q += 1
        if self.atoms[q].kind is not Kind.RUN or self._per(atom):
            return [], p
        if self.atoms[q].last - atom.first < 2:
            return [], p
        if not any(t.name.endswith("ORG") for t in self._of(atom)):
            return [], p
        found = self._make(p, q + 1, MentionKind.BODY)
        body = self.known.bodies.get(self.tokens[self.atoms[q].last - 1].lower)
        found.sector = Sector(body.sector) if body is not None else None
        self._place(found, geo)
        return [found], q + 1

    def _anothers(self, geo: Atom, seat: Atom, owned: bool) -> bool:
        """True of a state's body that is called as another's is: "Fiji's Justice Department"."""
        mine = states_of(geo)
        national = geo.kind is Kind.ADJECTIVE or (geo.kind is Kind.STATE and owned)
        return national and bool(mine) and not set(mine) & set(states_of(seat))

    def _goes_on(self, q: int) -> bool:
        """True of an atom that the encoder puts into the organisation before it."""
        return q < len(self.atoms) and all(t.name == "I-ORG" for t in self._of(self.atoms[q]))

    def _single(self, p: int) -> tuple[list[Found], int]:
        atom = self.atoms[p]
        kind = _SINGLE.get(atom.kind)
        if kind is None:
            return self._unheard_of(p)
        end = p + 1
        if kind in (MentionKind.PLACE, MentionKind.METONYM) and self._region(end):
            # "Homs Governorate" is a place, be Homs a town or a capital.
            kind, end = MentionKind.PLACE, end + 1
        found = self._make(p, end, kind)
        self._place(found, atom)
        found.letters = atom.letters
        found.sector = self._sector(atom)
        if atom.kind is Kind.PEOPLE:
            found.plural = True
        if kind is MentionKind.ORGANISATION:
            found.named = True
            if found.sector is not Sector.IGO:
                found.kind = MentionKind.GROUP
        return [found], end

    def _unheard_of(self, p: int) -> tuple[list[Found], int]:
        """A town or district that no table has, with its state behind commas: "Ermont, France"."""
        atom = self.atoms[p]
        joined = p > 0 and self.atoms[p - 1].kind in (Kind.PLACE, Kind.CAPITAL)
        if (
            atom.kind is not Kind.RUN
            or self._per(atom)
            or (joined and not self._broken(atom.first))
        ):
            return [], p
        labels = {t.name.rpartition("-")[2] for t in self._of(atom)}
        before = self.tokens[atom.first - 1] if atom.first else None
        if not labels & _LAND and (before is None or before.lower not in _IN):
            return [], p
        at = p + 1
        if self._lower_at(at) in _BY and self._kind_at(at + 1) is Kind.RUN:
            at += 2  # "Weil am Rhein, Germany"
        for _ in range(3):
            if not self._is(at, ",") or at + 1 >= len(self.atoms):
                break
            there = self.atoms[at + 1]
            if there.kind is Kind.STATE and there.letters is None:
                found = self._make(p, p + 1, MentionKind.PLACE)
                self._place(found, there)
                return [found], p + 1
            if there.kind not in (Kind.RUN, Kind.PLACE):
                break
            at += 2
            if self._kind_at(at) is Kind.RUN:
                at += 1  # ", Sumy | Oblast, Ukraine"
        if labels <= _LAND and before is not None and self._lies(before):
            # Of no state that is told: a reading may know the one that the sentence is about.
            return [self._make(p, p + 1, MentionKind.PLACE)], p + 1
        return [], p

    def _lies(self, before: Token) -> bool:
        """True after "in", "near", and after "the towns of"."""
        if before.lower in _INSIDE:
            return True
        noun = self.tokens[before.index - 1] if before.index else before
        return before.lower == "of" and noun.lemma.lower() in _TOWNS

    def _sector(self, atom: Atom) -> Sector | None:
        thing = atom.named[0].thing
        if isinstance(thing, Seat | Organisation):
            return Sector(thing.sector)
        if isinstance(thing, Outlet):
            return Sector.GOV if thing.official else Sector.MED
        if atom.kind is Kind.PEOPLE:
            return Sector.CVL
        return None if atom.kind is Kind.PLACE else Sector.GOV
