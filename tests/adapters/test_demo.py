"""The demo: eight weeks of example history through the real coach, kept where the lifter wants it."""

from pathlib import Path

import pytest

from bot.adapters.rule_files import rules_folder
from bot.app import AlreadyKnown, chat_room, demo_room, id_of
from bot.domain.lifter import Experience
from bot.domain.owed import OwedState

RULES = rules_folder(None)


def test_the_demo_has_eight_weeks_and_ends_now(tmp_path: Path) -> None:
    """Reports of every week, a profile, answers to check-ins; nothing is left unsent."""
    with demo_room(tmp_path, RULES, "Ana") as room:
        dossier, reports = room.store.load("ana"), tuple(room.store.history("ana"))
        now = room.clock.now()
        assert room.folder == tmp_path
    weeks = {(now - report.at).days // 7 for report in reports}
    assert weeks == set(range(8))
    assert dossier.profile.experience is Experience.INTERMEDIATE
    assert "calves" in dossier.profile.lagging
    assert dossier.check_ins
    assert all(row.due_at > now for row in dossier.owed if row.state is OwedState.DUE)
    assert any(row.kind.is_follow_up and row.state is OwedState.SENT for row in dossier.owed)


def test_a_demo_never_mixes_with_what_a_lifter_logged(tmp_path: Path) -> None:
    """Example sets among one's own could not be told apart again; going on without --demo is fine."""
    with chat_room(tmp_path, RULES, "Ana") as room:
        room.simulation().say("bench 3x8 80")
    with pytest.raises(AlreadyKnown, match="Ana"), demo_room(tmp_path, RULES, "Ana"):
        pass
    with demo_room(tmp_path, RULES, "Bo") as room:
        assert room.store.lifters() == ("ana", "bo")
    with chat_room(tmp_path, RULES, "Ana") as room:
        assert len(room.store.load("ana").reports) == 1


def test_a_demo_without_a_folder_leaves_nothing() -> None:
    """It is gone with the talk."""
    with demo_room(None, RULES, "Ana") as room:
        folder = room.folder
        assert folder.is_dir()
    assert not folder.exists()


NAMES = (
    "Ana",
    "Zoë",
    "Zoe",
    "Zoé",
    "李",
    "王",
    "Аня",
    "Оля",
    "Ana B",
    "Ana-B",
    "Strauß",
    "Strauss",
    "",
    "x" * 200,
)


def test_every_name_has_a_dossier_of_its_own() -> None:
    """Two people never share a log, and a name is a safe name of a folder."""
    ids = [id_of(name) for name in NAMES]
    assert len(set(ids)) == len(NAMES)
    assert all(each.isascii() and each.replace("-", "").isalnum() and len(each) <= 60 for each in ids)


@pytest.mark.parametrize(
    ("name", "same"),
    [("Ana", "ana"), (" Ana ", "ana"), ("Zoë", "Zoe\u0308"), ("АНЯ", "аня")],
    ids=["capitals", "spaces around", "either way to write an accent", "capitals of any script"],
)
def test_the_same_name_is_the_same_lifter(name: str, same: str) -> None:
    """However it is typed."""
    assert id_of(name) == id_of(same)


def test_a_readable_part_stays() -> None:
    """Whoever looks into the data folder should recognise the people."""
    assert id_of("Ana") == "ana"
    assert id_of("Zoë").startswith("zoe-")
