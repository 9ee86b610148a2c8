"""The lifter's history, volume and readiness in words.

Last time (Tue 17 Nov): bench press 3x8 80 kg.
Calves: 9 hard sets in 7 days, 3 past failure (0 more allowed).
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.lifter import Experience
from bot.domain.owed import About
from bot.domain.training import KG_PER_LB, Entry, Unit
from bot.domain.wallclock import training_day
from bot.history.log import DoneSet
from bot.history.metrics import E1RM_MAX_REPS, Estimate
from bot.language.printer import print_entries
from bot.recovery.table import VolumeGuide
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import day, day_and_time, listed, number, plain, sentence, shown, some

MUSCLES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Readiness:
    """When a muscle is ready to be trained hard; None where it was never trained."""

    muscle: str
    ready_at: dtm.datetime | None


@dataclass(frozen=True, slots=True)
class MuscleWeek:
    """A muscle's last seven days: hard sets, those past failure, and how many of these are left."""

    muscle: str
    hard: float
    past_failure: int
    left: int


def printed(sets: Sequence[DoneSet], unit: Unit) -> str:
    """Sets in the short form, exercise by exercise."""
    exercises = dict.fromkeys(done.exercise for done in sets)
    return print_entries(
        tuple(
            Entry(each.id, each.name, tuple(done.entry for done in sets if done.exercise == each))
            for each in exercises
        ),
        unit,
    )


def last_time(
    sets: Sequence[DoneSet], zone: dtm.tzinfo, now: dtm.datetime, unit: Unit, label: str = "Last time"
) -> str:
    """One line about the last time; empty when there was none."""
    if not sets:
        return ""
    date = day(training_day(sets[0].at, zone), training_day(now, zone))
    return shown(f"{label} ({date})", printed(sets, unit))


def last(
    subject: str,
    sets: Sequence[DoneSet],
    zone: dtm.tzinfo,
    now: dtm.datetime,
    unit: Unit,
    *,
    before: Sequence[DoneSet] = (),
) -> Reply:
    """The answer to "last bench?"; `before` are the sets of the time before, where the last one was today."""
    if not sets:
        return Reply(f"No {plain(subject)} in your log yet.")
    return Reply(
        within_limit(
            must(last_time(sets, zone, now, unit)), may(last_time(before, zone, now, unit, "Before that"))
        ),
        about=About(exercise=sets[0].exercise.id),
    )


def on_day(date: dtm.date, sets: Sequence[DoneSet], unit: Unit) -> Reply:
    """The answer to "what did I do on Monday?"."""
    if not sets:
        return Reply(f"Nothing logged on {date:%A} {date.day} {date:%b}.")
    return Reply(within_limit(must(shown(f"{date:%A} {date.day} {date:%b}", printed(sets, unit)))))


def best(name: str, estimate: Estimate | None, zone: dtm.tzinfo, now: dtm.datetime, unit: Unit) -> Reply:
    """The best estimated one-repetition maximum, with the set behind it and the formula's name."""
    if estimate is None:
        return Reply(f"No set of {name} with a weight and at most {E1RM_MAX_REPS} reps in your log yet.")
    entry = estimate.from_set.entry
    date = day(training_day(estimate.from_set.at, zone), training_day(now, zone))
    made = f"{entry.reps} x {number(entry.load or 0)} {entry.unit or 'kg'}"
    name = estimate.from_set.exercise.name.lower()
    in_unit = estimate.kg / KG_PER_LB if unit is Unit.LB else estimate.kg
    return Reply(
        f"Best {name}: {made} ({date}).\nEstimated 1RM: about {in_unit:.0f} {unit.value} (Epley formula).",
        about=About(exercise=estimate.from_set.exercise.id),
    )


def ready(
    muscles: Sequence[Readiness],
    asked_for: dtm.datetime,
    now: dtm.datetime,
    zone: dtm.tzinfo,
    *,
    when: bool,
    care: str = "",
    anything: bool = False,
) -> Reply:
    """The answer to "can I train calves today?", or with `when` to "when again?".

    `care` is about an ache; with `anything` no muscle was named, and the others are free.
    """
    if not muscles:
        free = "Nothing in your log this week, so nothing holds you back. Log your sets and I keep count."
        return Reply(care or free)
    about = About(muscle=muscles[0].muscle)
    rested = [each.muscle for each in muscles if each.ready_at is None or each.ready_at <= asked_for]
    waiting = sorted(
        (each.ready_at, each.muscle) for each in muscles if each.ready_at and each.ready_at > asked_for
    )
    names = listed(plain(each) for each in rested[:MUSCLES_SHOWN])
    if not waiting and care:
        return Reply(within_limit(must(care), must(f"Rested: {names}.")), about=about)
    if not waiting:
        return Reply(f"{'Any time from now' if when else 'Yes, go ahead'}: {names}.", about=about)
    lines = [
        f"{sentence(plain(muscle))}: train hard again from {day_and_time(ready_at, zone, now)}."
        for ready_at, muscle in waiting[:MUSCLES_SHOWN]
    ]
    tail = "Before that: ordinary sets with 2-3 reps in reserve, or another muscle."
    headline = f"Ready: {names}." if rested else "Not yet."
    if anything:
        headline = f"Train anything but {listed(plain(muscle) for _, muscle in waiting[:MUSCLES_SHOWN])}."
        tail = "Before that: ordinary sets with 2-3 reps in reserve for these."
    return Reply(within_limit(must(headline), *map(must, lines), must(care), may(tail)), about=about)


def volume(weeks: Sequence[MuscleWeek], experience: Experience, whole_body: int) -> Reply:
    """Weekly hard sets per muscle with the past-failure share."""
    if not weeks:
        return Reply("No sets in the last seven days.")
    lines = [
        f"{sentence(plain(each.muscle))}: {some(each.hard, 'hard set')} in 7 days, "
        f"{each.past_failure} past failure ({each.left} more allowed)."
        for each in weeks[:MUSCLES_SHOWN]
    ]
    level = "" if experience is not Experience.UNKNOWN else " (you haven't told me your level)"
    tail = f"Assisting muscles count half. Past failure, whole body: {whole_body} a week{level}."
    return Reply(
        within_limit(*(must(line) for line in lines), may(tail)),
        about=About(muscle=weeks[0].muscle),
    )


def allowance(weeks: Sequence[MuscleWeek], experience: Experience, left: int) -> Reply:
    """What is left of the week's past-failure sets: none or some first, then muscle by muscle."""
    some_left = [each for each in weeks if each.left][:MUSCLES_SHOWN]
    none_left = [plain(each.muscle) for each in weeks if not each.left][:MUSCLES_SHOWN]
    level = "" if experience is not Experience.UNKNOWN else "You haven't told me your level."
    if some_left:
        headline = f"Left this week: {listed(f'{plain(each.muscle)} {each.left}' for each in some_left)}."
    elif weeks or not left:
        headline = f"No past-failure sets left this week{f' for {listed(none_left)}' if none_left else ''}."
    else:
        headline = f"{sentence(some(left, 'past-failure set'))} left this week, for a muscle of your choice."
    nothing = f"None left: {listed(none_left)}." if some_left and none_left else ""
    done = [
        f"{sentence(plain(each.muscle))}: {some(each.past_failure, 'past-failure set')} in 7 days."
        for each in weeks[:MUSCLES_SHOWN]
        if each.past_failure
    ]
    about = About(muscle=weeks[0].muscle if weeks else None)
    return Reply(within_limit(must(headline), must(nothing), *map(may, done), may(level)), about=about)


def target(muscles: Sequence[str], guide: VolumeGuide, weeks: Sequence[MuscleWeek]) -> Reply:
    """How many weekly sets make sense, beside the lifter's own count."""
    low, high = guide.weekly_usual
    names = listed(plain(each) for each in muscles) or "a muscle"
    own = [
        f"{sentence(plain(each.muscle))}: {some(each.hard, 'hard set')} in the last 7 days." for each in weeks
    ]
    text = within_limit(
        must(f"About {low} to {high} hard sets a week for {names}, {guide.session_cap} a session at most."),
        *(must(line) for line in own[:MUSCLES_SHOWN]),
        may(f"Add {guide.ramp_per_month:.0%} a month at most; above {guide.weekly_high} sets no techniques."),
    )
    return Reply(text, about=About(muscle=muscles[0] if muscles else None))
