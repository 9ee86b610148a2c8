"""One owed message -> one attempt to bring it to its chat, and what became of it.

    await delivery.attempt(owed)  ->  Attempt(Outcome.SENT, message_id="42-7")

Fallbacks belong to the attempt: an edit that is no longer possible becomes a new message, text
whose mark-up is refused goes out plain, and a group that moved is followed.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError

from bot.adapters.telegram_bot import files
from bot.adapters.telegram_bot.addresses import Address, address, message_id, message_number
from bot.adapters.telegram_bot.keyboards import keyboard
from bot.adapters.telegram_bot.markup import as_html, parts
from bot.adapters.telegram_bot.moves import Moves
from bot.adapters.telegram_bot.outcomes import outcome_of, retry_after_s
from bot.domain.owed import Outcome, Owed
from bot.ports import StoreUnavailable
from bot.replies import service

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


#: The name of a file, and its text piece by piece.
Document: TypeAlias = Callable[[Owed], tuple[str, Iterator[str]]]


class Turn(Protocol):
    """Waits for permission to call Telegram."""

    async def __call__(self, to: Address, *, follow_up: bool) -> None:
        """Return when a call for the chat may be made."""
        ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """How an attempt ended; `wait_s` is how long Telegram wants to hear nothing."""

    outcome: Outcome
    message_id: str | None = None
    wait_s: float | None = None


class Delivery:
    """Sends and edits; every call takes its turn first."""

    def __init__(self, bot: Bot, turn: Turn, document: Document, moves: Moves) -> None:
        self._bot = bot
        self._turn = turn
        self._document = document
        self._one_file = asyncio.Lock()
        self._moves = moves

    async def attempt(self, owed: Owed) -> Attempt:
        """Try once to deliver; Telegram's refusals are outcomes, not exceptions.

        Raises:
            ValueError: the message cannot be put as a Telegram message at all.
        """
        try:
            return await self._deliver(owed)
        except ChatMigrated as moved:
            self._moves.note(address(owed.chat).chat, moved.new_chat_id)
        try:
            return await self._deliver(owed)
        except ChatMigrated as moved_again:
            return _failed(moved_again)

    async def say(self, to: Address, text: str) -> Attempt:
        """Send a few words that nobody owes: the store may be what is broken."""
        try:
            sent = await self._send(to, text, None, silent=False)
        except TelegramError as error:
            return _failed(error)
        return Attempt(Outcome.SENT, message_id(sent.chat_id, sent.message_id))

    async def _deliver(self, owed: Owed) -> Attempt:
        to, silent = self._moves.address(owed.chat), owed.kind.is_follow_up
        buttons = keyboard(owed.buttons)
        *earlier, last = parts(owed.text)
        begun = False
        try:
            if owed.document:
                sent = await self._send_file(to, owed)
                return Attempt(Outcome.SENT, message_id(sent.chat_id, sent.message_id))
            for text in earlier:
                await self._send(to, text, None, silent=silent)
                begun = True
            if owed.replaces and not earlier and message_number(owed.replaces)[0] == to.chat:
                return await self._edit(owed.replaces, to, last, buttons)
            sent = await self._send(to, last, buttons, silent=silent)
        except ChatMigrated:
            raise
        except TelegramError as error:
            failed = _failed(error)
            return replace(failed, outcome=Outcome.UNKNOWN) if begun else failed
        return Attempt(Outcome.SENT, message_id(sent.chat_id, sent.message_id))

    async def _edit(
        self, replaces: str, to: Address, text: str, buttons: InlineKeyboardMarkup | None
    ) -> Attempt:
        chat, number = message_number(replaces)
        await self._turn(to, follow_up=False)
        try:
            await self._bot.edit_message_text(
                as_html(text),
                chat_id=chat,
                message_id=number,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as refused:
            if "not modified" not in refused.message.lower():
                sent = await self._send(to, text, buttons, silent=False)
                return Attempt(Outcome.SENT, message_id(sent.chat_id, sent.message_id))
        except NetworkError:
            # Editing twice does no harm, so an edit of unknown fate is worth another try.
            return Attempt(Outcome.NOT_SENT)
        return Attempt(Outcome.SENT, replaces)

    async def _send(
        self, to: Address, text: str, buttons: InlineKeyboardMarkup | None, *, silent: bool
    ) -> Message:
        try:
            return await self._post(to, as_html(text), buttons, ParseMode.HTML, silent=silent)
        except BadRequest as refused:
            if "entit" not in refused.message.lower():
                raise
        return await self._post(to, text, buttons, None, silent=silent)

    async def _send_file(self, to: Address, owed: Owed) -> Message:
        async with self._one_file:
            try:
                written, pieces = self._document(owed)
                name, content = await files.packed(written, pieces, files.LARGEST)
            except StoreUnavailable as problem:
                log.error("no file for %s: %s", owed.lifter, problem)  # noqa: TRY400 - it says all
                return await self._send(to, service.NO_DOCUMENT, None, silent=False)
            if len(content) > files.LARGEST:
                return await self._send(to, service.TOO_LARGE, None, silent=False)
            await self._turn(to, follow_up=False)
            return await self._bot.send_document(
                to.chat,
                InputFile(content, filename=name),
                caption=owed.text if name == written else f"{owed.text}\n{service.ZIPPED}",
                message_thread_id=to.topic,
                disable_content_type_detection=True,
            )

    async def _post(
        self,
        to: Address,
        text: str,
        buttons: InlineKeyboardMarkup | None,
        parse_mode: ParseMode | None,
        *,
        silent: bool,
    ) -> Message:
        await self._turn(to, follow_up=silent)
        return await self._bot.send_message(
            to.chat,
            text,
            message_thread_id=to.topic,
            parse_mode=parse_mode,
            reply_markup=buttons,
            disable_notification=silent,
            link_preview_options=NO_PREVIEW,
        )


def _failed(error: TelegramError) -> Attempt:
    return Attempt(outcome_of(error), wait_s=retry_after_s(error))
