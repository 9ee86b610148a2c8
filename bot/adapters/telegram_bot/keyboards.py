"""The coach's buttons -> an inline keyboard.

keyboard(((Button("Undo", "v1:undo:r1"),),))  ->  InlineKeyboardMarkup with one row
"""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.domain.owed import Button


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The keyboard under a message; None for a message without buttons.

    Raises:
        ValueError: an action that Telegram would refuse; the library does not check it.
    """
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(each) for each in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    size = len(button.action.encode())
    smallest = InlineKeyboardButtonLimit.MIN_CALLBACK_DATA
    largest = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    if not smallest <= size <= largest:
        raise ValueError(f"a button's action has {size} bytes; Telegram takes 1 to {largest}")
    return InlineKeyboardButton(button.label, callback_data=button.action)
