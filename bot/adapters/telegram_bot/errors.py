"""An exception on the way -> a log line with an id, a word to the lifter, the message kept for the owner.

    ERROR ...errors: error 5f3a9c01 in update 900: KeyError at bot/coach/coach.py:41 < ...

No traceback reaches a person. The message of an exception is left out on purpose: it may quote
what the lifter wrote.
"""

import logging
import secrets
import traceback
import zlib
from collections.abc import Awaitable, Callable
from pathlib import PurePath
from typing import Protocol

from telegram import Bot, Update
from telegram.ext import ContextTypes

from bot.adapters.telegram_bot.addresses import Address, chat_id
from bot.adapters.telegram_bot.unwrap import incoming, where
from bot.domain.incoming import Incoming
from bot.domain.owed import Outcome
from bot.ports import StoreUnavailable
from bot.replies import service

log = logging.getLogger(__name__)

FRAMES_SHOWN = 6

Say = Callable[[Address, str], Awaitable[Outcome]]
Keep = Callable[[Incoming, str], None]


class Owner(Protocol):
    """Who looks after the bot; hears of each cause once."""

    def tell(self, cause: str, text: str) -> None:
        """Words with a cause of their own."""
        ...

    def alert(self, text: str) -> None:
        """Words that are their own cause."""
        ...


class Apology:
    """The application's error handler; one regret at a time is on its way to a chat.

    `keep` puts aside a message that tripped the coach.
    """

    def __init__(self, say: Say, keep: Keep, owner: Owner) -> None:
        self._say = say
        self._keep = keep
        self._owner = owner
        self._telling: set[Address] = set()

    async def __call__(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what happened; tell the lifter once that this message was not dealt with."""
        error = context.error
        if error is None:
            return
        known = update if isinstance(update, Update) else None
        number, place = secrets.token_hex(4), trail(error)
        log.error("error %s in update %s: %s", number, known.update_id if known else "-", place)
        if isinstance(error, StoreUnavailable):
            words = service.NOT_SAVED
            self._owner.alert(str(error))
        else:
            kept = known is not None and self._is_kept(known, context.bot, f"error {number}: {place}")
            words = service.TRIPPED_BUT_KEPT if kept else service.TRIPPED
            # One mistake in the program is one message, however many messages it trips over.
            where_from = place.partition(" < ")[0]
            cause = f"tripped-{zlib.crc32(where_from.encode()):08x}"
            self._owner.tell(cause, service.tripped(where_from, number))
        # A tap has had its answer as a toast.
        to = where(known) if known and not known.callback_query else None
        # Beside the handler: a chat that has used up its pace must not hold up the others.
        if to is not None and to not in self._telling:
            self._telling.add(to)
            context.application.create_task(self._tell(to, words))

    def _is_kept(self, update: Update, bot: Bot, why: str) -> bool:
        try:
            message = incoming(update, bot)
            if message is not None:
                self._keep(message, why)
        except Exception as problem:  # noqa: BLE001 - reading it may be what tripped
            log.error("the message could not be kept: %s", trail(problem))  # noqa: TRY400 - no texts
            return False
        return message is not None

    async def _tell(self, to: Address, words: str) -> None:
        try:
            told = await self._say(to, words)
        except Exception as error:  # noqa: BLE001 - it would come back here, for ever
            log.error("nobody was told about it: %s", trail(error))  # noqa: TRY400
            return
        finally:
            self._telling.discard(to)
        if told is not Outcome.SENT:
            log.error("%s was not told about it: %s", chat_id(to.chat), told)


def trail(error: BaseException) -> str:
    """The kind of error and where it came from, innermost first; what the store says is kept."""
    said = f" ({error})" if isinstance(error, StoreUnavailable) else ""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-FRAMES_SHOWN:])
    places = " < ".join(f"{PurePath(each.filename).name}:{each.lineno}" for each in frames)
    return f"{type(error).__name__}{said} at {places or 'an unknown place'}"
