"""Rule folders to break: the house rules, copied, with a cache of their own."""

import shutil
from pathlib import Path

import pytest

from bot.adapters.rule_files.folder import rules_folder

HOUSE = rules_folder(None)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that starts empty."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the house rules that a test may change."""
    copy = tmp_path / "rules"
    shutil.copytree(HOUSE, copy)
    return copy
