"""Whether words that take a report away ask for it: not in "dont delete that" or "if i delete the last one".

What is denied, only planned, supposed, asked about or told of others takes nothing away.
"""

from bot.language.intents.sentences import Spoken

#: What may stand between a word that takes a removal back and the removal: "dont you ever delete that".
_LINKS = frozenset(
    {"i", "you", "u", "we", "to", "me", "us", "ever", "even", "just", "really", "actually", "also", "then"}
    | {"do", "can", "could", "have", "be", "able", "want", "need", "go", "of", "my", "a", "the", "app", "bot"}
)
_ASKED_OF_THE_PAST = frozenset({"did", "does", "has", "have", "why"})


def is_only_talked_about(spoken: Spoken, start: int) -> bool:
    """Whether the removal at `start` is not asked for."""
    if "@remove" not in spoken.sentence.edges[start]:
        return False
    opening = spoken.clause_of(start)[0]
    if spoken.asks and opening < start and spoken.words[opening].text in _ASKED_OF_THE_PAST:
        return True
    at = start
    while at > opening:
        if _ends_at(spoken, opening, at):
            return True
        at -= 1
        if spoken.words[at].text not in _LINKS:
            return False
    return False


def _ends_at(spoken: Spoken, opening: int, end: int) -> bool:
    """Whether a phrase without which it would be a removal ends here."""
    edges = spoken.sentence.edges
    return any(end in edges[at].get("@no_removal", ()) for at in range(opening, end))
