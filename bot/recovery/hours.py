"""Recovery hours as a sum that can be shown: state and table in, hours with their terms out.

The hours count from the end of the session until the muscle should be trained hard again, if the thing
asked about is done. Cap, floor and rounding are terms of their own, so that the terms always add up.

    >>> hours(State(technique=Method.DROPSET, muscle="biceps", experience=Experience.ADVANCED), table)
    Hours(total=72, terms=(Term(label='usual rest', hours=48), Term(label='dropset', hours=24)))
"""

from collections.abc import Iterator

from bot.domain.lifter import Experience
from bot.domain.ruling import Effort, Hours, Method, State, Term
from bot.domain.training import Mechanic
from bot.recovery.table import (
    EVERY_SET_TO_FAILURE,
    LAST_SET_TO_FAILURE,
    MethodHours,
    RecoveryTable,
)

_STABLE = (Mechanic.ISOLATION, Mechanic.COMPOUND_MACHINE)
_LEVEL_LABELS = {
    Experience.BEGINNER: "beginner",
    Experience.INTERMEDIATE: "intermediate",
    Experience.ADVANCED: "advanced",
    Experience.UNKNOWN: "experience not known",
}


def hours(state: State, table: RecoveryTable) -> Hours:
    """The rest after the thing asked about, as a sum of terms."""
    usual = Term("usual rest", table.usual_h)
    row = _row(state)
    if row is None:
        return Hours(table.usual_h, (usual,))
    method = table.methods[row]
    technique = tuple(_technique_terms(method, state.sets, table.further_set_h))
    if not _sum(technique) and not method.past_failure and state.mechanic in _STABLE:
        return Hours(table.usual_h, (usual,))
    extra = (*technique, *_circumstances(state, table))
    terms = (usual, *(term for term in (*extra, *_limits(_sum(extra), state, method, table)) if term.hours))
    return Hours(round(_sum(terms)), terms)


def _row(state: State) -> str | None:
    """The row of the table that counts; None when nothing beyond the usual rest is due."""
    if state.technique is not Method.NONE:
        return state.technique.row.value
    if state.settled_effort is not Effort.AT_FAILURE:
        return None
    return LAST_SET_TO_FAILURE if state.last_set else EVERY_SET_TO_FAILURE


def _technique_terms(method: MethodHours, sets: int, further_set_h: int) -> Iterator[Term]:
    """The technique at its typical number of sets, then what more or fewer sets change within its limits."""
    further = sets - method.sets_at_typical
    within = max(method.min_h, min(method.max_h, method.typical_h + further_set_h * further))
    yield Term(method.label, method.typical_h)
    yield Term(_further_label(further), within - method.typical_h)


def _further_label(further: int) -> str:
    """Words for the sets beyond (or short of) the typical number."""
    if further < 0:
        return "fewer sets"
    return "1 further set" if further == 1 else f"{further} further sets"


def _circumstances(state: State, table: RecoveryTable) -> Iterator[Term]:
    """What lift, muscle, lifter and daily life add."""
    negatives = state.technique.row is Method.NEGATIVES
    mechanic = table.mechanics[state.mechanic]
    yield Term(mechanic.label, mechanic.hours)
    if state.muscle is not None and state.muscle in table.muscles:
        label = state.muscle.replace("_", " ")
        yield Term(label, table.muscles[state.muscle].given(negatives=negatives))
    yield Term(_LEVEL_LABELS[state.experience], table.experience_h[state.experience])
    if state.first_time:
        yield Term("first time", table.first_time.given(negatives=negatives))
    if state.sleep_low:
        yield Term("short sleep", table.sleep_low_h)
    if state.deficit:
        yield Term("eating below maintenance", table.deficit_h)


def _limits(extra_h: float, state: State, method: MethodHours, table: RecoveryTable) -> Iterator[Term]:
    """Cap, then floor, then rounding up, each as what it changes."""
    capped = min(extra_h, table.cap.given(negatives=state.technique.row is Method.NEGATIVES))
    yield Term("cap", capped - extra_h)
    lifted = max(capped, table.floor_h if method.past_failure else 0)
    yield Term("floor", lifted - capped)
    yield Term("rounding up", -lifted % table.round_up_to_h)


def _sum(terms: tuple[Term, ...]) -> float:
    return sum(term.hours for term in terms)
