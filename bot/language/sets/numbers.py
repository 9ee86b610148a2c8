"""Numbers as lifters write and say them: decimal commas, number words.

>>> [mark.text for mark in with_numbers(marks_of("at a hundred and five kilos, 62,5"))]
['at', '105', 'kilos', ',', '62.5']
"""

from collections.abc import Collection, Iterable, Sequence

from bot.language.sets.mark import Mark, has, is_number
from bot.language.sets.units import HIGHEST_RPE

#: A comma between digits is a decimal point before these, when a unit or nothing list-like follows.
_DECIMALS = frozenset({"5", "25", "75", "50"})
_LIST_SIGNS = frozenset({",", "/", "-"})
_SURELY_A_LOAD = 20
#: What a number word may count.
_COUNTED = (
    "sets",
    "reps",
    "times",
    "of",
    "seconds",
    "breaths",
    "minutes",
    "unit_kg",
    "unit_lb",
    "tech",
    "tech_short",
    "rir",
    "short_of",
    "plates",
    "metres",
    ",",
    "and",
    "more",
    "extra",
)
#: A larger number is said beside less than a small one: "bench eighty for eight", "at sixty".
_COUNTED_IF_LARGE = ("for", "at", "@", "-", ".", "newline", "number")
_AFTER_COUNTING = ("of", "times", "last", "for", "by")
_SET_WORDS = ("set", "satz", "serie")
_LARGE = 13
_LOADS = ("unit_kg", "unit_lb")
_HUNDRED = 100
_UNITS = range(1, 10)
_TENS = range(20, 100, 10)
_TEENS = range(10, 20)
_SURELY_NO_REPS = 30


def with_numbers(found: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks with decimal commas joined, and number words made numbers where they count something."""
    texts = [mark.text for mark in found]
    if "," in texts and not _DECIMALS.isdisjoint(texts):
        found = tuple(_with_decimal_commas(found))
    if [mark for mark in found if mark.number is not None and mark.text[0].isalpha()]:
        found = tuple(_with_plain_words(tuple(_with_said_numbers(found))))
    return tuple(found)


def _with_decimal_commas(found: Sequence[Mark]) -> Iterable[Mark]:
    """Join `62` `,` `5` before a unit, or where no list can be meant."""
    at = 0
    while at < len(found):
        if found[at].number is not None and _is_decimal_comma(found, at):
            left, right = found[at], found[at + 2]
            text = f"{left.text}.{right.text}"
            yield Mark(text, left.first, right.last, {"number": float(text)}, left.spaced)
            at += 3
        else:
            yield found[at]
            at += 1


def _is_decimal_comma(found: Sequence[Mark], at: int) -> bool:
    if not has(found, at + 1, ",") or at + 2 >= len(found):
        return False
    left, comma, right = found[at : at + 3]
    if left.number is None or "." in left.text or right.text not in _DECIMALS:
        return False
    if comma.spaced or right.spaced:
        return False
    before = found[at - 1] if at else None
    if before is not None and before.text in _LIST_SIGNS and not left.spaced:
        return False
    if has(found, at + 3, "unit_kg", "unit_lb"):
        return True
    if left.number <= HIGHEST_RPE and right.text == "5" and _is_effort_word(found, at):
        return not (has(found, at + 3, ",") and not found[at + 3].spaced and not found[at + 4].spaced)
    if has(found, at + 3, *_LIST_SIGNS):
        return False
    if before is not None and before.has("times"):
        return left.number > _SURELY_NO_REPS and right.text != left.text
    beside = before is not None and (before.text in "+-@" or (before.number is not None and left.spaced))
    if right.text == "5" and (beside or has(found, at + 3, "times")):
        return True
    return left.number > _SURELY_A_LOAD


def _is_effort_word(found: Sequence[Mark], at: int) -> bool:
    """`rpe 8,5`, `RPE: 8,5`, `8,5 rpe`: an effort is counted in halves."""
    before = at - 1
    while has(found, before, ":", "of", "=", "@", "at"):
        before -= 1
    return has(found, before, "rpe", "rir") or has(found, at + 3, "rpe", "rir")


def _is_said(mark: Mark | None) -> bool:
    return mark is not None and mark.number is not None and mark.text[:1].isalpha()


def _with_said_numbers(found: Sequence[Mark]) -> Iterable[Mark]:
    """Join `a hundred and twenty five`, `sixty two point five`, and the gym's `two twenty five`."""
    at = 0
    while at < len(found):
        value, last = _said_at(found, at)
        if value is None or last - at < 2:  # noqa: PLR2004
            yield found[at]
            at += 1
            continue
        text = " ".join(mark.text for mark in found[at:last])
        yield Mark(text, found[at].first, found[last - 1].last, {"number": value}, found[at].spaced)
        at = last


def _said_at(found: Sequence[Mark], at: int) -> tuple[float | None, int]:
    """The number said in words from `at` on, and where it ends; None when there is none."""
    after = at + 1
    if found[at].text in ("a", "one") and has(found, after, "hundred"):
        value: float = _HUNDRED
        after += 1
    elif not _is_said(found[at]) or has(found, at, "hundred"):
        return None, at
    else:
        value = found[at].number or 0
        if value in _UNITS and has(found, after, "hundred"):
            value, after = value * _HUNDRED, after + 1
        elif value in _UNITS and _is_said_in(found, after, (*_TENS, *_TEENS)):
            value *= _HUNDRED
    if value >= _HUNDRED:
        joint = after + has(found, after, "and")
        if _is_said_in(found, joint, (*_TENS, *_TEENS, *_UNITS)):
            value, after = value + (found[joint].number or 0), joint + 1
    if value % _HUNDRED in _TENS and _is_said_in(found, after, _UNITS):
        value, after = value + (found[after].number or 0), after + 1
    if has(found, after, "point") and (has(found, after + 1, "five") or has(found, after + 1, "5")):
        value, after = value + 0.5, after + 2
    return value, after


def _is_said_in(found: Sequence[Mark], at: int, values: Collection[int]) -> bool:
    return at < len(found) and _is_said(found[at]) and found[at].number in values


def _with_plain_words(found: Sequence[Mark]) -> Iterable[Mark]:
    """`one` is a number only next to what it counts: "one set", not "the last one"."""
    at = 0
    while at < len(found):
        end = _said_run(found, at)
        counts = end - at > 1 and _opens_list(found, at)
        for place in range(at, max(end, at + 1)):
            mark = found[place]
            plain = _is_said(mark) and not counts and not _counts(found, place)
            yield mark.but(tags={**mark.tags, "number": None}) if plain else mark
        at = max(end, at + 1)


def _said_run(found: Sequence[Mark], at: int) -> int:
    """Where a list like `ten ten and eight` ends; `at` when none begins."""
    end = at
    while end < len(found) and _is_said(found[end]):
        end += 1
        joint = end + has(found, end, "and", ",")
        end = joint if joint < len(found) and _is_said(found[joint]) else end
    return end


def _opens_list(found: Sequence[Mark], at: int) -> bool:
    before = found[at - 1] if at else None
    return before is not None and (
        before.is_exercise or before.has("for", "at", "times", "number", *_LOADS, "did")
    )


def _labels_set(found: Sequence[Mark], at: int) -> bool:
    """`set one 12`, `set two: 10`."""
    return found[at - 1].text in _SET_WORDS and (
        is_number(found, at + 1) or has(found, at + 1, ":", "-", "=")
    )


def _counts_labelled(found: Sequence[Mark], at: int) -> bool:
    """`set 1 twelve`, `first set ten`, `second set nine`."""
    if is_number(found, at - 1):
        return has(found, at - 2, *_SET_WORDS)
    return has(found, at - 1, "first_set") or (
        has(found, at - 1, *_SET_WORDS) and has(found, at - 2, "ordinal")
    )


def _counts(found: Sequence[Mark], at: int) -> bool:
    """Whether a number word stands beside something that it counts."""
    mark = found[at]
    large = (mark.number or 0) >= _LARGE
    if has(found, at + 1, *_COUNTED) or (
        large and (at + 1 == len(found) or has(found, at + 1, *_COUNTED_IF_LARGE))
    ):
        return True
    before = found[at - 1] if at else None
    if before is None:
        return False
    if _labels_set(found, at) or _counts_labelled(found, at):
        return True
    if before.has("rpe", "rir") or before.has(*_AFTER_COUNTING) or before.tags.get("ordinal") == 1:
        return True
    if before.text.endswith((" last", " final")):
        return True
    return large and (before.has("at", "@") or before.is_exercise or before.number is not None)
