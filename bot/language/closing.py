"""Whether a message asks at its end without the mark: "... then 2 more chins - is that dumb"."""

from collections.abc import Sequence

from bot.language.grammar import JUDGES
from bot.language.lexicon import Lexicon

#: As many words may stand in such a question: "was that a really bad idea".
_LONGEST = 6
#: "a good idea or a bad idea".
_LONGEST_CHOICE = 4
_NOT = frozenset({"no", "not", "nah", "nope", "what"})


def closes_asking(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the last words ask for a verdict on those before them."""
    if "or" in texts[-_LONGEST_CHOICE:] and _closes_with_choice(texts, lexicon):
        return True
    if lexicon.grammar.judging.isdisjoint(texts):
        return False
    for at in range(max(1, len(texts) - _LONGEST), len(texts) - 1):
        if texts[at] not in lexicon.grammar.judging:
            continue
        for length, labels in lexicon.grammar.labels.all_at(texts, at):
            if (
                JUDGES in labels
                and texts[at - 1] != "or"
                and _is_labelled(texts, at + length, "@judgement", lexicon)
            ):
                return True
    return False


def _closes_with_choice(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether two verdicts are offered at the end: "smart or nah", "a good idea or not"."""
    either = len(texts) - 1 - texts[::-1].index("or")
    ahead = range(max(1, either - _LONGEST_CHOICE), either)
    judged = any(_is_labelled(texts[:either], at, "@judgement", lexicon) for at in ahead)
    return judged and (texts[-1] in _NOT or _is_labelled(texts, either + 1, "@judgement", lexicon))


def _is_labelled(texts: Sequence[str], at: int, label: str, lexicon: Lexicon) -> bool:
    """Whether the words from `at` to the end are one phrase of a class."""
    found = lexicon.grammar.labels.all_at(texts, at) if at < len(texts) else ()
    return any(label in labels and at + length == len(texts) for length, labels in found)
