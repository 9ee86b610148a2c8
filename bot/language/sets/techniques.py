"""A technique on its way to its sets: joined by plus, counted, refused, or told of the last repetitions.

>>> technique(state, at)  # the "partials" of "3x12 + partials"
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.looking import add_modifier, current_load, doubt, is_refused, marks_last_count
from bot.language.sets.minis import minis, settle_bare

JOINS = frozenset({Kind.PLUS, Kind.THEN, Kind.AT})
SOFT = frozenset({Kind.WORD, Kind.OPEN, Kind.COLON, Kind.EXERCISE})


def technique(state: Assembly, at: int) -> None:
    """Note a technique for the sets that it belongs to."""
    atom = state.atoms[at]
    if is_refused(state, at):
        state.negated.append(atom.technique)
        return
    if atom.form == "minis":
        settle_bare(state, at - 1)
        minis(state, atom.values, atom.technique)
        return
    if atom.form == "counted":
        _counted_structure(state, at)
        return
    if atom.form == "lead":
        state.dropping = True
        return
    before = state.before(at, SOFT)
    joined = before is not None and (before.kind in JOINS or before.kind is Kind.COMMA)
    structure = state.classes.get(atom.technique) == "structure"
    if atom.technique == "dropset":
        if _tags_a_drop(state, at) or _only_lighter(state, at):
            return
        state.dropping = True
    if atom.kind is Kind.ADDED and before is not None and before.kind is Kind.PLUS:
        settle_bare(state, at - 2)
    adjacent = before is not None and before.kind is Kind.PRODUCT
    form = "adjective" if adjacent or not state.groups else "plain"
    if structure and atom.kind is Kind.ADDED:
        add_modifier(state, Kind.TECHNIQUE, technique=atom.technique, joined=True, form="plain")
        return
    if atom.kind is Kind.ADDED and not _is_written_count(state, at):
        add_modifier(state, Kind.TECHNIQUE, technique=atom.technique, joined=joined, form="tail")
        return
    values = atom.values if atom.kind is Kind.ADDED else ()
    form = "glued" if _touches_last(state, at, before, counted=bool(values)) else form
    told = {"tech_told": "told", "tech_short": "short"}.get(atom.form, form)
    told = "tail" if not values and _is_tail(state, at) else told
    told = form if told == "short" and atom.technique != "dropset" else told
    add_modifier(state, atom.kind, technique=atom.technique, values=values, joined=joined, form=told)


def _touches_last(state: Assembly, at: int, before: Atom | None, *, counted: bool) -> bool:
    """`10, 9, 8+6 partials`, `10, 9, then 8 + 6 partials`, `10, 9, 8 (6 partials)`: part of the last set."""
    if before is None or not state.groups:
        return False
    plus = before.kind is Kind.PLUS
    if counted and (before.kind is Kind.THEN or (plus and not before.spaced)) and state.groups[-1].is_listed:
        return True
    added = state.classes.get(state.atoms[at].technique) == "added"
    return added and marks_last_count(state, at)


def _is_tail(state: Assembly, at: int) -> bool:
    """`last 2 forced`, `cheated the last three`: repetitions at the end of a set, already counted in it."""
    if state.atoms[at].form == "tail":
        return True
    loose = frozenset({Kind.WORD, Kind.OPEN, Kind.CLOSE, Kind.AT})
    return any(
        atom is not None and atom.kind is Kind.TAIL
        for atom in (state.before(at, loose), state.after(at, loose))
    )


def _only_lighter(state: Assembly, at: int) -> bool:
    """`dropped the weight to 70 and did 3x12`: told before any set, it is no dropset."""
    return state.atoms[at].form == "tech_told" and not state.groups


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
    if earlier.clause == later.clause:
        return False
    if not later.is_one_set or top is None or lower is None or lower >= top:
        return False
    earlier.sets[-1].drop(later.sets[0])
    state.groups.pop()
    return True


def _is_written_count(state: Assembly, at: int) -> bool:
    """`+3 cheat` adds three; `last 3 cheated` counts repetitions that are already in the set."""
    before = state.before(at, frozenset({Kind.WORD, Kind.OPEN}))
    return before is None or before.kind is not Kind.TAIL
