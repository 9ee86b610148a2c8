"""This week against the one before, in words.

More: 24 hard sets in the last 7 days, 20 in the 7 before.
Past failure: 3, before that 2.
Calves: 9 (3 past failure), before 6 (2 past failure).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import number, sentence, shown, some

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: hard sets, and those past failure."""

    hard: float
    past_failure: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two weeks of something; `of` names it behind a count: " for calves", " of bench press", "" for all."""

    of: str
    this: Week
    before: Week


def compared(total: Compared, begun: str, parts: Sequence[Compared] = (), done: Sequence[str] = ()) -> Reply:
    """The answer to "am I doing more than last week?".

    `begun` is the day on which a young log begins; `done` the sets of a lift in this week and the one before.
    """
    young = (
        f"Your log begins {begun}, so the week before is not whole." if begun and total.before.hard else ""
    )
    busiest = sorted(parts, key=lambda each: -each.this.hard - each.before.hard)[:SHOWN]
    lines = [f"{sentence(each.of.removeprefix(' for '))}: {_both(each)}." for each in busiest]
    labelled = zip(("Last 7 days", "The 7 before"), done, strict=False)
    text = within_limit(
        must(_headline(total)),
        must(_past_failure(total)),
        *(must(shown(label, printed)) for label, printed in labelled if printed),
        *map(may, lines),
        may(young),
    )
    return Reply(text)


def _headline(total: Compared) -> str:
    now, before = total.this.hard, total.before.hard
    sets = f"{some(now, 'hard set')}{total.of} in the last 7 days"
    if not before:
        return f"{sentence(sets)}, none in the 7 before: nothing to compare yet."
    if now == before:
        return f"The same: {sets}, and as many in the 7 before."
    return f"{'More' if now > before else 'Less'}: {sets}, {number(before)} in the 7 before."


def _past_failure(total: Compared) -> str:
    now, before = total.this.past_failure, total.before.past_failure
    if not (now or before):
        return "None of them past failure."
    return f"Past failure: {now}, before that {before}."


def _both(each: Compared) -> str:
    return f"{_counted(each.this)}, before {_counted(each.before)}"


def _counted(week: Week) -> str:
    share = f" ({week.past_failure} past failure)" if week.past_failure else ""
    return f"{number(week.hard)}{share}"
