"""`spotter judge` and `spotter rules ...`: verdicts for states, and everything about rule files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters import judging
from bot.adapters.rule_files.explain import explain
from bot.adapters.rule_files.load import Rules, load_rules
from bot.adapters.rule_files.report import FORMATS, passes
from bot.adapters.transcript import Script
from bot.cli.common import (
    FOUND_A_PROBLEM,
    WRONG_USAGE,
    Lines,
    app,
    chat_of,
    chosen_rules,
    print_json,
    read_chat,
    refuse,
    stdin_lines,
)
from bot.coach.ruling import rule_on

rules_app = typer.Typer(
    help="Check, test and explain the rules that a coach writes.",
    epilog="Example: spotter rules check --strict",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")

Folder = Annotated[
    Path | None, typer.Argument(help="The folder of rules; the one that Spotter uses if left out.")
]


@app.command(epilog='Example: spotter judge \'{"technique": "dropset", "muscle": "biceps"}\'')
def judge(
    state: Annotated[
        str | None, typer.Argument(help="A training state as JSON; standard input if left out.")
    ] = None,
    jsonl: Lines = False,
) -> None:
    """Give the verdict and the recovery hours for a training state."""
    rules = load_rules(chosen_rules())
    if jsonl:
        raise typer.Exit(_judge_lines(rules))
    raw = judging.state_from_json(state.encode() if state is not None else sys.stdin.buffer.read())
    print(judging.as_words(rule_on(judging.state_from(raw, rules.muscles), rules)))


def _judge_lines(rules: Rules) -> int:
    """One answer per line, in order; a line that cannot be judged says why, and the others go on."""
    code = 0
    for number, line in enumerate(stdin_lines(), 1):
        try:
            found = judging.answer(line, rules)
        except judging.WrongState as wrong:
            code = FOUND_A_PROBLEM
            found = {"id": judging.line_id(line), "error": " ".join(wrong.problems)}
            print(f"line {number}: {found['error']}", file=sys.stderr)
        print_json(found)
    return code


@rules_app.command("check", epilog="Example: spotter rules check --format github")
def rules_check(
    folder: Folder = None,
    format: Annotated[str, typer.Option(help="text, json or github.")] = "text",  # noqa: A002 - the option's name
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
) -> None:
    """Find what is wrong in the rule files, each with its place."""
    from bot.adapters.rule_files.suite import check_all

    if format not in FORMATS:
        refuse(f'--format is "{format}"; expected {", ".join(FORMATS)}.', WRONG_USAGE)
    findings = check_all(chosen_rules(folder))
    print(FORMATS[format](findings))
    raise typer.Exit(0 if passes(findings, strict=strict) else FOUND_A_PROBLEM)


@rules_app.command("test", epilog="Example: spotter rules test --only dropset")
def rules_test(
    folder: Folder = None,
    only: Annotated[str, typer.Option(help="Run only cases whose name contains this.")] = "",
) -> None:
    """Run the cases in tests/ beside the rules.

    A failure shows what was expected, what came out, and why.
    """
    from bot.adapters.rule_files.suite import run_all

    tested = run_all(chosen_rules(folder), only)
    print(tested.text)
    raise typer.Exit(0 if tested.passed else FOUND_A_PROBLEM)


@rules_app.command("explain", epilog='Example: spotter rules explain "partials on calves?" --as ana.chat')
def rules_explain(
    asked: Annotated[
        list[str] | None,
        typer.Argument(help="A question as a lifter texts it (and experience=advanced), or facts alone."),
    ] = None,
    state: Annotated[str, typer.Option(help="The facts as JSON instead.")] = "",
    overrides: Annotated[
        str, typer.Option("--for", help="Whose overrides count: the name of a file in overrides/.")
    ] = "",
    past: Annotated[
        Path | None, typer.Option("--as", help="A .chat file: who asks, and what went before.")
    ] = None,
) -> None:
    """Show why an answer is what it is.

    For a question: the deciding rule, the facts and where they come from, evidence, and what would alter it.
    For facts: every rule, every condition, and what each saw.
    """
    words = asked or []
    question = " ".join(word for word in words if "=" not in word)
    if question or past is not None:
        told = " ".join(word for word in words if "=" in word)
        script = read_chat(past) if past else chat_of(f"lifter: {told}", "the lifter")
        _explain_question(question, script, overrides)
        return
    rules = load_rules(chosen_rules())
    raw = judging.state_from_json(state.encode()) if state else judging.state_from_pairs(words)
    judged = judging.state_from(raw, rules.muscles)
    print(explain(judged, rule_on(judged, rules), rules.rulebook))


def _explain_question(question: str, past: Script, overrides: str) -> None:
    from bot.adapters.asking import as_text, ask
    from bot.adapters.rule_files.handbook import load_handbook

    if not question.strip():
        refuse('A question is missing, such as "partials on calves?".', WRONG_USAGE)
    handbook = load_handbook(chosen_rules())
    if overrides and overrides not in handbook.layers:
        refuse(f"there is no overrides/{overrides}.yaml in the rules folder.", WRONG_USAGE)
    found = ask(question, past, handbook.of("", overrides))
    print(as_text(found))
    raise typer.Exit(0 if found.behind else FOUND_A_PROBLEM)


@rules_app.command("diff", epilog="Example: spotter rules diff rules mine --chats tests/transcripts/*.chat")
def rules_diff(
    old: Annotated[Path, typer.Argument(help="A folder of rules.")],
    new: Annotated[Path, typer.Argument(help="The folder that may take its place.")],
    more: Annotated[list[Path] | None, typer.Argument(metavar="[CHATS]...", help="More .chat files.")] = None,
    chats: Annotated[list[Path] | None, typer.Option(help="Conversations to play by both.")] = None,
) -> None:
    """Show how two folders of rules differ, and what that would move.

    That is: verdicts of the cases in tests/, and verdicts and follow-ups of conversations.
    """
    from bot.adapters.rule_diff import compare

    scripts = {str(file): read_chat(file) for file in (*(chats or []), *(more or []))}
    print(compare(chosen_rules(old), chosen_rules(new), scripts).text)


@rules_app.command("schema", epilog="Example: spotter rules schema cautions > cautions.schema.json")
def rules_schema(
    name: Annotated[
        str, typer.Argument(help="cautions, recovery, sources, overrides or tests.")
    ] = "cautions",
    write: Annotated[Path | None, typer.Option(help="Write all schemas into this folder instead.")] = None,
) -> None:
    """Write the JSON Schema of a rule file, for use in an editor."""
    from bot.adapters.rule_files.schema import ALL_SHAPES, as_file, file_name

    if name not in ALL_SHAPES:
        refuse(f'there is no schema "{name}"; expected {", ".join(ALL_SHAPES)}.', WRONG_USAGE)
    if write is None:
        print(as_file(name), end="")
        return
    for each in ALL_SHAPES:
        (write / file_name(each)).write_text(as_file(each), encoding="utf-8")
