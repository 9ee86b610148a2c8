"""Buttons: `v1:<verb>:<rest>` to the same steps that words lead to.

An action that is not known any more (an old button, forged data) changes nothing.
"""

from dataclasses import replace

from bot.coach import choices, explaining, feelings, profiles, reports, respond
from bot.coach.turn import Turn
from bot.domain.lifter import Experience, Soreness
from bot.domain.owed import OwedKind
from bot.domain.reading import Intent
from bot.domain.training import Unit
from bot.replies import profile

VERSION = "v1"


def pressed(turn: Turn, action: str) -> Turn:
    """The turn after a button; the very same turn if the action means nothing."""
    version, _, rest = action.partition(":")
    verb, _, value = rest.partition(":")
    if version != VERSION:
        return turn
    match verb:
        case "undo":
            return reports.take_back(turn, value)
        case "last":
            return reports.only_last_set(turn, value)
        case "why":
            return explaining.explain_last(turn)
        case "feel":
            return _feel(turn, value)
        case "pick":
            return _pick(turn, value)
        case "about" if turn.catalogue.exercise(value):
            return choices.about(turn, value)
        case "setup":
            return profiles.set_up(turn, value)
        case "mean" if value in set(Intent):
            return _meant(turn, Intent(value))
        case _:
            return _setting(turn, verb, value)


def _pick(turn: Turn, value: str) -> Turn:
    """One of the readings that a question offered: its place, and which question that was."""
    number, _, asked = value.partition(":")
    if not all(each.isascii() and each.isdigit() for each in (number, asked)):
        return turn
    return choices.pick(turn, int(number), int(asked))


def _setting(turn: Turn, verb: str, value: str) -> Turn:
    match verb, value:
        case "level", _ if value in set(Experience):
            return profiles.told(turn, {"experience": value})
        case "unit", _ if value in set(Unit):
            return profiles.told(turn, {"unit": value})
        case "followups", "toggle":
            return profiles.told(turn, {"followups": "off" if turn.profile.followups else "on"})
        case "delete", "yes" if _asked_to_delete(turn):
            return choices.delete_confirmed(turn)
        case "delete", "no" if _asked_to_delete(turn):
            return turn.with_talk(question=None).say(profile.kept())
        case _:
            return turn


def _asked_to_delete(turn: Turn) -> bool:
    question = choices.open_question(turn)
    return question is not None and question.kind == "deletion"


def _feel(turn: Turn, value: str) -> Turn:
    """An answer to a check-in: about the muscles of that session, as they were when it was asked."""
    session, _, answer = value.partition(":")
    if answer not in set(Soreness):
        return turn
    asked = (row for row in turn.dossier.owed if row.kind is OwedKind.CHECK_IN)
    rows = [row for row in asked if row.session == session]
    muscles = rows[0].muscles if rows else feelings.asked_about(turn)
    return feelings.felt(turn, Soreness(answer), muscles, session)


def _meant(turn: Turn, intent: Intent) -> Turn:
    question = choices.open_question(turn)
    if question is None or question.kind != "clarify":
        return turn
    turn = replace(turn.with_talk(question=None), source=question.source, text=question.text)
    return respond.meant(turn, intent, turn.read(question.text), question.at or question.asked_at)
