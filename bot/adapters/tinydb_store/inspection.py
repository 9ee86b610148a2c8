"""A look at a data folder that changes nothing: what is there, and which files are not whole.

    found = inspect(Path("data"))
    found.lifters, found.size, found.troubles

It needs no lock: files are replaced as a whole, so each one that is read is some generation of it.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.tinydb_store.dead import letters
from bot.adapters.tinydb_store.migrations import SCHEMA, version_of
from bot.adapters.tinydb_store.sealed import DamagedError, unseal

_GENERATION = re.compile(r"(?:current|previous|(?P<month>\d{4}-\d{2})(?:\.previous)?)\.json")
_SET_ASIDE = re.compile(r".*\.json\.(damaged|unread|v\d+)-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a file, in one sentence with what to do; `lost` if its data cannot be used now."""

    says: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a data folder holds; `size` in bytes, `dead` counts messages that tripped the coach."""

    lifters: int
    size: int
    dead: int
    schemas: frozenset[int]
    troubles: tuple[Trouble, ...]


def inspect(root: Path) -> Inspection:
    """Read and check every file.

    Raises:
        OSError: the folder or a file cannot be read.
    """
    folders = lifter_folders(root)
    schemas: set[int] = set()
    troubles = [trouble for folder in folders for trouble in _troubles(folder, schemas)]
    if newer := schemas - set(range(SCHEMA + 1)):
        says = f"Files were written by a newer Spotter (schema {max(newer)}): update Spotter."
        troubles.append(Trouble(says, lost=True))
    size = sum(_size(path) for folder in folders for path in files_of(folder))
    dead = sum(len(letters(folder)) for folder in folders)
    return Inspection(len(folders), size, dead, frozenset(schemas), tuple(troubles))


def lifter_folders(root: Path) -> list[Path]:
    """The folders of all lifters; those that are being deleted start with a dot."""
    lifters = root / "lifters"
    return sorted(each for each in lifters.glob("[!.]*") if each.is_dir()) if lifters.is_dir() else []


def files_of(folder: Path) -> list[Path]:
    """All files of a lifter; none for one who has just been forgotten."""
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _troubles(folder: Path, schemas: set[int]) -> Iterator[Trouble]:
    for place in (folder, folder / "archive"):
        states: dict[str, list[bool]] = {}
        for path in sorted(place.glob("*.json*")):
            if _SET_ASIDE.fullmatch(path.name):
                yield Trouble(
                    f"{path} was set aside earlier; delete it when nobody misses anything.", lost=False
                )
            if match := _GENERATION.fullmatch(path.name):
                version = _version(path)
                states.setdefault(match["month"] or "current", []).append(version is not None)
                schemas.update([version] if version is not None else [])
        for name, whole in states.items():
            if not any(whole):
                yield Trouble(
                    f"{place / name}.json is damaged: put back this lifter from a backup.", lost=True
                )
            elif not all(whole):
                yield Trouble(
                    f"One generation of {place / name}.json is damaged; the other one is used, "
                    "what was saved last may be missing.",
                    lost=False,
                )


def _version(path: Path) -> int | None:
    """The schema of a file that is whole; None for a damaged one."""
    try:
        return version_of(unseal(path.read_bytes()))
    except FileNotFoundError:  # replaced while we looked: what took its place is whole
        return SCHEMA
    except (DamagedError, KeyError):
        return None
