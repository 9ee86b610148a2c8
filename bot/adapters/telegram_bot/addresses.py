"""Telegram's numbers <-> the opaque ids that the coach keeps.

    lifter_id(42), chat_id(-100777, topic=3), message_id(42, 7)
    -> "tg-42", "tg--100777-3", "42-7"

Lifter and chat ids are safe as file names; a group's number is negative, hence the double dash.
"""

import re
from dataclasses import dataclass

CHAT = re.compile(r"tg-(-?\d+)(?:-(\d+))?")
MESSAGE = re.compile(r"(-?\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a chat and, in a forum, one of its topics."""

    chat: int
    topic: int | None = None

    @property
    def is_group(self) -> bool:
        """Whether several people read it."""
        return self.chat < 0


def lifter_id(user: int) -> str:
    """The id under which a user's data are kept."""
    return f"tg-{user}"


def chat_id(chat: int, topic: int | None = None) -> str:
    """The id of a conversation."""
    return f"tg-{chat}" if topic is None else f"tg-{chat}-{topic}"


def message_id(chat: int, message: int) -> str:
    """The id of one message; Telegram numbers messages per chat."""
    return f"{chat}-{message}"


def address(chat: str) -> Address:
    """The inverse of `chat_id`.

    Raises:
        ValueError: not a chat id of this platform.
    """
    match = CHAT.fullmatch(chat)
    if match is None:
        raise ValueError(f"not a Telegram chat: {chat!r}")
    return Address(int(match[1]), int(match[2]) if match[2] else None)


def message_number(message: str) -> tuple[int, int]:
    """The inverse of `message_id`: chat and message number.

    Raises:
        ValueError: not a message id of this platform.
    """
    match = MESSAGE.fullmatch(message)
    if match is None:
        raise ValueError(f"not a Telegram message: {message!r}")
    return int(match[1]), int(match[2])
