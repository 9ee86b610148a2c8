"""A Bot API server of our own, on loopback: strict, scriptable, and with the lifter's side too.

    async with BotApi() as api:
        ... start the bot with api.url and api.token ...
        api.say("calf raise 3x12")
        reply = await api.reply()
        api.tap(reply, "Undo")
        await api.until(lambda: api.toasts)

Waiting is for events, never for time: `until` looks again whenever anything happened.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from typing_extensions import override

from tests.bot_api import lifters
from tests.bot_api.checks import Refused
from tests.bot_api.methods import METHODS
from tests.bot_api.updates import Waiting
from tests.bot_api.webhook import Poster

LOOPBACK = "127.0.0.1"
PATIENCE_S = 60
EPOCH = 1_795_197_900  # 2026-11-20 18:05 UTC


@dataclass
class Fault:
    """What goes wrong with the next call of a method.

    `refuse` answers with an error; `drop` cuts the connection, after the call was carried out unless
    `refuse` is given too; `hold` carries it out and answers when the event is set.
    """

    refuse: Refused | None = None
    drop: bool = False
    hold: asyncio.Event | None = None
    chat: int | None = None


@dataclass(frozen=True)
class Call:
    """One request of the bot."""

    method: str
    params: dict[str, Any]


@dataclass
class BotApi:
    """The server, its state, and what lifters do."""

    token: str = "777000777:AAtestTESTtestTESTtestTESTtestTEST12"
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    reactions: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    commands: list[dict[str, Any]] = field(default_factory=list)
    queries: set[str] = field(default_factory=set)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    clock_s: float = EPOCH
    hook: Poster | None = None
    _numbers: dict[int, int] = field(default_factory=dict)
    _seen: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.waiting = Waiting(lambda: self.clock_s)

    async def __aenter__(self) -> Self:
        sockets = bind_sockets(0, LOOPBACK)
        self.url = f"http://{LOOPBACK}:{sockets[0].getsockname()[1]}"
        routes = [(r"/bot([^/]+)/(\w+)", Endpoint, {"api": self})]
        self._http = HTTPServer(Application(routes, log_function=lambda _: None))
        self._http.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.waiting.hang_up()
        if self.hook:
            await self.hook.stop()
        self._http.stop()
        await self._http.close_all_connections()

    # What lifters do.

    def say(self, text: str, user: int = 42, chat: int | None = None, **extra: Any) -> int:
        """Write a message; returns its number."""
        to = user if chat is None else chat
        number = self.number(to)
        sender = extra.pop("sender", lifters.person(user))
        said = lifters.message(number, to, sender, text, int(self.clock_s)) | extra
        self.messages[to, number] = said
        self.deliver({"message": said})
        return number

    def edit(self, number: int, text: str, user: int = 42, chat: int | None = None) -> None:
        """Change a message."""
        to = user if chat is None else chat
        old = self.messages[to, number]
        new = lifters.message(number, to, old["from"], text, old["date"])
        self.messages[to, number] = new | {"edit_date": int(self.clock_s)}
        self.deliver({"edited_message": self.messages[to, number]})

    def tap(self, under: dict[str, Any], label: str, user: int = 42) -> str:
        """Press a button of a message of the bot; returns the query's id."""
        rows = under["reply_markup"]["inline_keyboard"]
        data = next(each["callback_data"] for row in rows for each in row if each["text"] == label)
        query = f"q{len(self.queries) + 1}"
        self.queries.add(query)
        pressed = lifters.callback(query, lifters.person(user), under, data)
        self.deliver({"callback_query": pressed})
        return query

    def deliver(self, content: dict[str, Any]) -> int:
        """Put any update on its way."""
        update = self.waiting.add(content)
        if self.hook:
            self.hook.wake()
        return update

    def number(self, chat: int) -> int:
        """The next message number of a chat."""
        self._numbers[chat] = self._numbers.get(chat, 0) + 1
        return self._numbers[chat]

    # What a test waits for and asks.

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong, one fault each."""
        self.faults.setdefault(method, []).extend(faults)

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait for something to be true, looking again after every call."""
        async with asyncio.timeout(PATIENCE_S):
            while not happened():
                self._changed.clear()
                await self._changed.wait()

    async def reply(self) -> dict[str, Any]:
        """The next message of the bot that no `reply` has returned yet."""
        await self.until(lambda: len(self.sent) > self._seen)
        self._seen += 1
        return self.sent[self._seen - 1]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of a method."""
        return [call.params for call in self.calls if call.method == method]

    def confirmed(self, update: int) -> bool:
        """Whether Telegram has forgotten an update, because the bot said so."""
        return update in self.waiting.confirmed

    def changed(self) -> None:
        """Let those who wait look again."""
        self._changed.set()

    # What the bot calls.

    def admit(self, token: str) -> None:
        """Refuse a wrong token."""
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def handle(self, method: str, params: dict[str, Any]) -> tuple[Any, Fault]:
        """Carry out one call; a fault may forbid it, or spoil the answer."""
        self.calls.append(Call(method, params))
        fault = self._fault_for(method, params)
        if fault.refuse is not None:
            self.changed()
            raise fault.refuse
        if method not in METHODS:
            raise Refused(404, f"Not Found: method {method} is not known here")
        try:
            result = METHODS[method](self, params)
            return (await result if asyncio.iscoroutine(result) else result), fault
        finally:
            self.changed()

    def _fault_for(self, method: str, params: dict[str, Any]) -> Fault:
        for fault in self.faults.get(method, []):
            if fault.chat is None or fault.chat == params.get("chat_id"):
                self.faults[method].remove(fault)
                return fault
        return Fault()


class Endpoint(RequestHandler):
    """Answers POST /bot<token>/<method>."""

    @override
    def initialize(self, api: BotApi) -> None:
        """Called by tornado."""
        self.api = api

    @override
    def on_connection_close(self) -> None:
        """The bot hung up, perhaps in a long poll."""
        if self.request.path.endswith("/getUpdates"):
            self.api.waiting.hang_up()

    @override
    async def post(self, token: str, method: str) -> None:
        """Every method is called by POST."""
        fault = Fault()
        try:
            self.api.admit(token)
            answer, fault = await self.api.handle(method, self._params())
            self._answer(200, {"ok": True, "result": answer})
        except Refused as refused:
            body: dict[str, Any] = {"ok": False, "error_code": refused.code}
            body["description"] = refused.description
            if refused.parameters:
                body["parameters"] = refused.parameters
            self._answer(refused.code, body)
        if fault.hold is not None:
            await fault.hold.wait()
        if fault.drop:
            self.detach().close()

    def _answer(self, code: int, body: dict[str, Any]) -> None:
        self.set_status(code)
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(body))

    def _params(self) -> dict[str, Any]:
        params = {name: _value(name, values[-1]) for name, values in self.request.arguments.items()}
        files = {name: (each[-1].filename, each[-1].body) for name, each in self.request.files.items()}
        return params | files


def _value(name: str, raw: bytes) -> Any:
    text = raw.decode()
    if name in {"text", "caption", "callback_query_id", "parse_mode", "url", "secret_token"}:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
