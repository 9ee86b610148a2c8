"""What the files look like, and that files of every version are read for ever."""

import dataclasses
import datetime as dtm
import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from bot.adapters.tinydb_store import DataFolderUnusable, TinyDBStore
from bot.adapters.tinydb_store.migrations import SCHEMA, upgraded
from bot.adapters.tinydb_store.sealed import Tables, seal, unseal
from bot.domain.codec import encode
from bot.domain.dossier import Answered, Dossier
from bot.domain.lifter import CheckIn, Experience, QuietHours, Soreness
from bot.domain.owed import OwedKind, OwedState
from bot.domain.reading import AskAbout
from bot.domain.ruling import Method, Verdict
from bot.domain.training import Report, Technique, Unit
from bot.ports import StoreUnavailable
from tests.adapters.tinydb_store.writer import commit, report
from tests.fakes import FRIDAY, FakeClock

FILES = Path(__file__).parent / "files"
MONDAY = dtm.timedelta(days=3)


def current(folder: Path) -> Path:
    """Where the newest generation of Ana's dossier is."""
    return folder / "lifters" / "ana" / "current.json"


def put(folder: Path, content: bytes) -> None:
    """Make a data folder with this file in it."""
    current(folder).parent.mkdir(parents=True)
    current(folder).write_bytes(content)


@pytest.mark.parametrize("version", range(SCHEMA + 1))
def test_a_file_of_each_version_is_read(tmp_path: Path, version: int) -> None:
    """One fixture file per version; values as a lifter left them, spelled out."""
    put(tmp_path, (FILES / f"v{version}.json").read_bytes())
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.with_due(FRIDAY + MONDAY) == ("ana",)
        dossier = store.load("ana")
        assert store.alerts == ()
    assert (dossier.chat, dossier.counter, dossier.first_seen) == ("7", 2, FRIDAY)
    assert dossier.profile.experience is Experience.INTERMEDIATE
    assert dossier.profile.lagging == frozenset({"calves"})
    assert dossier.profile.quiet == QuietHours(dtm.time(22, 0), dtm.time(9, 0))
    assert dossier.profile.followups
    (entry,) = dossier.reports[0].entries
    assert (len(entry.sets), entry.sets[0].load, entry.sets[0].unit) == (3, 80.0, Unit.KG)
    assert entry.sets[0].techniques == (Technique.PARTIALS,)
    reply, check_in = dossier.owed
    assert (reply.kind, reply.state) == (OwedKind.REPLY, OwedState.SENT)
    assert (check_in.state, check_in.due_at) == (OwedState.DUE, FRIDAY + dtm.timedelta(hours=38))
    assert dossier.check_ins == (CheckIn(FRIDAY, Soreness.SORE, ("calves",), "r1"),)
    assert dossier.answered == (Answered("tg:7:1", FRIDAY, "r1"),)
    question, (judged,) = dossier.conversation.question, dossier.conversation.rulings
    assert question is not None
    assert question.ask is not None
    assert (question.value, question.ask.about) == ({"rir": 2}, AskAbout.ORDER)
    assert (judged.state.technique, judged.ruling.verdict) == (Method.PARTIALS, Verdict.CAUTION)
    assert judged.ruling.hours is not None
    assert judged.ruling.hours.total == 72


def test_an_old_file_is_kept_when_the_first_new_one_is_written(tmp_path: Path) -> None:
    """Reading alone changes nothing on the disk; going back a version stays possible."""
    old = (FILES / "v0.json").read_bytes()
    put(tmp_path, old)
    with TinyDBStore(tmp_path, FakeClock()) as store:
        dossier = store.load("ana")
        assert current(tmp_path).read_bytes() == old
        for _ in range(3):
            store.save(dossier)
    (kept,) = current(tmp_path).parent.glob("current.json.v0-*")
    assert kept.read_bytes() == old
    assert unseal(current(tmp_path).read_bytes())["meta"]["1"]["schema"] == SCHEMA


def test_a_migration_changes_what_it_is_about_and_nothing_else() -> None:
    """Also where there is nothing for it to do."""
    tables: Tables = {"meta": {"1": {"schema": 0, "lifter": "ana"}}, "reports": {"1": {"id": "r"}}}
    assert upgraded(tables) == {**tables, "meta": {"1": {"schema": SCHEMA, "lifter": "ana"}}}


def test_a_newer_file_is_refused_at_the_start(tmp_path: Path) -> None:
    """Nobody here can know what it means; one sentence says what to do."""
    put(tmp_path, seal({"meta": {"1": {"schema": SCHEMA + 1, "lifter": "ana"}}}))
    with pytest.raises(DataFolderUnusable, match=r"was written by a newer Spotter .*: update"):
        TinyDBStore(tmp_path, FakeClock())


def test_a_newer_file_that_turns_up_later_is_refused(tmp_path: Path) -> None:
    """A backup put in place while the program runs."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        put(tmp_path, seal({"meta": {"1": {"schema": SCHEMA + 1, "lifter": "ana"}}}))
        with pytest.raises(StoreUnavailable, match="newer Spotter"):
            store.load("ana")


def test_no_default_has_changed_since_it_was_first_stored() -> None:
    """Defaults are left out of files: another default would change what old files say.

    Whoever changes one needs a migration that writes the old value down, and then changes this
    list; whoever adds a field adds its line.
    """
    pinned = json.loads((FILES / "defaults.json").read_text(encoding="utf-8"))
    found = _defaults_below(Dossier)
    assert found == pinned, json.dumps({k: v for k, v in found.items() if k not in pinned})


def _defaults_below(kind: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in dataclasses.fields(kind):
        if item.default is not dataclasses.MISSING:
            found[f"{kind.__name__}.{item.name}"] = encode(item.default)
        elif item.default_factory is not dataclasses.MISSING:
            found[f"{kind.__name__}.{item.name}"] = encode(item.default_factory())
    for hint in get_type_hints(kind).values():
        for part in _dataclasses_in(hint):
            found |= _defaults_below(part)
    return found


def _dataclasses_in(hint: Any) -> list[Any]:
    inner = [part for argument in getattr(hint, "__args__", ()) for part in _dataclasses_in(argument)]
    return [hint, *inner] if dataclasses.is_dataclass(hint) else inner


def test_any_tinydb_can_read_the_file(tmp_path: Path) -> None:
    """It is a database as TinyDB knows it: tables of documents, readable by other tools."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        commit(store, FakeClock(), 1)
        commit(store, FakeClock(), 2)
    with TinyDB(current(tmp_path), storage=JSONStorage, access_mode="r") as database:
        assert [row["id"] for row in database.table("reports")] == ["r1", "r2"]


def test_a_file_is_readable_and_short(tmp_path: Path) -> None:
    """One document per line, real letters, nothing that goes without saying."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.save(Dossier("ana", answered=(Answered("größer 🦵", FRIDAY),)))
    assert current(tmp_path).read_text(encoding="utf-8").splitlines()[1:] == [
        '"meta": {"1": {"schema":1,"lifter":"ana","due":[],"sending":[],"answers":[]}},',
        '"answered": {',
        '"1": {"key":"größer 🦵","at":"2026-11-20T18:05:00+00:00"}',
        "}}",
    ]


@pytest.mark.parametrize("text", ["half an emoji \ud83d", "\x00", '"\\\n'], ids=ascii)
def test_texts_that_json_finds_hard_come_back(tmp_path: Path, text: str) -> None:
    """What a terminal or a broken client may send."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        store.save(Dossier("ana", reports=(Report("r1", "m1", text, FRIDAY, FRIDAY, ()),)))
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.load("ana").reports[0].text == text


def test_words_of_a_newer_version_are_kept_in_a_copy(tmp_path: Path) -> None:
    """They cost no more than themselves, the owner is told, and the next save loses nothing."""
    with TinyDBStore(tmp_path, FakeClock()) as store:
        commit(store, FakeClock(), 1)
    tables = unseal(current(tmp_path).read_bytes())
    tables["reports"]["1"]["entries"][0]["sets"][0]["techniques"] = ["moon_reps"]
    strange = seal(tables)
    current(tmp_path).write_bytes(strange)
    with TinyDBStore(tmp_path, FakeClock()) as store:
        assert store.load("ana").reports == (report(1),)
        assert store.alerts == ("Not all of ana's file could be read: 'moon_reps' is not a valid Technique.",)
        commit(store, FakeClock(), 2)
        commit(store, FakeClock(), 3)
    (kept,) = current(tmp_path).parent.glob("current.json.unread-*")
    assert kept.read_bytes() == strange
