"""Numbers, days, spans and times of day as values of intents.

"for about 6 years"  -> 72 months        "48h"       -> {"hours": 48}
"before half 9"      -> "08:30"          "on wed"    -> "wednesday"
"""

import datetime as dtm
from collections.abc import Sequence

from bot.domain.wallclock import WEEKDAYS
from bot.language.intents.sentences import NUMBER_WORDS, Spoken

_MONTHS = {"year": 12.0, "decade": 120.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365}
_DAYS = {"year": 365.0, "month": 30.0, "week": 7.0, "day": 1.0, "decade": 3650.0}
_YEAR_MONTHS = 12
_MIDDLE_OF_YEAR = 7
_FIRST_YEAR = 1950
_MONTH_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
_SHORT_DAYS = {"sat": "saturday", "sun": "sunday"}
_NOON = 12
_LAST_HOUR = 24
_LAST_MINUTE = 60


def number(text: str) -> float | None:
    """A number in digits or as a word."""
    if text[0].isdigit():
        return float(text)
    return NUMBER_WORDS.get(text)


def plain(value: float) -> int | float:
    """A whole number as int."""
    return int(value) if value == int(value) else value


def _unit(text: str) -> str | None:
    base = text.removesuffix("s")
    return base if base in _MONTHS else None


def span(spoken: Spoken, start: int, *, per: dict[str, float]) -> float | None:
    """The first span of time from `start` on ("a year and a half", "18 months"), in the unit of `per`."""
    texts = [word.text for word in spoken.words]
    for at in range(start, len(texts)):
        unit = _unit(texts[at])
        if unit is None:
            continue
        amount = _amount(texts, at)
        if amount is None:
            continue
        total = amount * per[unit]
        if texts[at + 1 : at + 4] == ["and", "a", "half"]:
            total += per[unit] / 2
        elif len(texts) > at + 3 and texts[at + 1] == "and" and _unit(texts[at + 3]):
            total += (number(texts[at + 2]) or 0) * per[_unit(texts[at + 3]) or unit]
        return total
    return None


def _amount(texts: Sequence[str], at: int) -> float | None:
    """The count before a unit: 6, "a", "a couple of", "half a", "one and a half"."""
    before = list(texts[max(0, at - 5) : at])
    if before[-4:-1] == ["and", "a"] or before[-3:] == ["and", "a", "half"]:
        whole = number(before[-4]) if len(before) > 3 else None  # noqa: PLR2004  "one and a half years"
        return whole + 0.5 if whole is not None else None
    if before[-2:] in (["half", "a"], ["half", "of"]):
        return 0.5
    for back in (1, 2, 3):
        if len(before) < back:
            break
        amount = number(before[-back])
        if amount is not None:
            return amount
        if before[-back] not in ("of", "more", "full", "good", "solid", "whole", "odd", "or", "so", "plus"):
            break
    last = before[-1] if before else ""
    return 1.0 if last in ("a", "next", "whole", "this", "the", "last", "first", "my") else None


def months(spoken: Spoken, start: int) -> int | None:
    """A span in whole months."""
    total = span(spoken, start, per=_MONTHS)
    return max(1, round(total)) if total is not None else None


def months_since(spoken: Spoken, start: int, today: dtm.date | None) -> int | None:
    """The months since a year ("since 2019", counted from its middle) or a month ("since march 2021")."""
    texts = [word.text for word in spoken.words[start:]]
    month = next((n for t in texts for n, names in enumerate(_MONTH_NAMES, 1) if t in names), None)
    if today is None:
        return None
    years = (int(t) for t in texts if t.isdigit() and _FIRST_YEAR <= int(t) <= today.year)
    year = next(years, None)
    if year is None and month is None:
        return None
    if year is None:
        year = today.year - (month is not None and month > today.month)
    begun = month or (_MIDDLE_OF_YEAR if year < today.year else 1)
    return max(1, (today.year - year) * _YEAR_MONTHS + today.month - begun)


def days(spoken: Spoken, start: int) -> int | None:
    """A span in whole days."""
    total = span(spoken, start, per=_DAYS)
    return max(1, round(total)) if total is not None else None


def days_until(spoken: Spoken, start: int, today: dtm.date | None) -> int | None:
    """The days up to a weekday or tomorrow ("until monday"); None where the date is not known."""
    until = spoken.has("@until", start, len(spoken.words))
    named = _day_in(spoken, until, len(spoken.words)) if until is not None else None
    if named == "tomorrow":
        return 1
    if today is None or named not in WEEKDAYS:
        return None
    return (WEEKDAYS.index(named) - today.weekday() - 1) % 7 + 1


def hours(spoken: Spoken) -> dict[str, object] | None:
    """The first "48 hours", "2 days" as hours."""
    texts = [word.text for word in spoken.words]
    for at in range(len(texts) - 1):
        amount = number(texts[at])
        if amount is None:
            continue
        if texts[at + 1] in ("h", "hour", "hours"):
            return {"hours": plain(amount)}
        if texts[at + 1] in ("day", "days"):
            return {"hours": plain(amount * _LAST_HOUR)}
    return None


def day(spoken: Spoken) -> str | None:
    """today, tomorrow or a weekday: of the last clause that names one, as the question comes last."""
    ends = [at for at, word in enumerate(spoken.words) if word.breaks]
    for start, end in zip((*reversed(ends), 0), (len(spoken.words), *reversed(ends)), strict=True):
        found = _day_in(spoken, start, end)
        if found is not None:
            return found
    return None


def _day_in(spoken: Spoken, start: int, end: int) -> str | None:
    """A weekday, else tomorrow, else today."""
    at = spoken.has("@weekday", start, end)
    if at is not None:
        return weekday(spoken.words[at].text)
    if spoken.has("@tomorrow", start, end) is not None:
        return "tomorrow"
    return "today" if spoken.has("@today", start, end) is not None else None


def weekday(text: str) -> str | None:
    """A weekday's full name."""
    base = _SHORT_DAYS.get(text, text.removesuffix("s"))
    return base if base in WEEKDAYS else None


def count_before(spoken: Spoken, labels: Sequence[str], start: int, end: int) -> int | float | None:
    """The number right before one of some words, else the first number in the stretch."""
    numbers = [(at, number(spoken.words[at].text)) for at in range(start, end)]
    known = [(at, value) for at, value in numbers if value is not None]
    for at, value in known:
        following = {word.text for word in spoken.words[at + 1 : at + 3]}
        if following.intersection(labels) or (at and spoken.words[at - 1].text in labels):
            return plain(value)
    return plain(known[0][1]) if known else None


def clock(spoken: Spoken, start: int) -> str | None:
    """The first time of day from `start` on, as "HH:MM"."""
    for at in range(start, len(spoken.words)):
        ends = spoken.sentence.edges[at].get("{clock}")
        if ends:
            return _as_clock([word.text for word in spoken.words[at : max(ends)]])
    return None


def clock_up_to(spoken: Spoken, end: int) -> str | None:
    """The time of day that ends at `end`, as "HH:MM": the second of "10pm to 7am"."""
    for at in range(end):
        if end in spoken.sentence.edges[at].get("{clock}", ()):
            return _as_clock([word.text for word in spoken.words[at:end]])
    return None


def _as_clock(texts: Sequence[str]) -> str | None:
    if texts[0] in ("noon", "midnight"):
        return "12:00" if texts[0] == "noon" else "00:00"
    hour = number(texts[0])
    if hour is None or hour != int(hour):
        return None
    minute = int(texts[1]) if len(texts) > 1 and texts[1].isdigit() else 0
    if texts[-1] in ("pm", "p") and hour < _NOON:
        hour += _NOON
    if texts[-1] in ("am", "a") and hour == _NOON:
        hour = 0
    if hour > _LAST_HOUR - 1 or minute >= _LAST_MINUTE:
        return None
    return f"{int(hour):02d}:{minute:02d}"
