"""What has been mentioned so far, in order, and who of it a later word may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import Sector
from dragoman.language.sentence import Sentence
from dragoman.read.document import MentionKind
from dragoman.read.names.found import Entity, Found

SUBJECT = frozenset(("nsubj", "csubj"))
_NEAR = 8
_COUNTRIES = (MentionKind.STATE, MentionKind.METONYM, MentionKind.BODY, MentionKind.DEMONYM)
_GROUPS = (MentionKind.ORGANISATION, MentionKind.GROUP)
_NOUNS = frozenset(("NOUN", "PROPN"))
_FIRST_PERSON = frozenset(("we", "us", "our", "ours", "ourselves"))
_PEOPLE = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN)


class History:
    """Mentions by sentence, with how much each state is in the report."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        self.rows: list[list[Found]] = [[] for _ in sentences]
        self.weight: Counter[str] = Counter()
        self.titled: list[str] = []

    def add(self, found: Found) -> None:
        """Takes a resolved mention in."""
        self.rows[found.sentence].append(found)
        lead = 2 if found.sentence < 2 else 0
        person = 2 if found.entity is not None else 0
        for state in states(found)[:2]:
            self.weight[state] += 1 + lead + person

    def note(self, found: Found) -> None:
        """Takes in that a title of the report names somebody."""
        for state in states(found)[:2]:
            self.weight[state] += 3
            if state not in self.titled:
                self.titled.append(state)

    def relation(self, found: Found) -> str:
        """The relation of a mention's head, that of the first of a list for those joined to it."""
        sentence = self.sentences[found.sentence]
        token = sentence.tokens[found.head]
        while token.universal in ("conj", "appos", "flat") and token.head >= 0:
            token = sentence.tokens[token.head]
        return token.universal

    def subject(self, found: Found) -> bool:
        """True of the subject of a clause, or of one joined to it."""
        return self.relation(found) in SUBJECT

    # One person.

    def he(self, sentence: int, i: int, gender: str, word: str) -> Entity | None:
        """The person that "he" or "she" at word `i` means."""
        fits = [
            (self._closeness(f, sentence, i, word), n, f.entity)
            for n, f in enumerate(self._back(sentence, i, 4))
            if f.entity is not None
            and f.entity.gender in (None, gender)
            and f.kind in _PEOPLE
            and not f.plural
        ]
        if not fits:
            return None
        best = max(fits, key=lambda f: (f[0], f[1]))[2]
        if best is not None and best.gender is None:
            best.gender = gender
        return best

    def _closeness(self, found: Found, sentence: int, i: int, word: str) -> float:
        away = sentence - found.sentence
        score = -10.0 * away + (5 if self.subject(found) else 0)
        if found.kind is MentionKind.PRONOUN:
            score += 1
        if away == 0:
            score += self._clause(found, i, word)
        return score

    def _clause(self, found: Found, i: int, word: str) -> float:
        """Within a sentence: an object is not its own subject, thanks are for what is another's."""
        tree = self.sentences[found.sentence]
        token = tree.tokens[i]
        verb = next((t for t in tree.ancestors(i) if t.upos == "VERB"), None)
        over = next((t for t in tree.ancestors(found.head) if t.upos == "VERB"), None)
        same = verb is not None and over is not None and verb.index == over.index
        if word in ("him", "her") and token.universal in ("obj", "obl", "iobj"):
            below = verb is not None and verb.universal in ("xcomp", "advcl", "conj")
            if self.subject(found) and (same or below):
                return -8
        if (
            verb is not None
            and verb.universal == "xcomp"
            and found.head in _objects(tree, verb.head)
        ):
            return 8  # "persuaded X to step down at the end of his term"
        if word in ("his", "her", "their") and token.universal == "nmod":
            lemma = verb.lemma if verb is not None else ""
            if lemma in _FOR_ANOTHER and same:
                return 8 if tree.tokens[found.head].universal in ("obj", "iobj") else 0
        if word in ("his", "her") and tree.tokens[i - 1].upos == "CCONJ" and found.last == i - 1:
            return 12  # "backed Suarez or his rival"
        if found.kind is MentionKind.PRONOUN and same:
            return 4
        return 0

    def _back(self, sentence: int, i: int, far: int) -> list[Found]:
        """Mentions before a word, from `far` sentences back on, in order."""
        found: list[Found] = []
        for n in range(max(0, sentence - far), sentence + 1):
            found += [f for f in self.rows[n] if n < sentence or f.first < i]
        return found

    # A state or body.

    def it(self, sentence: int, i: int) -> Found | None:
        """The state or body that "it" means: the nearest subject, else the nearest."""
        for back in (0, 1):
            row = [
                f
                for f in (self.rows[sentence - back] if sentence >= back else [])
                if (back or f.first < i) and f.entity is None and f.states and not f.plural
            ]
            row = [f for f in row if f.kind is not MentionKind.PLACE and not f.modifier]
            subjects = [f for f in row if self.subject(f)]
            if subjects:
                return subjects[-1] if back == 0 else subjects[0]
            if row and back == 0:
                return row[-1]
        return None

    def described(self, sentence: int, i: int, country: bool) -> Found | None:
        """What "the country" or "the group" means: the nearest such subject, else the nearest."""
        kinds = _COUNTRIES if country else _GROUPS
        for n in range(sentence, max(-1, sentence - 3), -1):
            row = [f for f in self.rows[n] if (n < sentence or f.first < i) and f.kind in kinds]
            row = [f for f in row if states(f) or not country]
            led = [f for f in row if self.subject(f)]
            if led or row:
                return (led or row)[-1]
        return None

    def around(self, sentence: int, i: int, nearest: bool = False) -> str | None:
        """The state that a bare title or body belongs to: one of this sentence, the first or the
        nearest, else the first of the sentence before.
        """
        before = self._states(f for f in self.rows[sentence] if f.first < i)
        if before:
            return before[-1] if nearest else before[0]
        for n in range(sentence - 1, max(-1, sentence - 4), -1):
            led = self._states(f for f in self.rows[n] if self.subject(f))
            here = led or self._states(self.rows[n])
            if here:
                return here[0]
        return None

    def _states(self, founds: object) -> list[str]:
        kept: list[str] = []
        for found in founds:  # type: ignore[attr-defined]
            if found.kind is MentionKind.ORGANISATION:
                continue
            kept += [s for s in states(found) if s not in kept]
        return kept

    # Several.

    def they(self, sentence: int, i: int) -> list[Found]:
        """Whom "they" means: a plural or joined subject, else both sides of the contact before."""
        helped = self._helped(sentence, i)
        if helped is not None:
            return [helped]
        for n in range(sentence, max(-1, sentence - 3), -1):
            row = [f for f in self.rows[n] if (n < sentence or f.first < i) and known(f)]
            row = [f for f in row if not f.modifier and f.kind is not MentionKind.PLACE]
            row = [f for f in row if f.text.lower() not in _FIRST_PERSON]
            led = [f for f in row if self.subject(f)]
            for lead in led if n < sentence else reversed(led):
                group = _joined(self.sentences[n], lead, led)
                if len(group) > 1:
                    return group
                if lead.plural or len(lead.actors) > 1 or self._joint(lead):
                    return [lead]
            named = self._named_together(n, i) if n == sentence else None
            if named is not None:
                return [named]
            people = _distinct([f for f in row if f.entity is not None])
            if len(people) > 1 and (n < sentence or _across(people)):
                return self._met(n, led, people) or people[:2]
            plural = [f for f in row if f.plural]
            if plural:
                return plural[-1:]
            bodies = [f for f in led if f.entity is None and f.kind is not MentionKind.PRONOUN]
            if bodies:
                return bodies[-1:]
            if n < sentence and len(_distinct(row)) > 1:
                return _distinct(row)[:2]
        return []

    def _met(self, sentence: int, led: list[Found], people: list[Found]) -> list[Found]:
        """Of three people and more those of one contact: "X met with Y and Z"."""
        tree = self.sentences[sentence]
        verb = tree.head(led[0].head) if led else None
        if verb is None:
            return []
        places = {t.index for t in tree.children(verb.index, "nsubj", "obj")} | {
            t.index
            for t in tree.children(verb.index, "obl")
            if any(c.lower == "with" for c in tree.children(t.index, "case"))
        }
        sides = [f for f in people if self._first(f) in places]
        return sides if len(sides) > 2 else []

    def _first(self, found: Found) -> int:
        """The first of the list that a mention is in."""
        tree = self.sentences[found.sentence]
        token = tree.tokens[found.head]
        while token.universal == "conj" and token.head >= 0:
            token = tree.tokens[token.head]
        return token.index

    def _joint(self, found: Found) -> bool:
        """True of one person with others whose state nobody tells: "X and four ministers"."""
        joined = self.sentences[found.sentence].child(found.head, "conj")
        return found.entity is not None and joined is not None and joined.upos in _NOUNS

    def _named_together(self, sentence: int, i: int) -> Found | None:
        """The last before a word of people who are no subject but are joined to others."""
        people = [f for f in self.rows[sentence] if f.first < i and f.kind is MentionKind.PERSON]
        return next((f for f in reversed(people) if known(f) and self._joint(f)), None)

    def _helped(self, sentence: int, i: int) -> Found | None:
        """Several whose doing a verb is aimed at: "backs the people of Togo in their efforts"."""
        tree = self.sentences[sentence]
        noun = tree.head(i) if tree.tokens[i].lower == "their" else None
        if noun is None or noun.universal not in ("obl", "nmod"):
            return None
        if not any(c.lower == "in" for c in tree.children(noun.index, "case")):
            return None
        for found in reversed(self.rows[sentence]):
            token = tree.tokens[found.head]
            aimed = token.universal in ("obj", "iobj") and noun.head in (token.head, token.index)
            if aimed and found.plural and found.first < i and known(found):
                return found
        return None

    def owners(self, sentence: int, i: int) -> list[Found]:
        """The several whom "their" right before word `i` means."""
        for found in reversed(self.rows[sentence]):
            if i - 2 <= found.first < i and found.kind is MentionKind.PRONOUN:
                twins = [replace(found, actors=(a,)) for a in found.actors if a.state]
                return [replace(t, states=[t.actors[0].state or ""]) for t in twins]
        return []

    def pair(self, sentence: int, i: int, two: bool, people: bool) -> list[Found]:
        """Whom "the two leaders", "both countries" mean: the two named together last, else those
        named last, of the likeliest states. Places and those who only report come last.
        """
        seen: list[Found] = []
        aside: list[Found] = []
        for n in range(sentence, max(-1, sentence - _NEAR), -1):
            row = [f for f in self.rows[n] if (n < sentence or f.first < i) and known(f)]
            row = [f for f in row if f.entity is not None or not people]
            row = [f for f in row if people or f.kind is not MentionKind.PRONOUN]
            if n == sentence:
                row = [f for f in row if not self._acts_on(f, i)]
            together = self._together(row) if two and not people else []
            if together:
                return together
            own = _distinct([f for f in row if not _aside(f)])
            if two and n < sentence and len(own) == 2:
                return own  # nearer than those of several sentences taken together
            aside = [f for f in row if _aside(f)] + aside
            seen = _distinct([f for f in row if not _aside(f)] + seen)
            if len(seen) > 1:
                break
        if len(seen) < 2:
            seen = _distinct(seen + aside)
        if len(seen) < 2:
            return [] if people else seen[:0]
        if two and len(seen) > 2:
            best = sorted(seen, key=lambda f: -self.weight[states(f)[0]])[:2]
            seen = [f for f in seen if f in best]
        return seen

    def _acts_on(self, found: Found, i: int) -> bool:
        """True of who does to word `i` what its verb says: "the Union called on both countries"."""
        tree = self.sentences[found.sentence]
        head, word = tree.tokens[found.head], tree.tokens[i]
        while head.universal == "conj" and head.head >= 0:
            head = tree.tokens[head.head]
        if head.universal != "nsubj" or head.head < 0:
            return False
        aimed = word.universal in ("obj", "iobj", "obl") and word.head == head.head
        return aimed and head.relation != "nsubj:pass"

    def _together(self, row: list[Found]) -> list[Found]:
        """The last of a sentence's mentions that name two states at once: "the ministers of A and
        B", "A and B"; one that acts before one that is acted upon.
        """
        pairs: list[tuple[bool, list[Found]]] = []
        row = [f for f in row if not _aside(f) and not f.modifier]
        single = [f for f in row if len(states(f)) == 1]
        for found in row:
            if len(states(found)) == 2:
                pairs.append((self.subject(found), [found]))
                continue
            group = _joined(self.sentences[found.sentence], found, single)
            # Of a list of three or more, no two are "the two".
            if len(group) == 2 and group[0] is found and len(_distinct(group)) == 2:
                pairs.append((self.subject(found), group))
        led = [p for subject, p in pairs if subject]
        return (led or [p for _, p in pairs] or [[]])[-1]


def _objects(sentence: Sentence, verb: int) -> list[int]:
    return [t.index for t in sentence.children(verb, "obj", "iobj")]


def known(found: Found) -> bool:
    """True of a mention whose state is known."""
    return bool(states(found))


def states(found: Found) -> list[str]:
    """Codes of the states a mention is of."""
    if found.entity is not None:
        return [found.entity.state] if found.entity.state else []
    if len(found.actors) > 1:
        return list(dict.fromkeys(a.state for a in found.actors if a.state))
    return found.states[:1] if not found.plural else found.states[:1] or []


def _aside(found: Found) -> bool:
    """True of a mere place, and of one whose business is to report."""
    return found.kind is MentionKind.PLACE or found.sector is Sector.MED


def _across(people: Sequence[Found]) -> bool:
    """True of two people, one of each side: "A spoke with B, and they agreed"."""
    return len(people) == 2 and not set(people[0].states) & set(people[1].states)


def _distinct(founds: list[Found]) -> list[Found]:
    """One mention of each state, the first; of several for one state a person is preferred."""
    kept: dict[str, Found] = {}
    for found in founds:
        for state in states(found)[:1]:
            if state not in kept:
                kept[state] = found
    return list(kept.values())


def _joined(sentence: Sentence, found: Found, led: list[Found]) -> list[Found]:
    """A subject and those joined to it by "and"."""
    token = sentence.tokens[found.head]
    first = sentence.tokens[token.head] if token.universal == "conj" else token
    return [
        f
        for f in led
        if f.head == first.index
        or (
            sentence.tokens[f.head].universal == "conj"
            and sentence.tokens[f.head].head == first.index
        )
    ]


_FOR_ANOTHER = frozenset(
    "congratulate thank praise commend applaud criticize criticise condemn accuse blame honor "
    "honour salute wish urge ask tell assure welcome remind".split()
)
