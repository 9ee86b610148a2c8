"""A rules folder that is edited while the coach works -> new rules swapped in whole, or the old ones kept.

    watch = RuleWatch(folder, coach, tell)
    await watch.keep_watching()

Names, sizes and times are compared every few seconds; once nothing has moved for a moment the content is
hashed, and new content is checked and tested aside. An editor that writes twice, or a pull that writes many
files, is one change. What is bad is told once per content, and again when it is fine.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from bot.adapters.rule_files.findings import BrokenRules
from bot.adapters.rule_files.folder import shown
from bot.coach.handbook import Handbook

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
QUIET_FOR_S = 2.0
SHOWN = 3

#: Names, sizes and times of the files.
Stamp: TypeAlias = frozenset[tuple[str, int, int]]
#: Told with a key that names the content, and the sentence.
Tell: TypeAlias = Callable[[str, str], None]


class Desk(Protocol):
    """Where the handbook in use lies: `Coach`."""

    handbook: Handbook


def stamp_of(folder: Path) -> Stamp:
    """The files of a folder as they look from outside; a file that goes while we look does not count."""
    found = set()
    for path in folder.rglob("*.yaml"):
        try:
            status = path.stat()
        except OSError:
            continue
        found.add((str(path.relative_to(folder)), status.st_size, status.st_mtime_ns))
    return frozenset(found)


def content_of(folder: Path) -> str:
    """A hash of names and contents, cases included; a file that cannot be read counts as that."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        try:
            content = path.read_bytes()
        except OSError as error:
            content = str(error).encode()
        digest.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def proved(folder: Path) -> Handbook:
    """The handbook of a folder that was checked and tested.

    Raises:
        BrokenRules: with every error and its place.
    """
    from bot.adapters.rule_files.suite import prove  # noqa: PLC0415 - YAML and pydantic are slow to import

    return prove(folder)


@dataclass(frozen=True, slots=True)
class Eyes:
    """The looks at the world; tests put their own in."""

    stamp: Callable[[Path], Stamp] = stamp_of
    content: Callable[[Path], str] = content_of
    prove: Callable[[Path], Handbook] = proved
    aside: Callable[..., Awaitable[Handbook]] = asyncio.to_thread


OWN_EYES = Eyes()


class RuleWatch:
    """Keeps the handbook of a desk in step with a folder. `look` is one look; `seconds` only run forward."""

    def __init__(self, folder: Path, desk: Desk, tell: Tell, eyes: Eyes = OWN_EYES) -> None:
        self._folder = folder
        self._desk = desk
        self._tell = tell
        self._eyes = eyes
        self._settled = eyes.stamp(folder)
        self._moving: tuple[Stamp, float] | None = None
        self._good = self._current = eyes.content(folder)

    async def keep_watching(
        self,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        seconds: Callable[[], float] | None = None,
    ) -> None:
        """Look until cancelled; while something moves, a little more often."""
        clock = seconds or asyncio.get_running_loop().time
        while True:
            await sleep(QUIET_FOR_S if self._moving else LOOK_EVERY_S)
            try:
                await self.look(clock())
            except Exception:  # whatever happens, the old rules work and the watch goes on
                log.exception("the rules folder could not be looked at")

    async def look(self, now: float) -> None:
        """Compare, wait for quiet, and deal with new content."""
        stamp = self._eyes.stamp(self._folder)
        if stamp == self._settled:
            self._moving = None
            return
        if self._moving is None or self._moving[0] != stamp:
            self._moving = stamp, now
            return
        if now - self._moving[1] < QUIET_FOR_S:
            return
        content = self._eyes.content(self._folder)
        if content != self._current:
            await self._deal_with(content)
        if self._eyes.stamp(self._folder) == stamp:
            self._settled, self._moving = stamp, None

    async def _deal_with(self, content: str) -> None:
        """Check and test new content aside, then swap it in, or keep what works and say so."""
        was_bad = self._current != self._good
        try:
            handbook = await self._eyes.aside(self._eyes.prove, self._folder)
        except BrokenRules as broken:
            self._refuse(content, tuple(each.as_line for each in broken.problems))
            return
        except Exception as error:  # a mistake of ours, not of the coach: the old rules are still good
            log.exception("the changed rules could not be checked")
            self._refuse(content, (f"they could not be checked: {error}",))
            return
        if self._eyes.content(self._folder) != content:
            return  # it moved while it was tested: the next look begins anew
        old, self._desk.handbook = self._desk.handbook.rulebook, handbook
        self._good, bad = content, self._current
        self._current = content
        new = handbook.rulebook
        log.info("rules swapped: %s %s, was %s", new.name, new.content_hash, old.content_hash)
        if was_bad:
            self._tell(f"rules:{bad}:{content}", f"The rules are fine again: {_named(handbook)} is in use.")

    def _refuse(self, content: str, problems: tuple[str, ...]) -> None:
        self._current = content
        in_use = _named(self._desk.handbook)
        log.warning(
            "rules not loaded, still using %s: %d problems, first: %s", in_use, len(problems), problems[0]
        )
        here = f"{shown(self._folder)}/"
        more = len(problems) - SHOWN
        tail = [f"... and {more} more."] if more > 0 else []
        head = f"The changed rules are not in use; {in_use} still is."
        self._tell(
            f"rules:{content}",
            "\n".join([head, *(each.removeprefix(here) for each in problems[:SHOWN]), *tail]),
        )


def _named(handbook: Handbook) -> str:
    return f"{handbook.rulebook.name} ({handbook.rulebook.content_hash})"
