"""What names itself and is no day: months, years, seasons, quarters, decades, centuries."""

from __future__ import annotations

import re

from dragoman.read.temporal.anchor import Anchor
from dragoman.read.temporal.near import (
    named_year,
    number_of,
    two_digit_year,
    year_of,
    year_of_month,
)
from dragoman.read.temporal.pattern import Found, Match, Outcome, rule


@rule("month:MONTHS DOT? COMMA? OF? year:YEAR/SHORTYEAR")
def month_of_year(match: Match, anchor: Anchor) -> Outcome:
    """December 2021; Feb. of 1940."""
    year = year_of(match)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('month'):02d}")


@rule("month:MONTHS COMMA? OF? which:THIS/LAST/NEXT/THAT unit:UNIT")
def month_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """January this year; October of last year."""
    year = named_year(match, anchor)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('month'):02d}")


@rule("month:MONTH", "month:MON DOT?")
def month_alone(match: Match, anchor: Anchor) -> Outcome:
    """In October; the March accession. "May" and "March" are words of other uses too."""
    word = match.words.word(match.first)
    if match.has("month") and word in ("May", "March", "Mar", "Jan", "Dec", "Jun", "Sep", "Apr"):
        before = match.before().rpartition(" ")[2]  # "the end of" is one word of the table
        if word in ("May", "March") and not _opens_a_date(match, before):
            return None
        if word not in ("May", "March") and match.last - match.first < 2 and before != "in":
            return None
    month = match.value("month")
    year = year_of_month(match, anchor, month)
    if year is None:
        return Found("DATE", f"XXXX-{month:02d}", None, vague=True)
    return Found("DATE", f"{year:04d}-{month:02d}")


_BEFORE_A_MONTH = frozenset(
    "in by since until till during of early late mid last next this from to through and between"
    " before after - the every each for".split()
)


def _opens_a_date(match: Match, before: str) -> bool:
    if before not in _BEFORE_A_MONTH:
        return False
    # "the March on Washington", "of May" (a person), but "the May summit", "of May 2".
    follower = match.after()
    return not (
        before in ("the", "of", "and", "to", "for") and follower in ("on", "to", "’", "'", "said")
    )


@rule("year:YEAR")
def year_alone(match: Match, anchor: Anchor) -> Outcome:
    """In 1988; the 1996 campaign. Not a price, a quantity, or a number of something."""
    year = match.value("year")
    before, after = match.before(), match.after()
    if before in _NO_YEAR_AFTER or after in _NO_YEAR_BEFORE or not 1400 <= year <= 2100:
        return None
    if year % 100 == 0 and before not in ("in", "of", "since", "by", "until", "to", "the", "and"):
        return None
    return Found("DATE", f"{year:04d}")


_NO_YEAR_AFTER = frozenset(
    "$ £ € # ¥ no. no number nearly almost over exactly page pp resolution flight room".split()
)


_NO_YEAR_BEFORE = frozenset(
    "% people troops soldiers men women dollars euros pounds rubles rupees miles km kilometers"
    " kilometres meters metres feet tons tonnes barrels points degrees percent hours times jobs"
    " employees workers members cases prisoners civilians refugees shares votes gmt hrs others"
    " tanks aircraft planes missiles megawatts mw acres hectares million billion".split()
)


@rule("YEAR JOIN short:TWODIGITS", "YEAR SLASH short:TWODIGITS")
def years_shortened(match: Match, anchor: Anchor) -> Outcome:
    """1915-17; 2023/24: two years."""
    year, short = match.words.values[match.first], match.value("short")
    second = year - year % 100 + short
    if second <= year or second - year > 60:
        return None
    last = match.at("short")
    return [
        Found("DATE", f"{year:04d}", first=match.first, last=last - 1),
        Found("DATE", f"{second:04d}", first=last, last=match.last),
    ]


@rule(
    "( month:MONTHS COMMA? OF? | ( THE | EARLY HYPHEN? | THE EARLY HYPHEN? )? season:SEASON OF? )?"
    " century:TEENS ( rest:TENS ( HYPHEN? one:ONES )? | teen:TEENS )"
)
def spoken_year(match: Match, anchor: Anchor) -> Outcome:
    """nineteen ninety-six; January nineteen ninety-seven; the winter of nineteen ninety-four."""
    century = match.value("century")
    if not 15 <= century <= 19:
        return None
    rest = (match.value("rest") or 0) + (match.value("one") or 0) + (match.value("teen") or 0)
    year = f"{century * 100 + rest:04d}"
    if match.has("month"):
        return Found("DATE", f"{year}-{match.value('month'):02d}")
    return Found("DATE", f"{year}-{match.value('season')}" if match.has("season") else year)


@rule("THE? unit:UNIT ones:ONES THOUSAND")
def year_two_thousand(match: Match, anchor: Anchor) -> Outcome:
    """the year two thousand."""
    if match.value("unit") != "Y" or match.value("ones") not in (1, 2):
        return None
    return Found("DATE", f"{match.value('ones')}000")


@rule("THE? ( EARLY HYPHEN? )? decade:DECADE")
def decade(match: Match, anchor: Anchor) -> Outcome:
    """the 1990s; the '80s; the mid-1970s."""
    digits = re.sub(r"\D", "", match.word("decade"))
    if len(digits) == 2:
        # "in her 80s", "in the 70s": an age or a reading, unless an apostrophe says otherwise.
        if match.word("decade")[0].isdigit() and match.before() not in ("of", "in", "since", "and"):
            return None
        if match.words.word(match.first).lower() in ("his", "her", "their"):
            return None
        digits = f"{two_digit_year(int(digits)):04d}"
    if digits.endswith("00") and digits < "1900":
        return Found("DATE", digits[:2])
    return Found("DATE", digits[:3])


@rule("THE ( EARLY HYPHEN? )? tens:DECADES")
def decade_in_words(match: Match, anchor: Anchor) -> Outcome:
    """the nineties."""
    return Found("DATE", f"19{match.value('tens')}")


@rule(
    "THE? ( EARLY HYPHEN? )? n:ORD/ORDW HYPHEN? unit:UNIT",
    "THE? ( EARLY HYPHEN? )? tens:TENS HYPHEN n:ORDW HYPHEN? unit:UNIT",
)
def century(match: Match, anchor: Anchor) -> Outcome:
    """the 20th century; the late nineteenth century."""
    if match.value("unit") != "C":
        return None
    number = number_of(match.value("n")) + (match.value("tens") or 0)
    return Found("DATE", f"{number - 1:02d}") if 1 <= number <= 21 else None


@rule(
    "( THE | EARLY HYPHEN? | THE EARLY HYPHEN? )? season:SEASON ( COMMA | OF )? year:YEAR",
    "year:YEAR HYPHEN? season:SEASON",
)
def season_of_year(match: Match, anchor: Anchor) -> Outcome:
    """spring 2022; the winter of 1994."""
    return Found("DATE", f"{match.value('year'):04d}-{match.value('season')}")


@rule("season:SEASON ( OF )? which:THIS/LAST/NEXT/THAT unit:UNIT")
def season_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """summer of this year."""
    year = named_year(match, anchor)
    return None if year is None else Found("DATE", f"{year:04d}-{match.value('season')}")


@rule(
    "( THE | EARLY HYPHEN? )? n:ORDW HYPHEN? unit:UNIT/HALF ( COMMA | OF )? ( FISCAL UNIT? )?"
    " year:YEAR",
    "THE? year:YEAR n:ORDW HYPHEN? unit:UNIT/HALF",
    "q:QUARTER ( COMMA | OF )? year:YEAR",
    "year:YEAR q:QUARTER",
    "THE? part:LAST/NEXT HALF OF year:YEAR",
)
def part_of_year(match: Match, anchor: Anchor) -> Outcome:
    """the third quarter of 1989; Q1 2024; the second half of 2024."""
    year = match.value("year")
    if match.has("q"):
        return Found("DATE", f"{year:04d}-Q{number_of(match.value('q'))}")
    if match.has("part"):
        return Found("DATE", f"{year:04d}-H2") if match.value("part") == 1 else None
    number = match.value("n")
    if match.value("unit") == "Q" and number <= 4:
        return Found("DATE", f"{year:04d}-Q{number}")
    half = match.word("unit").lower() == "half"
    return Found("DATE", f"{year:04d}-H{number}") if half and number <= 2 else None


@rule(
    "( THE | EARLY HYPHEN? )? n:ORDW HYPHEN? part:UNIT/HALF OF which:LAST/NEXT/THIS/THAT/THE"
    " unit:UNIT",
    "THE? last:LAST part:UNIT/HALF OF which:LAST/NEXT/THIS/THAT/THE unit:UNIT",
)
def part_of_a_year(match: Match, anchor: Anchor) -> Outcome:
    """the third quarter of last year; the second half of this year; the last half of the year."""
    year = named_year(match, anchor)
    half = match.word("part").lower() == "half"
    if year is None or (not half and match.value("part") != "Q"):
        return None
    most = 2 if half else 4
    number = match.value("n") if match.has("n") else most if match.value("last") == 1 else 0
    return (
        Found("DATE", f"{year:04d}-{'H' if half else 'Q'}{number}") if 0 < number <= most else None
    )


@rule("THE? FISCAL unit:UNIT? year:YEAR", "year:YEAR FISCAL unit:UNIT", "fy:FISCALYEAR")
def fiscal_year(match: Match, anchor: Anchor) -> Outcome:
    """fiscal year 2024; FY24: the year of its name, whatever months a country gives it."""
    if match.has("fy"):
        digits = number_of(match.value("fy"))
        return Found("DATE", f"{digits if digits > 999 else 2000 + digits % 100:04d}")
    if match.value("unit") not in ("Y", None):
        return None
    return Found("DATE", f"{match.value('year'):04d}")


@rule(
    "( ABOUT | THE )? first:MANY/YEAR/N99/N59 TO last:MANY/YEAR/N99/N59 era:ERA",
    "( ABOUT | THE )? first:MANY/YEAR/N99/N59 era1:ERA TO last:MANY/YEAR/N99/N59 era:ERA",
    "( ABOUT | THE )? last:MANY/YEAR/N99/N59 era:ERA",
    "era:ERA last:MANY/YEAR/N99/N59",
)
def year_of_era(match: Match, anchor: Anchor) -> Outcome:
    """480 BC; 490-480 BC; AD 79: TIMEX3's `BC0480`, beyond the years that EDTF is read for here."""
    era = match.value("era")
    letters = match.word("era")
    if not letters.isupper() and "." not in letters:
        return None

    def year(name: str) -> str:
        number = match.value(name)
        if not isinstance(number, int) or not 0 < number < 10_000:
            return ""
        return f"BC{number:04d}" if era < 0 else f"{number:04d}"

    if not match.has("first"):
        return Found("DATE", year("last"), vague=era < 0) if year("last") else None
    if not year("first") or not year("last"):
        return None
    at = match.at("first")
    stop = match.at("era1") + 1 if match.has("era1") else at + 1
    return [
        Found("DATE", year("first"), first=match.first, last=stop, vague=era < 0),
        Found("DATE", year("last"), first=match.at("last"), last=match.last, vague=era < 0),
    ]
