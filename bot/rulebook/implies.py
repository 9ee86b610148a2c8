"""Whether one rule's conditions can only hold where another's hold, too.

>>> implies((PAST_FAILURE, OneOf("muscle", ("calves",))), (PAST_FAILURE,))
True

Errs on the side of no: what cannot be told from the conditions alone is not claimed.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from bot.rulebook.conditions import COMPARISONS, AnyOf, Compared, Condition, OneOf

Simple = tuple[OneOf | Compared, ...]


def implies(narrow: tuple[Condition, ...], wide: tuple[Condition, ...]) -> bool:
    """Whether every way in which `narrow` holds makes `wide` hold."""
    return all(any(_all_imply(way, other) for other in _ways(wide)) for way in _ways(narrow))


@lru_cache(maxsize=256)  # each rule is compared with every other one
def _ways(conditions: tuple[Condition, ...]) -> tuple[Simple, ...]:
    """The ways in which conditions can hold: one branch of each `any`, with all the rest."""
    return tuple(_each_way(conditions))


def _each_way(conditions: tuple[Condition, ...]) -> Iterator[Simple]:
    alone = tuple(each for each in conditions if not isinstance(each, AnyOf))
    branches = [each.branches for each in conditions if isinstance(each, AnyOf)]
    for chosen in product(*branches):
        inner = tuple(condition for branch in chosen for condition in branch)
        if any(isinstance(each, AnyOf) for each in inner):
            yield from _ways((*alone, *inner))
        else:
            yield (*alone, *(each for each in inner if not isinstance(each, AnyOf)))


def _all_imply(narrow: Simple, wide: Simple) -> bool:
    return all(any(_implies(mine, theirs) for mine in narrow) for theirs in wide)


def _implies(narrow: OneOf | Compared, wide: OneOf | Compared) -> bool:
    """One condition by another one about the same fact."""
    if narrow.fact != wide.fact:
        return False
    match narrow, wide:
        case OneOf(values=mine), OneOf(values=theirs):
            return set(mine) <= set(theirs)
        case OneOf(values=mine), Compared():
            return all(wide.holds({wide.fact: value}) for value in mine)
        case Compared(sign=sign, bound=bound), Compared():
            edge = wide.holds({wide.fact: bound})
            same_way = sign[:2] == wide.sign[:2]
            return same_way and (edge or (bound == wide.bound and not COMPARISONS[sign](bound, bound)))
        case _:
            return False
