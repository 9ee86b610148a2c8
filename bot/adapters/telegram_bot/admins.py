"""Words for the admins: owed to each of them as a message, so told once and not lost in a restart.

admins.tell("rules-5f3a9c01", "The rules have a mistake ...")
"""

import logging
import zlib
from collections.abc import Callable

from bot.adapters.telegram_bot.addresses import chat_id, lifter_id
from bot.adapters.telegram_bot.conversation import Conversation
from bot.ports import StoreUnavailable

log = logging.getLogger(__name__)


class Admins:
    """Who looks after the bot; without any, the log is all there is."""

    def __init__(self, users: frozenset[int], coach: Conversation, nudge: Callable[[], None]) -> None:
        self._users = users
        self._coach = coach
        self._nudge = nudge

    def tell(self, cause: str, text: str) -> None:
        """Owe the words to every admin; the same cause is told once in two weeks."""
        for user in sorted(self._users):
            try:
                self._coach.announce(lifter_id(user), chat_id(user), text, cause)
            except StoreUnavailable as problem:
                log.warning("an admin could not be told: %s", problem)
        self._nudge()

    def alert(self, text: str) -> None:
        """Tell something that is its own cause: another file is another message, the same one is not."""
        self.tell(f"alert-{zlib.crc32(text.encode('utf-8', 'replace')):08x}", text)
