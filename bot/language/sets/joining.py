"""A new group joins what stands before it: a further group, a drop, a mini-set, a result, a replaced set.

>>> join(state, at, group)  # the 50x8 of "70x10 > 50x8" goes on with the set before
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Kind, Scope
from bot.language.sets.drafts import Group
from bot.language.sets.looking import current_load, doubt, is_mechanical, labels

#: Mini-sets are at most this part of the first count.
MINI_TO_TOP = 0.6
GOES_ON = ("rest_pause", "myo_reps")
ONE_SET_LABELS = ("mechanical_dropset", "rest_pause", "myo_reps", "cluster")


def join(state: Assembly, at: int, group: Group) -> None:
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
    if _sums_up(state, group):
        state.groups.pop()
    if not group.is_one_set and state.dropping:
        _withdraw_drop(state)
    if not group.is_one_set or (state.groups and state.dropping and not _is_top(state, group)):
        state.dropping = False
    state.groups.append(group)


def _sums_up(state: Assembly, group: Group) -> bool:
    """`50 push-ups in total, 5 sets of 10`: the count before them is their sum."""
    last = state.groups[-1] if state.groups else None
    if last is None or last.form != "single" or last.sets[0].load is not None or group.is_one_set:
        return False
    counts = [draft.reps or 0 for draft in group.sets]
    return last.sets[0].reps == sum(counts) and not last.sets[0].extra


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
    if state.warm == "on" and group.form == "sets" and state.warmed and len(group.sets) > 1:
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
    if state.groups and _adds_minis(state, group):
        state.chained = False
        return True
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


def _adds_minis(state: Assembly, group: Group) -> bool:
    """`myo reps: 18 then 4/4/3`: under a label, much smaller counts without a load go on with the set."""
    named = labels(state)
    technique = next((each for each in ONE_SET_LABELS if each in named), None) if named else None
    if technique not in GOES_ON or group.loaded or group.clause != state.groups[-1].clause:
        return False
    top = state.groups[-1].sets[-1]
    counts = [reps for draft in group.sets for reps in (draft.reps, *(each.reps for each in draft.extra))]
    if not all(reps is not None and reps <= (top.reps or 0) * MINI_TO_TOP for reps in counts):
        return False
    for reps in counts:
        top.add(technique, reps)
    state.settled.add(technique)
    return True


def _is_list_step(state: Assembly, at: int) -> bool:
    """Whether a comma, not a drop word, stands before the group."""
    before = state.before(at)
    return before is not None and before.kind is Kind.COMMA
