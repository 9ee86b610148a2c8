"""Coach, clock and token -> the bot at work on Telegram, until it is told to stop.

    await TelegramBot(token, coach, clock).serve(stop)

Order of stopping: fetch nothing more, deal with what was fetched and confirm it, send what is owed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Iterable

from telegram import BotCommand
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.adapters.heartbeat import Pulse
from bot.adapters.memory_store import MemoryStore
from bot.adapters.scheduler import Waker
from bot.adapters.telegram_bot.admins import Admins
from bot.adapters.telegram_bot.application import UPDATES, build
from bot.adapters.telegram_bot.calls import Calls
from bot.adapters.telegram_bot.commits import Writing, nothing_under_way
from bot.adapters.telegram_bot.conversation import Conversation
from bot.adapters.telegram_bot.door import Door
from bot.adapters.telegram_bot.errors import Apology
from bot.adapters.telegram_bot.handlers import Handlers, Sleep
from bot.adapters.telegram_bot.inbox import Inbox
from bot.adapters.telegram_bot.intake import TOKEN_REFUSED, PatientBot, PatientQueue
from bot.adapters.telegram_bot.moves import Moves
from bot.adapters.telegram_bot.sender import Sender
from bot.adapters.telegram_bot.webhook import Webhook
from bot.ports import Clock
from bot.replies import service

log = logging.getLogger(__name__)

OWN_API = "https://api.telegram.org"
FOR_EVER = -1
#: How long the last messages may take when the bot is told to stop.
PATIENCE_S = 15.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0


class CannotRun(Exception):  # noqa: N818 - it reads as what happened
    """There is no point in going on; the message says why in one sentence."""


class TelegramBot:
    """Application, sender and timer, wired. With a `webhook` updates are posted, else fetched.

    Only users in `allowed` are heard (everyone, if it is empty); `admins` are told what goes wrong;
    `moves` says where groups are now, `inbox` is for what a chat sends beyond its share. `arming` has to come
    to its end before follow-ups go out; who writes is answered between its steps. `writing` knows what the
    coach has begun to write that is not on disk yet: till then no update is confirmed.
    """

    def __init__(
        self,
        token: str,
        coach: Conversation,
        clock: Clock,
        *,
        api_url: str | None = None,
        allowed: frozenset[int] = frozenset(),
        admins: frozenset[int] = frozenset(),
        webhook: Webhook | None = None,
        moves: Moves | None = None,
        inbox: Inbox | None = None,
        sleep: Sleep = asyncio.sleep,
        pulse: Pulse | None = None,
        arming: Iterable[object] = (),
        writing: Writing = nothing_under_way,
    ) -> None:
        self._webhook = webhook
        self._pulse = pulse or Pulse(clock)
        self._failure: Exception | None = None
        self._arming = arming
        self._stop = asyncio.Event()
        self._sleep = sleep
        queue: asyncio.Queue[object] = PatientQueue(self._pulse, inbox) if webhook else asyncio.Queue()
        calls, polls = Calls(connections=64), Calls(connections=2)
        self._requests = (calls, polls)
        bot = PatientBot(
            token,
            queue,
            self.give_up,
            self._pulse,
            clock,
            inbox,
            base_url=f"{api_url or OWN_API}/bot",
            request=calls,
            get_updates_request=polls,
        )
        self._bot, self._coach, self._inbox = bot, coach, inbox
        moves = moves or Moves(MemoryStore())
        self.sender = Sender(bot, coach, clock, moves, writing=writing)
        self._waker = Waker(coach.next_due_at, self.sender.nudge, clock)
        self.sender.rearm = self._waker.rearm
        self.admins = Admins(admins, coach, self.sender.nudge)
        self.application = build(
            bot,
            queue,
            Handlers(coach, clock, self.sender.nudge, moves, sleep, writing),
            Door(allowed, self.sender.say, service.STRANGER),
            Apology(self.sender.say, coach.give_up, self.admins),
        )

    async def serve(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set.

        Raises:
            CannotRun: the token is refused, or another copy of the bot is running.
            Exception: what `arming` raised.
        """
        self._stop = stop
        try:
            if await self._until_stopped(self._go_online()):
                await self._work()
        finally:
            await self.application.shutdown()
            for request in self._requests:
                # The library closes them only if it got as far as to introduce itself.
                await request.shutdown()
        if self._failure is not None:
            raise self._failure

    async def _work(self) -> None:
        self.sender.armed = False
        sending = asyncio.create_task(self.sender.run())
        self._waker.start()
        self.sender.nudge()
        await self.application.start()
        jobs = (self._feed(), self._arm(), self._announce_commands())
        beside = [asyncio.create_task(each) for each in jobs]
        try:
            if await self._until_stopped(self._listen()):
                log.info("listening as @%s", self._bot.username)
                await self._stop.wait()
        except OSError as error:
            port = self._webhook.port if self._webhook else "-"
            self.give_up(f"Port {port} cannot be listened on: {error.strerror}.")
        except TelegramError as error:
            self.give_up(f"Telegram refuses to post to the webhook: {_kind(error)}.")
        finally:
            for task in beside:
                task.cancel()
            await self._wind_down(sending)

    async def _arm(self) -> None:
        """Let follow-ups go out as soon as it is known who is owed what."""
        try:
            for _ in self._arming:
                await asyncio.sleep(0)
            self._coach.recover()
        except Exception as error:  # noqa: BLE001 - without it no follow-up would ever go out
            self._end(error)
            return
        self.sender.armed = True
        self.sender.nudge()

    async def _feed(self) -> None:
        if self._inbox is not None:
            await self._inbox.feed(self.application.update_queue, self._bot)

    async def _wind_down(self, sending: asyncio.Task[None]) -> None:
        log.info("stopping: finishing what was received")
        if self.application.updater and self.application.updater.running:
            await self.application.updater.stop()
        await self.application.stop()
        self._waker.stop()
        sending.cancel()
        await self.sender.finish(PATIENCE_S)

    async def _go_online(self) -> None:
        """Introduce ourselves to Telegram, for as long as the network takes."""
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                await self.application.initialize()
                break
            except InvalidToken:
                self.give_up(TOKEN_REFUSED)
                return
            except BadRequest:
                raise
            except NetworkError as error:
                log.warning("Telegram cannot be reached (%s); trying again", _kind(error))
            await self._sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _announce_commands(self) -> None:
        try:
            await self._bot.set_my_commands([BotCommand(*each) for each in service.COMMANDS])
        except TelegramError as error:
            log.warning("the command list could not be set (%s)", _kind(error))

    async def _listen(self) -> None:
        updater = self.application.updater
        assert updater is not None  # noqa: S101 - the builder made one
        hook = self._webhook
        if hook is None:
            await updater.start_polling(
                allowed_updates=UPDATES,
                bootstrap_retries=FOR_EVER,
                error_callback=lambda error: log.warning("polling failed (%s)", _kind(error)),
            )
            return
        # The library would ask for ever with an address that Telegram refuses.
        await self._bot.set_webhook(hook.url, allowed_updates=UPDATES, secret_token=hook.secret)
        await updater.start_webhook(
            unix=hook.listen(),
            url_path=hook.path,
            webhook_url=hook.url,
            secret_token=hook.secret,
            allowed_updates=UPDATES,
            bootstrap_retries=FOR_EVER,
        )
        self._pulse.heard(still_waiting=False)

    async def _until_stopped(self, work: Awaitable[object]) -> bool:
        """Do the work unless told to stop first; whether it was done and there is more to do."""
        task = asyncio.ensure_future(work)
        stopped = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
            return False
        task.result()
        return not self._stop.is_set()

    def give_up(self, reason: str) -> None:
        """Stop, as there is no point in going on; `serve` raises the reason."""
        self._end(CannotRun(reason))

    def _end(self, failure: Exception) -> None:
        self._failure = failure
        self._stop.set()


def _kind(error: TelegramError) -> str:
    return str(error) or type(error).__name__
