"""The answer to a tap: it ends the button's spinner and may show a few words.

    application.create_task(answer(update, "Taken back."))

It runs beside the handler: how slowly Telegram takes it must not hold up the next update, and
nothing is lost if it fails (an old query can no longer be answered).
"""

import logging

from telegram import Update
from telegram.constants import CallbackQueryLimit
from telegram.error import TelegramError

log = logging.getLogger(__name__)


async def answer(update: Update, toast: str) -> None:
    """Answer the update's callback query, if it has one."""
    if update.callback_query is None:
        return
    words = toast[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH]
    try:
        await update.callback_query.answer(words or None)
    except TelegramError as error:
        log.info("a tap was not answered: %s", type(error).__name__)
