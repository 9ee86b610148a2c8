"""Numbers find their place: products become groups, loads, continuations, or doubts.

>>> place(state, at)  # the product at atom `at`, seen in what was read before it
"""

from bot.language.sets.apart import LARGEST_REPS
from bot.language.sets.around import context, loads_awaited
from bot.language.sets.assemble import MOST_SETS_MADE, STRUCTURES, Assembly
from bot.language.sets.atom import BRACKETS, Atom, Kind
from bot.language.sets.counted import Counted, Doubt
from bot.language.sets.counts import counted
from bot.language.sets.factor import Factor, Value
from bot.language.sets.loads import lone_load
from bot.language.sets.lone import count
from bot.language.sets.looking import doubt, labels
from bot.language.sets.making import make
from bot.language.sets.minis import minis, settle_bare
from bot.language.sets.products import Product
from bot.language.sets.single import lone_sets, one
from bot.language.sets.units import Role

_BEFORE_LIST = frozenset({Kind.COLON, Kind.OPEN, Kind.COMMA, Kind.MINUS})
#: "5 + 5 negatives x 3": after one of these a number of sets follows the sign.
REPEATED = frozenset({Kind.OPEN, Kind.ADDED, Kind.TECHNIQUE, Kind.FAILURE, Kind.RPE, Kind.RIR, Kind.PER_SIDE})


def place(state: Assembly, at: int) -> None:
    """Read the product at atom `at`."""
    atom = state.atoms[at]
    product = atom.product
    if product is None:
        return
    previous = state.atoms[at - 1] if at else None
    kind = previous.kind if previous else None
    if kind is Kind.PLUS and previous is not None and _plus(state, at, product, previous):
        return
    if state.facts.carry:
        product = _in_kilometres(product)
    minus = kind is Kind.MINUS and previous is not None and previous.touches and previous.spaced
    if minus and (state.facts.bodyweight or state.facts.assisted):
        product = _signed(product, -1)
    elif minus and _ends_range(state, product):
        doubt(state, "range")
        return
    if kind is Kind.WORD and state.atoms[at - 1].form in ("x", "xx"):
        # 8xx40,45,50: a private notation, worth a question
        doubt(state, "order")
        return
    if atom.form == "x" and _behind_sign(state, at, product, kind):
        return
    if loads_awaited(state, at, product):
        lone_load(state, at, product.factors[0]._replace(role=Role.LOAD))
        return
    awaited = state.amrap and kind is not Kind.AT
    if awaited and len(product.factors) == 1 and product.factors[0].role in (Role.BARE, Role.REPS):
        make(state, at, count(state, product.factors[0]))
        return
    if len(product.factors) == 1:
        one(state, at, product.factors[0])
    else:
        _many(state, at, product)


def _behind_sign(state: Assembly, at: int, product: Product, before: Kind | None) -> bool:
    """`to failure x3`, `5 + 5 negatives x 3`, `dips x10 x9`: what a number behind a lone sign counts."""
    if before is Kind.FAILURE and not state.groups:
        make(state, at, Counted(sets=int(product.factors[0].number), to_max=True))
    elif before in REPEATED and state.last is not None and state.last.is_one_set:
        lone_sets(state, product.factors[0])
    elif len(product.factors) == 1:
        make(state, at, count(state, product.factors[0]))
    else:
        return False
    return True


def _ends_range(state: Assembly, product: Product) -> bool:
    """`3x8 -12 60kg`: on a lift that nothing helps with, a number of that size ends a range."""
    reps = state.groups[-1].sets[-1].reps if state.groups else None
    bare = len(product.factors) == 1 and product.factors[0].role is Role.BARE
    return bare and reps is not None and reps < product.factors[0].number <= 2 * reps


def _in_kilometres(product: Product) -> Product:
    """`run 5k`: thousands of metres, not kilograms."""
    factors = tuple(
        f._replace(role=Role.METRES, unit=None, values=tuple(Value(v.number * 1000) for v in f.values))
        if f.thousands
        else f
        for f in product.factors
    )
    return product._replace(factors=factors)


def _signed(product: Product, sign: int) -> Product:
    """The product with its first number as an added or taken load."""
    first = product.factors[0]
    values = tuple(value._replace(number=sign * value.number) for value in first.values)
    return product._replace(
        factors=(first._replace(values=values, role=Role.LOAD, sign=sign), *product.factors[1:])
    )


def _plus(state: Assembly, at: int, product: Product, plus: Atom) -> bool:
    """What follows a plus: an added load, mini-sets, or (False) a group like any other."""
    before = state.before(at - 1, BRACKETS)
    single = len(product.factors) == 1
    first = product.factors[0]
    if before is not None and before.kind is Kind.BODYWEIGHT:
        place_signed(state, at, _signed(product, 1))
        return True
    structured = not STRUCTURES.isdisjoint(labels(state))
    glued = plus.touches and plus.spaced
    if state.facts.bodyweight and glued and not structured and first.role in (Role.BARE, Role.LOAD):
        place_signed(state, at, _signed(product, 1))
        return True
    if first.role is Role.LOAD:
        if state.facts.bodyweight or state.facts.hold:
            place_signed(state, at, _signed(product, 1))
        return True
    settle_bare(state, at - 2)
    if single and first.role in (Role.BARE, Role.REPS) and state.groups:
        minis(state, tuple(value.number for value in first.values))
        return True
    if structured and state.groups and all(f.role in (Role.BARE, Role.MAX) for f in product.factors):
        reps, times = first.number, product.factors[1].number
        minis(state, (reps,) * int(min(times, MOST_SETS_MADE)))
        return True
    return False


def place_signed(state: Assembly, at: int, product: Product) -> None:
    """Read a product whose first number is a signed load."""
    if len(product.factors) == 1:
        lone_load(state, at, product.factors[0])
    else:
        _many(state, at, product)


def _many(state: Assembly, at: int, product: Product) -> None:
    """A product of several factors."""
    known = counted(product, context(state, at))
    if isinstance(known, Doubt):
        chosen = doubt(state, known.about, len(known.readings))
        if known.readings:
            make(state, at, known.readings[chosen])
        return
    if known.low:
        state.guesses.append("order")
    if _loads_carries(state, known):
        return
    if known.to_max and _result_follows(state, at, known):
        if known.loads:
            lone_load(state, at, Factor(tuple(Value(v) for v in known.loads), Role.LOAD, known.unit))
        state.amrap = True
        return
    if known.to_max and not known.loads and _list_follows(state, at):
        # 3xAMRAP: 15, 12, 10
        state.sets, state.amrap = known.sets, True
        return
    if not known.has_work:
        if known.loads:
            lone_load(state, at, Factor(tuple(Value(v) for v in known.loads), Role.LOAD, known.unit))
        if known.sets is not None:
            state.sets = known.sets
        return
    make(state, at, known)


def _list_follows(state: Assembly, at: int) -> bool:
    """Whether the next numbers are a list."""
    following = state.after(at, _BEFORE_LIST)
    return following is not None and following.product is not None and following.product.factors[0].is_list


def _result_follows(state: Assembly, at: int, known: Counted) -> bool:
    """`60kg x AMRAP (14)`, `1xAMRAP 9`: one set whose count stands behind it."""
    following = state.after(at, frozenset({Kind.COLON, Kind.OPEN, Kind.RESULT, Kind.MINUS, Kind.CHAIN}))
    if known.sets not in (None, 1) or following is None or following.product is None:
        return False
    count = following.product.factors[0]
    counted = count.role is Role.REPS or (count.role is Role.BARE and count.number <= LARGEST_REPS)
    return len(following.product.factors) == 1 and counted and not count.is_list


def _loads_carries(state: Assembly, known: Counted) -> bool:
    """`carry 40m 24kg x 3`: what follows the way is its load, and how often."""
    last = state.last if state.facts.carry else None
    if last is None or last.loaded or not last.is_one_set or last.sets[0].distance_m is None:
        return False
    if not known.loads or len(known.reps) != 1:
        return False
    last.sets = [last.sets[0].copy() for _ in range(int(min(known.reps[0].number, MOST_SETS_MADE)))]
    lone_load(state, 0, Factor(tuple(Value(v) for v in known.loads), Role.LOAD, known.unit))
    return True
