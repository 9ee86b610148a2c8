"""What in a message may be read as done, and what is only asked, planned, told of others or imagined (C15).

>>> done("did 3x12 curls should I add a dropset?")
the marks of "did 3x12 curls"
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.sets.asides import is_blank, is_hedged, is_plan_header, is_removal, is_weigh_in
from bot.language.sets.mark import Mark, has, is_number, names_of
from bot.language.sets.remarks import opens_remark, turn
from bot.language.sets.replacing import CORRECTING, corrects, is_taken_back, takes_numbers
from bot.language.sets.segments import has_counts

LONGEST_HEADER = 6
LEAST_SAID = 2
_VERDICTS = frozenset(
    {"ok", "okay", "good", "fine", "smart", "bad", "worth", "allowed"}
    | {"dumb", "sensible", "better", "best", "enough", "?"}
)
_BUT = frozenset({"but", "aber", "maar", "pero", "но", "instead"})
_OF_DOING = frozenset(
    {"do", "the", "my", "any", "of", "even", "a", "those", "these", "all", "finish", "more", "than", "less"}
)
_EXEMPT_BEFORE = frozenset({"with", "w", "from", "thanks", "by", "and", "while", "for"})
_CLOSING = frozenset({"newline", "?", "!", ";"})
#: A sentence without any of these has no question in it.
_ASKING = frozenset({"?", "question", "question_start", "question_modal", "i", "is", "are", "would"})
#: Words that turn a phrase into something not done; cut there, or drop the sentence when they stand
#: before the sets.
_UNDONE = ("plan", "hypothetical", "third_person", "record_told", "record", "weigh_in", "no_training")
#: A sentence without any of these tells only of what was done.
_UNDOING = frozenset({*_UNDONE, "denial_after", "denial", "no", "not"})


@dataclass(frozen=True, slots=True)
class Gated:
    """The marks that may be reports, whether something is corrected, and whether sets are taken away."""

    done: tuple[Mark, ...]
    correction: bool = False
    removal: bool = False


def gate(marks: Sequence[Mark], *, on_weekday: bool = False) -> Gated:
    """Keep what was done; `on_weekday` says that the message names a day of the week."""
    kept: list[Mark] = []
    correction = removal = False
    shut = False
    for written in _sentences(marks):
        said = names_of(written)
        sentence = written
        if "request" in said:
            sentence = _without_request(written)
            said = names_of(sentence)
        if not CORRECTING.isdisjoint(said):
            correction = correction or corrects(marks, sentence)
            if is_taken_back(sentence):
                removal = removal or takes_numbers(sentence)
                continue
        if (
            correction
            and is_removal(sentence)
            and has_counts([mark for mark in marks if mark.first > sentence[-1].first])
        ):
            correction = False  # "delete that. leg press 3x10 100kg"
        shut = shut and not is_blank(sentence)
        if on_weekday and is_hedged(sentence):
            continue
        if shut or ("bodyweight" in said and is_weigh_in(sentence)):
            continue
        if "plan" in said and is_plan_header(sentence):
            shut = True
            continue
        done = sentence if _ASKING.isdisjoint(said) else _without_question(sentence)
        kept += done if _UNDOING.isdisjoint(said) else _without_undone(done)
    return Gated(tuple(kept), correction, removal)


def _sentences(marks: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    """Stretches up to and with their closing sign."""
    start = 0
    for at, mark in enumerate(marks):
        if not _CLOSING.isdisjoint(mark.names) or (mark.text == "." and not _is_label_dot(marks, at)):
            yield marks[start : at + 1]
            start = at + 1
    if start < len(marks):
        yield marks[start:]


def _is_label_dot(marks: Sequence[Mark], at: int) -> bool:
    """`A. bench`, `1. squat`, `no. 3`: no sentence ends here."""
    before = marks[at - 1] if at else None
    return before is not None and len(before.text) <= 1 and (at == 1 or marks[at - 2].has("newline"))


def _without_request(sentence: Sequence[Mark]) -> Sequence[Mark]:
    """`can you log bench 3x8 80?`: what is to be logged is a report, not a question."""
    for at, mark in enumerate(sentence[:LONGEST_HEADER]):
        if mark.has("request") and has_counts(sentence[at + 1 :]):
            asked = sentence[-1].has("?")
            return sentence[at + 1 : len(sentence) - asked]
        if not mark.has("polite", "newline", ","):
            break
    return sentence


def _asks_midway(sentence: Sequence[Mark], at: int) -> bool:
    """`3x12 would partials help`, `3x12 shuld i dropset`: a technique that somebody only wonders about."""
    if sentence[at].has("question_modal"):
        return any(mark.has("tech", "failure") for mark in sentence[at + 1 : at + 3])
    wonders = sentence[at].is_unknown and has(sentence, at + 1, "i")
    return wonders and has(sentence, at + 2 + has(sentence, at + 2, "do", "add", "try", "use"), "tech")


def _without_question(sentence: Sequence[Mark]) -> Sequence[Mark]:
    """The part of a sentence before the question in it."""
    asked = any(mark.has("?") for mark in sentence[-3:])
    start = next(
        (
            at
            for at, mark in enumerate(sentence)
            if not mark.has("newline", ",", "filler") or mark.has("question_start")
        ),
        0,
    )
    first = sentence[start] if sentence else None
    if first is not None and first.has("question") and not first.has("did"):
        return sentence[:0]
    doubted = asked or not has_counts(sentence) or any(mark.text in _VERDICTS for mark in sentence[start:])
    if first is not None and first.has("question_start") and doubted:
        return sentence[:0]
    if asked and _proposes(sentence[start:]):
        return sentence[:0]
    for at, mark in enumerate(sentence):
        if at > start and _tells_where(sentence, at):
            continue
        if at > start and (mark.has("question") or _asks_midway(sentence, at) or _opens(sentence, at)):
            return sentence[:at] if has_counts(sentence[:at]) and not _weighs(sentence[:at]) else sentence[:0]
    return _before_last_comma(sentence) if asked else sentence


def _proposes(sentence: Sequence[Mark]) -> bool:
    """`adding 3 negs after chins, smart?`: a technique put forward; "doing" only with its count behind it."""
    if not sentence[0].has("proposal"):
        return False
    doing = sentence[0].text == "doing"
    return any(mark.has("tech", "tech_short") for mark in (sentence[2:3] if doing else sentence[1:]))


def _tells_where(sentence: Sequence[Mark], at: int) -> bool:
    """`the leg press, where i did 12 and 10`: no question."""
    relative = sentence[at].text in ("where", "which", "when") and has(sentence, at - 1, ",")
    return relative and has(sentence, at + 1, "i") and has(sentence, at + 2, "did", "result")


def _weighs(told: Sequence[Mark]) -> bool:
    """`5x5 or 3x10, which one is better`: two ways of doing it, none of them done."""
    either = (at for at, mark in enumerate(told) if mark.text == "or")
    return any(has_counts(told[:at]) and has_counts(told[at:]) for at in either)


def _opens(sentence: Sequence[Mark], at: int) -> bool:
    """Whether a question begins behind a comma: "bench 3x8, should the last one be a dropset"."""
    behind = sentence[at - 1].text in (",", "and", "but", "so") and sentence[at].has("question_start")
    return (behind or _judges(sentence, at)) and has_counts(sentence[:at]) and not has_counts(sentence[at:])


def _judges(sentence: Sequence[Mark], at: int) -> bool:
    """`3x10 curls is a dropset ok now`: a technique between "is" and a verdict."""
    if sentence[at].text not in ("is", "are", "would"):
        return False
    named = any(mark.has("tech") for mark in sentence[at + 1 : at + 4])
    return named and any(mark.text in _VERDICTS for mark in sentence[at + 2 :])


def _before_last_comma(sentence: Sequence[Mark]) -> Sequence[Mark]:
    """`curls 3x12 14kg, too heavy?`: what is asked stands after the last comma."""
    for at in range(len(sentence) - 1, 0, -1):
        if sentence[at].text == "," and has_counts(sentence[:at]) and not has_counts(sentence[at:]):
            return sentence[:at]
    return sentence[:0]


def _without_undone(sentence: Sequence[Mark]) -> Sequence[Mark]:
    """Cut plans, imaginings and other people's sets."""
    for at, mark in enumerate(sentence):
        if _is_denied(sentence, at):
            return [*sentence[: _phrase_start(sentence, at)], *_other_lift(sentence, at)]
        if not mark.has(*_UNDONE) or _is_exempt(sentence, at):
            continue
        start = _phrase_start(sentence, at)
        if mark.has("third_person") and at and sentence[at - 1].text == "and":
            start = at - 1
        if has_counts(sentence[:start]):
            return sentence[:start]
        if opens_remark(sentence, at):
            return sentence[:at]
        if mark.has("plan", "hypothetical", "record_told"):
            return _after_but(sentence, at)
        end = _own_part(sentence, at) if mark.has("third_person") else _phrase_end(sentence, at)
        phrase = sentence[start:end]
        if mark.has("record", "weigh_in", "no_training") and has_counts(phrase):
            continue
        if mark.has("third_person") and not (has_counts(phrase) or _tells_technique(phrase)):
            continue
        return [*sentence[:start], *sentence[end:]]
    return sentence


def _other_lift(sentence: Sequence[Mark], at: int) -> Sequence[Mark]:
    """`didn't squat, bench 3x8 80`: what was done instead."""
    rest = sentence[_phrase_end(sentence, at) :]
    return _without_undone(rest) if any(mark.is_exercise for mark in rest) and has_counts(rest) else ()


def _tells_technique(phrase: Sequence[Mark]) -> bool:
    """`my buddy got 8 forced reps`, `she does partials every set`, `my gf can do 10 pull ups`."""
    counted = any(is_number(phrase, at - 1) and mark.is_exercise for at, mark in enumerate(phrase))
    return counted or any(mark.has("tech", "failure") for mark in phrase)


def _after_but(sentence: Sequence[Mark], at: int) -> Sequence[Mark]:
    """`thought about a dropset but did 3x12`: what was done stands behind "but"."""
    but = next((i for i in range(at, len(sentence)) if sentence[i].text in _BUT), None)
    if but is None and sentence[at].has("plan"):
        but = turn(sentence, at)
    if but is None or not has_counts(sentence[but + 1 :]):
        return sentence[:0]
    rest = sentence[but + 1 :]
    named = () if any(mark.is_exercise for mark in rest) else [m for m in sentence[:but] if m.is_exercise][:1]
    return [*named, *_without_undone(rest)]


def _is_exempt(sentence: Sequence[Mark], at: int) -> bool:
    """`with my brother`: company, not somebody else's sets; and a helping spotter."""
    mark = sentence[at]
    if mark.has("spare") and is_number(sentence, at + 1) and has(sentence, at + 2, "more", "extra"):
        return True
    if not mark.has("third_person"):
        return False
    before = sentence[at - 1] if at else None
    company = before is not None and (
        before.text.rpartition(" ")[2] in _EXEMPT_BEFORE or before.has("blocked")
    )
    if before is not None and before.text == "and" and has(sentence, at + 1, "did", "result"):
        company = has(sentence, at - 2, "me", "i")  # "and my buddy did partials"
    helps = any(has(sentence, place, "tech_told", "helping", "helped") for place in (at + 1, at + 2))
    return company or helps


def _is_denied(sentence: Sequence[Mark], at: int) -> bool:
    """`didn't do squats 3x5`, `no squats today`, `bench 3x8 isn't happening`."""
    mark = sentence[at]
    if mark.has("denial_after"):
        return True
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    if mark.text in ("no", "not") and following is not None and following.is_exercise:
        return True
    if not mark.has("denial"):
        return False
    window = sentence[at + 1 : min(at + 5, _phrase_end(sentence, at + 1))]
    if any(each.has("tech", "failure", "warmup") for each in window[:2]):
        return False
    place = at + 1
    while place < len(sentence) and sentence[place].text in _OF_DOING:
        place += 1
    return is_number(sentence, place) or any(each.is_exercise for each in window)


def _own_part(sentence: Sequence[Mark], at: int) -> int:
    """Where somebody else's part ends: at a comma, or where "and i did" begins."""
    end = _phrase_end(sentence, at)
    turns = (
        i
        for i in range(at + 1, end)
        if sentence[i].text in ("i", "i did") and has(sentence, i - 1, "and", "then")
    )
    return next(turns, end)


def _phrase_start(sentence: Sequence[Mark], at: int) -> int:
    while (
        at > 0 and sentence[at - 1].text not in (",", ":", "(", "-") and not sentence[at - 1].has("newline")
    ):
        at -= 1
    return at


def _phrase_end(sentence: Sequence[Mark], at: int) -> int:
    while at < len(sentence) and sentence[at].text not in (",", ")"):
        at += 1
    return at
