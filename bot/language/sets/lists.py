"""Whether a number goes on with the list before it, or begins something else.

>>> may_follow(marks, 0, (",", 4), [factor_of_12], (factor_of_10, 5))
True
"""

from collections.abc import Sequence

from bot.language.sets.factor import Factor
from bot.language.sets.mark import Mark, has, is_number, mark_at
from bot.language.sets.units import HIGHEST_RPE, Role

SURE_LOAD = 20
LOAD_TO_COUNT = 2.5
_MORE = ("more", "extra", "additional", "bonus")
RANGE_WORDS = frozenset({"to", "or", "and"})


def may_follow(
    marks: Sequence[Mark],
    start: int,
    step: tuple[str, int],
    factors: Sequence[Factor],
    following: tuple[Factor, int],
) -> bool:
    """Whether a number goes on with the list that began at `start`."""
    separator, place = step
    factor, after = following
    last = factors[-1]
    if factor.role is not last.role and not _takes_over_unit(last, factor, separator):
        return False
    if factor.role is Role.LOAD and last.role is Role.BARE and has(marks, start - 1, "times"):
        return False
    if separator == "-" and marks[place - 1].text in RANGE_WORDS:
        return Role.SETS not in (last.role, factor.role)
    if separator == "-" and not _hyphen_joins(marks, place, last, following):
        return False
    if separator in ("/", "-") and has(marks, start - 1, "times") and has(marks, after, "times"):
        return False
    if separator == "," and len(factors) == 1 and _has_own_load(marks, start, after, last, factor):
        return False
    if separator in ("/", "-") and not marks[place].spaced:
        return True
    closes = len(factors) > 1 and separator in (",", " ") and _is_loaded(marks, start, after)
    if factor.role is Role.SETS or (not closes and _is_claimed(marks, start, after, separator)):
        return False
    if last.number == 2 * factor.number and has(marks, after, "per_side", "each"):
        return False
    near = are_near(last.number, factor.number)
    return near if factor.role is Role.BARE else separator != " "


def _hyphen_joins(marks: Sequence[Mark], place: int, last: Factor, following: tuple[Factor, int]) -> bool:
    """Whether a hyphen is a list sign; in `dips 3x8 -15` it takes weight off."""
    factor, after = following
    if Role.SETS in (last.role, factor.role):
        return False
    if marks[place].spaced:
        return factor.role is last.role and not _cuts(marks, last, factor, after)
    return not marks[place - 1].spaced


def _is_loaded(marks: Sequence[Mark], start: int, after: int) -> bool:
    """`5, 5, 4 @ 65`: the load behind the last number is that of the whole list, if none stands before it."""
    at = has(marks, after, "@", "at") and not has(marks, start - 1, "at", "@")
    loaded = at and is_number(marks, after + 1)
    return loaded and (
        (marks[after + 1].number or 0) > HIGHEST_RPE or has(marks, after + 2, "unit_kg", "unit_lb")
    )


def _is_claimed(marks: Sequence[Mark], start: int, after: int, separator: str) -> bool:
    """Whether what follows a number makes it the beginning of something else."""
    if has(marks, after, "rir", "rpe") and not is_number(marks, after + 1):
        return True
    if has(
        marks, after, "times", "@", "of", "short_of", "for", "note_after", "note_counted", "minis", *_MORE
    ):
        return True
    if has(marks, start - 1, "+") and has(marks, after, "+") and is_number(marks, after + 1):
        return True
    if separator == "," and (_counts_added(marks, after) or _opens_effort(marks, after)):
        return True
    return has(marks, after, "at") and (separator != "," or has(marks, start - 1, "at"))


def _has_own_load(marks: Sequence[Mark], start: int, after: int, last: Factor, factor: Factor) -> bool:
    """`2x5 140, 3 at 150`: a count with its load, behind sets and a number much too large to be a count."""
    behind_sets = is_number(marks, start - 1) or has(marks, start - 1, "reps")
    loaded = has(marks, after, "at") and is_number(marks, after + 1)
    return behind_sets and loaded and last.number > max(SURE_LOAD, LOAD_TO_COUNT * factor.number)


def _opens_effort(marks: Sequence[Mark], after: int) -> bool:
    """Whether the number before `after` begins an effort: 1-2 rir, 1 or 2 reps in reserve."""
    if has(marks, after, "-", "/", "to", "or") and is_number(marks, after + 1):
        after += 2
    after += has(marks, after, "reps")
    return has(marks, after, "rir", "rpe", "short_of") and not is_number(marks, after + 1)


def _takes_over_unit(last: Factor, factor: Factor, separator: str) -> bool:
    """`12, 10, 8 reps`: the unit at the end belongs to the whole list; a load may also stand alone there."""
    if last.role is not Role.BARE:
        bare = factor.role is Role.BARE and separator == "/"
        return bare and (last.role is Role.SECONDS or (last.role is Role.LOAD and _alike(last, factor)))
    if factor.role is Role.LOAD:
        return separator in ("/", "-") or (separator == "," and _alike(last, factor) and last.number > 12)  # noqa: PLR2004
    return factor.role in (Role.REPS, Role.SECONDS, Role.METRES)


def _cuts(marks: Sequence[Mark], last: Factor, factor: Factor, after: int) -> bool:
    """`55 - 10, 9, 8`: a hyphen between blanks behind a load is no list sign."""
    falls = factor.number < last.number
    return falls and (
        factor.number * 2 < last.number or (has(marks, after, ",", "/") and is_number(marks, after + 1))
    )


def _alike(one: Factor, other: Factor) -> bool:
    """Whether two numbers are of one size, as loads in a list are."""
    return one.number * 0.5 <= other.number <= one.number * 1.35


def are_near(one: float, other: float) -> bool:
    """Whether two bare numbers can belong to one list."""
    return other <= one * 1.5 + 3


def _counts_added(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number before `at` counts added reps: 10, 9, 5 partials."""
    mark = mark_at(marks, at)
    if mark is not None and mark.has("tech_counted"):
        return True
    technique = None if mark is None else mark.tags.get("tech") or mark.tags.get("tech_short")
    return technique in ("partials", "forced_reps", "cheat_reps", "negatives")
