"""The calendar feed of a pair: what lies ahead, and what lay ahead until it was called off."""

from __future__ import annotations

import io

from dragoman.dossier import Dossier
from dragoman.export import ical


def feed(dossier: Dossier) -> bytes:
    """The dated entries of a dossier's calendar as iCalendar, with those called off."""
    file = io.BytesIO()
    ical.write(dossier, file)
    return file.getvalue()
