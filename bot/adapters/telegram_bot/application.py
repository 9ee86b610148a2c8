"""Handlers -> an application of python-telegram-bot that calls them.

application = build(bot, queue, Handlers(...), Door(...), Apology(...))
"""

import asyncio
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.adapters.telegram_bot.door import Door
from bot.adapters.telegram_bot.errors import Apology
from bot.adapters.telegram_bot.handlers import Handlers
from bot.adapters.telegram_bot.order import InOrder

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

#: What Telegram is asked for; nothing that came while the bot was down is ever dropped.
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
WORDS = filters.TEXT | filters.CAPTION
BEFORE_ALL = -1


def build(
    bot: ExtBot[None], queue: asyncio.Queue[object], handlers: Handlers, door: Door, sorry: Apology
) -> App:
    """The application; commands are words like any others, the coach knows them."""
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .update_queue(queue)
        .concurrent_updates(InOrder())
        .job_queue(None)
        .build()
    )
    application.add_handler(TypeHandler(Update, door), group=BEFORE_ALL)
    application.add_handlers(
        [
            MessageHandler(filters.UpdateType.MESSAGE & (WORDS | filters.LOCATION), handlers.message),
            MessageHandler(filters.StatusUpdate.MIGRATE, handlers.migration),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & WORDS, handlers.edit),
            CallbackQueryHandler(handlers.tap),
            ChatMemberHandler(handlers.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    application.add_error_handler(sorry)
    return application
