"""News agencies, newspapers, broadcasters and offices that publish, by name or address."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.tables import Column, among, code, several

COLUMNS = (
    Column("name", True),
    code(),
    among("kind", "agency", "newspaper", "broadcaster", "office", "reference", "portal"),
    among("owner", "state", "public", "private"),
    Column("zone", True, lambda c: c == "UTC" or "/" in c, "a time zone such as Asia/Kolkata"),
    Column("domains"),
    Column("aliases"),
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: its state, the time zone its days are meant in, and whether a state owns it.

    `kind` is agency, newspaper, broadcaster, office (a government's own site), reference or portal.
    """

    name: str
    state: str
    kind: str
    owner: str
    zone: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.aliases)

    @property
    def official(self) -> bool:
        """True of a government's own office, whose "we" and "the President" are its state's."""
        return self.kind == "office"


def outlet(cells: list[str]) -> Outlet:
    """A row of outlets.tsv."""
    name, state, kind, owner, zone, domains, aliases = cells
    return Outlet(name, state, kind, owner, zone, several(domains), several(aliases))


def host(address: str) -> str:
    """The host of a web address, without "www.", in lower case; "" where it is none."""
    rest = address.partition("://")[2] or address
    found = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    return found.removeprefix("www.") if "." in found and " " not in found else ""
