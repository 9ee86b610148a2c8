"""A bare python-telegram-bot that repeats what it is told: the measure for `end_to_end.py`.

It polls as the library does by itself, handles updates side by side, and keeps nothing.
"""

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll until told to stop."""
    application = (
        ApplicationBuilder()
        .token(os.environ["SPOTTER_TOKEN"])
        .base_url(os.environ["SPOTTER_API_URL"] + "/bot")
        .concurrent_updates(128)
        .connection_pool_size(64)
        .pool_timeout(60)
        .job_queue(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
