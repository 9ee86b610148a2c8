"""Token -> who the bot is, by one call of getMe; for `spotter doctor --online`.

>>> asyncio.run(introduced("123:abc", None))
'@spotter_bot'
"""

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.adapters.telegram_bot.calls import Calls
from bot.adapters.telegram_bot.intake import TOKEN_REFUSED
from bot.adapters.telegram_bot.serve import OWN_API, CannotRun


async def introduced(token: str, api_url: str | None) -> str:
    """The bot's name, as Telegram knows it.

    Raises:
        CannotRun: the token is refused, or Telegram cannot be reached.
    """
    try:
        async with Bot(
            token,
            base_url=f"{api_url or OWN_API}/bot",
            request=Calls(connections=1),
            get_updates_request=Calls(connections=1),
        ) as bot:
            return f"@{bot.username}"
    except InvalidToken:
        raise CannotRun(TOKEN_REFUSED) from None
    except TelegramError as error:
        raise CannotRun(f"Telegram cannot be reached ({type(error).__name__}): check the network.") from None
