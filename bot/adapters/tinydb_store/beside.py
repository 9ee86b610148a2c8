"""Commits that wait for the disk beside each other, while the process goes on.

A disk takes a millisecond to say that something is durable, a memory card a tenth of a second.

    beside.begin("ana", write, ended)      # `write` on a thread, `ended` here, once it is known how it went
    beside.last("ana")                     # a future, until then
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

#: Called with what went wrong, or None.
Ended: TypeAlias = Callable[[BaseException | None], None]


@dataclass(frozen=True, slots=True)
class Begun:
    """A commit under way."""

    written: "Future[None]"
    ended: Ended


class Beside:
    """Commits under way, one per lifter at most; all calls come from one thread."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, "commit")
        self._begun: dict[str, Begun] = {}

    def begin(self, lifter: str, write: Callable[[], None], ended: Ended) -> None:
        """Begin a commit; the lifter's last one must have come to its end."""
        assert lifter not in self._begun  # noqa: S101 - the second would overtake the first
        self._begun[lifter] = Begun(self._threads.submit(write), ended)

    def last(self, lifter: str) -> "Future[None] | None":
        """The commit begun last for the lifter, until it is known how it went; it ends in what went wrong."""
        begun = self._begun.get(lifter)
        return begun.written if begun is not None else None

    def is_under_way(self, lifter: str) -> bool:
        """Whether a commit of the lifter is not done yet; of one that is, it is known now how it went."""
        begun = self._begun.get(lifter)
        if begun is not None and begun.written.done():
            self.complete(lifter)
        return lifter in self._begun

    def complete(self, lifter: str) -> None:
        """Wait for the lifter's commit, if there is one; whoever began it learns how it went."""
        begun = self._begun.get(lifter)
        if begun is not None:
            failure = begun.written.exception()
            del self._begun[lifter]
            begun.ended(failure)

    def close(self) -> None:
        """Let all of them come to their end."""
        for lifter in tuple(self._begun):
            self.complete(lifter)
        self._threads.shutdown()
