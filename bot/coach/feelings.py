"""How muscles feel: answers to check-ins move the rest; pain pauses a muscle's follow-ups."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.coach import context, followups, hurting
from bot.coach.questions import pain as pain_answer
from bot.coach.turn import Turn
from bot.domain.lifter import CheckIn, Pain, PainNote, Soreness
from bot.domain.owed import OwedKind, OwedState
from bot.domain.reading import Intent, Kind, Reading
from bot.domain.wallclock import training_day
from bot.language.intents.answers import PAIN, PAIN_GONE
from bot.language.intents.foreign import FOREIGN
from bot.recovery.drift import SLOW
from bot.replies import follow_ups as words
from bot.replies import hurting as pain_words

#: What "7/10" and the like mean.
SCALE = ((2, Soreness.FRESH), (4, Soreness.BIT_SORE), (7, Soreness.SORE), (10, Soreness.VERY_SORE))
#: Where a message may go on to another muscle.
_PARTS = re.compile(r"[,;.\n]|\b(?:but|and|while|though)\b")
#: The sign of somebody who does not want to live.
DESPAIR = "despair"


def soreness_from(value: object) -> Soreness | None:
    """The answer behind a check-in's value; None for one that is no soreness."""
    if isinstance(value, dict) and isinstance(score := value.get("soreness"), int | float):
        return next((soreness for most, soreness in SCALE if score <= most), Soreness.VERY_SORE)
    return Soreness(value) if isinstance(value, str) and value in set(Soreness) else None


def check_in(turn: Turn, reading: Reading) -> Turn:
    """Take an answer given in words."""
    parts = _one_by_one(turn, reading)
    if parts:
        return _felt_apart(turn, parts)
    value = reading.value_for(Intent.CHECK_IN)
    if value == PAIN_GONE and reading.remark == FOREIGN:
        return _healed_abroad(turn, reading)
    if value == PAIN_GONE:
        return pain_gone(turn, hurting.over(turn, reading))
    soreness = soreness_from(value)
    if soreness is Soreness.FRESH and (healed := _healed(turn, reading)):
        return pain_gone(turn, healed)
    if soreness is None:
        # Beside sets it has counted for them already.
        return turn if reading.kind is Kind.REPORT else turn.say(words.tired())
    lifts = [turn.catalogue.exercise(each) for each in reading.exercise]
    by_lift = tuple(lift.primary[0] for lift in lifts if lift and lift.primary)
    return felt(turn, soreness, turn.muscles_named(reading) or by_lift or asked_about(turn))


def _one_by_one(turn: Turn, reading: Reading) -> tuple[tuple[Soreness, tuple[str, ...]], ...]:
    """What is said of each muscle, where a message says different things: "calves fresh, quads sore"."""
    if len(turn.muscles_named(reading)) < 2:  # noqa: PLR2004 - one muscle feels one way
        return ()
    found = []
    for part in _PARTS.split(turn.text):
        each = turn.read(part)
        soreness, muscles = soreness_from(each.value_for(Intent.CHECK_IN)), turn.muscles_named(each)
        if soreness is not None and muscles:
            found.append((soreness, muscles))
    return tuple(found) if len({soreness for soreness, _ in found}) > 1 else ()


def _felt_apart(turn: Turn, parts: Sequence[tuple[Soreness, tuple[str, ...]]]) -> Turn:
    """An answer for each muscle, in one message."""
    said = turn.replies
    for soreness, muscles in parts:
        turn = felt(turn, soreness, muscles)
    return replace(turn, replies=(*said, words.together(turn.replies[len(said) :])))


def _healed(turn: Turn, reading: Reading) -> tuple[PainNote, ...]:
    """The pains that are fine again: of muscles that are named, or those just spoken of.

    An emergency takes plainer words.
    """
    if not reading.muscle and not reading.places and context.awaited(turn) != PAIN:
        return ()
    return _eased(turn, reading)


def _eased(turn: Turn, reading: Reading) -> tuple[PainNote, ...]:
    """The pains that a message is about, emergencies apart."""
    return tuple(note for note in hurting.over(turn, reading) if note.pain is not Pain.EMERGENCY)


def _healed_abroad(turn: Turn, reading: Reading) -> Turn:
    """No pain any more, in another language: half understood, so it ends no emergency."""
    gone = _eased(turn, reading)
    rests = hurting.resting(turn, turn.catalogue.muscles)
    return turn.say(pain_words.at_rest(rests)) if rests and not gone else pain_gone(turn, gone)


def asked_about(turn: Turn) -> tuple[str, ...]:
    """The muscles of the latest check-in that went out, else those of the latest session past failure."""
    sent = [row for row in turn.dossier.owed if row.kind is OwedKind.CHECK_IN and row.state is OwedState.SENT]
    if sent:
        return max(sent, key=lambda row: row.sent_at or row.due_at).muscles
    sessions = followups.live_sessions(turn)
    return tuple(each.muscle for each in sessions[0].muscles) if sessions else ()


def felt(turn: Turn, soreness: Soreness, muscles: Sequence[str], session: str | None = None) -> Turn:
    """Note how the muscles feel and say what that changes."""
    concerned = tuple(each for each in muscles if followups.ready_at(turn, each) is not None)
    if rests := hurting.resting(turn, muscles or turn.catalogue.muscles):
        return turn.say(pain_words.at_rest(rests))
    before = [followups.ready_at(turn, each) for each in concerned]
    answer = CheckIn(turn.now, soreness, tuple(muscles), session)
    turn = turn.with_dossier(check_ins=(*turn.dossier.check_ins, answer))
    if len(muscles) == 1:
        turn = turn.about(muscle=muscles[0])
    after = [followups.ready_at(turn, each) for each in concerned]
    ready = max((each for each in after if each is not None), default=None)
    return turn.say(
        words.answered(
            soreness,
            turn.handbook.recovery.check_ins.answers[soreness],
            concerned or tuple(muscles),
            ready,
            turn.now,
            turn.zone,
            moved=before != after,
            see_someone=_see_someone(turn, soreness, muscles),
        )
    )


def _see_someone(turn: Turn, soreness: Soreness, muscles: Sequence[str]) -> bool:
    """Whether soreness has become a professional's matter: very sore twice, or sore for a week."""
    if soreness not in SLOW:
        return False
    rules, zone = turn.handbook.recovery.check_ins, turn.zone
    about = [each for each in turn.dossier.check_ins if not muscles or set(muscles) & set(each.muscles)]
    run = list(takewhile(lambda each: each.soreness in SLOW, reversed(about)))
    days = {training_day(each.at, zone): each.soreness for each in run}
    very = [day for day, felt in days.items() if felt is Soreness.VERY_SORE]
    return (
        len(very) >= rules.refer_after_very_sore
        or (max(days) - min(days)).days >= rules.refer_after_sore_days
    )


def hurts(turn: Turn, reading: Reading) -> Turn:
    """Answer pain first and alone, and note it: its muscles rest until it is over."""
    if reading.value_for(Intent.PAIN_RED_FLAG) == DESPAIR:
        return turn.say(pain_words.despair())
    turn = pain_answer(turn, reading)
    return turn if reading.pain is Pain.NONE else hurting.noted(turn, reading)


def pain_gone(turn: Turn, gone: Sequence[PainNote]) -> Turn:
    """The lifter says that a pain is over: follow-ups and rules return to normal for it."""
    turn = hurting.without(turn, gone)
    return turn.say(pain_words.over(gone, turn.dossier.pains))
