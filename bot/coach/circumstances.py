"""What is mentioned about a training day beside sets or a question: short sleep, a diet, a partner, a break.

>>> on_day(turn, training_day(turn.now, turn.zone))
frozenset({'sleep_low'})

It counts for that day's questions and sessions, whichever message came first, and for no other day: somebody
who slept badly last night is not a bad sleeper.
"""

import datetime as dtm
from dataclasses import replace

from bot.coach.turn import Turn
from bot.domain.lifter import Circumstances, Experience
from bot.domain.reading import Reading
from bot.domain.ruling import State
from bot.domain.wallclock import training_day

#: Facts about a day, by their names in a `State`.
DAILY = frozenset({"sleep_low", "deficit", "spotter", "comeback"})
#: It is not the lifter who is meant, or not at the lifter's own level.
SOMEBODY_ELSE = "somebody_else"
SUPPOSED = frozenset({SOMEBODY_ELSE, *(each.value for each in Experience)})
#: Who has a partner for one lift need not have one for the next: a question must say so itself.
_FOR_SETS_ONLY = frozenset({"spotter"})


def noted(turn: Turn, reading: Reading, at: dtm.datetime) -> Turn:
    """Keep what a message says about the day of `at`; an edited message says what it says now."""
    before = turn.dossier.circumstances
    said = Circumstances(at, reading.circumstances & DAILY, turn.source)
    kept = tuple(each for each in before if each.source != turn.source)
    if said.facts:
        kept = (*kept, said)
    return turn if kept == before else turn.with_dossier(circumstances=kept)


def on_day(turn: Turn, day: dtm.date) -> frozenset[str]:
    """The facts that were mentioned about a training day."""
    said = (each for each in turn.dossier.circumstances if training_day(each.at, turn.zone) == day)
    return frozenset().union(*(each.facts for each in said))


def in_question(turn: Turn, state: State) -> State:
    """The state of a question with what it mentions itself, and what the day's messages did."""
    today = on_day(turn, training_day(turn.now, turn.zone)) - _FOR_SETS_ONLY
    return _with(state, (turn.mentioned & DAILY) | today)


def in_session(turn: Turn, state: State, day: dtm.date) -> State:
    """The state of sets that were done, with what was mentioned about their day."""
    return _with(state, on_day(turn, day))


def _with(state: State, facts: frozenset[str]) -> State:
    return replace(
        state,
        sleep_low=state.sleep_low or "sleep_low" in facts,
        deficit=state.deficit or "deficit" in facts,
        spotter=state.spotter or "spotter" in facts,
        comeback=state.comeback or "comeback" in facts,
    )
