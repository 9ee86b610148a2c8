"""What is confirmed to Telegram and when; starting, stopping, second copies, webhooks."""

import asyncio
import json
import socket
from collections.abc import Iterator

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.telegram_bot.serve import CannotRun, TelegramBot
from bot.adapters.telegram_bot.webhook import Webhook
from bot.ports import StoreUnavailable
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach, follow_up
from tests.bot_api.checks import Refused
from tests.bot_api.server import BotApi, Fault


async def test_updates_that_waited_while_the_bot_was_down_are_dealt_with_in_order(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """Nothing that came in the meantime is dropped, and every chat's order is kept."""
    coach.mute = True
    for number in range(250):
        api.say(f"line {number}", user=number % 7 + 1)
    async with start():
        await api.until(lambda: len(coach.received) == 250)
    for user in range(1, 8):
        own = [each.text for each in coach.received if each.lifter == f"tg-{user}"]
        assert own == [f"line {n}" for n in range(250) if n % 7 + 1 == user]


async def test_an_update_is_confirmed_only_after_its_commit(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """While the coach cannot save, Telegram is not told to forget, whatever else arrives."""
    refuse = [True]
    tried = asyncio.Event()

    def disk() -> None:
        tried.set()
        if refuse[0]:
            raise StoreUnavailable("the disk is full")

    coach.before = disk
    pause = asyncio.Event()

    async def sleep(_: float) -> None:
        await pause.wait()

    async with start(sleep=sleep):
        api.say("calf raise 3x12", user=1)
        await asyncio.wait_for(tried.wait(), 5)
        api.say("bench 3x8", user=2)
        for _ in range(50):
            await asyncio.sleep(0)
        assert not api.confirmed(900)
        refuse[0] = False
        pause.set()
        await api.until(lambda: api.confirmed(901))
    assert api.confirmed(900)
    assert [each.lifter for each in coach.received] == ["tg-1", "tg-2"]


async def test_stopping_finishes_and_confirms_what_was_fetched(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """As on SIGTERM: every fetched message is dealt with, answered and confirmed."""
    for number in range(40):
        api.say(f"line {number}", user=number + 1)
    async with start():
        await api.until(lambda: coach.received)
    assert len(coach.received) == len(api.sent) == 40
    assert len(api.waiting.confirmed) == 40


async def test_who_writes_is_answered_before_it_is_known_who_is_owed_what(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """Follow-ups wait for that, and for what a crash left half sent to be settled, once."""
    known = asyncio.Event()
    coach.owe(follow_up("tg-7", "Sore?", "d"))
    async with start(arming=iter(known.is_set, True)):
        api.say("calf raise 3x12")
        assert (await api.reply())["chat"]["id"] == 42
        assert coach.recovered == 0
        known.set()
        assert (await api.reply())["text"] == "Sore?"
    assert coach.recovered == 1


async def test_a_bot_that_cannot_know_who_is_owed_what_ends(api: BotApi, coach: RecordingCoach) -> None:
    """It would look alive and remind nobody."""

    def arming() -> Iterator[None]:
        yield
        raise LookupError("files of a newer version")

    bot = TelegramBot(api.token, coach, SystemClock(), api_url=api.url, arming=arming())
    with pytest.raises(LookupError, match="newer version"):
        await asyncio.wait_for(bot.serve(asyncio.Event()), 10)


async def test_a_start_without_a_network_waits_for_it(api: BotApi, start: Start) -> None:
    """Telegram cannot be reached at first: the bot tries again and then works."""
    bad = Refused(502, "Bad Gateway")
    api.fail("getMe", Fault(drop=True), Fault(refuse=bad), Fault(drop=True))
    api.fail("deleteWebhook", Fault(refuse=Refused(429, "Too Many Requests", {"retry_after": 1})))
    async with start():
        api.say("calf raise 3x12")
        await api.reply()
    assert len(api.called("getMe")) == 4


async def test_a_stop_while_the_network_is_away_is_obeyed(api: BotApi, start: Start) -> None:
    """Nobody has to kill a bot that never got online."""
    api.fail("getMe", *[Fault(refuse=Refused(502, "Bad Gateway"))] * 1000)
    async with start():
        await api.until(lambda: len(api.called("getMe")) > 3)
    assert api.called("getUpdates") == []


async def test_a_poll_that_fails_is_repeated(api: BotApi, start: Start, coach: RecordingCoach) -> None:
    """A bad gateway is not the end of polling."""
    api.fail("getUpdates", Fault(refuse=Refused(502, "Bad Gateway")))
    async with start():
        api.say("calf raise 3x12")
        await api.reply()
    assert len(coach.received) == 1


async def test_a_refused_token_ends_it_with_one_sentence(api: BotApi, coach: RecordingCoach) -> None:
    """The sentence says what to do and does not show the token."""
    bot = TelegramBot("777000777:wrong", coach, SystemClock(), api_url=api.url)
    with pytest.raises(CannotRun, match="BotFather") as caught:
        await asyncio.wait_for(bot.serve(asyncio.Event()), 10)
    assert "777000777" not in str(caught.value)


async def test_a_token_revoked_later_ends_it_too(api: BotApi, coach: RecordingCoach) -> None:
    """Polling on would be pointless, and silence would be worse."""
    api.fail("getUpdates", Fault(refuse=Refused(401, "Unauthorized")))
    bot = TelegramBot(api.token, coach, SystemClock(), api_url=api.url)
    with pytest.raises(CannotRun, match="BotFather"):
        await asyncio.wait_for(bot.serve(asyncio.Event()), 10)


async def test_a_second_copy_gives_up(api: BotApi, coach: RecordingCoach) -> None:
    """Conflicts that do not end: the other copy stays, this one says so."""
    conflict = Refused(409, "Conflict: terminated by other getUpdates request")
    api.fail("getUpdates", *[Fault(refuse=conflict)] * 10)
    bot = TelegramBot(api.token, coach, SystemClock(), api_url=api.url)
    with pytest.raises(CannotRun, match="Another copy"):
        await asyncio.wait_for(bot.serve(asyncio.Event()), 20)


async def test_a_passing_conflict_is_borne(api: BotApi, start: Start, coach: RecordingCoach) -> None:
    """The old copy may still be stopping while the new one starts."""
    api.fail("getUpdates", Fault(refuse=Refused(409, "Conflict: terminated")))
    async with start():
        api.say("calf raise 3x12")
        await api.reply()
    assert len(coach.received) == 1


async def _hooked(api: BotApi) -> None:
    """The webhook is set twice: once to hear a refusal, once by the library."""
    await api.until(lambda: len(api.called("setWebhook")) == 2)


@pytest.fixture
def hook() -> Webhook:
    """A webhook on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Webhook.at(f"http://127.0.0.1:{port}/hook", 8080, "s3cret")


async def test_a_webhook_update_is_answered_200_only_after_its_commit(
    api: BotApi, start: Start, coach: RecordingCoach, hook: Webhook
) -> None:
    """The post waits for the disk."""
    pause = asyncio.Event()

    async def sleep(_: float) -> None:
        await pause.wait()

    troubles = [StoreUnavailable("the disk is full")]
    tried = asyncio.Event()

    def trouble() -> None:
        tried.set()
        if troubles:
            raise troubles.pop()

    coach.before = trouble
    async with start(webhook=hook, sleep=sleep):
        await _hooked(api)
        api.say("calf raise 3x12")
        await asyncio.wait_for(tried.wait(), 5)
        assert api.hook is not None
        assert not api.confirmed(900)
        assert 200 not in api.hook.statuses
        pause.set()
        await api.reply()
        await api.until(lambda: api.confirmed(900))
        assert api.hook.statuses.count(200) == 1


async def test_a_webhook_that_telegram_refuses_ends_it(
    api: BotApi, coach: RecordingCoach, hook: Webhook
) -> None:
    """An address that is no good does not get better by asking for ever."""
    bad = Refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
    api.fail("setWebhook", *[Fault(refuse=bad)] * 10)
    bot = TelegramBot(api.token, coach, SystemClock(), api_url=api.url, webhook=hook)
    with pytest.raises(CannotRun, match="url must be provided"):
        await asyncio.wait_for(bot.serve(asyncio.Event()), 30)


async def test_a_port_in_use_ends_it(api: BotApi, coach: RecordingCoach) -> None:
    """One sentence names the port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        hook = Webhook.at("https://coach.example.org/hook", port)
        bot = TelegramBot(api.token, coach, SystemClock(), api_url=api.url, webhook=hook)
        with pytest.raises(CannotRun, match=f"Port {port} cannot be listened on"):
            await asyncio.wait_for(bot.serve(asyncio.Event()), 30)


async def test_a_mistake_in_the_coach_does_not_silence_the_sender(
    api: BotApi, start: Start, coach: RecordingCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception where what is owed is looked up is logged, and the next look succeeds."""
    collect, failed = coach.collect, asyncio.Event()

    def broken(*_: int) -> None:
        failed.set()
        raise KeyError("a mistake")

    monkeypatch.setattr(coach, "collect", broken)
    async with start() as bot:
        api.say("calf raise 3x12")
        await asyncio.wait_for(failed.wait(), 10)
        monkeypatch.setattr(coach, "collect", collect)
        await api.until(lambda: coach.received)
        bot.sender.nudge()
        await api.reply()


async def test_a_webhook_takes_nothing_from_others(
    api: BotApi, start: Start, coach: RecordingCoach, hook: Webhook
) -> None:
    """No secret, a wrong one, broken JSON: refused, and the bot goes on."""
    async with start(webhook=hook):
        await _hooked(api)
        api.say("calf raise 3x12")
        await api.reply()
        assert api.hook is not None
        update = {"update_id": 5, "message": {"message_id": 1, "date": 0, "text": "x"}}
        body = json.dumps(update).encode()
        assert await api.hook.post(body, None) == 403
        assert await api.hook.post(body, "guess") == 403
        assert await api.hook.post(b"{broken", "s3cret") in {400, 500}
        api.say("bench 3x8")
        await api.reply()
    assert [each.text for each in coach.received] == ["calf raise 3x12", "bench 3x8"]
