"""What a question leans to when no template holds: the intent with most of its typical words.

A count, not a probability: a clear lead is an answer, a tie is asked back.

    "do you think i should deload"  ->  (ASK_READY,)
"""

from bot.domain.reading import Intent
from bot.language.intents.sentences import Spoken

_CUES = {
    Intent.ASK_WHY: "@cue_why",
    Intent.ASK_FAILURE: "@failure",
    Intent.ASK_READY: "@cue_ready",
    Intent.ASK_VOLUME: "@cue_volume",
    Intent.ASK_HISTORY: "@cue_history",
}
MOST_OFFERED = 3


def leaning(spoken: Spoken) -> tuple[Intent, ...]:
    """The intents with most cue words, none when there is no cue or nothing asks."""
    edges = spoken.sentence.edges
    opens = any("@ask" in edges[at] for at in spoken.sentence.starts if at < len(edges))
    if not spoken.asks and not opens:
        return ()
    votes = {intent: sum(cue in labels for labels in edges) for intent, cue in _CUES.items()}
    most = max(votes.values())
    if not most or spoken.has("@off_topic", 0, len(edges)) is not None:
        return ()
    return tuple(intent for intent, count in votes.items() if count == most)[:MOST_OFFERED]
