"""One attempt: edits in place, plain text, moved groups, topics, long texts."""

import datetime as dtm
from collections.abc import Iterator
from dataclasses import replace

import pytest
from telegram.error import TimedOut

from bot.domain.owed import Button, Outcome, Owed
from tests.adapters.telegram_bot.desk import Desk
from tests.adapters.telegram_bot.recording import NOON, reply, settle
from tests.adapters.telegram_bot.scripted import Answer, refused


async def test_an_edit_changes_the_message_in_place(desk: Desk) -> None:
    """A correction does not add a message."""
    desk.coach.owe(replace(reply("tg-1", "Changed", "1-1"), replaces="1-7"))
    await desk.deliver(1)
    (params,) = desk.script.sent("editMessageText")
    assert (params["chat_id"], params["message_id"]) == (1, 7)
    assert desk.script.sent() == []
    assert desk.coach._echoes == {"1-1": "1-7"}


@pytest.mark.parametrize(
    ("answer", "sends", "outcome"),
    [
        (refused(400, "Bad Request: message to edit not found"), 1, Outcome.SENT),
        (refused(400, "Bad Request: message can't be edited"), 1, Outcome.SENT),
        (refused(400, "Bad Request: message is not modified: same"), 0, Outcome.SENT),
        (TimedOut(), 0, Outcome.NOT_SENT),
        (refused(403, "Forbidden: bot was blocked by the user"), 0, Outcome.UNREACHABLE),
    ],
    ids=["gone: sent anew", "too old: sent anew", "already so", "fate unknown", "blocked"],
)
async def test_an_edit_that_fails(desk: Desk, answer: Answer, sends: int, outcome: Outcome) -> None:
    """An edit falls back to a new message only if it can never succeed."""
    desk.script.answers["editMessageText"] = [answer]
    desk.coach.owe(replace(reply("tg-1", "Changed", "1-1"), replaces="1-7"))
    await desk.deliver(1)
    assert len(desk.script.sent()) == sends
    assert desk.results() == [outcome]


async def test_mark_up_that_is_refused_goes_out_plain(desk: Desk) -> None:
    """A message is worth more than its bold headline."""
    desk.script.answers["sendMessage"] = [refused(400, "Bad Request: can't parse entities: x")]
    desk.coach.owe(reply("tg-1", "5 < 6", "1-1"))
    await desk.deliver(1)
    assert desk.script.sent()[-1]["text"] == "5 < 6"
    assert "parse_mode" not in desk.script.sent()[-1]
    assert desk.results() == [Outcome.SENT]


async def test_a_group_that_moved_is_followed(desk: Desk) -> None:
    """The message goes to the supergroup, this one and the next."""
    moved = refused(400, "Bad Request: group upgraded", migrate_to_chat_id=-1005)
    desk.script.answers["sendMessage"] = [moved]
    desk.coach.owe(reply("tg--5", "Hi", "-5-1"))
    await desk.deliver(1)
    desk.coach.owe(replace(reply("tg--5", "Hi again", "-5-2"), replaces="-5-1"))
    await desk.deliver(2)
    assert [params["chat_id"] for params in desk.script.sent()] == [-5, -1005, -1005]
    assert desk.results() == [Outcome.SENT, Outcome.SENT]
    assert desk.coach._echoes["-5-2"].startswith("-1005-")


async def test_a_topic_is_answered_in_the_topic(desk: Desk) -> None:
    """In a forum the answer goes where the question was."""
    desk.coach.owe(reply("tg--1005-9", "Hi", "-1005-1"))
    await desk.deliver(1)
    (params,) = desk.script.sent()
    assert (params["chat_id"], params["message_thread_id"]) == (-1005, 9)


async def test_a_text_over_the_limit_is_split_and_the_last_part_has_the_buttons(
    desk: Desk,
) -> None:
    """10,000 characters arrive as several messages, none too long."""
    buttons = ((Button("Undo", "v1:undo:1"),),)
    desk.coach.owe(reply("tg-1", "word " * 2000, "1-1", buttons=buttons))
    await desk.deliver(1)
    sent = desk.script.sent()
    assert len(sent) == 3
    assert ["reply_markup" in params for params in sent] == [False, False, True]
    assert sum(params["text"].count("word") for params in sent) == 2000


async def test_a_long_text_that_breaks_off_is_of_unknown_fate(desk: Desk) -> None:
    """Part of it arrived: it is not "not sent" any more."""
    ok = desk.script._success({"chat_id": 1})
    desk.script.answers["sendMessage"] = [ok, refused(429, "Too Many Requests", retry_after=5)]
    desk.coach.owe(reply("tg-1", "word " * 2000, "1-1"))
    await desk.deliver(1)
    ((_, outcome, retry_at),) = desk.coach.outcomes
    assert outcome is Outcome.UNKNOWN
    assert retry_at == NOON + dtm.timedelta(seconds=5.5)
    desk.coach.owe(reply("tg-2", "Hi", "2-1"))
    desk.sender.nudge()
    await settle()
    assert len(desk.script.sent()) == 2, "Telegram wants silence"


async def test_a_large_file_holds_nobody_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten years are written piece by piece; an answer to somebody else goes out long before the last one."""
    sent_after: list[int] = []

    def pieces() -> Iterator[str]:
        for _ in range(12):
            sent_after.append(len(desk.script.sent()))
            yield "row\n"

    monkeypatch.setattr(desk.sender._delivery, "_document", lambda _: ("all.csv", pieces()))
    desk.coach.owe(replace(reply("tg-1", "Here.", "1-1"), document="csv"), reply("tg-2", "Hi", "2-1"))
    await desk.deliver(2)
    assert sent_after[0] == 0
    assert sent_after[-1] == 1
    assert desk.results() == [Outcome.SENT, Outcome.SENT]


async def test_files_are_written_one_after_the_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty lifters at once must not hold twenty histories in memory."""
    at_work: list[str] = []

    def pieces(owed: Owed) -> Iterator[str]:
        assert not at_work
        at_work.append(owed.lifter)
        yield "row\n"
        at_work.remove(owed.lifter)

    monkeypatch.setattr(desk.sender._delivery, "_document", lambda owed: ("all.csv", pieces(owed)))
    for user in range(1, 6):
        desk.coach.owe(replace(reply(f"tg-{user}", "Here.", f"{user}-1"), document="csv"))
    await desk.deliver(5)
    assert desk.results() == [Outcome.SENT] * 5
