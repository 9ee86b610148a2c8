"""The coach on Telegram; the only room that knows python-telegram-bot.

getUpdates or webhook -> application (order, commit) -> handlers -> coach
coach -> sender (pace) -> delivery (one attempt) -> Telegram
"""

import os

# The library warns whenever it creates a RetryAfter, unless one opts in to its future type.
os.environ.setdefault("PTB_TIMEDELTA", "true")
