"""Reports that the rules no longer look back on, in one file per month of training.

    lifters/ana/archive/2026-09.json, 2026-09.previous.json

A report is archived before it leaves `current.json`; a crash in between leaves it in both places,
so whoever reads takes the current one. Documents move as they are: words of a newer version stay.
"""

import datetime as dtm
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import groupby
from pathlib import Path

from bot.adapters.tinydb_store.disk import Disk, reason
from bot.adapters.tinydb_store.generations import Generations
from bot.adapters.tinydb_store.records import archive_rows, by_id
from bot.adapters.tinydb_store.sealed import Document
from bot.domain.codec import Notes, decode, encode
from bot.domain.training import Report
from bot.ports import StoreUnavailable

#: The rules look back at most eight weeks (weeks in a row, comebacks); two more are margin.
RECENT = dtm.timedelta(weeks=10)
#: Reports leave in batches, so that most commits write one file, not two.
BATCH = dtm.timedelta(weeks=2)
#: A platform lets messages be edited for 48 hours; what was just logged must stay editable.
EDITABLE = dtm.timedelta(days=3)

_MONTH = re.compile(r"(\d{4}-\d{2})(\.previous)?\.json")


def is_old(report: Report, now: dtm.datetime, age: dtm.timedelta = RECENT) -> bool:
    """Whether a report was trained `age` ago or earlier, and can no longer be edited."""
    return report.at < now - age and report.logged_at < now - EDITABLE


def leaving(reports: Iterable[Report], now: dtm.datetime) -> tuple[Report, ...]:
    """The reports to archive now: none, until the oldest makes a batch worth while."""
    old = tuple(report for report in reports if is_old(report, now))
    return old if any(is_old(report, now, RECENT + BATCH) for report in old) else ()


class Archive:
    """The archived months of one lifter."""

    def __init__(self, lifter: str, folder: Path, disk: Disk, alert: Callable[[str], None]) -> None:
        self._lifter = lifter
        self._folder = folder
        self._disk = disk
        self._alert = alert

    def relieved(
        self, before: tuple[Report, ...], after: tuple[Report, ...], now: dtm.datetime
    ) -> tuple[Report, ...]:
        """Move old reports of `after` to the archive; returns those that stay.

        Only what the file of `before` already holds may go: a crash then leaves the same report in both
        places. A report changed or taken back now may be such a one; it must not come back.

        Raises:
            StoreUnavailable: what was changed or taken back could not be taken out.
        """
        new = by_id(after)
        settled = [report for report in before if new.get(report.id) == report]
        old = leaving(settled, now)
        self.merge(drop=[r for r in before if is_old(r, now) and new.get(r.id) != r])
        try:
            self.merge(put=old)
        except StoreUnavailable as error:  # tidying up must not stop anybody from being coached
            self._alert(str(error))
            return after
        gone = {report.id for report in old}
        return tuple(report for report in after if report.id not in gone) if old else after

    def merge(self, put: Iterable[Report] = (), drop: Iterable[Report] = ()) -> None:
        """Add or replace reports and take others out; doing it twice changes nothing.

        Raises:
            StoreUnavailable: not all months were written; doing it again completes it.
        """
        changes: defaultdict[str, dict[str, Document | None]] = defaultdict(dict)
        for report in drop:
            changes[month_of(report)][report.id] = None
        for report in put:
            changes[month_of(report)][report.id] = encode(report)
        for month, documents in changes.items():
            self._merge_month(month, documents)

    def reports(self, month: str, notes: Notes) -> Iterator[Report]:
        """The archived reports of a month that can be read, oldest first; the rest is in `notes`.

        They are read one by one, as somebody asks for them: ten years take seconds.

        Raises:
            StoreUnavailable: the month's file cannot be trusted.
        """
        documents = self._documents(self._generations(month)).values()
        for document in sorted(documents, key=lambda each: str(each.get("at"))):
            yield from decode(tuple[Report, ...], [document], notes)

    def with_all(self, recent: Iterable[Report], notes: Notes) -> Iterator[Report]:
        """Every report, archived or `recent`, oldest first; one that is in both places is the recent one.

        Raises:
            StoreUnavailable: on the way, too: a month's file cannot be trusted.
        """
        kept = by_id(tuple(recent))
        ordered = sorted(kept.values(), key=_moment)
        own = {month: list(reports) for month, reports in groupby(ordered, month_of)}
        for month in sorted({*self.months(), *own}):
            archived = (each for each in self.reports(month, notes) if each.id not in kept)
            yield from merge(archived, own.get(month, ()), key=_moment)

    def _merge_month(self, month: str, changes: dict[str, Document | None]) -> None:
        generations = self._generations(month)
        before = self._documents(generations)
        after = {key: held for key, held in {**before, **changes}.items() if held is not None}
        if after == before:
            return
        self._disk.make_folder(self._folder)
        ordered = sorted(after.values(), key=lambda document: str(document.get("at")))
        generations.commit(archive_rows(self._lifter, ordered))

    def _documents(self, generations: Generations) -> dict[str, Document]:
        rows = generations.load() or {}
        return {document["id"]: document for document in rows.get("reports", [])}

    def _generations(self, month: str) -> Generations:
        current, previous = f"{month}.json", f"{month}.previous.json"
        return Generations(self._disk, self._folder / current, self._folder / previous, self._alert)

    def months(self) -> list[str]:
        """The months that there are files of, in order.

        Raises:
            StoreUnavailable: the folder cannot be read.
        """
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreUnavailable(f"{self._folder} cannot be read: {reason(error)}.") from error
        return sorted({match[1] for name in names if (match := _MONTH.fullmatch(name))})


def month_of(report: Report) -> str:
    """The month in whose file a report belongs."""
    at = report.at.astimezone(dtm.UTC)
    return f"{at.year:04}-{at.month:02}"


def _moment(report: Report) -> dtm.datetime:
    return report.at
