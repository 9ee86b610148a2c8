"""Files for Telegram: as they are, zipped where Telegram would not take them, or a word why not."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.adapters.telegram_bot import files
from bot.domain.owed import Outcome
from bot.replies import service
from tests.adapters.telegram_bot.desk import Desk
from tests.adapters.telegram_bot.recording import reply

ROW = "2026-11-20,Spotter,Bench Press,80,8\n"
#: Nothing makes this much smaller.
NOISE = "".join(hashlib.sha256(bytes([each])).hexdigest() for each in range(50))


async def test_a_file_that_fits_goes_as_it_is() -> None:
    """Also at the very limit."""
    assert await files.packed("all.csv", iter((ROW, ROW)), 2 * len(ROW)) == ("all.csv", (2 * ROW).encode())


async def test_a_larger_one_is_zipped_whole() -> None:
    """What was written before the limit, and what came after it."""
    name, content = await files.packed("all.csv", iter((ROW,) * 5000), 3 * len(ROW))
    assert name == "all.csv.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["all.csv"]
        assert archive.read("all.csv").decode() == ROW * 5000


async def test_the_words_under_a_zipped_file_say_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wonders about a zip."""
    monkeypatch.setattr(files, "LARGEST", 1000)
    _owe_file(desk, monkeypatch, iter((ROW * 500,)))
    await desk.deliver(1)
    (params,) = desk.script.sent("sendDocument")
    assert params["caption"].endswith(service.ZIPPED)
    assert desk.results() == [Outcome.SENT]


async def test_what_no_zip_makes_small_enough_is_not_tried(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram would refuse it; the lifter hears who can help instead."""
    monkeypatch.setattr(files, "LARGEST", 100)
    _owe_file(desk, monkeypatch, iter((NOISE,)))
    await desk.deliver(1)
    assert not desk.script.sent("sendDocument")
    assert "spotter export" in desk.script.sent()[0]["text"]
    assert desk.results() == [Outcome.SENT]


def _owe_file(desk: Desk, monkeypatch: pytest.MonkeyPatch, pieces: Iterator[str]) -> None:
    monkeypatch.setattr(desk.sender._delivery, "_document", lambda _: ("all.csv", pieces))
    desk.coach.owe(replace(reply("tg-1", "Here.", "1-1"), document="csv"))
