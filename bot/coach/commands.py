"""Slash commands: the same in Telegram, in the terminal and in transcripts.

/start /help [log] /undo /why /settings [words] /export [json|csv] /deleteme
"""

from collections.abc import Callable

from bot.coach import export, profiles, questions, reports
from bot.coach.turn import Turn
from bot.replies import help as words

Run = Callable[[Turn, str], Turn]


def _start(turn: Turn, _rest: str) -> Turn:
    return turn.say(words.start(turn.profile.name))


def _help(turn: Turn, rest: str) -> Turn:
    return turn.say(words.help_log() if rest.strip().lower() == "log" else words.help_text())


COMMANDS: dict[str, Run] = {
    "start": _start,
    "help": _help,
    "undo": lambda turn, _rest: reports.take_back(turn),
    "why": lambda turn, _rest: questions.explain_last(turn),
    "settings": lambda turn, _rest: profiles.settings(turn),
    "export": export.export,
    "deleteme": lambda turn, _rest: profiles.ask_deletion(turn),
}


def split(text: str) -> tuple[str, str]:
    """The command's name and the rest: "/help@spotter_bot log" becomes ("help", "log")."""
    if not text.startswith("/"):
        return "", text
    first, _, rest = text[1:].partition(" ")
    return first.partition("@")[0].lower(), rest.strip()
