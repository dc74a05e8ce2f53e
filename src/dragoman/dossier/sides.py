"""Who is asked about, and on what day: names into codes, with one clear line where that fails."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from dragoman.dates import check_published
from dragoman.errors import InputError
from dragoman.knowledge import load


def side(name: str) -> str:
    """The code of a state or an organisation of states: from its code, or any name of it.

    Raises:
        InputError: nothing is called so; the message names the nearest names there are.
    """
    known = load()
    state = known.state(name) if name.strip() else None
    if state is not None:
        return state.code
    organisation = known.organisation(name) if name.strip() else None
    if organisation is not None and organisation.international and organisation.code:
        return organisation.code
    names = {n.casefold(): s.code for s in known.states.values() for n in s.names}
    near = get_close_matches(name.casefold(), names, n=2, cutoff=0.75)
    hint = " or ".join(dict.fromkeys(f"{known.code_name(names[n])} ({names[n]})" for n in near))
    advice = f"did you mean {hint}?" if hint else "give a name or an ISO code such as IND"
    raise InputError(f"{name!r} is no state or organisation that is known; {advice}")


def the_day(as_of: str | date | None) -> date | None:
    """The day of `as_of`, None where none is given.

    Raises:
        InputError: it is no date.
    """
    if as_of is None or isinstance(as_of, date):
        return as_of
    return date.fromisoformat(check_published(as_of, "as-of").partition("T")[0])


def called(code: str | None) -> str:
    """The usual name of a code, "unknown" of None."""
    return load().code_name(code) if code else "unknown"
