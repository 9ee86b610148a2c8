"""A TinyDB database in two generations: the file of now, and the one before it.

`load` reads the newest one that is whole; `commit` writes the next one through TinyDB, in a single
step at the end: TinyDB's own storage writes in place with every call, which a crash tears.

    generations.commit({"meta": [{"schema": 1, ...}], "reports": [{"id": "r1", ...}]})
    generations.load()   # the same rows, from current.json
"""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from tinydb import TinyDB
from tinydb.storages import Storage
from typing_extensions import override

from bot.adapters.tinydb_store.disk import Disk, reason
from bot.adapters.tinydb_store.migrations import SCHEMA, upgraded, version_of
from bot.adapters.tinydb_store.sealed import (
    DamagedError,
    Document,
    Tables,
    seal,
    unseal,
    unseal_head,
)
from bot.ports import StoreUnavailable

#: The documents of a file by table, in order.
Rows: TypeAlias = dict[str, list[Document]]
#: What `meta` says of a file that nobody waited for; only this module sees it.
_NOTED = "noted"


class TooNew(StoreUnavailable):
    """The file was written by a newer Spotter; nothing here can know what it means."""


class GatheringStorage(Storage):
    """What TinyDB writes during one commit, gathered in memory; nothing else sees it."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables: Tables = tables or {}

    @override
    def read(self) -> Tables:
        """The tables so far."""
        return self.tables

    @override
    def write(self, data: Tables) -> None:
        """Take the tables as they are now; `Generations.commit` brings them to the disk."""
        self.tables = data


def head(*paths: str) -> Document | None:
    """Read the `meta` document of the first file there is, without the rest of it; None without a file.

    A start does this for every lifter, so it does without `Path`, which would take longer than reading.

    Raises:
        DamagedError: it is not as it was written; `Generations.load` knows what to do.
        StoreUnavailable: the file cannot be read, or is from a newer Spotter.
    """
    for path in paths:
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - see above
                meta = unseal_head(file.readline(), file.readline())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise StoreUnavailable(f"{path} cannot be read: {reason(error)}.") from error
        _require_known(path, meta["schema"])
        return meta
    return None


class Generations:
    """One database file with its predecessor."""

    def __init__(self, disk: Disk, current: Path, previous: Path, alert: Callable[[str], None]) -> None:
        self._disk = disk
        self._current = current
        self._previous = previous
        self._alert = alert
        self._copy: tuple[str, bytes] | None = None
        self._settled = True

    def load(self) -> Rows | None:
        """Read the newest whole generation; None when there is no file at all.

        Raises:
            StoreUnavailable: there are files, but none that can be trusted.
        """
        damaged = False
        for path in (self._current, self._previous):
            data = _read(path)
            if data is None:
                continue
            try:
                tables = self._tables(path, data)
            except DamagedError:
                damaged = True
                continue
            if damaged:
                self._set_aside()
            # The process that wrote it may have ended before the system brought it to the disk.
            self._settled = not tables["meta"]["1"].pop(_NOTED, False)
            return _rows(tables)
        if damaged:
            raise StoreUnavailable(
                f"{self._current} is damaged and no whole generation is left; "
                "nothing was changed: put a backup in its place."
            )
        return None

    def keep_copy(self, label: str) -> None:
        """Before the next commit, put a copy of the loaded file beside it."""
        if self._copy is None:
            data = _read(self._current) or _read(self._previous) or b""
            self._copy = (label, data)

    def commit(self, rows: Rows, *, durable: bool = True) -> None:
        """Replace the file by one with exactly these rows, all or nothing.

        Without `durable` it survives the process but perhaps no power cut. Such a file says so, and never
        becomes the generation before: there is always a settled one to go back to.

        Raises:
            StoreUnavailable: nothing was written; the old file stands.
        """
        storage = GatheringStorage()
        with TinyDB(storage=lambda: storage) as database:
            for name, documents in rows.items():
                database.table(name, cache_size=0).insert_multiple(documents)
        if not durable:
            storage.tables["meta"]["1"][_NOTED] = True
        if self._copy is not None:
            label, data = self._copy
            self._disk.replace(self._beside(label, data), data)
            self._copy = None
        previous = self._previous if self._settled else None
        self._disk.replace(self._current, seal(storage.tables), previous, durable=durable)
        self._settled = durable

    def _tables(self, path: Path, data: bytes) -> Tables:
        tables = unseal(data)
        version = version_of(tables)
        _require_known(path, version)
        if version < SCHEMA:
            self._copy = (f"v{version}", data)
        return upgraded(tables)

    def _beside(self, label: str, data: bytes) -> Path:
        return self._current.with_name(f"{self._current.name}.{label}-{zlib.crc32(data):08x}")

    def _set_aside(self) -> None:
        """Keep the damaged file under another name and go on with the generation before it."""
        data = _read(self._current) or b""
        kept = self._beside("damaged", data)
        self._disk.rename(self._current, kept)
        self._alert(
            f"{self._current} was damaged (kept as {kept.name}); going on with the generation "
            "before it: what was saved last may be missing."
        )


def _require_known(path: Path | str, version: int) -> None:
    if version > SCHEMA:
        raise TooNew(
            f"{path} was written by a newer Spotter (schema {version}, this one knows {SCHEMA}): "
            "update Spotter."
        )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read: {reason(error)}.") from error


def _rows(tables: Tables) -> Rows:
    with TinyDB(storage=lambda: GatheringStorage(tables)) as database:
        return {name: [dict(row) for row in database.table(name, cache_size=0)] for name in tables}
