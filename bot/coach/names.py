"""What this lifter calls an exercise: taught in words, or learned from an answer; kept in the profile."""

from dataclasses import replace

from bot.coach.turn import Turn
from bot.domain.reading import Kind, Reading
from bot.language.teaching import lesson
from bot.replies import profile as words


def taught(turn: Turn, reading: Reading) -> Turn | None:
    """The turn after "when I say lp I mean leg press"; None if the message is no such lesson."""
    said = lesson(turn.text) if reading.kind is not Kind.REPORT else None
    meant = turn.read(said.meaning).exercise if said else ()
    exercise = turn.catalogue.exercise(meant[0]) if len(meant) == 1 else None
    if said is None or exercise is None:
        return None
    return learned(turn, said.word, exercise.id).say(words.name_learned(said.word, exercise.name))


def learned(turn: Turn, word: str, exercise_id: str) -> Turn:
    """The turn of a lifter whose `word` stands for the exercise from now on."""
    if not word:
        return turn
    profile = turn.profile
    return turn.with_dossier(profile=replace(profile, names={**profile.names, word: exercise_id}))
