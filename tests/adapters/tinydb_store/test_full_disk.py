"""A disk that is full after so many bytes, at thirty places of commits that also fill the archive."""

import errno
import os
import random
from pathlib import Path

import pytest

from bot.adapters.tinydb_store import TinyDBStore
from bot.ports import StoreUnavailable
from tests.adapters.tinydb_store.writer import commit, report
from tests.fakes import FakeClock

ROUNDS = 30
REPORTS = 22


class Quota:
    """Stands in for `os.write`: raises ENOSPC once `left` bytes are written; None is a disk with room."""

    def __init__(self) -> None:
        self.left: int | None = None
        self._write = os.write

    def __call__(self, descriptor: int, data: bytes) -> int:
        """Write as much as there is room for."""
        if self.left is None:
            return self._write(descriptor, data)
        if self.left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self._write(descriptor, data[: self.left])
        self.left -= written
        return written


def _saved(store: TinyDBStore, clock: FakeClock, number: int) -> str:
    """Save one more report; what the store said if it refused."""
    try:
        commit(store, clock, number)
    except StoreUnavailable as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_disk_that_fills_up_anywhere_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Saves are refused in a sentence until there is room; then all goes on, without a restart."""
    quota, clock, rng = Quota(), FakeClock(), random.Random(seed)  # noqa: S311 - dice for places
    monkeypatch.setattr(os, "write", quota)
    kept, refused = [], 0
    with TinyDBStore(tmp_path, clock) as store:
        full_from = rng.randrange(1, REPORTS)
        for number in range(1, REPORTS + 1):
            if number == full_from:
                quota.left = rng.randrange(40_000)
            said = _saved(store, clock, number)
            if not said:
                kept.append(number)
                continue
            assert "the disk is full" in said
            assert tuple(store.history("ana")) == tuple(report(each) for each in kept)
            refused += 1
            if refused == 3:
                quota.left = None
    quota.left = None
    assert kept[-1] == REPORTS or refused
    with TinyDBStore(tmp_path, clock) as store:
        assert store.alerts == ()
        assert tuple(store.history("ana")) == tuple(report(each) for each in kept)
        commit(store, clock, REPORTS + 1)
    assert not list(tmp_path.rglob("*.new"))
