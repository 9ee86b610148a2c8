"""Where the clauses of a sentence begin and end.

"if i stall on dips, can my mate help" has a clause at "can", also without the comma.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from bot.language.words import Word

#: The labels of every word, each with the places where it may end.
Edges: TypeAlias = list[dict[str, tuple[int, ...]]]

_CONJUNCTIONS = frozenset({"and", "but", "so", "then", "also", "because", "plus", "or", "now", "if"})
#: With one of these a condition begins, and with one of the others the question behind it.
_CONDITIONS = frozenset({"if", "when", "once", "after", "say", "whenever"})
_MODALS = frozenset({"can", "could", "may", "should", "would", "is", "shall", "does"})
_ASKED_OF = frozenset(
    {"i", "my", "a", "an", "the", "it", "he", "she", "we", "they", "somebody", "someone", "anybody", "you"}
)
LEAST_CONDITION = 3


def starts(edges: Edges, words: Sequence[Word]) -> frozenset[int]:
    """The places where a clause may begin."""
    found = {0}
    if words[0].text in _CONDITIONS:
        found.update(_main_clauses(words))
    for at, word in enumerate(words):
        if word.breaks or (at and words[at - 1].text in _CONJUNCTIONS):
            found.add(at)
        if at in found and "@filler" in edges[at]:
            found.update(edges[at]["@filler"])
    return frozenset(found)


def _main_clauses(words: Sequence[Word]) -> Iterator[int]:
    """Where a question begins behind its condition, without a comma: "if i stall can my mate help me"."""
    for at in range(LEAST_CONDITION, len(words) - 1):
        before, text, following = words[at - 1].text, words[at].text, words[at + 1].text
        if text in _MODALS and following in _ASKED_OF and before not in _ASKED_OF:
            yield at


def ends(edges: Edges, words: Sequence[Word]) -> frozenset[int]:
    """The places where a clause may end."""
    last = len(words) - 1 if words and words[-1].text == "?" else len(words)
    found = {len(words), last}
    found |= {at for at, word in enumerate(words) if word.breaks or word.text in ("and", "but", "because")}
    for at in range(len(words) - 1, -1, -1):
        if not found.isdisjoint(edges[at].get("@filler", ())):
            found.add(at)
    return frozenset(found)
