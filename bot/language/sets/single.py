"""One number, or one list, by itself: what joins it to the text and what is written on it say what it is.

>>> one(state, at, factor)  # the 16s of "hammer curls with the 16s"
"""

from bot.language.sets.apart import LARGEST_REPS, LOWEST_RPE_SIGN, announces
from bot.language.sets.around import has_article, link_before
from bot.language.sets.assemble import MOST_SETS_MADE, Assembly
from bot.language.sets.atom import BRACKETS, WORDS, Kind
from bot.language.sets.counted import Counted
from bot.language.sets.factor import Factor
from bot.language.sets.loads import lone_load
from bot.language.sets.lone import count, counts_name, lone_number
from bot.language.sets.looking import add_modifier, current_load, doubt
from bot.language.sets.making import make
from bot.language.sets.units import HIGHEST_RPE, Role

TOLD = frozenset({Kind.RESULT, Kind.COMMA, Kind.THEN, Kind.ONLY, Kind.STOP})


def one(state: Assembly, at: int, factor: Factor) -> None:
    """A product of one factor."""
    if _drops_with_load_behind(state, at, factor) or _counts_scoped_set(state, at, factor):
        return
    link = link_before(state, at)
    if link is not None and link.kind is Kind.AT and link.form != "@" and counts_name(state, at, factor):
        make(state, at, count(state, factor))
    elif link is not None and link.kind is Kind.AT and link.form != "for":
        _at_value(state, at, factor, sign=link.form == "@")
    else:
        single(state, at, factor)


def _counts_scoped_set(state: Assembly, at: int, factor: Factor) -> bool:
    """`5x5 100kg, got 7 on the last set`: the count of one set of the group, told before which one."""
    following = state.after(at, WORDS)
    scope = following.scope if following is not None else None
    if scope is None or scope.which == "all" or scope.count > 1:
        return False
    told, last = state.before(at, BRACKETS | WORDS), state.last
    if last is None and told is not None and told.kind is Kind.RESULT and factor.role is Role.BARE:
        return _opens_sets(state, at, factor)
    if last is None or last.form != "sets":
        return False
    apart = told is not None and (told.kind in TOLD or state.atoms[at - 1].kind is Kind.OPEN)
    reps = last.sets[-1].reps or 0
    counts = factor.role is Role.REPS or (factor.role is Role.BARE and factor.number <= 2 * reps)
    if not (apart and counts) or factor.is_list or state.sets is not None or following is None:
        return False
    state.label, state.taken = scope, state.atoms.index(following)
    make(state, at, count(state, factor))
    return True


def _opens_sets(state: Assembly, at: int, factor: Factor) -> bool:
    """`managed 7 in the first set and 5 in the second`."""
    if factor.number > LARGEST_REPS or factor.number % 1 or factor.is_list:
        return False
    make(state, at, count(state, factor))
    return True


def _drops_with_load_behind(state: Assembly, at: int, count: Factor) -> bool:
    """`drop set: 12 @ 20kg, 9 @ 15`: in a chain of drops each count is followed by its own load."""
    if not (state.dropping or state.chained) or count.role not in (Role.BARE, Role.REPS) or count.is_list:
        return False
    sign, behind = state.after(at), state.after(at + 1)
    if sign is None or sign.kind is not Kind.AT or behind is None or behind.product is None:
        return False
    load = behind.product.factors[0]
    top = current_load(state.groups[-1].sets[-1]) if state.groups else None
    alone = len(behind.product.factors) == 1 and not load.is_list
    if not alone or load.role not in (Role.BARE, Role.LOAD) or (top is not None and load.number >= top):
        return False
    state.taken = at + 2
    make(state, at, Counted(reps=count.values, loads=(load.number,), unit=load.unit))
    return True


def _at_value(state: Assembly, at: int, factor: Factor, *, sign: bool) -> None:
    """The number after `@`, "at" or "with": an RPE or the load."""
    values = [value.number for value in factor.values]
    group = state.last
    if not sign and factor.role in (Role.BARE, Role.REPS) and _failed_at(state, at):
        _end_at(state, at, factor)
        return
    sized = all(LOWEST_RPE_SIGN <= v <= HIGHEST_RPE and v * 2 == int(v * 2) for v in values)
    if factor.role is Role.BARE and sized and sign and group is not None:
        load_known = group.loaded or group.sets[-1].load is not None or _load_follows(state, at)
        if not load_known and state.facts.isolation:
            if doubt(state, "rpe_or_load", 2) == 1:
                lone_load(state, at, factor._replace(role=Role.LOAD))
                return
        elif not load_known:
            state.guesses.append("rpe_without_load")
        effort = tuple(sorted(values)[-1:]) if factor.is_range else tuple(values)
        add_modifier(state, Kind.RPE, values=effort)
        return
    if factor.role in (Role.BARE, Role.LOAD) or factor.pair:
        lone_load(state, at, factor._replace(role=Role.LOAD))
        return
    single(state, at, factor)


def _failed_at(state: Assembly, at: int) -> bool:
    """`hit failure at 11`: the word before "at" says what the number counts."""
    told = state.before(at, frozenset({Kind.AT, Kind.WORD, Kind.OPEN}))
    return told is not None and told.kind is Kind.FAILURE and told.form != "count_to_failure"


def _end_at(state: Assembly, at: int, factor: Factor) -> None:
    """The repetitions at which a set ended: its own, or those of the last of several sets."""
    last, reps = state.last, int(factor.number)
    if last is None or (last.loaded and state.load is not None and state.load.fresh):
        make(state, at, count(state, factor))
    elif last.sets[-1].reps != reps:
        last.sets[-1].reps = reps


def _load_follows(state: Assembly, at: int) -> bool:
    return any(
        atom.product is not None and any(f.role is Role.LOAD for f in atom.product.factors)
        for atom in state.atoms[at + 1 :]
    )


def single(state: Assembly, at: int, factor: Factor) -> None:
    """One factor by itself."""
    match factor.role:
        case Role.LOAD:
            lone_load(state, at, factor)
        case Role.SETS:
            if announces(state, at):
                state.sets = int(factor.number)
            else:
                lone_sets(state, factor)
        case Role.REPS:
            make(state, at, count(state, factor))
        case Role.SECONDS:
            _lone_seconds(state, at, factor)
        case Role.METRES:
            if state.facts.carry or not state.groups:
                make(state, at, Counted(metres=tuple(value.number for value in factor.values)))
        case Role.PLATES:
            doubt(state, "plates")
        case Role.BARE:
            lone_number(state, at, factor)
        case Role.PERCENT | Role.MAX:
            pass


def lone_sets(state: Assembly, factor: Factor) -> None:
    """`3 sets`: counts what comes, or repeats the one set that stands before it."""
    last = state.last
    count = int(factor.number)
    if last is not None and last.is_one_set and last.form != "sets" and 1 < count <= MOST_SETS_MADE:
        last.sets = [last.sets[0].copy() for _ in range(count)]
        last.form = "sets"
        return
    state.sets = count


def _lone_seconds(state: Assembly, at: int, factor: Factor) -> None:
    """A time by itself: a hold, the time of a distance, or (14s) a pair of dumbbells."""
    seconds = tuple(value.number for value in factor.values)
    group, following = state.last, state.after(at)
    timed = state.facts.hold or (state.facts.carry and not (group is None and _metres_follow(state, at)))
    counts_follow = following is not None and following.kind is Kind.PRODUCT
    named = state.facts.by_hand or has_article(state, at)
    if factor.pair and not timed and (group is not None or state.sets or counts_follow or named):
        if group is None or not group.loaded or counts_follow:
            lone_load(state, at, factor._replace(role=Role.LOAD))
        return
    moved = group is not None and group.is_one_set and group.sets[0].distance_m is not None
    if moved and group is not None and group.sets[0].seconds is None:
        group.sets[0].seconds = round(seconds[0])
    elif timed or (group is None and not state.facts.isolation):
        make(state, at, Counted(seconds=seconds))


def _metres_follow(state: Assembly, at: int) -> bool:
    """`farmers carry 28s 2x40m`."""
    products = (atom.product for atom in state.atoms[at + 1 :] if atom.product is not None)
    return any(factor.role is Role.METRES for product in products for factor in product.factors)
