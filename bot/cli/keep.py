"""`spotter health`, `doctor`, `backup`, `restore`, `export`, `erase`: for whoever keeps Spotter at work."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from bot.cli.common import FOUND_A_PROBLEM, WRONG_USAGE, app, chosen_rules, refuse

if TYPE_CHECKING:
    from bot.adapters.tinydb_store import TinyDBStore
    from bot.adapters.tinydb_store.inspection import Trouble

DataDir = Annotated[Path | None, typer.Option(help="Where the data are kept.")]


@app.command(epilog="Example: spotter health --data-dir /var/lib/spotter")
def health(data_dir: DataDir = None) -> None:
    """Say whether the bot at work is alive and hears Telegram."""
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
    """Look for what is wrong with data, disk, rules, clock and token.

    Says what to do about each.
    """
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


@app.command(epilog="Example: spotter backup spotter-$(date +%F).tar.gz")
def backup(
    file: Annotated[str, typer.Argument(help="Where to write it (.tar.gz); - for standard output.")],
    data_dir: DataDir = None,
) -> None:
    """Copy all data into one file with checksums.

    The bot may go on working meanwhile.
    """
    from bot.adapters.clock import SystemClock
    from bot.adapters.tinydb_store.backup import back_up
    from bot.adapters.tinydb_store.disk import reason

    folder = _data_dir(data_dir)
    if not folder.is_dir():
        refuse(f"There is no data folder {folder}.", WRONG_USAGE)
    try:
        with _written(file) as out:
            made = back_up(folder, out, SystemClock().now())
    except OSError as error:
        refuse(f"No backup was made: {reason(error)} ({error.filename or file}).", FOUND_A_PROBLEM)
    print(f"{made.lifters} lifters, {made.files} files.", file=sys.stderr)
    _tell(made.troubles)


@app.command(epilog="Example: spotter restore spotter-2026-11-22.tar.gz --data-dir new-folder")
def restore(
    file: Annotated[str, typer.Argument(help="A backup; - for standard input.")],
    data_dir: DataDir = None,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of data that exist.")] = False,
) -> None:
    """Put a backup into the data folder, all of it or nothing.

    It is checked before anything is changed. Stop the bot first.
    """
    from bot.adapters.tinydb_store import DataFolderUnusable
    from bot.adapters.tinydb_store.backup import BackupUnusable
    from bot.adapters.tinydb_store.backup import restore as put_back
    from bot.ports import StoreUnavailable

    folder = _data_dir(data_dir)
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as source:
            found = put_back(folder, source, force=force)
    except OSError as error:
        refuse(f"{file} cannot be read: {error.strerror}.", WRONG_USAGE)
    except DataFolderUnusable as wrong:
        refuse(str(wrong), WRONG_USAGE)
    except (BackupUnusable, StoreUnavailable) as wrong:
        refuse(str(wrong), FOUND_A_PROBLEM)
    print(f"{found.lifters} lifters of {found.made_at} are in {folder}.")
    if found.replaced:
        print(f"What was there before is in {found.replaced}: delete it when all is well.")
    _tell(found.troubles)


@app.command(epilog="Example: spotter erase tg-12345")
def erase(
    lifter: Annotated[str, typer.Argument(help="The lifter's folder name, or a Telegram user id.")],
    data_dir: DataDir = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything about one lifter.

    Stop the bot first; lifters do it themselves with /deleteme.
    """
    from bot.adapters.tinydb_store.inspection import lifter_folders

    folder = _data_dir(data_dir)
    with _opened(folder) as store:
        # Also those of whom no more is left than damaged files, or messages that tripped the coach.
        known = _known([each.name for each in lifter_folders(folder)], lifter)
        if not yes:
            typer.confirm(f"Delete everything about {known} for good?", abort=True)
        store.forget(known)
        # What a flood of theirs has left since a crash; nobody is at work here.
        for path in folder.glob(f"inbox/{known.removeprefix('tg-')}.*"):
            path.unlink()
    print(f"Nothing about {known} is left here; copies may be in your backups.")


@app.command(epilog="Example: spotter export tg-12345 --format csv > sets.csv")
def export(
    lifter: Annotated[str, typer.Argument(help="The lifter's folder name, or a Telegram user id.")],
    data_dir: DataDir = None,
    format: Annotated[str, typer.Option(help="json (everything) or csv (the sets).")] = "json",  # noqa: A002 - the option's name
) -> None:
    """Print everything about one lifter.

    Stop the bot first; lifters do it themselves with /export.
    """
    from bot.adapters.clock import SystemClock
    from bot.coach.export import KINDS, Everything, document

    if format not in KINDS:
        refuse(f'--format is "{format}"; expected {" or ".join(KINDS)}.', WRONG_USAGE)
    with _opened(_data_dir(data_dir)) as store:
        known = _known(store.lifters(), lifter)
        everything = Everything(store.load(known), store.history(known), store.dead_letters(known))
        for piece in document(format, everything, SystemClock().now())[1]:
            sys.stdout.buffer.write(piece.encode("utf-8", "replace"))


@contextmanager
def _opened(folder: Path) -> Iterator["TinyDBStore"]:
    """The store, or a plain sentence why not."""
    from bot.adapters.clock import SystemClock
    from bot.adapters.tinydb_store import DataFolderUnusable, TinyDBStore
    from bot.ports import StoreUnavailable

    try:
        with TinyDBStore(folder, SystemClock()) as store:
            yield store
    except DataFolderUnusable as wrong:
        refuse(str(wrong), WRONG_USAGE)
    except StoreUnavailable as wrong:
        refuse(str(wrong), FOUND_A_PROBLEM)


def _known(lifters: Sequence[str], named: str) -> str:
    """The lifter that was meant."""
    meant = next((each for each in (named, f"tg-{named}") if each in lifters), None)
    return meant or refuse(f"There is no lifter {named!r} in this data folder.", FOUND_A_PROBLEM)


def _tell(troubles: Iterable["Trouble"]) -> None:
    """Say what is not whole, and exit accordingly."""
    for each in troubles:
        print(each.says, file=sys.stderr)
    raise typer.Exit(FOUND_A_PROBLEM if any(each.lost for each in troubles) else 0)


@contextmanager
def _written(file: str) -> Iterator[IO[bytes]]:
    """A file that gets its name when it is whole; standard output for `-`."""
    if file == "-":
        if sys.stdout.isatty():
            refuse("A backup is no text for a screen: name a file, or pipe it.", WRONG_USAGE)
        yield sys.stdout.buffer
        return
    path, new = Path(file), Path(f"{file}.new")
    if path.exists():
        refuse(f"{path} exists already: choose another name.", WRONG_USAGE)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _data_dir(named: Path | None) -> Path:
    """The folder that was named, else the one of the settings."""
    if named is not None:
        return named
    from bot.settings import WrongSettings, load_settings

    try:
        return load_settings().data_dir
    except WrongSettings as wrong:
        refuse(str(wrong), WRONG_USAGE)
