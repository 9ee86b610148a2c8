"""Counted numbers to sets, linked to what stands before: a new group, a drop, a result, a replaced last set.

>>> make(state, at, Counted(sets=3, reps=(Value(12),)))
"""

from collections.abc import Sequence

from bot.domain.training import Unit
from bot.language.sets.apart import loaded_behind
from bot.language.sets.assemble import MOST_SETS_MADE, Assembly, Load
from bot.language.sets.atom import Kind
from bot.language.sets.counted import Counted
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.factor import Value
from bot.language.sets.joining import ONE_SET_LABELS, join
from bot.language.sets.looking import doubt, labels
from bot.language.sets.units import Role

#: A list under one of these labels is one set with mini-sets.
REPS_TO_REPS = 1.6
PAIR = 2
_BEFORE_MINIS = frozenset({Kind.WORD, Kind.TECHNIQUE, Kind.COMMA})
#: "2 sets 80x8, 60x12" may as well be two sets and a back-off set.
FEWEST_ANNOUNCED = 3
#: What stands in a list of sets that a count announces: no "then", no technique, no warm-up, no back-off.
LISTING = frozenset({Kind.PRODUCT, Kind.COMMA, Kind.STOP, Kind.RPE, Kind.RIR, Kind.AT, Kind.OPEN, Kind.CLOSE})


def make(state: Assembly, at: int, known: Counted) -> None:
    """Add the sets of one product to the assembly."""
    if state.scheme is not None:
        known = _in_scheme(known, state.scheme)
    if known.planned_range and _results_follow(state, at, known):
        state.sets, state.planned = known.sets, True
        if known.loads:
            state.load = Load(known.loads, known.unit or state.unit, place=at)
        return
    if known.planned_range:
        chosen = doubt(state, "range", 2)
        known = known._replace(reps=known.reps[chosen : chosen + 1], planned_range=False)
    sets = _how_many(state, at, known)
    unsure = "" if sets is None else _unsure_count(state, at, known, sets)
    state.sets = None
    if unsure:
        doubt(state, unsure)
        return
    drafts = _drafts(state, known, sets)
    if drafts is None:
        doubt(state, "weights")
        return
    listed = max(len(known.reps), len(known.seconds), len(known.metres)) > 1
    form = "sets" if sets else "list" if listed else "single"
    group = Group(drafts, form, clause=state.clause)
    if state.per_side_next or state.facts.named_one_limb:
        for draft in drafts:
            draft.per_side = True
    if any(value.open for value in known.reps):
        _await_result(state, group)
    if not _load(state, group, known):
        doubt(state, "weights")
    if listed and not sets and not _has_minis_behind(state, at) and _fold_into_one_set(state, group):
        form = "single"
    join(state, at, group)


def _how_many(state: Assembly, at: int, known: Counted) -> int | None:
    """How many such sets were done; None where no count says so."""
    sets = known.sets or state.sets
    return None if sets is None or _is_announced(state, at, known, sets) else sets


def _unsure_count(state: Assembly, at: int, known: Counted, sets: int) -> str:
    """What has to be asked of a count of sets: `4 sets: 10 at 60, 10 at 60` names two of them only."""
    if not 1 <= sets <= MOST_SETS_MADE:
        return "implausible"
    own = known.sets is None and not known.loads
    return "sets" if own and loaded_behind(state, at) else ""


def _is_announced(state: Assembly, at: int, known: Counted, sets: int) -> bool:
    """Whether a count only announces the sets that follow: as many as it says, each with a count of its own.

    `4 sets: 80x8, 80x8, 80x7, 75x8`, `3 sets of squats: 10 reps at 60, 8 at 70, 6 at 80`
    """
    if len(known.reps) != 1 or sets == 1:
        return False
    if known.loads:
        return sets >= FEWEST_ANNOUNCED and _singles_behind(state, at) + 1 == sets
    behind = loaded_behind(state, at) or _each_counted(state, at, known)
    return known.sets is None and behind + 1 == sets


def _singles_behind(state: Assembly, at: int) -> int:
    """How many single sets are listed behind the product at `at`; -1 where anything else stands there."""
    product = state.atoms[at].product if at < len(state.atoms) else None
    later = state.atoms[at + 1 :]
    if product is None or any(atom.kind not in LISTING for atom in later):
        return -1
    found = [atom.product for atom in later if atom.product is not None]
    plain = all(len(each.factors) == PAIR and each.factors[0].role is not Role.SETS for each in found)
    return (
        len(found) if plain and (product.factors[0].role is Role.SETS or len(product.factors) == PAIR) else -1
    )


def _each_counted(state: Assembly, at: int, known: Counted) -> int:
    """How many counts of repetitions follow."""
    most = known.reps[0].number * REPS_TO_REPS
    later = [
        atom.product.factors[0]
        for place, atom in enumerate(state.atoms)
        if place > at and atom.product is not None and state.atoms[place - 1].kind is not Kind.AT
    ]
    return sum(f.role in (Role.REPS, Role.BARE) and f.number <= most and not f.is_list for f in later)


def _in_scheme(known: Counted, scheme: int) -> Counted:
    """`21s 3x 20kg`: the number beside the scheme counts sets."""
    if known.sets is not None or len(known.reps) != 1 or not 1 <= known.reps[0].number < scheme:
        return known
    return known._replace(sets=int(known.reps[0].number), reps=(Value(scheme),))


def _results_follow(state: Assembly, at: int, known: Counted) -> bool:
    """`3x8-10 70kg: 10, 9, 8`: the plan is replaced by one result for each set."""
    products = (atom.product for atom in state.atoms[at + 1 :] if atom.product is not None)
    return known.sets is not None and any(
        len(product.factors) == 1
        and product.factors[0].is_list
        and len(product.factors[0].values) == known.sets
        for product in products
    )


def _drafts(state: Assembly, known: Counted, sets: int | None) -> list[Draft] | None:
    """One draft per set; None when a list and the number of sets do not agree."""
    sided = len(known.reps) == 2 and (  # noqa: PLR2004
        any(value.side for value in known.reps) or (known.slashed and state.facts.unilateral)
    )
    if sided:
        left, right = (int(value.number) for value in known.reps)
        one = Draft(reps=min(left, right), sides=(left, right), per_side=True)
        return [one.copy() for _ in range(sets or 1)]
    ones = [
        *[Draft(reps=int(value.number), to_failure=value.failed) for value in known.reps],
        *[Draft(seconds=round(seconds)) for seconds in known.seconds],
        *[Draft(distance_m=metres) for metres in known.metres],
    ] or [Draft(to_failure=known.to_max)]
    if len(ones) > 1:
        if known.reps and (known.seconds or known.metres):
            return [Draft(reps=ones[0].reps, seconds=ones[-1].seconds, distance_m=ones[-1].distance_m)]
        return ones if sets in (None, 1, len(ones)) else None
    return [*ones, *[ones[0].copy() for _ in range(1, sets or 1)]]


def _await_result(state: Assembly, group: Group) -> None:
    """`5+` is the plan: the result has to follow."""
    state.amrap = True
    state.awaits = group


def _load(state: Assembly, group: Group, known: Counted) -> bool:
    """Give the group its own load, or the one that waits; whether it fits."""
    if known.loads:
        values, unit = known.loads, known.unit or state.unit
        if state.facts.assisted:
            values = tuple(-abs(value) for value in values)
        state.load = Load(values, unit, fresh=False)
        return _spread(group, values, unit)
    if state.bare_next:
        state.bare_next = False
        for draft in group.sets:
            draft.bare = True
        return True
    load = state.load
    if load is None:
        return True
    if load.fresh:
        load.fresh = False
        return _spread(group, load.values, load.unit)
    stays = not state.facts.bodyweight or state.amrap or load.values[0] < 0
    if stays and len(load.values) == 1:
        for draft in group.sets:
            draft.load, draft.unit = load.values[0], load.unit
    return True


def _spread(group: Group, values: Sequence[float], unit: Unit) -> bool:
    """Loads over sets: one for all, or one by one."""
    group.loaded = True
    if len(values) > 1 and group.is_one_set:
        group.sets = [group.sets[0].copy() for _ in values]
    if len(values) not in (1, len(group.sets)):
        return False
    loads = list(values) * len(group.sets) if len(values) == 1 else list(values)
    for draft, load in zip(group.sets, loads, strict=True):
        draft.load, draft.unit = load, unit
    return True


def _has_minis_behind(state: Assembly, at: int) -> bool:
    """`20, 15, 12 rest pause +5 +3`: mini-sets of the last set, so the numbers before are sets."""
    following = state.after(at, _BEFORE_MINIS)
    return following is not None and (following.kind is Kind.PLUS or following.form == "minis")


def _fold_into_one_set(state: Assembly, group: Group) -> bool:
    """`12/4/3 rest-pause` is one set with two mini-sets."""
    named = labels(state)
    technique = next((each for each in ONE_SET_LABELS if each in named), None) if named else None
    if technique is None or len({draft.load for draft in group.sets}) > 1:
        return False
    first, *rest = group.sets
    first.mark(technique)
    for draft in rest:
        first.add(technique, draft.reps)
    first.to_failure = any(draft.to_failure for draft in group.sets)
    group.sets = [first]
    group.form = "single"
    state.settled.add(technique)
    return True
