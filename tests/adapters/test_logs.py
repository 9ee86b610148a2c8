"""Logs: what a line looks like, and what never stands in one."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.adapters.logs import set_up_logs

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(params=["text", "json"])
def out(request: pytest.FixtureRequest) -> io.StringIO:
    """The lines written, in either style."""
    stream = io.StringIO()
    set_up_logs("DEBUG", request.param, token=TOKEN, stream=stream)
    return stream


def _fail() -> None:
    raise ValueError(f"no answer from https://api/bot{TOKEN}/getMe for tg-4711")


def test_the_token_is_removed_wherever_it_stands(out: io.StringIO) -> None:
    """Message, arguments and traceback are all cleaned of the token."""
    log = logging.getLogger("bot.test")
    log.info("url https://api/bot%s/getMe", TOKEN)
    try:
        _fail()
    except ValueError:
        log.exception("it failed")
    assert TOKEN not in out.getvalue()
    assert out.getvalue().count("<token>") >= 2
    assert "ValueError" in out.getvalue()


def test_a_foreign_token_is_removed_too(out: io.StringIO) -> None:
    """Anything of a token's shape goes, even if it is not this bot's."""
    other = "987654321:ZZbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
    logging.getLogger("bot.test").warning("odd: %s", other)
    assert other not in out.getvalue()


def test_lifters_appear_as_a_hash(out: io.StringIO) -> None:
    """The same lifter has the same hash, another one another; the id itself is never written."""
    log = logging.getLogger("bot.test")
    for lifter in ("tg-4711", "tg-4711", "tg-4712", "tg--100777-3"):
        log.info("%s", lifter)
    text = out.getvalue()
    assert not any(part in text for part in ("4711", "4712", "100777"))
    hashes = [line.split("lifter#")[1][:8] for line in text.splitlines()]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_libraries_that_log_requests_are_quiet(out: io.StringIO) -> None:
    """Even at DEBUG, aiohttp and telegram only speak from WARNING up."""
    for name in ("aiohttp.client", "telegram.ext.Application"):
        logging.getLogger(name).info("a whole request")
    assert out.getvalue() == ""


def test_an_update_that_could_not_be_parsed_is_not_written_out(out: io.StringIO) -> None:
    """python-telegram-bot adds the raw update to this line; the message text must not be kept."""
    logging.getLogger("telegram.ext.Updater").critical(
        "Something went wrong. Received data was *not* processed! Received data was: %r",
        {"message": {"text": "my knee hurts"}},
    )
    assert "knee" not in out.getvalue()
    assert "*not* processed" in out.getvalue()


def test_json_lines_are_json() -> None:
    """Each record is one object with the same keys."""
    stream = io.StringIO()
    set_up_logs("INFO", "json", stream=stream)
    logging.getLogger("bot.test").info("two\nlines")
    (line,) = stream.getvalue().splitlines()
    parsed = json.loads(line)
    assert parsed["message"] == "two\nlines"
    assert set(parsed) == {"at", "level", "logger", "message"}
