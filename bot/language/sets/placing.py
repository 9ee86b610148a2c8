"""Numbers find their place: products become groups, loads, continuations, or doubts.

>>> place(state, at)  # the product at atom `at`, seen in what was read before it
"""

from dataclasses import replace

from bot.domain.training import Unit
from bot.language.sets.assemble import MOST_SETS_MADE, STRUCTURES, Assembly, Load, Modifier
from bot.language.sets.atoms import Atom, Kind
from bot.language.sets.counts import SHORTEST_HOLD_S, Context, Counted, Doubt, counted
from bot.language.sets.drafts import Group
from bot.language.sets.looking import add_modifier, current_load, doubt, is_mechanical, labels
from bot.language.sets.making import make
from bot.language.sets.numbers import Factor, Product, Role, Value

LOWEST_RPE_SIGN = 5
HIGHEST_RPE = 10
LARGEST_REPS = 40
LOAD_TO_REPS = 1.6
SMALLEST_LONE_LOAD = 12
QUIET = frozenset({Kind.WORD, Kind.EXERCISE, Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.PER_HAND, Kind.BAND})
LINKS = QUIET | {Kind.COMMA, Kind.AT, Kind.PER_SIDE, Kind.ONLY, Kind.WORK, Kind.RESULT}


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
    if kind is Kind.MINUS and previous is not None and previous.touches and previous.spaced:
        product = _signed(product, -1)
    if atom.form == "x" and len(product.factors) == 1:
        make(state, at, _count(state, product.factors[0]))
        return
    awaited = state.amrap and (previous is None or kind is not Kind.AT)
    if awaited and len(product.factors) == 1 and product.factors[0].role in (Role.BARE, Role.REPS):
        make(state, at, _count(state, product.factors[0]))
        return
    if len(product.factors) == 1:
        link = state.before(at, frozenset({Kind.OPEN}))
        if link is not None and link.kind is Kind.AT and link.form != "for":
            _at_value(state, at, product.factors[0], sign=link.form == "@")
            return
        _single(state, at, product.factors[0])
        return
    _many(state, at, product)


def context(state: Assembly, at: int) -> Context:
    """What is known around the product at `at`."""
    facts = state.facts
    following = state.after(at, frozenset({Kind.AT, Kind.PER_SIDE, Kind.WORD, Kind.PER_HAND}))
    load_follows = (
        following is not None
        and following.product is not None
        and (following.product.factors[0].role is Role.LOAD and len(following.product.factors) == 1)
    )
    return Context(
        load_known=load_follows or (state.load is not None and state.load.fresh),
        bodyweight=facts.bodyweight,
        hold=facts.hold,
        carry=facts.carry,
        drop_from=_drop_from(state),
        falls_next=_falls_next(state, at),
    )


def _drop_from(state: Assembly) -> float | None:
    """The load that a drop would fall from: after a drop word, or anywhere under that label."""
    if not state.groups:
        return None
    last = state.groups[-1]
    named = state.dropping or state.chained or ("dropset" in labels(state) and last.clause == state.clause)
    return current_load(last.sets[-1]) if named else None


def _falls_next(state: Assembly, at: int) -> float | None:
    """The first number after a chain sign that follows the product."""
    following = state.after(at)
    after = state.after(at + 1)
    if following is None or following.kind is not Kind.CHAIN or after is None or after.product is None:
        return None
    return after.product.factors[0].number


def _signed(product: Product, sign: int) -> Product:
    """The product with its first number as an added or taken load."""
    first = product.factors[0]
    values = tuple(replace(value, number=sign * value.number) for value in first.values)
    return replace(
        product, factors=(replace(first, values=values, role=Role.LOAD, sign=sign), *product.factors[1:])
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
        _minis(state, tuple(value.number for value in first.values))
        return True
    if structured and state.groups and all(f.role in (Role.BARE, Role.MAX) for f in product.factors):
        reps, times = first.number, product.factors[1].number
        _minis(state, (reps,) * int(min(times, MOST_SETS_MADE)))
        return True
    return False


def place_signed(state: Assembly, at: int, product: Product) -> None:
    """Read a product whose first number is a signed load."""
    if len(product.factors) == 1:
        _lone_load(state, at, product.factors[0])
    else:
        _many(state, at, product)


def settle_bare(state: Assembly, at: int) -> None:
    """A lone number in front of a plus counted repetitions: 12+5 partials."""
    load = state.load
    if load is not None and load.bare and load.fresh and len(load.values) == 1 and load.place == at:
        state.load = None
        make(state, at, Counted(reps=(Value(load.values[0]),)))


def _minis(state: Assembly, reps: tuple[float, ...]) -> None:
    """Mini-sets after a plus: 9+4+2."""
    latest = state.modifiers[-1] if state.modifiers else None
    if (
        latest is not None
        and latest.form == "minis"
        and latest.phrase == state.phrase
        and latest.anchor == len(state.groups)
    ):
        state.modifiers[-1] = replace(latest, values=(*latest.values, *reps))
        return
    state.modifiers.append(
        Modifier(
            Kind.ADDED,
            len(state.groups),
            state.phrase,
            len(state.modifiers) + len(state.scopes),
            values=reps,
            form="minis",
        )
    )


def _at_value(state: Assembly, at: int, factor: Factor, *, sign: bool) -> None:
    """The number after `@`, "at" or "with": an RPE or the load."""
    values = [value.number for value in factor.values]
    group = state.last
    sized = all(LOWEST_RPE_SIGN <= v <= HIGHEST_RPE and v * 2 == int(v * 2) for v in values)
    if factor.role is Role.BARE and sized and sign and group is not None:
        load_known = group.loaded or group.sets[-1].load is not None or _load_follows(state, at)
        if not load_known and state.facts.isolation:
            if doubt(state, "rpe_or_load", 2) == 1:
                _lone_load(state, at, replace(factor, role=Role.LOAD))
                return
        elif not load_known:
            state.guesses.append("rpe_without_load")
        effort = tuple(sorted(values)[-1:]) if factor.is_range else tuple(values)
        add_modifier(state, Kind.RPE, values=effort)
        return
    if factor.role in (Role.BARE, Role.LOAD) or factor.pair:
        _lone_load(state, at, replace(factor, role=Role.LOAD))
        return
    _single(state, at, factor)


def _load_follows(state: Assembly, at: int) -> bool:
    return any(
        atom.product is not None and any(f.role is Role.LOAD for f in atom.product.factors)
        for atom in state.atoms[at + 1 :]
    )


def _single(state: Assembly, at: int, factor: Factor) -> None:
    """One factor by itself."""
    match factor.role:
        case Role.LOAD:
            _lone_load(state, at, factor)
        case Role.SETS:
            _lone_sets(state, factor)
        case Role.REPS:
            make(state, at, _count(state, factor))
        case Role.SECONDS:
            _lone_seconds(state, at, factor)
        case Role.METRES:
            if state.facts.carry or not state.groups:
                make(state, at, Counted(metres=tuple(value.number for value in factor.values)))
        case Role.PLATES:
            doubt(state, "plates")
        case Role.BARE:
            _lone_number(state, at, factor)
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
    seconds = tuple(value.number for value in factor.values)
    group = state.last
    if factor.pair and not state.facts.hold and (group is not None or state.sets):
        if group is not None and not group.loaded:
            _lone_load(state, at, replace(factor, role=Role.LOAD))
        return
    if state.facts.hold or state.facts.carry or (group is None and not state.facts.isolation):
        make(state, at, Counted(seconds=seconds))


def _lone_load(state: Assembly, at: int, factor: Factor) -> None:
    """A load by itself: it belongs to the group before it, or waits for the next."""
    values = tuple(value.number for value in factor.values)
    unit = factor.unit or state.unit
    if state.facts.assisted and factor.sign == 0:
        values = tuple(-abs(value) for value in values)
    group = state.last
    if group is not None and (state.dropping or state.chained) and not _count_follows(state, at):
        if _drop_load_only(state, values, unit):
            return
    waiting = state.load is not None and state.load.fresh and not state.load.bare
    if state.load is not None and state.load.bare and state.load.fresh and not state.groups:
        if _count_before_load(state, at, values, unit):
            return
    if group is not None and not group.loaded and not waiting:
        attach(state, group, values, unit)
        return
    state.load = Load(values, unit, place=at)


def _count_follows(state: Assembly, at: int) -> bool:
    """Whether repetitions for a load at `at` follow in the same breath."""
    following = state.after(at, frozenset({Kind.AT, Kind.WORD, Kind.COLON}))
    if following is None or following.product is None:
        return False
    factor = following.product.factors[0]
    return factor.role is Role.REPS or (factor.role is Role.BARE and state.after(at) is not None)


def _count_before_load(state: Assembly, at: int, values: tuple[float, ...], unit: Unit) -> bool:
    """`20 5kg curls`: the bare number counted repetitions."""
    bare = state.load
    if bare is None or len(bare.values) != 1 or bare.values[0] > LARGEST_REPS or bare.values[0] % 1:
        return False
    state.load = Load(values, unit, place=at)
    state.guesses.append("count_first")
    make(state, at, Counted(reps=(Value(bare.values[0]),)))
    return True


def _drop_load_only(state: Assembly, values: tuple[float, ...], unit: Unit) -> bool:
    """`drop to 40`: a lower load without repetitions."""
    top = current_load(state.groups[-1].sets[-1])
    if top is None or not all(value < top for value in values):
        return False
    del unit
    for value in values:
        state.groups[-1].sets[-1].add("dropset", None, value)
    return True


def attach(state: Assembly, group: Group, values: tuple[float, ...], unit: Unit) -> None:
    """Give a group its load: one for all, or one by one."""
    if len(values) > 1 and group.is_one_set:
        group.sets = [group.sets[0].copy() for _ in values]
    if len(values) not in (1, len(group.sets)):
        doubt(state, "weights")
        return
    loads = values * len(group.sets) if len(values) == 1 else values
    for draft, load in zip(group.sets, loads, strict=True):
        draft.load, draft.unit = load, unit
    group.loaded = True
    if len(values) == 1:
        _backfill(state, group, values[0], unit)
        state.load = Load(values, unit, fresh=False)


def _backfill(state: Assembly, group: Group, value: float, unit: Unit) -> None:
    """`3x10, 2x8 14kg`: a load at the end also belongs to the groups before it that have none."""
    if state.facts.bodyweight:
        return
    for earlier in state.groups[:-1]:
        if (
            earlier.clause == group.clause
            and not earlier.loaded
            and all(s.load is None and not s.bare for s in earlier.sets)
        ):
            for draft in earlier.sets:
                draft.load, draft.unit = value, unit
            state.guesses.append("load_for_all_groups")


def _lone_number(state: Assembly, at: int, factor: Factor) -> None:
    """A number, or a list of them, without any unit."""
    numbers = [value.number for value in factor.values]
    previous = state.before(at)
    if state.label is not None or state.amrap or _marked(factor) or state.sets or is_mechanical(state):
        make(state, at, _count(state, factor))
        return
    if factor.is_range and not state.facts.unilateral:
        if state.groups and previous is not None and previous.kind is Kind.WORD:
            return
        make(state, at, _count(state, factor))
        return
    if factor.is_list and factor.separator == " " and numbers[0] > LOAD_TO_REPS * max(numbers[1:]):
        state.load = Load((numbers[0],), state.unit)
        make(state, at, Counted(reps=factor.values[1:]))
        return
    if _is_load_and_reps(state, factor):
        known = Counted(loads=(numbers[0],), reps=factor.values[1:], low=True)
        state.guesses.append("order")
        make(state, at, known)
        return
    if _is_rated(state, at):
        make(state, at, _count(state, factor))
        return
    if _is_mini(state, at, numbers):
        _minis(state, tuple(numbers))
        return
    if _goes_on_with_reps(state, previous, numbers):
        make(state, at, _count(state, factor))
        return
    if _belongs_to_group(state, at):
        _lone_load(state, at, replace(factor, role=Role.LOAD))
        return
    if state.load is not None and state.load.fresh and not any(v.decimal for v in factor.values):
        make(state, at, _count(state, factor))
        return
    if factor.is_list and max(numbers) <= LARGEST_REPS and not any(v.decimal for v in factor.values):
        make(state, at, _count(state, factor))
        return
    state.load = Load(tuple(numbers), state.unit, bare=True, place=at)


def _is_load_and_reps(state: Assembly, factor: Factor) -> bool:
    """`100/5, 110/5`: a large number, a slash and a small one."""
    if factor.separator != "/" or len(factor.values) != 2 or state.facts.unilateral:  # noqa: PLR2004
        return False
    first, second = (value.number for value in factor.values)
    return first > LARGEST_REPS / 2 and first > 2 * second


def _is_rated(state: Assembly, at: int) -> bool:
    """`100 5@8 5@9`: with the load known, the number before an RPE counts repetitions."""
    if state.load is None or state.load.bare and state.load.fresh and not state.load.place:
        return False
    sign, value = state.after(at), state.after(at + 1)
    if sign is None or sign.form != "@" or value is None or value.product is None:
        return False
    return LOWEST_RPE_SIGN <= value.product.factors[0].number <= HIGHEST_RPE


def _is_mini(state: Assembly, at: int, numbers: list[float]) -> bool:
    """`12 rest pause 4 rest pause 3`: a smaller number after the word is a mini-set."""
    before = state.before(at, frozenset({Kind.WORD, Kind.AT}))
    if before is not None and before.kind is Kind.COMMA:
        told = state.before(at, frozenset({Kind.WORD, Kind.AT, Kind.COMMA}))
        before = told if told is not None and told.form == "tech_told" else before
    if before is None or before.kind is not Kind.TECHNIQUE or before.technique not in STRUCTURES:
        return False
    return state.last is not None and state.last.form != "list" and _reps_like(state, numbers)


def _goes_on_with_reps(state: Assembly, previous: Atom | None, numbers: list[float]) -> bool:
    """Whether bare numbers after sets go on with repetitions: 80x8, 8, 7."""
    if previous is None or previous.kind not in (Kind.COMMA, Kind.THEN, Kind.STOP):
        return False
    last = state.last
    listed = last is not None and last.form != "sets" and last.sets[-1].load is not None
    return listed and _reps_like(state, numbers)


def _reps_like(state: Assembly, numbers: list[float]) -> bool:
    """Whether numbers are as small as the repetitions before them."""
    last = state.last
    reps = last.sets[-1].reps if last is not None else None
    return reps is not None and all(n % 1 == 0 and n <= reps * LOAD_TO_REPS for n in numbers)


def _count(state: Assembly, factor: Factor) -> Counted:
    if state.facts.hold and factor.number >= SHORTEST_HOLD_S:
        state.guesses.append("bare_seconds")
        return Counted(seconds=tuple(value.number for value in factor.values))
    slashed = factor.separator == "/"
    planned = factor.is_range and not state.facts.unilateral
    return Counted(reps=factor.values, planned_range=planned, slashed=slashed)


def _marked(factor: Factor) -> bool:
    return any(value.failed or value.side or value.open for value in factor.values)


def _belongs_to_group(state: Assembly, at: int) -> bool:
    """Whether a bare number stands next to a group that has no load yet."""
    group = state.last
    if group is None or group.loaded or group.sets[-1].bare:
        return False
    following = state.after(at)
    link = state.before(at, LINKS)
    beside = link is not None and link.kind in (Kind.PRODUCT, Kind.RPE, Kind.RIR, Kind.MINUS)
    return beside and not (following is not None and following.kind is Kind.PRODUCT and group.form != "sets")


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
    if not known.has_work:
        if known.loads:
            _lone_load(state, at, Factor(tuple(Value(v) for v in known.loads), Role.LOAD, known.unit))
        if known.sets is not None:
            state.sets = known.sets
        return
    make(state, at, known)
