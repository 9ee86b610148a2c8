"""Posts updates to the bot's webhook, in order, each until it is answered with 200."""

import asyncio
import json
from typing import TYPE_CHECKING

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

if TYPE_CHECKING:
    from tests.bot_api.server import BotApi

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PAUSE_S = 0.05


class Poster:
    """One webhook; `statuses` are the answers to posts, newest last."""

    def __init__(self, api: "BotApi", url: str, secret: str) -> None:
        self._api = api
        self.url = url
        self.secret = secret
        self.statuses: list[int] = []
        self._awake = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def wake(self) -> None:
        """There is something to post."""
        self._awake.set()

    async def stop(self) -> None:
        """Post no more."""
        self._task.cancel()
        await asyncio.wait({self._task})

    async def post(self, body: bytes, secret: str | None) -> int:
        """Post anything; returns the status, 599 if nobody answers."""
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers[SECRET_HEADER] = secret
        client = AsyncHTTPClient()
        try:
            answer = await client.fetch(self.url, method="POST", headers=headers, body=body)
        except HTTPClientError as error:
            return error.code
        except OSError:
            return 599
        return answer.code

    async def _run(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            while waiting := self._api.waiting.batch(None, 1):
                status = await self.post(json.dumps(waiting[0]).encode(), self.secret)
                self.statuses.append(status)
                if status == 200:
                    self._api.waiting.confirm(waiting[0]["update_id"])
                else:
                    await asyncio.sleep(PAUSE_S)
                self._api.changed()
