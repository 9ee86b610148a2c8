"""When numbers in a message are no sets after all, because its words say what they are.

"no messages before 7:30", "9/10 sore in the calves", "blacked out for 2 seconds", "should 3x12 be enough"
"""

from collections.abc import Sequence

from bot.domain.reading import Ask, AskAbout, Intent, Kind
from bot.language.intents.feelings import SORENESS_SCORE
from bot.language.intents.findings import Finding, Heard
from bot.language.intents.leaning import WEIGHING, asks_outright
from bot.language.intents.scopes import first_used, is_hearsay, planned
from bot.language.intents.sentences import Spoken
from bot.language.page import Page
from bot.language.sets.reading import SetsReading

_TELLS = frozenset({Intent.SET_PROFILE, Intent.UNDO, Intent.HELP, Intent.CHECK_IN})
_DONE = frozenset({"did", "done", "got", "managed", "hit", "had"})
#: Questions that only a report raises.
_TOLD_OF = frozenset(
    {AskAbout.ORDER, AskAbout.WEIGHT, AskAbout.REPS, AskAbout.RESULT, AskAbout.CONFIRM, AskAbout.SETS}
)
#: What sounds like a question but may be told of sets: "last set amrap", "with dropsets".
TOLD_WITH_SETS = frozenset({Intent.ASK_FAILURE, Intent.ASK_TECHNIQUE})
#: A sentence that begins so asks: "is taking a breather to get extra reps harmful".
_OPENS = frozenset({"is", "are", "can", "could", "should", "does", "would", "shall", "may"})
#: With one of these numbers are written as sets.
_SIGNS = frozenset({"x", "*", "×", "@", "kg", "kgs", "kilo", "kilos", "lb", "lbs", "pounds", "sets"})
#: What "9/10" looks like as sets.
_OF_A_SCORE = 2


def leaves_no_sets(findings: Sequence[Finding], sets: SetsReading) -> bool:
    """Whether what was understood leaves no room for sets.

    Then nothing is asked back, and numbers of an unknown "exercise" ("no messages before 7:30") are not
    stored.
    """
    if not findings:
        return False
    intents = {finding.intent for finding in findings}
    if sets.removal:
        return True  # "remove the 3x12 bench" is understood without a question
    if sets.kind is Kind.ASK:
        return not _stays_asked(intents, sets.ask)
    count = sum([len(entry.sets) for entry in sets.entries])
    if count == 1 and any(f.intent is Intent.UNDO and f.value == "correct" for f in findings):
        return True  # "the bench was 75, not 70" is about the last report
    if count <= _OF_A_SCORE and any(f.by == SORENESS_SCORE for f in findings):
        return True  # "9/10 sore in the calves"
    if sets.kind is Kind.NOT_A_REPORT:
        return False
    if any(f.intent is Intent.CHECK_IN and f.value == "weaker" for f in findings) and _is_lone_count(sets):
        return True  # "bench went down by 3 reps"
    if Intent.PAIN_RED_FLAG in intents and _is_lone_time(sets):
        return True  # "blacked out for 2 seconds on the leg press"
    unknown = all(entry.exercise_id is None for entry in sets.entries)
    asks = any(intent.startswith("ask_") for intent in intents)
    return unknown and (bool(intents & _TELLS) or (asks and _is_lone_count(sets)))


def _tells_way(heard: Sequence[Heard]) -> bool:
    """Whether a technique is told without its name, and nothing says that it was done."""
    spoken = [each.spoken for each in heard]
    told = any(p.mention.kind == "technique" and p.mention.fuzzy for each in spoken for p in each.placed)
    return told and not any(word.text in _DONE for each in spoken for word in each.words)


def only_describes(heard: Sequence[Heard], page: Page, sets: SetsReading) -> bool:
    """Whether the numbers belong to a way that is told and judged: "shake out for 10 secs, 2 more. ok?".

    A weight that is written as one ("bench 80 kg") stays, with its sets.
    """
    written = {page.tokens[at].text for at in sets.used if at < len(page.tokens)}
    return _tells_way(heard) and (not _has_load(sets) or _SIGNS.isdisjoint(written))


def _has_load(sets: SetsReading) -> bool:
    return any(one.load is not None for entry in sets.entries for one in entry.sets)


def half_told(heard: Sequence[Heard], sets: SetsReading) -> bool:
    """Whether sets are told, not all of them, and nothing is asked: "squat 3x5, last set amrap"."""
    told = sets.kind is Kind.ASK and sets.ask is not None and sets.ask.about in _TOLD_OF
    return told and not any(
        each.spoken.asks
        or each.spoken.words[0].text in _OPENS
        or asks_outright(each.spoken)
        or not WEIGHING.isdisjoint(word.text for word in each.spoken.words)
        for each in heard
    )


def _stays_asked(intents: frozenset[Intent] | set[Intent], ask: Ask | None) -> bool:
    """Whether a question about sets is asked beside what else was understood.

    "deadlift 5x160, legs sore" tells of sets and of soreness; a question about techniques is not asked twice.
    """
    if ask is None or ask.about is AskAbout.CORRECTION:
        return ask is not None
    return intents == {Intent.CHECK_IN} and ask.about in _TOLD_OF


def _is_lone_count(sets: SetsReading) -> bool:
    """Whether the sets are nothing but a number of repetitions: "im leaving 4 reps every time, too easy?"."""
    all_sets = [one for entry in sets.entries for one in entry.sets]
    return len(all_sets) == 1 and all_sets[0].load is None


def only_planned(heard: Sequence[Heard], sets: SetsReading) -> bool:
    """Whether unfinished sets are none because they are a plan: "friday maybe 3x12 with partials"."""
    return sets.kind is Kind.ASK and bool(heard) and all(_opens_with_plan(each.spoken) for each in heard)


def _opens_with_plan(spoken: Spoken) -> bool:
    count = spoken.has("{n}", 0, len(spoken.words))
    return planned(spoken, 0, len(spoken.words) if count is None else count)


def _is_lone_time(sets: SetsReading) -> bool:
    """Whether the sets are nothing but a number of seconds."""
    all_sets = [one for entry in sets.entries for one in entry.sets]
    return len(all_sets) == 1 and all_sets[0].reps is None and all_sets[0].load is None


def only_talk(heard: Sequence[Heard], sets: SetsReading) -> bool:
    """Whether all sets stand behind hearsay, or behind a question that they belong to."""
    if sets.kind is not Kind.REPORT or not sets.used:
        return False
    firsts = ((each.spoken, first_used(each.spoken, sets.used)) for each in heard)
    return not any(at is not None and not is_hearsay(spoken, at) for spoken, at in firsts)
