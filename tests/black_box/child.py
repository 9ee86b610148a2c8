"""`spotter run` as a process of its own, on loopback, that tests may kill.

    async with Child(api, folder) as child: ...

    python -m tests.black_box.child run     the same program, as fast as it can

Lifted are the sending limits (25 messages a second in all, one a second in a chat): they have tests of their
own, and here they would only make everything last.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Self

from tests.bot_api.server import BotApi

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


class Child:
    """One life of the bot. Leaving the `with` kills what is still alive."""

    def __init__(self, api: BotApi, folder: Path, *words: str, limits: bool = True) -> None:
        self._api = api
        self._folder = folder
        self._words = words
        self._module = "bot" if limits else "tests.black_box.child"
        self.process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        environment = {name: value for name, value in os.environ.items() if "SPOTTER" not in name}
        environment |= {
            "SPOTTER_TOKEN": self._api.token,
            "SPOTTER_API_URL": self._api.url,
            "SPOTTER_DATA_DIR": str(self._folder),
            "SPOTTER_LOG": "ERROR",
        }
        command = (sys.executable, "-m", self._module, "run", *self._words)
        self.process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=ROOT)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    @property
    def alive(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.returncode is None

    async def kill(self) -> None:
        """End it without a warning."""
        if self.alive:
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """End it as systemd does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)


def main() -> None:
    """Run the command line without Telegram's limits."""
    from bot.adapters.telegram_bot import pacing  # noqa: PLC0415 - the tests themselves need none of it
    from bot.cli import main as command_line  # noqa: PLC0415

    pacing.ALL_EVERY_S = pacing.FOLLOW_UPS_EVERY_S = 0.0
    pacing.CHAT_EVERY_S = pacing.GROUP_EVERY_S = 0.0
    command_line()


if __name__ == "__main__":
    main()
