"""Where reports come from: files, folders, web pages, tables of reports, standard input.

`reports` walks over all that it is given and yields a `Report` for each report it finds, and a
`Failure` for each thing it could not use, in order; it never stops because of one of them.
"""

from __future__ import annotations

from dragoman.ingest.failure import Failure
from dragoman.ingest.sources import reports

__all__ = ["Failure", "reports"]
