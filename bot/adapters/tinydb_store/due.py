"""Which lifters have a message that falls due, and when: kept in memory, in order of time.

>>> index = DueIndex()
>>> index.put("ana", due=[nine], sending=[])
>>> index.lifters(now=ten), index.next_at(after=ten)
(('ana',), None)
"""

import datetime as dtm
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.dossier import Dossier
from bot.domain.owed import Owed, OwedState


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
        """Take no notice of a lifter before `to`; one of whom nothing is known is looked at then."""
        self.put(lifter, [max(at, to) for at in self._due.get(lifter, ())] or [to], ())

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


class Calendar:
    """What falls due for whom: every message, and the answers alone, which go first.

    >>> calendar.learn(dossier)
    >>> calendar.answers.lifters(now)
    ('ana',)
    """

    def __init__(self) -> None:
        self.all = DueIndex()
        self.answers = DueIndex()

    def learn(self, dossier: Dossier) -> None:
        """Take the times of a dossier."""
        self.recall(dossier.lifter, times_of(dossier))

    def recall(self, lifter: str, times: Mapping[str, Sequence[str]]) -> None:
        """Take the times as a file has them; files of before have none of answers."""
        due, sending, answers = (
            [dtm.datetime.fromisoformat(at) for at in times.get(name, ())] for name in TIMES
        )
        self.all.put(lifter, due, sending)
        self.answers.put(lifter, answers, ())

    def postpone(self, lifter: str, to: dtm.datetime) -> None:
        """Take no notice of a lifter before `to`."""
        self.all.postpone(lifter, to)
        self.answers.postpone(lifter, to)


class Overview:
    """What a store knows without opening files: who there is, and when something falls due.

    Before it answers it calls `settle`.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._calendar = Calendar()

    def settle(self) -> None:
        """Learn of what has been written meanwhile."""

    def lifters(self) -> tuple[str, ...]:
        """All lifters that have a dossier, in order of their names."""
        self.settle()
        return tuple(sorted(self._known))

    def with_due(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with a message due at `now`, earliest first."""
        self.settle()
        return self._calendar.all.lifters(now)

    def with_answers(self, now: dtm.datetime) -> tuple[str, ...]:
        """Lifters with an answer due at `now`, earliest first."""
        self.settle()
        return self._calendar.answers.lifters(now)

    def left_sending(self) -> tuple[str, ...]:
        """Lifters with a message left in `sending`, earliest first."""
        self.settle()
        return self._calendar.all.sending()

    def next_due_at(self, after: dtm.datetime | None = None) -> dtm.datetime | None:
        """When the earliest unsent message falls due (of those later than `after`)."""
        self.settle()
        return self._calendar.all.next_at(after)

    def _learn(self, dossier: Dossier) -> None:
        self._known.add(dossier.lifter)
        self._calendar.learn(dossier)

    def _unlearn(self, lifter: str) -> None:
        self._known.discard(lifter)
        self._calendar.recall(lifter, {})


#: What a file says of its times.
TIMES = ("due", "sending", "answers")


def times_of(dossier: Dossier) -> dict[str, list[str]]:
    """The times of messages due and of those being sent, and of the answers among those due."""
    due = [row for row in dossier.owed if row.state is OwedState.DUE]
    sending = [row for row in dossier.owed if row.state is OwedState.SENDING]
    answers = [row for row in due if not row.kind.is_follow_up]
    return dict(zip(TIMES, map(_written, (due, sending, answers)), strict=True))


def _written(rows: Iterable[Owed]) -> list[str]:
    return [row.due_at.isoformat() for row in rows]
