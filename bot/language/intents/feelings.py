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
_DONE = frozenset(
    {"set", "sets", "rep", "reps", "workout", "session", "weight", "weights", "bar", "form", "technique"}
    | {"training", "pump", "gym", "warmup", "lift", "lifts", "sesh", "one", "top", "single", "pr"}
)
_FOR = frozenset({"for", "on", "with"})
_CONDITIONS = frozenset(
    {"if", "when", "until", "before", "unless", "how", "what", "why", "whether", "should", "once"}
)
_RATED = frozenset(
    {"effort", "rate", "rating", "workout", "session", "intensity", "hard", "rpe", "sleep", "stars", "pump"}
)
SORENESS_SCORE = "score of soreness"
_OUT_OF = 10
_ALL = 100
_BODY = frozenset({"{muscle}", "@sore", "{body}"})
_AROUND_SCORE = frozenset(
    {
        "out",
        "of",
        "10",
        "ten",
        "about",
        "maybe",
        "a",
        "solid",
        "like",
        "id",
        "say",
        "around",
        "its",
        "im",
        "at",
    }
    | {"more", "give", "it", "prob", "probably", "roughly", "id", "i", "would", "today", "only", "percent"}
)
_BACK = frozenset({"recovered", "back", "fresh", "there", "healed", "ready", "better", "recovery", "normal"})
#: What "80 percent recovered" means, from this share on.
_RECOVERED = ((95, "fresh"), (65, "bit_sore"), (35, "sore"), (0, "very_sore"))
#: A clause that begins so asks, also without a question mark.
_OPENERS = frozenset(
    {"is", "are", "was", "were", "can", "should", "do", "does", "will", "would", "could", "am", "did", "may"}
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
    sore = spoken.has("@sore", 0, len(spoken.words)) is not None
    score = _score(spoken) if (no_sets or sore) and worst is None and not questions else None
    if score is not None:
        return score, SORENESS_SCORE if sore else "score"
    kept: list[Hit] = []
    for hit in hits:
        if hit.pattern.value in _ABOUT_SETS and (not no_sets or _is_about_sets(spoken, hit)):
            continue  # "bench 3x8 80, felt great" is about the sets
        if worst is not None and (_overlap(hit, worst) or not _names_muscle(spoken, hit)):
            continue
        if any(hit.start < other.end and other.start < hit.end for other in kept):
            continue
        if _is_about_joint(spoken, hit) or _is_object(spoken, hit):
            continue
        if any("@figure" in spoken.sentence.edges[at] for at in range(hit.start, hit.end)):
            continue
        if not _in_question(spoken, hit, questions) and not _supposed(spoken, hit):
            kept.append(hit)
    if not kept:
        return None
    best = min(kept, key=lambda hit: _WORST_FIRST.index(str(hit.pattern.value)))
    return str(best.pattern.value), f"{best.pattern.number} {best.pattern.template.source}"


def _overlap(hit: Hit, worst: Complaint) -> bool:
    return hit.start < worst.end and worst.start < hit.end


def _names_muscle(spoken: Spoken, hit: Hit) -> bool:
    """Whether the clause of a feeling names a muscle that is no region of pain as well."""
    start, end = spoken.clause_of(hit.start)
    edges = spoken.sentence.edges
    return any(
        p.mention.kind == "muscle" and start <= p.start < end and "{region}" not in edges[p.start]
        for p in spoken.placed
    )


def _is_about_sets(spoken: Spoken, hit: Hit) -> bool:
    """Whether "felt great" speaks of a lift or a workout: "bench felt great", "that set felt easy"."""
    start, end = spoken.clause_of(hit.start)
    if any(p.mention.kind == "muscle" and start <= p.start < end for p in spoken.placed):
        return False
    if spoken.has("@sore", start, end) is not None or spoken.has("@not_sore", start, end) is not None:
        return False
    lift = spoken.has("{exercise}", start, end) is not None
    past = any(word.text == "felt" for word in spoken.words[hit.start : hit.end])
    return lift or past or bool(_DONE.intersection(word.text for word in spoken.words[start:end]))


def _is_object(spoken: Spoken, hit: Hit) -> bool:
    """Whether a muscle only says what something is for: "supersets for arms ok"."""
    names = any(p.start == hit.start and p.mention.kind == "muscle" for p in spoken.placed)
    return names and hit.start > 0 and spoken.words[hit.start - 1].text in _FOR


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


def _score(spoken: Spoken) -> Value:
    """A score as a feeling: "7/10", "40 percent sore"; None when it rates something else."""
    texts = [word.text for word in spoken.words]
    if _RATED.intersection(texts) or not _speaks_of_body(spoken):
        return None
    share = _share(spoken)
    if share is not None:
        return share
    score = _out_of_ten(spoken, texts)
    score = _beside_soreness(spoken) if score is None else score
    return {"soreness": score} if score is not None else None


def _speaks_of_body(spoken: Spoken) -> bool:
    """Whether a score is about soreness: a muscle or soreness is named, or nothing else is said."""
    edges = spoken.sentence.edges
    if any(not _BODY.isdisjoint(labels) or not _BACK.isdisjoint(labels) for labels in edges):
        return True
    return all(
        "{n}" in labels or "@filler" in labels or word.text in _AROUND_SCORE
        for word, labels in zip(spoken.words, edges, strict=True)
    )


def _share(spoken: Spoken) -> Value:
    """Percent of soreness as a score, percent of recovery as a feeling."""
    for at, word in enumerate(spoken.words):
        amount = values.number(spoken.words[at - 1].text) if at else None
        if word.text != "percent" or amount is None or amount > _ALL:
            continue
        near = range(max(0, at - 4), min(at + 4, len(spoken.words)))
        if any("@sore" in spoken.sentence.edges[each] for each in near):
            return {"soreness": values.plain(amount / _OUT_OF)}
        if any(spoken.words[each].text in _BACK for each in near):
            return next(feeling for least, feeling in _RECOVERED if amount >= least)
    return None


def _out_of_ten(spoken: Spoken, texts: Sequence[str]) -> int | float | None:
    for at, text in enumerate(texts):
        value = values.number(text)
        if value is None or value > _OUT_OF or texts[:at][-1:] == ["x"]:  # 3x8/10 are repetitions
            continue
        rest = texts[at + 1 : at + 4]
        if not text[0].isdigit() and rest[:1] != ["out"]:
            continue
        if rest[:1] == ["10"] and not spoken.words[at + 1].breaks and len(texts) > at + 1:
            return values.plain(value) if _slashed(spoken, at) else None
        if rest in (["out", "of", "10"], ["out", "of", "ten"]) or rest[:2] == ["of", "10"]:
            return values.plain(value)
    return None


def _beside_soreness(spoken: Spoken) -> int | float | None:
    """The 3 of "soreness about 3": a number that ends its clause, with only small words before it."""
    for at, word in enumerate(spoken.words):
        value = values.number(word.text) if word.text[0].isdigit() else None
        if value is None or value > _OUT_OF or at + 1 not in spoken.sentence.ends:
            continue
        before = at
        while before and spoken.words[before - 1].text in _AROUND_SCORE | {"is", "are", "was"}:
            before -= 1
        if before and spoken.words[before - 1].text in ("soreness", "doms", "sore"):
            return values.plain(value)
    return None


def _slashed(spoken: Spoken, at: int) -> bool:
    return spoken.words[at + 1].token == spoken.words[at].token + 2
