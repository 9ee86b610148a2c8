"""A load by itself: it belongs to the sets before it, waits for the next, or is a drop without repetitions.

>>> lone_load(state, at, factor)  # the 60 kg of "3x12, 60 kg"
"""

from bot.domain.training import Unit
from bot.language.sets.apart import LARGEST_REPS
from bot.language.sets.assemble import Assembly, Load
from bot.language.sets.atom import WORDS, Kind
from bot.language.sets.counted import Counted
from bot.language.sets.drafts import Group
from bot.language.sets.factor import Factor, Value
from bot.language.sets.looking import current_load, doubt
from bot.language.sets.making import make
from bot.language.sets.units import Role

#: In front of a name: 100 wall balls 9 kg.
MOST_REPS_NAMED = 150
_BEFORE_COUNT = frozenset({Kind.AT, Kind.WORD, Kind.COLON, Kind.RESULT})


def lone_load(state: Assembly, at: int, factor: Factor) -> None:
    """A load by itself: it belongs to the group before it, or waits for the next."""
    values = tuple(value.number for value in factor.values)
    unit = factor.unit or state.unit
    if state.facts.assisted and factor.sign == 0:
        values = tuple(-abs(value) for value in values)
    group = state.last
    drops = group is not None and (state.dropping or state.chained)
    if drops and not _count_follows(state, at) and _drop_load_only(state, values):
        return
    if _count_before_load(state, at, values, unit) or _loads_labelled(state, at, values, unit):
        return
    waiting = state.load is not None and state.load.fresh and not state.load.bare
    if group is not None and not group.loaded and not waiting and not _starts_next(state, at, factor, group):
        attach(state, group, values, unit)
        return
    state.load = Load(values, unit, place=at)


def _loads_labelled(state: Assembly, at: int, values: tuple[float, ...], unit: Unit) -> bool:
    """`3x5 100kg, last set 105kg`: another load for one set that is there."""
    label, group = state.label, state.last
    if label is None or group is None or group.form != "sets" or len(values) > 1 or _count_follows(state, at):
        return False
    place = -1 if label.which == "last" else label.numbers[0] - 1 if label.numbers else 0
    if label.count > 1 or place >= len(group.sets) or not group.loaded:
        return False
    group.sets[place].load, group.sets[place].unit, state.label = values[0], unit, None
    return True


def _starts_next(state: Assembly, at: int, factor: Factor, group: Group) -> bool:
    """`bodyweight 3x8, +10 2x5`: an added load after sets without one belongs to what follows."""
    following, before = state.after(at), state.before(at - 1)
    counts = following is not None and following.product is not None and len(following.product.factors) > 1
    apart = before is not None and before.kind in (Kind.COMMA, Kind.THEN, Kind.STOP)
    return group.sets[-1].bare or (factor.sign > 0 and counts and apart)


def _count_follows(state: Assembly, at: int) -> bool:
    """Whether repetitions for a load at `at` follow in the same breath."""
    following = state.after(at, _BEFORE_COUNT)
    if following is not None and following.kind in (Kind.COMMA, Kind.THEN):
        return _count_follows_apart(state, state.atoms.index(following))
    if following is None or following.product is None:
        return False
    factor = following.product.factors[0]
    return factor.role is Role.REPS or (factor.role is Role.BARE and state.after(at) is not None)


def _count_follows_apart(state: Assembly, at: int) -> bool:
    """`dropped to 20kg and got 7`, `drop to 20kg, 11 reps`: behind a comma the count is named as one."""
    told = state.after(at, WORDS)
    following = state.after(at, frozenset({Kind.WORD, Kind.RESULT}))
    if following is None or following.product is None or told is None:
        return False
    return told.kind is Kind.RESULT or following.product.factors[0].role is Role.REPS


def _count_before_load(state: Assembly, at: int, values: tuple[float, ...], unit: Unit) -> bool:
    """`20 5kg curls`: the bare number counted repetitions."""
    bare = state.load
    if bare is None or not (bare.bare and bare.fresh):
        return False
    named = state.after(bare.place)
    largest = MOST_REPS_NAMED if named is not None and named.kind is Kind.EXERCISE else LARGEST_REPS
    if len(bare.values) != 1 or bare.values[0] > largest or bare.values[0] % 1:
        return False
    if state.last is not None and not (state.last.loaded and state.last.form == "single"):
        return False
    state.load = Load(values, unit, place=at)
    if not state.groups:
        state.guesses.append("count_first")
    make(state, at, Counted(reps=(Value(bare.values[0]),)))
    return True


def _drop_load_only(state: Assembly, values: tuple[float, ...]) -> bool:
    """`drop to 40`: a lower load without repetitions."""
    top = current_load(state.groups[-1].sets[-1])
    if top is None or not all(value < top for value in values):
        return False
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
