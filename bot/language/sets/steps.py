"""Step by step through the atoms of one exercise.

>>> assembled(atoms(marks), facts, Unit.KG).groups
[Group(sets=[...], form='sets', loaded=True)]
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.training import Unit
from bot.language.sets.assemble import Assembly, Load, Placed
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.bodies import body, per_side
from bot.language.sets.counts import Counted
from bot.language.sets.drafts import Draft, Group
from bot.language.sets.factors import Value
from bot.language.sets.facts import Facts
from bot.language.sets.failures import amrap, failed_rep, failure
from bot.language.sets.looking import add_modifier, current_load, doubt, is_refused
from bot.language.sets.making import make
from bot.language.sets.minis import settle_bare
from bot.language.sets.placing import place

JOINS = frozenset({Kind.PLUS, Kind.THEN, Kind.AT})
ENDS = frozenset({Kind.STOP, Kind.COMMA, Kind.THEN, Kind.CLOSE})
SOFT = frozenset({Kind.WORD, Kind.OPEN, Kind.COLON, Kind.EXERCISE})


def assembled(
    sequence: Sequence[Atom], facts: Facts, unit: Unit, classes: Mapping[str, str], choice: int = 0
) -> Assembly:
    """Read all atoms; `classes` are those of the techniques, `choice` picks among sensible readings."""
    state = Assembly(facts, unit, sequence, choice=choice, classes=classes)
    for at in range(len(sequence)):
        _step(state, at)
    finish(state)
    return state


def _step(state: Assembly, at: int) -> None:
    handler = _HANDLERS.get(state.atoms[at].kind)
    if handler is not None:
        handler(state, at)


def _effort(state: Assembly, at: int) -> None:
    add_modifier(state, state.atoms[at].kind, values=state.atoms[at].values)


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
    following = state.after(at, frozenset({Kind.COLON, Kind.WORD, Kind.RESULT, Kind.AT, Kind.ONLY}))
    if atom.form == "label":
        state.label = scope
        return
    if following is not None and following.kind is Kind.PRODUCT and scope.which in ("last", "set"):
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
    if atom.form == "counted":
        _counted_structure(state, at)
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


def _counted_structure(state: Assembly, at: int) -> None:
    """`3 dropsets`: so many of them; what was done in each has to be asked for."""
    doubt(state, "sets")
    add_modifier(state, Kind.TECHNIQUE, technique=state.atoms[at].technique, form="adjective")


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


def _only(state: Assembly, at: int) -> None:
    """`partials only`: said of the technique just named."""
    del at
    if state.modifiers and state.modifiers[-1].kind is Kind.TECHNIQUE and state.groups:
        state.modifiers[-1] = replace(state.modifiers[-1], only=True)


def _warmup(state: Assembly, at: int) -> None:
    atom = state.atoms[at]
    if atom.kind is Kind.WORK:
        if state.warmed or state.warm:
            state.warm = ""
        return
    if atom.form == "label":
        state.warm = "next"
    elif not state.warm and _ends_warmups(state, at):
        _mark_warmups(state)
    else:
        state.warm = "on"


def _ends_warmups(state: Assembly, at: int) -> bool:
    """Whether the word stands behind its sets: `(60x10 80x5 warmup) 100x5`, `40x10 (warm-up)`."""
    before = state.before(at, frozenset({Kind.WORD, Kind.AT, Kind.MINUS, Kind.OPEN}))
    if not state.groups or before is None or before.kind not in (Kind.PRODUCT, Kind.AMRAP):
        return False
    following = state.after(at)
    if following is None or following.product is None:
        return following is None or following.kind in ENDS
    done = state.groups[-1].sets[-1].load
    return done is not None and following.product.factors[0].number > done


def _mark_warmups(state: Assembly) -> None:
    """Mark the sets before the word: back to where loads no longer rise, or to the last work sets."""
    later: Group | None = None
    for group in reversed(state.groups):
        if later is not None and not _rises(group, later, state):
            break
        for draft in group.sets:
            draft.warmup = True
        later = group


def _rises(earlier: Group, later: Group, state: Assembly) -> bool:
    one, other = earlier.sets[-1].load, later.sets[0].load
    return earlier.clause == state.clause and one is not None and other is not None and one < other


def _close(state: Assembly, at: int) -> None:
    """A closing bracket ends warm-ups that began in it."""
    del at
    if state.warm == "on" and state.warmed:
        state.warm = ""


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
    following = state.after(load.place, frozenset({Kind.OPEN}))
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
    Kind.TECHNIQUE: _technique,
    Kind.ADDED: _technique,
    Kind.FAILURE: failure,
    Kind.NOT_FAILURE: failure,
    Kind.FAILED_REP: failed_rep,
    Kind.AMRAP: amrap,
    Kind.SCOPE: _scope,
    Kind.WARMUP: _warmup,
    Kind.WORK: _warmup,
    Kind.PER_SIDE: per_side,
    Kind.BODYWEIGHT: body,
    Kind.ASSIST: body,
    Kind.COMMA: _boundary,
    Kind.STOP: _boundary,
    Kind.THEN: _boundary,
    Kind.CHAIN: _boundary,
    Kind.CLOSE: _close,
    Kind.ONLY: _only,
    Kind.BACKOFF: _backoff,
}
