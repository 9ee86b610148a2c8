"""Whether a sentence corrects what was told, or takes it away and tells nothing in its place.

>>> corrects(marks, sentence_of("make that 9")), corrects(marks, sentence_of("make it to the gym"))
(True, False)
"""

from collections.abc import Sequence

from bot.language.sets.mark import Mark, has, is_number
from bot.language.sets.segments import has_counts

#: A sentence without any of these corrects nothing and takes nothing away.
CORRECTING = frozenset({"correction", "made_into", "removal"})
#: What a set can be made into, apart from a number.
_RESULTS = (
    "unit_kg", "unit_lb", "tech", "tech_short", "failure", "warmup", "bodyweight", "per_side", "rpe", "rir",
)  # fmt: skip
_UNITS = ("unit_kg", "unit_lb")
#: What may stand before that: "make that last one 12" ...
_BETWEEN = ("filler", "last", "last_set", "at", "set")
#: ... but not "make it to training".
_TOWARDS = ("to", "in", "on", "through")
#: Before it, nothing is corrected: "hope to make it 90", "if i could make it 12"; nor with a plan behind it.
_ONLY_WISHED = (
    "plan",
    "hypothetical",
    "proposal",
    "denial",
    "if",
    "could",
    "might",
    "hope",
    "hoping",
    "try",
    "can't",
    "cant",
)
#: Between a number and how often: "make it 3x a week".
_OFTEN_BY = ("times", "made_often", "a", "per", "this", "every", "each", "/", "in", "the")
_DENIED = ("don't", "dont", "do not", "never")
_OPENING = ("polite", "filler", "newline", ",", *_DENIED)
#: Behind a removal another clause begins with one of these.
_ENDS_CLAUSE = (",", ":", "and", "but", "then", ".", ";", "correction")
_TELLS = frozenset({"was", "were", "did", "got", "meant"})
#: Between a removal and what it takes away: "remove my last ..."
_POINTING = (
    "last", "weekday", "the", "my", "that", "this", "those", "these", "both", "a", "an", "whole", "it", "all",
    "latest", "previous", "recent", "newest", "today's", "todays", "yesterday's", "yesterdays", "entire",
)  # fmt: skip
#: What it takes away, beside an exercise or a number.
_STORED = (
    "last_set", "set", "sets", "entry", "entries", "log", "logs", "report", "reports", "message", "workout",
    "session", "line", "record", "lift", "exercise", "one", "ones", "everything", "thing",
)  # fmt: skip
_STOPS = ("newline", ".", "!", "?", ";", ",")


def corrects(marks: Sequence[Mark], sentence: Sequence[Mark]) -> bool:
    """Whether a word of correction is one: not in "3x12 instead of dropsets" or "delete my last entry"."""
    return any(_corrects_at(marks, sentence, at) for at in range(len(sentence)))


def _corrects_at(marks: Sequence[Mark], sentence: Sequence[Mark], at: int) -> bool:
    mark = sentence[at]
    if mark.has("made_into"):
        return not _is_wished(sentence, at) and _says_into_what(sentence, at + 1)
    if mark.has("replacing"):
        before = [other for other in marks if other.first < mark.first]
        return has_counts(before) or _tells_more(sentence, at)
    return mark.has("correction") and not (mark.text == "instead of" and has(sentence, at + 1, "tech"))


def is_taken_back(sentence: Sequence[Mark]) -> bool:
    """`delete my last entry`, `remove the 3x12 bench`: what is taken away is no set that was done."""
    at = next((at for at, mark in enumerate(sentence) if not mark.has(*_OPENING)), None)
    if at is None or not sentence[at].has("removal"):
        return False
    return _takes_sets(sentence, at + 1) and not _tells_more(sentence, at)


def takes_numbers(sentence: Sequence[Mark]) -> bool:
    """Whether it is said with numbers what is taken away, so that something is to be said of them."""
    if any(mark.has(*_DENIED) for mark in sentence) or all(mark.number is None for mark in sentence):
        return False
    return has_counts(sentence) or any(mark.has("replacing") for mark in sentence)


def _takes_sets(sentence: Sequence[Mark], at: int) -> bool:
    """Whether what goes away are sets: `remove the 3x12 bench`, not `remove shoes`, `wipe down bench`."""
    while has(sentence, at, *_POINTING):
        at += 1
    if at == len(sentence) or sentence[at].is_exercise:
        return True
    return is_number(sentence, at) or has(sentence, at, *_STORED, *_STOPS)


def _is_wished(sentence: Sequence[Mark], at: int) -> bool:
    """Whether it is only hoped, tried or planned: `hope to make it 90 next week`."""
    if any(mark.has("plan") for mark in sentence[at + 1 :]):
        return True
    for mark in reversed(sentence[:at]):
        if mark.number is not None or mark.has(*_STOPS):
            return False  # "not 10 make it 12"
        if mark.has(*_ONLY_WISHED):
            return True
    return False


def _says_into_what(sentence: Sequence[Mark], at: int) -> bool:
    """Whether it is said what to make of it: `make it 80`, `make that last one lbs`, not `make it 5 days`."""
    if at == len(sentence):  # "make it yesterday": its day is taken out before
        return all(mark.has(*_OPENING) for mark in sentence[: at - 1])
    if has(sentence, at, "in") and has(sentence, at + 1, *_UNITS):
        return True
    while has(sentence, at, *_BETWEEN) and not has(sentence, at, *_TOWARDS, *_UNITS):
        at += 1
    if is_number(sentence, at):
        return not _tells_how_often(sentence, at + 1)
    return at < len(sentence) and (sentence[at].is_exercise or sentence[at].has(*_RESULTS))


def _tells_how_often(sentence: Sequence[Mark], at: int) -> bool:
    """`make it 5 days`, `3x a week`, `4 times this week`, not `3x8`."""
    if has(sentence, at, "made_often") and not is_number(sentence, at + 1):
        return True
    while has(sentence, at, *_OFTEN_BY):
        at += 1
    return has(sentence, at, "note_counted") and not is_number(sentence, at + 1)


def _tells_more(sentence: Sequence[Mark], at: int) -> bool:
    """Whether another clause has a number: `scratch that, i only did 8`, `remove that i did 3x10`."""
    clauses = (place for place in range(at + 1, len(sentence)) if _opens_clause(sentence[place]))
    behind = sentence[next(clauses, len(sentence)) :]
    if any(mark.number is not None for mark in behind):
        return True
    return any(mark.text == "instead" for mark in sentence[at + 1 :]) and has_counts(sentence[at + 1 :])


def _opens_clause(mark: Mark) -> bool:
    return mark.has(*_ENDS_CLAUSE) or mark.text.rpartition(" ")[2] in _TELLS
