"""An error of the Bot API -> what became of the message.

    outcome_of(Forbidden("bot was blocked by the user"))  ->  Outcome.UNREACHABLE

The order matters: `BadRequest` and `TimedOut` are both network errors to the library. A timeout
or a lost connection does not mean "not sent": Telegram may have taken the message.
"""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.adapters.telegram_bot.calls import NeverLeft
from bot.domain.owed import Outcome

#: Bad requests that are about the chat, not about the message.
NO_SUCH_CHAT = ("chat not found", "peer_id_invalid", "user is deactivated", "need to be invited")


def outcome_of(error: TelegramError) -> Outcome:
    """What an attempt that ended in `error` means for the message."""
    match error:
        case RetryAfter() | Conflict() | InvalidToken() | NeverLeft():
            return Outcome.NOT_SENT
        case Forbidden():
            return Outcome.UNREACHABLE
        case BadRequest() if any(words in error.message.lower() for words in NO_SUCH_CHAT):
            return Outcome.UNREACHABLE
        case BadRequest() | ChatMigrated():
            return Outcome.REJECTED
        case _:
            return Outcome.UNKNOWN


def retry_after_s(error: TelegramError) -> float | None:
    """Seconds that Telegram tells us to keep quiet; None if it does not."""
    if not isinstance(error, RetryAfter):
        return None
    # The public attribute is an int or a timedelta, by an environment variable of the library.
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()
