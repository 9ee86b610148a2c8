"""Mini-sets behind a plus sign: rest-pause, myo-reps, clusters.

>>> minis(state, (4, 2))  # the +4+2 of "9+4+2"
"""

from dataclasses import replace

from bot.language.sets.assemble import STRUCTURES, Assembly, Load, Modifier
from bot.language.sets.atom import Kind
from bot.language.sets.counted import Counted
from bot.language.sets.factor import Value
from bot.language.sets.looking import doubt
from bot.language.sets.making import make

#: "80 rest-pause +5 +3": nobody does so many before the first rest; between the two it may be either.
LARGEST_TOP = 40
SURE_TOP = 20
_JOINING = frozenset({Kind.COMMA, Kind.THEN})
_AROUND_NAME = _JOINING | {Kind.OPEN, Kind.CLOSE, Kind.COLON, Kind.TECHNIQUE}


def settle_bare(state: Assembly, at: int) -> None:
    """A lone number in front of a plus counted repetitions: 12+5 partials; 15, +5; 15 rest-pause +5 +3."""
    load = state.load
    if load is None or not (load.bare and load.fresh) or len(load.values) != 1 or load.place > at:
        return
    between = state.atoms[load.place + 1 : at + 1]
    named = any(atom.technique in STRUCTURES for atom in between)
    if any(atom.kind not in (_AROUND_NAME if named else _JOINING) for atom in between):
        return
    if named and _is_load(state, load):
        return
    state.load = None
    make(state, at, Counted(reps=(Value(load.values[0]),)))


def _is_load(state: Assembly, load: Load) -> bool:
    """Whether a number in front of the name is a load: by its sign, by its size; asked about in between."""
    signed = load.place > 0 and state.atoms[load.place - 1].kind in (Kind.PLUS, Kind.MINUS)
    if signed or load.values[0] > LARGEST_TOP:
        return True
    sure = load.values[0] <= SURE_TOP or state.facts.bodyweight
    return not sure and doubt(state, "order", 2) == 1


def minis(state: Assembly, reps: tuple[float, ...], technique: str = "") -> None:
    """Mini-sets after a plus: 9+4+2; `technique` where they name it themselves."""
    latest = state.modifiers[-1] if state.modifiers else None
    if (
        latest is not None
        and latest.form == "minis"
        and latest.phrase == state.phrase
        and latest.anchor == len(state.groups)
    ):
        state.modifiers[-1] = replace(latest, values=(*latest.values, *reps))
        return
    state.modifiers.append(
        Modifier(
            Kind.ADDED,
            len(state.groups),
            state.phrase,
            len(state.modifiers) + len(state.scopes),
            technique=technique,
            values=reps,
            form="minis",
        )
    )
