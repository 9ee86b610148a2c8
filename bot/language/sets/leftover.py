"""Numbers of a report that no set carries: they are named in the reply, never lost silently.

>>> leftover(state, segment.marks, sets)  # the 42 of "bench 3x8 80 42"
(Mark("42"),)
"""

from collections.abc import Sequence

from bot.domain.training import SetEntry
from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.factor import Factor
from bot.language.sets.mark import Mark
from bot.language.sets.units import Role

_WITHOUT_NUMBERS = frozenset({Role.PERCENT, Role.PLATES, Role.MAX})
_COUNTING = frozenset({Kind.PRODUCT, Kind.ADDED, Kind.RPE, Kind.RIR, Kind.TECHNIQUE})


def leftover(state: Assembly, marks: Sequence[Mark], sets: Sequence[SetEntry]) -> tuple[Mark, ...]:
    """The marks of numbers that stand in no set, in order."""
    said = _carried(state, sets)
    if said.issuperset(_numbers(state.atoms)):
        return ()
    carried = frozenset([round(value, 3) for value in said])
    found = []
    for atom in state.atoms:
        if atom.kind not in _COUNTING or atom.technique == "dropset":
            continue
        missing = [value for value in _written(atom, carried) if not _is_carried(value, carried)]
        if missing:
            spots = [mark for mark in marks[atom.first : atom.last] if mark.number is not None]
            found += [mark for mark in spots if (mark.number or 0) in missing] or spots
    return tuple(found)


def _numbers(atoms: Sequence[Atom]) -> list[float]:
    """Every number of some atoms: in most reports all of them are carried."""
    counting = [atom for atom in atoms if atom.kind in _COUNTING]
    products = [atom.product for atom in counting if atom.product is not None]
    return [
        *[number for atom in counting for number in atom.values],
        *[abs(value.number) for each in products for factor in each.factors for value in factor.values],
    ]


def _carried(state: Assembly, sets: Sequence[SetEntry]) -> set[float]:
    """Every number that the sets say, and how many sets stand together."""
    found: set[float] = {len(sets), *[len(group.sets) for group in state.groups]}
    for at, one in enumerate(sets):
        if at and one is sets[at - 1]:
            continue
        values = (one.reps, one.load, one.rpe, one.rir, one.seconds, one.distance_m, *(one.sides or ()))
        found.update([abs(value) for value in values if value is not None])
        found.add(len(one.continuations))
        if one.per_side and one.reps is not None:
            found.add(one.reps / 2)
        if one.to_failure and one.reps is not None:
            found.add(one.reps + 1)
        for each in one.continuations:
            found.update([abs(value) for value in (each.reps, each.load) if value is not None])
    return found


def _written(atom: Atom, carried: frozenset[float]) -> list[float]:
    """The numbers of an atom that a set has to carry."""
    found = list(atom.values if atom.kind is not Kind.RPE and atom.kind is not Kind.RIR else atom.values[-1:])
    for factor in atom.product.factors if atom.product is not None else ():
        if factor.role in _WITHOUT_NUMBERS:
            continue
        values = _values(factor, carried)
        rises = factor.is_range and values[0] < values[1]
        if not (rises and any(_is_carried(value, carried) for value in values)):
            found += values
    return found


def _values(factor: Factor, carried: frozenset[float]) -> list[float]:
    """The numbers of a factor; `5k` may have become metres."""
    numbers = [abs(value.number) for value in factor.values]
    if not factor.thousands:
        return numbers
    return [number * 1000 if number * 1000 in carried else number for number in numbers]


def _is_carried(value: float, carried: frozenset[float]) -> bool:
    """Whether some set says the number, rounded as sets are."""
    return round(value, 3) in carried or float(round(value)) in carried
