"""The facts that a verdict rests on, each with where it comes from: told, from the log, or not known.

>>> [each.in_words for each in known(turn, judged)]
['level advanced (you told me on 3 Nov)', 'past failure']

The past is looked at as it was when the verdict was given.
"""

import datetime as dtm
from collections import Counter

from bot.coach import followups
from bot.coach.turn import Turn
from bot.domain.dossier import Judged
from bot.domain.ruling import Fact
from bot.history import metrics
from bot.history.log import DoneSet
from bot.replies import origins as words
from bot.replies.origins import Known
from bot.replies.words import day_and_time

_FROM_PROFILE = ("experience", "lagging")
_NOT_ASKED_YET = ("spotter", "sleep_low", "deficit")
_COUNTS = ("weekly_sets", "session_sets", "weeks_in_a_row")


def known(turn: Turn, judged: Judged) -> tuple[Known, ...]:
    """The deciding rule's facts with their origins, those that say most about the lifter first.

    The level is always among them where it counts: hours and allowances rest on it, too.
    """
    looked_at = judged.ruling.facts
    if judged.ruling.hours and not any(fact.name == "experience" for fact in looked_at):
        level = judged.state.experience.value
        looked_at = (*looked_at, Fact("experience", level, level, held=True))
    origin = _said if judged.supposed else _origin
    facts = tuple(Known(fact, origin(fact, turn, judged)) for fact in looked_at)
    return tuple(sorted(facts, key=lambda each: each.origin in ("", words.AS_ASKED)))


def _said(fact: Fact, _turn: Turn, _judged: Judged) -> str:
    """Of another person, or another level, only the question itself is known."""
    if fact.name not in _FROM_PROFILE:
        return ""
    return words.COUNTED_AS_BEGINNER if fact.seen == "unknown" else words.AS_ASKED


def _origin(fact: Fact, turn: Turn, judged: Judged) -> str:
    match fact.name:
        case "experience" if fact.seen == "unknown":
            return words.COUNTED_AS_BEGINNER
        case name if name in _FROM_PROFILE:
            told_at = turn.profile.told.get(name)
            return words.told(told_at, turn.zone) if told_at and told_at <= judged.at else ""
        case name if name in _NOT_ASKED_YET:
            return words.NOT_TOLD if fact.seen == "false" else words.AS_ASKED
        case "over_allowance" | "pf_left":
            return _allowance(turn, judged)
        case "too_soon":
            return _spacing(turn, judged)
        case "first_time":
            days = turn.handbook.recovery.first_time_window_days
            return words.from_log(f"none in {days // 7} weeks") if fact.seen == "true" else ""
        case "comeback":
            return _break(turn, judged)
        case "soreness" | "pain":
            return _answer(turn, judged)
        case name if name in _COUNTS:
            return "from your log"
        case _:
            return ""  # what was asked needs no origin


def _past(turn: Turn, judged: Judged) -> tuple[DoneSet, ...]:
    return tuple(done for done in turn.log.sets if done.at <= judged.at)


def _allowance(turn: Turn, judged: Judged) -> str:
    """The week's past-failure sets by day: the muscle's, or everything's when that is what is used up."""
    table, state = turn.handbook.recovery, judged.state
    days = table.allowances.window_days
    week = metrics.in_days(_past(turn, judged), days, judged.at, turn.zone)
    hard = [done for done in week if done.entry.is_past_failure]
    mine = [done for done in hard if state.muscle and done.works(state.muscle)]
    allowed = table.allowance(state.experience, lagging=state.lagging)
    if mine or not hard:
        return words.from_log(words.sets_by_day(_by_day(mine, turn), days, allowed))
    everywhere = words.sets_by_day(_by_day(hard, turn), days, table.whole_body(state.experience))
    return words.from_log(f"{everywhere}, all muscles together")


def _by_day(sets: list[DoneSet], turn: Turn) -> dict[str, int]:
    return dict(Counter(words.date(done.at, turn.zone) for done in sets))


def _spacing(turn: Turn, judged: Judged) -> str:
    muscle = judged.state.muscle
    last = metrics.last_past_failure(_past(turn, judged), muscle) if muscle else None
    if last is None:
        return ""
    methods = metrics.past_failure_methods_of(last.entry)
    spacing_h = max(turn.handbook.recovery.spacing_h(muscle, each) for each in methods)
    done = f"the last on {words.date(last.at, turn.zone)}"
    if judged.at - last.at < dtm.timedelta(hours=spacing_h):
        return words.from_log(f"{done}; {spacing_h} h apart")
    ready_at = followups.ready_at(turn, muscle) if muscle else None
    until = f"; rest until {day_and_time(ready_at, turn.zone, judged.at)}" if ready_at else ""
    return words.from_log(f"{done}{until}")


def _break(turn: Turn, judged: Judged) -> str:
    """When training began again."""
    least = metrics.days(turn.handbook.recovery.comeback_after_days)
    away_since = turn.dossier.away_since
    found = metrics.last_break(turn.log, judged.at, after=least, away_since=away_since)
    if found is None:
        return words.AS_ASKED
    away, back = found
    return words.from_log(f"back on {words.date(back, turn.zone)} after {(back - away).days} days off")


def _answer(turn: Turn, judged: Judged) -> str:
    """When the lifter last said how this muscle feels, or that it hurts."""
    said = [
        at
        for at, muscles in (
            *((each.at, each.muscles) for each in turn.dossier.check_ins),
            *((each.at, each.muscles) for each in turn.dossier.pains),
        )
        if at <= judged.at and (not muscles or judged.state.muscle in muscles)
    ]
    return words.told(max(said), turn.zone) if said else words.AS_ASKED
