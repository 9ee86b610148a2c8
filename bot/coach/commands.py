"""Slash commands: the same in Telegram, in the terminal and in transcripts.

/start /help [log] /undo [lift] /why /settings [words] /export [json|csv] /deleteme
"""

from collections.abc import Callable

from bot.coach import context, explaining, export, profiles, undoing
from bot.coach.respond import respond
from bot.coach.turn import Turn
from bot.domain.incoming import Incoming
from bot.domain.reading import Intent, Reading
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
    "undo": lambda turn, rest: undoing.undo(turn, turn.read(f"undo {rest}")),
    "why": lambda turn, _rest: explaining.explain_last(turn),
    "settings": _settings,
    "export": export.export,
    "deleteme": lambda turn, _rest: profiles.ask_deletion(turn),
}


def dealt_with(turn: Turn, message: Incoming) -> Turn:
    """Carry out a command, or do what the words want.

    A command that is none of ours may still mean something without its slash: "/pause".
    """
    name, rest = split(message.text)
    if name in COMMANDS:
        return COMMANDS[name](turn, rest)
    awaited = context.awaited(turn)
    reading = turn.read(message.text, awaited)
    if name.isalpha() and _says_nothing(reading):
        reading = turn.read(message.text.removeprefix("/"), awaited)
        if _says_nothing(reading):
            return turn.say(words.unknown_command(name))
    return respond(turn, reading, message.at)


def _says_nothing(reading: Reading) -> bool:
    return reading.intents == (Intent.OTHER,) and reading.ask is None


def split(text: str) -> tuple[str, str]:
    """The command's name and the rest: "/help@spotter_bot log" becomes ("help", "log")."""
    if not text.startswith("/"):
        return "", text
    first, _, rest = text[1:].partition(" ")
    return first.partition("@")[0].lower(), rest.strip()
