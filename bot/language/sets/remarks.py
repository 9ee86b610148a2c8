"""Remarks behind a whole report, without a comma between: what is planned next, told of others, imagined.

>>> opens_remark(marks_of("bench 3x8 80kg going to try 85"), 6)  # at "going to"
True
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number
from bot.language.sets.segments import has_counts

LATEST_HOUR = 24
#: So many marks may stand between "not" and "but".
MOST_REJECTED = 6
_NOT = frozenset({"not", "did not", "didn't", "didnt", "wasn't", "wasnt"})
#: These plan the report itself: "squat 3x5 100 is the plan for week 3".
_OF_THE_REPORT = ("plan", "program", "schedul", "prescrib", "suppos", "template", "menu", "todo", "to do")
_OWN = frozenset(
    {"did", "does", "do", "does it", "lifts", "said", "says", "wrote", "posted", "sent", "logged"}
)
_UNREAL = frozenset({"be", "been", "nice", "better", "great", "good", "cool"})


def opens_remark(sentence: Sequence[Mark], at: int) -> bool:
    """Whether a named report with its counts stands before a mark, and the rest only remarks on it."""
    done, mark = sentence[:at], sentence[at]
    rest = [other for other in sentence[at + 1 :] if not other.has("newline", ".", "!", "?", ",", ")")]
    if not rest or not any(other.is_exercise for other in done) or not has_counts(done):
        return False
    if mark.has("third_person"):
        return not _claims(rest)
    if mark.has("plan"):
        return not any(word in mark.text for word in _OF_THE_REPORT) and _tells_more(rest)
    if mark.has("hypothetical"):
        return rest[0].text not in _UNREAL
    return mark.has("record_told") and (has(sentence, at - 1, "not") or _tells_more(rest))


def _claims(rest: Sequence[Mark]) -> bool:
    """`bench 3x8 80 my friend did`: somebody else's after all; or what somebody wants to see done."""
    if rest[0].text in _OWN and not has_counts(rest):
        return True
    return any(mark.has("plan") for mark in rest) and not _tells_more(rest)


def _tells_more(rest: Sequence[Mark]) -> bool:
    """Whether a number follows that is no time of day and no week: another load, another count."""
    for at, mark in enumerate(rest):
        clock = has(rest, at - 1, ":") or has(rest, at + 1, ":")
        hour = has(rest, at - 1, "at") and (mark.number or 0) <= LATEST_HOUR
        if is_number(rest, at) and not clock and not hour and not has(rest, at - 1, "note_before"):
            return True
    return False


def turn(sentence: Sequence[Mark], at: int) -> int | None:
    """Where "and i did 3x5" begins behind a plan: what was done after all."""
    for place in range(at + 1, len(sentence)):
        if sentence[place].text == "if":
            return None
        told = sentence[place].text in ("did", "i did", "got", "only got") and has(
            sentence, place - 1, "i", "and", "but", ","
        )
        if told and has_counts(sentence[place + 1 :]):
            return place
    return None


def without_aims(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks without counts that were only aimed at: the 5 of "wanted 5 got 3"."""
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        if marks[at].has("aimed") and is_number(marks, at + 1) and not has(marks, at + 2, "times", "sets"):
            after = at + 2 + has(marks, at + 2, "reps")
            if any(has(marks, place, "result") for place in range(after, after + 4)):
                at = after
                continue
        kept.append(marks[at])
        at += 1
    return tuple(kept)


def without_rejected(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks without counts that something else stands in for: the 3x10 of "not 3x10 but 4x10"."""
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        if marks[at].text in _NOT and is_number(marks, at + 1):
            reach = range(at + 2, min(at + 2 + MOST_REJECTED, len(marks)))
            but = next((place for place in reach if marks[place].text == "but"), None)
            at = but + 1 if but is not None and is_number(marks, but + 1) else at
        kept.append(marks[at])
        at += 1
    return tuple(kept)
