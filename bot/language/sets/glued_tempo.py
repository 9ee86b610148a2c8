"""Tempo figures glued around an x for the way up: `31X0`. A set of 31 with no repetition looks the same.

>>> glued_tempo_end(marks_of("squat 3x5 100 31X0"), 5)
8
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has
from bot.language.sets.products import MOST_SETS_WRITTEN, Product, products_in
from bot.language.sets.tempo_part import beside, counts_sets, own_part, touches_tempo
from bot.language.sets.units import Role

EXPLOSIVE = "x"
#: So many figures stand before the x, the largest seconds down, held, and held at the top.
GLUED = 2
_LARGEST = ("5", "3", "x", "2")
#: Fewer than two seconds down are hardly told: "10x1".
_SLOW = 20
#: Loads go up in steps of plates; 31 is none.
_PLATES = 5
_CUTS = (",", "and", "then", "newline")


def glued_tempo_end(marks: Sequence[Mark], at: int) -> int | None:
    """Where `31X0` ends. Beside sets x repetitions of its own only, and too light to be a set of them."""
    glued = marks[at : at + 3]
    written = "".join(mark.text for mark in glued)
    shaped = len(written) == len(_LARGEST) and written[GLUED] == EXPLOSIVE
    if not shaped or any(mark.spaced for mark in glued[1:]):
        return None
    if any(figure > largest for figure, largest in zip(written, _LARGEST, strict=True)):
        return None
    end = at + 3
    first, last = (0, len(marks)) if has(marks, at - 1, "tempo") else own_part(marks, at)
    told, behind = list(products_in(marks[first:at])), list(products_in(marks[end:last]))
    groups = [each for each in (*told, *behind) if len(each.factors) > 1]
    if not groups or not all(map(counts_sets, groups)):
        return None
    before, after = beside(marks, at, end)
    apart = has(marks, before if any(each in groups for each in told) else after, *_CUTS)
    number = int(written[:GLUED])
    doubts = apart + (number % _PLATES == 0) + (number < _SLOW) + int(written[-1])
    doubts -= 2 * touches_tempo(marks, at, end)
    return end if _is_too_light(number, _load((*told, *behind)), doubts) else None


def _is_too_light(number: int, load: float | None, doubts: int) -> bool:
    """Whether the load of the sets tells the figures from a set: the more doubts, the more it must be."""
    if doubts <= 0 or load is None:
        return doubts <= 1
    return doubts <= GLUED and number * doubts < load


def _load(products: Sequence[Product]) -> float | None:
    """The largest number that may be a load."""
    numbers = [
        value.number
        for each in products
        for factor in each.factors
        if factor.role is Role.LOAD or (factor.role is Role.BARE and len(each.factors) != GLUED)
        for value in factor.values
    ]
    return max((each for each in numbers if each > MOST_SETS_WRITTEN), default=None)
