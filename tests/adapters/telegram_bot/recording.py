"""A coach that writes down what it is told and owes what the test says; time that only moves on demand."""

import asyncio
import datetime as dtm
import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bot.domain.incoming import Incoming, Tap
from bot.domain.owed import Button, Outcome, Owed, OwedKind

NOON = dtm.datetime(2026, 11, 20, 12, 0, tzinfo=dtm.UTC)
UNDO = ((Button("Undo", "v1:undo:r1"),),)


@dataclass
class RecordingCoach:
    """Echoes a message with an Undo button; an edit edits the echo in place; follow-ups are added."""

    received: list[Incoming] = field(default_factory=list)
    edits: list[Incoming] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    outcomes: list[tuple[str, Outcome, dtm.datetime | None]] = field(default_factory=list)
    dead: list[tuple[Incoming, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    recovered: int = 0
    before: Callable[[], None] = lambda: None
    at_outcome: Callable[[], None] = lambda: None
    changed: Callable[[], None] = lambda: None
    toast: str = "Taken back."
    mute: bool = False
    due_at: dtm.datetime | None = None
    _echoes: dict[str, str] = field(default_factory=dict)

    def receive(self, message: Incoming) -> None:
        """Keep the message and owe an echo."""
        self.before()
        self.received.append(message)
        self.changed()
        self.owe(reply(message.chat, f"Logged\n{message.text}", message.id, buttons=UNDO))

    def edited(self, message: Incoming) -> None:
        """Keep the edit and owe the echo's replacement."""
        self.before()
        self.edits.append(message)
        again = reply(message.chat, f"Changed\n{message.text}", message.id, buttons=UNDO)
        self.owe(replace(again, replaces=self._echoes.get(message.id)))

    def tapped(self, tap: Tap) -> str:
        """Keep the tap and owe a change of the message that was tapped."""
        self.before()
        self.taps.append(tap)
        self.owe(replace(reply(tap.chat, "Taken back.", tap.id), replaces=tap.message_id))
        return self.toast

    def owe(self, *rows: Owed) -> None:
        """Owe something more."""
        self.owed += [] if self.mute else rows

    def collect(self, limit: int = 100, follow_ups: int = 100) -> tuple[Owed, ...]:
        """Hand out what is owed, replies first."""
        replies = [row for row in self.owed if not row.kind.is_follow_up]
        later = [row for row in self.owed if row.kind.is_follow_up][: max(0, follow_ups)]
        rows = (replies + later)[:limit]
        self.owed = [row for row in self.owed if row not in rows]
        return tuple(rows)

    def outcome(
        self,
        owed: Owed,
        outcome: Outcome,
        *,
        message_id: str | None = None,
        retry_at: dtm.datetime | None = None,
    ) -> None:
        """Keep the outcome."""
        self.at_outcome()
        self.outcomes.append((owed.id, outcome, retry_at))
        if message_id is not None:
            self._echoes[owed.cause] = message_id
        self.changed()

    def document(self, owed: Owed) -> tuple[str, Iterator[str]]:
        """The file that the row asks for."""
        return f"all.{owed.document}", iter((f"{owed.lifter}: ", "everything"))

    def give_up(self, message: Incoming, why: str) -> None:
        """Keep what tripped."""
        self.dead.append((message, why))

    def announce(self, lifter: str, chat: str, text: str, cause: str) -> None:
        """Keep what an admin is told, once per cause."""
        if (lifter, cause) not in self.told:
            self.told.append((lifter, cause))
            self.owe(reply(chat, text, cause))

    def recover(self) -> None:
        """Count."""
        self.recovered += 1

    def next_due_at(self) -> dtm.datetime | None:
        """What the test says."""
        return self.due_at


def reply(chat: str, text: str, cause: str, *, buttons: tuple[tuple[Button, ...], ...] = ()) -> Owed:
    """A reply to somebody."""
    return Owed(f"{cause}:reply", chat, OwedKind.REPLY, chat, NOON, text, cause, buttons)


def follow_up(chat: str, text: str, cause: str) -> Owed:
    """A check-in with somebody."""
    return Owed(f"{cause}:check_in", chat, OwedKind.CHECK_IN, chat, NOON, text, cause)


class VirtualTime:
    """Seconds that pass only when everybody waits for them."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def monotonic(self) -> float:
        """The seconds so far."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Wait until `pass_until` has come so far."""
        self._count += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, self._count, future))
        await future

    async def pass_until(self, done: Callable[[], object]) -> None:
        """Let time pass, from one sleeper to the next, until `done`."""
        while not done():
            await settle()
            if done():
                return
            assert self._sleepers, "everybody waits for something other than time"
            self.now, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                future.set_result(None)


async def settle() -> None:
    """Let all tasks run until they wait."""
    for _ in range(20):
        await asyncio.sleep(0)
