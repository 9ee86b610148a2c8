"""The composition root: settings and options in, the running program out. The only wiring.

with chat_room(folder, rules, "ana") as room:
    asyncio.run(room.terminal(sys.stdin, sys.stdout).converse())
"""

import asyncio
import datetime as dtm
import logging
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO
from unicodedata import normalize

from tzlocal import get_localzone_name

from bot.adapters.clock import ShiftedClock, SystemClock
from bot.adapters.demo import WEEKS, live_through
from bot.adapters.garbage import look_seldom
from bot.adapters.heartbeat import Heartbeat, Pulse
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_watch import RuleWatch
from bot.adapters.simulation import Event, Simulation
from bot.adapters.terminal import Screen, Terminal
from bot.adapters.tinydb_store import Disk, TinyDBStore
from bot.coach.coach import Coach
from bot.domain.dossier import Dossier
from bot.domain.lifter import Profile
from bot.domain.wallclock import zone_of
from bot.ports import Clock
from bot.settings import Settings

log = logging.getLogger(__name__)

HOW_TO_GET_ONE = (
    "There is no bot token: send /newbot to @BotFather on Telegram, put the token it gives you into "
    "SPOTTER_TOKEN (or a file named by SPOTTER_TOKEN_FILE); `make chat` needs none."
)
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
#: So many commits wait for the disk at a time: it brings them to safety together.
COMMITS_AT_ONCE = 8
#: So many letters of a name stand in its folder's name.
_READABLE = 40


class CannotRun(Exception):  # noqa: N818 - it reads as what happened
    """Telegram turned us away; the message says why."""


class AlreadyKnown(Exception):  # noqa: N818 - it reads as what happened
    """A demo was asked for where a lifter's own data are kept."""


class NoToken(Exception):  # noqa: N818 - it reads as what happened
    """Telegram cannot be served without a token."""


@dataclass(frozen=True, slots=True)
class ChatRoom:
    """One lifter, the coach, and the clock between them."""

    coach: Coach
    store: TinyDBStore
    clock: ShiftedClock
    lifter: str
    folder: Path

    def terminal(self, lines: TextIO, out: TextIO) -> Terminal:
        """The room on a screen."""
        screen = Screen(out, lambda: zone_of(self.store.load(self.lifter).profile.timezone))
        return Terminal(self.simulation(screen.show), screen, lines, self.coach.next_due_at, self.clock)

    def simulation(self, told: Callable[[Event], None] = lambda _event: None) -> Simulation:
        """The talk; message ids carry the time, so that a later talk does not repeat them."""
        session = f"{self.clock.now():%Y%m%d%H%M%S%f}-"
        return Simulation(self.coach, self.clock, self.lifter, told=told, session=session)


def machine_zone() -> str:
    """The time zone that this machine is set to, by name."""
    return get_localzone_name() or "UTC"


@contextmanager
def chat_room(
    folder: Path, rules: Path, name: str, *, timezone: str = "UTC", newcomer: bool = False
) -> Iterator[ChatRoom]:
    """A room whose data stay in `folder`; its clock goes on from where the last talk left it.

    Raises:
        AlreadyKnown: only a newcomer was wanted, and the lifter has data here.
        DataFolderUnusable: the folder cannot be used, or another process works with it.
        BrokenRules: the rules have mistakes.
    """
    clock = ShiftedClock(SystemClock())
    handbook = load_handbook(rules)
    with TinyDBStore(folder, clock, create=True) as store:
        lifter = id_of(name)
        dossier = store.load(lifter)
        if dossier.first_seen is None:
            store.save(
                Dossier(
                    lifter,
                    Profile(name=name, timezone=timezone, told={"timezone": clock.now()}),
                    chat=lifter,
                    first_seen=clock.now(),
                )
            )
        elif newcomer:
            raise AlreadyKnown(
                f"{folder} has data of {name} already, and a demo starts from nothing: leave out --demo to "
                "go on with them, or choose another --data-dir or --lifter."
            )
        else:
            clock.set(max(clock.now(), _latest(dossier)))
        coach = Coach(handbook, store, clock)
        coach.recover()
        yield ChatRoom(coach, store, clock, lifter, folder)


def _latest(dossier: Dossier) -> dtm.datetime:
    """The latest moment that the dossier knows of as past."""
    moments = [each.at for each in dossier.answered] + [each.logged_at for each in dossier.reports]
    return max(moments, default=dtm.datetime.min.replace(tzinfo=dtm.UTC))


def id_of(name: str) -> str:
    """The id for a name as somebody types it: a folder's name, and no two people share one.

    >>> id_of("Ana"), id_of("Zoë")
    ('ana', 'zoe-2752b8')
    """
    typed = normalize("NFC", name.strip()).lower()
    letters = normalize("NFKD", typed).encode("ascii", "ignore").decode()
    readable = _UNSAFE.sub("-", letters).strip("-")[:_READABLE]
    if readable == name.strip().lower() != "":
        return readable
    return f"{readable or 'lifter'}-{sha256(typed.encode()).hexdigest()[:6]}"


@contextmanager
def demo_room(folder: Path | None, rules: Path, name: str, *, timezone: str = "UTC") -> Iterator[ChatRoom]:
    """A room with eight weeks of example history; without a folder, in one that is gone afterwards.

    Raises:
        AlreadyKnown: the lifter has data in that folder.
    """
    with (
        nullcontext(folder) if folder else TemporaryDirectory(prefix="spotter-demo-") as chosen,
        chat_room(Path(chosen), rules, name, timezone=timezone, newcomer=True) as room,
    ):
        end = room.clock.now()
        room.clock.set(end - dtm.timedelta(weeks=WEEKS))
        live_through(room.simulation(), end)
        yield room


async def run_telegram(settings: Settings, rules: Path, webhook_url: str | None = None) -> None:
    """Serve Telegram until the process is told to stop.

    Raises:
        NoToken: no token is set.
        DataFolderUnusable, BrokenRules, CannotRun: each with its sentence.
    """
    if settings.bot_token is None:
        raise NoToken(HOW_TO_GET_ONE)
    # Beside the imports: a tenth of a second of these is waiting for certificates to be read.
    reading = asyncio.get_running_loop().run_in_executor(None, load_handbook, rules)
    # Telegram's library takes a third of a second to import: only this command needs it.
    from bot.adapters.telegram_bot import serve  # noqa: PLC0415
    from bot.adapters.telegram_bot.inbox import Inbox  # noqa: PLC0415
    from bot.adapters.telegram_bot.moves import Moves  # noqa: PLC0415
    from bot.adapters.telegram_bot.webhook import Webhook  # noqa: PLC0415

    handbook = await reading
    clock: Clock = SystemClock()
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    webhook = Webhook.at(webhook_url, settings.webhook_port, secret) if webhook_url else None
    pulse = Pulse(clock)
    disk = Disk()
    allowed = settings.allowed | settings.admins if settings.allowed else frozenset()
    inbox = Inbox(settings.data_dir, disk, allowed)
    with TinyDBStore(
        settings.data_dir, clock, create=True, disk=disk, armed=False, threads=COMMITS_AT_ONCE
    ) as store:
        coach = Coach(handbook, store, clock)
        telegram = serve.TelegramBot(
            settings.bot_token.get_secret_value(),
            coach,
            clock,
            api_url=settings.api_url,
            allowed=allowed,
            admins=settings.admins,
            webhook=webhook,
            moves=Moves(store),
            inbox=inbox,
            pulse=pulse,
            arming=store.arming(),
            writing=store.writing,
        )
        # Only a restart makes a failed disk writable again, if anything does; a commit's thread may find out.
        loop = asyncio.get_running_loop()
        disk.on_failure = lambda told: _soon(loop, telegram.give_up, told)
        inbox.on_loss = telegram.admins.alert
        _pass_on_alerts(store, telegram.admins.alert)
        heartbeat = Heartbeat(settings.data_dir, pulse, clock, store.next_due_at)
        watch = RuleWatch(rules, coach, telegram.admins.tell)
        beside = {asyncio.create_task(each) for each in (heartbeat.beat(), watch.keep_watching())}
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        handbook.reader.warm_up()
        look_seldom()
        try:
            await telegram.serve(stop)
        except serve.CannotRun as turned_away:
            raise CannotRun(str(turned_away)) from turned_away
        finally:
            for task in beside:
                task.cancel()
            await asyncio.wait(beside)


def _soon(loop: asyncio.AbstractEventLoop, tell: Callable[[str], None], sentence: str) -> None:
    loop.call_soon_threadsafe(tell, sentence)


def _pass_on_alerts(store: TinyDBStore, tell: Callable[[str], None]) -> None:
    """Let damage that was found be known, in the log and to the admins: so far, and from now on."""
    loop = asyncio.get_running_loop()

    def alert(sentence: str) -> None:
        log.error("%s", sentence)
        # Later: the store is in the middle of a lifter's files, and telling somebody is a commit of its own.
        loop.call_soon(tell, sentence)

    for sentence in store.alerts:
        alert(sentence)
    store.on_alert = alert
