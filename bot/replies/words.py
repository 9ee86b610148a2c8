"""Small words: names of things, counts, lists and times, as a lifter says them.

>>> some(2, "set"), listed(["calves", "biceps"]), day_and_time(moment, zone, now)
('2 sets', 'calves and biceps', 'tomorrow 08:00')
"""

import datetime as dtm
import re
from collections.abc import Iterable, Sequence

from bot.domain.ruling import Verdict

TECHNIQUE_NAMES = {
    "any": "past-failure work",
    "none": "sets to failure",
    "partials": "partials",
    "lengthened_partials": "partials",
    "partials_other": "partials",
    "initial_partials": "whole sets of partials",
    "forced_reps": "forced reps",
    "cheat_reps": "cheat reps",
    "negatives": "negatives",
    "rest_pause": "rest-pause",
    "myo_reps": "myo-reps",
    "dropset": "a dropset",
    "mechanical_dropset": "a mechanical dropset",
    "cluster": "cluster sets",
    "cluster_set": "cluster sets",
    "superset": "supersets",
    "antagonist_superset": "supersets",
    "same_muscle_superset": "a same-muscle superset",
}
#: Longer ago is told in days.
HOURS_SPOKEN = 96

#: A date further away is told with its year.
A_YEAR_IN_DAYS = 330

LEVEL_NAMES = {
    "beginner": "beginner",
    "intermediate": "intermediate",
    "advanced": "advanced",
    "unknown": "unknown level (counts as beginner)",
}
#: A verdict inside a sentence; as a headline it has a sentence of its own.
VERDICT_WORDS = {
    Verdict.FINE: "fine",
    Verdict.SPARINGLY: "fine now and then",
    Verdict.CAUTION: "better not, or with care",
    Verdict.AVOID: "no",
    Verdict.REFER: "have it looked at",
}
#: What follows says more about the thing; what stands before it is the thing.
_TAIL = re.compile(r" (?:of|on|for|to|with|short)\b")
_SINGULAR_ENDS = ("ss", "is", "us")


def plain(name: str) -> str:
    """An id as words: `side_delts` becomes "side delts"."""
    return name.replace("_", " ")


def technique(name: str) -> str:
    """A technique as a lifter calls it."""
    return TECHNIQUE_NAMES.get(name, plain(name))


def is_plural(name: str) -> bool:
    """Whether a muscle, lift or technique takes "are".

    >>> [each for each in ("calves", "chest", "bench press", "sets to failure") if is_plural(each)]
    ['calves', 'sets to failure']
    """
    head = _TAIL.split(plain(name).lower())[0]
    return head.endswith("s") and not head.endswith(_SINGULAR_ENDS)


def agree(names: Sequence[str], one: str, many: str) -> str:
    """The form of a verb that fits the names: `agree(["chest"], "is", "are")` is "is"."""
    return many if len(names) > 1 or any(map(is_plural, names)) else one


def on_lift(name: str) -> str:
    """Where a technique is done: "on the cable curl", "on zercher curls"."""
    return f"on {name}" if is_plural(name) else f"on the {name}"


def a_lifter(level: str) -> str:
    """Somebody of a level: "a beginner", "an advanced lifter"."""
    return "a beginner" if level == "beginner" else f"an {level} lifter"


def some(count: float, noun: str) -> str:
    """A count with its noun: "1 set", "2.5 sets"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def number(value: float) -> str:
    """A number without a needless ".0"."""
    return f"{value:.10g}"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names in a row: "a, b and c"."""
    *first, final = list(names) or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def shown(label: str, printed: str) -> str:
    """Printed sets behind a label: in one line where there is one, else each exercise in its own."""
    if "\n" in printed:
        return f"{label}:\n{printed}"
    return f"{label}: {printed.replace(': ', ' ', 1)}."


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def day(date: dtm.date, today: dtm.date) -> str:
    """A date near today as a word, else as "Tue 24 Nov"."""
    match (date - today).days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
        case days:
            year = f" {date.year}" if abs(days) > A_YEAR_IN_DAYS else ""  # the same date comes round again
            return f"{date:%a} {date.day} {date:%b}{year}"


def on_day(moment: dtm.datetime, zone: dtm.tzinfo, now: dtm.datetime) -> str:
    """A moment's day behind a plan: " tomorrow", " on Thu 26 Nov"."""
    named = day(moment.astimezone(zone).date(), now.astimezone(zone).date())
    return f" on {named}" if " " in named else f" {named}"


def day_and_time(moment: dtm.datetime, zone: dtm.tzinfo, now: dtm.datetime) -> str:
    """A moment in local words: "tomorrow 08:00"."""
    local = moment.astimezone(zone)
    return f"{day(local.date(), now.astimezone(zone).date())} {local:%H:%M}"


def ago(moment: dtm.datetime, now: dtm.datetime) -> str:
    """How long ago, without invented precision: "50 h ago", "6 days ago"."""
    hours = (now - moment) / dtm.timedelta(hours=1)
    if hours < 1:
        return "just now"
    return f"{int(hours)} h ago" if hours <= HOURS_SPOKEN else f"{int(hours // 24)} days ago"
