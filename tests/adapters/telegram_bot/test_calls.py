"""Calls over real connections: what arrives, and which failures mean that nothing has."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut
from tornado.netutil import bind_sockets

from bot.adapters.telegram_bot.calls import Calls, NeverLeft
from tests.bot_api.server import LOOPBACK, BotApi, Fault

AT_ONCE_S = 0.05


@pytest.fixture
async def calls() -> AsyncIterator[Calls]:
    """Two connections."""
    made = Calls(connections=2)
    await made.initialize()
    yield made
    await made.shutdown()


async def test_parameters_and_files_arrive_as_they_are(api: BotApi, calls: Calls) -> None:
    """Umlauts, signs of the web and bytes of any kind, two megabytes of them."""
    content = bytes(range(256)) * 8000
    async with Bot(api.token, base_url=f"{api.url}/bot", request=calls, get_updates_request=Calls(1)) as bot:
        await bot.send_message(42, "größer & größer = 100 % + 🦵")
        await bot.send_document(42, content, filename="sätze.csv", caption="a=b&c")
    assert [each["text"] for each in api.called("sendMessage")] == ["größer & größer = 100 % + 🦵"]
    assert api.called("sendDocument")[0]["caption"] == "a=b&c"
    assert api.files.keys() == {"sätze.csv"}
    assert api.files["sätze.csv"] == content


async def test_a_closed_port_has_certainly_not_got_it(calls: Calls) -> None:
    """So it may be tried again, follow-ups too."""
    (socket,) = bind_sockets(0, LOOPBACK)
    port = socket.getsockname()[1]
    socket.close()
    with pytest.raises(NeverLeft):
        await calls.do_request(f"http://{LOOPBACK}:{port}/bot1/getMe", "POST")


async def test_who_gets_no_connection_in_time_has_not_called(api: BotApi, calls: Calls) -> None:
    """Both connections are busy; the third call gives up before it begins."""
    hold = asyncio.Event()
    api.fail("getMe", Fault(hold=hold), Fault(hold=hold))
    url = f"{api.url}/bot{api.token}/getMe"
    busy = [asyncio.create_task(calls.do_request(url, "POST")) for _ in range(2)]
    await api.until(lambda: len(api.called("getMe")) == 2)
    with pytest.raises(NeverLeft):
        await calls.do_request(url, "POST", pool_timeout=AT_ONCE_S)
    hold.set()
    assert {status for status, _ in await asyncio.gather(*busy)} == {200}
    assert len(api.called("getMe")) == 2


async def test_a_slow_answer_may_mean_that_it_arrived(api: BotApi, calls: Calls) -> None:
    """It did, here."""
    hold = asyncio.Event()
    api.fail("getMe", Fault(hold=hold))
    with pytest.raises(TimedOut):
        await calls.do_request(f"{api.url}/bot{api.token}/getMe", "POST", read_timeout=AT_ONCE_S)
    hold.set()
    assert len(api.called("getMe")) == 1


async def test_a_file_that_nobody_takes_is_given_up() -> None:
    """The connection stays open and takes nothing more; all other files wait for this one."""
    hold = asyncio.Event()

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hold.wait()
        writer.close()

    async with (
        await asyncio.start_server(silent, LOOPBACK, 0) as server,
        Calls(connections=1, upload_s=0.5) as calls,
        asyncio.timeout(5),
    ):
        url = f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}/bot"
        bot = Bot("1:A", base_url=url, request=calls, get_updates_request=Calls(1))
        with pytest.raises(TimedOut):
            await bot.send_document(42, bytes(20_000_000))
        hold.set()


async def test_a_connection_that_is_cut_may_mean_that_it_arrived(api: BotApi, calls: Calls) -> None:
    """And the error does not quote the address, which has the token in it."""
    api.fail("getMe", Fault(drop=True))
    with pytest.raises(NetworkError) as cut:
        await calls.do_request(f"{api.url}/bot{api.token}/getMe", "POST")
    assert not isinstance(cut.value, NeverLeft)
    assert api.token not in str(cut.value)
    assert len(api.called("getMe")) == 1


@asynccontextmanager
async def answering(head: bytes) -> AsyncIterator[int]:
    """A server that answers every request with a head and nothing else; its port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 " + head + b"\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(answer, LOOPBACK, 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_a_redirect_is_not_followed(calls: Calls) -> None:
    """What is sent goes to the address that was configured and to no other."""
    async with answering(b"302 Found\r\nLocation: http://localhost/") as port:
        status, _ = await calls.do_request(f"http://{LOOPBACK}:{port}/", "POST")
    assert status == 302


async def test_a_proxy_that_refuses_has_certainly_passed_nothing_on(
    monkeypatch: pytest.MonkeyPatch, calls: Calls
) -> None:
    """So it may be tried again once the proxy is well."""
    async with answering(b"503 Service Unavailable") as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{LOOPBACK}:{port}")
        with pytest.raises(NeverLeft):
            await calls.do_request("https://api.telegram.invalid/bot1/getMe", "POST")
