"""What one chat sends beyond its share -> files, dealt with one by one while everybody else is served.

    <data>/inbox/-1005.000000000017.3.json    updates as Telegram sent them, in order; three are dealt with

Telegram hands out updates as they came, and the next ones only when these are confirmed. Five hundred
messages of one chat would keep all others waiting until the last of them is dealt with. So they are brought
to the disk in one go and confirmed, and come back one at a time; what the chat sends meanwhile queues up
behind. After a crash the one that was under way comes again: messages are known by their ids, so nothing
counts twice.
"""

import asyncio
import json
import logging
import re
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from telegram import Bot, Update

from bot.adapters.telegram_bot.addresses import chat_id
from bot.adapters.tinydb_store.disk import Disk
from bot.ports import StoreUnavailable

log = logging.getLogger(__name__)

#: So many updates of a chat in one batch are dealt with at once.
SHARE = 8
FOLDER = "inbox"

_FILE = re.compile(r"(-?\d+)\.(\d{12})\.(\d+)\.json")


class Inbox:
    """The updates set aside, by chat; files that a crash left are found at the start.

    Of strangers (not in `allowed`, if that names anybody) nothing is kept: turning them away takes no time.
    `on_loss` is told in a sentence when updates that are confirmed cannot be dealt with.
    """

    def __init__(self, data: Path, disk: Disk, allowed: frozenset[int] = frozenset()) -> None:
        self._allowed = allowed
        self._folder = data / FOLDER
        self._disk = disk
        self._files: dict[int, deque[Path]] = {}
        self._opened: dict[int, deque[Update]] = {}
        self._awake = asyncio.Event()
        self._last = 0
        self.on_loss: Callable[[str], None] = lambda _: None
        found = [
            (path, match) for path in self._folder.glob("*.json") if (match := _FILE.fullmatch(path.name))
        ]
        for path, match in sorted(found, key=lambda each: int(each[1][2])):
            self._files.setdefault(int(match[1]), deque()).append(path)
            self._last = int(match[2])
        if self._files:
            self._awake.set()

    def chat_of(self, update: Update) -> int | None:
        """The chat that an update may be set aside for; None if it has to be dealt with now."""
        user, chat = update.effective_user, update.effective_chat
        stranger = self._allowed and (user is None or user.id not in self._allowed)
        return None if chat is None or stranger else chat.id

    def holds(self, chat: int) -> bool:
        """Whether updates of a chat wait here; later ones have to queue up behind them."""
        return chat in self._files

    def share(self, updates: tuple[Update, ...]) -> tuple[Update, ...]:
        """The updates to deal with now; each one set aside leaves an empty one in its place."""
        taken: Counter[int] = Counter()
        surplus: dict[int, list[Update]] = {}
        for update in updates:
            chat = self.chat_of(update)
            if chat is None:
                continue
            if self.holds(chat) or taken[chat] >= SHARE:
                surplus.setdefault(chat, []).append(update)
            taken[chat] += 1
        aside: set[int] = set()
        for number, those in surplus.items():
            try:
                self.put(number, those)
            except StoreUnavailable as problem:
                log.warning("a flood is not set aside: %s", problem)
            else:
                aside.update(each.update_id for each in those)
        return tuple(Update(each.update_id) if each.update_id in aside else each for each in updates)

    def put(self, chat: int, updates: list[Update]) -> None:
        """Set updates of a chat aside, durably.

        Raises:
            StoreUnavailable: they are not.
        """
        self._disk.make_folder(self._folder)
        path = self._folder / f"{chat}.{self._last + 1:012}.0.json"
        self._disk.replace(path, json.dumps([each.to_dict() for each in updates]).encode())
        self._last += 1
        self._files.setdefault(chat, deque()).append(path)
        self._awake.set()

    async def feed(self, queue: asyncio.Queue[object], bot: Bot) -> None:
        """Give back one update of each chat at a time, for ever; the next when the queue is dealt with."""
        while True:
            await self._awake.wait()
            self._awake.clear()
            while self._files:
                fed = [chat for chat in tuple(self._files) if self._fed(chat, queue, bot)]
                await queue.join()
                for chat in fed:
                    self._done(chat)

    def _fed(self, chat: int, queue: asyncio.Queue[object], bot: Bot) -> bool:
        path = self._files[chat][0]
        if chat not in self._opened:
            try:
                self._opened[chat] = _updates(path, bot)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others must come on
                self._give_up(chat, path.with_suffix(".unread"), type(error).__name__)
                return False
        queue.put_nowait(self._opened[chat][0])
        return True

    def _done(self, chat: int) -> None:
        self._opened[chat].popleft()
        if not self._opened[chat]:
            self._close(chat)
            return
        path = self._files[chat][0]
        further = path.with_name(f"{path.name.rsplit('.', 2)[0]}.{_dealt_with(path) + 1}.json")
        with suppress(OSError):
            self._files[chat][0] = path.rename(further)

    def _give_up(self, chat: int, keep_as: Path, why: str) -> None:
        self._opened[chat] = deque()
        self._close(chat, keep_as)
        told = f"Messages of {chat_id(chat)} that were set aside cannot be read ({why})"
        log.error("%s", told)
        self.on_loss(f"{told}: ask for them again. They are kept as {FOLDER}/{keep_as.name}.")

    def _close(self, chat: int, keep_as: Path | None = None) -> None:
        path = self._files[chat].popleft()
        del self._opened[chat]
        if not self._files[chat]:
            del self._files[chat]
        try:
            path.replace(keep_as) if keep_as else path.unlink(missing_ok=True)
        except OSError as error:  # it will be dealt with once more, after a restart
            log.warning("what is dealt with of %s cannot be removed: %s", chat_id(chat), error.strerror)


def _updates(path: Path, bot: Bot) -> deque[Update]:
    """Those of a file that are still to be dealt with."""
    left = json.loads(path.read_bytes())[_dealt_with(path) :]
    if not left:
        raise EOFError
    return deque(Update.de_json(each, bot) for each in left)


def _dealt_with(path: Path) -> int:
    return int(path.name.rsplit(".", 2)[1])
