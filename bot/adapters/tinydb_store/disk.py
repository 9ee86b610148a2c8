"""One file replaced by its next generation: atomic, durable, and never by halves.

    current.json.new   written and fsynced
    previous.json      <- current.json    the last good generation
    current.json       <- current.json.new
    the folder         fsynced

A crash between any two steps leaves `current.json`, or `previous.json` alone: both are what was
saved last. What the world refuses comes out as StoreUnavailable with one sentence.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.ports import StoreUnavailable

FOLDER_MODE = 0o700
FILE_MODE = 0o600

#: Room may come back; the file that found none is thrown away, so nothing else is in doubt.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may not grow any further",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission was denied",
    errno.EPERM: "permission was denied",
}


def reason(error: OSError) -> str:
    """What went wrong, in words for a sentence."""
    return _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())


class Disk:
    """Writes to the disk; turns read-only for good once an fsync has failed.

    After a failed fsync nobody knows what the disk holds, and a second fsync would claim success
    (the kernel has dropped the error), so the only honest state is: no more writing until restart.
    `on_failure` is told when that happens, in a sentence.
    """

    def __init__(self) -> None:
        self._broken = ""
        self.on_failure: Callable[[str], None] = lambda _: None

    def step(self, name: str) -> None:
        """Mark the moment before a step; tests crash here."""

    def replace(self, path: Path, data: bytes, previous: Path | None = None, *, durable: bool = True) -> None:
        """Make `data` the content of `path`; what was there becomes `previous`.

        Not `durable`: the system brings it to the disk in its own time, a power cut may be faster.

        Raises:
            StoreUnavailable: the old content stands.
        """
        self.require_writable()
        new = path.with_name(path.name + ".new")
        try:
            self.step("write")
            self._write(new, data, durable=durable)
            self.require_writable()  # another commit may have found out meanwhile
            self.step("keep")
            if previous is not None and path.exists():
                path.replace(previous)
            self.step("publish")
            new.replace(path)
        except StoreUnavailable:
            self._discard(new)
            raise
        except OSError as error:
            self._discard(new)
            raise StoreUnavailable(f"Nothing was saved: {reason(error)} ({path.name}).") from error
        self.step("settle")
        if durable:
            self.sync_folder(path.parent)
        self.step("done")

    def make_folder(self, folder: Path) -> None:
        """Create a folder so that it survives a power cut; one that exists is left alone.

        Raises:
            StoreUnavailable: it cannot be created.
        """
        if folder.is_dir():
            return
        self.require_writable()
        try:
            folder.mkdir(mode=FOLDER_MODE)
        except OSError as error:
            raise StoreUnavailable(f"Nothing was saved: {reason(error)} ({folder}).") from error
        self.sync_folder(folder.parent)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file or folder another name, durably.

        Raises:
            StoreUnavailable: the old name stands.
        """
        self.require_writable()
        try:
            path.replace(to)
        except OSError as error:
            raise StoreUnavailable(f"Nothing was changed: {reason(error)} ({path}).") from error
        self.sync_folder(path.parent)

    def sync_folder(self, folder: Path) -> None:
        """Make renames and new names in a folder durable.

        Raises:
            StoreUnavailable: the disk refused; from now on the store is read-only.
        """
        if os.name == "nt":  # Windows has no such call, and renames in a journal of its own
            return
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                self.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._break(error) from error

    def require_writable(self) -> None:
        """Refuse to go on after a failed fsync.

        Raises:
            StoreUnavailable: the store has turned read-only.
        """
        if self._broken:
            raise StoreUnavailable(self._broken)

    def _write(self, path: Path, data: bytes, *, durable: bool) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            self.step("flush")
            if durable:
                self.fsync(descriptor)
        except OSError as error:
            if error.errno in _FULL:
                raise
            raise self._break(error) from error
        finally:
            os.close(descriptor)

    def _discard(self, path: Path) -> None:
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def _break(self, error: OSError) -> StoreUnavailable:
        self._broken = (
            f"Nothing is saved any more: the disk failed ({reason(error)}); "
            "check the disk, then restart Spotter."
        )
        self.on_failure(self._broken)
        return StoreUnavailable(self._broken)

    def fsync(self, descriptor: int) -> None:
        """Ask the system for durability; a fault can be put in its place."""
        os.fsync(descriptor)
