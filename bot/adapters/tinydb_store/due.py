"""Which lifters have a message that falls due, and when: kept in memory, in order of time.

>>> index = DueIndex()
>>> index.put("ana", due=[nine], sending=[])
>>> index.lifters(now=ten), index.next_at(after=ten)
(('ana',), None)
"""

import datetime as dtm
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable


class DueIndex:
    """Due times of all lifters; a change costs the logarithm of their number."""

    def __init__(self) -> None:
        self._ordered: list[tuple[dtm.datetime, str]] = []
        self._due: dict[str, tuple[dtm.datetime, ...]] = {}
        self._sending: dict[str, dtm.datetime] = {}

    def put(self, lifter: str, due: Iterable[dtm.datetime], sending: Iterable[dtm.datetime]) -> None:
        """Replace what is known of one lifter: times of messages due and of those being sent."""
        for at in self._due.pop(lifter, ()):
            del self._ordered[bisect_left(self._ordered, (at, lifter))]
        if times := tuple(due):
            self._due[lifter] = times
        for at in times:
            insort(self._ordered, (at, lifter))
        self._sending.pop(lifter, None)
        if started := tuple(sending):
            self._sending[lifter] = min(started)

    def postpone(self, lifter: str, to: dtm.datetime) -> None:
        """Take no notice of a lifter before `to`."""
        self.put(lifter, [max(at, to) for at in self._due.get(lifter, ())], ())

    def sending(self) -> tuple[str, ...]:
        """Who has a message left in sending, earliest first."""
        return tuple(sorted(self._sending, key=lambda lifter: (self._sending[lifter], lifter)))

    def lifters(self, now: dtm.datetime) -> tuple[str, ...]:
        """Who has a message due at `now`, earliest first."""
        due = self._ordered[: bisect_right(self._ordered, now, key=lambda pair: pair[0])]
        return tuple(dict.fromkeys(lifter for _, lifter in due))

    def next_at(self, after: dtm.datetime | None) -> dtm.datetime | None:
        """The earliest due time of all, or the earliest later than `after`."""
        start = 0
        if after is not None:
            start = bisect_right(self._ordered, after, key=lambda pair: pair[0])
        return self._ordered[start][0] if start < len(self._ordered) else None
