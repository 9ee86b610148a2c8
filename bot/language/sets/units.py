"""What may be written on a number, and what it stands for.

>>> UNITS["minutes"]
(Role.SECONDS, None, 60.0)
"""

from enum import Enum, auto

from bot.domain.training import Unit

SECONDS_PER_MINUTE = 60
METRES_PER_YARD = 0.9144
METRES_PER_FOOT = 0.3048
METRES_PER_MILE = 1609.344
HIGHEST_RPE = 10


class Role(Enum):
    """What is written on a number."""

    __hash__ = object.__hash__  # as for `Kind`

    BARE = auto()
    SETS = auto()
    REPS = auto()
    LOAD = auto()
    SECONDS = auto()
    METRES = auto()
    PERCENT = auto()
    PLATES = auto()
    MAX = auto()


UNITS = {
    "unit_kg": (Role.LOAD, Unit.KG, 1.0),
    "unit_lb": (Role.LOAD, Unit.LB, 1.0),
    "thousand_or_kg": (Role.LOAD, Unit.KG, 1.0),
    "percent": (Role.PERCENT, None, 1.0),
    "plates": (Role.PLATES, None, 1.0),
    "minutes": (Role.SECONDS, None, float(SECONDS_PER_MINUTE)),
    "seconds": (Role.SECONDS, None, 1.0),
    "kilometres": (Role.METRES, None, 1000.0),
    "miles": (Role.METRES, None, METRES_PER_MILE),
    "yards": (Role.METRES, None, METRES_PER_YARD),
    "feet": (Role.METRES, None, METRES_PER_FOOT),
    "metres": (Role.METRES, None, 1.0),
    "sets": (Role.SETS, None, 1.0),
    "reps": (Role.REPS, None, 1.0),
}
#: One letter is a unit only when it touches its number.
ONE_LETTER = frozenset({"s", "m", "h", "k", "r"})
