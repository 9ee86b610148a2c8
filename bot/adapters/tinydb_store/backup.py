"""A data folder -> one `.tar.gz` with a checksum of every file, and back.

    back_up(Path("data"), file, clock.now())
    restore(Path("data"), file, force=False)

A backup needs no lock and may be made while the bot works: files are replaced as a whole, and a report is
in the archive before it leaves `current.json`. So `current.json` is read first: what moves meanwhile is then
in both, never in none. Lifters are as of slightly different moments, each one whole.
"""

import datetime as dtm
import hashlib
import io
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from bot.adapters.tinydb_store.disk import FILE_MODE, Disk, reason
from bot.adapters.tinydb_store.folder import RESTORED, claimed, finish_restoring
from bot.adapters.tinydb_store.inspection import Trouble, files_of, inspect, lifter_folders
from bot.ports import StoreUnavailable

MANIFEST = "spotter-backup.json"
FORMAT = 1
#: Half a restore; it counts only when it gets the name RESTORED.
_STAGING = ".restoring"
#: In this order: see above.
_FIRST = ("current.json", "previous.json")
_MEMBER = re.compile(
    r"lifters/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/((archive|dead)/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"
)


class BackupUnusable(Exception):  # noqa: N818 - says what the backup is
    """Nothing was restored; the message says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied or put back. `replaced` is where the data lie that were there before."""

    made_at: str
    lifters: int
    files: int
    troubles: tuple[Trouble, ...] = ()
    replaced: Path | None = None


@dataclass(slots=True)
class _Manifest:
    """All files with their checksums; it is the archive's last file, so that a torn archive has none."""

    made_at: str
    checksums: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        said = {"format": FORMAT, "made_at": self.made_at, "files": self.checksums}
        return orjson.dumps(said, option=orjson.OPT_INDENT_2)


def back_up(root: Path, out: IO[bytes], now: dtm.datetime) -> Backup:
    """Write all lifters of a data folder to `out`.

    Raises:
        OSError: a file cannot be read, or `out` not be written.
    """
    manifest = _Manifest(now.isoformat(timespec="seconds"))
    folders = lifter_folders(root)
    with tarfile.open(fileobj=out, mode="w|gz") as archive:
        for folder in folders:
            for path in _files(folder):
                data = _read(path)
                if data is not None:
                    name = str(path.relative_to(root))
                    manifest.checksums[name] = hashlib.sha256(data).hexdigest()
                    _add(archive, name, data, now)
        _add(archive, MANIFEST, manifest.as_bytes(), now)
    return Backup(manifest.made_at, len(folders), len(manifest.checksums), inspect(root).troubles)


def _files(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in _FIRST)
    rest = (path for path in files_of(folder) if path.suffix != ".new")
    yield from (path for path in rest if path.name not in _FIRST)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # no such generation yet, or the lifter has just been forgotten
        return None


def _add(archive: tarfile.TarFile, name: str, data: bytes, now: dtm.datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(data), FILE_MODE, int(now.timestamp())
    archive.addfile(member, io.BytesIO(data))


def restore(root: Path, source: IO[bytes], *, force: bool, disk: Disk | None = None) -> Backup:
    """Put a backup into a data folder: all of it is checked first, then it takes its place in one step.

    What was there stays beside it under another name.

    Raises:
        BackupUnusable: it is no whole backup, or there are data already and `force` is not set.
        DataFolderUnusable: the folder cannot be used, or a Spotter works with it.
        StoreUnavailable: the disk refused.
    """
    disk = disk or Disk()
    with claimed(root, create=True):
        if lifter_folders(root) and not force:
            raise BackupUnusable(
                f"{root} already holds {len(lifter_folders(root))} lifters; nothing was changed. "
                "Name an empty folder, or add --force to put the backup in their place."
            )
        staging = root / _STAGING
        try:
            shutil.rmtree(staging, ignore_errors=True)
            disk.make_folder(staging)
            manifest = _unpacked(source, staging, disk)
            found = inspect(staging)
            if newer := [each.says for each in found.troubles if "newer Spotter" in each.says]:
                raise BackupUnusable(newer[0])
            disk.make_folder(staging / "lifters")
            disk.rename(staging / "lifters", root / RESTORED)
            replaced = finish_restoring(root, disk)
        except OSError as error:
            raise StoreUnavailable(f"Nothing was restored: {reason(error)}.") from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Backup(manifest.made_at, found.lifters, len(manifest.checksums), found.troubles, replaced)


def _unpacked(source: IO[bytes], staging: Path, disk: Disk) -> _Manifest:
    """Unpack into `staging` and compare every file with the manifest."""
    found = _Manifest("")
    said: Any = None
    try:
        with tarfile.open(fileobj=source, mode="r|gz") as archive:
            for member in archive:
                data = _content(archive, member)
                if member.name == MANIFEST:
                    said = orjson.loads(data)
                    continue
                found.checksums[member.name] = hashlib.sha256(data).hexdigest()
                _put(staging / member.name, data, disk)
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise BackupUnusable("This is no whole backup of Spotter; nothing was restored.") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT or said.get("files") != found.checksums:
        raise BackupUnusable(
            "This backup is not as it was written: a checksum differs or files are missing; "
            "nothing was restored."
        )
    found.made_at = str(said.get("made_at"))
    return found


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.name != MANIFEST and not _MEMBER.fullmatch(member.name):
        raise BackupUnusable(
            f"{member.name!r} does not belong into a backup of Spotter; nothing was restored."
        )
    file = archive.extractfile(member)
    if file is None:
        raise BackupUnusable(f"{member.name!r} is no ordinary file; nothing was restored.")
    return file.read()


def _put(path: Path, data: bytes, disk: Disk) -> None:
    for folder in reversed(path.parents[:3]):
        if not folder.is_dir():
            disk.make_folder(folder)
    disk.replace(path, data)
