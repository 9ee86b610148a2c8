"""Checked rule files kept as JSON, so that a cold start neither parses YAML nor checks anything again.

An entry is named by the content of the rule files and by the code that read them; a change of either
makes a new one. Its first line is a checksum. An entry that is damaged or cannot be read does not count,
and a folder that cannot be written is not used: the cache never decides whether Spotter works.
"""

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import platformdirs

_KEPT = 8


def cache_folder() -> Path:
    """Where entries lie."""
    return Path(platformdirs.user_cache_dir("spotter", appauthor=False)) / "rules"


@cache
def _code_hash() -> str:
    """The code that reads and checks rule files, as a hash."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _entry(content_hash: str) -> Path:
    key = hashlib.sha256(f"{content_hash}{_code_hash()}".encode()).hexdigest()
    return cache_folder() / f"{key}.json"


def recall(content_hash: str) -> dict[str, Any] | None:
    """The checked documents of this content, or None."""
    try:
        checksum, _, payload = _entry(content_hash).read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(payload).hexdigest().encode() != checksum:
        return None
    documents: dict[str, Any] = orjson.loads(payload)
    return documents


def remember(content_hash: str, documents: dict[str, Any]) -> None:
    """Keep the checked documents of this content; a folder that cannot be written is left alone."""
    payload = orjson.dumps(documents)
    entry = _entry(content_hash)
    fresh = entry.with_suffix(f".{os.getpid()}.new")
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        fresh.replace(entry)
        _forget_old(entry.parent)


def _forget_old(folder: Path) -> None:
    newest_first = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[_KEPT:]:
        path.unlink(missing_ok=True)
