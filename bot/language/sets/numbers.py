"""Marks to factors and products: the numbers of the notation with what is written on them.

A factor is a number or a list of numbers with its unit ("12/10/8", "60 kg", "3 sets", "45s"); a product is factors
joined by a times sign, "of" or "for" ("3x12", "3 sets of 12", "62.5 for 9"). Which number is what is decided later, in
`counts`.

    >>> product_at(marks_of("80x8,8,7"), 0)
    Product of (80) and (8, 8, 7)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.training import Unit
from bot.language.sets.marks import Mark

SECONDS_PER_MINUTE = 60
METRES_PER_YARD = 0.9144
METRES_PER_FOOT = 0.3048
METRES_PER_MILE = 1609.344
MOST_SETS_WRITTEN = 10
SHORTEST_SPACED_LIST = 3
LONGEST_LIST = 12
MOST_FACTORS = 6


class Role(Enum):
    """What is written on a number."""

    BARE = auto()
    SETS = auto()
    REPS = auto()
    LOAD = auto()
    SECONDS = auto()
    METRES = auto()
    PERCENT = auto()
    PLATES = auto()
    MAX = auto()


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a factor; `failed` for 9F, `open` for 5+, `side` for 12L."""

    number: float
    decimal: bool = False
    failed: bool = False
    open: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """Numbers of one role. `sign` is +1 or -1 when written, `separator` joins a list, `pair` is "14s"."""

    values: tuple[Value, ...]
    role: Role = Role.BARE
    unit: Unit | None = None
    sign: int = 0
    separator: str = ""
    pair: bool = False

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


@dataclass(frozen=True, slots=True)
class Product:
    """Factors in order; `last` is the mark after the product."""

    factors: tuple[Factor, ...]
    first: int
    last: int


_UNITS = {
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
_ONE_LETTER = frozenset({"s", "m", "h", "k", "r"})


def mark_at(marks: Sequence[Mark], at: int) -> Mark | None:
    """The mark at a place, or None past the end."""
    return marks[at] if 0 <= at < len(marks) else None


def has(marks: Sequence[Mark], at: int, *tags: str) -> bool:
    """Whether there is a mark at `at` with any of the tags."""
    return 0 <= at < len(marks) and marks[at].has(*tags)


def is_number(marks: Sequence[Mark], at: int) -> bool:
    """Whether a number stands at `at`."""
    return 0 <= at < len(marks) and marks[at].number is not None


def _clock(marks: Sequence[Mark], at: int) -> float | None:
    """`1:30` as seconds."""
    if not (has(marks, at + 1, ":") and is_number(marks, at + 2)):
        return None
    minutes, colon, seconds = marks[at], marks[at + 1], marks[at + 2]
    if colon.spaced or seconds.spaced or len(seconds.text) != 2 or not seconds.text.isdigit():  # noqa: PLR2004
        return None
    return (minutes.number or 0) * SECONDS_PER_MINUTE + (seconds.number or 0)


def _single(marks: Sequence[Mark], at: int) -> tuple[Factor, int] | None:
    """One number with its unit and its failure mark."""
    mark = mark_at(marks, at)
    if mark is None or mark.number is None:
        return None
    clock = _clock(marks, at)
    if clock is not None:
        return Factor((Value(clock),), Role.SECONDS), at + 3
    value = Value(mark.number, decimal="." in mark.text)
    factor, after = _with_unit(marks, at + 1, value)
    factor, after = _with_second_unit(marks, after, factor)
    return _with_marks(marks, after, factor)


def _with_unit(marks: Sequence[Mark], at: int, value: Value) -> tuple[Factor, int]:
    mark = mark_at(marks, at)
    if mark is None:
        return Factor((value,)), at
    if mark.text == "s" and not mark.spaced and _is_sets_letter(marks, at):
        return Factor((value,), Role.SETS), at + 1
    if mark.text == "r" and has(marks, at - 3, "left") and has(marks, at - 2, "/"):
        return Factor((value,)), at
    if mark.tags.get("tech") == "cluster" and has(marks, at + 1, "of"):
        return Factor((value,), Role.SETS), at
    for tag, (role, unit, scale) in _UNITS.items():
        if tag not in mark.tags or (mark.text in _ONE_LETTER and mark.spaced):
            continue
        if role is Role.SETS and is_number(marks, at + 1) and _is_label(marks, at):
            continue
        scaled = value if scale == 1 else replace(value, number=value.number * scale)
        pair = mark.text == "s"
        return Factor((scaled,), role, unit, pair=pair), at + 1
    return Factor((value,)), at


def _is_sets_letter(marks: Sequence[Mark], at: int) -> bool:
    """`3s 12r`: s means sets when repetitions with an r follow."""
    return is_number(marks, at + 1) and has(marks, at + 2, "reps") and marks[at + 2].text == "r"


def _is_label(marks: Sequence[Mark], at: int) -> bool:
    """`80 set 2: 70`: "set" begins a label, it is not the unit of 80."""
    return marks[at].text == "set" and (
        has(marks, at + 2, ":") or (has(marks, at + 2, "number") or has(marks, at + 2, "failure"))
    )


def _with_second_unit(marks: Sequence[Mark], at: int, factor: Factor) -> tuple[Factor, int]:
    """`1 min 30` and `1m30s`."""
    if factor.role is Role.SECONDS and has(marks, at - 1, "minutes") and is_number(marks, at):
        seconds = marks[at].number or 0
        if seconds < SECONDS_PER_MINUTE and has(marks, at + 1, "seconds"):
            total = factor.number + seconds
            return Factor((Value(total),), Role.SECONDS), at + 2
    return factor, at


def _with_marks(marks: Sequence[Mark], at: int, factor: Factor) -> tuple[Factor, int]:
    """Failure letters, sides and a plus that touch the number: 9F, 6(f), 15 tf, 12L, 5+."""
    value = factor.values[-1]
    mark = mark_at(marks, at)
    if mark is None:
        return factor, at
    if mark.has("fail_mark") and (not mark.spaced or mark.text != "f"):
        return replace(factor, values=(replace(value, failed=True),)), at + 1
    if mark.has("(") and has(marks, at + 1, "fail_mark") and has(marks, at + 2, ")"):
        return replace(factor, values=(replace(value, failed=True),)), at + 3
    if mark.has("left", "right") and not mark.spaced and len(mark.text) == 1:
        side = "l" if mark.has("left") else "r"
        return replace(factor, values=(replace(value, side=side),)), at + 1
    if mark.text == "+" and not mark.spaced and not is_number(marks, at + 1) and _ends(marks, at + 1):
        return replace(factor, values=(replace(value, open=True),)), at + 1
    return factor, at


def _ends(marks: Sequence[Mark], at: int) -> bool:
    """Whether nothing that a plus could add follows."""
    mark = mark_at(marks, at)
    return mark is None or mark.has("newline", ",", ")", "@", ".", "]", ";", "result", ":", "at")


def _separator(marks: Sequence[Mark], at: int) -> tuple[str, int] | None:
    """A list separator at `at` and where the next number would stand; "" for white space only."""
    mark = mark_at(marks, at)
    if mark is None:
        return None
    if mark.text in ("/", "-", ","):
        after = at + 1
        if mark.text == "," and has(marks, after, "and", "then"):
            after += 1
        return mark.text, after
    if mark.has("and", "then") and mark.text not in ("+", "into", "straight into"):
        return ",", at + 1
    return (" ", at) if mark.number is not None else None


def factor_at(marks: Sequence[Mark], at: int) -> tuple[Factor, int] | None:
    """The factor at `at`: one number, or a list of them."""
    single = _single(marks, at)
    if single is None:
        return None
    factor, after = single
    ends = [after]
    factors = [factor]
    separator = ""
    while len(factors) < LONGEST_LIST:
        step = _separator(marks, after)
        if step is None or (separator and step[0] != separator):
            break
        following = _single(marks, step[1])
        if following is None and step[0] in ("/", ",") and _is_missed(marks, step[1]):
            factors.append(Factor((Value(0, failed=True),), factors[-1].role, factors[-1].unit))
            separator, after = step[0], step[1] + 1
            ends.append(after)
            continue
        if following is None or not _may_follow(marks, at, step, factors, following):
            break
        separator = step[0]
        factors.append(following[0])
        after = following[1]
        ends.append(after)
    if separator == " " and len(factors) < SHORTEST_SPACED_LIST:
        return factor, ends[0]
    return _joined(factors, separator), ends[-1]


def _is_missed(marks: Sequence[Mark], at: int) -> bool:
    """`5/5/F`: a failure mark instead of a count."""
    mark = mark_at(marks, at)
    if mark is None or mark.text not in ("f", "fail", "failed", "miss", "missed"):
        return False
    return at + 1 >= len(marks) or has(marks, at + 1, "/", ",", "newline", ".", ")")


def _counts_added(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number before `at` counts added reps: 10, 9, 5 partials."""
    mark = mark_at(marks, at)
    technique = None if mark is None else mark.tags.get("tech") or mark.tags.get("tech_short")
    return technique in ("partials", "forced_reps", "cheat_reps", "negatives")


def _may_follow(
    marks: Sequence[Mark],
    start: int,
    step: tuple[str, int],
    factors: Sequence[Factor],
    following: tuple[Factor, int],
) -> bool:
    separator, _ = step
    factor, after = following
    last = factors[-1]
    if factor.role is not last.role and not _takes_over_unit(last, factor, separator):
        return False
    if factor.role is Role.LOAD and last.role is Role.BARE and has(marks, start - 1, "times"):
        return False
    if separator == "-" and factor.role is not last.role and marks[step[1]].spaced:
        return False
    if separator == "-" and (last.role is Role.SETS or factor.role is Role.SETS):
        return False
    if separator in ("/", "-") and not marks[step[1]].spaced:
        return True
    if has(marks, after, "times", "@", "of", "rir", "rpe", "short_of", "for") or factor.role is Role.SETS:
        return False
    if has(marks, after, "note_after", "note_before"):
        return False
    if _counts_added(marks, after) and separator == ",":
        return False
    if has(marks, after, "at") and (separator != "," or has(marks, start - 1, "at")):
        return False
    if separator == " ":
        return factor.role is Role.BARE and _near(last.number, factor.number)
    return factor.role is not Role.BARE or _near(last.number, factor.number)


def _takes_over_unit(last: Factor, factor: Factor, separator: str) -> bool:
    """`12, 10, 8 reps`: the unit at the end belongs to the whole list; a load may also stand alone there."""
    if last.role is not Role.BARE:
        bare = factor.role is Role.BARE and separator == "/"
        return bare and (last.role is Role.SECONDS or (last.role is Role.LOAD and _alike(last, factor)))
    if factor.role is Role.LOAD:
        return separator in ("/", "-") or (separator == "," and _alike(last, factor) and last.number > 12)  # noqa: PLR2004
    return factor.role in (Role.REPS, Role.SECONDS, Role.METRES)


def _alike(one: Factor, other: Factor) -> bool:
    """Whether two numbers are of one size, as loads in a list are."""
    return one.number * 0.5 <= other.number <= one.number * 1.35


def _near(one: float, other: float) -> bool:
    """Whether two bare numbers can belong to one list."""
    return other <= one * 1.5 + 3


def _joined(factors: Sequence[Factor], separator: str) -> Factor:
    if len(factors) == 1:
        return factors[0]
    named = next((each for each in reversed(factors) if each.role is not Role.BARE), factors[0])
    values = tuple(value for each in factors for value in each.values)
    return replace(named, values=values, separator=separator, pair=False)


def product_at(marks: Sequence[Mark], at: int) -> Product | None:
    """The product at `at`, or None when no number stands there."""
    start = at
    first = factor_at(marks, at)
    if first is None:
        return None
    factors, after = [first[0]], first[1]
    while len(factors) < MOST_FACTORS:
        step = _join(marks, start, after, factors[-1])
        if step is None:
            break
        following = _max_at(marks, step) or factor_at(marks, step)
        if following is None:
            break
        factors.append(following[0])
        after = following[1]
    factors, after = _without_false_list(marks, start, factors, after)
    return Product(tuple(factors), start, after)


def _join(marks: Sequence[Mark], start: int, at: int, last: Factor) -> int | None:
    """Where the next factor would stand, when something joins it to `last`."""
    mark = mark_at(marks, at)
    if mark is None:
        return None
    if mark.has("times"):
        if (
            has(marks, start - 1, "times")
            and mark.spaced
            and at + 1 < len(marks)
            and not marks[at + 1].spaced
        ):
            return None
        if mark.text in ("por", "по", "на") and last.role not in (Role.SETS, Role.BARE):
            return None
        return at + 2 if has(marks, at + 1, "(") else at + 1
    if mark.has("for") and is_number(marks, at + 1):
        return None if has(marks, at + 2, "times") else at + 1
    if last.role is Role.SETS:
        if mark.has("of"):
            return at + 1
        if mark.has(",", ":"):
            at += 1
        following = _single(marks, at)
        if following is not None and following[0].role in (Role.BARE, Role.REPS, Role.SECONDS):
            return None if has(marks, following[1], "rir", "rpe", "@", "tech") else at
    if last.role is Role.REPS and mark.has(","):
        following = _single(marks, at + 1)
        if following is not None and following[0].role is Role.SETS:
            return at + 1
    return None


def _max_at(marks: Sequence[Mark], at: int) -> tuple[Factor, int] | None:
    """`2x failure`, `3 x max`, `80 x AMRAP`, `3xF`."""
    mark = mark_at(marks, at)
    if mark is None or mark.number is not None or mark.has("newline"):
        return None
    if mark.has("failure", "amrap", "max_word", "fail_mark"):
        return Factor((), Role.MAX), at + 1
    return None


def _without_false_list(
    marks: Sequence[Mark], start: int, factors: list[Factor], after: int
) -> tuple[list[Factor], int]:
    """In `3x12, 14` and `3x8 40 40 38` the list belongs to the sets, not to the repetitions: cut it off."""
    if len(factors) < 2 or factors[-1].separator not in (",", " "):  # noqa: PLR2004
        return factors, after
    sets, listed = factors[0], factors[-1]
    is_count = sets.role in (Role.BARE, Role.SETS) and sets.number <= MOST_SETS_WRITTEN
    if not is_count or (sets.values and sets.values[0].decimal):
        return factors, after
    if len(factors) == 2 and len(listed.values) == sets.number:  # noqa: PLR2004
        return factors, after
    if sets.role is Role.BARE and len(factors) == 2 and len(listed.values) != sets.number + 1:  # noqa: PLR2004
        return factors, after
    cut = replace(listed, values=listed.values[:1], separator="")
    place = start
    for at in range(start, after):
        if is_number(marks, at) and marks[at].number == listed.number:
            place = at
            if has(marks, at - 1, "times", "of", ":"):
                break
    single = _single(marks, place)
    return [*factors[:-1], cut], single[1] if single else after
