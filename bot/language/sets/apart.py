"""Sets told apart behind others: `another set of 12`, `then 3 at 110`; and what only looks like one.

>>> counts_a_set(state, at)  # the 12 of "3x8 60, another set of 12 at 50"
True
"""

from bot.language.sets.assemble import Assembly
from bot.language.sets.atom import Atom, Kind
from bot.language.sets.factor import Factor
from bot.language.sets.units import HIGHEST_RPE, Role

LARGEST_REPS = 40
LOWEST_RPE_SIGN = 5
_MOST_WORDS = 6
#: "and did another light set of": all that may stand between a sign and a set; some say that it was done.
_DONE = frozenset({"did", "got", "added", "managed", "finished", "followed"})
_PLAIN = _DONE | frozenset(
    {"a", "an", "another", "one", "more", "one more", "extra", "additional", "single", "bonus", "last"}
    | {"i", "also", "just", "by", "with", "easy", "light", "lighter", "heavy", "heavier", "quick"}
    | {"final", "burnout"}
)
_TELLING = frozenset({Kind.AT, Kind.RESULT, Kind.WORK, Kind.WARMUP, Kind.BACKOFF, Kind.TECHNIQUE})
_OPENING = frozenset({Kind.COMMA, Kind.THEN, Kind.PLUS, Kind.STOP, Kind.COLON, Kind.OPEN, Kind.CLOSE})
_HEADING = frozenset({Kind.EXERCISE, Kind.PRODUCT})
#: What may stand behind a count and its load: a mark of effort or technique, a sign.
_MARKING = frozenset(
    {Kind.RPE, Kind.RIR, Kind.FAILURE, Kind.NOT_FAILURE, Kind.FAILED_REP, Kind.AMRAP, Kind.TECHNIQUE}
    | {Kind.ADDED, Kind.SCOPE, Kind.PER_SIDE, Kind.PER_HAND, Kind.BAND, Kind.ONLY, Kind.NEGATION}
)
_ENDING = _MARKING | frozenset(
    {Kind.COMMA, Kind.THEN, Kind.PLUS, Kind.STOP, Kind.OPEN, Kind.CLOSE, Kind.CHAIN, Kind.MINUS}
    | {Kind.EXERCISE, Kind.AGAIN}
)
#: Words behind a set that was done.
_AFTERWARDS = frozenset({"felt", "feeling", "today", "tonight", "each"})


def counts_a_set(state: Assembly, at: int) -> bool:
    """`bench 3x8 60, another set of 12 at 50`; not `too tired for another set of 12`."""
    if [atom.form for atom in state.atoms[max(0, at - 2) : at]] != ["set", "of"]:
        return False
    place, done = at - 3, False
    while place >= 0 and at - place <= _MOST_WORDS + 2 and _tells(state.atoms[place]):
        done = done or state.atoms[place].kind is Kind.RESULT or state.atoms[place].form in _DONE
        place -= 1
    opened = place < 0 or state.atoms[place].kind in _OPENING | _HEADING
    return opened and (done or _ends(state, at + 1 + 2 * _is_loaded(state, at)))


def has_own_load(state: Assembly, at: int, factor: Factor) -> bool | None:
    """`3x5 100, then 3 at 110`: a count with its own load behind loaded sets; None where it is unsure."""
    last, before = state.last, state.before(at)
    if last is None or not last.loaded or before is None or before.kind not in (Kind.COMMA, Kind.THEN):
        return False
    if factor.is_list or factor.number % 1 or not 1 <= factor.number <= LARGEST_REPS:
        return False
    sign, behind = state.after(at), state.after(at + 1)
    if sign is None or sign.kind is not Kind.AT or sign.form == "for" or behind is None:
        return False
    if behind.kind is Kind.ADDED:
        return None
    if behind.product is None or is_rated(state, at + 1):
        return False
    return True if _is_loaded(state, at) and _ends(state, at + 3) else None


def loaded_behind(state: Assembly, at: int) -> int:
    """How many counts with their own loads follow that of `at`, before the next count of sets."""
    if not _is_loaded(state, at):
        return 0
    found = 0
    for place in range(at + 3, len(state.atoms)):
        atom = state.atoms[place]
        if atom.kind is Kind.STOP and atom.form != "\n":
            break
        if atom.product is None or state.atoms[place - 1].kind is Kind.AT:
            continue
        if len(atom.product.factors) > 1 or atom.product.factors[0].role not in (Role.BARE, Role.REPS):
            break
        found += _is_loaded(state, place)
    return found


def announces(state: Assembly, at: int) -> bool:
    """`8 at 70, then 2 sets: 12 at 50, 10 at 55`: a count of what comes, not of the set before it."""
    sign = state.after(at)
    return sign is not None and sign.kind in (Kind.COLON, Kind.COMMA) and loaded_behind(state, at + 2) > 0


def is_rated(state: Assembly, at: int) -> bool:
    """Whether the sign at `at` stands before an RPE: `4 @7.5`."""
    behind = state.after(at)
    if state.atoms[at].form != "@" or behind is None or behind.product is None:
        return False
    return LOWEST_RPE_SIGN <= behind.product.factors[0].number <= HIGHEST_RPE


def _tells(atom: Atom) -> bool:
    """Whether an atom may stand between a sign and the set that it begins."""
    return atom.kind in _TELLING or (atom.kind is Kind.WORD and atom.form in _PLAIN)


def _is_loaded(state: Assembly, at: int) -> bool:
    """Whether the number at `at` is followed by its load, and by no list of loads."""
    sign, behind = state.after(at), state.after(at + 1)
    if sign is None or sign.kind is not Kind.AT or behind is None or behind.product is None:
        return False
    load = behind.product.factors[0]
    sized = load.role is Role.LOAD or (load.role is Role.BARE and load.number > HIGHEST_RPE)
    return sized and len(behind.product.factors) == 1 and not load.is_list


def _ends(state: Assembly, at: int) -> bool:
    """Whether nothing at `at` makes something else of the numbers before it: a rest, a machine, a wish."""
    if at >= len(state.atoms):
        return True
    atom = state.atoms[at]
    if atom.kind is Kind.AT:
        following = state.after(at)
        return is_rated(state, at) or (following is not None and following.kind in _MARKING)
    if atom.kind is Kind.WORD:
        return atom.form in _AFTERWARDS or not any(letter.isalnum() for letter in atom.form)
    return atom.kind in _ENDING
