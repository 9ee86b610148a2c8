"""This week against the one before: hard sets, and what of them went past failure.

A week is seven training days, today's included, so the two are as long as each other on any day.
"""

from collections.abc import Sequence

from bot.coach.questions import Subject
from bot.coach.turn import Turn
from bot.domain.reading import Reading
from bot.domain.wallclock import training_day
from bot.history import metrics
from bot.history.log import DoneSet
from bot.replies import past
from bot.replies import weeks as words
from bot.replies.weeks import Compared, Week
from bot.replies.words import day, listed, plain, technique

Sets = Sequence[DoneSet]


def compared(turn: Turn, reading: Reading, lift: Subject | None, sets: Sets) -> Turn | None:
    """Both weeks of `sets`, those that the message means; None where neither week holds one."""
    this, before = metrics.two_weeks(sets, turn.now, turn.zone)
    if not (this or before):
        return None
    if lift:
        turn = turn.about(exercise=lift.exercise, muscle=lift.muscle)
        done = tuple(past.printed(each, turn.profile.unit) if each else "" for each in (this, before))
        return turn.say(words.compared(_counted(f" of {lift.name}", this, before), _begun(turn), done=done))
    if reading.technique:
        place = f" with {technique(reading.technique[0])}"
        return turn.say(words.compared(_counted(place, this, before), _begun(turn)))
    named, whole = turn.muscles_named(reading), metrics.two_weeks(turn.log.sets, turn.now, turn.zone)
    parts = [_of_muscle(turn, each, *whole) for each in named or _trained(this, before)]
    if len(named) == 1:
        return turn.about(muscle=named[0]).say(words.compared(parts[0], _begun(turn)))
    place = f" for {listed(plain(each) for each in reading.muscle)}" if named else ""
    return turn.say(words.compared(_counted(place, this, before), _begun(turn), parts))


def _counted(place: str, this: Sets, before: Sets) -> Compared:
    """Every hard set once."""
    this_week, week_before = (
        Week(sum(metrics.is_hard(done.entry) for done in each), metrics.past_failure_sets(each))
        for each in (this, before)
    )
    return Compared(place, this_week, week_before)


def _of_muscle(turn: Turn, muscle: str, this: Sets, before: Sets) -> Compared:
    """A muscle's hard sets, as they are counted everywhere: lifts that only assist count half."""
    indirect = turn.handbook.recovery.volume.indirect_set
    this_week, week_before = (
        Week(metrics.hard_sets(each, muscle, indirect=indirect), metrics.past_failure_sets(each, muscle))
        for each in (this, before)
    )
    return Compared(f" for {plain(muscle)}", this_week, week_before)


def _trained(this: Sets, before: Sets) -> tuple[str, ...]:
    """The prime muscles of two weeks."""
    return tuple(dict.fromkeys(muscle for done in (*this, *before) for muscle in done.exercise.primary))


def _begun(turn: Turn) -> str:
    """The day of the first set, if the log is too young for two whole weeks."""
    today = training_day(turn.now, turn.zone)
    days = turn.log.days
    young = bool(days) and (today - days[0]).days < 2 * metrics.WEEK - 1 and not turn.dossier.away_since
    return day(days[0], today) if young else ""
