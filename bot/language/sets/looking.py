"""What the assembly can see around an atom: labels, scopes, refusals; and how it notes what it found.

>>> labels(state)
frozenset({'myo_reps'})
"""

from bot.language.sets.assemble import Assembly, Modifier
from bot.language.sets.atom import WORDS, Kind
from bot.language.sets.drafts import Draft

_MARKS = frozenset({Kind.FAILURE, Kind.ADDED, Kind.TECHNIQUE})
_SIGNS = frozenset({Kind.OPEN, Kind.CLOSE})
_ALONG = _MARKS | {Kind.COMMA, Kind.PLUS, Kind.AT, Kind.THEN}
#: Words between a count and its mark that tell how it was, not which sets.
_SMALL = frozenset(
    {"to", "went", "go", "going", "taken", "took", "hit", "got", "did", "was", "it", "this", "that", "one"}
    | {"slow", "slowly", "hard", "grindy", "grind", "ugly", "true", "real", "total", "absolute", "complete"}
    | {"a", "the", "some", "about", "around", "maybe", "finally", "pure", "full", "technical", "almost"}
)


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

    In brackets right behind that count, `11, 10, 8 (failure + 2 forced)`; or added to one that is told
    apart, `10, 9, then 8 + 2 cheat + 4 partials`. A word that may tell which sets leaves it to all.
    """
    opened = _bracket_around(state, at)
    place = at - 1
    while place > 0 and (place >= opened >= 0 or not state.atoms[place].product):
        if not _goes_along(state, place, inside=opened < 0 or place >= opened):
            return False
        place -= 1
    product = state.atoms[place].product if place >= 0 else None
    counts = product.factors[-1] if product is not None else None
    if counts is None or not counts.is_list or counts.is_range:
        return False
    if opened < 0:
        return counts.set_off and place < at - 1 and state.atoms[place + 1].kind is Kind.PLUS
    first = next(each for each in range(opened, at + 1) if state.atoms[each].kind in _MARKS)
    joined = state.before(first, WORDS)
    return state.atoms[first].kind is not Kind.TECHNIQUE or (joined is not None and joined.kind is Kind.PLUS)


def _bracket_around(state: Assembly, at: int) -> int:
    """Where the bracket that `at` stands in opens; -1 outside of brackets."""
    for place in range(at - 1, -1, -1):
        if state.atoms[place].kind in _SIGNS:
            return place if state.atoms[place].kind is Kind.OPEN else -1
    return -1


def _goes_along(state: Assembly, place: int, *, inside: bool) -> bool:
    """Whether what stands between a count and its mark says nothing of which sets are meant."""
    atom = state.atoms[place]
    if atom.kind is Kind.WORD:
        added = state.before(place, WORDS)
        joined = added is not None and added.kind is Kind.PLUS
        return joined or atom.form in _SMALL or not any(letter.isalnum() for letter in atom.form)
    if atom.kind is Kind.SCOPE:
        return inside and atom.scope is not None and (atom.scope.which, atom.scope.count) == ("last", 1)
    return atom.kind in _SIGNS or (atom.kind in _ALONG and (inside or _bracket_around(state, place) >= 0))


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
