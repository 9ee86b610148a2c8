"""Where the clauses of a sentence begin and end.

"if i stall on dips, can my mate help" has a clause at "can", also without the comma.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

#: The labels of every word, each with the places where it may end.
Edges: TypeAlias = list[dict[str, tuple[int, ...]]]
#: From the left, the words at which something small to say stands ("well,"), with the places where it ends.
Fillers: TypeAlias = Sequence[tuple[int, Sequence[int]]]

_CONJUNCTIONS = frozenset({"and", "but", "so", "then", "also", "because", "plus", "or", "now", "if"})
_CLOSING = frozenset({"and", "but", "because"})
#: With one of these a condition begins, and with one of the others the question behind it.
_CONDITIONS = frozenset({"if", "when", "once", "after", "say", "whenever"})
_MODALS = frozenset({"can", "could", "may", "should", "would", "is", "shall", "does"})
_ASKED_OF = frozenset(
    {"i", "my", "a", "an", "the", "it", "he", "she", "we", "they", "somebody", "someone", "anybody", "you"}
)
LEAST_CONDITION = 3


def starts(texts: Sequence[str], breaks: frozenset[int], fillers: Fillers) -> frozenset[int]:
    """The places where a clause may begin; `breaks` are the words with a sign in front."""
    found = {0, *breaks}
    if texts[0] in _CONDITIONS:
        found.update(_main_clauses(texts))
    if not _CONJUNCTIONS.isdisjoint(texts):
        found.update(at for at, before in enumerate(texts[:-1], 1) if before in _CONJUNCTIONS)
    for at, stops in fillers:
        if at in found:
            found.update(stops)
    return frozenset(found)


def _main_clauses(texts: Sequence[str]) -> Iterator[int]:
    """Where a question begins behind its condition, without a comma: "if i stall can my mate help me"."""
    for at in range(LEAST_CONDITION, len(texts) - 1):
        before, text, following = texts[at - 1 : at + 2]
        if text in _MODALS and following in _ASKED_OF and before not in _ASKED_OF:
            yield at


def ends(texts: Sequence[str], breaks: frozenset[int], fillers: Fillers) -> frozenset[int]:
    """The places where a clause may end."""
    found = {len(texts), len(texts) - (texts[-1] == "?"), *breaks}
    if not _CLOSING.isdisjoint(texts):
        found.update(at for at, text in enumerate(texts) if text in _CLOSING)
    for at, stops in reversed(fillers):
        if not found.isdisjoint(stops):
            found.add(at)
    return frozenset(found)
