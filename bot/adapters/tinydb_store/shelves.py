"""Lifters who are kept in memory, and how many: who comes by often is not read from the disk each time.

>>> shelves.put("ana", Shelf(dossier, generations))
>>> shelves.get("ana").dossier.lifter
'ana'
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.adapters.tinydb_store.generations import Generations
from bot.adapters.tinydb_store.records import dossier_of
from bot.adapters.tinydb_store.sealed import Document
from bot.domain.codec import Notes, UnreadableError
from bot.domain.dossier import Dossier
from bot.ports import StoreUnavailable

#: What is kept, counted in reports (about 10 KB each, when they are long) and so much for a lifter: sixty who
#: train a lot, or four hundred who have just begun.
ROOM = 3_200
LIFTER_WEIGHS = 8


@dataclass(slots=True)
class Shelf:
    """What is in memory of one lifter: what the file says, and how its items are written."""

    dossier: Dossier
    generations: Generations
    written: dict[int, Document] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """How much memory it takes, roughly, in reports."""
        return LIFTER_WEIGHS + len(self.dossier.reports)


class Shelves:
    """The shelves of those who came by last; whoever was longest away goes first."""

    def __init__(self) -> None:
        self._by_lifter: OrderedDict[str, Shelf] = OrderedDict()

    def __len__(self) -> int:
        return len(self._by_lifter)

    def get(self, lifter: str) -> Shelf | None:
        """The lifter's shelf, if it is here."""
        if lifter not in self._by_lifter:
            return None
        self._by_lifter.move_to_end(lifter)
        return self._by_lifter[lifter]

    def put(self, lifter: str, shelf: Shelf) -> None:
        """Keep a shelf, and make room for it."""
        self._by_lifter[lifter] = shelf
        while sum(each.weight for each in self._by_lifter.values()) > ROOM and len(self._by_lifter) > 1:
            self._by_lifter.popitem(last=False)

    def drop(self, lifter: str) -> None:
        """Keep nothing of a lifter."""
        self._by_lifter.pop(lifter, None)


def read_shelf(lifter: str, generations: Generations, notes: Notes) -> Shelf | None:
    """What a lifter's files say; `notes` takes what could not be read of them. None without a file.

    Raises:
        StoreUnavailable: they cannot be read, or make no sense.
    """
    rows = generations.load()
    if rows is None:
        return None
    try:
        dossier = dossier_of(rows, notes)
    except UnreadableError as error:
        raise StoreUnavailable(f"The file of {lifter} makes no sense: {error}.") from error
    if dossier.lifter != lifter:
        raise StoreUnavailable(f"The file of {lifter} belongs to {dossier.lifter}.")
    if notes:
        generations.keep_copy("unread")
    return Shelf(dossier, generations)
