"""Factors joined to products: "3x12", "3 sets of 12", "62.5 for 9", "60 kg x 8".

Which number is what is decided later, in `counts`.

    >>> product_at(marks_of("80x8,8,7"), 0)
    Product of (80) and (8, 8, 7)
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.language.sets.factor import Factor, Value
from bot.language.sets.factors import factor_at, single_at
from bot.language.sets.mark import Mark, has, is_number
from bot.language.sets.units import Role

MOST_SETS_WRITTEN = 10
MOST_FACTORS = 6
MOST_REPS = 30
LAST_UNSURE_LOAD = 12
SMALLEST_BAR = 50
#: Apart from a number of sets, a factor is joined to another by one of these only.
_JOINS = frozenset({"count_to_failure", "times", "for", ","})


class Product(NamedTuple):
    """Factors in order; `last` is the mark after the product."""

    factors: tuple[Factor, ...]
    first: int
    last: int


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
        following = _max_at(marks, step, factors[-1]) or factor_at(marks, step)
        if following is None:
            break
        factors.append(following[0])
        after = following[1]
    if len(factors) == 1:
        return Product((first[0],), start, after)
    factors, after = _without_false_list(marks, start, factors, after)
    return Product(tuple(_unit_moved(factors)), start, after)


def products_in(marks: Sequence[Mark]) -> Iterator[Product]:
    """All numbers with what is joined to them, in order."""
    at = 0
    while at < len(marks):
        product = product_at(marks, at) if is_number(marks, at) else None
        if product is not None:
            yield product
        at = at + 1 if product is None else product.last


def tells_reps(product: Product) -> bool:
    """`3x12`, `12/10/8`, `12 reps`, `30 s`: a set or several, not only a number of something."""
    first = product.factors[0]
    several = len(product.factors) > 1 or (first.is_list and not first.is_range)
    return several or first.role in (Role.REPS, Role.SECONDS)


def _join(marks: Sequence[Mark], start: int, at: int, last: Factor) -> int | None:
    """Where the next factor would stand, when something joins it to `last`."""
    mark = marks[at] if at < len(marks) else None
    if mark is None or (last.role is not Role.SETS and _JOINS.isdisjoint(mark.names)):
        return None
    if "count_to_failure" in mark.names or (last.role is Role.SETS and mark.has("max_word", "amrap")):
        return at
    if "times" in mark.names:
        glued = mark.spaced and at + 1 < len(marks) and not marks[at + 1].spaced
        if glued and has(marks, start - 1, "times"):
            return None
        if mark.text in ("por", "по", "на") and last.role not in (Role.SETS, Role.BARE):
            return None
        return at + 2 if has(marks, at + 1, "(") else at + 1
    if "for" in mark.names and is_number(marks, at + 1):
        return None if has(marks, at + 2, "times") else at + 1
    if last.role is Role.SETS:
        return _after_sets(marks, at)
    if last.role is Role.REPS and "," in mark.names:
        following = single_at(marks, at + 1)
        if following is not None and following[0].role is Role.SETS:
            return at + 1
    return None


def _after_sets(marks: Sequence[Mark], at: int) -> int | None:
    """`3 sets of 12`, `3 sets: 10 9 8`, `3 sets: 10 at 60`; not `3 sets: 10 at 60, 8 at 70, 6 at 80`."""
    if marks[at].has("of"):
        return at + 1
    at += marks[at].has(",", ":")
    following = single_at(marks, at)
    if following is None or following[0].role not in (Role.BARE, Role.REPS, Role.SECONDS):
        return None
    if _is_one_of_several(marks, following[1]):
        return None
    return None if has(marks, following[1], "rir", "rpe", "@", "tech") else at


def _is_one_of_several(marks: Sequence[Mark], at: int) -> bool:
    """Whether the count before `at` has a load of its own, and so has the next one."""
    load = single_at(marks, at + 1) if has(marks, at, "at") else None
    if load is None:
        return False
    after = load[1]
    while has(marks, after, ",", "then", "and"):
        after += 1
    following = single_at(marks, after)
    if after == load[1] or following is None or following[0].role not in (Role.BARE, Role.REPS):
        return False
    return has(marks, following[1], "at") and is_number(marks, following[1] + 1)


def _max_at(marks: Sequence[Mark], at: int, before: Factor) -> tuple[Factor, int] | None:
    """`2x failure`, `3 x max`, `80 x AMRAP`, `3xF`; after a load a lone F is a missed set (`70xF`)."""
    mark = marks[at] if at < len(marks) else None
    if mark is None or mark.number is not None or "newline" in mark.names:
        return None
    loaded = before.role is Role.LOAD or (before.role is Role.BARE and before.number > MOST_SETS_WRITTEN)
    if mark.text in ("f", "xf", "xfail") and loaded:
        return Factor((Value(0, failed=True),), Role.REPS), at + 1
    if mark.has("count_to_failure", "failure", "amrap", "max_word", "fail_mark"):
        return Factor((), Role.MAX), at + 1
    return None


def _without_false_list(
    marks: Sequence[Mark], start: int, factors: list[Factor], after: int
) -> tuple[list[Factor], int]:
    """In `3x12, 14` and `3x8 40 40 38` the list belongs to the sets, not to the repetitions: cut it off."""
    if factors[-1].separator not in (",", " "):
        return factors, after
    sets, listed = factors[0], factors[-1]
    is_count = sets.role in (Role.BARE, Role.SETS) and sets.number <= MOST_SETS_WRITTEN
    if not is_count or (sets.values and sets.values[0].decimal):
        return factors, after
    if len(factors) == 2 and len(listed.values) == sets.number:  # noqa: PLR2004
        return factors, after
    if sets.role is Role.BARE and len(factors) == 2 and len(listed.values) != sets.number + 1:  # noqa: PLR2004
        return factors, after
    cut = listed._replace(values=listed.values[:1], separator="")
    place = start
    for at in range(start, after):
        if is_number(marks, at) and marks[at].number == listed.number:
            place = at
            if has(marks, at - 1, "times", "of", ":"):
                break
    single = single_at(marks, place)
    return [*factors[:-1], cut], single[1] if single else after


def _unit_moved(factors: Sequence[Factor]) -> Sequence[Factor]:
    """`405x3x3 lbs`, `135x10 lbs`: the unit at the end belongs to the load in front."""
    first, last = factors[0], factors[-1]
    if last.role is not Role.LOAD or first.role is not Role.BARE or len(factors) > 3:  # noqa: PLR2004
        return factors
    large = first.number > (MOST_REPS if len(factors) == 2 else LAST_UNSURE_LOAD)  # noqa: PLR2004
    if first.is_list or not large or last.number >= first.number or last.number > SMALLEST_BAR:
        return factors
    loaded = first._replace(role=Role.LOAD, unit=last.unit)
    return (loaded, *factors[1:-1], last._replace(role=Role.BARE, unit=None))
