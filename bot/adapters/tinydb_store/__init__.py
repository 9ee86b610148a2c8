"""Dossiers on TinyDB: the only door to TinyDB.

    <data>/spotter.lock                    one process at a time            folder.py
    <data>/lifters/ana/current.json        the last ten weeks, whole        generations.py
    <data>/lifters/ana/previous.json       the generation before it
    <data>/lifters/ana/archive/2026-09.json    older reports, by month      archive.py
    <data>/lifters/ana/dead/...json        messages that tripped the coach  dead.py

A dossier becomes rows (`records.py`, by way of `domain/codec.py`), TinyDB gathers them, `sealed.py` turns
them into bytes, `disk.py` replaces the file. `migrations.py` knows the files of older versions,
`due.py` who has to be woken when, `shelves.py` whom to keep in memory. `store.py` is the whole, as
`bot.ports.Store`. Beside it and for the owner: `inspection.py` and `backup.py`.
"""

from bot.adapters.tinydb_store.disk import Disk
from bot.adapters.tinydb_store.folder import DataFolderBusy, DataFolderUnusable
from bot.adapters.tinydb_store.store import TinyDBStore

__all__ = ["DataFolderBusy", "DataFolderUnusable", "Disk", "TinyDBStore"]
