"""What arrives from a lifter, free of any platform.

`lifter`, `chat`, `id` are opaque strings made by the adapter; `lifter` and `chat` are safe as file names.
"""

import datetime as dtm
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text message, or with the same `id` an edit of it. `key` is the platform's delivery id (dedup).

    `timezone` is all that is kept of a location that was shared instead of words.
    """

    lifter: str
    chat: str
    id: str
    text: str
    at: dtm.datetime
    key: str = ""
    name: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A press of one of the coach's buttons; `message_id` is the coach message that carried it."""

    lifter: str
    chat: str
    id: str
    action: str
    at: dtm.datetime
    message_id: str = ""
