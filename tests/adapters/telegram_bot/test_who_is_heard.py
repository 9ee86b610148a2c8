"""Who is heard and who is not, over HTTP: groups, topics, bots, pictures, strangers."""

import pytest

from bot.replies import service
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import RecordingCoach
from tests.bot_api import lifters
from tests.bot_api.server import BotApi

GROUP = -1001


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
