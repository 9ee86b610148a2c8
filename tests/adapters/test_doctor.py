"""`spotter doctor`: each fault it knows is found, named and given a remedy; it changes nothing."""

import asyncio
import os
import shutil
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.adapters import doctor
from bot.adapters.clock import SystemClock
from bot.adapters.doctor import Finding, Mark, about_token, examined
from bot.adapters.rule_files.suite import check_all
from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.tinydb_store.sealed import seal
from bot.cli import app
from bot.domain.dossier import Dossier
from tests.bot_api.server import BotApi
from tests.fakes import FakeClock

RULES = Path("rules")
CHECKED = cache(check_all)
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape that shutil returns


@pytest.fixture(autouse=True)
def _once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules take a while to check, and stay the same."""
    monkeypatch.setattr(doctor, "check_all", CHECKED)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A healthy data folder with two generations of one lifter."""
    folder = tmp_path / "data"
    with TinyDBStore(folder, FakeClock(), create=True) as store:
        store.save(Dossier("ana", counter=1))
        store.save(Dossier("ana", counter=2))
    return folder


def look(folder: Path, about: str, rules: Path = RULES) -> Sequence[Finding]:
    """What the doctor says about one subject."""
    return [each for each in examined(folder, rules, FakeClock()) if each.about == about]


def test_a_healthy_house_has_nothing_wrong(data: Path) -> None:
    """No line but about rules or disk (as they are here) has a doubt, and looking leaves no trace."""
    before = {path: path.read_bytes() for path in data.rglob("*.json")}
    findings = list(examined(data, RULES, FakeClock()))
    assert {each.mark for each in findings if each.about not in {"rules", "disk"}} == {Mark.OK}
    assert {path: path.read_bytes() for path in data.rglob("*.json")} == before
    assert {path.name for path in data.iterdir()} == {"lifters", "spotter.lock"}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _newer(folder: Path) -> None:
    (folder / "current.json").write_bytes(seal({"meta": {"1": {"schema": 9, "lifter": "ana"}}}))


FAULTS: dict[str, tuple[Callable[[Path], object], Mark, str]] = {
    "one generation damaged": (lambda ana: _cut(ana / "current.json"), Mark.WARN, "the other one is used"),
    "both generations damaged": (
        lambda ana: list(map(_cut, ana.glob("*.json"))),
        Mark.WRONG,
        "from a backup",
    ),
    "a file set aside": (
        lambda ana: (ana / "current.json.damaged-0123abcd").touch(),
        Mark.WARN,
        "set aside earlier",
    ),
    "a newer Spotter's file": (_newer, Mark.WRONG, "update Spotter"),
}


@pytest.mark.parametrize(("fault", "mark", "words"), FAULTS.values(), ids=FAULTS)
def test_files_that_are_not_whole_are_found(
    data: Path, fault: Callable[[Path], object], mark: Mark, words: str
) -> None:
    """Each kind of damage, and whether data are out of reach by it."""
    fault(data / "lifters/ana")
    assert [each.mark for each in look(data, "data") if words in each.says] == [mark]


def test_a_generation_that_is_missing_is_no_damage(data: Path) -> None:
    """A crash between two renames leaves the previous generation alone; nothing is lost."""
    (data / "lifters/ana/current.json").unlink()
    assert {each.mark for each in look(data, "data")} == {Mark.OK}


def test_a_folder_open_to_others_is_told(data: Path) -> None:
    """What lifters write is private."""
    data.chmod(0o755)
    assert any("chmod 700" in each.says for each in look(data, "data"))


def test_no_folder_yet_is_fine_and_a_file_in_its_place_is_not(tmp_path: Path) -> None:
    """The first start makes the folder; over a file it cannot."""
    assert [each.mark for each in look(tmp_path / "new", "data")] == [Mark.OK]
    (tmp_path / "file").touch()
    assert [each.mark for each in look(tmp_path / "file", "data")] == [Mark.WRONG]


def test_a_process_without_a_heartbeat_is_told(data: Path) -> None:
    """The lock is taken, and nobody shows a sign of life."""
    with TinyDBStore(data, FakeClock()):
        (finding,) = look(data, "running")
    assert finding.mark is Mark.WARN
    assert "Another process" in finding.says


@pytest.mark.parametrize(
    ("free", "mark"), [(300_000_000, Mark.OK), (150_000_000, Mark.WARN), (40_000_000, Mark.WRONG)]
)
def test_little_room_is_told(data: Path, monkeypatch: pytest.MonkeyPatch, free: int, mark: Mark) -> None:
    """Below 200 MB a warning, below 50 MB an alarm."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - free, free))
    assert look(data, "disk")[0].mark is mark


def test_a_slow_disk_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 5 ms for a commit."""
    monkeypatch.setattr(doctor, "fsync_ms", lambda _: 40.0)
    assert [each.mark for each in look(data, "disk")] == [Mark.OK, Mark.WARN]


def test_a_disk_that_refuses_is_wrong(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing can be saved."""

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    assert [each.mark for each in look(data, "disk")] == [Mark.OK, Mark.WRONG]
    assert not (data / ".doctor-probe").exists()


def test_broken_rules_are_named_with_their_place(data: Path, tmp_path: Path) -> None:
    """The same findings as `spotter rules check`, the first few of them."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    (rules / "cautions.yaml").write_text("format: 1\n")
    findings = look(data, "rules", rules)
    assert findings[0].mark is Mark.WRONG
    assert "cautions.yaml:" in findings[0].says


def test_a_clock_that_was_never_set_is_wrong() -> None:
    """A board without a battery starts in 1970."""
    clock = FakeClock()
    clock.advance(days=-20_000)
    clocks = [each for each in examined(Path("nowhere"), RULES, clock) if each.about == "clock"]
    assert [each.mark for each in clocks] == [Mark.WRONG]


def test_the_token_is_asked_about_only_when_told_to() -> None:
    """Without --online its shape is all that is known; without a token the chat still works."""
    assert about_token("", None, online=False).mark is Mark.WARN
    assert about_token("1:a", "http://127.0.0.1:9", online=False).mark is Mark.OK


async def test_telegram_is_asked_whose_token_it_is() -> None:
    """A good one is named, a bad one is wrong, and no line shows a token."""
    async with BotApi() as api:
        good = await asyncio.to_thread(about_token, api.token, api.url, online=True)
        bad = await asyncio.to_thread(about_token, "777:nope", api.url, online=True)
    gone = await asyncio.to_thread(about_token, api.token, api.url, online=True)
    assert "@spotter_test_bot" in good.says
    assert [good.mark, bad.mark, gone.mark] == [Mark.OK, Mark.WRONG, Mark.WRONG]
    assert "BotFather" in bad.says
    assert api.token not in good.says + gone.says


def test_the_command_exits_by_what_it_found(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 when nothing is wrong (a warning is no fault), 1 otherwise."""
    for name in ("SPOTTER_TOKEN", "SPOTTER_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    well = CliRunner().invoke(app, ["doctor", "--data-dir", str(data)])
    assert well.exit_code == 0, well.output
    assert "warn   token" in well.output
    for name in ("current", "previous"):
        _cut(data / f"lifters/ana/{name}.json")
    assert CliRunner().invoke(app, ["doctor", "--data-dir", str(data)]).exit_code == 1


def test_wrong_settings_are_listed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else can be looked at in the right place before."""
    monkeypatch.setenv("SPOTTER_LOG", "loud")
    found = CliRunner().invoke(app, ["doctor"])
    assert found.exit_code == 1
    assert "wrong  settings  SPOTTER_LOG" in found.output


def test_health_says_it_in_one_sentence(data: Path) -> None:
    """Nobody is at work here."""
    found = CliRunner().invoke(app, ["health", "--data-dir", str(data)])
    assert found.exit_code == 1
    assert found.output.count("\n") == 1


def test_the_real_clock_is_set() -> None:
    """On this machine too."""
    assert {each.mark for each in doctor._time(SystemClock())} == {Mark.OK}
