"""Backup and restore: the drill, copies made in the middle of commits, and everything that is no backup."""

import datetime as dtm
import gzip
import io
import random
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner
from typing_extensions import override

from bot.adapters.tinydb_store import DataFolderBusy, Disk, TinyDBStore
from bot.adapters.tinydb_store.backup import BackupUnusable, back_up, restore
from bot.adapters.tinydb_store.sealed import seal
from bot.cli import app
from bot.domain.dossier import Dossier
from tests.adapters.tinydb_store.crashing import Crash, CrashingDisk
from tests.adapters.tinydb_store.writer import commit, report
from tests.fakes import FRIDAY, FakeClock

REPORTS = 24


def archive_of(folder: Path) -> bytes:
    """A backup in memory."""
    out = io.BytesIO()
    back_up(folder, out, FRIDAY)
    return out.getvalue()


def put_back(folder: Path, data: bytes, *, force: bool = False, disk: Disk | None = None) -> None:
    """Restore from memory."""
    restore(folder, io.BytesIO(data), force=force, disk=disk)


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    """Ana with years behind her (an archive, two generations), Ben who has just come."""
    clock = FakeClock()
    with TinyDBStore(tmp_path / "gym", clock, create=True) as store:
        for number in range(1, REPORTS + 1):
            commit(store, clock, number)
        store.save(Dossier("ben", counter=7))
    return tmp_path / "gym"


def everything(folder: Path) -> dict[str, tuple[object, ...]]:
    """All that a store knows."""
    with TinyDBStore(folder, FakeClock(FRIDAY + dtm.timedelta(days=999))) as store:
        assert store.alerts == ()
        return {name: (store.load(name), *store.history(name)) for name in store.lifters()}


def test_the_drill(gym: Path, tmp_path: Path) -> None:
    """Back up, lose the folder, restore into an empty one: the same lifters, reports and due times."""
    before, data = everything(gym), archive_of(gym)
    shutil.rmtree(gym)
    put_back(tmp_path / "new", data)
    assert everything(tmp_path / "new") == before
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*")}
    assert modes <= {0o700, 0o600}
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"lifters", "spotter.lock"}


class CopyingDisk(Disk):
    """Makes a backup before every step of a commit, as somebody beside a running bot might."""

    folder: Path
    copies: list[bytes]
    copying = False

    @override
    def step(self, name: str) -> None:
        if self.copying:
            self.copies.append(archive_of(self.folder))


def test_a_copy_made_while_reports_move_to_the_archive_misses_none(tmp_path: Path) -> None:
    """Whatever moment the backup catches, it holds every report up to then exactly once."""
    clock, disk = FakeClock(), CopyingDisk()
    disk.folder, disk.copies = tmp_path / "gym", []
    with TinyDBStore(disk.folder, clock, create=True, disk=disk) as store:
        for number in range(1, REPORTS):
            disk.copying = number > 12
            commit(store, clock, number)
    assert len(disk.copies) > 70
    for number, data in enumerate(disk.copies[::3]):
        put_back(tmp_path / f"copy{number}", data)
        with TinyDBStore(tmp_path / f"copy{number}", clock) as store:
            counter = store.load("ana").counter
            assert tuple(store.history("ana")) == tuple(report(n) for n in range(1, counter + 1))


def test_data_are_never_overwritten_without_being_told_to(gym: Path) -> None:
    """A refusal changes nothing; --force keeps what was there under another name."""
    data = archive_of(gym)
    with TinyDBStore(gym, FakeClock()) as store:
        store.save(Dossier("eve", counter=1))
    with pytest.raises(BackupUnusable, match="already holds 3 lifters; nothing was changed"):
        put_back(gym, data)
    assert set(everything(gym)) == {"ana", "ben", "eve"}
    put_back(gym, data, force=True)
    assert set(everything(gym)) == {"ana", "ben"}
    put_back(gym, data, force=True)
    kept = sorted(path.name for path in gym.glob("lifters.replaced-*"))
    assert kept == ["lifters.replaced-1", "lifters.replaced-2"]
    assert (gym / "lifters.replaced-1/eve/current.json").is_file()


def test_a_folder_at_work_is_left_alone(gym: Path) -> None:
    """A running bot would go on with what it remembers."""
    data = archive_of(gym)
    with TinyDBStore(gym, FakeClock()), pytest.raises(DataFolderBusy):
        put_back(gym, data, force=True)


def test_a_crash_at_each_step_leaves_the_old_data_or_the_new(gym: Path, tmp_path: Path) -> None:
    """Never half of a restore, and never an empty folder in the place of both."""
    new, data = everything(gym), archive_of(gym)
    seen = set()
    for steps in range(400):
        folder = tmp_path / f"target{steps}"
        with TinyDBStore(folder, FakeClock(), create=True) as store:
            store.save(Dossier("old"))
        disk = CrashingDisk()
        disk.steps_left = steps
        done = False
        try:
            put_back(folder, data, force=True, disk=disk)
            done = True
        except Crash:
            found = everything(folder)
            assert found == new or set(found) == {"old"}
            seen.add("new" if found == new else "old")
        shutil.rmtree(folder)
        if done:
            break
    else:
        pytest.fail("it never came to its end")
    assert "old" in seen


@pytest.mark.parametrize("crash_at", ["the old data out of the way", "the new data in their place"])
def test_a_crash_between_the_last_renames_is_finished_at_the_next_start(
    gym: Path, tmp_path: Path, crash_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once checked, the backup counts: whoever opens the folder next puts it into its place."""
    new, data = everything(gym), archive_of(gym)
    target = tmp_path / "target"
    with TinyDBStore(target, FakeClock(), create=True) as store:
        store.save(Dossier("old"))
    left = 1 if crash_at.startswith("the old") else 2
    rename = Disk.rename

    def dying(self: Disk, path: Path, to: Path) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Crash(to.name)
        rename(self, path, to)

    monkeypatch.setattr(Disk, "rename", dying)
    with pytest.raises(Crash):
        put_back(target, data, force=True)
    monkeypatch.undo()
    assert everything(target) == new
    assert (target / "lifters.replaced-1/old/current.json").is_file()


def _members(data: bytes) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            yield member, file.read() if file else b""


def _packed(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def _without_a_file(data: bytes) -> bytes:
    return _packed(list(_members(data))[1:])


def _with_a_changed_byte(data: bytes) -> bytes:
    (first, content), *rest = _members(data)
    return _packed([(first, content[:-9] + b"x" + content[-8:]), *rest])


def _climbing(data: bytes) -> bytes:
    return _packed([(tarfile.TarInfo("../evil.json"), b"{}"), *_members(data)])


def _with_a_link(data: bytes) -> bytes:
    link = tarfile.TarInfo("lifters/ana/link.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return _packed([(link, b""), *_members(data)])


NO_BACKUPS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "a text": lambda _: b"hello" * 100,
    "an empty archive": lambda _: _packed([]),
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut before the list": lambda data: gzip.compress(gzip.decompress(data)[:-12_000]),
    "a file missing": _without_a_file,
    "a byte changed": _with_a_changed_byte,
    "a name that leads out of the folder": _climbing,
    "a link": _with_a_link,
}


@pytest.mark.parametrize("spoil", NO_BACKUPS.values(), ids=NO_BACKUPS)
def test_what_is_no_whole_backup_is_refused(
    gym: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    """In one sentence, and neither the target nor anything around it is touched."""
    data = spoil(archive_of(gym))
    with pytest.raises(BackupUnusable, match=r"nothing was restored\.$"):
        put_back(tmp_path / "target", data)
    assert [path.name for path in (tmp_path / "target").iterdir()] == ["spotter.lock"]
    assert not (tmp_path / "evil.json").exists()


def test_single_bit_flips_are_noticed(gym: Path, tmp_path: Path) -> None:
    """A hundred of them over the whole file: refused, or what comes back is what was there."""
    data, new = archive_of(gym), everything(gym)
    rng = random.Random(20261120)  # noqa: S311 - a test's dice
    refused = 0
    for _ in range(100):
        at = rng.randrange(len(data))
        spoilt = data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
        target = tmp_path / "target"
        try:
            put_back(target, spoilt)
        except BackupUnusable:
            refused += 1
        else:
            assert everything(target) == new
        shutil.rmtree(target)
    assert refused > 80


def test_a_backup_of_a_newer_spotter_is_refused(gym: Path, tmp_path: Path) -> None:
    """Nothing here can know what it means."""
    newer = seal({"meta": {"1": {"schema": 9, "lifter": "ben"}}})
    (gym / "lifters/ben/current.json").write_bytes(newer)
    with pytest.raises(BackupUnusable, match="newer Spotter"):
        put_back(tmp_path / "target", archive_of(gym))
    assert not (tmp_path / "target/lifters").exists()


def spotter(*words: str) -> tuple[int, str]:
    """Run a command; its exit code and all it said."""
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.output


def test_the_commands_back_up_and_restore(gym: Path, tmp_path: Path) -> None:
    """The drill by command: the file is private, and no file is overwritten."""
    file, new = str(tmp_path / "copy.tar.gz"), str(tmp_path / "new")
    assert spotter("backup", file, "--data-dir", str(gym))[0] == 0
    assert Path(file).stat().st_mode & 0o777 == 0o600
    assert "exists already" in spotter("backup", file, "--data-dir", str(gym))[1]
    code, said = spotter("restore", file, "--data-dir", new)
    assert (code, said.splitlines()[0].startswith("2 lifters of 20")) == (0, True)
    assert everything(Path(new)) == everything(gym)
    code, said = spotter("restore", file, "--data-dir", new)
    assert (code, said.count("\n")) == (1, 1)
    assert "--force" in said


def test_a_damaged_lifter_is_told_and_does_not_stop_the_backup(gym: Path, tmp_path: Path) -> None:
    """The others are worth a backup all the same; the exit code says that something is wrong."""
    for path in (gym / "lifters/ben").glob("*.json"):
        path.write_bytes(b"{}")
    code, said = spotter("backup", str(tmp_path / "copy.tar.gz"), "--data-dir", str(gym))
    assert code == 1
    assert "ben/current.json is damaged" in said
    assert (tmp_path / "copy.tar.gz").is_file()


def test_no_folder_and_no_file_are_plain_sentences(tmp_path: Path) -> None:
    """Wrong usage: exit code 2."""
    for words in (("backup", str(tmp_path / "x")), ("restore", str(tmp_path / "no"))):
        code, said = spotter(*words, "--data-dir", str(tmp_path / "none"))
        assert (code, said.count("\n")) == (2, 1)


def test_erase_leaves_nothing(gym: Path) -> None:
    """Everything about one lifter, asked about first; by folder name or by Telegram number."""
    with TinyDBStore(gym, FakeClock()) as store:
        store.save(Dossier("tg-42"))
    assert spotter("erase", "ana", "--data-dir", str(gym))[0] == 1
    assert "ana" in everything(gym)
    assert spotter("erase", "42", "--yes", "--data-dir", str(gym))[0] == 0
    assert spotter("erase", "ana", "--yes", "--data-dir", str(gym))[0] == 0
    assert [path.name for path in (gym / "lifters").iterdir()] == ["ben"]
    assert spotter("erase", "ana", "--yes", "--data-dir", str(gym))[0] == 1
