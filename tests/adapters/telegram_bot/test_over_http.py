"""Telegram to coach and back, over HTTP on loopback: messages, edits, taps, groups, strangers."""

import asyncio
import datetime as dtm

import pytest

from bot.domain.owed import Outcome
from bot.ports import StoreUnavailable
from bot.replies import service
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach, follow_up
from tests.bot_api import lifters
from tests.bot_api.checks import Refused
from tests.bot_api.server import BotApi, Fault

GROUP = -1001


async def test_a_message_reaches_the_coach_and_the_reply_comes_back(
    live: BotApi, coach: RecordingCoach
) -> None:
    """Ids, text and the time of writing arrive; the answer goes to the same chat."""
    number = live.say("calf raise 3x12 + partials <b>&")
    sent = await live.reply()
    (received,) = coach.received
    assert (received.lifter, received.chat, received.id) == ("tg-42", "tg-42", f"42-{number}")
    assert (received.key, received.name) == ("u900", "Ana42")
    assert received.text == "calf raise 3x12 + partials <b>&"
    assert received.at == dtm.datetime.fromtimestamp(live.clock_s, dtm.UTC)
    assert sent["chat"]["id"] == 42
    assert sent["text"] == "Logged\ncalf raise 3x12 + partials <b>&"
    await live.until(lambda: coach.outcomes)
    assert coach.outcomes[0][1] is Outcome.SENT


@pytest.mark.parametrize("text", ["/start", "/help", "/undo", "/why me", "/settings kg"])
async def test_commands_are_words_for_the_coach(live: BotApi, coach: RecordingCoach, text: str) -> None:
    """The adapter does not understand commands; the coach does."""
    live.say(text)
    await live.reply()
    assert coach.received[0].text == text


async def test_an_edit_goes_to_the_edited_path_and_changes_the_reply_in_place(
    live: BotApi, coach: RecordingCoach
) -> None:
    """A corrected message is no second report, and no second message comes back."""
    number = live.say("calf raise 3x12")
    await live.reply()
    await live.until(lambda: coach.outcomes)
    live.edit(number, "calf raise 3x11")
    await live.until(lambda: live.edits)
    assert [each.text for each in coach.edits] == ["calf raise 3x11"]
    assert coach.edits[0].id == coach.received[0].id
    assert len(coach.received) == len(live.sent) == 1
    assert live.edits[0]["text"] == "Changed\ncalf raise 3x11"


async def test_a_tap_is_answered_and_the_message_edited(live: BotApi, coach: RecordingCoach) -> None:
    """The spinner ends with the coach's words, and the message loses its button."""
    live.say("calf raise 3x12")
    sent = await live.reply()
    live.tap(sent, "Undo")
    await live.until(lambda: live.toasts and live.edits)
    (tap,) = coach.taps
    assert (tap.lifter, tap.action) == ("tg-42", "v1:undo:r1")
    assert tap.message_id == f"42-{sent['message_id']}"
    assert live.toasts == ["Taken back."]
    assert live.edits[0]["text"] == "Taken back."
    assert "reply_markup" not in live.edits[0]


@pytest.mark.parametrize("toast", ["", "x" * 300], ids=["no words", "too many words"])
async def test_any_toast_ends_the_spinner(live: BotApi, coach: RecordingCoach, toast: str) -> None:
    """An answer without words is an answer; one too long is cut."""
    coach.toast = toast
    live.say("calf raise 3x12")
    live.tap(await live.reply(), "Undo")
    await live.until(lambda: live.toasts)
    assert live.toasts == [toast[:200]]


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


async def test_an_exception_is_regretted_once_and_others_are_served(
    live: BotApi, coach: RecordingCoach, caplog: pytest.LogCaptureFixture
) -> None:
    """One short word without a trace; the log has an id and no word of the lifter."""
    coach.before = _broken
    live.say("my secret knee", user=1)
    assert (await live.reply())["text"] == service.TRIPPED
    coach.before = lambda: None
    live.say("calf raise 3x12", user=2)
    assert (await live.reply())["chat"]["id"] == 2
    assert len(live.sent) == 2
    (line,) = [each.getMessage() for each in caplog.records if "update 900" in each.getMessage()]
    assert "KeyError" in line
    assert "secret" not in caplog.text


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


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("nice session everyone", None),
        ("ask @somebody_else", None),
        ("/undo@other_bot", None),
        ("/undo@Spotter_Test_Bot", "/undo"),
        ("/undo", "/undo"),
        ("@spotter_test_bot should I dropset?", "should I dropset?"),
        ("should I dropset, @spotter_test_bot ?", "should I dropset,  ?"),
    ],
)
async def test_in_a_group_only_what_is_addressed_is_heard(
    live: BotApi, coach: RecordingCoach, text: str, heard: str | None
) -> None:
    """Chatter is left alone; commands and mentions reach the coach without the bot's name."""
    live.say(text, user=42, chat=GROUP)
    live.say("/help", user=43, chat=GROUP)
    await live.until(lambda: any(each.text == "/help" for each in coach.received))
    texts = [each.text for each in coach.received if each.lifter == "tg-42"]
    assert texts == ([heard] if heard else [])
    assert all(each.chat == f"tg-{GROUP}" for each in coach.received)


async def test_in_a_group_a_reply_to_the_bot_is_heard(live: BotApi, coach: RecordingCoach) -> None:
    """Answering the bot's message is talking to it; answering another's is not."""
    live.say("/help", user=42, chat=GROUP)
    sent = await live.reply()
    other = lifters.message(1, GROUP, lifters.person(7), "hello", 0)
    live.say("was 11", user=43, chat=GROUP, reply_to_message=other)
    live.say("was 12", user=44, chat=GROUP, reply_to_message=sent)
    await live.reply()
    assert [each.text for each in coach.received] == ["/help", "was 12"]


async def test_a_topic_is_part_of_the_address(live: BotApi, coach: RecordingCoach) -> None:
    """In a forum the answer goes to the topic of the question."""
    live.say("/help", chat=GROUP, message_thread_id=9, is_topic_message=True)
    sent = await live.reply()
    assert coach.received[0].chat == f"tg-{GROUP}-9"
    assert sent["message_thread_id"] == 9


async def test_other_bots_are_not_heard(live: BotApi, coach: RecordingCoach) -> None:
    """Anonymous admins and bots share one id; their words belong to no lifter."""
    live.say("/undo", chat=GROUP, sender=lifters.person(1087968824, is_bot=True))
    live.say("/help", user=43, chat=GROUP)
    await live.reply()
    assert [each.lifter for each in coach.received] == ["tg-43"]


async def test_being_blocked_is_noted_and_nothing_is_said(
    live: BotApi, coach: RecordingCoach, caplog: pytest.LogCaptureFixture
) -> None:
    """A change of membership is a line in the log; the coach has no part in it."""
    caplog.set_level("INFO")
    bot, member = lifters.BOT, {"user": lifters.BOT, "status": "member"}
    kicked = {"user": bot, "status": "kicked", "until_date": 0}
    change = {"chat": lifters.chat(42), "from": lifters.person(42), "date": 0}
    live.deliver({"my_chat_member": change | {"old_chat_member": member, "new_chat_member": kicked}})
    live.say("/start")
    await live.reply()
    assert "the bot is now kicked" in caplog.text
    assert len(live.sent) == len(coach.received) == 1


async def test_words_under_a_picture_count_and_a_sticker_is_passed_over(
    live: BotApi, coach: RecordingCoach
) -> None:
    """The caption carries the numbers; what has no words is no message for the coach."""
    bare = {"message_id": 5, "date": 0, "chat": lifters.chat(42), "from": lifters.person(42)}
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    live.deliver({"message": bare | {"photo": photo}})
    live.deliver({"message": bare | {"photo": photo, "caption": "bench 3x8"}})
    await live.reply()
    assert [each.text for each in coach.received] == ["bench 3x8"]


async def test_a_stranger_gets_one_polite_line_and_a_friend_the_coach(
    api: BotApi, start: Start, coach: RecordingCoach
) -> None:
    """With a list of allowed users nothing of anybody else reaches the coach."""
    async with start(allowed=frozenset({42})):
        api.say("calf raise 3x12", user=7)
        assert (await api.reply())["text"] == service.STRANGER
        api.say("hello?", user=7)
        api.say("chatter", user=8, chat=GROUP)
        api.say("calf raise 3x12", user=42)
        sent = await api.reply()
        api.queries.add("q1")
        api.deliver({"callback_query": lifters.callback("q1", lifters.person(7), sent, "v1:undo:r1")})
        await api.until(lambda: api.toasts)
    assert api.toasts == [service.STRANGER]
    assert [each.lifter for each in coach.received] == ["tg-42"]
    assert coach.taps == []
    assert len(api.sent) == 2


async def test_a_slow_chat_does_not_hold_up_another(live: BotApi) -> None:
    """Telegram takes its time over one message; other chats get theirs meanwhile."""
    slow = asyncio.Event()
    live.fail("sendMessage", Fault(hold=slow, chat=1))
    live.say("first", user=1)
    await live.reply()
    live.say("second", user=1)
    live.say("other", user=2)
    assert (await live.reply())["chat"]["id"] == 2
    slow.set()
    assert (await live.reply())["text"] == "Logged\nsecond"


async def test_a_follow_up_goes_out_when_it_falls_due(live: BotApi, coach: RecordingCoach) -> None:
    """The timer set after a message wakes the sender."""
    live.say("calf raise 3x12")
    await live.reply()
    coach.owe(follow_up("tg-42", "How are the calves?", "r1"))
    coach.due_at = dtm.datetime.now(dtm.UTC)  # noqa: TID251 - the timer runs on the wall clock
    live.say("thanks")
    texts = {(await live.reply())["text"] for _ in range(2)}
    assert "How are the calves?" in texts


async def test_a_429_over_http_is_waited_out(live: BotApi, coach: RecordingCoach) -> None:
    """The row goes back to the store with the time that Telegram named."""
    live.fail("sendMessage", Fault(refuse=Refused(429, "Too Many Requests", {"retry_after": 30})))
    live.say("calf raise 3x12")
    await live.until(lambda: coach.outcomes)
    ((_, outcome, retry_at),) = coach.outcomes
    assert outcome is Outcome.NOT_SENT
    assert retry_at is not None


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault(drop=True), Outcome.UNKNOWN),
        (Fault(refuse=Refused(502, "Bad Gateway")), Outcome.UNKNOWN),
        (Fault(refuse=Refused(403, "Forbidden: bot was blocked")), Outcome.UNREACHABLE),
    ],
    ids=["dropped after it was taken", "bad gateway", "blocked"],
)
async def test_trouble_over_http_becomes_an_outcome(
    live: BotApi, coach: RecordingCoach, fault: Fault, outcome: Outcome
) -> None:
    """What the HTTP library reports is told apart as in the table."""
    live.fail("sendMessage", fault)
    live.say("calf raise 3x12")
    await live.until(lambda: live.called("sendMessage"))
    live.say("and once more")
    await live.until(lambda: len(coach.outcomes) == 2)
    assert [each for _, each, _ in coach.outcomes] == [outcome, Outcome.SENT]


async def test_the_command_list_is_set_at_start(live: BotApi) -> None:
    """Commands are few, and each has a description."""
    await live.until(lambda: live.commands)
    assert [each["command"] for each in live.commands] == [name for name, _ in service.COMMANDS]
    assert len(live.commands) <= 8


async def test_a_command_list_that_cannot_be_set_is_no_reason_to_stop(
    api: BotApi, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    """The failure is logged, and the bot works."""
    api.fail("setMyCommands", Fault(refuse=Refused(429, "Too Many Requests", {"retry_after": 9})))
    async with start():
        api.say("calf raise 3x12")
        await api.reply()
    assert "command list" in caplog.text


def _broken() -> None:
    raise KeyError("my secret knee")


def _full() -> None:
    raise StoreUnavailable("the disk is full")
