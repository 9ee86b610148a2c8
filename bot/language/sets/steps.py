"""Step by step through the atoms of one exercise.

>>> assembled(atoms(marks), facts, Unit.KG).groups
[Group(sets=[...], form='sets', loaded=True)]
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.training import Unit
from bot.language.sets.assemble import MOST_SETS_MADE, STRUCTURES, Assembly, Load, Placed
from bot.language.sets.atom import BRACKETS, WORDS, Atom, Kind
from bot.language.sets.atoms import AND
from bot.language.sets.bodies import body, per_side
from bot.language.sets.counted import Counted
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.factor import Value
from bot.language.sets.facts import Facts
from bot.language.sets.failures import amrap, failed_rep, failure
from bot.language.sets.looking import add_modifier, doubt
from bot.language.sets.making import make
from bot.language.sets.placing import place
from bot.language.sets.techniques import technique
from bot.language.sets.warmups import close, warmup

#: What may stand behind "same again" without making it another set.
BEHIND_AGAIN = frozenset({Kind.COMMA, Kind.STOP, Kind.THEN, Kind.AGAIN, Kind.RPE, Kind.RIR, Kind.FAILURE})
ENDS_SCOPE = frozenset({Kind.COMMA, Kind.STOP, Kind.MINUS, Kind.CLOSE})


def assembled(
    sequence: Sequence[Atom], facts: Facts, unit: Unit, classes: Mapping[str, str], choice: int = 0
) -> Assembly:
    """Read all atoms; `classes` are those of the techniques, `choice` picks among sensible readings."""
    state = Assembly(facts, unit, sequence, choice=choice, classes=classes)
    named = [int(atom.values[0]) for atom in sequence if atom.kind is Kind.TECHNIQUE and atom.values]
    state.scheme = next((reps for reps in named if reps > MOST_SETS_MADE / 2), None) if named else None
    for at, atom in enumerate(sequence):
        if at != state.taken and atom.kind in _HANDLERS:
            _HANDLERS[atom.kind](state, at)
    finish(state)
    return state


def _effort(state: Assembly, at: int) -> None:
    """An effort; one right behind another of its kind goes on with the list: "2rir 2rir 1rir"."""
    atom = state.atoms[at]
    before = state.before(at, frozenset({Kind.COMMA}))
    following = state.after(at, frozenset({Kind.WORD, Kind.AT}))
    scoped = following is not None and following.kind is Kind.SCOPE
    listed = before is not None and before.kind is atom.kind and not scoped
    if listed and state.modifiers and state.groups:
        last = state.modifiers.pop()
        state.modifiers.append(replace(last, values=(*last.values, *atom.values)))
    else:
        add_modifier(state, atom.kind, values=atom.values)


def _again(state: Assembly, at: int) -> None:
    """`50 for 12, same again`: the last set once more; with more behind it ("lighter") it is asked about."""
    following = state.after(at)
    if state.last is None:
        return
    ends = following is None or following.kind in BEHIND_AGAIN
    if ends and state.last.is_one_set:
        state.groups.append(Group([state.last.sets[-1].copy()], "single", loaded=True, clause=state.clause))
    else:
        doubt(state, "sets")


def _backoff(state: Assembly, at: int) -> None:
    """Back-off sets are no drops."""
    del at
    state.dropping = False


def _boundary(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    match atom.kind:
        case Kind.CHAIN:
            state.chained = True
        case Kind.THEN:
            if state.warm == "on" and state.warmed and not _goes_on_to_then(state, at):
                state.warm = ""
        case Kind.COMMA:
            state.phrase += 1
        case _:
            state.phrase += 1
            state.clause += 1
            state.dropping, state.chained = state.dropping and _heads_drops(state, at), False
            if atom.form == ";":
                state.load = None
            state.label = None
            if _lists_sets(state, at):
                state.sets = None
            if state.warmed:
                state.warm = ""


def _goes_on_to_then(state: Assembly, at: int) -> bool:
    """`warmed up with 60x6 and 80x3, then 105 3x4`: such an "and" stands among the warm-ups.

    What comes behind the "then" has to be heavier, of the same lift.
    """
    if state.atoms[at].form != AND:
        return False
    then = False
    load = 0.0
    for atom in state.atoms[at + 1 :]:
        if atom.kind is Kind.STOP or (atom.kind is Kind.EXERCISE and not then):
            return False
        then = then or (atom.kind is Kind.THEN and atom.form != AND)
        numbers = [factor.number for factor in atom.product.factors] if atom.product is not None else []
        if then and max(numbers, default=0.0) > load:
            return True
        load = load or next(iter(numbers), 0.0)
    return False


def _heads_drops(state: Assembly, at: int) -> bool:
    """`Dropset:` on a line of its own, then a line for each drop."""
    named = max((place for place in range(at) if state.atoms[place].technique == "dropset"), default=0)
    behind = state.after(named, frozenset({Kind.COLON, Kind.WORD}))
    return behind is not None and behind.kind is Kind.STOP and behind.form == "\n"


def _lists_sets(state: Assembly, at: int) -> bool:
    """`Bench: 3 sets`, then three lines: the count only announces them."""
    if state.sets is None:
        return False
    whole = [a for a in state.atoms[at:] if a.product is not None and len(a.product.factors) > 1]
    return len(whole) >= state.sets


def _scope(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    scope = atom.scope
    if scope is None:
        return
    following = state.after(
        at, frozenset({Kind.COLON, Kind.WORD, Kind.RESULT, Kind.AT, Kind.ONLY, Kind.EXERCISE})
    )
    if atom.form == "label":
        state.label = scope
        return
    if following is not None and following.technique == "dropset" and scope.which == "last":
        following = state.after(state.atoms.index(following), frozenset({Kind.COLON}))
    told = state.before(at, WORDS)
    structure = (
        told is not None and told.kind is Kind.TECHNIQUE and told.technique in STRUCTURES and state.groups
    )
    counted = following is not None and following.kind is Kind.PRODUCT and not structure
    if counted and scope.which in ("last", "set", "first"):
        state.label = scope
    if scope.which == "all" and _says_nothing(state, at):
        return
    state.scopes.append(
        Placed(scope, state.phrase, len(state.modifiers) + len(state.scopes), len(state.groups))
    )


def _says_nothing(state: Assembly, at: int) -> bool:
    """`10 reps each`, `140kg each set - failure on the last`: each set, which is the default."""
    if not _follows_count(state, at):
        return False
    goes_on = state.after(at, frozenset({Kind.THEN, Kind.PLUS, Kind.AT, Kind.WORD}))
    if goes_on is None or goes_on.kind in ENDS_SCOPE:
        return True
    structure = goes_on.kind is Kind.TECHNIQUE and state.classes.get(goes_on.technique) == "structure"
    if structure and goes_on is not state.after(at):
        return True
    return (
        state.atoms[at].form == "each" and not structure and goes_on.kind not in (Kind.ADDED, Kind.TECHNIQUE)
    )


def _follows_count(state: Assembly, at: int) -> bool:
    """`10 reps each`: each set, which is the default."""
    before = state.before(at)
    return before is not None and before.kind is Kind.PRODUCT


def _only(state: Assembly, at: int) -> None:
    """`partials only`: said of the technique just named."""
    del at
    if state.modifiers and state.modifiers[-1].kind is Kind.TECHNIQUE and state.groups:
        state.modifiers[-1] = replace(state.modifiers[-1], only=True)


def finish(state: Assembly) -> None:
    """What is left at the end: a lone number, sets without repetitions, a result that never came."""
    load = state.load
    if state.awaits is not None:
        doubt(state, "result")
    if state.groups:
        return
    if state.sets is not None and any(m.kind is Kind.FAILURE for m in state.modifiers):
        state.groups.append(Group([Draft(to_failure=True) for _ in range(state.sets)], "sets"))
        return
    if state.scheme is not None and (load is None or not load.bare):
        make(state, len(state.atoms), Counted(sets=state.sets, reps=(Value(state.scheme),)))
        return
    if load is not None and load.bare and load.fresh and len(load.values) == 1 and _counts_reps(state, load):
        state.load = None
        make(state, len(state.atoms), _lone_count(state, load.values[0]))
        return
    if load is not None or state.sets is not None:
        doubt(state, "reps")


def _counts_reps(state: Assembly, load: Load) -> bool:
    """`50 push-ups`, `pull ups 12`, `plank 60`: a lone number counts on bodyweight lifts or before a name."""
    if load.values[0] % 1 or load.values[0] < 1:
        return False
    following = state.after(load.place, BRACKETS)
    named_after = following is not None and following.kind is Kind.EXERCISE
    limit = 50
    return state.facts.bodyweight or state.facts.hold or (named_after and load.values[0] <= limit)


def _lone_count(state: Assembly, value: float) -> Counted:
    state.guesses.append("count_first")
    if state.facts.hold:
        return Counted(seconds=(value,))
    return Counted(reps=(Value(value),))


_HANDLERS: Mapping[Kind, Callable[[Assembly, int], None]] = {
    Kind.PRODUCT: place,
    Kind.RPE: _effort,
    Kind.RIR: _effort,
    Kind.TECHNIQUE: technique,
    Kind.ADDED: technique,
    Kind.FAILURE: failure,
    Kind.NOT_FAILURE: failure,
    Kind.FAILED_REP: failed_rep,
    Kind.AMRAP: amrap,
    Kind.SCOPE: _scope,
    Kind.WARMUP: warmup,
    Kind.WORK: warmup,
    Kind.PER_SIDE: per_side,
    Kind.BODYWEIGHT: body,
    Kind.ASSIST: body,
    Kind.COMMA: _boundary,
    Kind.STOP: _boundary,
    Kind.THEN: _boundary,
    Kind.CHAIN: _boundary,
    Kind.CLOSE: close,
    Kind.ONLY: _only,
    Kind.AGAIN: _again,
    Kind.BACKOFF: _backoff,
}
