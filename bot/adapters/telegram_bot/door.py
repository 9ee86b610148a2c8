"""Who may talk to the coach: everyone, or only the users that the settings allow.

A stranger gets one polite line, and nothing is kept about him or her.
"""

import logging

from telegram import Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.adapters.telegram_bot.errors import Say
from bot.adapters.telegram_bot.toasts import answer
from bot.adapters.telegram_bot.unwrap import incoming, where

log = logging.getLogger(__name__)

#: Strangers remembered as told; more of them at once is an attack, and silence is right then.
MOST_STRANGERS = 1_000


class Door:
    """A handler that goes before all others and stops what comes from strangers."""

    def __init__(self, allowed: frozenset[int], say: Say, sentence: str) -> None:
        self._allowed = allowed
        self._say = say
        self._sentence = sentence
        self._told: set[int] = set()

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let the update pass, or end it here."""
        user = update.effective_user
        if not self._allowed or (user and user.id in self._allowed):
            return
        if user and update.callback_query:
            context.application.create_task(answer(update, self._sentence))
        elif user and incoming(update, context.bot):
            self._turn_away(user.id, update, context)
        raise ApplicationHandlerStop

    def _turn_away(self, user: int, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        to = where(update)
        if to is None or user in self._told or len(self._told) >= MOST_STRANGERS:
            return
        self._told.add(user)
        context.application.create_task(self._say(to, self._sentence))
