"""Log records -> lines on standard error, as text or as JSON, with nothing private in them.

    set_up_logs("INFO", "text", token="123:abc")
    -> 2026-11-20T18:05:00.000+00:00 INFO bot.adapters.telegram_bot: lifter#3f2a91c0 left

A line is cleaned after it has been put together, so that arguments, tracebacks and what libraries
log are covered too: the bot's token goes, and a platform id becomes a short hash, the same one for
as long as the token is the same.
"""

import datetime as dtm
import hashlib
import logging
import re
import sys
from collections.abc import Callable
from typing import TextIO

import orjson
from typing_extensions import override

#: They log whole requests, addresses with the token included.
TALKATIVE = ("aiohttp", "telegram", "apscheduler", "tornado")
ANY_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{30,}")
PLATFORM_ID = re.compile(r"\btg-(-?\d+(?:-\d+)?)")
#: python-telegram-bot writes out the whole of an update that it cannot parse, message included.
RECEIVED_DATA = re.compile(r"Received data was:? (?!\*not\*).*")

Scrub = Callable[[str], str]


def scrubber(token: str = "") -> Scrub:
    """Build the function that cleans a line; ids are hashed with `token` as the key."""
    key = hashlib.blake2b(token.encode()).digest()

    def hashed(match: re.Match[str]) -> str:
        digest = hashlib.blake2b(match[1].encode(), key=key, digest_size=4).hexdigest()
        return f"lifter#{digest}"

    def scrub(line: str) -> str:
        if token:
            line = line.replace(token, "<token>")
        line = ANY_TOKEN.sub("<token>", line)
        line = RECEIVED_DATA.sub("Received data not shown.", line)
        return PLATFORM_ID.sub(hashed, line)

    return scrub


class TextLines(logging.Formatter):
    """`time LEVEL logger: message`, then the traceback if there is one."""

    def __init__(self, scrub: Scrub) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")
        self._scrub = scrub

    @override
    def format(self, record: logging.LogRecord) -> str:
        return f"{_moment(record)} {self._scrub(super().format(record))}"


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, message, and exception if there is one."""

    def __init__(self, scrub: Scrub) -> None:
        super().__init__()
        self._scrub = scrub

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self._scrub(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = self._scrub(self.formatException(record.exc_info))
        return orjson.dumps(line).decode()


def set_up_logs(level: str, style: str, *, token: str = "", stream: TextIO | None = None) -> None:
    """Send everything from `level` up to `stream` (standard error), replacing earlier set-ups."""
    scrub = scrubber(token)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(scrub) if style == "json" else TextLines(scrub))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _moment(record: logging.LogRecord) -> str:
    at = dtm.datetime.fromtimestamp(record.created, dtm.UTC)
    return at.isoformat(timespec="milliseconds")
