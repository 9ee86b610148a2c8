"""What the assembly can see around an atom: labels, scopes, refusals; and how it notes what it found.

>>> labels(state)
frozenset({'myo_reps'})
"""

from bot.language.sets.assemble import Assembly, Modifier
from bot.language.sets.atom import WORDS, Kind
from bot.language.sets.drafts import Draft


def labels(state: Assembly) -> frozenset[str]:
    """The techniques that name the whole segment: not refused, not limited by a scope. Looked up once."""
    if state.labels is None:
        state.labels = frozenset(
            atom.technique
            for at, atom in enumerate(state.atoms)
            if atom.kind is Kind.TECHNIQUE
            and atom.form != "lead"
            and not is_scoped(state, at)
            and not is_refused(state, at)
            and not (follows_then(state, at) and _goes_on(state, at))
        )
    return state.labels


def follows_then(state: Assembly, at: int) -> bool:
    """`15, 12 then myo reps 4, 4`: the technique goes on with the sets before it."""
    then = state.before(at, WORDS)
    counts = (atom.kind is Kind.PRODUCT for atom in state.atoms[:at])
    return then is not None and then.kind is Kind.THEN and any(counts)


def _goes_on(state: Assembly, at: int) -> bool:
    following = state.after(at, frozenset({Kind.WORD, Kind.COLON}))
    return following is not None and following.kind is Kind.PRODUCT


def is_mechanical(state: Assembly) -> bool:
    """Whether the segment is a mechanical dropset."""
    return "mechanical_dropset" in labels(state)


def is_scoped(state: Assembly, at: int) -> bool:
    """Whether a scope stands in the same phrase as the atom."""
    stops = (Kind.COMMA, Kind.STOP)
    for step in (-1, 1):
        place_at = at + step
        while 0 <= place_at < len(state.atoms) and state.atoms[place_at].kind not in stops:
            atom = state.atoms[place_at]
            if atom.kind is Kind.SCOPE and atom.form != "label":
                return True
            if atom.kind is Kind.PRODUCT:
                break
            place_at += step
    return False


def is_refused(state: Assembly, at: int) -> bool:
    """Whether a negation stands before the atom in the same phrase."""
    for place_at in range(at - 1, max(-1, at - 7), -1):
        kind = state.atoms[place_at].kind
        if kind in (Kind.COMMA, Kind.STOP, Kind.PRODUCT, Kind.PLUS):
            return False
        if kind is Kind.NEGATION:
            return True
    return False


def marks_last_count(state: Assembly, at: int) -> bool:
    """Whether what stands at `at` marks the last count of the list before it, not all of them.

    In brackets right behind that count, `11, 10, 8 (failure)`; or behind one that is told apart,
    `10, 9, then 8 + 6 partials`.
    """
    place = at - 1
    while place > 0 and state.atoms[place].kind in (Kind.WORD, Kind.PLUS):
        place -= 1
    bracketed = place > 0 and state.atoms[place].kind is Kind.OPEN
    product = state.atoms[place - bracketed].product if place >= 0 else None
    counts = product.factors[-1] if product is not None else None
    if counts is None or not counts.is_list or counts.is_range:
        return False
    return bracketed or (counts.set_off and place < at - 1)


def current_load(draft: Draft) -> float | None:
    """The load at the end of a set, after its drops."""
    loads = [each.load for each in draft.extra if each.load is not None]
    return loads[-1] if loads else draft.load


def add_modifier(
    state: Assembly,
    kind: Kind,
    *,
    technique: str = "",
    values: tuple[float, ...] = (),
    joined: bool = False,
    form: str = "",
    anchor: int | None = None,
) -> None:
    """Note an effort or technique that waits for its sets."""
    state.modifiers.append(
        Modifier(
            kind,
            len(state.groups) if anchor is None else anchor,
            state.phrase,
            len(state.modifiers) + len(state.scopes),
            technique,
            values,
            joined=joined,
            form=form,
        )
    )


def doubt(state: Assembly, about: str, readings: int = 0) -> int:
    """Note that a place can be read in several ways; which of them this run takes."""
    state.doubts.append(about)
    state.readings = max(state.readings, readings)
    return min(state.choice, readings - 1) if readings else 0
