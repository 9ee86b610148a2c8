"""What this lifter calls an exercise: taught in words, or learned from an answer; kept in the profile."""

from dataclasses import replace

from bot.coach.turn import Turn
from bot.domain.reading import Kind, Reading
from bot.domain.training import Entry
from bot.language.teaching import lesson
from bot.replies import profile as words


def taught(turn: Turn, reading: Reading) -> Turn | None:
    """The turn after "when I say lp I mean leg press"; None if the message is no such lesson."""
    said = lesson(turn.text) if reading.kind is not Kind.REPORT else None
    if said is None or not (_is_announced(turn, said.word) or _lifts(turn, said.word)):
        return None
    meant = _lifts(turn, said.meaning)
    exercise = turn.catalogue.exercise(meant[0].exercise_id) if len(meant) == 1 else None
    if exercise is None:
        return None
    return learned(turn, said.word, exercise.id).say(words.name_learned(said.word, exercise.name))


def _is_announced(turn: Turn, word: str) -> bool:
    """Whether it is plain that a word is taught: "when I say ...", or the word in quotation marks.

    "This means squats" and "friday is always bench for me" only look like it.
    """
    return not turn.text.strip().lower().startswith(word)


def _lifts(turn: Turn, name: str) -> tuple[Entry, ...]:
    """What a name would stand for in front of sets; nothing for a day, "this" or "no squats tomorrow"."""
    return turn.read(f"{name} 3x8").entries


def learned(turn: Turn, word: str, exercise_id: str) -> Turn:
    """The turn of a lifter whose `word` stands for the exercise from now on."""
    if not word:
        return turn
    profile = turn.profile
    return turn.with_dossier(profile=replace(profile, names={**profile.names, word: exercise_id}))
