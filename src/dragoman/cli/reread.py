"""`dragoman reread`: the reports of a ledger again, with the present reader."""

from __future__ import annotations

from dragoman.cli import terminal
from dragoman.errors import InputError


def reread(*, ledger: str | None = None, json: terminal.AsJson = None) -> int:
    """Read the ledger's reports again with the present reader; judgements are kept.

    Args:
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        json: The numbers as JSON, or with --no-json in words, wherever the output goes.
    """
    from dragoman.ledger import Ledger

    with Ledger(ledger, create=False) as kept, terminal.progress(True) as bar:
        task = bar.add_task("reading", total=kept.counts().reports, told="")
        done = kept.reread(on_batch=lambda n: bar.advance(task, n))
    for failure in () if json else done.failed:
        terminal.note(f"dragoman: {failure.report}: {failure.reason}")
    if terminal.as_json(json):
        numbers = {k: getattr(done, k) for k in ("reports", "changed", "gained", "gone")}
        failed = [{"source": f.report, "reason": f.reason} for f in done.failed]
        lost = [j.to_dict() for j in done.lost]
        terminal.write_json({**numbers, "failed": failed, "lost_judgements": lost})
    else:
        terminal.write(
            f"{done.reports} read, {done.changed} changed: {done.gained} events gained, "
            f"{done.gone} gone; {len(done.lost)} judgements have lost their event"
        )
    return InputError.exit_code if done.failed else 0
