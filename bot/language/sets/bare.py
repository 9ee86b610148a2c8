"""Messages of nothing but sets: their words say nothing else, so nobody has to ask what else they want.

>>> is_bare(*marks_and_mentions_of("bench 3x8 80kg, last set to failure"))
True
>>> is_bare(*marks_and_mentions_of("bench 3x8 80kg but my knee hurts"))
False
"""

from collections.abc import Iterable

from bot.language.page import Mention
from bot.language.sets.mark import Mark

_SIGNS = frozenset({",", "/", "@", "+", "-", ".", ":", ";", "(", ")", "!", "=", ">"})
_COUNTS = frozenset({"times", "reps", "sets", "of", "at", "for", "plus", "then", "each_reps", "newline"})
_UNITS = frozenset(
    {"unit_kg", "unit_lb", "seconds", "minutes", "metres", "feet", "yards", "bodyweight", "assist", "label"}
    | {"per_side", "per_hand", "left", "right"}
)
EFFORTS = frozenset(
    {"rpe", "rir", "failure", "count_to_failure", "not_failure", "fail_mark", "failed", "amrap", "max_word"}
    | {"tech", "tech_short", "drop"}
)
_WHICH = frozenset({"last_set", "first_set", "all_sets", "ordinal", "warmup", "work", "backoff", "weekday"})
_NAMES = ("exercise", "muscle")
_BARE = _SIGNS | _COUNTS | _UNITS | EFFORTS | _WHICH


def is_bare(marks: Iterable[Mark], mentions: Iterable[Mention]) -> bool:
    """Whether there are only numbers, names of exercises and muscles, and the words of set notation.

    A name inside a longer phrase is doubtful ("bis zum Versagen" means no biceps): that is not bare.
    """
    named = set()
    for mark in marks:
        if mark.mention is not None:
            named.add(mark.first)
        elif mark.number is None and _BARE.isdisjoint(mark.names):
            return False
    return all(mention.first in named or mention.kind not in _NAMES for mention in mentions)
