"""Messages that tripped the coach, kept as they came: one small file each, for the owner to read.

    lifters/ana/dead/20261120T180500-5f3a9c01.json
    {"why": "KeyError at coach.py:41", "message": {"lifter": "ana", "text": "calf raise 3x12", ...}}

They lie in the lifter's folder, so they come with a backup and an export, and go when the lifter does.
"""

import json
import re
import zlib
from pathlib import Path

from bot.adapters.tinydb_store.disk import Disk, reason
from bot.domain.codec import Notes, UnreadableError, decode, encode
from bot.domain.incoming import Incoming
from bot.ports import StoreUnavailable

FOLDER = "dead"
#: More of one lifter's are not kept: the oldest go.
MOST = 100

_LETTER = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}\.json")


def letters(folder: Path) -> list[Path]:
    """The files of a lifter's dead letters, oldest first."""
    return sorted(each for each in (folder / FOLDER).glob("*.json") if _LETTER.fullmatch(each.name))


def keep(folder: Path, message: Incoming, why: str, disk: Disk) -> None:
    """Write a message down; the same one again replaces itself.

    Raises:
        StoreUnavailable: it is not kept.
    """
    disk.make_folder(folder / FOLDER)
    mark = zlib.crc32(f"{message.id} {message.key} {message.text}".encode("utf-8", "replace"))
    path = folder / FOLDER / f"{message.at:%Y%m%dT%H%M%S}-{mark:08x}.json"
    disk.replace(path, json.dumps({"why": why, "message": encode(message)}, indent=1).encode())
    for old in letters(folder)[:-MOST]:
        old.unlink(missing_ok=True)


def read(folder: Path) -> tuple[Incoming, ...]:
    """The messages themselves; a file that somebody has spoilt is left out.

    Raises:
        StoreUnavailable: a file cannot be read.
    """
    found, notes = [], Notes()
    for path in letters(folder):
        try:
            found.append(decode(Incoming, json.loads(path.read_bytes())["message"], notes))
        except OSError as error:
            raise StoreUnavailable(f"{path} cannot be read: {reason(error)}.") from error
        except (ValueError, KeyError, TypeError, UnreadableError):
            continue
    return tuple(found)
