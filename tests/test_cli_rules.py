"""The commands about rules as a person or a script meets them: output, errors in one sentence, exit codes."""

import json
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.adapters.rule_files.folder import rules_folder
from tests.command_line import Ran, Run, command_line


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Run:
    """Runs `spotter` in this process."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("SPOTTER_RULES_DIR", raising=False)

    return command_line(monkeypatch, capfd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the house rules."""
    return Path(shutil.copytree(rules_folder(None), tmp_path / "rules"))


def test_lines_are_judged_in_order(run: Run) -> None:
    """One answer per line; blank lines say nothing; a wrong one has an error and the rest goes on."""
    lines = (
        '{"id": 1, "state": {}}\n\n{"id": 2, "state": {"x": 1}}\nnope\n{"id": 3, "state": {"pain": "injury"}}'
    )
    ran = run("judge", "--jsonl", stdin=lines)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["id"], row.get("verdict")) for row in rows] == [
        (1, "fine"),
        (2, None),
        (None, None),
        (3, "refer"),
    ]
    assert 'unknown key "x"' in rows[1]["error"]
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["line 2", "line 3"]
    assert ran.code == 1


def test_good_lines_exit_0(run: Run) -> None:
    """And leave standard error alone."""
    ran = run("judge", "--jsonl", stdin='{"state": {}}\n')
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("raw", ['{"technique": "dropset"}', '{"state": {"technique": "dropset"}}'])
def test_a_state_is_judged_for_a_person(run: Run, raw: str) -> None:
    """As an argument or on standard input."""
    for ran in (run("judge", raw), run("judge", stdin=raw)):
        assert ran.code == 0
        assert ran.out.startswith("avoid: ")
        assert "Hours: 84 = 48 usual rest +24 dropset +12 experience not known" in ran.out


def test_a_wrong_state_is_one_sentence_per_mistake(run: Run) -> None:
    """On standard error, exit code 1."""
    ran = run("judge", '{"technique": "dropsett", "setts": 1}')
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 2)


def test_house_rules_pass(run: Run) -> None:
    """Strictly."""
    assert run("rules", "check", "--strict") == Ran(0, "All rule files are in order.\n", "")
    assert re.fullmatch(r"\d+ cases, all hold.\n", run("rules", "test").out)


def test_a_file_stands_for_its_folder(run: Run, folder: Path) -> None:
    """An editor's hook may hand over the file that was saved."""
    assert run("rules", "check", str(folder / "cautions.yaml")).code == 0


def test_broken_rules_are_told_everywhere(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the check on standard output, by every other command on standard error."""
    path = folder / "cautions.yaml"
    path.write_text(path.read_text("utf-8").replace("verdict: caution", "verdict: cautious", 2), "utf-8")
    ran = run("rules", "check", str(folder))
    assert (ran.code, ran.out.count('Did you mean "caution"?')) == (1, 2)
    assert [
        row["severity"] for row in json.loads(run("rules", "check", str(folder), "--format", "json").out)
    ] == [
        "error",
        "error",
    ]
    monkeypatch.setenv("SPOTTER_RULES_DIR", str(folder))
    for words in (("judge", "{}"), ("rules", "test"), ("rules", "explain")):
        ran = run(*words)
        assert (ran.code, ran.out, ran.err.count('Did you mean "caution"?')) == (1, "", 2)


def test_a_dotenv_file_names_the_folder(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the environment does not."""
    (folder / "cautions.yaml").unlink()
    (tmp_path / ".env").write_text(f"SPOTTER_RULES_DIR={folder}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("judge", "{}")
    assert (ran.code, ran.err) == (1, "rules/cautions.yaml:1:1: this rule file is missing.\n")


def test_explain_shows_every_rule(run: Run) -> None:
    """Facts as pairs or as JSON; the conditions that held and those that did not."""
    by_pairs = run("rules", "explain", "technique=dropset", "experience=beginner")
    by_json = run("rules", "explain", "--state", '{"technique": "dropset", "experience": "beginner"}')
    assert by_pairs == by_json
    assert (
        "+ beginner-regular-sets (avoid)\n    yes  experience is beginner, wanted beginner or unknown"
        in by_pairs.out
    )
    assert "- comeback (avoid)\n    yes  effort is past_failure" in by_pairs.out
    assert "decided by  beginner-regular-sets" in by_pairs.out


def test_schemas_are_written(run: Run, tmp_path: Path) -> None:
    """To standard output or, all of them, into a folder."""
    assert json.loads(run("rules", "schema", "recovery").out)["type"] == "object"
    assert run("rules", "schema", "--write", str(tmp_path)).code == 0
    assert {path.name for path in tmp_path.glob("*.json")} == {
        f"{name}.schema.json" for name in ("cautions", "recovery", "sources", "overrides", "tests")
    }


WRONG_USAGE = {
    "no such command": ("jugde",),
    "no such option": ("judge", "--jsonn"),
    "no such format": ("rules", "check", "--format", "xml"),
    "no such schema": ("rules", "schema", "caution"),
    "no such folder": ("rules", "check", "/no/such/folder"),
    "no question": ("rules", "explain", "--as", "ana.chat"),
}


@pytest.mark.parametrize("name", WRONG_USAGE)
def test_wrong_usage_is_one_sentence_and_2(run: Run, name: str) -> None:
    """Nothing on standard output, no traceback."""
    ran = run(*WRONG_USAGE[name])
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("judge",),
        ("rules",),
        *[("rules", each) for each in ("check", "test", "explain", "diff", "schema")],
    ],
    ids=" ".join,
)
def test_help_has_an_example(run: Run, words: tuple[str, ...]) -> None:
    """Everywhere."""
    ran = run(*words, "--help")
    assert ran.code == 0
    assert "Example: spotter" in ran.out


def test_the_package_is_the_same_command() -> None:
    """`python -m bot` runs it."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "judge", "{}"], capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("fine: ")


def test_a_reader_that_stops_early_sees_no_error() -> None:
    """`spotter ... | head -1` ends without a word."""
    lines = b'{"state": {}}\n' * 3000
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "judge", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as judging:
        assert judging.stdin
        assert judging.stdout
        assert judging.stderr
        judging.stdin.write(lines[:14])
        judging.stdin.flush()
        assert judging.stdout.readline()
        judging.stdout.close()
        with suppress(BrokenPipeError):
            judging.stdin.write(lines)
            judging.stdin.close()
        assert (judging.wait(), judging.stderr.read()) == (1, b"")


CHAT = """\
lifter: tz=Europe/Amsterdam
@ 2026-11-03 18:05
> I've been lifting for 4 years
@ 2026-11-14 18:05
> calf raise 5x12 60 last two sets + partials
@ 2026-11-20 18:05
"""


def test_a_question_is_explained_with_a_past(run: Run, tmp_path: Path) -> None:
    """The deciding rule, the facts with their origin, the evidence, the sum, and what would alter it."""
    (tmp_path / "ana.chat").write_text(CHAT, "utf-8")
    ran = run("rules", "explain", "partials on calves?", "--as", str(tmp_path / "ana.chat"))
    assert ran.code == 0
    for words in (
        "avoid, decided by allowance-used: Stay inside the week's past-failure allowance",
        "from your log: 2 past-failure sets on 14 Nov; 2 allowed in 7 days",
        "level advanced (you told me on 3 Nov)",
        "48 usual rest + 24 partials - 12 calves = 60 h",
        "After tomorrow 08:00, it would be fine now and then.",
        "practice: coaching practice, not a trial result",
        "Schoenfeld and others, position stand",
    ):
        assert words in ran.out


def test_a_question_is_explained_for_somebody_unknown(run: Run) -> None:
    """Without a file nothing is known, and that is said."""
    ran = run("rules", "explain", "dropset my curls?")
    assert (ran.code, "nothing known: counted as beginner" in ran.out) == (0, True)


def test_a_message_without_a_verdict_says_so(run: Run) -> None:
    """With the answer that a lifter would get."""
    ran = run("rules", "explain", "hello")
    assert (ran.code, ran.out.startswith("< "), "No rule was asked" in ran.out) == (1, True, True)


@pytest.mark.parametrize(("text", "code"), [("lifter: tz=Mars/Base\n", 1), (None, 2)])
def test_a_past_that_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, text: str | None, code: int
) -> None:
    """A mistake in the file, or no file."""
    file = tmp_path / "ana.chat"
    if text is not None:
        file.write_text(text, "utf-8")
    ran = run("rules", "explain", "partials?", "--as", str(file))
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)


def test_two_folders_are_compared(run: Run, folder: Path, tmp_path: Path) -> None:
    """With as many conversations as a shell's pattern names."""
    text = (folder / "recovery.yaml").read_text("utf-8")
    (folder / "recovery.yaml").write_text(
        text.replace("{value: 2, lagging: 4", "{value: 3, lagging: 4"), "utf-8"
    )
    chats = [tmp_path / f"{name}.chat" for name in "ab"]
    for chat in chats:
        chat.write_text(f"{CHAT}> partials on calves?\n", "utf-8")
    ran = run("rules", "diff", str(rules_folder(None)), str(folder), "--chats", *map(str, chats))
    assert ran.code == 0
    assert "~ recovery: allowances.per_muscle.advanced.value 2 -> 3" in ran.out
    for chat in chats:
        assert f"{chat}: “partials on calves?”\n    old: avoid (allowance-used), 60 h" in ran.out
    assert "and 2 conversations." in ran.out


def test_a_question_may_come_with_what_is_known(run: Run) -> None:
    """Facts about the lifter beside the question, as in the first line of a .chat file."""
    ran = run("rules", "explain", "partials on calves?", "experience=intermediate", "lagging=calves")
    assert "decided by intermediate-lagging-exception" in ran.out
    wrong = run("rules", "explain", "partials on calves?", "experience=expert")
    assert (wrong.code, len(wrong.err.splitlines())) == (1, 1)
