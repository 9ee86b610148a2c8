"""One small function for each number about the past. All counts leave warm-ups out.

>>> hard_sets(log.sets, "calves", indirect=0.5)
6.0
"""

import datetime as dtm
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.ruling import Method
from bot.domain.training import PAST_FAILURE_TECHNIQUES, SetEntry, Technique
from bot.domain.wallclock import training_day
from bot.history.log import DoneSet, TrainingLog

#: Days of training that make a week, today's included.
WEEK = 7
#: A working set counts as hard up to this many reps in reserve; unknown effort counts as hard.
HARD_SET_RIR = 4
#: So many reps fewer at the same load count as weaker (strength loss is the best damage marker, rbe2023).
REPS_LOST = 2
#: Above this many reps an estimated one-repetition maximum says little.
E1RM_MAX_REPS = 12


def days(count: float) -> dtm.timedelta:
    """So many times 24 hours."""
    return dtm.timedelta(days=count)


def since(sets: Sequence[DoneSet], start: dtm.datetime, end: dtm.datetime) -> Sequence[DoneSet]:
    """The sets with start < time <= end, of sets that come oldest first."""
    return sets[bisect_right(sets, start, key=_at) : bisect_right(sets, end, key=_at)]


def in_days(sets: Sequence[DoneSet], count: int, at: dtm.datetime, zone: dtm.tzinfo) -> Sequence[DoneSet]:
    """The sets of the last so many training days, that of `at` included, up to that moment.

    Days, not hours: who trains every Monday starts a new week each Monday, also when it is an hour earlier.
    """
    first = training_day(at, zone) - dtm.timedelta(days=count - 1)
    return sets[bisect_left(sets, first, key=_day) : bisect_right(sets, at, key=_at)]


def two_weeks(
    sets: Sequence[DoneSet], at: dtm.datetime, zone: dtm.tzinfo
) -> tuple[Sequence[DoneSet], Sequence[DoneSet]]:
    """The sets of the last seven training days, and those of the seven before."""
    both, this = in_days(sets, 2 * WEEK, at, zone), in_days(sets, WEEK, at, zone)
    return this, both[: len(both) - len(this)]


def last_day(sets: Sequence[DoneSet]) -> tuple[DoneSet, ...]:
    """The sets of the last training day among these, which come oldest first."""
    return tuple(done for done in sets if done.day == sets[-1].day)


def _at(done: DoneSet) -> dtm.datetime:
    return done.at


def _day(done: DoneSet) -> dtm.date:
    return done.day


def is_hard(entry: SetEntry) -> bool:
    """Whether a working set ended close enough to failure to count for growth."""
    rir = entry.rir if entry.rir is not None else None if entry.rpe is None else 10 - entry.rpe
    return rir is None or rir <= HARD_SET_RIR


def hard_sets(sets: Iterable[DoneSet], muscle: str, *, indirect: float) -> float:
    """Hard sets for a muscle; one of a lift that only assists it counts `indirect` (usually half)."""
    return sum(
        1.0 if muscle in done.exercise.primary else indirect
        for done in sets
        if is_hard(done.entry) and muscle in done.exercise.primary + done.exercise.secondary
    )


def past_failure_sets(sets: Iterable[DoneSet], muscle: str | None = None) -> int:
    """Sets that continued past failure, for one muscle as prime mover or (None) for the whole body."""
    return sum(1 for done in sets if done.entry.is_past_failure and (muscle is None or done.works(muscle)))


def last_past_failure(sets: Sequence[DoneSet], muscle: str) -> DoneSet | None:
    """The latest set past failure for a muscle."""
    return next(
        (done for done in reversed(sets) if done.entry.is_past_failure and done.works(muscle)),
        None,
    )


def weeks_in_a_row(log: TrainingLog, muscle: str, now: dtm.datetime) -> int:
    """How many weeks, counted back from today without a gap, hold past-failure work for the muscle.

    The first week is today and the seven days before it, so that training every Monday counts each Monday
    once.
    """
    today = training_day(now, log.zone)
    days_ago = {
        (today - done.day).days for done in log.sets if done.entry.is_past_failure and done.works(muscle)
    }
    weeks_ago = {max(0, (days - 1) // 7) for days in days_ago}
    return next(week for week in range(len(weeks_ago) + 1) if week not in weeks_ago)


def is_first_time(sets: Iterable[DoneSet], muscle: str, method: Method, start: dtm.datetime) -> bool:
    """Whether the technique was not done on the muscle since `start`."""
    return not any(
        done.at > start and done.works(muscle) and method in methods_of(done.entry) for done in sets
    )


def methods_of(entry: SetEntry) -> tuple[Method, ...]:
    """The techniques of a set as the rules name them (full names, in the order written)."""
    return tuple(_method(each, entry) for each in entry.techniques)


def _method(technique: Technique, entry: SetEntry) -> Method:
    if technique is Technique.PARTIALS and entry.partials_only:
        return Method.INITIAL_PARTIALS
    return Method(technique.value).row


def past_failure_methods_of(entry: SetEntry) -> tuple[Method, ...]:
    """The techniques that carried a set past failure; none for a set done wholly as partials."""
    if not entry.is_past_failure:
        return ()
    named = tuple(each for each in entry.techniques if each in PAST_FAILURE_TECHNIQUES)
    return tuple(
        _method(each, entry) for each in named if not (entry.partials_only and each is Technique.PARTIALS)
    )


def last_break(
    log: TrainingLog, now: dtm.datetime, *, after: dtm.timedelta, away_since: dtm.datetime | None = None
) -> tuple[dtm.datetime, dtm.datetime] | None:
    """The last training before the latest break of `after` or more, and the first one after it.

    `away_since` is training that the log does not hold any more.
    """
    known = {done.at for done in log.sets} | ({away_since} if away_since else set())
    times = [*sorted(at for at in known if at < now), now]
    breaks = [(away, back) for away, back in pairwise(times) if back - away >= after]
    return breaks[-1] if breaks else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated one-repetition maximum, with the set it comes from."""

    kg: float
    from_set: DoneSet


def e1rm_kg(entry: SetEntry) -> float | None:
    """Estimated one-repetition maximum in kg (Epley 1985: load * (1 + reps / 30)); None above 12 reps."""
    if entry.load_kg is None or entry.load_kg <= 0 or not entry.reps or entry.reps > E1RM_MAX_REPS:
        return None
    return entry.load_kg if entry.reps == 1 else entry.load_kg * (1 + entry.reps / 30)


def best_estimate(sets: Iterable[DoneSet]) -> Estimate | None:
    """The highest estimated one-repetition maximum among these sets."""
    estimates = [Estimate(kg, done) for done in sets if (kg := e1rm_kg(done.entry)) is not None]
    return max(estimates, key=lambda each: each.kg, default=None)


def reps_lost(before: Iterable[SetEntry], after: Iterable[SetEntry]) -> int | None:
    """Fewer reps in the best set at the same load than before; None where nothing can be compared.

    Reps compare only at a known load (or body weight), and only if the later set went at least as close to
    failure: ordinary sets after a set to failure are shorter on purpose.
    """
    earlier, later = _best_by_load(before), _best_by_load(after)
    lost = [
        (earlier[load].reps or 0) - (later[load].reps or 0)
        for load in earlier.keys() & later.keys()
        if _is_as_hard(later[load], earlier[load])
    ]
    return max(lost, default=None)


def _best_by_load(entries: Iterable[SetEntry]) -> dict[float, SetEntry]:
    found: dict[float, SetEntry] = {}
    for each in entries:
        load_kg = 0.0 if each.load_kg is None and each.bodyweight else each.load_kg
        if each.reps is None or load_kg is None or each.warmup:
            continue
        key = round(load_kg * 2) / 2  # pounds in kilograms are never exact
        if key not in found or each.reps > (found[key].reps or 0):
            found[key] = each
    return found


def _is_as_hard(later: SetEntry, earlier: SetEntry) -> bool:
    """Whether the later set is known to have ended no further from failure, or neither says."""
    now, then = _reps_left(later), _reps_left(earlier)
    return now == then if now is None or then is None else now <= then


def _reps_left(entry: SetEntry) -> float | None:
    if entry.to_failure or entry.is_past_failure:
        return 0
    return entry.rir if entry.rir is not None else None if entry.rpe is None else 10 - entry.rpe


def weaker_sets(log: TrainingLog) -> tuple[DoneSet, ...]:
    """One set for each exercise and day with two or more reps lost at the same load since last time."""
    last: dict[str, list[SetEntry]] = {}
    found: list[DoneSet] = []
    for day in log.days:
        by_exercise: dict[str, list[DoneSet]] = {}
        for done in log.on_day(day):
            by_exercise.setdefault(done.exercise.id, []).append(done)
        for exercise_id, sets in by_exercise.items():
            entries = [done.entry for done in sets]
            lost = reps_lost(last.get(exercise_id, ()), entries)
            found += sets[:1] if lost is not None and lost >= REPS_LOST else []
            last[exercise_id] = entries
    return tuple(found)
