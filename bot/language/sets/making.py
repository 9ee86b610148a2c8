"""Counted numbers to sets, linked to what stands before: a new group, a drop, a result, a replaced last set.

>>> make(state, at, Counted(sets=3, reps=(Value(12),)))
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.training import Unit
from bot.language.sets.assemble import MOST_SETS_MADE, Assembly, Load
from bot.language.sets.atom import Kind, Scope
from bot.language.sets.counted import Counted
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.factor import Value
from bot.language.sets.looking import current_load, doubt, is_mechanical, labels
from bot.language.sets.units import Role

#: A list under one of these labels is one set with mini-sets.
REPS_TO_REPS = 1.6
ONE_SET_LABELS = ("mechanical_dropset", "rest_pause", "myo_reps", "cluster")


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
        known = replace(known, reps=known.reps[chosen : chosen + 1], planned_range=False)
    announced = state.sets is not None and known.sets is None and _each_follows(state, at, known)
    sets = known.sets or (None if announced else state.sets)
    state.sets = None
    if sets is not None and not 1 <= sets <= MOST_SETS_MADE:
        doubt(state, "implausible")
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
    if listed and not sets and _fold_into_one_set(state, group):
        form = "single"
    _link(state, at, group)


def _each_follows(state: Assembly, at: int, known: Counted) -> bool:
    """`3 sets of squats: 10 reps at 60, 8 at 70, 6 at 80`: the count only announces the sets."""
    if len(known.reps) != 1:
        return False
    most = known.reps[0].number * REPS_TO_REPS
    later = [
        atom.product.factors[0]
        for place, atom in enumerate(state.atoms)
        if place > at and atom.product is not None and state.atoms[place - 1].kind is not Kind.AT
    ]
    counts = [f for f in later if f.role in (Role.REPS, Role.BARE) and f.number <= most and not f.is_list]
    return len(counts) + 1 == state.sets


def _in_scheme(known: Counted, scheme: int) -> Counted:
    """`21s 3x 20kg`: the number beside the scheme counts sets."""
    if known.sets is not None or len(known.reps) != 1 or not 1 <= known.reps[0].number < scheme:
        return known
    return replace(known, sets=int(known.reps[0].number), reps=(Value(scheme),))


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
        *(Draft(reps=int(value.number), to_failure=value.failed) for value in known.reps),
        *(Draft(seconds=round(seconds)) for seconds in known.seconds),
        *(Draft(distance_m=metres) for metres in known.metres),
    ] or [Draft(to_failure=known.to_max)]
    if len(ones) > 1:
        if known.reps and (known.seconds or known.metres):
            return [Draft(reps=ones[0].reps, seconds=ones[-1].seconds, distance_m=ones[-1].distance_m)]
        return ones if sets in (None, 1, len(ones)) else None
    return [ones[0].copy() for _ in range(sets or 1)]


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
    if not state.facts.bodyweight and len(load.values) == 1:
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


def _fold_into_one_set(state: Assembly, group: Group) -> bool:
    """`12/4/3 rest-pause` is one set with two mini-sets."""
    technique = next((each for each in ONE_SET_LABELS if each in labels(state)), None)
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


def _link(state: Assembly, at: int, group: Group) -> None:
    """Put a new group where it belongs."""
    label, state.label = state.label, None
    amrap = state.amrap and state.awaits is not group
    if amrap:
        state.amrap = False
        for draft in group.sets:
            draft.amrap = True
        if state.awaits is not None:
            _replace_last(state, group)
            state.awaits = None
            return
    if state.warm:
        _warm(state, group)
    if label is not None and _replaces(state, group, label):
        return
    if _continues(state, at, group):
        return
    state.chained = False
    if not group.is_one_set and state.dropping:
        _withdraw_drop(state)
    if not group.is_one_set or (state.groups and state.dropping and not _is_top(state, group)):
        state.dropping = False
    state.groups.append(group)


def _withdraw_drop(state: Assembly) -> None:
    """`dropped to 110 for 3x6` are back-off sets."""
    latest = state.modifiers[-1] if state.modifiers else None
    if latest is not None and latest.form == "short" and latest.anchor == len(state.groups):
        state.modifiers.pop()


def _is_top(state: Assembly, group: Group) -> bool:
    """Whether a group after "then a dropset" starts a drop set of its own (C9)."""
    load = group.sets[0].load
    top = current_load(state.groups[-1].sets[-1])
    return load is not None and (top is None or load >= top)


def _warm(state: Assembly, group: Group) -> None:
    """Warm-ups go on until the first sets x reps group after a warm-up, or a word for work."""
    if state.warm == "on" and group.form == "sets" and state.warmed:
        state.warm = ""
        return
    for draft in group.sets:
        draft.warmup = True
    state.warmed = True
    if state.warm == "next":
        state.warm = ""


def _replaces(state: Assembly, group: Group, scope: Scope) -> bool:
    """`last set 9`, `set 2: 70x8` after 3x10: a set that is already there gets its own numbers."""
    if not group.is_one_set or not state.groups:
        return False
    last = state.groups[-1]
    if last.form != "sets" or (state.dropping and not _is_top(state, group)):
        return False
    if scope.which == "last":
        _replace(last, len(last.sets) - 1, group)
        return True
    number = scope.numbers[0] if scope.numbers else 0
    if scope.which == "set" and 0 < number <= len(last.sets):
        _replace(last, number - 1, group)
        return True
    return False


def _replace_last(state: Assembly, group: Group) -> None:
    if state.groups:
        _replace(state.groups[-1], len(state.groups[-1].sets) - 1, group)
    else:
        state.groups.append(group)


def _replace(target: Group, place: int, group: Group) -> None:
    """Put what was really done in the place of a planned set; the load stays when none is written."""
    old, new = target.sets[place], group.sets[0]
    if new.load is None or not group.loaded:
        new.load, new.unit = old.load, old.unit
    new.warmup = old.warmup
    target.sets[place : place + 1] = group.sets


def _continues(state: Assembly, at: int, group: Group) -> bool:
    """A lower load after a drop word or a chain sign goes on with the last set."""
    if state.chained and state.groups and not group.is_one_set:
        doubt(state, "chain")
    if not group.is_one_set or not state.groups:
        return False
    last = state.groups[-1].sets[-1]
    if is_mechanical(state) and state.groups[-1].clause == state.clause:
        last.add("mechanical_dropset", group.sets[0].reps, group.sets[0].load)
        state.settled.add("mechanical_dropset")
        return True
    if not (state.dropping or state.chained):
        return False
    top, load = current_load(last), group.sets[0].load if group.loaded else None
    if state.chained and load is None and top is None and not state.dropping:
        return False
    if top is not None and load is not None and load >= top:
        return False
    if load is None and not state.chained and _is_list_step(state, at):
        return False
    last.add("dropset", group.sets[0].reps, load)
    last.to_failure = last.to_failure or group.sets[0].to_failure
    state.settled.add("dropset")
    state.chained = False
    return True


def _is_list_step(state: Assembly, at: int) -> bool:
    """Whether a comma, not a drop word, stands before the group."""
    before = state.before(at)
    return before is not None and before.kind is Kind.COMMA
