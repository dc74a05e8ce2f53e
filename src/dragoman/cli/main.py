"""The program `dragoman`: its commands, and what becomes of an error.

A command's module is imported when that command is asked for, so that `dragoman read` does not
wait for what only a ledger needs. Whatever goes wrong is one line on standard error and an exit
status; what nobody foresaw is told as a fault of ours, and raised where DRAGOMAN_DEBUG is set.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from dragoman.errors import DragomanError, InputError

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("dragoman.cli.read:read", "Read a report and show its record."),
    "ingest": ("dragoman.cli.ingest:ingest", "Read reports into a ledger."),
    "follow": ("dragoman.cli.follow:follow", "Keep reading feeds into a ledger."),
    "dossier": ("dragoman.cli.dossier:dossier", "The state of a relationship."),
    "contacts": ("dragoman.cli.dossier:contacts", "Every contact of two states."),
    "calendar": ("dragoman.cli.calendar:calendar", "What lies ahead of two states."),
    "positions": ("dragoman.cli.dossier:positions", "Where each side stands on other matters."),
    "agenda": ("dragoman.cli.dossier:agenda", "What two states talk about, and how often."),
    "says": ("dragoman.cli.says:says", "What somebody said, on what, when, through whom."),
    "compare": ("dragoman.cli.compare:compare", "The accounts of one event side by side."),
    "judge": ("dragoman.cli.judge:judge", "An analyst's judgement, laid over an event."),
    "reread": ("dragoman.cli.reread:reread", "Read a ledger's reports again, with a new reader."),
    "export": ("dragoman.cli.export:export", "What a ledger holds, for other programs."),
    "code": ("dragoman.cli.code:code", "A corpus into tables of event data."),
    "search": ("dragoman.cli.search:search", "Find words in the reports of a ledger."),
    "serve": ("dragoman.cli.serve:serve", "Pages and an HTTP API over a ledger."),
    "knowledge": ("dragoman.cli.knowledge:knowledge", "Look over the tables of offices."),
    "version": ("dragoman.cli.version:version", "The versions of the program and its reader."),
}
"""Each command: where it is, and what it does in a line."""

INTERRUPTED = 130
BROKEN_PIPE = 141
DISK_FULL = 6
FAULT = 70


def build() -> App:
    """The program, with every command told and none loaded."""
    from importlib.metadata import version

    app = App(
        name="dragoman",
        help="Reads diplomatic news and keeps the sourced record of a relationship.",
        version=lambda: version("dragoman"),
        print_error=False,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for name, (place, line) in COMMANDS.items():
        app.command(place, name=name, help=line)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that `arguments` (by default the process's) ask for.

    Returns:
        The exit status: 0, or that of the error; 130 where the user stopped it.
    """
    try:
        status = build()(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except CycloptsError as error:
        return _tell(_one_line(str(error)) + " See `dragoman --help`.", InputError.exit_code)
    except DragomanError as error:
        return _tell(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _tell("stopped; what was kept in a ledger is safe", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; writing on would only raise again at exit.
        _silence()
        return BROKEN_PIPE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _fault(error)
        _silence()
        return _tell("the disk is full; free some space and run this again", DISK_FULL)
    except Exception as error:
        return _fault(error)


def _fault(error: Exception) -> int:
    """Tells of an error that nobody foresaw; with DRAGOMAN_DEBUG set it is raised."""
    if os.environ.get("DRAGOMAN_DEBUG"):
        raise error
    what = _one_line(f"{type(error).__name__}: {error}")
    return _tell(
        f"a fault of the program ({what}); set DRAGOMAN_DEBUG=1 to see where, and report it",
        FAULT,
    )


def entry() -> None:
    """What the installed program runs."""
    sys.exit(main())


def _tell(message: str, status: int) -> int:
    print(f"dragoman: {_one_line(message)}", file=sys.stderr)
    return status


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _silence() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file, as in a test
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 # it stays open until the program ends
