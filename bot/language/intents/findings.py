"""What one sentence wants: its intents with their values, each with the pattern that won.

"im a beginner should i do forced reps"  set_profile {"experience": "beginner"}, ask_technique
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.reading import AskAbout, Intent, Value
from bot.language.grammar import Hit
from bot.language.intents import values
from bot.language.intents.asked import asked_for
from bot.language.intents.feelings import feeling
from bot.language.intents.leaning import asks
from bot.language.intents.pain import Complaint, complaint
from bot.language.intents.profile import profile
from bot.language.intents.questions import asked_in
from bot.language.intents.removing import is_only_talked_about
from bot.language.intents.scopes import refused
from bot.language.intents.sentences import Placed, Spoken
from bot.language.lexicon import Lexicon
from bot.language.page import Page
from bot.language.sets.reading import SetsReading

_WITHOUT = frozenset({"no", "without", "zero", "any"})
_HELPERS = ("@mate", "@other_person")
_SUPPOSING = frozenset({"say", "suppose", "supposing", "assume", "assuming", "imagine", "pretend"})
_TURNS = frozenset({"so", "and", "but"})
#: A correction only where the sets are corrected: what they are made into is known there.
_MADE = "made_into"
_WEIGHED = frozenset({"should", "shall", "ought"})


class Finding(NamedTuple):
    """An intent that a sentence carries, its value, and the pattern or rule that found it."""

    intent: Intent
    value: Value
    by: str


class Heard(NamedTuple):
    """One sentence, understood."""

    spoken: Spoken
    findings: tuple[Finding, ...]
    refused: tuple[Placed, ...]
    complaint: Complaint | None
    medical: bool


def hear(spoken: Spoken, page: Page, lexicon: Lexicon, sets: SetsReading) -> Heard:
    """Everything one sentence says, beside the sets of its message."""
    worst = complaint(spoken, lexicon)
    no = tuple(refused(spoken))
    questions = tuple(asked_in(spoken, lexicon, no, used_until(spoken, sets.used)))
    found: list[Finding] = []
    if worst is not None:
        found.append(Finding(Intent.PAIN_RED_FLAG, worst.about, f"pain: {worst.pain}"))
    found += [_as_finding(spoken, hit) for hit in questions]
    found += _statements(spoken, page, lexicon, questions, worst, sets)
    medical = next(lexicon.grammar.hits("medical", spoken.sentence), None) is not None
    return Heard(spoken, tuple(found), no, worst, medical)


def used_until(spoken: Spoken, used: frozenset[int]) -> int:
    """The first word after the sets of a sentence; 0 without sets."""
    for at in range(len(spoken.words) if used else 0, 0, -1):
        if spoken.words[at - 1].token in used:
            return at
    return 0


def _as_finding(spoken: Spoken, hit: Hit) -> Finding:
    pattern = hit.pattern
    return Finding(Intent(pattern.intent), _value(spoken, hit), f"{pattern.number} {pattern.template.source}")


def _value(spoken: Spoken, hit: Hit) -> Value:
    """The value of a question: as the pattern says, or read from the words."""
    match hit.pattern.value:
        case "day":
            return values.day(spoken)
        case "weekday":
            return values.day(spoken) or "last"
        case "hours":
            return values.hours(spoken)
        case "sets":
            count = values.count_before(spoken, ("sets", "set", "hard", "working"), hit.start, hit.end)
            return {"sets": count} if count is not None else None
        case "rir":
            reserve = ("rir", "reps", "rep", "in", "left", "rpe")
            count = values.count_before(spoken, reserve, hit.start, hit.end)
            return {"rir": count} if count is not None else None
        case "amount" | "past" | None:
            return asked_for(spoken, Intent(hit.pattern.intent))
        case str() as value:
            return "correct" if value == _MADE else value
        case _:
            return None


def _statements(
    spoken: Spoken,
    page: Page,
    lexicon: Lexicon,
    questions: Sequence[Hit],
    worst: Complaint | None,
    sets: SetsReading,
) -> Iterator[Finding]:
    hits = list(lexicon.grammar.hits("statements", spoken.sentence))
    if not _corrects_sets(sets):
        hits = [hit for hit in hits if hit.pattern.value != _MADE]
    corrects = any(hit.pattern.value in ("correct", _MADE) for hit in hits)
    facts = profile(spoken, page, lexicon, questions)
    if corrects and facts is not None and facts.keys() == {"unit"}:
        facts = None  # "those were lbs" is about the last report
    if facts is not None and not _asks_about_lagging(spoken, facts, questions):
        yield Finding(Intent.SET_PROFILE, facts or None, "profile")
    for intent in (Intent.UNDO, Intent.HELP):
        hit = next((h for h in hits if h.pattern.intent == intent and _is_meant(spoken, h)), None)
        if (
            hit is not None
            and facts is None
            and (
                not _is_weighed(spoken, hit)
                if intent is Intent.UNDO
                else not questions or _stands_apart(hit, questions)
            )
        ):
            yield _as_finding(spoken, hit)
    if facts is None or not {"lagging", "not_lagging", "followups"} & facts.keys():
        felt = feeling(
            spoken,
            [h for h in hits if h.pattern.intent == Intent.CHECK_IN],
            questions,
            worst,
            no_sets=not sets.used,
        )
        if felt is not None:
            yield Finding(Intent.CHECK_IN, *felt)


def _corrects_sets(sets: SetsReading) -> bool:
    """Whether the sets say what is to be made of them: "make it 9", not "make it to the gym"."""
    return sets.ask is not None and sets.ask.about is AskAbout.CORRECTION and not sets.removal


def _is_meant(spoken: Spoken, hit: Hit) -> bool:
    """Whether what is asked for is not taken back by the words before it."""
    if hit.pattern.intent == Intent.UNDO:
        return not is_only_talked_about(spoken, hit.start)
    return not _is_without(spoken, hit)


def _is_without(spoken: Spoken, hit: Hit) -> bool:
    """Whether words before take it away: "with spotter but no help", "a friend offered to help me"."""
    if not hit.start:
        return False
    offered = any(spoken.has(label, 0, hit.start) is not None for label in _HELPERS)
    return offered or spoken.words[hit.start - 1].text in _WITHOUT


def _is_weighed(spoken: Spoken, hit: Hit) -> bool:
    """Whether it is only asked if that would be wise: "should i scrap deadlifts?"."""
    before = {word.text for word in spoken.words[spoken.clause_of(hit.start)[0] : hit.start]}
    return not before.isdisjoint(_WEIGHED)


def _asks_about_lagging(spoken: Spoken, facts: dict[str, object], questions: Sequence[Hit]) -> bool:
    """Whether a lagging muscle is part of a question ("what for lagging biceps?"), not told before it.

    "my calves are lagging, can i do partials" tells, then asks.
    """
    if facts.keys() != {"lagging"} or not (questions or asks(spoken)):
        return False
    if spoken.words[0].text in _SUPPOSING:
        return True
    opens = min((hit.start for hit in questions), default=0)
    words = spoken.words
    turns = (at for at in range(1, opens + 1) if words[at].breaks or words[at - 1].text in _TURNS)
    told_until = max(turns, default=0)
    return not any(each.mention.kind == "muscle" and each.end <= told_until for each in spoken.placed)


def _stands_apart(hit: Hit, questions: Sequence[Hit]) -> bool:
    return all(hit.end <= other.start or other.end <= hit.start for other in questions)
