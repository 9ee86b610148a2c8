"""Telegram may forget an update only when it is on disk: the two ways in, both waiting for that.

    PatientBot     polling: the next getUpdates, which confirms the last batch, waits for it
    PatientQueue   webhook: the 200 for an update waits for it

python-telegram-bot by itself confirms as soon as an update is in its queue in memory, and a kill
then loses what the queue holds.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken
from telegram.ext import ExtBot
from typing_extensions import override

from bot.adapters.heartbeat import Pulse

#: A conflict or two are normal while another copy stops; after this many the other copy stays.
CONFLICTS_BORNE = 3
PAUSE_WHEN_OVER_S = 0.05

TOKEN_REFUSED = "Telegram does not accept this token: ask BotFather for the current one."  # noqa: S105
SECOND_COPY = "Another copy of this bot is running with the same token: stop it first."


class PatientQueue(asyncio.Queue[object]):
    """Putting an update returns when it, and all before it, have been dealt with."""

    def __init__(self, pulse: Pulse) -> None:
        super().__init__()
        self._pulse = pulse
        self._waiting = 0

    @override
    async def put(self, item: object) -> None:
        await super().put(item)
        if not isinstance(item, Update):
            return
        self._waiting += 1
        self._pulse.waits()
        try:
            await self.join()
        finally:  # the one who posts may hang up first
            self._waiting -= 1
        self._pulse.heard(still_waiting=self._waiting > 0)


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
        **options: Any,
    ) -> None:
        super().__init__(token, **options)
        self._queue = queue
        self._pulse = pulse
        self._give_up = give_up
        self._conflicts = 0
        self._over = False

    @override
    async def get_updates(self, *args: Any, **options: Any) -> tuple[Update, ...]:
        await self._queue.join()
        if self._over:
            await asyncio.sleep(PAUSE_WHEN_OVER_S)
            return ()
        try:
            updates = await super().get_updates(*args, **options)
        except InvalidToken:
            return self._end(TOKEN_REFUSED)
        except Conflict:
            self._conflicts += 1
            if self._conflicts >= CONFLICTS_BORNE:
                return self._end(SECOND_COPY)
            raise
        self._conflicts = 0
        self._pulse.heard(still_waiting=True)
        return updates

    def _end(self, reason: str) -> tuple[Update, ...]:
        self._over = True
        self._give_up(reason)
        return ()
