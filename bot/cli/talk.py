"""`spotter chat`, `run`, `read` and `replay`: the coach at work, and how messages are understood."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import (
    FOUND_A_PROBLEM,
    WRONG_USAGE,
    Lines,
    app,
    chosen_rules,
    print_json,
    read_chat,
    refuse,
    refuse_script,
    stdin_lines,
)

DataDir = Annotated[Path | None, typer.Option(help="Where the data are kept.")]


@app.command(epilog="Example: spotter chat --demo")
def chat(
    data_dir: DataDir = None,
    lifter: Annotated[str, typer.Option(help="Who is talking.")] = "you",
    demo: Annotated[bool, typer.Option("--demo", help="Start with eight weeks of example history.")] = False,
) -> None:
    """Talk to the whole coach in the terminal, no token needed.

    /skip 2d moves its clock on and delivers what came due; piped input is read line by line.
    """
    import asyncio

    from bot.adapters.terminal import GONE_AFTERWARDS, WELCOME
    from bot.adapters.tinydb_store import DataFolderUnusable
    from bot.app import AlreadyKnown, chat_room, demo_room, machine_zone
    from bot.settings import WrongSettings, load_settings

    try:
        if demo:
            opened = demo_room(data_dir, chosen_rules(), lifter, timezone=machine_zone())
        else:
            folder = data_dir or load_settings().data_dir / "chat"
            opened = chat_room(folder, chosen_rules(), lifter, timezone=machine_zone())
        with opened as room:
            print(WELCOME.format(folder=room.folder if data_dir or not demo else GONE_AFTERWARDS))
            asyncio.run(room.terminal(sys.stdin, sys.stdout).converse())
    except (AlreadyKnown, DataFolderUnusable, WrongSettings) as wrong:
        refuse(str(wrong), WRONG_USAGE)
    except KeyboardInterrupt:
        print()


@app.command(epilog="Example: SPOTTER_TOKEN_FILE=token.txt spotter run")
def run(
    webhook: Annotated[str | None, typer.Option(help="Have updates posted to this URL, not polled.")] = None,
) -> None:
    """Serve Telegram: long polling, or a webhook."""
    import asyncio
    import gc

    gc.disable()  # until it serves: a sixth of the start went into looking for garbage in what stays
    from bot.adapters.logs import set_up_logs
    from bot.adapters.tinydb_store import DataFolderUnusable
    from bot.app import CannotRun, NoToken, run_telegram
    from bot.settings import WrongSettings, load_settings, unknown_variables

    try:
        settings = load_settings()
        for warning in unknown_variables():
            print(warning, file=sys.stderr)
        token = settings.bot_token.get_secret_value() if settings.bot_token else ""
        set_up_logs(settings.log, settings.log_format, token=token)
        asyncio.run(run_telegram(settings, chosen_rules(settings.rules_dir), webhook))
    except (DataFolderUnusable, WrongSettings, NoToken, ValueError) as wrong:
        refuse(str(wrong), WRONG_USAGE)
    except CannotRun as stopped:
        refuse(str(stopped), FOUND_A_PROBLEM)


@app.command(epilog='Example: spotter read "calf raise 3x12 + partials"')
def read(
    text: Annotated[str | None, typer.Argument(help="A message; standard input if left out.")] = None,
    jsonl: Lines = False,
) -> None:
    """Show how a message is understood."""
    import gc

    gc.disable()  # the vocabulary is built once and stays: a tenth of the start went into looking for garbage
    from bot.adapters.reading import in_words
    from bot.adapters.rule_files.handbook import load_reader

    if jsonl:
        raise typer.Exit(_read_lines())
    message = text if text is not None else sys.stdin.read()
    print(in_words(load_reader(chosen_rules()).read(message)))


def _read_lines() -> int:
    """One answer per line, in order; a line that is no request says why, and the others go on."""
    from bot.adapters.clock import stopwatch_ms
    from bot.adapters.garbage import look_seldom
    from bot.adapters.reading import WrongLine, answer, line_id
    from bot.adapters.rule_files.handbook import load_reader

    reader, code = load_reader(chosen_rules()), 0
    reader.warm_up()
    look_seldom()
    for number, line in enumerate(stdin_lines(), 1):
        try:
            found = answer(line, reader, stopwatch_ms)
        except WrongLine as wrong:
            code = FOUND_A_PROBLEM
            found = {"id": line_id(line), "error": str(wrong)}
            print(f"line {number}: {wrong}", file=sys.stderr)
        print_json(found)
    return code


@app.command(epilog="Example: spotter replay tests/transcripts/first-exchange.chat")
def replay(
    file: Annotated[Path, typer.Argument(help="A .chat file.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object per event.")] = False,
) -> None:
    """Play a .chat file on a simulated clock and check it."""
    from bot.adapters.replay import play
    from bot.adapters.rule_files.handbook import load_handbook
    from bot.adapters.transcript import BrokenScript
    from bot.adapters.transcript_view import as_json, as_text, failure_text

    script, handbook = read_chat(file), load_handbook(chosen_rules())
    try:
        played = play(script, handbook)
    except BrokenScript as broken:
        refuse_script(broken, str(file))
    for event in played.events:
        if jsonl:
            print_json(as_json(event))
        else:
            print(as_text(event))
    for failure in played.failures:
        print(failure_text(failure, file), file=sys.stderr)
    raise typer.Exit(FOUND_A_PROBLEM if played.failures else 0)
