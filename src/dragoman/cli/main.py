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

from cyclopts import App, CycloptsError, Group, MissingArgumentError, UnusedCliTokensError

from dragoman.errors import DragomanError, InputError

HELP = """Reads diplomatic news and keeps the sourced record of a relationship.

```
dragoman read report.txt              one report and its record
dragoman ingest news/                 reports into a ledger
dragoman dossier Japan "South Korea"  what the ledger says of two states
```
"""

GROUPS = ("Read", "Ask", "Correct", "Hand on", "About")
"""What commands are for, in the order of `dragoman --help`."""

COMMANDS: dict[str, tuple[str, str, str, str]] = {
    "read": ("read:read", "Read", "FILE", "Read reports and show their records."),
    "ingest": ("ingest:ingest", "Read", "FOLDER", "Read reports into a ledger."),
    "follow": ("follow:follow", "Read", "FEEDS.opml", "Keep reading feeds into a ledger."),
    "code": ("code:code", "Read", "CORPUS OUT", "A corpus into tables of event data."),
    "dossier": ("dossier:dossier", "Ask", "IND RUS", "The state of a relationship."),
    "contacts": ("dossier:contacts", "Ask", "IND RUS", "Every contact of two states."),
    "calendar": ("calendar:calendar", "Ask", "IND RUS", "What lies ahead of two states."),
    "positions": (
        *("dossier:positions", "Ask", "IND RUS"),
        "Where each side stands on other matters.",
    ),
    "agenda": ("dossier:agenda", "Ask", "IND RUS", "What two states talk about, and how often."),
    "says": ("says:says", "Ask", "Kremlin", "What somebody said, on what, when, through whom."),
    "compare": ("compare:compare", "Ask", "EVENT", "The accounts of one event side by side."),
    "search": ("search:search", "Ask", "WORDS", "Find words in the reports of a ledger."),
    "serve": ("serve:serve", "Ask", "", "Pages and an HTTP API over a ledger."),
    "judge": (
        *("judge:judge", "Correct", "EVENT accept"),
        "An analyst's judgement, laid over an event.",
    ),
    "reread": ("reread:reread", "Correct", "", "Read a ledger's reports again, with a new reader."),
    "knowledge": ("knowledge:knowledge", "Correct", "check", "Look over the tables of offices."),
    "export": (
        "export:export",
        "Hand on",
        "csv -o FILE",
        "What a ledger holds, for other programs.",
    ),
    "version": ("version:version", "About", "", "The versions of the program and its reader."),
}
"""Each command: its module and function, what it is for, how it is asked, and what it does."""

INTERRUPTED = 130
BROKEN_PIPE = 141
DISK_FULL = 6
FAULT = 70


def build() -> App:
    """The program, with every command told and none loaded."""
    from importlib.metadata import version

    app = App(
        name="dragoman",
        help=HELP,
        help_format="markdown",
        version=lambda: version("dragoman"),
        print_error=False,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    groups = {name: Group(name, sort_key=n) for n, name in enumerate(GROUPS)}
    app["--help"].group = app["--version"].group = groups["About"]
    for n, (name, (place, group, _, line)) in enumerate(COMMANDS.items()):
        app.command(f"dragoman.cli.{place}", name=name, help=line, group=groups[group], sort_key=n)
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
        return _tell(_misused(error), InputError.exit_code)
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


def _misused(error: CycloptsError) -> str:
    """What is wrong with the way a command was asked, and how it is asked."""
    name = (error.command_chain or ("",))[0]
    if name not in COMMANDS:
        return f"{_one_line(str(error))} See `dragoman --help`."
    _, _, asked, _ = COMMANDS[name]
    how = f"`dragoman {name} --help`"
    if asked:
        how = f"{how}, or ask as in `dragoman {name} {asked}`"
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        missing = error.argument.name
        lacks = "needs a value" if missing.startswith("-") else "is missing"
        return f"{name}: {missing} {lacks}; see {how}"
    if isinstance(error, UnusedCliTokensError) and error.unused_tokens:
        return f"{name}: {error.unused_tokens[0]} is one thing too many; see {how}"
    told = _one_line(str(error)).removesuffix(".")
    return f"{name}: {told}; see {how}"


def _fault(error: Exception) -> int:
    """Tells of an error that nobody foresaw; with DRAGOMAN_DEBUG set it is raised."""
    if os.environ.get("DRAGOMAN_DEBUG"):
        raise error
    if isinstance(error, ImportError) and error.__cause__ is not None:
        error_told: BaseException = error.__cause__  # a command's module names only itself
    else:
        error_told = error
    what = _one_line(f"{type(error_told).__name__}: {error_told}")
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
