"""The text of a PDF, as far as it holds text: a scanned page is a picture and is refused."""

from __future__ import annotations

import io
import logging
import re

from dragoman.errors import InputError
from dragoman.ingest.rows import Fields
from dragoman.ingest.text import plain

MOST_PAGES = 300
"""A longer file is a book or a collection, not a report."""


def document(data: bytes, name: str) -> Fields:
    """The fields of the report that a PDF holds.

    Raises:
        InputError: it is damaged, locked, very long, or holds no text.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # we say ourselves what is wrong
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: the PDF is locked; unlock it or give its text")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(
                f"{name}: {len(reader.pages)} pages are no report; give at most {MOST_PAGES}"
            )
        text = "\n\n".join(plain(_tidy(page.extract_text())) for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except DependencyError as error:
        raise InputError(f"{name}: the PDF is locked in a way we cannot open") from error
    except InputError:
        raise
    except Exception as error:
        # What the parser raises for a broken file is of no one kind.
        raise InputError(f"{name}: the PDF is damaged ({_short(error)}); give its text") from error
    if not any(letter.isalpha() for letter in text):
        raise InputError(f"{name}: the PDF holds pictures and no text; give its text")
    given: Fields = {"text": text}
    # What a word processor writes there by itself is the name of a file.
    if title and title.strip() and not re.search(r"^Microsoft |\.\w{3,4}$", title.strip()):
        given["title"] = title.strip()
    return given


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__
