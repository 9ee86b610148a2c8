"""What a question leans to when no template holds: the intent with most of its typical words.

Cues are worth two, hints one; a technique is worth five. A count, not a probability: a clear lead is
an answer, a tie is asked back.

    >>> leaning(spoken("do you think i should deload"))
    (Intent.ASK_READY,)
"""

from collections.abc import Mapping

from bot.domain.reading import Intent
from bot.language.intents.scopes import intends
from bot.language.intents.sentences import Spoken

#: What speaks for an intent, and how much each such word is worth.
_WORDS = {
    Intent.ASK_WHY: {"@cue_why": 2, "@hint_why": 1},
    Intent.ASK_TECHNIQUE: {"{technique}": 5, "@cue_technique": 2, "@hint_technique": 1}
    | {"@part_rom": 3, "@easier_form": 3, "@momentum": 2, "@way_word": 2, "@cut_short": 3}
    | {"@in_set": 2, "@sinks": 2},
    Intent.ASK_FAILURE: {"@failure": 2, "@cue_failure": 2, "@hint_failure": 1},
    Intent.ASK_READY: {"@cue_ready": 2, "@hint_ready": 1, "@day": 1, "@in_a_row": 2, "{part}": 1},
    Intent.ASK_VOLUME: {"@cue_volume": 2, "@hint_volume": 1, "{muscle}": 1, "{n}": 1, "@left": 2},
    Intent.ASK_HISTORY: {"@cue_history": 2, "@hint_history": 1, "{exercise}": 1, "@progress": 2},
    Intent.HELP: {"@write_verb": 1, "@hint_help": 1},
}
#: Phrases that ask wherever they stand.
_ASKING = frozenset({"@ask_strong", "@ask_mark", "@wondering", "?"})
#: A sentence that begins so tells, also with an "or" in it: "i'll train today or tomorrow".
_TELLERS = frozenset({"i", "im", "ill", "we", "well", "he", "she", "they", "it", "its", "that", "my", "id"})
#: A sentence with one of these tells something; without, a noun of a question asks.
_TELLING = _TELLERS - {"my"} | {
    "me",
    "was",
    "were",
    "did",
    "felt",
    "is",
    "are",
    "feel",
    "feels",
    "got",
    "had",
    "done",
}
_NOUNS = frozenset({"@noun_asked", "@study"})
WEIGHING = frozenset({"or", "vs"})
_VERBS = frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "would", "will"}
)
_PRONOUNS = frozenset({"i", "we", "you", "they", "it", "that", "this", "he", "she"})
MOST_OFFERED = 3
#: Outside talk about training hints say nothing.
LEAST = 2


def leaning(spoken: Spoken, since: int = 0) -> tuple[Intent, ...]:
    """The intents with most cue words from `since` on; none when nothing asks or off the topic."""
    labels = spoken.sentence.labels
    if "@off_topic" in labels or not (asks(spoken) or _is_nominal(spoken)):
        return ()
    least = 1 if spoken.placed or "@gym" in labels else LEAST
    votes = {intent: _votes(spoken, words, least, since) for intent, words in _WORDS.items()}
    most = max(votes.values())
    if not most:
        return ()
    return tuple(intent for intent, count in votes.items() if count == most)[:MOST_OFFERED]


def _is_nominal(spoken: Spoken) -> bool:
    """Whether a sentence only names what it wants: "chest volume so far", "previous bench numbers"."""
    labels = spoken.sentence.labels
    names = not _NOUNS.isdisjoint(labels) or {"@best", "{exercise}"} <= labels
    return names and _TELLING.isdisjoint(word.text for word in spoken.words)


def asks(spoken: Spoken) -> bool:
    """Whether a sentence asks, with or without its question mark."""
    sentence = spoken.sentence
    if not _ASKING.isdisjoint(sentence.labels):
        return True
    opening = [at for at in sentence.places.get("@ask", ()) if at in sentence.starts]
    weighs = not WEIGHING.isdisjoint(sentence.labels) and spoken.words[0].text not in _TELLERS
    return weighs or asks_outright(spoken) or not all(intends(spoken, at) for at in opening)


def asks_outright(spoken: Spoken) -> bool:
    """Whether a question mark stands, or verb and subject change places: "... was that a mistake"."""
    texts = [word.text for word in spoken.words]
    return spoken.asks or any(
        verb in _VERBS and subject in _PRONOUNS and before not in _PRONOUNS
        for before, verb, subject in zip(["", *texts], texts, texts[1:], strict=False)
    )


def _votes(spoken: Spoken, worth: Mapping[str, int], least: int, since: int) -> int:
    """Words that speak for an intent, each worth at least `least`.

    What tells a technique in other words speaks for nothing else.
    """
    told = {at for p in spoken.placed if p.mention.kind == "technique" for at in range(p.start + 1, p.end)}
    rows = [labels for at, labels in enumerate(spoken.sentence.edges) if at >= since and at not in told]
    found = (worth[label] for labels in rows for label in worth.keys() & labels.keys())
    return sum(points for points in found if points >= least)
