"""Telegram may forget an update only when it is on disk: the two ways in, both waiting for that.

    PatientBot     polling: the next getUpdates, which confirms the last batch, waits for it
    PatientQueue   webhook: the 200 for an update waits for it

What one chat sends beyond its share is brought to the disk as it came (`inbox.py`): nobody waits for it.

python-telegram-bot by itself confirms as soon as an update is in its queue in memory, and a kill
then loses what the queue holds.
"""

import asyncio
import datetime as dtm
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken
from telegram.ext import ExtBot
from typing_extensions import override

from bot.adapters.heartbeat import Pulse
from bot.adapters.telegram_bot.inbox import SHARE, Inbox
from bot.ports import Clock, StoreUnavailable

#: A conflict or two are normal while another copy stops; after this many the other copy stays.
CONFLICTS_BORNE = 3
PAUSE_WHEN_OVER_S = 0.05
#: So long Telegram keeps updates; what is older needs no confirming.
KEPT = dtm.timedelta(hours=24)

TOKEN_REFUSED = "Telegram does not accept this token: ask BotFather for the current one."  # noqa: S105
SECOND_COPY = "Another copy of this bot is running with the same token: stop it first."


class PatientQueue(asyncio.Queue[object]):
    """Putting an update returns when it, and all before it, have been dealt with."""

    def __init__(self, pulse: Pulse, inbox: Inbox | None = None) -> None:
        super().__init__()
        self._pulse = pulse
        self._inbox = inbox
        self._waiting = 0
        self._of_chat: Counter[int | None] = Counter()

    @override
    async def put(self, item: object) -> None:
        if not isinstance(item, Update):
            await super().put(item)
            return
        chat = self._inbox.chat_of(item) if self._inbox else None
        if chat is not None and self._is_set_aside(chat, item):
            return
        await super().put(item)
        self._waiting += 1
        self._of_chat[chat] += 1
        self._pulse.waits()
        try:
            await self.join()
        finally:  # the one who posts may hang up first
            self._waiting -= 1
            self._of_chat -= Counter((chat,))
        self._pulse.heard(still_waiting=self._waiting > 0)

    def _is_set_aside(self, chat: int, update: Update) -> bool:
        if self._inbox is None or (not self._inbox.holds(chat) and self._of_chat[chat] < SHARE):
            return False
        with suppress(StoreUnavailable):
            self._inbox.put(chat, [update])
            return True
        return False


@dataclass(slots=True)
class Offset:
    """Says which polls confirm: an offset goes out until one poll with it was answered, for a day at most.

    Telegram forgets all that lies below an offset, and after a week without updates it numbers on from
    anywhere, perhaps from below. So an offset that has done its work, or come too late for it, would make
    Telegram forget what nobody has fetched; a poll without one gets everything that waits.
    """

    clock: Clock
    _wanted: int = 0
    _since: dtm.datetime | None = None
    _done: bool = False

    def to_send(self, wanted: int) -> int | None:
        """What to poll with when the library wants to confirm all below `wanted`."""
        now = self.clock.now()
        if wanted != self._wanted or self._since is None:
            self._wanted, self._since, self._done = wanted, now, False
        return None if self._done or now - self._since > KEPT else wanted or None

    def answered(self, updates: tuple[Update, ...]) -> None:
        """A poll was answered; what it brought is confirmed by the next one."""
        self._done = True
        if updates:
            self._since = None


class PatientBot(ExtBot[None]):
    """Polls only when everything fetched before has been dealt with.

    `give_up` is told in one sentence why there is no point in polling on.
    """

    def __init__(
        self,
        token: str,
        queue: asyncio.Queue[object],
        give_up: Callable[[str], None],
        pulse: Pulse,
        clock: Clock,
        inbox: Inbox | None = None,
        **options: Any,
    ) -> None:
        super().__init__(token, **options)
        self._queue = queue
        self._pulse = pulse
        self._offset = Offset(clock)
        self._give_up = give_up
        self._inbox = inbox
        self._conflicts = 0
        self._over = False

    @override
    async def get_updates(self, offset: int | None = None, *args: Any, **options: Any) -> tuple[Update, ...]:
        await self._queue.join()
        if self._over:
            await asyncio.sleep(PAUSE_WHEN_OVER_S)
            return ()
        try:
            updates = await super().get_updates(self._offset.to_send(offset or 0), *args, **options)
        except InvalidToken:
            return self._end(TOKEN_REFUSED)
        except Conflict:
            self._conflicts += 1
            if self._conflicts >= CONFLICTS_BORNE:
                return self._end(SECOND_COPY)
            raise
        self._conflicts = 0
        self._offset.answered(updates)
        self._pulse.heard(still_waiting=True)
        return self._inbox.share(updates) if self._inbox else updates

    def _end(self, reason: str) -> tuple[Update, ...]:
        self._over = True
        self._give_up(reason)
        return ()
