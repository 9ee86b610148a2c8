"""chat, read, replay and run as a person or a script meets them: output, sentences, exit codes; no token."""

import json
from pathlib import Path

import pytest

from tests.command_line import Run, command_line

REPORT = "calf raise 3x12 + partials"


@pytest.fixture
def spotter(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `spotter` in this process and in an empty folder, without any settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("TOKEN", "TOKEN_FILE", "RULES_DIR", "ALLOWED", "ADMINS", "LOG", "API_URL"):
        monkeypatch.delenv(f"SPOTTER_{name}", raising=False)
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "settings"))

    return command_line(monkeypatch, capfd)


def test_chat_reads_piped_lines_and_needs_no_token(spotter: Run, tmp_path: Path) -> None:
    """The first exchange of the product, down to the verdict; the data stay where they were wanted."""
    ran = spotter("chat", "--data-dir", "d", stdin=f"{REPORT}\nshould I dropset?\n/skip 1d\n")
    assert (ran.code, ran.err) == (0, "")
    for said in ("Logged", "Calves: train hard again from", "Instead:", "How do your calves feel"):
        assert said in ran.out
    assert (tmp_path / "d" / "lifters" / "you").is_dir()


def test_chat_without_a_folder_uses_the_one_of_the_settings(spotter: Run, tmp_path: Path) -> None:
    """A room of its own in it, beside the data of the bot."""
    assert spotter("chat", stdin="bench 3x8 80\n").code == 0
    assert (tmp_path / "settings" / "chat" / "lifters" / "you").is_dir()


def test_every_lifter_has_a_log_of_his_or_her_own(spotter: Run) -> None:
    """Also where the names have no Latin letter."""
    spotter("chat", "--data-dir", "d", "--lifter", "李", stdin="bench 3x8 80\n")
    assert (
        "bench press 3x8"
        not in spotter("chat", "--data-dir", "d", "--lifter", "Аня", stdin="last bench?\n").out
    )
    assert (
        "bench press 3x8" in spotter("chat", "--data-dir", "d", "--lifter", "李", stdin="last bench?\n").out
    )


def test_the_demo_uses_the_folder_that_is_given_once(spotter: Run, tmp_path: Path) -> None:
    """A second demo would pile example sets on the first: one sentence, exit code 2."""
    first = spotter("chat", "--demo", "--data-dir", "d", stdin="last squat?\n")
    assert first.code == 0
    assert "Last time" in first.out
    assert (tmp_path / "d" / "lifters" / "you").is_dir()
    again = spotter("chat", "--demo", "--data-dir", "d", stdin="last squat?\n")
    assert (again.code, again.out) == (2, "")
    assert "leave out --demo" in again.err
    assert "Last time" in spotter("chat", "--data-dir", "d", stdin="last squat?\n").out


def test_a_demo_without_a_folder_says_that_nothing_stays(spotter: Run, tmp_path: Path) -> None:
    """And nothing does."""
    ran = spotter("chat", "--demo", stdin="/quit\n")
    assert ran.code == 0
    assert "gone afterwards" in ran.out
    assert not (tmp_path / "settings").exists()


def test_settings_in_words_work_like_the_words(spotter: Run) -> None:
    """`/settings use lb` is not an order to show the settings."""
    ran = spotter("chat", "--data-dir", "d", stdin="/settings use lb\n/settings\n/settings zzz qqq\n")
    changed, shown, strange = ran.out.partition("you> ")[2].split("you> ")
    assert "weights in lb" in changed
    assert "Units: lb" in shown
    assert "Units: lb" in strange


def test_an_export_says_where_it_went(spotter: Run, tmp_path: Path) -> None:
    """Never over a file that is there."""
    ran = spotter("chat", "--data-dir", "d", stdin="bench 3x8 80\n/export csv\n/export csv\n")
    files = sorted(tmp_path.glob("spotter-*.csv"))
    assert len(files) == 2
    assert all(str(file) in ran.out for file in files)


def test_a_folder_that_cannot_be_used_is_a_sentence(spotter: Run, tmp_path: Path) -> None:
    """No traceback, exit code 2."""
    (tmp_path / "file").write_text("in the way")
    ran = spotter("chat", "--data-dir", "file", stdin="hi\n")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_read_says_how_a_message_is_understood(spotter: Run) -> None:
    """From the command line or from standard input."""
    assert "calf raise" in spotter("read", REPORT).out.lower()
    assert spotter("read", REPORT).out == spotter("read", stdin=REPORT).out


def test_read_answers_line_by_line_and_goes_on_after_a_wrong_one(spotter: Run) -> None:
    """In order, nothing else on standard output; a wrong line is told on standard error, exit code 1."""
    lines = ['{"id": "a", "text": "bench 3x8 80"}', "no json", '{"id": "c", "text": "should I dropset?"}']
    ran = spotter("read", "--jsonl", stdin="\n".join(lines) + "\n")
    first, second, third = map(json.loads, ran.out.splitlines())
    assert (first["id"], first["kind"], len(first["exercises"][0]["sets"])) == ("a", "report", 3)
    assert "error" in second
    assert (third["id"], third["intents"][0], third["technique"]) == ("c", "ask_technique", "dropset")
    assert ran.code == 1
    assert ran.err.startswith("line 2: ")


@pytest.mark.parametrize(
    ("script", "code", "told"),
    [
        pytest.param(f"> {REPORT}\n< Logged\n", 0, "", id="all as expected"),
        pytest.param(
            f"> {REPORT}\n< Nope\n", 1, "a.chat:2: expected a message with “Nope”\n", id="not as expected"
        ),
        pytest.param("> hi\ntap Nope\n", 1, "a.chat:2: there is no button “Nope”", id="no such button"),
        pytest.param("> hi\nhello\n", 1, "a.chat:2: “hello” is no step", id="no step"),
        pytest.param("lifter: lagging=calfs_\n> hi\n", 1, "a.chat:1: “calfs_” is no muscle", id="no muscle"),
    ],
)
def test_replay_checks_a_conversation(
    spotter: Run, tmp_path: Path, script: str, code: int, told: str
) -> None:
    """Exit code 1 and the line for whatever is not as written."""
    (tmp_path / "a.chat").write_text(script)
    ran = spotter("replay", "a.chat")
    assert ran.code == code
    assert ran.err.startswith(told)
    assert bool(ran.err) == bool(told)


def test_replay_prints_one_object_per_event(spotter: Run, tmp_path: Path) -> None:
    """With the names of the contract."""
    (tmp_path / "a.chat").write_text(f"lifter: tz=Europe/Berlin\n@ 2026-11-20 18:05\n> {REPORT}\n")
    message, reply = map(json.loads, spotter("replay", "a.chat", "--jsonl").out.splitlines())
    assert list(message) == ["at", "from", "kind", "text", "buttons", "verdict", "about"]
    assert (message["at"], message["from"], message["kind"]) == (
        "2026-11-20T18:05:00+01:00",
        "lifter",
        "message",
    )
    assert (reply["from"], reply["kind"], reply["about"]["muscle"]) == ("coach", "reply", "calves")
    assert reply["verdict"] == "avoid"


def test_a_file_that_is_not_there_is_wrong_usage(spotter: Run) -> None:
    """One sentence."""
    ran = spotter("replay", "nowhere.chat")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "nowhere.chat cannot be read: No such file or directory.\n"


def test_run_without_a_token_says_how_to_get_one(spotter: Run) -> None:
    """And that the chat needs none."""
    ran = spotter("run")
    assert ran.code == 2
    assert "@BotFather" in ran.err
    assert "make chat" in ran.err


def test_wrong_settings_are_told_at_once_one_line_each(spotter: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token never shows."""
    monkeypatch.setenv("SPOTTER_TOKEN", "secret-thing")
    monkeypatch.setenv("SPOTTER_LOG", "loud")
    ran = spotter("run")
    assert (ran.code, ran.err.count("\n")) == (2, 2)
    assert "secret-thing" not in ran.err


def test_help_lists_what_is_wanted_first(spotter: Run) -> None:
    """Chat, run, read, judge, replay, rules; every line whole."""
    ran = spotter("--help")
    commands = ran.out.partition("Commands:\n")[2]
    listed = [line.split()[0] for line in commands.splitlines() if line.strip()]
    assert ran.code == 0
    assert listed[:6] == ["chat", "run", "read", "judge", "replay", "rules"]
    assert "..." not in commands


@pytest.mark.parametrize("words", [(), ("rules",)], ids=["spotter alone", "rules alone"])
def test_a_command_alone_prints_its_help_once(spotter: Run, words: tuple[str, ...]) -> None:
    """And nothing after it."""
    ran = spotter(*words)
    assert (ran.code, ran.err.count("Usage:")) == (2, 1)
    assert "See spotter --help" not in ran.err


def test_a_word_that_is_no_option_is_a_sentence(spotter: Run) -> None:
    """With the way on."""
    ran = spotter("chat", "--tset")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.endswith("See spotter --help.\n")
