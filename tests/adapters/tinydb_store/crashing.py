"""A disk that dies between two steps, without taking the test along."""

from typing_extensions import override

from bot.adapters.tinydb_store import Disk


class Crash(BaseException):
    """The process dies here; no handler may come in between."""


class CrashingDisk(Disk):
    """Crashes when `steps_left` has run down; None means never. `steps` counts all of them."""

    steps_left: int | None = None
    steps = 0

    @override
    def step(self, name: str) -> None:
        self.steps += 1
        if self.steps_left is None:
            return
        self.steps_left -= 1
        if self.steps_left < 0:
            raise Crash(name)
