"""A mail (.eml) into a report: its subject is the title, its date the day, its body the text."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser
from email.utils import parseaddr

from dragoman.errors import InputError
from dragoman.ingest.feeds import text_of
from dragoman.ingest.rows import Fields
from dragoman.ingest.text import plain


def message(data: bytes, name: str) -> Fields:
    """The fields of the report that a mail holds.

    Raises:
        InputError: it is no mail, or one without text.
    """
    try:
        mail = BytesParser(policy=policy.default).parsebytes(data)
        body = mail.get_body(preferencelist=("plain", "html"))
        content = body.get_content() if body is not None else ""
        subject, date, sender = (str(mail[k] or "").strip() for k in ("subject", "date", "from"))
    except RecursionError as error:
        raise InputError(f"{name}: the mail holds mails in mails without end") from error
    except Exception as error:
        # The parser was made for mails as they should be; what it raises else is of no one kind.
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(f"{name}: the mail is damaged ({told}); give its text") from error
    if not isinstance(content, str) or body is None:
        raise InputError(f"{name}: the mail has no text; give a report with words in it")
    given: Fields = {
        "text": text_of(content) if body.get_content_type() == "text/html" else plain(content)
    }
    if subject:
        given["title"] = subject
    if date:
        given["published"] = date
    if outlet := parseaddr(sender)[0]:
        given["publisher"] = outlet
    return given
