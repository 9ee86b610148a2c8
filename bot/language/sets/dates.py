"""Dates and day words: taken out of the marks before numbers are read, kept as `When`.

>>> without_dates(marks, names_of(marks))  # "Mon 12/5 - squat 4x6 105kg"
(marks of "squat 4x6 105kg", When(weekday=0))
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.reading import When
from bot.language.sets.mark import Mark, has, is_number

LATEST_YEAR = 2100
EARLIEST_YEAR = 1990
#: `12/10/8` is a list of repetitions, `12/10/25` a day.
EARLIEST_SHORT_YEAR = 20
EARLIEST_HOUR = 5
LAST_DAY = 31
LAST_MONTH = 12


_SIGNS = frozenset({"-", "/"})
_DAY_ENDS = frozenset({".", "of", "ordinal", "month", "st", "nd", "rd", "th"})
_HALVES_OF_DAY = frozenset({"am", "pm", "uhr", "o'clock", "oclock"})
_CLOCK = _HALVES_OF_DAY | {":"}
#: With one of these, or a number before one of the others, a date begins: most marks are passed over.
_BEGINS = frozenset({"days_ago", "weekday", "month", "at"})
_FOLLOWS = _SIGNS | _DAY_ENDS | _CLOCK | {"note_counted"}
#: Without any of these there is neither a date nor a time of day.
_DATING = _SIGNS | _CLOCK | {"days_ago", "weekday", "month", "note_counted", "."}


def without_dates(marks: Sequence[Mark], said: frozenset[str]) -> tuple[tuple[Mark, ...], When | None]:
    """The marks without dates, times of day and day words, and when the training was.

    `said` is everything in them.
    """
    if said.isdisjoint(_DATING):
        return tuple(marks), None
    kept: list[Mark] = []
    when: When | None = None
    at = 0
    while at < len(marks):
        mark = marks[at]
        dated = (mark.number is not None and _is_followed(marks, at)) or not _BEGINS.isdisjoint(mark.names)
        found = _dated_at(marks, at) if dated else None
        if found is None:
            kept.append(mark)
            at += 1
            continue
        at, told = found
        when = _merged(when, told)
        while has(marks, at, ",", ":", "-") and not (
            marks[at].text == "-"
            and is_number(marks, at + 1)
            and marks[at].spaced
            and not marks[at + 1].spaced
        ):
            at += 1
    return tuple(kept), when


def _is_followed(marks: Sequence[Mark], at: int) -> bool:
    """Whether a sign or a word that may make it a date stands behind a number."""
    return at + 1 < len(marks) and not _FOLLOWS.isdisjoint(marks[at + 1].names)


def _dated_at(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    """Where the date, time of day or day word that begins at `at` ends, and what it says."""
    begins = not _BEGINS.isdisjoint(marks[at].names)
    behind = marks[at + 1].names if at + 1 < len(marks) else frozenset[str]()
    return (
        (_day_word(marks, at) if begins or "note_counted" in behind else None)
        or _date(marks, at, behind)
        or (_time_of_day(marks, at) if begins or not _CLOCK.isdisjoint(behind) else None)
    )


def _merged(one: When | None, other: When | None) -> When | None:
    if one is None or other is None:
        return one or other
    return When(
        days_ago=one.days_ago if one.days_ago is not None else other.days_ago,
        weekday=one.weekday if one.weekday is not None else other.weekday,
        date=one.date or other.date,
    )


def _starts_line(marks: Sequence[Mark], at: int) -> bool:
    return at == 0 or marks[at - 1].has("newline", "days_ago", "weekday", "(")


def _day_word(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    mark = marks[at]
    if mark.has("days_ago"):
        return at + 1, When(days_ago=int(float(mark.tags["days_ago"] or 0)))
    if (
        is_number(marks, at)
        and has(marks, at + 1, "note_counted")
        and marks[at + 1].text in ("days", "day")
        and (at + 2 < len(marks) and marks[at + 2].text == "ago")
    ):
        return at + 3, When(days_ago=int(mark.number or 0))
    if mark.has("weekday") and not has(marks, at + 1, "up", "ups"):
        return at + 1, When(weekday=int(float(mark.tags["weekday"] or 0)))
    return None


def _whole(marks: Sequence[Mark], at: int, least: int, most: int) -> int | None:
    """The whole number at `at` when it lies within bounds."""
    if not is_number(marks, at) or not marks[at].text.isdigit():
        return None
    value = int(marks[at].text[:6])
    return value if least <= value <= most else None


def _date(marks: Sequence[Mark], at: int, behind: frozenset[str]) -> tuple[int, When | None] | None:
    """A date of figures or with the name of its month; what stands `behind` says which kind it may be."""
    if marks[at].number is None and not _names_month(marks, at):
        return None
    may_name = marks[at].number is None or not _DAY_ENDS.isdisjoint(behind)
    return (
        (None if _SIGNS.isdisjoint(behind) else _iso(marks, at))
        or (_with_month_name(marks, at) if may_name else None)
        or (_dotted(marks, at) if "." in behind else None)
        or (_slashed(marks, at) if "/" in behind or "." in behind else None)
    )


def _made(year: int, month: int, day: int) -> When | None:
    try:
        return When(date=dtm.date(year, month, day))
    except ValueError:
        return None


def _iso(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    year = _whole(marks, at, EARLIEST_YEAR, LATEST_YEAR)
    for sign in ("-", "/"):
        if year is None or not (has(marks, at + 1, sign) and has(marks, at + 3, sign)):
            continue
        month, day = _whole(marks, at + 2, 1, LAST_MONTH), _whole(marks, at + 4, 1, LAST_DAY)
        if month and day:
            return at + 5, _made(year, month, day)
    return None


def _names_month(marks: Sequence[Mark], at: int) -> bool:
    """Whether a month is named; the very word "month" names none."""
    return at < len(marks) and "month" in marks[at].tags


def _with_month_name(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    """`4 March 2025`, `March 4th, 2025`, `5. Oktober`."""
    if is_number(marks, at):
        day, place = _whole(marks, at, 1, LAST_DAY), at + 1
        while has(marks, place, ".", "of", "ordinal") or (
            place < len(marks) and marks[place].text in ("st", "nd", "rd", "th")
        ):
            place += 1
        if (
            day is None
            or not _names_month(marks, place)
            or (marks[place].text in ("may", "mar", "dec") and has(marks, place + 1, "filler"))
        ):
            return None
        month, after = int(float(marks[place].tags["month"] or 0)), place + 1
    elif (
        _names_month(marks, at)
        and (is_number(marks, at + 1) or has(marks, at + 1, "ordinal"))
        and _starts_line(marks, at)
    ):
        month, after = int(float(marks[at].tags["month"] or 0)), at + 2
        day = _whole(marks, at + 1, 1, LAST_DAY) or int(float(marks[at + 1].tags.get("ordinal") or 1))
    else:
        return None
    if has(marks, after, ",") and _whole(marks, after + 1, EARLIEST_YEAR, LATEST_YEAR):
        after += 1
    year = _whole(marks, after, EARLIEST_YEAR, LATEST_YEAR)
    return (after + 1, _made(year, month, day)) if year else (after, None)


def _dotted(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    """`14.6.`, `14.6.2026`, `05.10.26` at the start of a line."""
    if not (_starts_line(marks, at) and "." in marks[at].text and has(marks, at + 1, ".")):
        return None
    day, _, month = marks[at].text.partition(".")
    if not (
        day.isdigit() and month.isdigit() and 1 <= int(day) <= LAST_DAY and 1 <= int(month) <= LAST_MONTH
    ):
        return None
    year = _whole(marks, at + 2, 0, LATEST_YEAR)
    if year is None or marks[at + 2].spaced:
        return at + 2, None
    return at + 3, _made(year if year > 99 else 2000 + year, int(month), int(day))  # noqa: PLR2004


def _slashed(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    """`12/5` after a weekday, or with a year, or alone at the start of a line before a name."""
    one, other = _whole(marks, at, 1, LAST_DAY), _whole(marks, at + 2, 1, LAST_DAY)
    if one is None or other is None or not has(marks, at + 1, "/", ".") or marks[at + 1].spaced:
        return None
    if min(one, other) > LAST_MONTH or has(marks, at - 1, "x", "@", "times"):
        return None
    sign = marks[at + 1].text
    year = _whole(marks, at + 4, EARLIEST_SHORT_YEAR, LATEST_YEAR) if has(marks, at + 3, sign) else None
    if year is not None and (year > 99 or _starts_line(marks, at)):  # noqa: PLR2004
        day, month = (one, other) if other <= LAST_MONTH else (other, one)
        return at + 5, _made(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004
    padded = marks[at + 2].text.startswith("0") or marks[at].text.startswith("0")
    if padded and not has(marks, at + 3, "/", "times", "@", "unit_kg", "unit_lb"):
        return at + 3, None
    if not _starts_line(marks, at) or has(marks, at + 3, "/", "times", "@"):
        return None
    after_weekday = at > 0 and marks[at - 1].has("weekday")
    following = marks[at + 3] if at + 3 < len(marks) else None
    named = following is not None and (
        following.is_exercise
        or following.has("newline", ":", "-")
        or following.is_unknown
        or following.has("plain")
    )
    return (at + 3, None) if after_weekday or named else None


def _time_of_day(marks: Sequence[Mark], at: int) -> tuple[int, When | None] | None:
    """`at 18:10`, `7am`, `6:30 pm`."""
    place = at + 1 if has(marks, at, "at") and marks[at].text != "@" else at
    if _whole(marks, place, 0, 24) is None:
        return None
    clock = has(marks, place + 1, ":") and is_number(marks, place + 2) and not marks[place + 2].spaced
    after = place + 3 if clock else place + 1
    if after < len(marks) and marks[after].text in _HALVES_OF_DAY:
        return after + 1, None
    if clock and len(marks[place + 2].text) == 2 and (place > at or _opens_report(marks, at, after)):  # noqa: PLR2004
        return after, None
    return None


def _opens_report(marks: Sequence[Mark], at: int, after: int) -> bool:
    """`18:30 bench 3x8`: a time of day in front of a lift and its counts; no hold lasts for hours."""
    name = after + has(marks, after, "-", ",", ":")
    named = name < len(marks) and marks[name].is_exercise and is_number(marks, name + 1)
    return named and _starts_line(marks, at) and (marks[at].number or 0) >= EARLIEST_HOUR


def dated(when: When | None) -> When | None:
    """None when nothing is said."""
    return None if when is None else replace(when)
