"""A product with every number in its place, or the doubt about it.

>>> Counted(sets=3, reps=(Value(12),)).has_work
True
"""

from typing import NamedTuple

from bot.domain.training import Unit
from bot.language.sets.factor import Value


class Context(NamedTuple):
    """What is known around a product: a load elsewhere, and what kind of exercise it is."""

    load_known: bool = False
    bodyweight: bool = False
    hold: bool = False
    carry: bool = False
    drop_from: float | None = None
    falls_next: float | None = None


class Counted(NamedTuple):
    """A product with every number in its place; None = not written. `low` says that it is a likely guess."""

    sets: int | None = None
    reps: tuple[Value, ...] = ()
    loads: tuple[float, ...] = ()
    unit: Unit | None = None
    seconds: tuple[float, ...] = ()
    metres: tuple[float, ...] = ()
    to_max: bool = False
    planned_range: bool = False
    slashed: bool = False
    low: bool = False

    @property
    def has_work(self) -> bool:
        """Whether something was counted: reps, time, distance, or sets to failure."""
        return bool(self.reps or self.seconds or self.metres or self.to_max)


class Doubt(NamedTuple):
    """Two or more sensible readings of one product, likeliest first; none if the product makes no sense."""

    about: str
    readings: tuple[Counted, ...] = ()
