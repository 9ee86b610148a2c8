"""Where rule files lie, what is in them, and the hash that names exactly this content.

>>> read_folder(rules_folder(None)).content_hash
'5f0c1d...'
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.rule_files.findings import BrokenRules, Finding

#: Where the files of groups and lifters lie.
OVERRIDES = "overrides/"
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """The rule files of one folder by name ("cautions.yaml", "overrides/tg-42.yaml")."""

    path: Path
    files: Mapping[str, bytes]
    content_hash: str

    def shown(self, name: str) -> str:
        """A file of the folder as a person would name it from here."""
        return shown(self.path / name)


def shown(path: Path) -> str:
    """A path, shortened where it lies below the working directory."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def rules_folder(setting: Path | None) -> Path:
    """A coach's own folder if one is set, else the rules that came with Spotter."""
    if setting is not None:
        return setting
    packaged = _PACKAGE / "house_rules"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "rules"


def read_folder(path: Path) -> RuleFolder:
    """All rule files of a folder, read once.

    Raises:
        BrokenRules: the folder or one of its files cannot be read, or there is none.
    """
    try:
        found = [*sorted(path.glob("*.yaml")), *sorted(path.glob(f"{OVERRIDES}*.yaml"))]
        files = {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    except OSError as error:
        raise BrokenRules((Finding(str(error.filename or path), 1, 1, "this cannot be read."),)) from error
    if not files:
        raise BrokenRules((Finding(str(path), 1, 1, "there are no rule files (*.yaml) in this folder."),))
    return RuleFolder(path, files, _hash(files))


def _hash(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
