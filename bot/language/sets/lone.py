"""A number, or a list of numbers, without any unit: repetitions, a load, mini-sets, or seconds.

>>> lone_number(state, at, factor)  # the 12/10/8 of "dips 12/10/8"
"""

from bot.language.sets.apart import LARGEST_REPS, counts_a_set, has_own_load, is_rated
from bot.language.sets.assemble import STRUCTURES, Assembly, Load
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.counted import Counted
from bot.language.sets.counts import SHORTEST_HOLD_S
from bot.language.sets.factor import Factor
from bot.language.sets.loads import lone_load
from bot.language.sets.looking import current_load, doubt, follows_then, is_mechanical, labels
from bot.language.sets.making import make
from bot.language.sets.minis import minis
from bot.language.sets.units import Role

LOAD_TO_REPS = 1.6
QUIET = frozenset({Kind.WORD, Kind.EXERCISE, Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.PER_HAND, Kind.BAND})
_LOOSE = frozenset({Kind.AT, Kind.WORD})
_LOOSE_OR_SCOPE = _LOOSE | {Kind.CLOSE, Kind.SCOPE}
LINKS = QUIET | {Kind.COMMA, Kind.AT, Kind.PER_SIDE, Kind.ONLY, Kind.WORK, Kind.RESULT}


def lone_number(state: Assembly, at: int, factor: Factor) -> None:
    """A number, or a list of them, without any unit."""
    previous = state.before(at)
    if _splits_total(state, at, factor):
        total, group = state.groups[-1].sets[0], state.groups[-1]
        count_each = int(factor.number)
        group.sets = [total.copy() for _ in range((total.reps or 0) // count_each)]
        for draft in group.sets:
            draft.reps = count_each
    elif _is_half_of_sum(state, at, factor):
        for draft in state.groups[-1].sets:
            draft.per_side = True
    elif state.planned and not factor.is_list:
        lone_load(state, at, factor._replace(role=Role.LOAD))
    elif _starts_with_load(state, factor):
        _beside_sets(state, at, factor)
    elif _is_expected(state, at, factor) or _opens_lines(state, at, factor) or counts_name(state, at, factor):
        make(state, at, count(state, factor))
    elif has_own_load(state, at, factor) is None:
        doubt(state, "weights")
    elif factor.is_range and not state.facts.unilateral:
        told = state.groups and previous is not None and previous.kind is Kind.WORD
        if not told:
            make(state, at, count(state, factor))
    else:
        _beside_sets(state, at, factor)


def _beside_sets(state: Assembly, at: int, factor: Factor) -> None:
    """A number whose meaning lies in what stands around it."""
    numbers = [value.number for value in factor.values]
    previous = state.before(at)
    if _are_results(state, at, numbers):
        for draft, number in zip(state.groups[-1].sets, numbers, strict=True):
            draft.reps = int(number)
    elif _is_lower_load(state, at, numbers):
        lone_load(state, at, factor._replace(role=Role.LOAD))
    elif _is_load_and_reps(state, factor) or _starts_with_load(state, factor):
        state.guesses += ["order"] if factor.separator == "/" else []
        make(state, at, Counted(loads=(numbers[0],), reps=factor.values[1:]))
    elif _is_mini(state, at, numbers):
        minis(state, tuple(numbers))
    elif _is_rated(state, at) or _goes_on_with_reps(state, previous, numbers):
        make(state, at, count(state, factor))
    elif _belongs_to_group(state, at):
        lone_load(state, at, factor._replace(role=Role.LOAD))
    elif _may_count(state, factor):
        make(state, at, count(state, factor))
    else:
        state.load = Load(tuple(numbers), state.unit, bare=True, place=at)


def counts_name(state: Assembly, at: int, factor: Factor) -> bool:
    """`10 push ups in the first set`: on bodyweight lifts the number before the name counts."""
    if not state.facts.bodyweight or state.groups or factor.is_list or factor.number % 1:
        return False
    name, following = state.after(at), state.after(at + 1)
    named = name is not None and name.kind is Kind.EXERCISE
    product = following.product if following is not None else None
    plain = product is None or (len(product.factors) == 1 and product.factors[0].role is Role.BARE)
    return named and plain


def _opens_lines(state: Assembly, at: int, factor: Factor) -> bool:
    """`pull ups`, then `10`, `8`, `7` on lines of their own: on bodyweight lifts the first counts too."""
    if not state.facts.bodyweight or state.groups:
        return False
    stop, following = state.after(at), state.after(at + 1)
    if stop is None or stop.kind is not Kind.STOP:
        return False
    if following is None or following.product is None or len(following.product.factors) > 1:
        return False
    later = following.product.factors[0]
    return later.role is Role.BARE and later.number <= factor.number <= later.number * LOAD_TO_REPS


def _splits_total(state: Assembly, at: int, factor: Factor) -> bool:
    """`100 push ups in sets of 20`."""
    last, each = state.last, factor.number
    if last is None or not last.is_one_set or factor.is_list or each < 1:
        return False
    if [atom.form for atom in state.atoms[max(0, at - 2) : at]] != ["sets", "of"]:
        return False
    return (last.sets[0].reps or 0) > each and (last.sets[0].reps or 0) % each == 0


def _is_half_of_sum(state: Assembly, at: int, factor: Factor) -> bool:
    """`lunges 3x20 (10 each)`: the number only says how a sum of both sides comes about."""
    last = state.last
    if last is None or factor.is_list or last.sets[-1].reps != 2 * factor.number:
        return False
    following = state.after(at)
    return following is not None and (following.kind is Kind.PER_SIDE or following.form == "each")


def _are_results(state: Assembly, at: int, numbers: list[float]) -> bool:
    """`3x8 (8,8,6)`: a list in brackets, one number per set, tells what was really done."""
    last = state.last
    if last is None or last.form != "sets" or len(numbers) != len(last.sets):
        return False
    before = state.before(at)
    return before is not None and before.kind is Kind.OPEN and _reps_like(state, numbers)


def _is_lower_load(state: Assembly, at: int, numbers: list[float]) -> bool:
    """`drop 60, drop 40`: the number after a drop word is the lower load."""
    before = state.before(at, _LOOSE) if state.groups else None
    if before is None or before.technique != "dropset":
        return False
    top = current_load(state.groups[-1].sets[-1])
    return top is not None and all(top / 4 <= number < top for number in numbers)


def _starts_with_load(state: Assembly, factor: Factor) -> bool:
    """`80 8 8 7`: a first number much larger than the rest is the load, unless one is known."""
    if factor.separator != " ":
        return False
    numbers = [value.number for value in factor.values]
    known = state.load is not None and state.load.fresh
    if known or not STRUCTURES.isdisjoint(labels(state)):
        return False
    halves = factor.values[0].decimal and not any(value.decimal for value in factor.values[1:])
    return halves or numbers[0] > LOAD_TO_REPS * max(numbers[1:])


def _is_expected(state: Assembly, at: int, factor: Factor) -> bool:
    """Whether repetitions were announced: by a label, a number of sets, a mark on the number."""
    announced = state.label is not None or state.amrap or state.sets is not None or state.bare_next
    return (
        announced
        or _marked(factor)
        or is_mechanical(state)
        or _opens_chain(state, at)
        or _ends_failed(state, at)
        or counts_a_set(state, at)
        or has_own_load(state, at, factor) is True
    )


def _ends_failed(state: Assembly, at: int) -> bool:
    """`dips 12 (failure), 10 (failure)`: on bodyweight lifts a number with such a mark counts repetitions."""
    opens, mark = state.after(at), state.after(at + 1)
    marked = opens is not None and opens.kind is Kind.OPEN and mark is not None and mark.kind is Kind.FAILURE
    return marked and state.facts.bodyweight


def _opens_chain(state: Assembly, at: int) -> bool:
    """`myo reps 15 > 5 > 4`: under such a label a chain sign joins counts, not loads."""
    following = state.after(at)
    chained = state.chained or (following is not None and following.kind is Kind.CHAIN)
    return chained and not STRUCTURES.isdisjoint(labels(state))


def _may_count(state: Assembly, factor: Factor) -> bool:
    """Whole numbers count repetitions when a load waits for them, or when they are a list of usual size."""
    if any(value.decimal for value in factor.values):
        return False
    waiting = state.load is not None and state.load.fresh
    usual = state.facts.hold or max(value.number for value in factor.values) <= LARGEST_REPS
    return waiting or (factor.is_list and usual)


def _is_load_and_reps(state: Assembly, factor: Factor) -> bool:
    """`100/5, 110/5`: a large number, a slash and a small one."""
    if factor.separator != "/" or len(factor.values) != 2 or state.facts.unilateral:  # noqa: PLR2004
        return False
    first, second = (value.number for value in factor.values)
    return first > LARGEST_REPS / 2 and first > 2 * second


def _is_rated(state: Assembly, at: int) -> bool:
    """`100 5@8 5@9`: with the load known, the number before an RPE counts repetitions."""
    if state.load is None:
        return False
    if state.last is not None and state.last.form == "sets" and _belongs_to_group(state, at):
        return False
    return state.after(at) is not None and is_rated(state, at + 1)


def _is_mini(state: Assembly, at: int, numbers: list[float]) -> bool:
    """`12 rest pause 4 rest pause 3`: a smaller number after the word is a mini-set."""
    before = state.before(at, _LOOSE_OR_SCOPE) if state.groups else None
    if before is not None and before.kind is Kind.COMMA:
        told = state.before(at, _LOOSE | {Kind.COMMA})
        before = told if told is not None and told.form == "tech_told" else before
    if before is None or before.kind is not Kind.TECHNIQUE or before.technique not in STRUCTURES:
        return False
    joined = follows_then(state, state.atoms.index(before))
    return state.last is not None and (joined or state.last.form != "list") and _reps_like(state, numbers)


def _goes_on_with_reps(state: Assembly, previous: Atom | None, numbers: list[float]) -> bool:
    """Whether bare numbers after sets go on with repetitions: 80x8, 8, 7."""
    if previous is None or previous.kind not in (Kind.COMMA, Kind.THEN, Kind.STOP):
        return False
    last = state.last
    known = last is not None and (state.facts.bodyweight or last.sets[-1].load is not None)
    listed = last is not None and last.form != "sets" and known
    return listed and _reps_like(state, numbers)


def _reps_like(state: Assembly, numbers: list[float]) -> bool:
    """Whether numbers are as small as the repetitions before them."""
    last = state.last
    reps = last.sets[-1].reps if last is not None else None
    return reps is not None and all(n % 1 == 0 and n <= reps * LOAD_TO_REPS for n in numbers)


def count(state: Assembly, factor: Factor) -> Counted:
    """A bare factor as repetitions, or as seconds on a hold."""
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
