"""Words about the sets just logged, and nothing else: "last set was to failure", "forgot: 5 partials each".

>>> is_addition("that was to failure btw", lexicon)
True
>>> is_addition("failure is scary", lexicon)
False
"""

from collections.abc import Sequence

from bot.language.lexicon import Lexicon
from bot.language.page import open_page
from bot.language.sets.bare import EFFORTS, is_bare
from bot.language.sets.mark import Mark, has
from bot.language.sets.marks import marks

#: More than this is a message of its own.
MOST_TOKENS = 14
#: Words that tell of what was done; a plan, a wish or an order has none of them.
_DONE = frozenset(
    {"that", "those", "it", "was", "were", "forgot", "did", "done", "went", "got", "added", "all"}
)
#: With one of these a technique is added, not asked about.
_ADDING = frozenset({"with", "also", "plus", "oh", "ps", "sorry", "btw", "by the way"})
_SMALL = (
    _DONE
    | _ADDING
    | frozenset(
        {"this", "forgot to say", "and", "on", "the", "my", "i", "them", "both"}
        | {"mention", "say", "to", "just", "each", "every", "too", "actually", "of"}
    )
)
#: What a set can be told to have been.
_TOLD = EFFORTS | {"warmup", "per_side", "per_hand"}
#: Which sets are meant, or how many repetitions: with one of these no "was" is needed.
_EXACT = ("last_set", "all_sets", "first_set", "number", "failure", "amrap", "rpe", "rir")


def is_addition(text: str, lexicon: Lexicon, *, only_told: bool = False) -> bool:
    """Whether a message only says how sets were: their effort, a technique, which of them.

    With `only_told` it has to say so in the past: a question was answered meanwhile.
    """
    page = open_page(text, lexicon)
    if len(page.tokens) > MOST_TOKENS:
        return False
    found = marks(page, lexicon.notation, lexicon.plain)
    said = [mark for mark in found if mark.text not in _SMALL]
    return (
        all(mark.mention is None for mark in said)
        and not any(_is_lone_ordinal(found, at) for at in range(len(found)))
        and is_bare(said, ())
        and any(not _TOLD.isdisjoint(mark.names) for mark in said)
        and not any(mark.has("weekday") for mark in said)
        and (
            any(mark.text in _DONE for mark in found)
            or (not only_told and any(mark.text in _ADDING or _is_exact(mark) for mark in found))
        )
    )


def _is_exact(mark: Mark) -> bool:
    """Whether a mark says which sets, how many repetitions, or how hard they were."""
    return mark.has(*_EXACT)


def _is_lone_ordinal(found: Sequence[Mark], at: int) -> bool:
    """Whether "the first", "the second one" stands here without "set": a report is not told so."""
    return found[at].has("ordinal") and not has(found, at + 1, "sets")
