"""Groups that became supergroups: Telegram gives them a new number, in here they keep the one they had.

    moves.note(-5, -1005)
    moves.current(-5)     -> -1005    where a message for tg--5 goes
    moves.known(-1005)    -> -5       under which name what is written there is dealt with

So overrides, dossiers and messages that are owed need no renaming. A move is kept as a dossier in the group's
old name that holds nothing but the new one as its chat: it is as safe as any report, and comes with a backup.
"""

import logging
from dataclasses import replace

from bot.adapters.telegram_bot.addresses import Address, address, chat_id
from bot.ports import Store, StoreUnavailable

log = logging.getLogger(__name__)

GROUP = chat_id(-1).removesuffix("1")


class Moves:
    """All moves, read once at the start."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._now: dict[int, int] = {}
        self._before: dict[int, int] = {}
        for name in store.lifters():
            if name.startswith(GROUP):
                self._read(name)

    def note(self, old: int, new: int) -> None:
        """Remember a move; what cannot be saved now is told by Telegram again after a restart."""
        if self._now.get(old) == new:
            return
        self._take(old, new)
        try:
            self._store.save(replace(self._store.load(chat_id(old)), chat=chat_id(new)))
        except StoreUnavailable as problem:
            log.warning("the move of %s is not saved: %s", chat_id(old), problem)

    def current(self, chat: int) -> int:
        """The number that Telegram knows a chat by."""
        return self._now.get(chat, chat)

    def known(self, chat: str) -> str:
        """The id that a chat has in here, its topic kept."""
        if not self._before:
            return chat
        to = address(chat)
        return chat_id(self._before.get(to.chat, to.chat), to.topic)

    def address(self, chat: str) -> Address:
        """Where a message for a chat goes now."""
        to = address(chat)
        return Address(self.current(to.chat), to.topic)

    def _read(self, name: str) -> None:
        try:
            now = self._store.load(name).chat
        except StoreUnavailable as problem:
            log.warning("where %s is now cannot be read: %s", name, problem)
            return
        if now:
            self._take(address(name).chat, address(now).chat)

    def _take(self, old: int, new: int) -> None:
        self._now[old], self._before[new] = new, old
