"""`spotter health`, `doctor`, `backup`, `restore`, `export` and `erase`: for whoever keeps Spotter at work."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import FOUND_A_PROBLEM, WRONG_USAGE, app, refuse

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


def _data_dir(named: Path | None) -> Path:
    """The folder that was named, else the one of the settings."""
    if named is not None:
        return named
    from bot.settings import WrongSettings, load_settings

    try:
        return load_settings().data_dir
    except WrongSettings as wrong:
        refuse(str(wrong), WRONG_USAGE)
