"""Messages that tripped the coach: kept as they came, private, bounded, and gone when the lifter goes."""

import datetime as dtm
import io
import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.adapters.doctor import Mark, examined
from bot.adapters.tinydb_store import TinyDBStore
from bot.adapters.tinydb_store.backup import back_up, restore
from bot.adapters.tinydb_store.dead import MOST
from bot.adapters.tinydb_store.inspection import inspect
from bot.cli import app
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from tests.fakes import FRIDAY, FakeClock


def message(number: int = 1, text: str = "calf raise 3x12 \ud83e") -> Incoming:
    """Something that tripped the coach; half an emoji has to be kept too."""
    at = FRIDAY + dtm.timedelta(seconds=number)
    return Incoming("ana", "ana", f"42-{number}", text, at, f"u{number}", "Ana")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A data folder with one such message of a newcomer."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.keep_dead(message(), "KeyError at coach.py:41")
    return tmp_path


def test_it_survives_a_restart_as_it_came(kept: Path) -> None:
    """Every field, with why; nobody else on the machine can read it."""
    with TinyDBStore(kept, FakeClock()) as store:
        assert store.dead_letters("ana") == (message(),)
        assert store.lifters() == ()
    (path,) = kept.glob("lifters/ana/dead/*")
    assert json.loads(path.read_text())["why"] == "KeyError at coach.py:41"
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_the_same_message_is_kept_once_and_an_edit_beside_it(kept: Path) -> None:
    """Telegram may bring an update again."""
    with TinyDBStore(kept, FakeClock()) as store:
        store.keep_dead(message(), "again")
        store.keep_dead(message(text="calf raise 2x12"), "edited")
        assert len(store.dead_letters("ana")) == 2


def test_a_flood_of_them_is_bounded(kept: Path) -> None:
    """The newest stay."""
    with TinyDBStore(kept, FakeClock()) as store:
        for number in range(2, MOST + 6):
            store.keep_dead(message(number), "")
        letters = store.dead_letters("ana")
    assert [each.id for each in letters] == [f"42-{number}" for number in range(6, MOST + 6)]


def test_a_spoilt_one_does_not_hide_the_others(kept: Path) -> None:
    """Somebody has edited a file by hand."""
    (kept / "lifters/ana/dead/20261120T000000-00000000.json").write_text("{")
    with TinyDBStore(kept, FakeClock()) as store:
        assert store.dead_letters("ana") == (message(),)


def test_the_doctor_counts_them(kept: Path) -> None:
    """A warning that says where they are."""
    found = [each for each in examined(kept, Path("rules"), FakeClock()) if "dealt with" in each.says]
    assert [(each.mark, each.says.partition(" ")[0]) for each in found] == [(Mark.WARN, "1")]


def test_a_backup_holds_them(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """And a restore brings them back."""
    out, elsewhere = io.BytesIO(), tmp_path_factory.mktemp("new")
    back_up(kept, out, FRIDAY)
    out.seek(0)
    restore(elsewhere, out, force=False)
    assert inspect(elsewhere).dead == 1


def test_they_go_when_the_lifter_goes(kept: Path) -> None:
    """By /deleteme, which the store hears as `forget`."""
    with TinyDBStore(kept, FakeClock()) as store:
        store.save(Dossier("ana"))
        store.forget("ana")
        assert store.dead_letters("ana") == ()
    assert not list(kept.glob("lifters/*"))


def test_erase_knows_somebody_of_whom_nothing_else_is_kept(kept: Path) -> None:
    """A newcomer whose first message tripped the coach."""
    found = CliRunner().invoke(app, ["erase", "ana", "--yes", "--data-dir", str(kept)])
    assert found.exit_code == 0, found.output
    assert not list(kept.glob("lifters/*"))
