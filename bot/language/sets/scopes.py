"""Efforts and techniques meet their sets (C8).

A scope in the same phrase decides. Without one, added reps and efforts belong to every set of the
group before them, a structure joined by plus or "then" to its last set, a technique in front to the
whole exercise.

    >>> apply(state)  # 3x12 + partials: all three sets carry partials
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.language.sets.assemble import Assembly, Modifier, Placed
from bot.language.sets.atom import Kind, Scope
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.looking import current_load, doubt

#: A rest-pause chain needs at least this many segments to be read without a label.
SEGMENTS_WITHOUT_LABEL = 3
#: `95x4 @(7,8,8)`: so many efforts of one set tell how often it was done.
ONE_EACH = 3


def apply(state: Assembly) -> None:
    """Apply all modifiers, in the order written."""
    if not state.groups:
        return
    named = [m for m in state.modifiers if m.kind in (Kind.TECHNIQUE, Kind.ADDED) and m.technique]
    for modifier in state.modifiers:
        match modifier.kind:
            case Kind.RPE | Kind.RIR:
                _effort(state, modifier)
            case Kind.FAILURE:
                for draft in _targets(state, modifier, _usual(modifier)):
                    draft.to_failure = True
            case Kind.FAILED_REP:
                _failed(state, modifier)
            case Kind.ADDED if modifier.form == "minis":
                _minis(state, modifier, named)
            case Kind.ADDED:
                _added(state, modifier)
            case Kind.TECHNIQUE:
                _technique(state, modifier)
            case _:
                pass


def _working(groups: Sequence[Group]) -> list[Draft]:
    drafts = [draft for group in groups for draft in group.sets]
    return [draft for draft in drafts if not draft.warmup] or drafts


def _scope_of(state: Assembly, modifier: Modifier) -> Placed | None:
    """The scope in the phrase of a modifier: the nearest before it, else the first after it."""
    same = [placed for placed in state.scopes if placed.phrase == modifier.phrase]
    before = [placed for placed in same if placed.order <= modifier.order]
    if before and not _is_taken(state, modifier, before[-1], same):
        return before[-1]
    after = [placed for placed in same if placed.order > modifier.order]
    return after[0] if after and not _cut_off(state, modifier, after[0]) else None


def _is_taken(state: Assembly, modifier: Modifier, placed: Placed, same: Sequence[Placed]) -> bool:
    """`all to failure with partials on the last set`: the first scope has its effort, a scope follows."""
    used = any(placed.order <= other.order < modifier.order for other in state.modifiers)
    follows = [other for other in same if other.order > modifier.order]
    return used and bool(follows) and not _cut_off(state, modifier, follows[0])


def _cut_off(state: Assembly, modifier: Modifier, placed: Placed) -> bool:
    """Whether another modifier that is joined by plus or "then" stands between."""
    return any(
        other.joined and modifier.order < other.order <= placed.order and other is not modifier
        for other in state.modifiers
    )


def _select(state: Assembly, scope: Scope, anchor: int) -> list[Draft]:
    sets = _working(state.groups[:anchor] if anchor else state.groups)
    match scope.which:
        case "last":
            return sets[-scope.count :]
        case "first":
            return sets[: scope.count]
        case "middle":
            return sets[(len(sets) - 1) // 2 : len(sets) // 2 + 1]
        case "set":
            return [sets[number - 1] for number in scope.numbers if 0 < number <= len(sets)]
        case _:
            return sets


def _targets(state: Assembly, modifier: Modifier, default: str) -> list[Draft]:
    """The sets a modifier belongs to; `default` (group or last) when no scope is written."""
    placed = _scope_of(state, modifier)
    anchor = modifier.anchor
    if placed is not None:
        return _select(state, placed.scope, max(anchor, placed.anchor))
    if anchor == 0:
        sets = _working(state.groups)
        return sets if default == "group" else sets[-1:]
    group = _group_before(state, anchor)
    return group.sets if default == "group" else group.sets[-1:]


def _usual(modifier: Modifier) -> str:
    """The sets of a modifier without a scope: what touches a count belongs to that one."""
    return "last" if modifier.form == "glued" else "group"


def _group_before(state: Assembly, anchor: int) -> Group:
    """The group a modifier follows; groups that became drops of another are empty."""
    filled = [group for group in state.groups[: max(anchor, 1)] if group.sets]
    return filled[-1] if filled else state.groups[0]


def _effort(state: Assembly, modifier: Modifier) -> None:
    targets = _targets(state, modifier, "group")
    values = modifier.values
    name = "rpe" if modifier.kind is Kind.RPE else "rir"
    group = _group_before(state, modifier.anchor)
    if len(values) >= ONE_EACH and modifier.anchor and len(state.groups) == 1 and group.is_one_set:
        group.sets = targets = [group.sets[0].copy() for _ in values]
    if len(values) > 1 and len(values) != len(targets):
        every = _working(state.groups)
        if len(values) == len(every):
            targets = every
        else:
            values = (max(values) if name == "rpe" else min(values),)
    spread = values if len(values) == len(targets) else values[:1] * len(targets)
    for draft, value in zip(targets, spread, strict=False):
        setattr(draft, name, _tidy(value))


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else value


def _failed(state: Assembly, modifier: Modifier) -> None:
    """A failed repetition is not counted (C10)."""
    for draft in _targets(state, modifier, "last")[-1:]:
        draft.to_failure = True
        if modifier.form == "last" and draft.reps:
            draft.reps -= 1
        if modifier.values and draft.reps is not None:
            draft.reps = min(draft.reps, int(modifier.values[0]))


def _added(state: Assembly, modifier: Modifier) -> None:
    for draft in _targets(state, modifier, _usual(modifier)):
        draft.add(modifier.technique, int(modifier.values[0]) if modifier.values else None)
    if _scope_of(state, modifier) is None and _is_guess(state, modifier):
        state.guesses.append(f"{modifier.technique}_every_set")


def _is_guess(state: Assembly, modifier: Modifier) -> bool:
    """Without a scope, "every set" is a reading that a reply shows, unless there is only one set."""
    return (
        modifier.anchor > 0
        and modifier.form != "glued"
        and len(_group_before(state, modifier.anchor).sets) > 1
    )


def _technique(state: Assembly, modifier: Modifier) -> None:
    technique = modifier.technique
    kind = state.classes.get(technique, "added")
    if technique in state.settled and _scope_of(state, modifier) is None:
        return
    if kind == "ordinary":
        return
    if kind == "added":
        _name_added(state, modifier)
        return
    if technique == "dropset" and (_merge_falling(state, modifier) or _merge_lists(state, modifier)):
        return
    placed = _scope_of(state, modifier)
    if placed is None and _counted_by_minis(state, modifier):
        return
    whole = modifier.anchor == 0 or (modifier.form == "adjective" and not modifier.joined)
    targets = _targets(state, modifier, "group" if whole else "last")
    for draft in targets:
        draft.mark(technique)
    if placed is None and not whole and len(_working(state.groups)) > 1:
        state.guesses.append(f"{technique}_last_set")


def _counted_by_minis(state: Assembly, modifier: Modifier) -> bool:
    """`20, 15, 12 rest pause +5 +3`: the counts behind the name say which set it is."""
    if modifier.joined or modifier.anchor == 0 or not _group_before(state, modifier.anchor).is_listed:
        return False
    return any(each.form == "minis" and each.anchor == modifier.anchor for each in state.modifiers)


def _name_added(state: Assembly, modifier: Modifier) -> None:
    if modifier.form == "tail" and _scope_of(state, modifier) is None:
        _name_tail(state, modifier)
        return
    if any(_counts_same(other, modifier) for other in state.modifiers):
        return
    targets = _targets(state, modifier, _usual(modifier))
    bare = modifier.form == "adjective" and not modifier.joined
    scoped = _scope_of(state, modifier) is not None
    for draft in targets:
        draft.mark(modifier.technique)
        if modifier.technique == "partials" and ((bare and not scoped) or modifier.only):
            draft.partials_only = True
    if _scope_of(state, modifier) is None and not bare and _is_guess(state, modifier):
        state.guesses.append(f"{modifier.technique}_every_set")


def _counts_same(other: Modifier, named: Modifier) -> bool:
    """`partner helped with 2 forced reps`: the words before a count add nothing to it."""
    return other.kind is Kind.ADDED and (other.technique, other.anchor) == (named.technique, named.anchor)


def _name_tail(state: Assembly, modifier: Modifier) -> None:
    """`last 2 forced`: the last set, shown as a reading when there were several."""
    targets = _targets(state, modifier, "last")
    for draft in targets:
        draft.mark(modifier.technique)
    if len(_working(state.groups)) > 1:
        state.guesses.append(f"{modifier.technique}_last_set")


def _merge_falling(state: Assembly, modifier: Modifier) -> bool:
    """`70x10 50x8 35x10 dropset`: single sets with falling loads before the word are one set."""
    if modifier.joined or modifier.anchor == 0 or _scope_of(state, modifier) is not None:
        return False
    end = min(modifier.anchor, len(state.groups))
    start = end - 1
    while start > 0 and _falls(state.groups[start - 1], state.groups[start]):
        start -= 1
    if end - start < 2 or not all(group.is_one_set for group in state.groups[start:end]):  # noqa: PLR2004
        return False
    first = state.groups[start].sets[0]
    for group in state.groups[start + 1 : end]:
        first.drop(group.sets[0])
        group.sets = []
    return True


def _merge_lists(state: Assembly, modifier: Modifier) -> bool:
    """`dropset 70/50/30 x 9/7/8`: a list with falling loads under the word is one set."""
    if modifier.joined or _scope_of(state, modifier) is not None:
        return False
    groups = state.groups if modifier.anchor == 0 else [_group_before(state, modifier.anchor)]
    merged = False
    for group in groups:
        loads = [draft.load or 0 for draft in group.sets]
        if group.form == "list" and len(loads) > 1 and all(one > other for one, other in pairwise(loads)):
            for lower in group.sets[1:]:
                group.sets[0].drop(lower)
            group.sets = group.sets[:1]
            merged = True
    return merged


def _falls(earlier: Group, later: Group) -> bool:
    if not (earlier.is_one_set and later.is_one_set) or earlier.clause != later.clause:
        return False
    top, lower = current_load(earlier.sets[0]), later.sets[0].load
    return top is not None and lower is not None and lower < top


def _minis(state: Assembly, modifier: Modifier, named: Sequence[Modifier]) -> None:
    """`9+4+2`: mini-sets under the label that names them, or by their shape."""
    group = _group_before(state, modifier.anchor)
    reps = tuple(int(value) for value in modifier.values)
    label = _label_for(modifier, named)
    if label is None:
        label = modifier.technique or _label_by_shape(state, group, reps)
        if label is None:
            return
    placed = _scope_of(state, modifier)
    whole = group.sets[-1:] if group.form == "list" else group.sets
    targets = whole if placed is None else _select(state, placed.scope, modifier.anchor)
    for draft in targets:
        for count in reps:
            draft.add(label, count)
    state.settled.add(label)


def _label_for(modifier: Modifier, named: Sequence[Modifier]) -> str | None:
    """The technique that names mini-sets: the nearest one, before or after."""
    usable = [m for m in named if m.form != "minis"]
    near = sorted(usable, key=lambda m: (abs(m.order - modifier.order), m.order))
    return near[0].technique if near else None


def _label_by_shape(state: Assembly, group: Group, reps: Sequence[int]) -> str | None:
    """Unlabelled falling a+b+c is rest-pause; anything else has to be asked about."""
    first = group.sets[-1].reps or 0
    chain = (first, *reps)
    falling = all(one > other for one, other in pairwise(chain))
    if falling and len(chain) >= SEGMENTS_WITHOUT_LABEL:
        state.guesses.append("rest_pause_by_shape")
        return "rest_pause"
    doubt(state, "chain")
    return None
