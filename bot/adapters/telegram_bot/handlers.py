"""Updates -> one call of the coach each. Nothing is read, judged or said here.

message, edited message, tap  ->  coach.receive, coach.edited, coach.tapped  ->  sender.nudge
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from telegram import Update
from telegram.ext import ContextTypes

from bot.adapters.telegram_bot.commits import Writing, ended, nothing_under_way, written
from bot.adapters.telegram_bot.conversation import Conversation
from bot.adapters.telegram_bot.errors import trail
from bot.adapters.telegram_bot.moves import Moves
from bot.adapters.telegram_bot.toasts import answer
from bot.adapters.telegram_bot.unwrap import incoming, tap
from bot.domain.incoming import Incoming
from bot.ports import Clock, StoreUnavailable
from bot.replies import service

log = logging.getLogger(__name__)

#: A store that refuses is asked once more after this pause; then the lifter is told.
PAUSE_S = 0.5
#: So often a message that trips the coach is tried, at once: waiting would not mend it, and others wait too.
ATTEMPTS = 3

Result = TypeVar("Result")
Sleep = Callable[[float], Awaitable[object]]


class Handlers:
    """The callbacks that the application calls; `nudge` says that something may be owed now.

    An update is dealt with when what the coach made of it is on disk: `writing` knows what is not.
    """

    def __init__(
        self,
        coach: Conversation,
        clock: Clock,
        nudge: Callable[[], None],
        moves: Moves,
        sleep: Sleep = asyncio.sleep,
        writing: Writing = nothing_under_way,
    ) -> None:
        self._coach = coach
        self._clock = clock
        self._nudge = nudge
        self._moves = moves
        self._sleep = sleep
        self._writing = writing

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A new message."""
        received = self._received(update, context)
        if received is not None:
            await self._committed(received.lifter, partial(self._coach.receive, received))

    async def edit(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that its author has changed."""
        received = self._received(update, context)
        if received is not None:
            await self._committed(received.lifter, partial(self._coach.edited, received))

    async def tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button; its spinner is always ended, also when the coach fails."""
        pressed = tap(update, self._clock.now())
        toast = service.TOAST_TRIPPED
        try:
            if pressed is not None:
                pressed = replace(pressed, chat=self._moves.known(pressed.chat))
                toast = await self._committed(pressed.lifter, partial(self._coach.tapped, pressed))
        except StoreUnavailable:
            toast = service.TOAST_NOT_SAVED
            raise
        finally:
            context.application.create_task(answer(update, toast))

    async def migration(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: told in the old one and in the new one."""
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id:
            self._moves.note(message.chat_id, message.migrate_to_chat_id)
        if message is not None and message.migrate_from_chat_id:
            self._moves.note(message.migrate_from_chat_id, message.chat_id)

    async def membership(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody let the bot in, or blocked it; delivery finds out by itself."""
        change = update.my_chat_member
        if change is not None:
            log.info("tg-%s: the bot is now %s", change.chat.id, change.new_chat_member.status)

    def _received(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> Incoming | None:
        found = incoming(update, context.bot)
        return found and replace(found, chat=self._moves.known(found.chat))

    async def _committed(self, lifter: str, call: Callable[[], Result]) -> Result:
        """Make the call, again if it fails; the update stays unconfirmed meanwhile."""
        try:
            for _ in range(ATTEMPTS - 1):
                try:
                    return await self._on_disk(lifter, call)
                except StoreUnavailable:
                    await self._sleep(PAUSE_S)
                    break
                except Exception as error:  # noqa: BLE001 - what was committed after all is known by its id
                    log.warning("tried again: %s", trail(error))
            return await self._on_disk(lifter, call)
        finally:
            self._nudge()

    async def _on_disk(self, lifter: str, call: Callable[[], Result]) -> Result:
        await ended(self._writing(lifter))  # from another chat of this lifter
        result = call()
        await written(self._writing(lifter))
        return result
