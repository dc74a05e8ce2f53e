"""A sentence's atoms under a cursor, with the small questions that patterns ask of them."""

from __future__ import annotations

from bisect import bisect_left

from dragoman.knowledge import Knowledge, Title
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import MentionKind
from dragoman.read.names.atoms import Atom, Kind, states_of
from dragoman.read.names.found import Found
from dragoman.read.names.remits import whole

GEO = frozenset(
    (Kind.STATE, Kind.ADJECTIVE, Kind.CAPITAL, Kind.SEAT, Kind.PLACE, Kind.ORGANISATION)
)
INNER = frozenset(("NOUN", "ADJ", "PROPN", "NUM"))
CLOSERS = frozenset((",", ".", ";", ")", "who"))
TOPIC = frozenset(("NOUN", "ADJ", "PROPN", "CCONJ", "DET", "ADP", "NUM", "PART", "SYM"))
_NATIONAL = frozenset((Kind.STATE, Kind.ADJECTIVE))
_REGIONS = frozenset(
    "oblast governorate province department prefecture voivodeship district county region krai "
    "parish municipality canton regency state".split()
)
BEFORE_TITLE = 4
"""Atoms that may stand between a state and a title: "sports minister", "Treasury secretary"."""
_PUBLIC = frozenset(("GOV", "JUD", "LEG", "MIL", "COP"))
_COLLECTING = frozenset("authorities government".split())


class Cursor:
    """The atoms of one sentence.

    `named` collects the words of full names, so that a surname alone is known for one later.
    """

    def __init__(
        self, sentence: Sentence, atoms: list[Atom], known: Knowledge, named: set[str]
    ) -> None:
        self.named = named
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.atoms = whole(atoms, sentence.tokens, known)
        self.known = known
        self.titles = [p for p, atom in enumerate(self.atoms) if atom.kind is Kind.TITLE]

    def _make(self, p: int, q: int, kind: MentionKind) -> Found:
        first, last = self.atoms[p].first, self.atoms[q - 1].last
        return Found(self.sentence.index, first, last, first, kind)

    def _place(self, found: Found, geo: Atom | None) -> None:
        if geo is not None:
            found.states = list(states_of(geo))
            found.geo = True

    def _near_title(self, p: int) -> bool:
        """True where one of the atoms that a title may begin with is a title: `p` and four more."""
        at = bisect_left(self.titles, p)
        return at < len(self.titles) and self.titles[at] - p <= BEFORE_TITLE

    def _skip_owner(self, q: int) -> int:
        return q + (q < len(self.atoms) and self.atoms[q].kind is Kind.OWNER)

    def _skip_short(self, q: int) -> int:
        """Past the short form of a name: "the International Criminal Court (ICC) president"."""
        if self._is(q, "(") and self._is(q + 2, ")") and self._kind_at(q + 1) is Kind.ORGANISATION:
            return q + 3
        return q

    def _region(self, q: int) -> bool:
        """True of a word that makes a town's name its region's: "Oblast", "Governorate"."""
        if q >= len(self.atoms) or self._broken(self.atoms[q].first):
            return False
        token = self.tokens[self.atoms[q].first]
        return token.text[:1].isupper() and self._lower(self.atoms[q]) in _REGIONS

    def _couples(self, q: int) -> bool:
        """True of "and" inside what an office is for: "infrastructure and transport minister"."""
        if not self._is(q, "and") or q == 0 or q + 1 >= len(self.atoms):
            return False
        before, after = self.atoms[q - 1], self.atoms[q + 1]
        longer = after.kind is Kind.TITLE and after.last - after.first > 1
        return self._matter(before) and (longer or self._matter(after))

    def _matter(self, atom: Atom) -> bool:
        """True of what a minister may be for: a noun in the singular."""
        token = self.tokens[atom.first]
        single = token.features.get("Number") != "Plur"
        return atom.kind is Kind.WORD and token.upos in ("NOUN", "PROPN") and single

    def _impersonal(self, atom: Atom) -> bool:
        """True of a ship, firm, body or battle that looks like a person's name."""
        known, tokens = self.known.impersonal, self._of(atom)
        if len(tokens) < 2 or "" in {known.get(t.lower) for t in tokens}:
            return len(tokens) > 1
        first, last = tokens[0].lower, tokens[-1].lower
        return known.get(first) == "first" or known.get(last) == "last"

    def _modifying(self, atom: Atom) -> bool:
        """True of a name that merely stands before a noun ("the Obama portrait")."""
        token = self.tokens[atom.last - 1]
        return atom.last - atom.first == 1 and token.universal == "amod"

    def _titled_before(self, q: int) -> bool:
        return q > 0 and self.atoms[q - 1].kind is Kind.TITLE and not self._org(self.atoms[q])

    def _plural(self, atom: Atom) -> bool:
        token = self.tokens[atom.last - 1]
        return token.features.get("Number") == "Plur" or token.lower in _COLLECTING

    def _definite(self, p: int) -> bool:
        i = self.atoms[p].first
        if self.tokens[i].lower in ("the", "this", "that"):
            return True
        while (
            i > 1
            and self.tokens[i - 1].upos in ("ADJ", "NOUN")
            and self.tokens[i - 1].text.islower()
        ):
            i -= 1
        return i > 0 and self.tokens[i - 1].lower in ("the", "this", "that")

    def _is(self, q: int, word: str) -> bool:
        return self._lower_at(q) == word

    def _lower_at(self, q: int) -> str:
        return self._lower(self.atoms[q]) if q < len(self.atoms) else ""

    def _kind_at(self, q: int) -> Kind | None:
        return self.atoms[q].kind if q < len(self.atoms) else None

    def _lower(self, atom: Atom) -> str:
        if atom.last - atom.first == 1:
            return self.tokens[atom.first].lower
        return " ".join(t.lower for t in self._of(atom))

    def _of(self, atom: Atom) -> tuple[Token, ...]:
        return self.tokens[atom.first : atom.last]

    def _text(self, first: int, last: int) -> str:
        parts = []
        for i in range(first, last):
            gap = i > first and self.tokens[i].start > self.tokens[i - 1].end
            parts.append((" " if gap else "") + self.tokens[i].text)
        return "".join(parts)

    def _span_text(self, first: int, after: int) -> str:
        if after <= first:
            return ""
        return self._text(self.atoms[first].first, self.atoms[after - 1].last)

    def _far(self, i: int) -> bool:
        return self.tokens[i].start - self.tokens[i - 1].end > 1

    def _broken(self, i: int) -> bool:
        """True at the beginning of a line or item of a list."""
        return i > 0 and self._far(i)

    def _glued(self, i: int) -> bool:
        return i > 0 and self.tokens[i].start == self.tokens[i - 1].end

    def _per(self, atom: Atom) -> bool:
        labels = [t.name for t in self._of(atom)]
        return 2 * sum(n.endswith("PER") for n in labels) >= len(labels)

    def _org(self, atom: Atom) -> bool:
        return all(t.name.endswith(("ORG", "EVENT", "GPE", "LOC")) for t in self._of(atom))

    def _modifies(self, atom: Atom) -> bool:
        """True of "military" in "military cooperation"."""
        token = self.tokens[atom.last - 1]
        if token.upos == "ADJ" and token.universal == "amod":
            return True
        # Nothing modifies a verb that says something: "the military | states that …".
        above = self.tokens[token.head].features if token.head >= atom.last else {}
        if token.upos == "NOUN" and above.get("VerbForm") == "Fin":
            return False
        return token.universal in ("amod", "compound") and token.head >= atom.last

    def _sent_to(self, office: Found, r: int) -> tuple[int, str]:
        """Where ", United Nations envoy to Libya," ends, and the word after; `r` if it does not.

        An adviser "to the President of the European Council" is of that council.
        """
        for i in range(r + 1, min(r + 6, len(self.atoms))):
            atom = self.atoms[i]
            if self._lower(atom) in CLOSERS:
                return i, self._lower(atom)
            if atom.kind is Kind.TITLE and not office.states:
                office.states = self._org_of(atom.title)
            elif atom.kind in _NATIONAL and not office.states and self._is_ministry(i + 1):
                office.states, office.geo = list(states_of(atom))[:1], True
            elif atom.kind not in GEO and self.tokens[atom.first].upos not in TOPIC:
                break
        return r, self._lower_at(r)

    def _is_ministry(self, q: int) -> bool:
        """True of a body of a state's government, whose people are the state's: "for the Fijian
        Ministry of Health", "at the Fijian embassy", "in the Fijian attorney general's office".
        """
        q = self._skip_owner(q)
        if self._kind_at(q) is Kind.TITLE and self._kind_at(q + 1) is Kind.OWNER:
            return self._is(q + 2, "office")
        body = self.atoms[q].body if q < len(self.atoms) else None
        return body is not None and body.kind == "body" and body.sector in _PUBLIC

    def _remit(self, r: int) -> tuple[int, str]:
        """Where what an office is for ends, and the word after: ", the Omani minister of the sea,";
        `r` if no comma follows.
        """
        for i in range(r + 1, min(r + 8, len(self.atoms))):
            atom = self.atoms[i]
            if self._lower(atom) in CLOSERS:
                return i, self._lower(atom)
            named = atom.kind in GEO or atom.kind in (Kind.TITLE, Kind.PERSON)
            if named or self.tokens[atom.first].upos not in TOPIC:
                break
        return r, self._lower_at(r)

    def _placeless(self, first: int, until: int) -> int:
        """Where an office ends, its state and a comma left off: "president | of Benin,"."""
        until -= self._is(until - 1, ",")
        of = until - 2 - self._is(until - 2, "the")
        placed = of > first and self.atoms[until - 1].kind is Kind.STATE and self._is(of, "of")
        return of if placed else until

    def _org_of(self, titles: tuple[Title, ...]) -> list[str]:
        """The organisation that a title is of by its own words, none of most."""
        alike = {t.states for t in titles if t.phrase == titles[-1].phrase}
        states = alike.pop() if len(alike) == 1 else ()
        own = len(states) == 1 and states[0] not in self.known.states
        return list(states) if own else []

    def _junior(self, q: int) -> int:
        at = q + self._is(q, ",")
        return at + 1 if self._lower_at(at) in ("jr.", "jr", "sr.", "iii", "ii") else q

    def _styled(self, first: int, last: int) -> str | None:
        words = {self._lower(a).rstrip(".") for a in self.atoms[first:last]}
        if words & {"mr", "sir", "lord", "prince", "king", "father", "his"}:
            return "m"
        return "f" if words & {"mrs", "ms", "dame", "lady", "princess", "queen", "madam"} else None

    def _settle(self, found: Found) -> None:
        """Of a demonym of several states, the one whose holder bears the name."""
        if len(found.states) > 1 and found.people:
            held = {t.state for p in found.people for t in p.terms}
            found.states = [s for s in found.states if s in held] or found.states
