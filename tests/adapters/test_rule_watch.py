"""A rules folder that changes under a coach at work: swapped whole when good, kept and told when not."""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.adapters.rule_files.findings import BrokenRules, Finding
from bot.adapters.rule_files.folder import rules_folder
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_watch import LOOK_EVERY_S, QUIET_FOR_S, Eyes, RuleWatch, Stamp, content_of, stamp_of
from bot.adapters.telegram_bot.admins import Admins
from bot.coach.coach import Coach
from bot.coach.handbook import Handbook
from tests.fakes import FakeClock, FakeStore

HOUSE = rules_folder(None)
GOOD = load_handbook(HOUSE)


@dataclass
class Desk:
    """Where the handbook lies."""

    handbook: Handbook = GOOD


@dataclass
class Room:
    """A folder that is only a word, looked at every second; the word "bad" cannot be proven."""

    content: str = "old"
    touched: int = 0
    now: float = 0
    desk: Desk = field(default_factory=Desk)
    told: list[tuple[str, str]] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    changes_while_proving: str = ""

    def __post_init__(self) -> None:
        self.watch = RuleWatch(
            Path("rules"),
            self.desk,
            lambda key, text: self.told.append((key, text)),
            Eyes(self._stamp, lambda _: self.content, self._prove, self._aside),
        )

    def _stamp(self, _: Path) -> Stamp:
        return frozenset({(self.content, len(self.content), self.touched)})

    def _prove(self, _: Path) -> Handbook:
        self.proven.append(self.content)
        proving = self.content
        if self.changes_while_proving:
            self.content, self.changes_while_proving = self.changes_while_proving, ""
        if "odd" in proving:
            raise ValueError("a slip of ours")
        if "bad" in proving:
            raise BrokenRules(tuple(Finding(f"{proving}.yaml", n, 1, "no.") for n in range(1, 6)))
        return replace(GOOD, rulebook=replace(GOOD.rulebook, content_hash=proving))

    async def _aside(self, prove: Callable[[Path], Handbook], folder: Path) -> Handbook:
        return prove(folder)

    def looks(self, times: int = 1, step: float = 1) -> None:
        """So many looks, `step` seconds apart."""
        for _ in range(times):
            self.now += step
            asyncio.run(self.watch.look(self.now))

    @property
    def in_use(self) -> str:
        """The hash of the rules on the desk."""
        return self.desk.handbook.rulebook.content_hash


@pytest.fixture
def room() -> Room:
    """Nothing has changed yet."""
    return Room()


def test_nothing_changed_is_nothing_done(room: Room) -> None:
    """No check, no word."""
    room.looks(20)
    assert (room.proven, room.told, room.in_use) == ([], [], GOOD.rulebook.content_hash)


def test_a_change_is_swapped_in_when_it_has_been_quiet(room: Room) -> None:
    """Seen at the first look, dealt with two seconds later, once."""
    room.content = "new"
    room.looks(2)
    assert room.proven == []
    room.looks(20)
    assert (room.proven, room.in_use, room.told) == (["new"], "new", [])


def test_an_editor_that_keeps_writing_is_waited_for(room: Room) -> None:
    """Each new write begins the two seconds anew; only the last content is looked at."""
    for number in range(5):
        room.content = f"new{number}"
        room.looks()
    assert room.proven == []
    room.looks(3)
    assert room.proven == ["new4"]


def test_a_touched_file_with_the_same_content_changes_nothing(room: Room) -> None:
    """The hash is the truth."""
    room.touched = 1
    room.looks(10)
    assert room.proven == []


def test_bad_rules_leave_the_old_ones_and_are_told_once(room: Room) -> None:
    """With the first three errors, how many more, and what is in use."""
    room.content = "bad"
    room.looks(30)
    assert room.in_use == GOOD.rulebook.content_hash
    ((key, text),) = room.told
    assert key == "rules:bad"
    assert text.splitlines() == [
        f"The changed rules are not in use; house rules ({GOOD.rulebook.content_hash}) still is.",
        "bad.yaml:1:1: no.",
        "bad.yaml:2:1: no.",
        "bad.yaml:3:1: no.",
        "... and 2 more.",
    ]


def test_another_bad_content_is_told_too(room: Room) -> None:
    """Each content has its own key."""
    for content in ("bad1", "bad2"):
        room.content = content
        room.looks(10)
    assert [key for key, _ in room.told] == ["rules:bad1", "rules:bad2"]


@pytest.mark.parametrize("good", ["new", "old"])
def test_fine_again_is_told(room: Room, good: str) -> None:
    """By new rules, or by the old ones put back."""
    for content in ("bad", good):
        room.content = content
        room.looks(10)
    assert room.in_use == good
    assert room.told[-1] == (
        f"rules:bad:{good}",
        f"The rules are fine again: house rules ({good}) is in use.",
    )


def test_a_change_during_the_check_is_not_swapped_in(room: Room) -> None:
    """What was proven is no longer what lies there: the next looks deal with that."""
    room.content, room.changes_while_proving = "new1", "new2"
    room.looks(4)
    assert room.in_use == GOOD.rulebook.content_hash
    room.looks(10)
    assert (room.proven, room.in_use) == (["new1", "new2"], "new2")


def test_a_slip_of_ours_keeps_the_old_rules(room: Room) -> None:
    """It is told like a mistake, and tried once per content."""
    room.content = "odd"
    room.looks(20)
    assert (room.proven, room.in_use) == (["odd"], GOOD.rulebook.content_hash)
    assert "they could not be checked: a slip of ours" in room.told[0][1]


async def test_the_watch_looks_more_often_while_something_moves(room: Room) -> None:
    """Five seconds in peace, two while it waits for quiet; and no failing look ends it."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        room.now += seconds
        if len(pauses) == 2:
            room.content = "new"
        if len(pauses) == 6:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await room.watch.keep_watching(sleep, lambda: room.now)
    assert pauses == [LOOK_EVERY_S, LOOK_EVERY_S, QUIET_FOR_S, LOOK_EVERY_S, LOOK_EVERY_S, LOOK_EVERY_S]
    assert room.in_use == "new"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the house rules, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(HOUSE, tmp_path / "rules"))


async def twice(watch: RuleWatch) -> None:
    """Two looks, far enough apart."""
    await watch.look(0)
    await watch.look(QUIET_FOR_S)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one text in one file."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


async def test_real_rules_are_swapped_under_a_real_coach(folder: Path) -> None:
    """The next message is answered by the new ones."""
    coach, told = Coach(load_handbook(folder), FakeStore(), FakeClock()), list[str]()
    watch = RuleWatch(folder, coach, lambda _, text: told.append(text))
    edit(folder, "cautions.yaml", "say: Not yet. Ordinary", "say: Not now. Ordinary")
    await twice(watch)
    (rule,) = (each for each in coach.handbook.rulebook.rules if each.id == "beginner-regular-sets")
    assert rule.say.startswith("Not now.")
    assert told == []


WAYS_TO_BREAK = {
    "a slip": ("cautions.yaml", "verdict: caution", "verdict: cautious", 'Did you mean "caution"?'),
    "a case that fails": (
        "recovery.yaml",
        "advanced: {value: 2, lagging: 4",
        "advanced: {value: 3, lagging: 4",
        "the case “two of two sets are used” fails: verdict: expected avoid",
    ),
    "words that are gone": ("questions.yaml", "\nplain:", "\nplane:", "the lists of words are not complete"),
}


@pytest.mark.parametrize("name", WAYS_TO_BREAK)
async def test_real_rules_that_are_bad_stay_out(folder: Path, name: str) -> None:
    """A mistake, a case that no longer holds, or a list of words that the language needs."""
    file, old, new, words = WAYS_TO_BREAK[name]
    desk, told = Desk(load_handbook(folder)), list[str]()
    before = desk.handbook
    watch = RuleWatch(folder, desk, lambda _, text: told.append(text))
    edit(folder, file, old, new)
    await twice(watch)
    assert desk.handbook is before
    assert words in told[0]


async def test_a_folder_that_goes_is_no_rules_at_all(folder: Path) -> None:
    """The old rules work on."""
    desk, told = Desk(load_handbook(folder)), list[str]()
    watch = RuleWatch(folder, desk, lambda _, text: told.append(text))
    shutil.rmtree(folder)
    await twice(watch)
    assert "there are no rule files" in told[0]


def test_what_a_look_sees(folder: Path) -> None:
    """A case counts like a rule; a file's time is seen, its hash is of the content alone."""
    stamp, content = stamp_of(folder), content_of(folder)
    os.utime(folder / "tests" / "talks.yaml", ns=(1, 1))
    assert (stamp_of(folder) == stamp, content_of(folder) == content) == (False, True)
    edit(folder, "tests/talks.yaml", "cases:", "cases: ")
    assert content_of(folder) != content


def test_an_announcement_is_owed_once_and_survives() -> None:
    """As a message in the store, to somebody who may never have talked to the coach."""
    store, clock = FakeStore(), FakeClock()
    for _ in range(2):
        Coach(GOOD, store, clock).announce("tg-7", "tg-7", "The rules ...", "rules:abc")
    (owed,) = Coach(GOOD, store, clock).collect()
    assert (owed.lifter, owed.chat, owed.text, owed.kind.is_follow_up) == (
        "tg-7",
        "tg-7",
        "The rules ...",
        False,
    )


def test_every_admin_is_told_and_the_sender_is_woken() -> None:
    """Each in the private chat; a store that fails for one of them stops nobody."""
    store, woken = FakeStore(), list[bool]()
    coach = Coach(GOOD, store, FakeClock())
    tell = Admins(frozenset({7, 8}), coach, lambda: woken.append(True)).tell
    tell("rules:abc", "The changed rules are not in use.")
    assert {(row.chat, row.text) for row in coach.collect()} == {
        ("tg-7", "The changed rules are not in use."),
        ("tg-8", "The changed rules are not in use."),
    }
    store.refuse = "the disk is full"
    tell("rules:def", "...")
    assert woken == [True, True]
