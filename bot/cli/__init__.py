"""The commands: parse options, call, print.

Exit codes: 0 done, 1 a problem was found, 2 wrong usage or settings. What is slow to import (YAML, pydantic,
Telegram) is imported inside the command that needs it, so that a short command starts fast. `talk` has chat,
run, read and replay, `rules` judge and rules, `keep` what an owner needs: health, doctor, backup and so on.
"""

import sys

import typer

from bot.adapters.judging import WrongState
from bot.adapters.rule_files.findings import BrokenRules
from bot.adapters.transcript import BrokenScript
from bot.cli import keep, rules, talk
from bot.cli.common import FOUND_A_PROBLEM, WRONG_USAGE, app, refuse

__all__ = ["app", "keep", "main", "rules", "talk"]


def main() -> None:
    """Run the command line; errors are one plain sentence each, never a traceback."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.Abort:
        refuse("Stopped.", FOUND_A_PROBLEM)
    except (BrokenRules, BrokenScript, WrongState) as found:
        refuse(str(found), FOUND_A_PROBLEM)
    except typer.TyperException as wrong:
        refuse(_sentence(wrong), WRONG_USAGE)
    except Exception as wrong:  # noqa: BLE001 - the last place before a person would see a traceback
        refuse(f"{type(wrong).__name__}: {wrong}", FOUND_A_PROBLEM)


def _sentence(wrong: Exception) -> str:
    """What was wrong about the command line; a command without its subcommand is told all of its help."""
    words = getattr(wrong, "format_message", lambda: str(wrong))().rstrip()
    return words if words.startswith("Usage:") else f"{words} See spotter --help."
