"""Commits that wait for the disk beside each other, while the process goes on.

A disk takes a millisecond to say that something is durable, a memory card a tenth of a second.

    beside.begin("ana", write, ended)      # `write` on a thread, `ended` here, with the next call after it
    beside.last("ana")                     # a future, until then
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

#: Brings something to the disk.
Write: TypeAlias = Callable[[], None]
#: Called with what went wrong, or None.
Ended: TypeAlias = Callable[[BaseException | None], None]


def at_once(write: Write, ended: Ended) -> None:
    """Carry out a commit while everybody waits.

    Raises:
        BaseException: what went wrong.
    """
    try:
        write()
    except BaseException as failure:
        ended(failure)
        raise
    ended(None)


@dataclass(frozen=True, slots=True)
class Begun:
    """A commit under way."""

    written: "Future[None]"
    ended: Ended


class Beside:
    """Commits under way, one per lifter at most; all calls come from one thread. Without threads none is."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, "commit") if threads else None
        self._begun: dict[str, Begun] = {}

    def begin(self, lifter: str, write: Write, ended: Ended) -> None:
        """Begin a commit; the lifter's last one must have come to its end.

        Raises:
            BaseException: without threads, what went wrong.
        """
        if self._threads is None:
            at_once(write, ended)
            return
        assert lifter not in self._begun  # noqa: S101 - the second would overtake the first
        self._begun[lifter] = Begun(self._threads.submit(write), ended)

    def last(self, lifter: str) -> "Future[None] | None":
        """The lifter's commit, under way or just done; it ends in what went wrong."""
        begun = self._begun.get(lifter)
        return begun.written if begun is not None else None

    def is_under_way(self, lifter: str) -> bool:
        """Whether a commit of the lifter is not done yet."""
        begun = self._begun.get(lifter)
        return begun is not None and not begun.written.done()

    def settle(self) -> None:
        """Let those that are done be known."""
        for lifter in [lifter for lifter, begun in self._begun.items() if begun.written.done()]:
            self.complete(lifter)

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
        if self._threads:
            self._threads.shutdown()
