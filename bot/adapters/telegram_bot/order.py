"""Updates of one chat one after the other, different chats side by side.

    application builder .concurrent_updates(InOrder())

Polling fetches at most 100 updates and fetches again when all are dealt with, so with more slots
than that no chat can take the slots of the others.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor
from typing_extensions import override

SLOTS = 128


@dataclass(slots=True)
class Lane:
    """The queue of one chat: a lock, and how many hold it or wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    updates: int = 0


class InOrder(BaseUpdateProcessor):
    """A lock per chat; locks are granted in the order of asking."""

    def __init__(self, slots: int = SLOTS) -> None:
        super().__init__(slots)
        self._lanes: dict[int | None, Lane] = {}

    @override
    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else None
        lane = self._lanes.setdefault(key, Lane())
        lane.updates += 1
        try:
            async with lane.lock:
                await coroutine
        finally:
            lane.updates -= 1
            if not lane.updates:
                del self._lanes[key]

    @override
    async def initialize(self) -> None:
        """Nothing to set up."""

    @override
    async def shutdown(self) -> None:
        """Nothing to give back."""
