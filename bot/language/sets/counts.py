"""Which number is what: the order-of-fields procedure.

Words and units win; of three numbers the reps are in the middle; of two, a first number up to 10
counts sets and one above 12 is a load. Where two readings are sensible a `Doubt` carries both.

    >>> counted(product("3x12x50kg"), Context())
    Counted(sets=3, reps=(12,), loads=(50,), unit=kg)
"""

from collections.abc import Sequence

from bot.language.sets.counted import Context, Counted, Doubt
from bot.language.sets.factor import Factor
from bot.language.sets.products import Product
from bot.language.sets.units import Role

MOST_SETS = 10
FIRST_SURE_LOAD = 12
MOST_REPS_IN_SETS = 50
FEW_SETS = 6
FEW_REPS = 5
SHORTEST_HOLD_S = 15
MOST_REPS_AFTER_LOAD = 30
SMALLEST_DROP = 0.25


def counted(product: Product, context: Context) -> Counted | Doubt:
    """Put every number of a product in its place."""
    factors = product.factors
    places = {factor.role: place for place, factor in enumerate(factors)}
    if Role.PLATES in places:
        return Doubt("plates")
    known, bare = _named(factors, context)
    if len(factors) == 1 and not known.has_work and not known.loads and known.sets is None:
        return known
    match len(bare):
        case 0:
            return known
        case 1:
            return _one(known, bare[0], places, context)
        case 2:
            return _two(known, bare, places, context)
        case 3 if known.loads and not known.has_work and known.sets is None:
            # 50kg x12 x12 x10: one load, and the repetitions set by set
            return known._replace(reps=tuple(value for factor in bare for value in factor.values))
        case 3 if known == Counted():
            return _three(bare, context)
        case _:
            return Doubt("order")


def _is_pair_of_dumbbells(factors: Sequence[Factor], factor: Factor, context: Context) -> bool:
    """`20s for 10, 8, 6`: the first number of a product with more repetitions than sets is a load."""
    if not factor.pair or context.hold or len(factors) == 1 or factors[0] is not factor:
        return False
    following = factors[1]
    return following.role in (Role.BARE, Role.REPS) and (following.is_list or following.number > FEW_REPS)


def _named(factors: Sequence[Factor], context: Context) -> tuple[Counted, list[Factor]]:
    """What units and words already say, and the factors without any."""
    known, bare = Counted(), list[Factor]()
    for factor in factors:
        match factor.role:
            case Role.BARE:
                bare.append(factor)
            case Role.SETS:
                known = known._replace(sets=int(factor.number))
            case Role.REPS:
                known = _with_reps(known, factor)
            case Role.LOAD:
                known = known._replace(loads=_numbers(factor), unit=factor.unit)
            case Role.SECONDS if _is_pair_of_dumbbells(factors, factor, context):
                known = _with_load(known, factor)
            case Role.SECONDS:
                known = known._replace(seconds=_numbers(factor))
            case Role.METRES:
                known = known._replace(metres=_numbers(factor))
            case Role.MAX:
                known = known._replace(to_max=True)
            case Role.PERCENT | Role.PLATES:
                pass
    return known, bare


def _numbers(factor: Factor) -> tuple[float, ...]:
    return tuple([value.number for value in factor.values])


def _read(reps: Factor, *, sets: Factor | None = None, load: Factor | None = None) -> Counted:
    """Bare factors, each in its place."""
    return Counted(
        sets=None if sets is None else _sets(sets),
        reps=reps.values,
        loads=() if load is None else _numbers(load),
        planned_range=reps.is_range,
        slashed=reps.separator == "/",
    )


def _with_reps(known: Counted, factor: Factor) -> Counted:
    slashed = factor.separator == "/"
    return known._replace(reps=factor.values, planned_range=factor.is_range, slashed=slashed)


def _with_load(known: Counted, factor: Factor) -> Counted:
    return known._replace(loads=_numbers(factor))


def _is_decimal(factor: Factor) -> bool:
    return any(value.decimal for value in factor.values)


def _one(known: Counted, factor: Factor, places: dict[Role, int], context: Context) -> Counted | Doubt:
    """One number without a unit beside numbers with one."""
    if known.sets is not None:
        if not known.has_work and not (context.hold and factor.number >= SHORTEST_HOLD_S):
            return _with_reps(known, factor)
        if not known.has_work:
            return known._replace(seconds=_numbers(factor), low=True)
        return _with_load(known, factor)
    if known.has_work:
        if factor.number <= MOST_SETS and not _is_decimal(factor) and not factor.is_list:
            return known._replace(sets=int(factor.number))
        return _with_load(known, factor)
    if known.loads:
        return _beside_load(known, factor, places, context)
    return Doubt("order")


def _beside_load(
    known: Counted, factor: Factor, places: dict[Role, int], context: Context
) -> Counted | Doubt:
    """`60 kg x 8` and `8 x 55kg`: one set."""
    if context.hold and factor.number >= SHORTEST_HOLD_S:
        return known._replace(seconds=_numbers(factor), low=True)
    low = places.get(Role.LOAD, 0) > places[Role.BARE]
    return _with_reps(known, factor)._replace(low=low)


def _two(
    known: Counted, bare: Sequence[Factor], places: dict[Role, int], context: Context
) -> Counted | Doubt:
    first, second = bare
    if known.sets is not None:
        load, reps = (first, second) if first.number > second.number else (second, first)
        return _with_load(_with_reps(known, reps), load)
    if known.has_work:
        return _two_with_work(known, first, second)
    if known.loads:
        at = places.get(Role.LOAD, 0)
        if at > 0 and first.number > MOST_SETS and second.number <= FEW_SETS:
            # 12 x 3 x 20 kg
            return _with_reps(known, first)._replace(sets=_sets(second), low=True)
        if at == 0 and not _counts_sets_second(first, second):
            return _with_reps(known, first)._replace(sets=_sets(second))
        return _with_reps(known, second)._replace(sets=_sets(first))
    return _sets_and_reps(first, second, context)


def _two_with_work(known: Counted, first: Factor, second: Factor) -> Counted:
    """`3x30mx28`, `80 x 8 reps x 3`: the larger or decimal number is the load, the other counts sets."""
    if first.number > second.number or _is_decimal(first):
        return _with_load(known._replace(sets=_sets(second)), first)
    return _with_load(known._replace(sets=_sets(first)), second)


def _counts_sets_second(middle: Factor, last: Factor) -> bool:
    """`25x3x15`: sets are rarely above ten, so the middle counts them."""
    return last.number > MOST_SETS and middle.number <= FEW_REPS


def _sets(factor: Factor) -> int:
    return max(1, int(factor.number))


def _sets_of(sets: Factor, reps: Factor) -> Counted:
    """The one number counts sets of the other."""
    return _read(reps, sets=sets)


def _loaded(load: Factor, reps: Factor) -> Counted:
    """The one number is the load of the other."""
    return _read(reps, load=load)


def _sets_and_reps(first: Factor, second: Factor, context: Context) -> Counted | Doubt:
    """Two numbers without any unit."""
    if first.is_list:
        if second.is_list and min(_numbers(first)) > max(_numbers(second)):
            return _loaded(first, second)
        counts = context.load_known and second.number <= MOST_SETS and not _is_decimal(second)
        return _sets_of(second, first) if counts else _loaded(second, first)
    if context.hold:
        return _hold(first, second)
    if context.carry:
        return Counted(sets=_sets(first), metres=_numbers(second), low=True)
    if any(value.side for value in second.values):
        return _sets_of(first, second)
    if second.is_list and not second.is_range:
        own = context.load_known or first.number == len(second.values)
        if not own and first.number <= FEW_SETS and len(second.values) == 2 and not _is_decimal(first):  # noqa: PLR2004
            return Doubt("order", (_loaded(first, second),))
        counts = own and first.number <= MOST_SETS and not _is_decimal(first)
        return _sets_of(first, second) if counts else _loaded(first, second)
    if _is_decimal(first) or _is_drop(first.number, context):
        return _loaded(first, second)
    if _is_decimal(second):
        return _loaded(second, first)._replace(low=True)
    return _by_size(first, second, context)


def _by_size(first: Factor, second: Factor, context: Context) -> Counted | Doubt:
    """Two whole numbers: up to 10 the first counts sets, above 12 it is a load, between: ask."""
    a, b = first.number, second.number
    if context.load_known and a > MOST_SETS:
        return _sets_of(second, first) if b <= MOST_SETS else Doubt("order", (_loaded(first, second),))
    if a <= MOST_SETS:
        likely = b <= MOST_REPS_IN_SETS or context.bodyweight or context.load_known
        as_sets = _sets_of(first, second)
        return as_sets if likely else Doubt("order", (_loaded(second, first), as_sets))
    as_load = _loaded(first, second)
    if a <= FIRST_SURE_LOAD:
        if b <= MOST_SETS:
            return Doubt("order", (as_load, _sets_of(second, first)))
        return Doubt("order", (as_load, _loaded(second, first)) if b > MOST_REPS_AFTER_LOAD else (as_load,))
    if context.bodyweight and b <= FEW_REPS:
        return Doubt("order", (_sets_of(second, first), as_load))
    if b > MOST_REPS_AFTER_LOAD and b > a:
        return Doubt("order", (_loaded(second, first), as_load))
    return as_load


def _is_drop(load: float, context: Context) -> bool:
    """`dropset 12x8` after 16 kg: a somewhat lower first number is the load."""
    top, lower = context.drop_from, context.falls_next
    if lower is not None and not context.load_known and lower < load:
        return True
    return top is not None and top * SMALLEST_DROP <= load < top


def _hold(first: Factor, second: Factor) -> Counted | Doubt:
    """On a hold bare numbers from 15 up are seconds."""
    if second.number >= SHORTEST_HOLD_S and first.number <= MOST_SETS:
        return Counted(sets=_sets(first), seconds=_numbers(second), low=True)
    if first.number >= SHORTEST_HOLD_S and second.number <= MOST_SETS:
        return Counted(sets=_sets(second), seconds=_numbers(first), low=True)
    return _read(second, sets=first)


def _three(bare: Sequence[Factor], context: Context) -> Counted | Doubt:
    """Three numbers without any unit: the reps are in the middle, the larger outer one is the load."""
    first, middle, last = bare
    load_last = _read(middle, sets=first, load=last)
    load_first = _read(middle, sets=last, load=first)
    sets_middle = _read(last, sets=middle, load=first)._replace(low=True)
    a, c = first.number, last.number
    if last.is_list or _is_decimal(last):
        return load_last
    if a > FIRST_SURE_LOAD and _counts_sets_second(middle, last) and c <= MOST_REPS_IN_SETS and a >= c:
        return sets_middle
    if _is_decimal(first):
        return load_first
    if context.load_known or a == c:
        return Doubt("order", (load_last, load_first) if a != c else (load_last,))
    if max(a, c) > FIRST_SURE_LOAD:
        if min(a, c) > FIRST_SURE_LOAD:
            return Doubt("order", (load_last, load_first))
        return load_first if a > c else load_last
    if a <= FEW_SETS < c:
        return load_last._replace(low=True)
    if c <= FEW_SETS < a:
        return load_first._replace(low=True)
    return Doubt("order", (load_last, load_first))
