"""Rule folders to break: the house rules, copied, with a cache of their own."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.rule_files.folder import rules_folder

HOUSE = rules_folder(None)
ONE_EXERCISE = """\
version: 1
exercises:
  calf_raise: {name: Calf Raise, primary: [calves], mechanic: isolation, equipment: machine}
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that starts empty."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the house rules that a test may change; the long word lists are cut, to be quick."""
    copy = Path(shutil.copytree(HOUSE, tmp_path / "rules"))
    for name in ("notation", "questions", "red-flags"):
        (copy / f"{name}.yaml").write_text("version: 1\n", "utf-8")
    (copy / "exercises.yaml").write_text(ONE_EXERCISE, "utf-8")
    (copy / "tests" / "talks.yaml").unlink()  # they need the words
    return copy


@pytest.fixture
def talking(tmp_path: Path) -> Path:
    """A whole copy of the house rules, for tests in which somebody talks."""
    return Path(shutil.copytree(HOUSE, tmp_path / "rules"))
