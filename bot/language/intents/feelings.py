"""How a lifter says he or she feels: soreness, tiredness, strength, a score out of ten.

"quads still a bit sore, can i squat"  bit_sore
"soreness is like 7/10"                {"soreness": 7}
"""

from collections.abc import Sequence

from bot.domain.reading import Value
from bot.language.grammar import Hit
from bot.language.intents import values
from bot.language.intents.pain import Complaint
from bot.language.intents.scopes import about_others
from bot.language.intents.sentences import Spoken

#: Answers to "how do you feel", worst first: the worst one said counts.
_WORST_FIRST = ("very_sore", "weaker", "sore", "bit_sore", "tired", "pain_gone", "fresh")
_ABOUT_SETS = frozenset({"fresh", "pain_gone"})
_CONDITIONS = frozenset(
    {"if", "when", "until", "before", "unless", "how", "what", "why", "whether", "should", "once"}
)
_RATED = frozenset(
    {"effort", "rate", "rating", "workout", "session", "intensity", "hard", "rpe", "sleep", "stars", "pump"}
)
_OUT_OF = 10
#: A clause that begins so asks, also without a question mark.
_OPENERS = frozenset(
    {"is", "are", "can", "should", "do", "does", "will", "would", "could", "am", "did", "may"}
)


def feeling(
    spoken: Spoken,
    hits: Sequence[Hit],
    questions: Sequence[Hit],
    worst: Complaint | None,
    *,
    no_sets: bool,
) -> tuple[Value, str] | None:
    """How the lifter feels: a score out of ten, else the worst of what is said outside the question."""
    score = _score(spoken) if no_sets and worst is None else None
    if score is not None and not questions:
        return {"soreness": score}, "score out of ten"
    kept: list[Hit] = []
    for hit in hits:
        if not no_sets and hit.pattern.value in _ABOUT_SETS:
            continue  # "bench 3x8 80, felt great" is about the sets
        if worst is not None and hit.start < worst.end and worst.start < hit.end:
            continue
        if any(hit.start < other.end and other.start < hit.end for other in kept):
            continue
        if _is_about_joint(spoken, hit):
            continue
        if any("@figure" in spoken.sentence.edges[at] for at in range(hit.start, hit.end)):
            continue
        if not _in_question(spoken, hit, questions) and not _supposed(spoken, hit):
            kept.append(hit)
    if not kept:
        return None
    best = min(kept, key=lambda hit: _WORST_FIRST.index(str(hit.pattern.value)))
    return str(best.pattern.value), f"{best.pattern.number} {best.pattern.template.source}"


def _is_about_joint(spoken: Spoken, hit: Hit) -> bool:
    """Whether "knee a bit stiff" speaks of a joint: that says nothing about how a muscle recovers."""
    start, end = spoken.clause_of(hit.start)
    muscles = any(p.mention.kind == "muscle" and start <= p.start < end for p in spoken.placed)
    joint = spoken.has("{joint}", start, hit.start)
    return joint is not None and not muscles and hit.pattern.value != "pain_gone"


def _in_question(spoken: Spoken, hit: Hit, questions: Sequence[Hit]) -> bool:
    """Whether a feeling stands inside a question: "can i train sore legs", not "still sore, can i train"."""
    for question in questions:
        _, end = spoken.clause_of(question.end - 1)
        if question.start <= hit.start < max(end, question.end):
            return True
    return spoken.asks and not questions


def _supposed(spoken: Spoken, hit: Hit) -> bool:
    start, _ = spoken.clause_of(hit.start)
    before = {word.text for word in spoken.words[start : hit.start]}
    asks = spoken.words[start].text in _OPENERS
    asks = asks and "@subject" in spoken.sentence.edges[min(start + 1, hit.start)]
    return asks or bool(before & _CONDITIONS) or about_others(spoken, start, hit.end)


def _score(spoken: Spoken) -> int | float | None:
    """The 7 of "7/10" or "7 out of 10", unless it rates something else."""
    texts = [word.text for word in spoken.words]
    if _RATED.intersection(texts):
        return None
    for at, text in enumerate(texts):
        value = values.number(text)
        if value is None or value > _OUT_OF or not text[0].isdigit():
            continue
        rest = texts[at + 1 : at + 4]
        if rest[:1] == ["10"] and not spoken.words[at + 1].breaks and len(texts) > at + 1:
            return values.plain(value) if _slashed(spoken, at) else None
        if rest in (["out", "of", "10"], ["out", "of", "ten"]) or rest[:2] == ["of", "10"]:
            return values.plain(value)
    return None


def _slashed(spoken: Spoken, at: int) -> bool:
    return spoken.words[at + 1].token == spoken.words[at].token + 2
