"""What Telegram refuses: texts too long, mark-up it cannot read, buttons too big.

Stricter than Telegram where leniency would hide a mistake (a lone `&` is refused here).
"""

import html
import re
from dataclasses import dataclass, field
from typing import Any

TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[\w-]*)[^<>]*>|&(?P<entity>#?\w+;)?|<")
ENTITIES = {"lt;", "gt;", "amp;", "quot;"}
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_TOAST = 200
LARGEST_ACTION = 64
MOST_BUTTONS = 100


@dataclass
class Refused(Exception):  # noqa: N818
    """An answer that is not ok."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


def bad_request(words: str) -> Refused:
    """A 400 as Telegram words it."""
    return Refused(400, f"Bad Request: {words}")


def plain_text(text: str, parse_mode: str | None, longest: int = LONGEST_TEXT) -> str:
    """The text as a reader sees it, once length and mark-up are checked."""
    shown = _read_html(text) if parse_mode == "HTML" else text
    if parse_mode not in {None, "HTML"}:
        raise bad_request("unsupported parse_mode")
    if not shown.strip():
        raise bad_request("message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > longest:
        raise bad_request("message is too long")
    return shown


def _read_html(text: str) -> str:
    open_tags: list[str] = []
    for piece in PIECE.finditer(text):
        if piece[0].startswith("&"):
            entity = piece["entity"]
            if entity not in ENTITIES and not (entity or "").startswith("#"):
                raise bad_request(f"can't parse entities: unknown entity {piece[0]}")
        elif piece["tag"] not in TAGS:
            raise bad_request(f"can't parse entities: unsupported start tag {piece[0]}")
        elif not piece["close"]:
            open_tags.append(piece["tag"])
        elif not open_tags or open_tags.pop() != piece["tag"]:
            raise bad_request("can't parse entities: unexpected end tag")
    if open_tags:
        raise bad_request(f"can't parse entities: can't find end tag of {open_tags[-1]}")
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def keyboard(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard, each button checked."""
    rows: list[list[dict[str, Any]]] = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("too many buttons")
    for button in buttons:
        if not button.get("text"):
            raise bad_request("field text must be of type String and not empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= LARGEST_ACTION:
            raise bad_request("BUTTON_DATA_INVALID")
    return rows


def toast(text: str | None) -> str:
    """The words of an answer to a tap."""
    if text and len(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    return text or ""
