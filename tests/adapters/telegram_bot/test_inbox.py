"""One chat floods: its surplus waits on the disk, in order, while everybody else is answered."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from telegram import Chat, Message, Update, User

from bot.adapters.telegram_bot.inbox import SHARE, Inbox
from bot.adapters.telegram_bot.webhook import Webhook
from bot.adapters.tinydb_store import Disk
from bot.ports import StoreUnavailable
from tests.adapters.telegram_bot.conftest import Start
from tests.adapters.telegram_bot.recording import NOON, RecordingCoach
from tests.adapters.telegram_bot.scripted import Script, scripted_bot
from tests.bot_api.server import BotApi

FLOOD = 5 * SHARE


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An empty one."""
    return Inbox(tmp_path, Disk())


def update(number: int, chat: int = 1) -> Update:
    """A message of somebody."""
    message = Message(
        number, NOON, Chat(chat, "private"), from_user=User(chat, "Ana", is_bot=False), text="hi"
    )
    return Update(number, message=message)


def heard(updates: tuple[Update, ...]) -> list[int]:
    """The ids of those that are dealt with now."""
    return [each.update_id for each in updates if each.message]


def test_beyond_its_share_a_chat_waits_and_all_ids_stay(inbox: Inbox, tmp_path: Path) -> None:
    """Telegram is told about all of them; later ones of that chat queue up behind, whoever else is free."""
    batch = (*map(update, range(SHARE + 3)), update(90, chat=2))
    now = inbox.share(batch)
    assert heard(now) == [*range(SHARE), 90]
    assert [each.update_id for each in now] == [each.update_id for each in batch]
    assert heard(inbox.share((update(91), update(92, chat=2)))) == [92]
    files = sorted(tmp_path.glob("inbox/*"))
    assert [path.name for path in files] == ["1.000000000001.0.json", "1.000000000002.0.json"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_nothing_of_a_stranger_is_kept(tmp_path: Path) -> None:
    """However much of it there is; it is turned away at once."""
    inbox = Inbox(tmp_path, Disk(), allowed=frozenset({2}))
    batch = (*map(update, range(SHARE + 3)), *(update(90 + n, chat=2) for n in range(SHARE + 1)))
    assert heard(inbox.share(batch)) == [*range(SHARE + 3), *range(90, 90 + SHARE)]
    assert [path.name for path in tmp_path.glob("inbox/*")] == ["2.000000000001.0.json"]


def test_on_a_full_disk_everything_is_dealt_with_at_once(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slower for the others, but nothing is lost."""

    def full(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    monkeypatch.setattr(Disk, "replace", full)
    batch = tuple(map(update, range(SHARE + 3)))
    assert inbox.share(batch) == batch


def test_a_disk_that_fills_up_meanwhile_repeats_nothing(
    inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one chat had set aside waits; only the other chat, for which there was no room, is dealt with."""
    room, replace = [1], Disk.replace

    def nearly_full(disk: Disk, path: Path, data: bytes) -> None:
        if not room:
            raise StoreUnavailable("the disk is full")
        room.pop()
        replace(disk, path, data)

    monkeypatch.setattr(Disk, "replace", nearly_full)
    flood = (*map(update, range(SHARE + 2)), *(update(90 + n, chat=2) for n in range(SHARE + 2)))
    assert heard(inbox.share(flood)) == [*range(SHARE), *range(90, 92 + SHARE)]
    assert [path.name for path in tmp_path.glob("inbox/*")] == ["1.000000000001.0.json"]


async def _fed(folder: Path, most: int, on_loss: Callable[[str], None] = lambda _: None) -> list[int]:
    """What a new life is given, up to so many."""
    queue, found = asyncio.Queue[object](), list[int]()
    reborn = Inbox(folder, Disk())
    reborn.on_loss = on_loss
    feeding = asyncio.create_task(reborn.feed(queue, scripted_bot(Script())))
    while len(found) < most:
        each = await asyncio.wait_for(queue.get(), 5)
        assert isinstance(each, Update)
        found.append(each.update_id)
        if len(found) < most:  # the last one is under way when this life ends
            queue.task_done()
    feeding.cancel()
    await asyncio.wait({feeding})
    return found


async def test_a_crash_repeats_the_one_that_was_under_way_and_no_other(inbox: Inbox, tmp_path: Path) -> None:
    """Three lives; each goes on where the last one was."""
    inbox.put(1, [update(number) for number in range(5)])
    inbox.put(1, [update(9)])
    assert await _fed(tmp_path, 3) == [0, 1, 2]
    assert await _fed(tmp_path, 2) == [2, 3]
    assert await _fed(tmp_path, 3) == [3, 4, 9]


async def test_a_file_that_makes_no_sense_holds_up_nobody(inbox: Inbox, tmp_path: Path) -> None:
    """It is kept under another name, and the owner told."""
    told: list[str] = []
    inbox.put(1, [update(1)])
    inbox.put(2, [update(2, chat=2)])
    (tmp_path / "inbox/1.000000000001.0.json").write_text("{")
    assert await _fed(tmp_path, 1, told.append) == [2]
    assert (tmp_path / "inbox/1.000000000001.0.unread").exists()
    (sentence,) = told
    assert sentence.startswith("Messages of tg-1 that were set aside cannot be read (JSONDecodeError): ask ")
    assert sentence.endswith("They are kept as inbox/1.000000000001.0.unread.")


async def test_a_flood_keeps_its_order_and_nobody_waiting(
    api: BotApi, start: Start, coach: RecordingCoach, inbox: Inbox
) -> None:
    """Somebody who writes last is heard long before the flood is over; nothing of it is lost."""
    coach.mute = True
    for number in range(FLOOD):
        api.say(f"line {number}", user=1)
    api.say("bench 3x8", user=2)
    async with start(inbox=inbox):
        await api.until(lambda: len(coach.received) == FLOOD + 1)
        await api.until(lambda: len(api.waiting.confirmed) == FLOOD + 1)
    texts = [each.text for each in coach.received]
    assert texts.index("bench 3x8") <= SHARE + 1
    assert [each for each in texts if each != "bench 3x8"] == [f"line {n}" for n in range(FLOOD)]


async def test_by_webhook_a_flood_waits_too(
    api: BotApi, start: Start, coach: RecordingCoach, inbox: Inbox
) -> None:
    """Telegram posts many at a time; each is confirmed when it is on the disk, and they come in order."""
    coach.mute = True
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hook = Webhook.at(f"http://127.0.0.1:{port}/hook", 8080, "s3cret")
    for number in range(FLOOD):
        inbox.put(1, [update(number)]) if number < 3 else api.say(f"line {number}", user=1)
    async with start(webhook=hook, inbox=inbox):
        await api.until(lambda: any(each.text == f"line {FLOOD - 1}" for each in coach.received))
    texts = dict.fromkeys(each.text for each in coach.received)  # a post that was cut off comes twice
    assert list(texts) == ["hi", *(f"line {n}" for n in range(3, FLOOD))]
