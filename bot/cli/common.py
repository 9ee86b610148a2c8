"""What all commands share: the app, options, the rules folder, and how to stop with a plain sentence."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typing_extensions import override

from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.transcript import BrokenScript, Script, parse_script

FOUND_A_PROBLEM = 1
WRONG_USAGE = 2

#: The commands of `--help`, the most wanted first; what is not named here comes after them.
FIRST_COMMANDS = ("chat", "run", "read", "judge", "replay", "rules")


class WantedFirst(TyperGroup):
    """The commands in the order in which a newcomer wants them, wherever they are defined."""

    @override
    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the help; the type of the context is private to Typer."""
        others = [name for name in super().list_commands(ctx) if name not in FIRST_COMMANDS]
        return [*FIRST_COMMANDS, *others]


app = typer.Typer(
    name="spotter",
    cls=WantedFirst,
    help="The coach that catches lifters after failure.",
    epilog="Example: spotter chat --demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Lines = Annotated[
    bool, typer.Option("--jsonl", help="Read JSON lines from standard input, answer in JSON lines.")
]


def refuse(message: str, code: int) -> NoReturn:
    """Say why on standard error and stop."""
    if message:
        print(message, file=sys.stderr)
    raise SystemExit(code)


def chosen_rules(folder: Path | None = None) -> Path:
    """The rules folder that was named, else the one of the settings, else the house rules."""
    setting = os.environ.get("SPOTTER_RULES_DIR", "")
    if not setting and Path(".env").is_file():
        from dotenv import dotenv_values

        setting = dotenv_values(".env").get("SPOTTER_RULES_DIR") or ""
    chosen = rules_folder(folder or (Path(setting).expanduser() if setting else None))
    if chosen.is_file():  # one file of a folder: the files are read together
        chosen = chosen.parent
    if not chosen.is_dir():
        refuse(f"{chosen} is no folder; expected one with rule files.", WRONG_USAGE)
    return chosen


def stdin_lines() -> Iterator[bytes]:
    """The lines of standard input that say something."""
    return (line for line in sys.stdin.buffer if line.strip())


def print_json(found: object) -> None:
    """One line of JSON on standard output, at once."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def read_chat(file: Path) -> Script:
    """A `.chat` file; every mistake in it stops the command."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        reason = getattr(wrong, "strerror", None) or "it is no text in UTF-8"
        refuse(f"{file} cannot be read: {reason}.", WRONG_USAGE)
    return chat_of(text, str(file))


def chat_of(text: str, name: str) -> Script:
    """The conversation in a text; `name` says where it stands."""
    try:
        return parse_script(text)
    except BrokenScript as broken:
        refuse_script(broken, name)


def refuse_script(broken: BrokenScript, name: str) -> NoReturn:
    """Say what is wrong with a conversation, line by line, and stop."""
    refuse("\n".join(f"{name}:{each.line}: {each.says}" for each in broken.mistakes), FOUND_A_PROBLEM)
