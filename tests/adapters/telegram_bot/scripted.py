"""A Bot API without a network: each call is answered by the script, and kept."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.adapters.clock import SystemClock
from bot.adapters.heartbeat import Pulse
from bot.adapters.telegram_bot.intake import PatientBot
from bot.ports import Clock

TOKEN = "777000777:AAtestTESTtestTESTtestTESTtestTEST12"

Answer = tuple[int, dict[str, Any]] | Exception
OK_MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}


def refused(code: int, description: str, **parameters: Any) -> Answer:
    """An answer that is not ok."""
    body = {"ok": False, "error_code": code, "description": description}
    return code, body | ({"parameters": parameters} if parameters else {})


class Script(BaseRequest):
    """Answers `methods[method]` in turn, then always with success."""

    def __init__(self, now: Callable[[], float] = lambda: 0.0) -> None:
        self.now = now
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.answers: dict[str, list[Answer]] = {}
        self._number = 100

    def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        """The parameters of all calls of a method."""
        return [params for _, name, params in self.calls if name == method]

    def times(self) -> list[float]:
        """When each call was made."""
        return [at for at, _, _ in self.calls]

    @property
    @override
    def read_timeout(self) -> float | None:
        return 5.0

    @override
    async def initialize(self) -> None:
        """Nothing to open."""

    @override
    async def shutdown(self) -> None:
        """Nothing to close."""

    @override
    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        params = request_data.parameters if request_data else {}
        self.calls.append((self.now(), name, params))
        waiting = self.answers.get(name)
        answer = waiting.pop(0) if waiting else self._success(params)
        if isinstance(answer, Exception):
            raise answer
        code, body = answer
        return code, json.dumps(body).encode()

    def _success(self, params: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        chat = int(params.get("chat_id", 1))
        self._number += 1
        kind = "private" if chat > 0 else "supergroup"
        message = OK_MESSAGE | {"message_id": self._number, "chat": {"id": chat, "type": kind}}
        return 200, {"ok": True, "result": message}


def scripted_bot(script: Script, clock: Clock | None = None) -> PatientBot:
    """A bot that talks to the script."""
    clock = clock or SystemClock()
    return PatientBot(
        TOKEN,
        asyncio.Queue(),
        lambda _: None,
        Pulse(clock),
        clock,
        request=script,
        get_updates_request=script,
    )
