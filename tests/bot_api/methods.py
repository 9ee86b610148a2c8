"""The methods of the Bot API that the bot uses, and no others."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from telegram.constants import ReactionEmoji

from tests.bot_api import checks, lifters
from tests.bot_api.checks import Refused, bad_request
from tests.bot_api.updates import BATCH
from tests.bot_api.webhook import Poster

if TYPE_CHECKING:
    from tests.bot_api.server import BotApi

Params = dict[str, Any]


def get_me(_: "BotApi", __: Params) -> Any:
    """Who the bot is."""
    return lifters.BOT


async def get_updates(api: "BotApi", params: Params) -> Any:
    """Long polling."""
    if api.hook:
        raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
    limit = min(int(params.get("limit", BATCH)), BATCH)
    timeout = float(params.get("timeout", 0))
    return await api.waiting.fetch(params.get("offset"), limit, timeout)


def send_message(api: "BotApi", params: Params) -> Any:
    """A new message of the bot."""
    chat = params["chat_id"]
    message = _content(params) | {
        "message_id": api.number(chat),
        "date": int(api.clock_s),
        "chat": lifters.chat(chat),
        "from": lifters.BOT,
    }
    if "message_thread_id" in params:
        message |= {"message_thread_id": params["message_thread_id"], "is_topic_message": True}
    api.messages[chat, message["message_id"]] = message
    api.sent.append(message)
    return message


def send_document(api: "BotApi", params: Params) -> Any:
    """A file of the bot, with words under it."""
    name, content = params["document"]
    if not content:
        raise bad_request("file must be non-empty")
    caption = checks.plain_text(str(params["caption"]), params.get("parse_mode"), checks.LONGEST_CAPTION)
    chat, number = params["chat_id"], api.number(params["chat_id"])
    message = {
        "message_id": number,
        "date": int(api.clock_s),
        "chat": lifters.chat(chat),
        "from": lifters.BOT,
        "caption": caption,
        "document": {
            "file_id": f"f{len(api.files)}",
            "file_unique_id": f"u{len(api.files)}",
            "file_name": name,
            "file_size": len(content),
        },
    }
    api.files[name] = content
    api.messages[chat, number] = message
    api.sent.append(message)
    return message


def edit_message_text(api: "BotApi", params: Params) -> Any:
    """New words, and new buttons, in an old message."""
    old = _own_message(api, params)
    new = _content(params)
    if all(old.get(key) == new.get(key) for key in ("text", "html", "reply_markup")):
        raise bad_request("message is not modified: specified new message content is the same")
    for key in ("text", "html", "reply_markup"):
        old.pop(key, None)
    old |= new
    api.edits.append(old)
    return old


def edit_message_reply_markup(api: "BotApi", params: Params) -> Any:
    """New buttons under an old message."""
    old = _own_message(api, params)
    rows = checks.keyboard(params.get("reply_markup"))
    if old.get("reply_markup", {}).get("inline_keyboard", []) == rows:
        raise bad_request("message is not modified")
    old["reply_markup"] = {"inline_keyboard": rows}
    return old


def answer_callback_query(api: "BotApi", params: Params) -> Any:
    """The end of a button's spinner; each query can be answered once."""
    query = params["callback_query_id"]
    if query not in api.queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    words = checks.toast(params.get("text"))
    api.queries.remove(query)
    api.toasts.append(words)
    return True


def set_message_reaction(api: "BotApi", params: Params) -> Any:
    """A reaction to a message."""
    known = {each.value for each in ReactionEmoji}
    for reaction in params.get("reaction", []):
        if reaction.get("emoji") not in known:
            raise bad_request("REACTION_INVALID")
    api.reactions.append(params)
    return True


def set_my_commands(api: "BotApi", params: Params) -> Any:
    """The command list."""
    api.commands = params["commands"]
    return True


async def set_webhook(api: "BotApi", params: Params) -> Any:
    """From now on updates are posted."""
    if api.hook:
        await api.hook.stop()
    api.hook = Poster(api, params["url"], params.get("secret_token", ""))
    api.hook.wake()
    return True


async def delete_webhook(api: "BotApi", params: Params) -> Any:
    """From now on updates are fetched."""
    if api.hook:
        await api.hook.stop()
    api.hook = None
    if params.get("drop_pending_updates"):
        api.waiting.updates.clear()
    return True


def _content(params: Params) -> dict[str, Any]:
    text = checks.plain_text(str(params["text"]), params.get("parse_mode"))
    content: dict[str, Any] = {"text": text, "html": str(params["text"])}
    rows = checks.keyboard(params.get("reply_markup"))
    return content | ({"reply_markup": {"inline_keyboard": rows}} if rows else {})


def _own_message(api: "BotApi", params: Params) -> dict[str, Any]:
    message = api.messages.get((params["chat_id"], params["message_id"]))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != lifters.BOT["id"]:
        raise bad_request("message can't be edited")
    return message


METHODS: dict[str, Callable[["BotApi", Params], Any]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "answerCallbackQuery": answer_callback_query,
    "setMessageReaction": set_message_reaction,
    "setMyCommands": set_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
}
