"""What would alter a verdict, in words.

>>> would_be("after Thu 26 Nov 18:05", Verdict.SPARINGLY)
'After Thu 26 Nov 18:05, it would be fine now and then.'
"""

import datetime as dtm

from bot.domain.ruling import Effort, Verdict
from bot.domain.training import Mechanic
from bot.replies.words import VERDICT_WORDS, day_and_time, sentence
from bot.rulebook.nearest import Change

_LIFTS = {
    Mechanic.ISOLATION: "on an isolation lift",
    Mechanic.COMPOUND_MACHINE: "on a machine compound",
    Mechanic.COMPOUND_FREE: "on a free compound lift",
    Mechanic.SPINAL: "on a lift that loads the spine",
}


def in_words(change: Change) -> str:
    """A change as a condition: "on the last set only"."""
    state = change.state
    match change.fact:
        case "last_set":
            return "on the last set only" if state.last_set else "before the last set"
        case "sets":
            return "with one such set"
        case "techniques_in_set":
            return "with one technique in the set"
        case "mechanic":
            return _LIFTS[state.mechanic]
        case "spotter":
            return "with a training partner" if state.spotter else "without a training partner"
        case "experience":
            return f"at {state.experience.value} level"
        case _ if state.settled_effort is Effort.AT_FAILURE:
            return "stopping at failure"
        case _:
            return "stopping a rep or more short"


def moment_in_words(moment: dtm.datetime, zone: dtm.tzinfo, now: dtm.datetime) -> str:
    """A moment as a condition: "after tomorrow 18:05"."""
    return f"after {day_and_time(moment, zone, now)}"


def would_be(condition: str, verdict: Verdict) -> str:
    """The sentence about one change."""
    words = VERDICT_WORDS[verdict]
    if verdict in {Verdict.FINE, Verdict.SPARINGLY}:
        return f"{sentence(condition)}, it would be {words}."
    return f"{sentence(condition)}: {words}."
