"""A thing that could not be used: where it is, and why."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import InputError


@dataclass(frozen=True, slots=True)
class Failure:
    """An error row. `source` is the file or address, and the line of a row (`news.jsonl:12`).

    `reason` is one line, whatever it quotes.
    """

    source: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", _one_line(self.reason))

    @classmethod
    def of(cls, source: str, error: Exception) -> Failure:
        """The failure that an error means; its source is not told twice."""
        reason = str(error) or type(error).__name__
        return cls(source, reason.removeprefix(f"{source}: "))

    def to_dict(self) -> dict[str, str]:
        """The two fields, for an error table."""
        return {"source": self.source, "reason": self.reason}

    def error(self) -> InputError:
        """The same as an error, for whoever wants exactly one report."""
        return InputError(f"{self.source}: {self.reason}")

    def __str__(self) -> str:
        return f"{_one_line(self.source)}: {self.reason}"


def _one_line(told: str) -> str:
    """What is told without line ends and signs that a terminal would obey: it may quote a file."""
    return " ".join("".join(c if c.isprintable() else " " for c in told).split())
