"""The data folder: made or found, claimed for one process, and where each lifter's files are.

<data>/spotter.lock
<data>/lifters/<lifter>/current.json, previous.json, archive/<YYYY-MM>.json, dead/<time>-<mark>.json
"""

import os
import re
import shutil
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from bot.adapters.tinydb_store.disk import FILE_MODE, FOLDER_MODE, Disk, reason
from bot.adapters.tinydb_store.generations import TooNew, head
from bot.adapters.tinydb_store.sealed import DamagedError, Document
from bot.ports import StoreUnavailable

_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
#: A folder on its way out; the dot keeps it apart from every lifter's name.
_FORGOTTEN = ".forgotten-"
#: A backup that has been checked and waits to become `lifters`; and what `lifters` was before it.
RESTORED = ".restored"
REPLACED = "lifters.replaced-"


class DataFolderUnusable(Exception):  # noqa: N818 - says what the folder is
    """The program cannot work with this data folder; the message says why in one sentence."""


class DataFolderBusy(DataFolderUnusable):
    """Another process works with it."""


def claimed(root: Path, *, create: bool) -> FileLock:
    """Take the folder for this process alone; releasing the lock (or leaving its `with`) gives it up.

    Raises:
        DataFolderUnusable: it is missing or cannot be used.
        DataFolderBusy: another process works with it.
    """
    try:
        if create:
            root.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if not root.is_dir():
            raise DataFolderUnusable(_missing(root))
        lock = FileLock(root / "spotter.lock", timeout=0, mode=FILE_MODE)
        lock.acquire()
    except Timeout:
        raise DataFolderBusy(
            f"Another Spotter is already working with {root}: stop that one first, or give "
            "this one a data folder of its own."
        ) from None
    except OSError as error:
        raise DataFolderUnusable(f"The data folder {root} cannot be used: {reason(error)}.") from error
    return lock


def finish_restoring(root: Path, disk: Disk) -> Path | None:
    """Put a checked backup in its place, also one that a crash left waiting; returns where the old data are.

    Raises:
        StoreUnavailable: it still waits, and nothing is lost.
    """
    if not (root / RESTORED).is_dir():
        return None
    lifters, aside = root / "lifters", None
    if lifters.is_dir():
        numbers = (number for number in count(1) if not (root / f"{REPLACED}{number}").exists())
        aside = root / f"{REPLACED}{next(numbers)}"
        disk.rename(lifters, aside)
    disk.rename(root / RESTORED, lifters)
    if aside is not None and not any(aside.iterdir()):
        aside.rmdir()
        return None
    return aside


class DataFolder:
    """A claimed data folder; `release` lets others have it."""

    def __init__(self, root: Path, disk: Disk, *, create: bool) -> None:
        self._disk = disk
        self._lifters = root / "lifters"
        self._lock = claimed(root, create=create)
        try:
            finish_restoring(root, disk)
            disk.make_folder(self._lifters)
            self._finish_forgetting()
        except (StoreUnavailable, OSError) as error:
            self.release()
            raise DataFolderUnusable(f"The data folder {root} cannot be used: {error}") from error

    def release(self) -> None:
        """Give the folder up."""
        self._lock.release()

    def of(self, lifter: str) -> Path:
        """Where a lifter's files are.

        Raises:
            ValueError: the name could lead out of the folder.
        """
        return self._lifters / _safe(lifter)

    def generations(self, lifter: str) -> tuple[str, str]:
        """The paths of a lifter's two files, the present one first.

        Raises:
            ValueError: the name could lead out of the folder.
        """
        folder = f"{self._lifters}/{_safe(lifter)}"
        return f"{folder}/current.json", f"{folder}/previous.json"

    def head(self, lifter: str) -> Document | None:
        """The first lines of a lifter's newest file; empty if they cannot be read, None without a file.

        Raises:
            DataFolderUnusable: it was written by a newer Spotter.
        """
        try:
            return head(*self.generations(lifter))
        except TooNew as error:
            raise DataFolderUnusable(str(error)) from error
        except (DamagedError, StoreUnavailable):
            return {}

    def lifters(self) -> list[str]:
        """Names of all folders of lifters."""
        return sorted(name for name in os.listdir(self._lifters) if _SAFE.fullmatch(name))  # noqa: PTH208 - fast

    def make(self, lifter: str) -> Path:
        """Create a lifter's folder if it is missing.

        Raises:
            StoreUnavailable: it cannot be created.
        """
        folder = self.of(lifter)
        self._disk.make_folder(folder)
        return folder

    def forget(self, lifter: str) -> None:
        """Remove a lifter's folder; a crash half-way leaves nothing that could be read again.

        Raises:
            StoreUnavailable: it cannot be removed.
        """
        if not self.of(lifter).exists():
            return
        self._disk.rename(self.of(lifter), self._lifters / f"{_FORGOTTEN}{lifter}")
        try:
            self._finish_forgetting()
        except OSError as error:
            raise StoreUnavailable(f"Not all was deleted: {reason(error)}.") from error

    def _finish_forgetting(self) -> None:
        for folder in self._lifters.glob(f"{_FORGOTTEN}*"):
            shutil.rmtree(folder)


def _safe(lifter: str) -> str:
    if not _SAFE.fullmatch(lifter):
        raise ValueError(f"{lifter!r} is not a safe name for a folder")
    return lifter


def _missing(root: Path) -> str:
    if root.exists():
        return f"The data folder {root} is not a folder."
    return f"The data folder {root} does not exist: create it, or set SPOTTER_DATA_DIR."
