"""The slots of a message, put together from its sentences and its sets: what is named, asked about, or hurts.

>>> techniques(heard, sets, Intent.ASK_TECHNIQUE, negated=())
('dropset',)
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.domain.lifter import Pain
from bot.domain.reading import Intent, Value
from bot.language.intents.findings import Finding, Heard
from bot.language.intents.pain import regions
from bot.language.intents.sentences import Placed
from bot.language.lexicon import ANY, Lexicon
from bot.language.page import Mention
from bot.language.sets.reading import SetsReading

QUESTIONS = frozenset(intent for intent in Intent if intent.startswith("ask_"))
_PAINS = tuple(Pain)


def unique(items: Iterable) -> tuple:  # type: ignore[type-arg]
    """The items in order, each once."""
    return tuple(dict.fromkeys(items))


def values(findings: Sequence[Finding]) -> Iterator[tuple[Intent, Value]]:
    """One value per intent, the first; profile facts of several sentences are put together."""
    seen: dict[Intent, Value] = {}
    for finding in findings:
        old = seen.get(finding.intent)
        if isinstance(old, dict) and isinstance(finding.value, dict):
            seen[finding.intent] = {**finding.value, **old}
        elif old is None:
            seen[finding.intent] = finding.value
    yield from seen.items()


def techniques(
    heard: Sequence[Heard], sets: SetsReading, first: Intent, negated: Sequence[str]
) -> tuple[str, ...]:
    """What is asked about; else what was done; else what is named."""
    said = [
        (each, placed.mention)
        for each in heard
        for placed in each.spoken.placed
        if placed.mention.kind == "technique" and placed not in each.refused
    ]
    asked = [
        mention.meaning
        for each, mention in said
        if mention.first not in sets.used and any(f.intent in QUESTIONS for f in each.findings)
    ]
    done = [str(t) for entry in sets.entries for one in entry.sets for t in one.techniques]
    named = [mention.meaning for _, mention in said]
    if first is Intent.LOG_REPORT:
        chosen = done
    elif set(asked) == {ANY}:  # "feet up, floor, knees. good finisher?"
        chosen = asked + [p.mention.meaning for h in heard for p in h.spoken.placed if _is_told(p)]
    elif asked:
        chosen = asked
    else:
        chosen = done or named
    kept = unique(t for t in chosen if t not in negated)
    return tuple(t for t in kept if t != ANY) or kept


def _is_told(placed: Placed) -> bool:
    """Whether a technique is told without its name."""
    return placed.mention.kind == "technique" and placed.mention.fuzzy


def exercises(named: Iterable[Mention], sets: SetsReading) -> tuple[str, ...]:
    """The exercises of the sets, then those that are only named."""
    mentioned = [each.meaning for each in named if each.kind == "exercise"]
    stored = [entry.exercise_id for entry in sets.entries if entry.exercise_id]
    return unique(each for each in (*stored, *mentioned) if each)


def muscles(named: Sequence[Mention], sets: SetsReading) -> tuple[str, ...]:
    """Muscles named, except where the word was the name of an exercise in a report ("calves 3x15")."""
    mentioned = {each.meaning for each in named if each.kind == "exercise"}
    stored = {entry.exercise_id for entry in sets.entries} - mentioned

    def is_name(mention: Mention) -> bool:
        used = mention.first in sets.used
        return used and not stored.isdisjoint((mention.exercise, *mention.candidates))

    return unique(each.meaning for each in named if each.kind == "muscle" and not is_name(each))


def places(heard: Sequence[Heard], lexicon: Lexicon, pain: Pain, foreign: str) -> tuple[str, ...]:
    """Where it hurts worst; without pain, the body regions of which it is said how they feel."""
    if foreign:
        return (foreign,) if foreign in lexicon.regions.values() else ()
    worst = [h.complaint.places for h in heard if h.complaint is not None and h.complaint.pain is pain]
    felt = [
        regions(h.spoken, lexicon, 0, len(h.spoken.words))
        for h in heard
        if pain is Pain.NONE and any(f.intent is Intent.CHECK_IN for f in h.findings)
    ]
    return unique(place for places in (*worst, *felt) for place in places)


def worst_pain(heard: Sequence[Heard], *, foreign_pain: Pain) -> Pain:
    """The worst pain of all sentences."""
    pains = [foreign_pain, *(h.complaint.pain for h in heard if h.complaint is not None)]
    return max(pains, key=_PAINS.index)
