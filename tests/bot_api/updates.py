"""The updates that wait at Telegram: kept until confirmed by an offset, at most 24 hours.

waiting.add({"message": {...}})
await waiting.fetch(offset=901, limit=100, timeout=10)   # confirms everything below 901
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bot_api.checks import Refused

KEPT_S = 24 * 3600
BATCH = 100


@dataclass
class Waiting:
    """Updates in order of arrival; `now` is a clock in seconds."""

    now: Callable[[], float]
    next_id: int = 900
    updates: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    confirmed: set[int] = field(default_factory=set)
    _poll: "asyncio.Future[None] | None" = None

    def add(self, content: dict[str, Any]) -> int:
        """A new update arrives at Telegram."""
        update = {"update_id": self.next_id, **content}
        self.next_id += 1
        self.updates.append((self.now(), update))
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
        return int(update["update_id"])

    def confirm(self, update_id: int) -> None:
        """Forget one update (a webhook answered 200)."""
        self.confirmed.add(update_id)
        self.updates = [each for each in self.updates if each[1]["update_id"] != update_id]

    def batch(self, offset: int | None, limit: int) -> list[dict[str, Any]]:
        """Confirm what lies below `offset` and return what waits."""
        self.updates = [each for each in self.updates if self.now() - each[0] < KEPT_S]
        if offset is not None and offset < 0:
            self.updates = self.updates[offset:]
        elif offset:
            for _, update in self.updates:
                if update["update_id"] < offset:
                    self.confirmed.add(update["update_id"])
            self.updates = [each for each in self.updates if each[1]["update_id"] >= offset]
        return [update for _, update in self.updates][:limit]

    async def fetch(self, offset: int | None, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Long poll: return at once if something waits, else when something comes."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refused(409, "Conflict: terminated by other getUpdates request"))
        found = self.batch(offset, limit)
        if found or not timeout:
            return found
        self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(self._poll, timeout)
        except TimeoutError:
            return []
        return self.batch(offset, limit)

    def hang_up(self) -> None:
        """The one who polls has gone."""
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
