"""What one sentence wants: its intents with their values, each with the pattern that won.

"im a beginner should i do forced reps"  set_profile {"experience": "beginner"}, ask_technique
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.reading import Intent, Value
from bot.language.grammar import Hit
from bot.language.intents import values
from bot.language.intents.asked import asked_for
from bot.language.intents.feelings import feeling
from bot.language.intents.leaning import asks
from bot.language.intents.pain import Complaint, complaint
from bot.language.intents.profile import profile
from bot.language.intents.scopes import intends, refused
from bot.language.intents.sentences import Placed, Spoken
from bot.language.lexicon import Lexicon
from bot.language.page import Page

_MINE = frozenset(
    {"i", "im", "my", "me", "we", "it", "them", "they", "again", "recovered", "recovery", "ready", "gym"}
)
_WITHOUT = frozenset({"no", "without", "zero", "any"})
_NEXT_QUESTION = frozenset({"and", "but", "also", "then", "plus", "or"})
_AUXILIARIES = frozenset({"can", "could", "should", "will", "would", "may", "shall", "do", "am", "is", "are"})
_SUBJECTS = frozenset({"i", "im", "we", "it", "its", "they", "he", "she", "you", "that", "am", "ill", "was"})
#: A question inside another sentence: "not sure if i should".
_INDIRECT = frozenset(
    {"if", "whether", "when", "what", "how", "which", "so", "or", "why", "where", "whatever", "think"}
)
_GYM_INTENTS = frozenset(
    {Intent.ASK_READY, Intent.ASK_VOLUME, Intent.ASK_HISTORY, Intent.ASK_FAILURE, Intent.ASK_WHY}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """An intent that a sentence carries, its value, and the pattern or rule that found it."""

    intent: Intent
    value: Value
    by: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence, understood."""

    spoken: Spoken
    findings: tuple[Finding, ...]
    refused: tuple[Placed, ...]
    complaint: Complaint | None
    medical: bool


def hear(spoken: Spoken, page: Page, lexicon: Lexicon, used: Sequence[tuple[int, int]]) -> Heard:
    """Everything one sentence says; `used` are the token ranges that hold performed sets."""
    worst = complaint(spoken, lexicon)
    no = tuple(refused(spoken))
    questions = tuple(_questions(spoken, lexicon, no, used_until(spoken, used)))
    found: list[Finding] = []
    if worst is not None:
        found.append(Finding(Intent.PAIN_RED_FLAG, worst.about, f"pain: {worst.pain.value}"))
    found += (_as_finding(spoken, hit) for hit in questions)
    found += _statements(spoken, page, lexicon, questions, worst, no_sets=not used)
    medical = next(lexicon.grammar.hits("medical", spoken.sentence), None) is not None
    return Heard(spoken, tuple(found), no, worst, medical)


def used_until(spoken: Spoken, used: Sequence[tuple[int, int]]) -> int:
    """The first word after the sets of a sentence; 0 without sets."""
    for at in range(len(spoken.words) if used else 0, 0, -1):
        if any(first <= spoken.words[at - 1].token < last for first, last in used):
            return at
    return 0


def _questions(spoken: Spoken, lexicon: Lexicon, no: Sequence[Placed], used_until: int) -> Iterator[Hit]:
    """The questions of a sentence, lowest number first, no two over the same words."""
    accepted: list[Hit] = []
    asked = [p for p in spoken.placed if p.mention.kind == "technique" and p not in no]
    for hit in lexicon.grammar.hits("questions", spoken.sentence):
        intent = Intent(hit.pattern.intent)
        if intent is Intent.ASK_TECHNIQUE and not asked:
            continue
        if intent is Intent.ASK_READY and _is_about_technique(spoken, asked, hit):
            continue
        if intent in (Intent.ASK_READY, Intent.ASK_HISTORY) and _is_about_failure(spoken, hit):
            continue
        if intent is Intent.ASK_FAILURE and _is_where(spoken, asked, hit):
            continue
        if used_until and not spoken.asks and not _opens(spoken, hit, used_until):
            continue
        if intent in _GYM_INTENTS and _is_off_topic(spoken):
            continue
        if hit.pattern.value in ("when", "best") and not _is_about_me(spoken):
            continue
        if _is_told(spoken, hit):
            continue
        if any(not _apart(spoken, hit, other) for other in accepted):
            continue
        accepted.append(hit)
        yield hit


def _is_told(spoken: Spoken, hit: Hit) -> bool:
    """Whether the subject stands before the verb: "i will bench tomorrow" tells, "if i can" does not."""
    if spoken.asks or spoken.words[hit.start].text not in _AUXILIARIES:
        return False
    if intends(spoken, hit.start):
        return True
    if not hit.start:
        return False
    before = [word.text for word in spoken.words[max(0, hit.start - 3) : hit.start]]
    if before[-1] not in _SUBJECTS or _INDIRECT.intersection(before):
        return False
    return spoken.has("@ask_mark", hit.start, len(spoken.words)) is None


def _opens(spoken: Spoken, hit: Hit, used_until: int) -> bool:
    """Whether a question without its mark begins after the sets and with a word that asks."""
    return hit.start >= used_until and "@ask" in spoken.sentence.edges[hit.start]


def _apart(spoken: Spoken, one: Hit, other: Hit) -> bool:
    """Whether two questions are two: no words in common, and a comma or an "and" between them."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    between = spoken.words[first.end : second.start + 1]
    return first.end <= second.start and any(word.breaks or word.text in _NEXT_QUESTION for word in between)


def _is_about_technique(spoken: Spoken, asked: Sequence[Placed], hit: Hit) -> bool:
    """Whether "dropset on leg ext today?" asks for the dropset: nothing in it speaks of rest."""
    start, end = spoken.clause_of(hit.start)
    if hit.pattern.value == "when" and spoken.has("{part}", start, end) is not None:
        return False
    if hit.pattern.value not in (None, "day", "when") or not any(start <= p.start < end for p in asked):
        return False
    named = {at for p in asked for at in range(p.start, p.end)}
    return all(at in named or "@resting" not in spoken.sentence.edges[at] for at in range(start, end))


def _is_about_failure(spoken: Spoken, hit: Hit) -> bool:
    """Whether "train closer to failure on arms", "last set amrap?" ask how hard: not of rest or the past."""
    start, end = spoken.clause_of(hit.start)
    hard = spoken.has("@failure", start, end) is not None
    past = hit.pattern.intent == Intent.ASK_HISTORY
    others = ("did", "was", "were", "when", "have", "{technique}") if past else ("@resting",)
    return hard and all(spoken.has(label, start, end) is None for label in others)


def _is_where(spoken: Spoken, asked: Sequence[Placed], hit: Hit) -> bool:
    """Whether failing only says when a technique comes: "should i swing a bit once i fail"."""
    start, end = spoken.clause_of(hit.start)
    fails = any(word.text in ("fail", "failing") for word in spoken.words[hit.start : hit.end])
    return fails and any(start <= p.start < end for p in asked)


def _is_off_topic(spoken: Spoken) -> bool:
    """Whether a sentence names things outside the gym and nothing of it."""
    off = spoken.has("@off_topic", 0, len(spoken.words)) is not None
    return off and not spoken.placed and spoken.has("@gym", 0, len(spoken.words)) is None


def _is_about_me(spoken: Spoken) -> bool:
    """Whether a sentence can be about the lifter's own training ("when is the next game" cannot)."""
    words = {word.text for word in spoken.words}
    named = any(each.mention.kind != "technique" for each in spoken.placed)
    return named or bool(words & _MINE) or spoken.has("@gym", 0, len(spoken.words)) is not None


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
            return value
        case _:
            return None


def _statements(
    spoken: Spoken,
    page: Page,
    lexicon: Lexicon,
    questions: Sequence[Hit],
    worst: Complaint | None,
    *,
    no_sets: bool,
) -> Iterator[Finding]:
    hits = list(lexicon.grammar.hits("statements", spoken.sentence))
    corrects = any(hit.pattern.value == "correct" for hit in hits)
    facts = profile(spoken, page, lexicon, questions)
    if corrects and facts is not None and facts.keys() == {"unit"}:
        facts = None  # "those were lbs" is about the last report
    if facts is not None and not _asks_about_lagging(facts, questions or asks(spoken)):
        yield Finding(Intent.SET_PROFILE, facts or None, "profile")
    for intent in (Intent.UNDO, Intent.HELP):
        hit = next((h for h in hits if h.pattern.intent == intent and not _is_without(spoken, h)), None)
        if (
            hit is not None
            and facts is None
            and (intent is Intent.UNDO or not questions or _stands_apart(hit, questions))
        ):
            yield _as_finding(spoken, hit)
    if facts is None or not {"lagging", "not_lagging", "followups"} & facts.keys():
        felt = feeling(
            spoken,
            [h for h in hits if h.pattern.intent == Intent.CHECK_IN],
            questions,
            worst,
            no_sets=no_sets,
        )
        if felt is not None:
            yield Finding(Intent.CHECK_IN, *felt)


def _is_without(spoken: Spoken, hit: Hit) -> bool:
    """Whether a word before takes it away: "with spotter but no help"."""
    is_help = hit.pattern.intent == Intent.HELP
    return is_help and hit.start > 0 and spoken.words[hit.start - 1].text in _WITHOUT


def _asks_about_lagging(facts: dict[str, object], asking: object) -> bool:
    return bool(asking) and facts.keys() <= {"lagging"}


def _stands_apart(hit: Hit, questions: Sequence[Hit]) -> bool:
    return all(hit.end <= other.start or other.end <= hit.start for other in questions)
