"""`spotter export`: the files of /export for an owner at the command line."""

import csv
import io
import json
from pathlib import Path

import pytest
from telegram import Update
from typer.testing import CliRunner

from bot.adapters.telegram_bot.inbox import Inbox
from bot.adapters.tinydb_store import Disk, TinyDBStore
from bot.cli import app
from bot.domain.dossier import Dossier
from tests.adapters.tinydb_store.writer import commit
from tests.fakes import FakeClock

REPORTS = 24


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Ana, with months in the archive."""
    clock = FakeClock()
    with TinyDBStore(tmp_path, clock) as store:
        for number in range(1, REPORTS + 1):
            commit(store, clock, number)
        assert len(store.load("ana").reports) < REPORTS
    return tmp_path


def spotter(*words: str) -> tuple[int, str]:
    """Run a command; its exit code and all it said."""
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.output


def test_all_history_is_exported_archive_included(data: Path) -> None:
    """JSON holds every report, the table every set."""
    code, said = spotter("export", "ana", "--data-dir", str(data))
    assert (code, len(json.loads(said)["reports"])) == (0, REPORTS)
    code, said = spotter("export", "ana", "--data-dir", str(data), "--format", "csv")
    assert (code, len(list(csv.DictReader(io.StringIO(said))))) == (0, 4 * REPORTS)


def test_what_cannot_be_exported_is_a_plain_sentence(data: Path) -> None:
    """Nobody of that name, no such form, a folder in use."""
    assert spotter("export", "eve", "--data-dir", str(data))[0] == 1
    assert spotter("export", "ana", "--data-dir", str(data), "--format", "xml")[0] == 2
    with TinyDBStore(data, FakeClock()):
        code, said = spotter("export", "ana", "--data-dir", str(data))
    assert (code, said.count("\n")) == (2, 1)


def test_erasing_somebody_takes_what_still_waited_to_be_dealt_with(tmp_path: Path) -> None:
    """A flood that a crash cut short; nobody else's is touched."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.save(Dossier("tg-42"))
    inbox = Inbox(tmp_path, Disk())
    for chat in (42, 421):
        inbox.put(chat, [Update(1)])
    assert spotter("erase", "42", "--yes", "--data-dir", str(tmp_path))[0] == 0
    assert [path.name for path in (tmp_path / "inbox").iterdir()] == ["421.000000000002.0.json"]
