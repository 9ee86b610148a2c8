"""What past-failure work costs, in words: hours, each muscle's date, the week's count, what to do instead.

3 sets past failure: 60 h on top of the usual 48 h rest for a beginner.
Calves and chest: train hard again from Wed 25 Nov 08:00.
This week: 3 past-failure sets for calves, 0 allowed.
Costs more than it returns here. Next time: ...
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.lifter import Experience
from bot.domain.ruling import Ruling, Verdict
from bot.replies.words import a_lifter, day_and_time, listed, plain, sentence, some


@dataclass(frozen=True, slots=True)
class Cost:
    """What past-failure work on one muscle costs: the ruling, the sets, and when the muscle is ready.

    `learned_h` are the hours by which the lifter's own `answers` change the sum of the rules; `in_week` and
    `allowed` count past-failure sets of the muscle in
    a week, `a_session` those that one session should hold.
    """

    muscle: str
    ruling: Ruling
    sets: int
    ready_at: dtm.datetime
    usual_rest_h: int
    learned_h: int = 0
    answers: int = 0
    in_week: int = 0
    allowed: int = 0
    a_session: int = 0


def worst_of(costs: Sequence[Cost]) -> Cost | None:
    """The cost with the most severe verdict."""
    return max(costs, key=lambda cost: cost.ruling.verdict.severity, default=None)


def hours_line(costs: Sequence[Cost], experience: Experience, *, first_verdict: bool) -> str:
    """The price of the dearest muscle, on top of the usual rest."""
    dearest = max(costs, key=lambda cost: cost.ruling.hours.total if cost.ruling.hours else 0, default=None)
    if dearest is None or dearest.ruling.hours is None:
        return ""
    extra_h = dearest.ruling.hours.total - dearest.usual_rest_h
    sets = some(sum(cost.sets for cost in costs), "set")
    most = "up to " if len(costs) > 1 else ""
    usual = f"{most}{extra_h} h on top of the usual {dearest.usual_rest_h} h rest"
    return f"{sets} past failure today: {usual} {_level(experience, first_verdict=first_verdict)}."


def _level(experience: Experience, *, first_verdict: bool) -> str:
    match experience:
        case Experience.UNKNOWN if first_verdict:
            return "(I count you as a beginner until you tell me your level)"
        case Experience.UNKNOWN:
            return "(level unknown, so counted as a beginner)"
        case _:
            return f"for {a_lifter(experience.value)}"


def ready_lines(costs: Sequence[Cost], zone: dtm.tzinfo, now: dtm.datetime) -> tuple[str, ...]:
    """When each muscle is trained hard again; muscles of the same time share a line."""
    in_order = sorted(costs, key=lambda cost: (cost.ready_at, cost.muscle))
    told = [(_from(cost, zone, now), cost.muscle) for cost in in_order]
    return tuple(
        f"{sentence(listed(plain(muscle) for _, muscle in group))}: {when}."
        for when, group in groupby(told, key=lambda each: each[0])
    )


def _from(cost: Cost, zone: dtm.tzinfo, now: dtm.datetime) -> str:
    if cost.ready_at <= now:
        return "ready again by now"
    when = f"train hard again from {day_and_time(cost.ready_at, zone, now)}"
    if not cost.learned_h:
        return when
    more = "more" if cost.learned_h > 0 else "less"
    return f"{when} ({abs(cost.learned_h)} h {more} than usual: your own {some(cost.answers, 'answer')})"


def week_line(worst: Cost | None) -> str:
    """The lifter's own numbers, where the week or the session holds more sets than it should."""
    if worst is None:
        return ""
    if worst.ruling.verdict in {Verdict.FINE, Verdict.SPARINGLY}:
        most = f"{worst.a_session} a session is plenty: the sets after a failed one come out a third shorter"
        return f"For {plain(worst.muscle)}, {most}." if 0 < worst.a_session < worst.sets else ""
    if worst.in_week <= worst.allowed:
        return ""
    done = some(worst.in_week, "past-failure set")
    return f"This week: {done} for {plain(worst.muscle)}, {worst.allowed} allowed."


def next_time(worst: Cost | None) -> str:
    """What to do instead, where the rules object."""
    if worst is None or worst.ruling.verdict in {Verdict.FINE, Verdict.SPARINGLY}:
        return ""
    dear = "Costs more than it returns here. " if worst.ruling.verdict is Verdict.AVOID else ""
    return f"{dear}Next time: {worst.ruling.instead}"
