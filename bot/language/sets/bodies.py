"""Body weight, machine help, and each side.

>>> body(state, at)  # the "bw" of "pull ups bw x 12"
"""

from bot.language.sets.assemble import Assembly, Load
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.counted import Counted
from bot.language.sets.factor import Value
from bot.language.sets.looking import add_modifier, doubt
from bot.language.sets.making import make
from bot.language.sets.units import Role


def per_side(state: Assembly, at: int) -> None:
    """Each side after repetitions; after a load it may be plates on a bar, or one dumbbell."""
    before = state.before(at, frozenset({Kind.WORD, Kind.EXERCISE, Kind.MINUS}))
    load_before = state.load is not None and state.load.fresh
    by_hand = state.facts.by_hand or state.facts.unilateral
    side_load = "side" in state.atoms[at].form and _gave_load(state, before)
    if before is not None and before.kind is Kind.PRODUCT and (load_before or side_load) and not by_hand:
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


def _gave_load(state: Assembly, before: Atom | None) -> bool:
    """`3x8 20kg a side`: the load of the sets before, and nothing else, stands in front."""
    product = before.product if before is not None else None
    alone = product is not None and len(product.factors) == 1 and product.factors[0].role is Role.LOAD
    return alone and state.last is not None and state.last.loaded


def body(state: Assembly, at: int) -> None:
    """Body weight or help by a machine."""
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
    if _counted_before(state, at):
        return
    state.bare_next = True
    state.load = None


def _counted_before(state: Assembly, at: int) -> bool:
    """`12 bw, 10 +10kg`: the number right before counted repetitions."""
    load = state.load
    if load is None or not (load.bare and load.fresh and load.place == at - 1):
        return False
    state.load, state.bare_next = None, True
    make(state, at, Counted(reps=tuple(Value(value) for value in load.values)))
    return True


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
    state.facts = state.facts._replace(assisted=True)
