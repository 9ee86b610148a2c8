"""What people do in Telegram, as the JSON of updates."""

import re
from typing import Any

BOT = {
    "id": 777000777,
    "is_bot": True,
    "first_name": "Spotter",
    "username": "spotter_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
COMMAND = re.compile(r"/\w+(@\w+)?")
MENTION = re.compile(r"@\w{4,}")


def person(user: int, **changes: Any) -> dict[str, Any]:
    """A user."""
    return {"id": user, "is_bot": False, "first_name": f"Ana{user}", **changes}


def chat(number: int) -> dict[str, Any]:
    """A private chat, or a group for a negative number."""
    if number < 0:
        return {"id": number, "type": "supergroup", "title": "Gym"}
    return {"id": number, "type": "private", "first_name": f"Ana{number}"}


def message(number: int, to: int, sender: dict[str, Any], text: str, at: int) -> dict[str, Any]:
    """A text message, with the entities that Telegram marks."""
    return {
        "message_id": number,
        "date": at,
        "chat": chat(to),
        "from": sender,
        "text": text,
        "entities": _entities(text),
    }


def _entities(text: str) -> list[dict[str, Any]]:
    found = []
    command = COMMAND.match(text)
    if command:
        found.append({"type": "bot_command", "offset": 0, "length": command.end()})
    found += [
        {
            "type": "mention",
            "offset": len(text[: each.start()].encode("utf-16-le")) // 2,
            "length": len(each[0]),
        }
        for each in MENTION.finditer(text)
        if not command
    ]
    return found


def callback(query: str, sender: dict[str, Any], under: dict[str, Any], data: str) -> Any:
    """A press of a button under a message of the bot."""
    return {
        "id": query,
        "from": sender,
        "message": under,
        "chat_instance": "1",
        "data": data,
    }
