"""The world refuses: one clear sentence, the old state stands.

Tests may run as root, whom permissions do not bind; a file where a folder should be (or the other
way round) is refused to everybody, and takes the same way through the code.
"""

import errno
import os
import threading
from pathlib import Path

import pytest
from typing_extensions import override

from bot.adapters.tinydb_store import DataFolderUnusable, Disk, TinyDBStore
from bot.domain.dossier import Dossier
from bot.ports import StoreUnavailable
from tests.adapters.tinydb_store.crashing import Crash, CrashingDisk
from tests.adapters.tinydb_store.writer import commit, report
from tests.fakes import FakeClock


class FailingDisk(Disk):
    """Raises an error of the system at the first fsync, write or rename after `fail_at` is set."""

    fail_at = ""
    number = errno.EIO

    @override
    def step(self, name: str) -> None:
        if name == self.fail_at and name not in {"flush", "settle"}:
            raise OSError(self.number, os.strerror(self.number))
        self.reached = name

    @override
    def fsync(self, descriptor: int) -> None:
        if self.fail_at and self.reached == self.fail_at:
            raise OSError(self.number, os.strerror(self.number))
        super().fsync(descriptor)


def store_with_one_commit(folder: Path, disk: Disk | None = None) -> TinyDBStore:
    """An open store that holds counter 1 and report r1."""
    store = TinyDBStore(folder, FakeClock(), disk=disk)
    commit(store, FakeClock(), 1)
    return store


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "permission was denied"),
        (errno.EMFILE, "too many open files"),
    ],
    ids=["full", "quota", "read-only", "permission", "anything else"],
)
@pytest.mark.parametrize("step", ["write", "keep", "publish"])
def test_a_refused_save_says_why_and_changes_nothing(
    tmp_path: Path, step: str, number: int, words: str
) -> None:
    """And the next one goes through, without a restart."""
    disk = FailingDisk()
    with store_with_one_commit(tmp_path, disk) as store:
        disk.fail_at, disk.number = step, number
        with pytest.raises(StoreUnavailable) as caught:
            commit(store, FakeClock(), 2)
        assert str(caught.value) == f"Nothing was saved: {words} (current.json)."
        assert store.load("ana").counter == 1
        assert not (tmp_path / "lifters/ana/current.json.new").exists()
        disk.fail_at = ""
        commit(store, FakeClock(), 3)
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert tuple(store.history("ana")) == (report(1), report(3))


@pytest.mark.parametrize("step", ["flush", "settle"], ids=["of the file", "of the folder"])
def test_a_failed_fsync_ends_all_saving(tmp_path: Path, step: str) -> None:
    """A second fsync would claim success over lost pages, so there is none until a restart."""
    disk = FailingDisk()
    with store_with_one_commit(tmp_path, disk) as store:
        disk.fail_at = step
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match=r"^Nothing is saved any more: .* restart"):
                commit(store, FakeClock(), 2)
            disk.fail_at = ""
        with pytest.raises(StoreUnavailable, match="Nothing is saved any more"):
            store.save(Dossier("ben"))
        assert store.load("ana").counter == 1
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.load("ana").counter in {1, 2}


@pytest.mark.parametrize(("steps", "counter"), [(2, 1), (4, 2)], ids=["before", "after"])
def test_an_interrupted_save_leaves_memory_and_disk_agreed(tmp_path: Path, steps: int, counter: int) -> None:
    """Ctrl-C may come before or after the moment that counts; the process may go on."""
    disk = CrashingDisk()
    with store_with_one_commit(tmp_path, disk) as store:
        disk.steps_left = steps
        with pytest.raises(Crash):
            commit(store, FakeClock(), 2)
        disk.steps_left = None
        assert store.load("ana").counter == counter
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.load("ana").counter == counter


def test_no_room_at_fsync_is_a_full_disk_and_no_broken_one(tmp_path: Path) -> None:
    """Network disks find out late; the file that found no room was not yet in use."""
    disk = FailingDisk()
    with store_with_one_commit(tmp_path, disk) as store:
        disk.fail_at, disk.number = "flush", errno.ENOSPC
        with pytest.raises(StoreUnavailable, match="the disk is full"):
            commit(store, FakeClock(), 2)
        disk.fail_at = ""
        commit(store, FakeClock(), 3)


def test_a_folder_that_cannot_be_made_refuses_the_save(tmp_path: Path) -> None:
    """A file is in its place."""
    with store_with_one_commit(tmp_path) as store:
        (tmp_path / "lifters/ben").write_text("not a folder")
        with pytest.raises(StoreUnavailable, match=r"^.*ben.*: not a directory\.$"):
            store.load("ben")
        with pytest.raises(StoreUnavailable):
            store.save(Dossier("ben"))
        assert store.load("ana").counter == 1


def test_a_file_that_cannot_be_read_refuses_that_lifter(tmp_path: Path) -> None:
    """A folder is in its place."""
    store_with_one_commit(tmp_path).close()
    current = tmp_path / "lifters/ana/current.json"
    current.rename(tmp_path / "elsewhere")
    current.mkdir()
    with TinyDBStore(tmp_path, FakeClock()) as store:
        with pytest.raises(StoreUnavailable, match=r"cannot be read: is a directory\.$"):
            store.load("ana")
        assert store.lifters() == ("ana",)


def test_a_missing_data_folder_is_named(tmp_path: Path) -> None:
    """A slip in a setting must not make an empty database; whoever wants a new one says so."""
    with pytest.raises(DataFolderUnusable, match=r"^The data folder .*nowhere does not exist"):
        TinyDBStore(tmp_path / "nowhere", FakeClock())
    assert not (tmp_path / "nowhere").exists()
    TinyDBStore(tmp_path / "nowhere" / "yet", FakeClock(), create=True).close()
    assert (tmp_path / "nowhere" / "yet" / "lifters").is_dir()


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    """Also when it lies on the way."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataFolderUnusable, match="is not a folder"):
        TinyDBStore(tmp_path / "file", FakeClock())
    with pytest.raises(DataFolderUnusable, match="cannot be used: "):
        TinyDBStore(tmp_path / "file" / "data", FakeClock(), create=True)


@pytest.mark.parametrize("name", ["spotter.lock", "lifters"])
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    """The lock cannot be taken, or the lifters have no place."""
    if name == "lifters":
        (tmp_path / name).write_text("x")
    else:
        (tmp_path / name).mkdir()
    with pytest.raises(DataFolderUnusable, match=r"^The data folder .* cannot be used: "):
        TinyDBStore(tmp_path, FakeClock())


def test_files_are_for_the_owner_alone(tmp_path: Path) -> None:
    """Folders 0700, files 0600: training logs are private."""
    clock = FakeClock()
    with TinyDBStore(tmp_path / "data", clock, create=True) as store:
        for number in range(1, 22):
            commit(store, clock, number)
    for path in (tmp_path / "data").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_another_thread_is_refused(tmp_path: Path) -> None:
    """TinyDB knows no threads: two of them would tear a file."""
    caught: list[Exception] = []

    def trespass() -> None:
        try:
            store.load("ana")
        except RuntimeError as error:
            caught.append(error)

    with store_with_one_commit(tmp_path) as store:
        thread = threading.Thread(target=trespass)
        thread.start()
        thread.join()
    assert "thread" in str(caught[0])


def test_a_closed_store_is_refused(tmp_path: Path) -> None:
    """Another process may own the folder by now."""
    store = store_with_one_commit(tmp_path)
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        store.save(Dossier("ana"))


@pytest.mark.parametrize("name", ["", ".", "..", "../ana", "a/b", ".hidden", "a" * 101, "a\nb", "é"])
def test_a_name_that_leads_astray_is_refused(tmp_path: Path, name: str) -> None:
    """Names of lifters become names of folders."""
    with TinyDBStore(tmp_path, FakeClock()) as store, pytest.raises(ValueError, match="safe name"):
        store.load(name)


def test_forgetting_that_was_cut_short_is_finished_at_the_next_start(tmp_path: Path) -> None:
    """Nobody comes back half."""
    store_with_one_commit(tmp_path).close()
    (tmp_path / "lifters/ana").rename(tmp_path / "lifters/.forgotten-ana")
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.lifters() == ()
    assert list((tmp_path / "lifters").iterdir()) == []


def test_forgetting_takes_every_file_along(tmp_path: Path) -> None:
    """Archive, copies of damaged files and all."""
    clock = FakeClock()
    with TinyDBStore(tmp_path, clock) as store:
        for number in range(1, 22):
            commit(store, clock, number)
        store.forget("ana")
        assert list((tmp_path / "lifters").iterdir()) == []


def test_more_lifters_than_the_memory_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is bounded and never the only place where something is."""
    monkeypatch.setattr("bot.adapters.tinydb_store.shelves.ROOM", 400)
    with TinyDBStore(tmp_path, FakeClock()) as store:
        for number in range(100):
            store.save(Dossier(f"tg-{number}", counter=number))
        assert [store.load(f"tg-{number}").counter for number in range(100)] == list(range(100))
        assert len(store._shelves) == 50
