"""The store: dossiers in, dossiers out, one folder per lifter, one commit per message.

    with TinyDBStore(Path("data"), SystemClock(), create=True) as store:
        dossier = store.load("ana")
        store.save(replace(dossier, counter=dossier.counter + 1))

A commit writes one small file, however many lifters there are and however long they have trained.
"""

import datetime as dtm
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from typing_extensions import override

from bot.adapters.tinydb_store import dead
from bot.adapters.tinydb_store.archive import Archive
from bot.adapters.tinydb_store.beside import Beside, Ended, Write, at_once
from bot.adapters.tinydb_store.disk import Disk
from bot.adapters.tinydb_store.due import Overview
from bot.adapters.tinydb_store.folder import DataFolder, DataFolderUnusable
from bot.adapters.tinydb_store.generations import Generations, Rows
from bot.adapters.tinydb_store.migrations import SCHEMA
from bot.adapters.tinydb_store.records import rows_of, unshared, written_as
from bot.adapters.tinydb_store.shelves import Shelf, Shelves, read_shelf
from bot.domain.codec import Notes
from bot.domain.dossier import Dossier
from bot.domain.incoming import Incoming
from bot.domain.training import Report
from bot.ports import Clock, StoreUnavailable

#: So many lifters are looked up in one go at the start.
AT_ONCE = 8
#: So long a lifter whose files cannot be read is left alone: nobody else waits for another try.
AGAIN = dtm.timedelta(minutes=5)


class TinyDBStore(Overview):
    """`bot.ports.Store` on a folder that belongs to this process and thread alone.

    `alerts` are sentences for the owner: damage that was found and got round. `on_alert` is called with each
    new one, in the middle of the work: it must not call back.

    Opened with `armed=False` it can be used at once, but does not know of all that is due before `arming`
    has come to its end. With `threads`, so many commits that are begun wait for the disk at a time; without,
    `begin` is `save`.

    Raises:
        DataFolderUnusable: the folder is missing, not writable, or from a newer Spotter.
        DataFolderBusy: another process works with it.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        *,
        create: bool = False,
        disk: Disk | None = None,
        armed: bool = True,
        threads: int = 0,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._disk = disk or Disk()
        self._thread: int | None = threading.get_ident()
        self._alerts: dict[str, None] = {}
        self.on_alert: Callable[[str], None] = lambda _: None
        self._shelves = Shelves()
        self._beside = Beside(threads)
        self._folder = DataFolder(root, self._disk, create=create)
        self._known = set(self._folder.lifters())
        if armed:
            try:
                deque(self.arming(), maxlen=0)
            except DataFolderUnusable:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another process have the folder; what is saved is on disk, what is begun comes to its end."""
        self._beside.close()
        self._thread = None
        self._folder.release()

    def arming(self) -> Iterator[None]:
        """Learn when messages fall due, a few lifters a step.

        Raises:
            DataFolderUnusable: on the way, too: a file is from a newer Spotter.
        """
        for number, lifter in enumerate(self.lifters(), 1):
            self._discover(lifter)
            if number % AT_ONCE == 0:
                yield

    @property
    def alerts(self) -> tuple[str, ...]:
        """What the owner should know, oldest first."""
        return tuple(self._alerts)

    def load(self, lifter: str) -> Dossier:
        """The lifter's dossier; an empty one for somebody new.

        Raises:
            StoreUnavailable: this lifter's files cannot be read.
        """
        self._assert_thread()
        return unshared(self._shelf(lifter).dossier)

    def save(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier, all or nothing; old reports move to the archive.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        self._assert_thread()
        self._commit(self._relieved(dossier), at_once)

    def begin(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier like `save`, as soon as what `writing` returns has come to its end.

        Until then the old dossier stands; who asks for the lifter's again waits. What goes to the archive is
        there before this returns.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        self._assert_thread()
        self._commit(self._relieved(dossier), partial(self._beside.begin, dossier.lifter))

    def writing(self, lifter: str) -> "Future[None] | None":
        """What was begun last for the lifter, under way or just done; it may end in StoreUnavailable."""
        return self._beside.last(lifter)

    def is_writing(self, lifter: str) -> bool:
        """Whether something of the lifter's is on its way to the disk."""
        return self._beside.is_under_way(lifter)

    @override
    def settle(self) -> None:
        self._beside.settle()

    def note(self, dossier: Dossier) -> None:
        """Replace the lifter's dossier like `save`, but leave it to the system when it reaches the disk.

        It survives the end of the process; after a power cut the last saved one may be back.

        Raises:
            StoreUnavailable: nothing was written; the old dossier stands.
        """
        self._assert_thread()
        self._commit(dossier, at_once, durable=False)

    def history(self, lifter: str) -> Iterator[Report]:
        """Every report of the lifter, archived ones included, oldest first; read as they are taken.

        Raises:
            StoreUnavailable: some of the lifter's files cannot be read.
        """
        self._assert_thread()
        notes = Notes()
        yield from self._archive(lifter).with_all(self._shelf(lifter).dossier.reports, notes)
        self._note(lifter, notes)

    def forget(self, lifter: str) -> None:
        """Delete everything about the lifter.

        Raises:
            StoreUnavailable: not everything could be deleted.
        """
        self._assert_thread()
        self._beside.complete(lifter)
        try:
            self._folder.forget(lifter)
        finally:
            self._shelves.drop(lifter)
            if not self._folder.of(lifter).exists():
                self._unlearn(lifter)

    def keep_dead(self, message: Incoming, why: str) -> None:
        """Keep a message that tripped the coach as it came.

        Raises:
            StoreUnavailable: it is not kept.
        """
        self._assert_thread()
        dead.keep(self._folder.make(message.lifter), message, why, self._disk)

    def dead_letters(self, lifter: str) -> tuple[Incoming, ...]:
        """The lifter's messages that were kept that way, oldest first.

        Raises:
            StoreUnavailable: some of them cannot be read.
        """
        return dead.read(self._folder.of(lifter))

    def _relieved(self, dossier: Dossier) -> Dossier:
        """The dossier without the reports that are old enough for the archive; they are there by now."""
        before = self._shelf(dossier.lifter).dossier.reports
        archive, now = self._archive(dossier.lifter), self._clock.now()
        return replace(dossier, reports=archive.relieved(before, dossier.reports, now))

    def _commit(
        self, dossier: Dossier, carry_out: Callable[[Write, Ended], None], *, durable: bool = True
    ) -> None:
        shelf, kept = self._shelf(dossier.lifter), unshared(dossier)
        rows = rows_of(kept, shelf.written)

        def write() -> None:
            self._folder.make(kept.lifter)
            shelf.generations.commit(rows, durable=durable)
            self._disk.step("committed")

        carry_out(write, partial(self._ended, shelf, kept, rows))

    def _ended(self, shelf: Shelf, dossier: Dossier, rows: Rows, failure: BaseException | None) -> None:
        """Know what is on disk after a commit."""
        if failure is None:
            shelf.written = written_as(dossier, rows)
            shelf.dossier = dossier
            self._learn(dossier)
        elif not isinstance(failure, StoreUnavailable):  # Ctrl-C, say: only the disk knows how far it went
            self._shelves.drop(dossier.lifter)

    def _discover(self, lifter: str) -> None:
        """Learn when the lifter's messages fall due, reading as little as can be."""
        meta = self._folder.head(lifter)
        if meta is None:  # a first commit that never came to its end
            self._unlearn(lifter)
            return
        if meta.get("schema") == SCHEMA:
            self._calendar.recall(lifter, meta)
            return
        with suppress(StoreUnavailable):
            self._shelf(lifter)

    def _shelf(self, lifter: str) -> Shelf:
        self._beside.complete(lifter)
        if shelf := self._shelves.get(lifter):
            return shelf
        try:
            shelf = self._read(lifter)
        except StoreUnavailable as error:
            self._calendar.postpone(lifter, self._clock.now() + AGAIN)
            self._alert(str(error))
            raise
        self._shelves.put(lifter, shelf)
        return shelf

    def _read(self, lifter: str) -> Shelf:
        notes: Notes = []
        current, previous = map(Path, self._folder.generations(lifter))
        generations = Generations(self._disk, current, previous, self._alert)
        shelf = read_shelf(lifter, generations, notes)
        if shelf is None:
            return Shelf(Dossier(lifter), generations)
        self._note(lifter, notes)
        self._learn(shelf.dossier)
        return shelf

    def _archive(self, lifter: str) -> Archive:
        return Archive(lifter, self._folder.of(lifter) / "archive", self._disk, self._alert)

    def _alert(self, sentence: str) -> None:
        if sentence not in self._alerts:
            self._alerts[sentence] = None
            self.on_alert(sentence)

    def _note(self, lifter: str, notes: Notes) -> None:
        if notes:
            self._alert(f"Not all of {lifter}'s file could be read: {'; '.join(notes[:3])}.")

    def _assert_thread(self) -> None:
        """TinyDB and the files belong to one thread; another one would tear them."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("the store is closed, or was opened by another thread")
