"""`spotter health`, `doctor`, `backup`, `restore`, `export`, `erase`: for whoever keeps Spotter at work."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import FOUND_A_PROBLEM, WRONG_USAGE, app, chosen_rules, refuse

DataDir = Annotated[Path | None, typer.Option(help="Where the data are kept.")]


@app.command(epilog="Example: spotter health --data-dir /var/lib/spotter")
def health(data_dir: DataDir = None) -> None:
    """Say whether the bot at work with this data folder is alive and hears Telegram."""
    from bot.adapters.clock import SystemClock
    from bot.adapters.heartbeat import ailment

    found = ailment(_data_dir(data_dir), SystemClock().now())
    if found:
        refuse(found, FOUND_A_PROBLEM)
    print("Spotter is alive and hears Telegram.")


@app.command(epilog="Example: spotter doctor --online")
def doctor(
    data_dir: DataDir = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Telegram whether it knows the token.")
    ] = False,
) -> None:
    """Look at data, disk, rules, clock and token, and say what to do about what is wrong."""
    from bot.adapters.clock import SystemClock
    from bot.adapters.doctor import Finding, Mark, about_token, examined
    from bot.settings import WrongSettings, load_settings, unknown_variables

    try:
        settings = load_settings()
    except WrongSettings as wrong:
        for problem in wrong.problems:
            print(Finding(Mark.WRONG, "settings", problem).as_line)
        refuse("The rest is looked at once the settings are right.", FOUND_A_PROBLEM)
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    found_wrong = False
    for finding in (
        *(Finding(Mark.WARN, "settings", each) for each in unknown_variables()),
        about_token(token, settings.api_url, online=online),
        *examined(data_dir or settings.data_dir, chosen_rules(settings.rules_dir), SystemClock()),
    ):
        print(finding.as_line)
        found_wrong |= finding.mark is Mark.WRONG
    raise typer.Exit(FOUND_A_PROBLEM if found_wrong else 0)


def _data_dir(named: Path | None) -> Path:
    """The folder that was named, else the one of the settings."""
    if named is not None:
        return named
    from bot.settings import WrongSettings, load_settings

    try:
        return load_settings().data_dir
    except WrongSettings as wrong:
        refuse(str(wrong), WRONG_USAGE)
