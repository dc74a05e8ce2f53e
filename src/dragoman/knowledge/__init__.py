"""What is known of the world, with dates: states, offices, organisations, outlets and places.

`load()` gives the tables of the package with a user's own rows before them; `check()` looks them
over. The tables are plain files in `tables/`.
"""

from dragoman.knowledge.checks import check
from dragoman.knowledge.indices import Named
from dragoman.knowledge.offices import Person, Term, Title
from dragoman.knowledge.organisations import Body, Organisation
from dragoman.knowledge.outlets import Outlet
from dragoman.knowledge.places import Located
from dragoman.knowledge.states import Seat, State
from dragoman.knowledge.tables import Fault
from dragoman.knowledge.world import Knowledge, load

__all__ = [
    "Body",
    "Fault",
    "Knowledge",
    "Located",
    "Named",
    "Organisation",
    "Outlet",
    "Person",
    "Seat",
    "State",
    "Term",
    "Title",
    "check",
    "load",
]
