"""Slash commands: the same in Telegram, in the terminal and in transcripts.

/start /help [log] /undo /why /settings [words] /export [json|csv] /deleteme
"""

from collections.abc import Callable

from bot.coach import export, profiles, questions, reports
from bot.coach.turn import Turn
from bot.domain.reading import Intent
from bot.replies import help as words

Run = Callable[[Turn, str], Turn]


def _start(turn: Turn, _rest: str) -> Turn:
    return turn.say(words.start(turn.profile.name))


def _help(turn: Turn, rest: str) -> Turn:
    return turn.say(words.help_log() if rest.strip().lower() == "log" else words.help_text())


def _settings(turn: Turn, rest: str) -> Turn:
    """Show what is known; "/settings use lb" works like the words."""
    reading = turn.read(rest)
    if Intent.SET_PROFILE in reading.intents:
        return profiles.set_profile(turn, reading)
    return profiles.settings(turn)


COMMANDS: dict[str, Run] = {
    "start": _start,
    "help": _help,
    "undo": lambda turn, _rest: reports.take_back(turn),
    "why": lambda turn, _rest: questions.explain_last(turn),
    "settings": _settings,
    "export": export.export,
    "deleteme": lambda turn, _rest: profiles.ask_deletion(turn),
}


def split(text: str) -> tuple[str, str]:
    """The command's name and the rest: "/help@spotter_bot log" becomes ("help", "log")."""
    if not text.startswith("/"):
        return "", text
    first, _, rest = text[1:].partition(" ")
    return first.partition("@")[0].lower(), rest.strip()
