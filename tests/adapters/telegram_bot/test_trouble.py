"""What a lifter notices of trouble, over HTTP: mistakes in the coach, a full disk, old buttons."""

import pytest

from bot.ports import StoreUnavailable
from bot.replies import service
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach
from tests.bot_api.server import BotApi

GROUP = -1001


async def test_a_tap_is_answered_although_the_coach_fails(live: BotApi, coach: RecordingCoach) -> None:
    """The spinner ends with a word of regret, and no message is sent on top."""
    live.say("calf raise 3x12")
    sent = await live.reply()
    coach.before = _broken
    live.tap(sent, "Undo")
    await live.until(lambda: live.toasts)
    assert live.toasts == [service.TOAST_TRIPPED]
    coach.before = _full
    live.tap(sent, "Undo")
    await live.until(lambda: len(live.toasts) == 2)
    assert live.toasts[1] == service.TOAST_NOT_SAVED
    assert len(live.sent) == 1


async def test_a_tap_too_old_to_answer_does_no_harm(live: BotApi, coach: RecordingCoach) -> None:
    """Telegram no longer takes the answer; what the button stands for is done all the same."""
    live.say("calf raise 3x12")
    sent = await live.reply()
    query = live.tap(sent, "Undo")
    live.queries.discard(query)
    await live.until(lambda: live.edits)
    assert coach.taps
    assert live.toasts == []


async def test_what_trips_the_coach_once_is_dealt_with_all_the_same(
    live: BotApi, coach: RecordingCoach
) -> None:
    """Another try, and nobody notices."""
    mistakes = [KeyError(), KeyError()]

    def trip() -> None:
        if mistakes:
            raise mistakes.pop()

    coach.before = trip
    live.say("calf raise 3x12")
    assert (await live.reply())["text"].startswith("Logged")
    assert not coach.dead


async def test_an_exception_is_regretted_once_and_others_are_served(
    live: BotApi, coach: RecordingCoach, caplog: pytest.LogCaptureFixture
) -> None:
    """After three tries: one short word without a trace; the log has an id and no word of the lifter."""
    tries = []

    def trip() -> None:
        tries.append(1)
        _broken()

    coach.before = trip
    live.say("my secret knee", user=1)
    assert (await live.reply())["text"] == service.TRIPPED_BUT_KEPT
    assert len(tries) == 3
    coach.before = lambda: None
    live.say("calf raise 3x12", user=2)
    assert (await live.reply())["chat"]["id"] == 2
    assert len(live.sent) == 2
    (line,) = [each.getMessage() for each in caplog.records if "update 900" in each.getMessage()]
    assert "KeyError" in line
    assert "secret" not in caplog.text


async def test_what_trips_the_coach_is_kept_and_its_owner_told_once(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """The messages as they came, the edited one too; one word to each admin without a word of the lifter."""
    coach.before = _broken
    async with start(admins=frozenset({7})):
        number = api.say("my secret knee", user=1)
        api.edit(number, "my secret elbow", user=1)
        api.say("curl 3x8", user=2)
        await api.until(lambda: len(api.sent) >= 3)
    assert [(each.lifter, each.text) for each, _ in coach.dead] == [
        ("tg-1", "my secret knee"),
        ("tg-1", "my secret elbow"),
        ("tg-2", "curl 3x8"),
    ]
    (told,) = [each["text"] for each in api.sent if each["chat"]["id"] == 7 and "trip" in each["text"]]
    assert "KeyError" in told
    assert "secret" not in told


async def test_a_message_that_cannot_even_be_kept_is_regretted(
    api: BotApi, start: Start, coach: RecordingCoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake and a full disk at once: nothing is claimed."""
    coach.before = _broken
    monkeypatch.setattr(coach, "give_up", lambda *_: _full())
    async with start():
        api.say("calf raise 3x12")
        assert (await api.reply())["text"] == service.TRIPPED


async def test_a_message_that_cannot_even_be_read_is_regretted(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """A mention that begins in the middle of an emoji: the group hears of it, and the owner."""
    async with start(admins=frozenset({7})):
        mention = {"type": "mention", "offset": 1, "length": 2}
        api.say("🦵🦵 my secret", user=1, chat=GROUP, entities=[mention])
        await api.until(lambda: len(api.sent) == 2)
    words = {each["chat"]["id"]: each["text"] for each in api.sent}
    assert words[GROUP] == service.TRIPPED
    assert "UnicodeDecodeError" in words[7]
    assert "secret" not in words[7] + caplog.text


async def test_a_flood_that_fails_holds_nobody_up(live: BotApi, coach: RecordingCoach) -> None:
    """Regrets to one chat do not pile up, and the next updates do not wait for them."""
    coach.before = _broken
    for number in range(10):
        live.say(f"line {number}", user=1)
    await live.until(lambda: live.confirmed(909))
    coach.before = lambda: None
    live.say("calf raise 3x12", user=2)
    await live.until(lambda: any(each["chat"]["id"] == 2 for each in live.sent))
    assert len(live.sent) <= 4


async def test_a_store_that_refuses_is_asked_again(live: BotApi, coach: RecordingCoach) -> None:
    """A short trouble with the disk is not noticed by anyone."""
    troubles = [StoreUnavailable("the disk is full")]

    def trouble() -> None:
        if troubles:
            raise troubles.pop()

    coach.before = trouble
    live.say("calf raise 3x12")
    assert (await live.reply())["text"].startswith("Logged")
    assert len(coach.received) == 1


async def test_what_could_not_be_saved_is_said(live: BotApi, coach: RecordingCoach) -> None:
    """A disk that stays full: the lifter knows that this report is not in the log."""
    coach.before = _full
    live.say("calf raise 3x12")
    assert (await live.reply())["text"] == service.NOT_SAVED
    coach.before = lambda: None
    live.say("calf raise 3x12")
    assert (await live.reply())["text"].startswith("Logged")


def _broken() -> None:
    raise KeyError("my secret knee")


def _full() -> None:
    raise StoreUnavailable("the disk is full")
