"""What a lifter's own answers teach: hours off the table's, with the number of answers behind them.

    >>> learned((Soreness.FRESH,) * 3, table.methods["dropset"], table.drift)
    Learned(change_h=-12, answers=3)

Somebody who is fresh again and again earns the least rest that the table knows for the technique; somebody
who is often sore or weaker gets a step more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.lifter import Soreness
from bot.recovery.table import Drift, MethodHours

SLOW = frozenset({Soreness.SORE, Soreness.VERY_SORE, Soreness.WEAKER})


@dataclass(frozen=True, slots=True)
class Learned:
    """Hours to add to the table's (negative: to take off), from so many answers."""

    change_h: int = 0
    answers: int = 0


def learned(endings: Sequence[Soreness], row: MethodHours, rules: Drift) -> Learned:
    """What to change, from how a muscle felt in the end after each earlier session, oldest first."""
    latest = endings[-rules.fresh_in_a_row :]
    if len(latest) == rules.fresh_in_a_row and all(each is Soreness.FRESH for each in latest):
        return Learned(row.min_h - row.typical_h, len(endings))
    if sum(each in SLOW for each in endings[-rules.of_last :]) >= rules.sore_answers:
        return Learned(rules.add_h, len(endings))
    return Learned(answers=len(endings))
