"""Old files -> files of today, one pure step per version.

A step takes the tables of version N and returns those of version N + 1; it runs when a file is
read, and the file as it was is kept beside the new one (`current.json.v0-...`). To change the
schema: raise SCHEMA, add a step, add a fixture file of the old version to the tests.

>>> upgraded({"meta": {"1": {"schema": 0}}, "owed": {"1": {"id": "a", "due_utc": "..."}}})["owed"]
{'1': {'id': 'a', 'due_at': '...'}}
"""

from collections.abc import Callable

from bot.adapters.tinydb_store.sealed import Tables

SCHEMA = 1


def version_of(tables: Tables) -> int:
    """The schema version that a file was written in."""
    version: int = tables["meta"]["1"]["schema"]
    return version


def upgraded(tables: Tables) -> Tables:
    """Bring tables of version SCHEMA or older to the schema of today."""
    for step in range(version_of(tables), SCHEMA):
        tables = _STEPS[step](tables)
    meta = {"1": {**tables["meta"]["1"], "schema": SCHEMA}}
    return {**tables, "meta": meta}


def _from_0(tables: Tables) -> Tables:
    """Version 0 (before the first release) named the due time of an owed message `due_utc`."""
    owed = {
        key: {("due_at" if name == "due_utc" else name): held for name, held in row.items()}
        for key, row in tables.get("owed", {}).items()
    }
    return {**tables, "owed": owed} if owed else tables


_STEPS: dict[int, Callable[[Tables], Tables]] = {0: _from_0}
