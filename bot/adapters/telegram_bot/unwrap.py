"""A Telegram update -> the coach's `Incoming` or `Tap`, and whether it is meant for the coach.

incoming(update, bot)  ->  Incoming("tg-42", "tg-42", "42-7", "calf raise 3x12", at, "u900")

A location is turned into its time zone right here: where somebody is goes no further than this.
"""

import datetime as dtm
import re

from telegram import Bot, Chat, Message, MessageEntity, Update, User

from bot.adapters.places import zone_near
from bot.adapters.telegram_bot.addresses import Address, chat_id, lifter_id, message_id
from bot.domain.incoming import Incoming, Tap

COMMAND = re.compile(r"/\w+(?:@(\w+))?")


def incoming(update: Update, bot: Bot) -> Incoming | None:
    """The text of a new or edited message, or its time zone; None if it is not for the coach."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or user.is_bot or not _is_for(bot, message):
        return None
    return Incoming(
        lifter=lifter_id(user.id),
        chat=_chat(message),
        id=message_id(message.chat_id, message.message_id),
        text=_without_mention(text_of(message), bot.username),
        at=message.edit_date or message.date,
        key=f"u{update.update_id}",
        name=user.first_name,
        timezone=_zone_of(message),
    )


def tap(update: Update, now: dtm.datetime) -> Tap | None:
    """A press of one of the coach's buttons; None for a button that carries nothing."""
    query = update.callback_query
    if query is None or query.message is None or not query.data:
        return None
    chat, number = query.message.chat.id, query.message.message_id
    topic = query.message if isinstance(query.message, Message) else None
    return Tap(
        lifter=lifter_id(query.from_user.id),
        chat=_chat(topic) if topic else chat_id(chat),
        id=query.id,
        action=query.data,
        at=now,
        message_id=message_id(chat, number),
    )


def where(update: Update) -> Address | None:
    """The chat and topic that an update came from."""
    message = update.effective_message
    if message is None or not isinstance(message, Message):
        return Address(update.effective_chat.id) if update.effective_chat else None
    return Address(message.chat_id, _topic(message))


def text_of(message: Message) -> str:
    """The words of a message, or those under a picture."""
    return message.text or message.caption or ""


def _zone_of(message: Message) -> str:
    return zone_near(message.location.latitude, message.location.longitude) if message.location else ""


def _chat(message: Message) -> str:
    return chat_id(message.chat_id, _topic(message))


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _is_for(bot: Bot, message: Message) -> bool:
    """In a group only commands, mentions and replies are; ordinary chatter is not."""
    text = text_of(message)
    if not text and not message.location:
        return False
    if message.chat.type == Chat.PRIVATE:
        return True
    command = COMMAND.match(text)
    if command:
        return command[1] is None or command[1].lower() == bot.username.lower()
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot.id:
        return True
    return any(_names(bot, entity, words) for entity, words in _mentions(message).items())


def _mentions(message: Message) -> dict[MessageEntity, str]:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    return {**message.parse_entities(kinds), **message.parse_caption_entities(kinds)}


def _names(bot: Bot, entity: MessageEntity, words: str) -> bool:
    mentioned: User | None = entity.user
    if mentioned is not None:
        return mentioned.id == bot.id
    return words.lower() == f"@{bot.username}".lower()


def _without_mention(text: str, username: str) -> str:
    return re.sub(rf"@{re.escape(username)}\b", "", text, flags=re.IGNORECASE).strip()
