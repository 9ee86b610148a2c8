"""All sentences of a message merged: intents by precedence, slots, values, what to clarify.

Pain comes before everything, a question before a report, a report before profile and check-in.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.lifter import Pain
from bot.domain.reading import AskAbout, Intent, Kind, Value
from bot.domain.ruling import Topic
from bot.language.intents import slots, values
from bot.language.intents.answers import PAIN_GONE, answered
from bot.language.intents.asked import asked_for
from bot.language.intents.findings import Finding, Heard, hear, used_until
from bot.language.intents.foreign import FOREIGN, Foreign, foreign
from bot.language.intents.instead import (
    TOLD_WITH_SETS,
    half_told,
    leaves_no_sets,
    only_describes,
    only_planned,
    only_talk,
)
from bot.language.intents.leaning import asks_outright, leaning
from bot.language.intents.offered import offered
from bot.language.intents.pieces import asked_of_way, in_pieces
from bot.language.intents.profile import profile
from bot.language.intents.scopes import about_others, is_hearsay, planned
from bot.language.intents.sentences import sentences
from bot.language.intents.slots import QUESTIONS
from bot.language.intents.talk import small_talk, somebody, tone
from bot.language.intents.whole import whole_message
from bot.language.lexicon import Lexicon
from bot.language.page import Page
from bot.language.sets.reading import SetsReading

_ORDER = tuple(Intent)
_NOT_BESIDE_PAIN = frozenset({Intent.UNDO, Intent.CHECK_IN})
_DAYS = frozenset({"@today", "@tomorrow", "@weekday"})
_REMARK_WORDS = frozenset(
    {"is", "are", "was", "were", "love", "hate", "like", "suck", "rock", "feel", "felt"}
)


class Understood(NamedTuple):
    """What a message wants, apart from its sets."""

    intents: tuple[Intent, ...]
    values: tuple[tuple[Intent, Value], ...]
    technique: tuple[str, ...] = ()
    exercise: tuple[str, ...] = ()
    muscle: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    clarify: tuple[Intent, ...] = ()
    pain: Pain = Pain.NONE
    places: tuple[str, ...] = ()
    topic: Topic = Topic.TRAINING
    trace: tuple[str, ...] = ()
    day: str = ""
    remark: str = ""
    theirs: Value = None
    explains_sets: bool = False


def understand(page: Page, lexicon: Lexicon, sets: SetsReading, awaiting: str) -> Understood:
    """What a message wants.

    `awaiting` is the kind of the coach's open question ("check_in" ...), "" for none.
    """
    return _only_sets(page, sets) if sets.bare else _all_said(page, lexicon, sets, awaiting)


def _only_sets(page: Page, sets: SetsReading) -> Understood:
    """A report of nothing but sets."""
    return Understood(
        intents=(Intent.LOG_REPORT,),
        values=((Intent.LOG_REPORT, None),),
        technique=slots.techniques((), sets, Intent.LOG_REPORT, sets.negated),
        exercise=slots.exercises(page.mentions, sets),
        muscle=slots.muscles(page.mentions, sets),
        negated=sets.negated,
        trace=(f"{Intent.LOG_REPORT} <- sets",),
    )


def _all_said(page: Page, lexicon: Lexicon, sets: SetsReading, awaiting: str) -> Understood:
    heard = tuple([hear(spoken, page, lexicon, sets) for spoken in sentences(page, lexicon)])
    heard = whole_message(heard, lexicon) or heard
    heard += tuple(in_pieces(page, lexicon, heard))
    worst_first = sorted(heard, key=lambda each: -each.complaint.severity if each.complaint else 0)
    findings = [finding for each in worst_first for finding in each.findings]
    if half_told(heard, sets):
        findings = [finding for finding in findings if finding.intent not in TOLD_WITH_SETS]
    asked = any(f.intent in QUESTIONS for f in findings)
    way = None if asked else asked_of_way(page, lexicon, heard)
    explains = not page.cut and (
        leaves_no_sets(findings, sets)
        or only_talk(heard, sets)
        or only_planned(heard, sets)
        or (way is not None and only_describes((*heard, way), page, sets))
        or (any(f.intent is Intent.ASK_TECHNIQUE for f in findings) and only_describes(heard, page, sets))
    )
    stored = sets.kind is Kind.REPORT and not explains
    if stored:
        findings.append(Finding(Intent.LOG_REPORT, None, "sets"))
    if not asked:
        heard += (way,) if way is not None else ()
        findings += way.findings if way is not None else _asked_beside(heard, sets) if findings else ()
    theirs = None if stored else _theirs(heard, page, lexicon)
    remark = "" if theirs else somebody(heard, lexicon)
    if remark:  # "he does them every session" asks nothing
        findings = [finding for finding in findings if finding.intent not in QUESTIONS]
    language = foreign(page, lexicon)
    if language is not None:
        findings = _foreign_findings(findings, language)
    elif not findings:
        findings = list(_without_intent(page, lexicon, heard, sets, awaiting, remark))
    findings = _settle(findings, page, lexicon)
    negated = slots.unique(
        (*(p.mention.meaning for h in heard for p in h.refused), *(sets.negated if stored else ()))
    )
    pain = slots.worst_pain(heard, foreign_pain=language.pain if language is not None else Pain.NONE)
    intents = slots.unique(sorted([f.intent for f in findings], key=_ORDER.index))
    talks = intents == (Intent.OTHER,) and language is None
    named = [placed.mention for each in heard for placed in each.spoken.placed]
    return Understood(
        intents=intents,
        values=tuple(slots.values(findings)),
        technique=slots.techniques(heard, sets, intents[0], negated),
        exercise=slots.exercises(named, sets),
        muscle=() if language is not None else slots.muscles(named, SetsReading() if explains else sets),
        negated=negated,
        clarify=offered(findings, heard, sets),
        pain=pain,
        places=slots.places(heard, lexicon, pain, language.hurts or language.eased if language else ""),
        topic=Topic.MEDICAL if any(h.medical for h in heard) and not stored else Topic.TRAINING,
        day="" if stored else _day(heard),
        explains_sets=explains,
        theirs=theirs,
        remark=_remark(remark, language, heard, lexicon) if talks or language else "",
        trace=tuple([f"{f.intent} <- {f.by}" for f in findings]),
    )


def _day(heard: Sequence[Heard]) -> str:
    """The day that the last sentence with one speaks of: today, tomorrow or a weekday."""
    spoken = (each.spoken for each in reversed(heard) if not _DAYS.isdisjoint(each.spoken.sentence.labels))
    return next(filter(None, map(values.day, spoken)), "") or ""


def _theirs(heard: Sequence[Heard], page: Page, lexicon: Lexicon) -> Value:
    """What is told of another person: "my client, hes been lifting 3 months"."""
    about = (each.spoken for each in heard if "@other_person" in each.spoken.sentence.labels)
    return next(filter(None, (profile(each, page, lexicon, of_others=True) for each in about)), None)


def _asked_beside(heard: Sequence[Heard], sets: SetsReading) -> Iterator[Finding]:
    """A question beside a report or a feeling: "curls 3x12 12kg. better than last time?"."""
    for each in heard:
        told = any(f.intent is not Intent.CHECK_IN for f in each.findings)
        since = used_until(each.spoken, sets.used)
        if told or since >= len(each.spoken.words) - 1 or not asks_outright(each.spoken):
            continue
        leans = leaning(each.spoken, since)
        if len(leans) == 1 and (not since or each.spoken.asks):
            yield Finding(leans[0], asked_for(each.spoken, leans[0]), f"leans to {leans[0]}")


def _remark(remark: str, language: Foreign | None, heard: Sequence[Heard], lexicon: Lexicon) -> str:
    """What a reply has to know beside the intent: other people, another language, thanks or doubt."""
    if language is not None:
        return FOREIGN if language.eased else ""
    return remark or tone(heard, lexicon)


def _foreign_findings(findings: Sequence[Finding], said: Foreign) -> list[Finding]:
    """Another language: its pain counts, and sets; nothing else is written from half-understood words."""
    kept = [f for f in findings if f.intent in (Intent.PAIN_RED_FLAG, Intent.LOG_REPORT)]
    hurts = any(f.intent is Intent.PAIN_RED_FLAG for f in kept)
    if said.hurts and not hurts:
        kept.append(Finding(Intent.PAIN_RED_FLAG, said.hurts, f"foreign pain: {said.language}"))
    if said.eased and not hurts:
        kept.append(Finding(Intent.CHECK_IN, PAIN_GONE, f"foreign, no pain any more: {said.language}"))
    return kept or [Finding(Intent.OTHER, "foreign", f"foreign: {said.language}")]


def _without_intent(
    page: Page, lexicon: Lexicon, heard: Sequence[Heard], sets: SetsReading, awaiting: str, remark: str
) -> Iterator[Finding]:
    """What is left when no pattern held: an answer that was waited for, a bare technique, talk."""
    texts = [word.text for word in page.words]
    answer = answered(page, lexicon, [h.spoken for h in heard], awaiting)
    if answer is not None:
        yield Finding(Intent.CHECK_IN, *answer)
        return
    if remark:
        yield Finding(Intent.OTHER, "ack", "somebody else")
        return
    leans, asker = next(((found, h) for h in heard if (found := leaning(h.spoken))), ((), None))
    no_numbers = sets.ask is not None and sets.ask.about is AskAbout.SETS
    told = half_told(heard, sets) and (no_numbers or TOLD_WITH_SETS.issuperset(leans))
    if asker is not None and not told:
        for intent in leans:
            yield Finding(intent, asked_for(asker.spoken, intent), f"leans to {intent}")
        return
    if sets.kind is Kind.ASK and not only_planned(heard, sets):
        yield Finding(Intent.LOG_REPORT, None, "sets")
        return
    named = [p for h in heard for p in h.spoken.placed if p.mention.kind == "technique"]
    refused = [p for h in heard for p in h.refused]
    if any(_is_no_question(h) for h in heard):
        yield Finding(Intent.OTHER, "ack", "a plan, or somebody else")
        return
    if len(named) > len(refused) and not _REMARK_WORDS.intersection(texts):
        yield Finding(Intent.ASK_TECHNIQUE, None, "a technique and nothing else")
        return
    if named and refused:
        yield Finding(Intent.OTHER, "ack", "a technique refused")
        return
    yield Finding(Intent.OTHER, small_talk(page, lexicon, heard), "talk")


def _is_no_question(heard: Heard) -> bool:
    """Whether something named is only planned, or done by somebody else."""
    end = len(heard.spoken.words)
    spoken = heard.spoken
    told = planned(spoken, 0, end) or about_others(spoken, 0, end) or is_hearsay(spoken, end - 1)
    return bool(spoken.placed) and told


def _settle(findings: Sequence[Finding], page: Page, lexicon: Lexicon) -> list[Finding]:
    """Insults write nothing, except an opt-out or a deletion; pain stands beside no undo or check-in."""
    if any(f.intent is Intent.PAIN_RED_FLAG for f in findings):
        findings = [f for f in findings if f.intent not in _NOT_BESIDE_PAIN and not _tells_weakness(f)]
    rude = lexicon.is_rude([word.text for word in page.words])
    if not rude:
        return list(findings)
    kept = [
        f
        for f in findings
        if f.intent in QUESTIONS
        or f.intent in (Intent.PAIN_RED_FLAG, Intent.LOG_REPORT, Intent.HELP)
        or _must_be_heard(f)
    ]
    return kept or [Finding(Intent.OTHER, "hostile", "rude")]


def _tells_weakness(finding: Finding) -> bool:
    """Whether it only says that a muscle is weak: beside pain that is a sign, not a profile."""
    value = finding.value
    return finding.intent is Intent.SET_PROFILE and isinstance(value, dict) and value.keys() <= {"lagging"}


def _must_be_heard(finding: Finding) -> bool:
    value = finding.value
    return isinstance(value, dict) and bool({"followups", "delete_data"} & value.keys())
