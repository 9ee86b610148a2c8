"""Small words: names of things, counts, lists and times, as a lifter says them.

>>> some(2, "set"), listed(["calves", "biceps"]), day_and_time(moment, zone, now)
('2 sets', 'calves and biceps', 'tomorrow 08:00')
"""

import datetime as dtm
from collections.abc import Iterable

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

LEVEL_NAMES = {
    "beginner": "beginner",
    "intermediate": "intermediate",
    "advanced": "advanced",
    "unknown": "unknown level (counts as beginner)",
}
SORENESS_NAMES = {
    "fresh": "fresh",
    "bit_sore": "a bit sore",
    "sore": "sore",
    "very_sore": "very sore",
    "weaker": "weaker than usual",
}


def plain(name: str) -> str:
    """An id as words: `side_delts` becomes "side delts"."""
    return name.replace("_", " ")


def technique(name: str) -> str:
    """A technique as a lifter calls it."""
    return TECHNIQUE_NAMES.get(name, plain(name))


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
        case _:
            return f"{date:%a} {date.day} {date:%b}"


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
