"""Loading a folder: the cache, the folder that counts, and the hash that names it."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.rule_files import cache, checking
from bot.adapters.rule_files.findings import BrokenRules
from bot.adapters.rule_files.folder import RuleFolder, read_folder, rules_folder
from bot.adapters.rule_files.load import check, load_rules


def entries() -> list[Path]:
    """What the cache holds."""
    return sorted(cache.cache_folder().glob("*"))


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[RuleFolder]:
    """The folders that were checked from the files."""
    seen: list[RuleFolder] = []
    really = checking.examine

    def counting(folder: RuleFolder) -> checking.Examined:
        seen.append(folder)
        return really(folder)

    monkeypatch.setattr(checking, "examine", counting)
    return seen


def test_the_second_load_comes_from_the_cache(folder: Path, examined: list[RuleFolder]) -> None:
    """The same content is checked once and gives the same rules."""
    assert load_rules(folder) == load_rules(folder)
    assert len(examined) == len(entries()) == 1


def test_a_changed_file_is_checked_again(folder: Path, examined: list[RuleFolder]) -> None:
    """One letter makes new content with a new hash."""
    before = load_rules(folder)
    path = folder / "cautions.yaml"
    path.write_text(path.read_text("utf-8").replace("That's the bread", "This is the bread"), "utf-8")
    after = load_rules(folder)
    assert len(examined) == 2
    assert before.rulebook.content_hash != after.rulebook.content_hash


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"0" * 64 + b"\n{}"])
def test_a_damaged_entry_is_ignored_and_written_anew(
    folder: Path, examined: list[RuleFolder], damage: bytes
) -> None:
    """The checksum tells; nothing breaks."""
    rules = load_rules(folder)
    (entry,) = entries()
    good = entry.read_bytes()
    entry.write_bytes(damage)
    assert load_rules(folder) == rules
    assert entry.read_bytes() == good
    assert len(examined) == 2


def test_a_flipped_letter_in_an_entry_is_noticed(folder: Path, examined: list[RuleFolder]) -> None:
    """An entry that still is JSON but not what was kept does not count."""
    rules = load_rules(folder)
    (entry,) = entries()
    entry.write_bytes(entry.read_bytes().replace(b"avoid", b"refer", 1))
    assert load_rules(folder) == rules
    assert len(examined) == 2


def test_a_cache_that_cannot_be_written_is_not_used(
    folder: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where the cache folder should be: the rules load all the same."""
    blocked = own_cache / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert load_rules(folder).rulebook.rules


def test_old_entries_go(folder: Path) -> None:
    """The cache keeps a handful of contents."""
    path = folder / "cautions.yaml"
    for number in range(12):
        path.write_text(path.read_text("utf-8") + f"# {number}\n", "utf-8")
        load_rules(folder)
    assert len(entries()) == 8


def test_broken_rules_are_not_kept(folder: Path) -> None:
    """Only what was found in order goes into the cache."""
    (folder / "cautions.yaml").write_text("rules: [", "utf-8")
    with pytest.raises(BrokenRules):
        load_rules(folder)
    assert entries() == []


def test_a_missing_file_is_an_error(folder: Path) -> None:
    """Rules without recovery hours are no rules."""
    (folder / "recovery.yaml").unlink()
    assert [each.message for each in check(folder).errors] == ["this rule file is missing."]


def test_a_misspelt_file_name_is_doubted(folder: Path) -> None:
    """A file that nobody reads is named with the one that was meant."""
    (folder / "cautoins.yaml").write_text("rules: []\n", "utf-8")
    (found,) = check(folder).warnings
    assert 'Did you mean "cautions.yaml"?' in found.message


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_no_files_are_an_error(tmp_path: Path, name: str) -> None:
    """An empty or missing folder is not "no rules"."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(BrokenRules, match="no rule files"):
        read_folder(tmp_path / name)


def test_a_coachs_own_folder_comes_first(tmp_path: Path) -> None:
    """Without one the rules that came with Spotter count."""
    assert rules_folder(tmp_path) == tmp_path
    assert (rules_folder(None) / "cautions.yaml").is_file()


def test_a_warm_start_imports_neither_yaml_nor_pydantic(folder: Path) -> None:
    """What a cold command pays for is JSON."""
    load_rules(folder)
    code = (
        "import sys; from pathlib import Path; from bot.adapters.rule_files.load import load_rules;"
        "load_rules(Path(sys.argv[1])); print(sorted({'yaml', 'pydantic', 'typer'} & set(sys.modules)))"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
