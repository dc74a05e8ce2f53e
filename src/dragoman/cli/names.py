"""States as people name them: "IND", "in", "India", "South Korea", "EU"."""

from __future__ import annotations

from dragoman.errors import InputError


def state_code(name: str) -> str:
    """The code of a state or an organisation.

    Raises:
        InputError: nothing is known by that name; the message offers the nearest ones.
    """
    from dragoman import knowledge

    known = knowledge.load()
    if (state := known.state(name)) is not None:
        return state.code
    if (body := known.organisation(name)) is not None and body.code:
        return body.code
    raise InputError(
        f"{name}: no state or organisation is known by this name; give its name or code"
        + _offer(name)
    )


def pair(first: str, second: str) -> tuple[str, str]:
    """The codes of two different sides.

    Raises:
        InputError: one is unknown, or both are the same.
    """
    codes = state_code(first), state_code(second)
    if codes[0] == codes[1]:
        raise InputError(f"{first}, {second}: both are {codes[0]}; name two different states")
    return codes


def _offer(name: str) -> str:
    from difflib import get_close_matches

    from dragoman import knowledge

    states = knowledge.load().states
    names = {n.casefold(): s.name for s in states.values() for n in s.names}
    names.update({code.casefold(): code for code in states})
    near = get_close_matches(name.strip().casefold(), names, n=3, cutoff=0.6)
    offers = list(dict.fromkeys(names[n] for n in near))
    return f" (did you mean {' or '.join(offers)}?)" if offers else ""
