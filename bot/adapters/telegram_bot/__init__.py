"""The coach on Telegram; the only room that knows python-telegram-bot.

getUpdates or webhook -> application (order, commit) -> handlers -> coach
coach -> sender (pace) -> delivery (one attempt) -> Telegram
"""

import os
import sys
from importlib.util import find_spec

# The library warns whenever it creates a RetryAfter, unless one opts in to its future type.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# The HTTP library below it tries to import this optional package a dozen times a request, and what is not
# there costs a search of the disk each time. An entry that says so is an answer at once.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

# That library also brings a command line, and with it three packages for colours if they are there by chance.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
