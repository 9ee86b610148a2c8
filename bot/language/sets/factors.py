"""Marks to factors: numbers with what is written on them.

A factor is a number or a list of numbers with its unit: "12/10/8", "60 kg", "3 sets", "45s", "9F".

    >>> factor_at(marks_of("12, 11, 9F"), 0)
    (Factor of 12, 11 and a failed 9, 5)
"""

from collections.abc import Sequence

from bot.language.sets.factor import Factor, Value
from bot.language.sets.lists import are_near, may_follow
from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.units import ONE_LETTER, SECONDS_PER_MINUTE, UNITS, Role

SHORTEST_SPACED_LIST = 3
LONGEST_LIST = 12
MOST_ADDED = 30


_MARKS = frozenset({"fail_mark", "(", "left", "right", "+"})
#: A mark without any of these goes on with no list.
_LISTS = frozenset({"/", "-", ",", "to", "or", "and", "then", "number"})
#: "2 more sets of 6": between the count and what it counts.
_MORE = frozenset({"more", "extra", "additional", "further"})
_ALSO_TIMES = frozenset({"x", "times", "mal", "keer", "veces", "fois"})
_MAY_COUNT_SETS = _MORE | _ALSO_TIMES | {"s", "backoff", "tech"}
#: A mark without any of these is not written on the number before it; neither is a "times" that multiplies.
_WRITTEN_ON = _MARKS | UNITS.keys() | (_MAY_COUNT_SETS - _ALSO_TIMES) | {":", "r"}
_RANK = {tag: rank for rank, tag in enumerate(UNITS)}


def _clock(marks: Sequence[Mark], at: int) -> float | None:
    """`1:30` as seconds."""
    if not is_number(marks, at + 2):
        return None
    minutes, colon, seconds = marks[at], marks[at + 1], marks[at + 2]
    if colon.spaced or seconds.spaced or len(seconds.text) != 2 or not seconds.text.isdigit():  # noqa: PLR2004
        return None
    return (minutes.number or 0) * SECONDS_PER_MINUTE + (seconds.number or 0)


def single_at(marks: Sequence[Mark], at: int) -> tuple[Factor, int] | None:
    """One number with its unit and its failure mark."""
    mark = marks[at] if at < len(marks) else None
    if mark is None or mark.number is None:
        return None
    value = Value(mark.number, decimal="." in mark.text)
    role = Role.LOAD if "load" in mark.names else Role.BARE
    if at + 1 == len(marks) or _is_alone(marks, at + 1):
        return Factor((value,), role), at + 1
    clock = _clock(marks, at) if marks[at + 1].text == ":" else None
    if clock is not None:
        return Factor((Value(clock),), Role.SECONDS), at + 3
    factor, after = _with_unit(marks, at + 1, value)
    factor, after = _with_second_unit(marks, after, factor)
    return _with_marks(marks, after, factor)


def _is_alone(marks: Sequence[Mark], at: int) -> bool:
    """Whether the mark at `at` says nothing of the number before it: most numbers stand so."""
    mark = marks[at]
    if not _WRITTEN_ON.isdisjoint(mark.names):
        return False
    return mark.text not in _ALSO_TIMES or not _ends_count(marks, at + 1)


def _with_unit(marks: Sequence[Mark], at: int, value: Value) -> tuple[Factor, int]:
    mark = marks[at]
    if "load" in marks[at - 1].names and not mark.has("unit_kg", "unit_lb", "plates"):
        return Factor((value,), Role.LOAD), at
    sets_end = None if _MAY_COUNT_SETS.isdisjoint(mark.names) else _sets_end(marks, at, value)
    if sets_end is not None:
        return Factor((value,), Role.SETS), sets_end
    if mark.text == "r" and (
        has(marks, at - 2, "left") or (has(marks, at - 3, "left") and has(marks, at - 2, "/"))
    ):
        return Factor((value,)), at
    tags = [] if mark.text in ONE_LETTER and mark.spaced else [tag for tag in mark.tags if tag in UNITS]
    for tag in sorted(tags, key=_RANK.__getitem__) if len(tags) > 1 else tags:
        role, unit, scale = UNITS[tag]
        if role is Role.SETS and (value.decimal or (is_number(marks, at + 1) and _is_label(marks, at))):
            continue
        scaled = value if scale == 1 else value._replace(number=value.number * scale)
        pair = mark.text == "s"
        return Factor((scaled,), role, unit, pair=pair, thousands=mark.text == "k"), at + 1
    return Factor((value,)), at


def _sets_end(marks: Sequence[Mark], at: int, value: Value) -> int | None:
    """Where a count of sets ends that is not just written as one: `2 more sets`, `12 reps 3x`, `3s 12r`."""
    mark = marks[at]
    if mark.text in _MORE and has(marks, at + 1, "sets") and not value.decimal:
        return at + 2
    times = mark.text in _ALSO_TIMES and _ends_count(marks, at + 1)
    letter = mark.text == "s" and not mark.spaced and _is_sets_letter(marks, at)
    if times or letter or (mark.has("backoff") and mark.text.endswith("sets")):
        return at + 1
    return at if mark.tags.get("tech") == "cluster" and has(marks, at + 1, "of") else None


def _ends_count(marks: Sequence[Mark], at: int) -> bool:
    """`20 kg 12 reps 3 times`, `12 reps 3x`: nothing to multiply follows."""
    return at >= len(marks) or has(marks, at, "newline", ",", ".", ")", "with", "then", "and", "!")


def _is_sets_letter(marks: Sequence[Mark], at: int) -> bool:
    """`3s 12r`: s means sets when repetitions with an r follow."""
    return is_number(marks, at + 1) and has(marks, at + 2, "reps") and marks[at + 2].text == "r"


def _is_label(marks: Sequence[Mark], at: int) -> bool:
    """`80 set 2: 70`: "set" begins a label, it is not the unit of 80."""
    return marks[at].text == "set" and (
        has(marks, at + 2, ":") or (has(marks, at + 2, "number") or has(marks, at + 2, "failure"))
    )


def _with_second_unit(marks: Sequence[Mark], at: int, factor: Factor) -> tuple[Factor, int]:
    """`1 min 30` and `1m30s`."""
    if factor.role is Role.SECONDS and has(marks, at - 1, "minutes") and is_number(marks, at):
        seconds = marks[at].number or 0
        named = has(marks, at + 1, "seconds")
        if seconds < SECONDS_PER_MINUTE and (named or _ends(marks, at + 1)):
            total = factor.number + seconds
            return Factor((Value(total),), Role.SECONDS), at + 1 + named
    minutes = factor.role is Role.METRES and has(marks, at - 1, "metres") and marks[at - 1].text == "m"
    if minutes and is_number(marks, at) and not marks[at].spaced and has(marks, at + 1, "seconds"):
        total = factor.number * SECONDS_PER_MINUTE + (marks[at].number or 0)
        return Factor((Value(total),), Role.SECONDS), at + 2
    return factor, at


def _with_marks(marks: Sequence[Mark], at: int, factor: Factor) -> tuple[Factor, int]:
    """Failure letters, sides and a plus that touch the number: 9F, 6(f), 15 tf, 12L, 5+."""
    mark = mark_at(marks, at)
    if mark is None or _MARKS.isdisjoint(mark.names):
        return factor, at
    value = factor.values[-1]
    if mark.has("fail_mark") and factor.role is Role.LOAD:
        return factor, at
    lone = mark.text == "f" and mark.spaced and not _ends(marks, at + 1)
    if mark.has("fail_mark") and not lone:
        return factor._replace(values=(value._replace(failed=True),)), at + 1
    if mark.has("(") and has(marks, at + 1, "fail_mark") and has(marks, at + 2, ")"):
        return factor._replace(values=(value._replace(failed=True),)), at + 3
    if mark.has("left", "right") and not mark.spaced and len(mark.text) == 1:
        side = "l" if mark.has("left") else "r"
        return factor._replace(values=(value._replace(side=side),)), at + 1
    if mark.text == "+" and not mark.spaced and (_ends(marks, at + 1) or _is_load_apart(marks, at + 1)):
        return factor._replace(values=(value._replace(open=True),)), at + 1
    return factor, at


def _ends(marks: Sequence[Mark], at: int) -> bool:
    """Whether nothing that a plus could add follows."""
    mark = mark_at(marks, at)
    return mark is None or mark.has(
        "newline", ",", ")", "@", ".", "]", ";", "result", ":", "at", "(", "[", "-", ">"
    )


def _is_load_apart(marks: Sequence[Mark], at: int) -> bool:
    """`1x5+ 100: 9`: what stands apart behind the plus is too much for added repetitions."""
    return is_number(marks, at) and marks[at].spaced and (marks[at].number or 0) > MOST_ADDED


def _separator(marks: Sequence[Mark], at: int) -> tuple[str, int] | None:
    """A list separator at `at` and where the next number would stand; "" for white space only."""
    mark = marks[at] if at < len(marks) else None
    if mark is None or _LISTS.isdisjoint(mark.names):
        return None
    if mark.text in ("/", "-", ","):
        after = at + 1
        if mark.text == "," and has(marks, after, "and", "then"):
            after += 1
        return mark.text, after
    if mark.text in ("to", "or") or (mark.text == "and" and _between(marks, at)):
        return ("-", at + 1) if _is_worded_range(marks, at) else None
    if mark.has("and", "then") and mark.text not in ("+", "into", "straight into"):
        return ",", at + 1
    return (" ", at) if mark.number is not None else None


def _between(marks: Sequence[Mark], at: int) -> bool:
    """`between 10 and 12`."""
    return at > 1 and marks[at - 2].text == "between"


def _is_worded_range(marks: Sequence[Mark], at: int) -> bool:
    """`10 to 12`, `8 or 9`: a range of repetitions or seconds, not the load that sets go up to."""
    if not (is_number(marks, at - 1) and is_number(marks, at + 1)):
        return False
    low, high = marks[at - 1].number or 0, marks[at + 1].number or 0
    return low < high <= MOST_ADDED


def factor_at(marks: Sequence[Mark], at: int) -> tuple[Factor, int] | None:
    """The factor at `at`: one number, or a list of them."""
    single = single_at(marks, at)
    if single is None:
        return None
    factor, after = single
    step = _separator(marks, after)
    if step is None:
        return single
    ends = [after]
    factors = [factor]
    separator = ""
    set_off = False
    while step is not None and len(factors) < LONGEST_LIST:
        if not _same_separator(marks, after, separator, step[0]):
            break
        if step[0] == " " and not are_near(factors[-1].number, marks[after].number or 0):
            break  # 3x12 80kg
        following = single_at(marks, step[1])
        if following is None and step[0] in ("/", ",") and _is_missed(marks, step[1]):
            factors.append(Factor((Value(0, failed=True),), factors[-1].role, factors[-1].unit))
            separator, after = step[0], step[1] + 1
        elif following is None or not may_follow(marks, at, step, factors, following):
            break
        else:
            separator = separator or step[0]
            factors.append(following[0])
            after = following[1]
            set_off = has(marks, step[1] - 1, "then", "and")
        ends.append(after)
        step = _separator(marks, after)
    if separator == " " and len(factors) < SHORTEST_SPACED_LIST and not _are_sided(factors):
        return factor, ends[0]
    joined = _joined(factors, separator)
    return joined._replace(set_off=True) if set_off else joined, ends[-1]


def _are_sided(factors: Sequence[Factor]) -> bool:
    """Whether every number counts one side."""
    return all(value.side for each in factors for value in each.values)


def _same_separator(marks: Sequence[Mark], at: int, separator: str, found: str) -> bool:
    """Whether a list goes on with its own separator; "and" may close any list."""
    return separator in ("", found) or (separator == " " and has(marks, at, "and"))


def _is_missed(marks: Sequence[Mark], at: int) -> bool:
    """`5/5/F`: a failure mark instead of a count."""
    mark = mark_at(marks, at)
    if mark is None or mark.text not in ("f", "fail", "failed", "miss", "missed"):
        return False
    return at + 1 >= len(marks) or has(marks, at + 1, "/", ",", "newline", ".", ")")


def _joined(factors: Sequence[Factor], separator: str) -> Factor:
    if len(factors) == 1:
        return factors[0]
    named = next((each for each in reversed(factors) if each.role is not Role.BARE), factors[0])
    values = tuple(value for each in factors for value in each.values)
    return named._replace(values=values, separator=separator, pair=False, thousands=False)
