"""Pain that was reported and is not over: which muscles rest for it, and until when.

>>> pain_of(turn, ("quads",), turn.now)
<Pain.INJURY: 'injury'>

An ache is forgotten after two weeks; an injury or an emergency only ends by the lifter's word.
"""

import datetime as dtm
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.turn import Turn
from bot.domain.lifter import Pain, PainNote
from bot.domain.reading import Intent, Reading

ACHE_LASTS = dtm.timedelta(days=14)
#: With these nothing about training is said; an ache only calls for care.
RESTS = frozenset({Pain.INJURY, Pain.EMERGENCY})
_ORDER = tuple(Pain)


def lasts(note: PainNote, at: dtm.datetime) -> bool:
    """Whether a note still counts at a moment."""
    return note.pain in RESTS or at - note.at <= ACHE_LASTS


def notes_on(turn: Turn, muscles: Sequence[str], at: dtm.datetime) -> tuple[PainNote, ...]:
    """The notes that count for any of these muscles; those of the whole body count for all."""
    return tuple(
        note
        for note in turn.dossier.pains
        if note.at <= at
        and lasts(note, at)
        and (not note.muscles or not set(muscles).isdisjoint(note.muscles))
    )


def pain_of(turn: Turn, muscles: Sequence[str], at: dtm.datetime) -> Pain:
    """The worst pain that was noted for any of these muscles."""
    return max((note.pain for note in notes_on(turn, muscles, at)), key=_ORDER.index, default=Pain.NONE)


def resting(turn: Turn, muscles: Sequence[str]) -> tuple[PainNote, ...]:
    """The injuries and emergencies for which these muscles rest now."""
    return tuple(note for note in notes_on(turn, muscles, turn.now) if note.pain in RESTS)


def emergencies(turn: Turn) -> tuple[PainNote, ...]:
    """The emergencies that are not over: nothing is said past them, small talk included."""
    return tuple(note for note in turn.dossier.pains if note.pain is Pain.EMERGENCY)


def aching(turn: Turn, muscles: Sequence[str]) -> tuple[PainNote, ...]:
    """The aches that call for care with these muscles now."""
    return tuple(note for note in notes_on(turn, muscles, turn.now) if note.pain is Pain.ACHE)


def worked_by(turn: Turn, exercise_id: str | None) -> tuple[str, ...]:
    """Every muscle that an exercise loads."""
    exercise = turn.catalogue.exercise(exercise_id)
    return (*exercise.primary, *exercise.secondary) if exercise else ()


def asks(reading: Reading) -> bool:
    """Whether a message asks something: what it names may then be what is asked about, not what hurts."""
    return "?" in reading.text or any(intent.value.startswith("ask_") for intent in reading.intents)


def noted(turn: Turn, reading: Reading) -> Turn:
    """Keep the pain of a message, place by place; the same place again is the same pain, at its worst."""
    kept = {_key(note): note for note in turn.dossier.pains}
    for note in _notes(turn, reading):
        before = kept.pop(_key(note), note)
        kept[_key(note)] = max(
            note, replace(note, pain=before.pain), key=lambda each: _ORDER.index(each.pain)
        )
    return turn.with_dossier(pains=tuple(kept.values()))


def _key(note: PainNote) -> tuple[str, ...]:
    return (note.place,) if note.place else ("", *note.muscles)


def _notes(turn: Turn, reading: Reading) -> tuple[PainNote, ...]:
    """A note for each place that hurts; without a place, for what the lifts of the message load."""
    sign, pain = str(reading.value_for(Intent.PAIN_RED_FLAG) or reading.value or ""), reading.pain
    lifts = () if asks(reading) else reading.exercise
    if pain is Pain.EMERGENCY:
        return (PainNote(turn.now, sign, (), pain, next(iter(reading.places), "")),)
    if not reading.places:
        loaded = dict.fromkeys(muscle for lift in lifts for muscle in worked_by(turn, lift))
        return (PainNote(turn.now, sign, tuple(loaded), pain),)
    return tuple(
        PainNote(turn.now, sign, _muscles_at(turn, place, lifts), pain, place) for place in reading.places
    )


def _muscles_at(turn: Turn, place: str, lifts: Sequence[str]) -> tuple[str, ...]:
    """The muscles around a place, and the prime ones of the lift that hurt there if just one is named."""
    around = turn.catalogue.muscles_at(place)
    lift = turn.catalogue.exercise(lifts[0]) if len(lifts) == 1 else None
    return tuple(dict.fromkeys((*around, *(lift.primary if lift else ())))) if around else ()


def over(turn: Turn, reading: Reading) -> tuple[PainNote, ...]:
    """The notes that a message says are over: those of the places it names, or all if it names none."""
    muscles = {muscle for name in reading.muscle for muscle in turn.catalogue.muscles_of(name)}
    named = muscles.union(reading.places)
    return tuple(note for note in turn.dossier.pains if not named or named.intersection(_names(turn, note)))


def _names(turn: Turn, note: PainNote) -> tuple[str, ...]:
    """What a note may be called: its place or, where none was named, its muscles."""
    return (note.place, *turn.catalogue.muscles_of(note.place)) if note.place else note.muscles


def without(turn: Turn, notes: Sequence[PainNote]) -> Turn:
    """The turn after these pains are over."""
    return turn.with_dossier(pains=tuple(note for note in turn.dossier.pains if note not in notes))
