"""Where a fact comes from, in words: told, from the log, or not known and counted carefully.

>>> told(moment, zone)
'you told me on 3 Nov'
>>> from_log("3 past-failure sets on 20 Nov")
'from your log: 3 past-failure sets on 20 Nov'
"""

import datetime as dtm
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ruling import Fact
from bot.replies.words import listed, plain, some

NOT_TOLD = "nothing known: counted as no"
COUNTED_AS_BEGINNER = "nothing known: counted as beginner"
AS_ASKED = "as you wrote"

#: A fact as a lifter would put it, by its name and the value seen; where none stands, its name and value do.
PHRASES: Mapping[tuple[str, str], str] = {
    ("effort", "past_failure"): "past failure",
    ("effort", "at_failure"): "to failure",
    ("effort", "near_failure"): "short of failure",
    ("last_set", "true"): "the last set",
    ("last_set", "false"): "before the last set",
    ("lagging", "true"): "lags",
    ("lagging", "false"): "does not lag",
    ("over_allowance", "true"): "more than the week has left",
    ("over_allowance", "false"): "within the week's allowance",
    ("too_soon", "true"): "too soon after the last one",
    ("too_soon", "false"): "long enough after the last one",
    ("first_time", "true"): "first time",
    ("first_time", "false"): "not the first time",
    ("comeback", "true"): "just back from a break",
    ("spotter", "true"): "a partner helps",
    ("spotter", "false"): "no partner",
    ("sleep_low", "true"): "short nights",
    ("deficit", "true"): "eating below maintenance",
}
_COUNTED = {
    "weekly_sets": "hard set",
    "session_sets": "hard set",
    "weeks_in_a_row": "week",
    "techniques_in_set": "technique",
    "pf_left": "set",
    "sets": "set",
}
_TAILS = {
    "weekly_sets": " in 7 days",
    "session_sets": " this session",
    "weeks_in_a_row": " in a row",
    "techniques_in_set": " in one set",
    "pf_left": " left this week",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that a verdict rests on, and where it comes from."""

    fact: Fact
    origin: str

    @property
    def in_words(self) -> str:
        """The fact with its origin: "level beginner (you told me on 3 Nov)"."""
        return f"{self.phrase} ({self.origin})" if self.origin else self.phrase

    @property
    def phrase(self) -> str:
        """The fact alone."""
        name, seen = self.fact.name, self.fact.seen
        if phrase := PHRASES.get((name, seen)):
            return phrase
        if name in _COUNTED and seen.replace(".", "", 1).isdigit():
            return f"{some(float(seen), _COUNTED[name])}{_TAILS.get(name, '')}"
        return f"{'level' if name == 'experience' else plain(name)} {plain(seen)}"


def date(moment: dtm.datetime, zone: dtm.tzinfo) -> str:
    """A day as "3 Nov"."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b}"


def told(moment: dtm.datetime, zone: dtm.tzinfo) -> str:
    """The lifter said so."""
    return f"you told me on {date(moment, zone)}"


def from_log(what: str) -> str:
    """The log says so."""
    return f"from your log: {what}"


def sets_by_day(sets: Mapping[str, int], days: int, allowed: int | None = None) -> str:
    """Past-failure sets with their days, and what is allowed in that time."""
    done = listed(f"{some(count, 'past-failure set')} on {day}" for day, count in sets.items())
    found = done if sets else f"no past-failure set in {days} days"
    return f"{found}; {allowed} allowed in {days} days" if allowed is not None else found
