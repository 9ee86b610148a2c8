"""Questions about failure and repetitions in reserve: "last set to failure?", "what is failure".

The subject is found as for questions about techniques; while a muscle rests, the rest is told first.
"""

import re
from dataclasses import replace

from bot.coach import followups, hurting
from bot.coach.questions import Subject, effort_words, from_talk, loaded, remember, subjects, verdict_on
from bot.coach.situation import asked
from bot.coach.turn import Turn
from bot.domain.reading import Intent, Reading
from bot.domain.ruling import Effort, Verdict
from bot.replies import hurting as pain_words
from bot.replies import verdicts, why
from bot.replies.words import day_and_time

_RESERVE = re.compile(r"\b(rir|rpe|reserve|exertion)\b", re.IGNORECASE)


def ask_failure(turn: Turn, reading: Reading) -> Turn:
    """Answer questions about failure and reps in reserve."""
    value = reading.value_for(Intent.ASK_FAILURE)
    if value == "definition":
        return turn.say(why.reserve_defined() if _RESERVE.search(turn.text) else why.failure_defined())
    in_reserve = isinstance(value, dict) and float(str(value.get("rir", 0))) > 0
    subject = (subjects(turn, reading) or from_talk(turn) or (Subject(),))[0]
    state = asked(
        turn,
        muscle=subject.muscle,
        mechanic=subject.mechanic,
        effort=Effort.NEAR_FAILURE if in_reserve else Effort.AT_FAILURE,
        last_set=not reading.every_set,
    )
    state = replace(state, pain=hurting.pain_of(turn, loaded(turn, (subject,)), turn.now))
    given = verdict_on(turn, state, subject, effort_words(state, value), None)
    if rests := hurting.resting(turn, loaded(turn, (subject,))):
        return remember(turn, given).say(pain_words.at_rest(rests))
    if in_reserve or not (until := _resting_until(turn, subject.muscle)):
        return remember(turn, given).say(verdicts.verdict_reply(given))
    given = replace(given, rest_until=until, nearest="")
    if given.ruling.verdict is Verdict.FINE:
        # "Why?" then explains the session that the muscle rests for.
        return turn.about(exercise=subject.exercise, muscle=subject.muscle).say(verdicts.not_yet(given))
    return remember(turn, given).say(verdicts.verdict_reply(given))


def _resting_until(turn: Turn, muscle: str | None) -> str:
    """When the rest that was told for a muscle ends; empty when it is over."""
    ready_at = followups.ready_at(turn, muscle) if muscle else None
    return day_and_time(ready_at, turn.zone, turn.now) if ready_at and ready_at > turn.now else ""
