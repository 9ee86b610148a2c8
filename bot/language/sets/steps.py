"""Step by step through the atoms of one exercise.

>>> assembled(atoms(marks), facts, Unit.KG).groups
[Group(sets=[...], form='sets', loaded=True)]
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.training import Unit
from bot.language.sets.assemble import Assembly, Load, Placed
from bot.language.sets.atoms import Atom, Kind
from bot.language.sets.counts import Counted
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.facts import Facts
from bot.language.sets.looking import add_modifier, current_load, doubt, is_refused
from bot.language.sets.making import make
from bot.language.sets.numbers import Value
from bot.language.sets.placing import place, settle_bare

JOINS = frozenset({Kind.PLUS, Kind.THEN, Kind.AT})
SOFT = frozenset({Kind.WORD, Kind.OPEN, Kind.COLON, Kind.EXERCISE})


def assembled(
    sequence: Sequence[Atom], facts: Facts, unit: Unit, classes: Mapping[str, str], choice: int = 0
) -> Assembly:
    """Read all atoms; `classes` are those of the techniques, `choice` says which of several sensible readings to take."""
    state = Assembly(facts, unit, sequence, choice=choice, classes=classes)
    for at in range(len(sequence)):
        _step(state, at)
    _finish(state)
    return state


def _step(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    match atom.kind:
        case Kind.PRODUCT:
            place(state, at)
        case Kind.RPE | Kind.RIR:
            add_modifier(state, atom.kind, values=atom.values)
        case Kind.TECHNIQUE | Kind.ADDED:
            _technique(state, at)
        case Kind.FAILURE | Kind.NOT_FAILURE:
            _failure(state, at)
        case Kind.FAILED_REP:
            _failed_rep(state, at)
        case Kind.AMRAP:
            _amrap(state, at)
        case Kind.SCOPE:
            _scope(state, at)
        case Kind.WARMUP | Kind.WORK:
            _warmup(state, at)
        case Kind.PER_SIDE:
            _per_side(state, at)
        case Kind.BODYWEIGHT | Kind.ASSIST:
            _body(state, at)
        case Kind.COMMA | Kind.STOP | Kind.THEN | Kind.CHAIN:
            _boundary(state, atom)
        case Kind.ONLY:
            _only(state)
        case Kind.BACKOFF:
            state.dropping = False
        case _:
            pass


def _boundary(state: Assembly, atom: Atom) -> None:
    match atom.kind:
        case Kind.CHAIN:
            state.chained = True
        case Kind.THEN:
            if state.warm == "on" and state.warmed:
                state.warm = ""
        case Kind.COMMA:
            state.phrase += 1
        case _:
            state.phrase += 1
            state.clause += 1
            state.dropping = state.chained = False
            if atom.form == ";":
                state.load = None
            state.label = None
            if state.warmed:
                state.warm = ""


def _scope(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    scope = atom.scope
    if scope is None:
        return
    following = state.after(at, frozenset({Kind.COLON, Kind.WORD, Kind.RESULT, Kind.AT}))
    if atom.form == "label":
        state.label = scope
        return
    if following is not None and following.kind is Kind.PRODUCT and scope.which == "last":
        state.label = scope
    if atom.form == "each" and state.before(at) is not None and _follows_count(state, at):
        return
    state.scopes.append(
        Placed(scope, state.phrase, len(state.modifiers) + len(state.scopes), len(state.groups))
    )


def _follows_count(state: Assembly, at: int) -> bool:
    """`10 reps each`: each set, which is the default."""
    before = state.before(at)
    return before is not None and before.kind is Kind.PRODUCT


def _technique(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if is_refused(state, at):
        state.negated.append(atom.technique)
        return
    before = state.before(at, SOFT)
    joined = before is not None and (before.kind in JOINS or before.kind is Kind.COMMA)
    structure = state.classes.get(atom.technique) == "structure"
    if atom.technique == "dropset" and _tags_a_drop(state, at):
        return
    if atom.technique == "dropset":
        state.dropping = True
    if atom.kind is Kind.ADDED and before is not None and before.kind is Kind.PLUS:
        settle_bare(state, at - 2)
    adjacent = before is not None and before.kind is Kind.PRODUCT
    form = "adjective" if adjacent or not state.groups else "plain"
    if structure and atom.kind is Kind.ADDED:
        add_modifier(state, Kind.TECHNIQUE, technique=atom.technique, joined=True, form="plain")
        return
    if atom.kind is Kind.ADDED and not _is_written_count(state, at):
        add_modifier(state, Kind.TECHNIQUE, technique=atom.technique, joined=joined, form="included")
        return
    values = atom.values if atom.kind is Kind.ADDED else ()
    if values and before is not None and before.kind is Kind.PLUS and not before.spaced and state.groups:
        form = "glued" if state.groups[-1].form == "list" else form
    told = {"tech_told": "told", "tech_short": "short"}.get(atom.form, form)
    told = form if told == "short" and atom.technique != "dropset" else told
    add_modifier(state, atom.kind, technique=atom.technique, values=values, joined=joined, form=told)


def _tags_a_drop(state: Assembly, at: int) -> bool:
    """`Set 3: 50 kg x 9 [Drop Set]`: the line is a drop of the set in the line before."""
    before = state.before(at)
    if before is None or before.kind is not Kind.OPEN or len(state.groups) < 2:  # noqa: PLR2004
        return False
    earlier, later = state.groups[-2:]
    top, lower = current_load(earlier.sets[-1]), later.sets[0].load
    if not later.is_one_set or top is None or lower is None or lower >= top:
        return False
    earlier.sets[-1].drop(later.sets[0])
    state.groups.pop()
    return True


def _is_written_count(state: Assembly, at: int) -> bool:
    """`+3 cheat` adds three; `last 3 cheated` counts repetitions that are already in the set."""
    before = state.before(at, frozenset({Kind.WORD, Kind.OPEN}))
    return before is None or before.kind is not Kind.TAIL


def _only(state: Assembly) -> None:
    if state.modifiers and state.modifiers[-1].kind is Kind.TECHNIQUE and state.groups:
        state.modifiers[-1] = replace(state.modifiers[-1], only=True)


def _failure(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if atom.kind is Kind.NOT_FAILURE or is_refused(state, at):
        return
    following = state.after(at, frozenset({Kind.COLON, Kind.OPEN, Kind.WORD, Kind.COMMA, Kind.MINUS}))
    if state.sets is not None and following is not None and following.kind is Kind.PRODUCT:
        add_modifier(state, Kind.FAILURE, anchor=len(state.groups) + 1 if state.groups else 0)
        return
    if state.sets is not None:
        count, state.sets = state.sets, None
        make(state, at, Counted(sets=count, to_max=True))
        return
    add_modifier(state, Kind.FAILURE)


def _failed_rep(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if is_refused(state, at):
        return
    if state.load is not None and state.load.fresh and not atom.values:
        make(state, at, Counted(reps=(Value(0, failed=True),)))
        return
    last = state.last
    if last is None:
        if atom.values:
            make(state, at, Counted(reps=(Value(max(0, atom.values[0] - 1), failed=True),)))
        return
    done = int(atom.values[0]) - 1 if atom.values else None
    before = state.before(at, frozenset({Kind.WORD, Kind.THEN}))
    reps = last.sets[-1].reps
    listed = before is not None and before.kind is Kind.COMMA and last.form in ("list", "single")
    if done is not None and listed and reps is not None and done < reps and len(_all_sets(state)) > 1:
        make(state, at, Counted(reps=(Value(done, failed=True),)))
        return
    add_modifier(state, Kind.FAILED_REP, values=() if done is None else (float(max(0, done)),))


def _all_sets(state: Assembly) -> list[Draft]:
    return [draft for group in state.groups for draft in group.sets]


def _amrap(state: Assembly, at: int) -> None:
    before = state.before(at, frozenset({Kind.OPEN, Kind.MINUS}))
    following = state.after(
        at, frozenset({Kind.RESULT, Kind.COLON, Kind.OPEN, Kind.WORD, Kind.COMMA, Kind.AT, Kind.MINUS})
    )
    result = following is not None and following.kind is Kind.PRODUCT
    if before is not None and before.kind is Kind.PRODUCT and state.groups and not result:
        for draft in state.groups[-1].sets[-1:]:
            draft.amrap = True
        return
    if result:
        state.amrap = True
        if (
            before is not None
            and before.kind is Kind.SCOPE
            and state.groups
            and state.groups[-1].form == "sets"
        ):
            state.awaits = state.groups[-1]
        return
    doubt(state, "result")


def _warmup(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if atom.kind is Kind.WORK:
        if state.warmed or state.warm:
            state.warm = ""
        return
    if atom.form == "label":
        state.warm = "next"
        return
    before = state.before(at)
    following = state.after(at, frozenset({Kind.CLOSE}))
    suffix = before is not None and (before.kind is Kind.OPEN or before.kind is Kind.PRODUCT) and state.groups
    ends = following is None or following.kind in (Kind.STOP, Kind.COMMA, Kind.THEN)
    if suffix and ends and not state.warm:
        for draft in state.groups[-1].sets:
            draft.warmup = True
        return
    state.warm = "on"


def _per_side(state: Assembly, at: int) -> None:
    """Each side after repetitions; after a load it may be plates on a bar, or one dumbbell."""
    before = state.before(at, frozenset({Kind.WORD, Kind.EXERCISE, Kind.MINUS}))
    load_before = state.load is not None and state.load.fresh
    by_hand = state.facts.by_hand or state.facts.unilateral
    if before is not None and before.kind is Kind.PRODUCT and load_before and not by_hand:
        doubt(state, "per_side_load")
        return
    if load_before and state.load is not None and state.load.bare and by_hand and not state.groups:
        values, state.load = state.load.values, None
        make(state, at, Counted(reps=tuple(Value(value) for value in values)))
    if state.groups:
        for draft in state.groups[-1].sets:
            draft.per_side = True
    else:
        state.per_side_next = True


def _body(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if atom.kind is Kind.ASSIST:
        _assist(state, at)
        return
    following = state.after(at)
    last = state.last
    before = state.before(at, frozenset({Kind.AT}))
    state.said_bodyweight = True
    if following is not None and following.kind in (Kind.PLUS, Kind.MINUS):
        return
    if last is not None and not last.loaded and before is not None and before.kind is Kind.PRODUCT:
        for draft in last.sets:
            draft.bare = True
            draft.load = None
        return
    state.bare_next = True
    state.load = None


def _assist(state: Assembly, at: int) -> None:
    """Machine help is a negative load; a helped repetition is a forced one."""
    tail = state.before(at, frozenset({Kind.WORD}))
    if tail is not None and tail.kind in (Kind.TAIL, Kind.SCOPE) and not state.facts.assisted:
        add_modifier(state, Kind.TECHNIQUE, technique="forced_reps", form="told")
        return
    if not state.facts.bodyweight:
        return
    if state.load is not None and state.load.fresh:
        state.load = Load(tuple(-abs(v) for v in state.load.values), state.load.unit)
    elif state.groups and state.groups[-1].loaded:
        for draft in state.groups[-1].sets:
            draft.load = -abs(draft.load) if draft.load is not None else None
    state.facts = replace(state.facts, assisted=True)


def _finish(state: Assembly) -> None:
    """What is left at the end: a lone number, sets without repetitions, a result that never came."""
    load = state.load
    if state.awaits is not None:
        doubt(state, "result")
    if state.groups:
        return
    if state.sets is not None and any(m.kind is Kind.FAILURE for m in state.modifiers):
        state.groups.append(Group([Draft(to_failure=True) for _ in range(state.sets)], "sets"))
        return
    if load is not None and load.bare and load.fresh and len(load.values) == 1 and _counts_reps(state, load):
        state.load = None
        make(state, len(state.atoms), _lone_count(state, load.values[0]))
        return
    if load is not None or state.sets is not None:
        doubt(state, "reps")


def _counts_reps(state: Assembly, load: Load) -> bool:
    """`50 push-ups`, `pull ups 12`, `plank 60`: a lone number counts on a bodyweight lift, or before the name."""
    if load.values[0] % 1 or load.values[0] < 1:
        return False
    following = state.after(load.place, frozenset({Kind.OPEN}))
    named_after = following is not None and following.kind is Kind.EXERCISE
    limit = 50
    return state.facts.bodyweight or state.facts.hold or (named_after and load.values[0] <= limit)


def _lone_count(state: Assembly, value: float) -> Counted:
    state.guesses.append("count_first")
    if state.facts.hold:
        return Counted(seconds=(value,))
    return Counted(reps=(Value(value),))
