"""The one sender: what the coach owes -> Telegram, at the pace that Telegram bears.

    sender.nudge()       something may be due: after each call of the coach, and from the timer
    await sender.run()   until cancelled

One lane per chat: its messages go in order, one at a time, and a slow or flooded chat keeps only
its own lane waiting. Nothing is remembered that the store does not know.
"""

import asyncio
import datetime as dtm
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Bot

from bot.adapters.memory_store import MemoryStore
from bot.adapters.telegram_bot.addresses import Address
from bot.adapters.telegram_bot.commits import Writing, ended, nothing_under_way
from bot.adapters.telegram_bot.conversation import Conversation
from bot.adapters.telegram_bot.delivery import Attempt, Delivery
from bot.adapters.telegram_bot.errors import trail
from bot.adapters.telegram_bot.moves import Moves
from bot.adapters.telegram_bot.pacing import Pacer
from bot.domain.owed import Outcome, Owed
from bot.ports import Clock, StoreUnavailable

log = logging.getLogger(__name__)

#: Lanes at work at the same time: 25 messages a second need ten of them when each call takes 400 ms, and the
#: HTTP library's work for a call grows with the number of open connections.
LANES = 20
#: Follow-ups in hand at the same time: these are lost if the power goes, as they may have arrived.
FOLLOW_UPS = 3
#: Telegram asks for silence a little longer than it says.
BAN_SLACK_S = 0.5
#: Below this, waiting is left to the timer's own inaccuracy.
SHORTEST_SLEEP_S = 0.001
#: Pause before another try when nothing says how long: doubles with each attempt.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 300.0


class Banned(Exception):  # noqa: N818 - a state, not a fault
    """Telegram wants silence for a while; the message goes back to the store."""


class Sender:
    """Delivers what is owed; `rearm` is called whenever due times may have changed."""

    def __init__(
        self,
        bot: Bot,
        coach: Conversation,
        clock: Clock,
        moves: Moves | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        rearm: Callable[[], None] = lambda: None,
        writing: Writing = nothing_under_way,
    ) -> None:
        self._coach = coach
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self.rearm = rearm
        self._writing = writing
        #: Whether all is known that is owed, and what a crash left half sent: before, only answers go out.
        self.armed = True
        self._delivery = Delivery(bot, self._turn, coach.document, moves or Moves(MemoryStore()))
        self._pacer = Pacer()
        self._awake = asyncio.Event()
        self._lanes: dict[str, deque[Owed]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._unrecorded: list[tuple[Owed, Attempt, dtm.datetime | None]] = []

    def nudge(self) -> None:
        """Look soon at what is due."""
        self._awake.set()

    async def say(self, to: Address, text: str) -> Outcome:
        """Send a few words past the store, paced like a reply."""
        try:
            attempt = await self._delivery.say(to, text)
        except Banned:
            return Outcome.NOT_SENT
        self._obey(attempt)
        return attempt.outcome

    async def run(self) -> None:
        """Send what falls due, for ever."""
        while True:
            await self._awake.wait()
            self._awake.clear()
            try:
                self._take_on()
            except Exception as error:  # noqa: BLE001 - one mistake must not silence it for good
                log.error("nothing can be sent: %s", trail(error))  # noqa: TRY400 - no texts

    async def finish(self, patience_s: float) -> None:
        """Send what is due now and stop; what is not out after `patience_s` stays owed."""
        try:
            async with asyncio.timeout(patience_s):
                while self._take_on():
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            log.warning("stopped with messages still to send")
        for task in self._tasks:
            task.cancel()

    def _take_on(self) -> bool:
        """Start a lane for each chat that is owed something; whether any lane is at work."""
        self._record()
        if not self._pacer.banned_for(self._monotonic()):
            try:
                while owed := self._due():
                    for each in owed:
                        self._enqueue(each)
            except StoreUnavailable as problem:
                log.error("nothing can be sent: %s", problem)  # noqa: TRY400 - it says all
        self.rearm()
        return bool(self._tasks)

    def _due(self) -> tuple[Owed, ...]:
        """What there are lanes for."""
        free = LANES - len(self._lanes)
        in_hand = sum(each.kind.is_follow_up for lane in self._lanes.values() for each in lane)
        follow_ups = FOLLOW_UPS - in_hand if self.armed else 0
        return self._coach.collect(free, follow_ups) if free > 0 else ()

    def _enqueue(self, owed: Owed) -> None:
        if any((owed.lifter, owed.id) == (sent.lifter, sent.id) for sent, *_ in self._unrecorded):
            return
        lane = self._lanes.get(owed.chat)
        if lane is None:
            lane = self._lanes[owed.chat] = deque()
            task = asyncio.create_task(self._serve(owed.chat, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        lane.append(owed)

    async def _serve(self, chat: str, lane: deque[Owed]) -> None:
        try:
            while lane:
                owed = lane[0]
                attempt = await self._attempt(owed)
                await ended(self._writing(owed.lifter))
                self._note(owed, attempt)
                lane.popleft()
        finally:
            del self._lanes[chat]
            self.nudge()

    async def _attempt(self, owed: Owed) -> Attempt:
        try:
            attempt = await self._delivery.attempt(owed)
        except Banned:
            return Attempt(Outcome.NOT_SENT, wait_s=self._pacer.banned_for(self._monotonic()))
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            log.error("a message for %s cannot be sent: %s", owed.lifter, trail(error))  # noqa: TRY400
            return Attempt(Outcome.REJECTED)
        self._obey(attempt)
        if attempt.outcome is not Outcome.SENT:
            log.warning("a message for %s: %s", owed.lifter, attempt.outcome)
        return attempt

    def _obey(self, attempt: Attempt) -> None:
        if attempt.wait_s is not None:
            self._pacer.ban(self._monotonic() + attempt.wait_s + BAN_SLACK_S)

    def _note(self, owed: Owed, attempt: Attempt) -> None:
        retry_at = None
        if attempt.outcome in {Outcome.NOT_SENT, Outcome.UNKNOWN}:
            pause = min(FIRST_PAUSE_S * 2**owed.attempts, LONGEST_PAUSE_S)
            wait_s = pause if attempt.wait_s is None else attempt.wait_s + BAN_SLACK_S
            retry_at = self._clock.now() + dtm.timedelta(seconds=wait_s)
        self._unrecorded.append((owed, attempt, retry_at))
        self._record()

    def _record(self) -> None:
        """Save the outcomes that are not on disk yet; those that cannot be saved wait."""
        waiting, self._unrecorded = self._unrecorded, []
        for owed, attempt, retry_at in waiting:
            try:
                self._coach.outcome(owed, attempt.outcome, message_id=attempt.message_id, retry_at=retry_at)
            except StoreUnavailable as problem:
                log.error("an outcome waits to be saved: %s", problem)  # noqa: TRY400
                self._unrecorded.append((owed, attempt, retry_at))
            except Exception as error:  # noqa: BLE001 - a mistake does not pass by asking again
                log.error("an outcome for %s is lost: %s", owed.lifter, trail(error))  # noqa: TRY400

    async def _turn(self, to: Address, *, follow_up: bool) -> None:
        """Wait until the limits allow a call.

        Raises:
            Banned: Telegram wants silence; waiting is for the store, not for a lane.
        """
        while True:
            now = self._monotonic()
            if self._pacer.banned_for(now):
                raise Banned
            at = self._pacer.ready_at(to, now, follow_up=follow_up)
            if at - now < SHORTEST_SLEEP_S:
                self._pacer.book(to, now, follow_up=follow_up)
                return
            await self._sleep(at - now)
