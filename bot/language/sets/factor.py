"""A number or a list of numbers with what is written on it.

>>> Factor((Value(12), Value(10))).is_list
True
"""

from typing import NamedTuple

from bot.domain.training import Unit
from bot.language.sets.units import Role


class Value(NamedTuple):
    """One number of a factor; `failed` for 9F, `open` for 5+, `side` for 12L."""

    number: float
    decimal: bool = False
    failed: bool = False
    open: bool = False
    side: str = ""


class Factor(NamedTuple):
    """Numbers of one role. `sign` is +1 or -1 when written, `separator` joins a list, `pair` is "14s".

    `thousands` is "5k": kilograms, or kilometres when it is run. `set_off` is a list whose last number is
    told apart: "10, 9, then 8".
    """

    values: tuple[Value, ...]
    role: Role = Role.BARE
    unit: Unit | None = None
    sign: int = 0
    separator: str = ""
    pair: bool = False
    thousands: bool = False
    set_off: bool = False

    @property
    def number(self) -> float:
        """The first value."""
        return self.values[0].number if self.values else 0.0

    @property
    def is_list(self) -> bool:
        """Whether there are several values."""
        return len(self.values) > 1

    @property
    def is_range(self) -> bool:
        """Two numbers with a hyphen: 8-12."""
        return self.separator == "-" and len(self.values) == 2  # noqa: PLR2004
