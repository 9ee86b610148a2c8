"""An exception on the way -> a log line with an id, and a short word to the lifter; no traceback.

    ERROR ...errors: error 5f3a9c01 in update 900: KeyError at bot/coach/coach.py:41 < ...

The message of an exception is left out on purpose: it may quote what the lifter wrote.
"""

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from pathlib import PurePath

from telegram import Update
from telegram.ext import ContextTypes

from bot.adapters.telegram_bot.addresses import Address, chat_id
from bot.adapters.telegram_bot.unwrap import where
from bot.domain.owed import Outcome
from bot.ports import StoreUnavailable
from bot.replies import service

log = logging.getLogger(__name__)

FRAMES_SHOWN = 6

Say = Callable[[Address, str], Awaitable[Outcome]]


class Apology:
    """The application's error handler; one regret at a time is on its way to a chat."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._telling: set[Address] = set()

    async def __call__(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what happened; tell the lifter once that this message was not dealt with."""
        error = context.error
        if error is None:
            return
        known = update if isinstance(update, Update) else None
        log.error(
            "error %s in update %s: %s",
            secrets.token_hex(4),
            known.update_id if known else "-",
            trail(error),
        )
        # A tap has had its answer as a toast.
        to = where(known) if known and not known.callback_query else None
        if to is not None:
            unsaved = isinstance(error, StoreUnavailable)
            words = service.NOT_SAVED if unsaved else service.TRIPPED
            # Beside the handler: a chat that has used up its pace must not hold up the others.
            if to not in self._telling:
                self._telling.add(to)
                context.application.create_task(self._tell(to, words))

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
