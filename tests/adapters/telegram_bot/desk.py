"""A sender at work on a script, in virtual time."""

from dataclasses import dataclass

from bot.adapters.telegram_bot.sender import Sender
from bot.domain.owed import Outcome
from tests.adapters.telegram_bot.recording import (
    RecordingCoach,
    VirtualTime,
)
from tests.adapters.telegram_bot.scripted import Script


@dataclass
class Desk:
    """A sender at work on a script, in virtual time."""

    coach: RecordingCoach
    script: Script
    sender: Sender
    time: VirtualTime

    async def deliver(self, outcomes: int) -> None:
        """Let the sender work until it has told so many outcomes."""
        self.sender.nudge()
        await self.time.pass_until(lambda: len(self.coach.outcomes) >= outcomes)

    def results(self) -> list[Outcome]:
        """The outcomes so far."""
        return [outcome for _, outcome, _ in self.coach.outcomes]
