"""Mini-sets behind a plus sign: rest-pause, myo-reps, clusters.

>>> minis(state, (4, 2))  # the +4+2 of "9+4+2"
"""

from dataclasses import replace

from bot.language.sets.assemble import STRUCTURES, Assembly, Modifier
from bot.language.sets.atom import Kind
from bot.language.sets.counted import Counted
from bot.language.sets.factor import Value
from bot.language.sets.making import make

#: "80 rest-pause +5 +3": nobody does so many before the first rest.
LARGEST_TOP = 40


def settle_bare(state: Assembly, at: int) -> None:
    """A lone number in front of a plus counted repetitions: 12+5 partials; 15, +5; 15 rest-pause +5 +3."""
    load = state.load
    if load is not None and load.values[0] <= LARGEST_TOP and state.atoms[at].technique in STRUCTURES:
        at -= 1
    while at > 0 and state.atoms[at].kind in (Kind.COMMA, Kind.THEN):
        at -= 1
    if load is not None and load.bare and load.fresh and len(load.values) == 1 and load.place == at:
        state.load = None
        make(state, at, Counted(reps=(Value(load.values[0]),)))


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
