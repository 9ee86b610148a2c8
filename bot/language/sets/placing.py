"""Numbers find their place: products become groups, loads, continuations, or doubts.

>>> place(state, at)  # the product at atom `at`, seen in what was read before it
"""

from bot.language.sets.around import context, has_article, link_before, loads_awaited
from bot.language.sets.assemble import MOST_SETS_MADE, STRUCTURES, Assembly
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.counted import Counted, Doubt
from bot.language.sets.counts import counted
from bot.language.sets.factor import Factor, Value
from bot.language.sets.loads import lone_load
from bot.language.sets.lone import HIGHEST_RPE, LOWEST_RPE_SIGN, count, counts_name, lone_number
from bot.language.sets.looking import add_modifier, current_load, doubt, labels
from bot.language.sets.making import make
from bot.language.sets.minis import minis, settle_bare
from bot.language.sets.products import Product
from bot.language.sets.units import Role

LARGEST_REPS = 40
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
    if kind is Kind.MINUS and previous is not None and previous.touches and previous.spaced:
        product = _signed(product, -1)
    if kind is Kind.WORD and state.atoms[at - 1].form in ("x", "xx"):
        # 8xx40,45,50: a private notation, worth a question
        doubt(state, "order")
        return
    if atom.form == "x" and kind is Kind.FAILURE and not state.groups:
        make(state, at, Counted(sets=int(product.factors[0].number), to_max=True))
        return
    if atom.form == "x" and kind in REPEATED and state.last is not None and state.last.is_one_set:
        _lone_sets(state, product.factors[0])
        return
    if atom.form == "x" and len(product.factors) == 1:
        make(state, at, count(state, product.factors[0]))
        return
    if loads_awaited(state, at, product):
        lone_load(state, at, product.factors[0]._replace(role=Role.LOAD))
        return
    awaited = state.amrap and kind is not Kind.AT
    if awaited and len(product.factors) == 1 and product.factors[0].role in (Role.BARE, Role.REPS):
        make(state, at, count(state, product.factors[0]))
        return
    if len(product.factors) == 1:
        _one(state, at, product.factors[0])
    else:
        _many(state, at, product)


def _one(state: Assembly, at: int, factor: Factor) -> None:
    """A product of one factor."""
    if _drops_with_load_behind(state, at, factor):
        return
    link = link_before(state, at)
    if link is not None and link.kind is Kind.AT and link.form != "@" and counts_name(state, at, factor):
        make(state, at, count(state, factor))
    elif link is not None and link.kind is Kind.AT and link.form != "for":
        _at_value(state, at, factor, sign=link.form == "@")
    else:
        _single(state, at, factor)


def _drops_with_load_behind(state: Assembly, at: int, count: Factor) -> bool:
    """`drop set: 12 @ 20kg, 9 @ 15`: in a chain of drops each count is followed by its own load."""
    if not (state.dropping or state.chained) or count.role not in (Role.BARE, Role.REPS) or count.is_list:
        return False
    sign, behind = state.after(at), state.after(at + 1)
    if sign is None or sign.kind is not Kind.AT or behind is None or behind.product is None:
        return False
    load = behind.product.factors[0]
    top = current_load(state.groups[-1].sets[-1]) if state.groups else None
    alone = len(behind.product.factors) == 1 and not load.is_list
    if not alone or load.role not in (Role.BARE, Role.LOAD) or (top is not None and load.number >= top):
        return False
    state.taken = at + 2
    make(state, at, Counted(reps=count.values, loads=(load.number,), unit=load.unit))
    return True


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
    before = state.before(at - 1, frozenset({Kind.OPEN}))
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
        if state.facts.bodyweight:
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


def _at_value(state: Assembly, at: int, factor: Factor, *, sign: bool) -> None:
    """The number after `@`, "at" or "with": an RPE or the load."""
    values = [value.number for value in factor.values]
    group = state.last
    if not sign and factor.role in (Role.BARE, Role.REPS) and _failed_at(state, at):
        _end_at(state, at, factor)
        return
    sized = all(LOWEST_RPE_SIGN <= v <= HIGHEST_RPE and v * 2 == int(v * 2) for v in values)
    if factor.role is Role.BARE and sized and sign and group is not None:
        load_known = group.loaded or group.sets[-1].load is not None or _load_follows(state, at)
        if not load_known and state.facts.isolation:
            if doubt(state, "rpe_or_load", 2) == 1:
                lone_load(state, at, factor._replace(role=Role.LOAD))
                return
        elif not load_known:
            state.guesses.append("rpe_without_load")
        effort = tuple(sorted(values)[-1:]) if factor.is_range else tuple(values)
        add_modifier(state, Kind.RPE, values=effort)
        return
    if factor.role in (Role.BARE, Role.LOAD) or factor.pair:
        lone_load(state, at, factor._replace(role=Role.LOAD))
        return
    _single(state, at, factor)


def _failed_at(state: Assembly, at: int) -> bool:
    """`hit failure at 11`: the word before "at" says what the number counts."""
    told = state.before(at, frozenset({Kind.AT, Kind.WORD, Kind.OPEN}))
    return told is not None and told.kind is Kind.FAILURE and told.form != "count_to_failure"


def _end_at(state: Assembly, at: int, factor: Factor) -> None:
    """The repetitions at which a set ended: its own, or those of the last of several sets."""
    last, reps = state.last, int(factor.number)
    if last is None or (last.loaded and state.load is not None and state.load.fresh):
        make(state, at, count(state, factor))
    elif last.sets[-1].reps != reps:
        last.sets[-1].reps = reps


def _load_follows(state: Assembly, at: int) -> bool:
    return any(
        atom.product is not None and any(f.role is Role.LOAD for f in atom.product.factors)
        for atom in state.atoms[at + 1 :]
    )


def _single(state: Assembly, at: int, factor: Factor) -> None:
    """One factor by itself."""
    match factor.role:
        case Role.LOAD:
            lone_load(state, at, factor)
        case Role.SETS:
            _lone_sets(state, factor)
        case Role.REPS:
            make(state, at, count(state, factor))
        case Role.SECONDS:
            _lone_seconds(state, at, factor)
        case Role.METRES:
            if state.facts.carry or not state.groups:
                make(state, at, Counted(metres=tuple(value.number for value in factor.values)))
        case Role.PLATES:
            doubt(state, "plates")
        case Role.BARE:
            lone_number(state, at, factor)
        case Role.PERCENT | Role.MAX:
            pass


def _lone_sets(state: Assembly, factor: Factor) -> None:
    """`3 sets`: counts what comes, or repeats the one set that stands before it."""
    last = state.last
    count = int(factor.number)
    if last is not None and last.is_one_set and last.form != "sets" and 1 < count <= MOST_SETS_MADE:
        last.sets = [last.sets[0].copy() for _ in range(count)]
        last.form = "sets"
        return
    state.sets = count


def _lone_seconds(state: Assembly, at: int, factor: Factor) -> None:
    """A time by itself: a hold, the time of a distance, or (14s) a pair of dumbbells."""
    seconds = tuple(value.number for value in factor.values)
    group, following = state.last, state.after(at)
    timed = state.facts.hold or state.facts.carry
    counts_follow = following is not None and following.kind is Kind.PRODUCT
    named = state.facts.by_hand or has_article(state, at)
    if factor.pair and not timed and (group is not None or state.sets or counts_follow or named):
        if group is None or not group.loaded or counts_follow:
            lone_load(state, at, factor._replace(role=Role.LOAD))
        return
    moved = group is not None and group.is_one_set and group.sets[0].distance_m is not None
    if moved and group is not None and group.sets[0].seconds is None:
        group.sets[0].seconds = round(seconds[0])
    elif timed or (group is None and not state.facts.isolation):
        make(state, at, Counted(seconds=seconds))


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
    following = state.after(at, frozenset({Kind.COLON, Kind.OPEN, Kind.COMMA, Kind.MINUS}))
    listed = following is not None and following.product is not None and following.product.factors[0].is_list
    if known.to_max and not known.loads and listed:
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


def _loads_carries(state: Assembly, known: Counted) -> bool:
    """`carry 40m 24kg x 3`: what follows the way is its load, and how often."""
    last = state.last
    ways = last is not None and last.is_one_set and last.sets[0].distance_m is not None and not last.loaded
    if not (ways and state.facts.carry and known.loads and len(known.reps) == 1) or last is None:
        return False
    last.sets = [last.sets[0].copy() for _ in range(int(min(known.reps[0].number, MOST_SETS_MADE)))]
    lone_load(state, 0, Factor(tuple(Value(v) for v in known.loads), Role.LOAD, known.unit))
    return True
