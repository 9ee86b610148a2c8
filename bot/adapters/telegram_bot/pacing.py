"""When the next message may go out, by Telegram's unwritten limits. Pure: time comes in as a number.

    pacer = Pacer()
    at = pacer.ready_at(Address(42), now=0.0, follow_up=False)   -> 0.0
    pacer.book(Address(42), at, follow_up=False)

An `Allowance` gives one turn every `every_s` seconds and lets `burst` turns be saved up (the
generic cell rate algorithm: the theoretical arrival time of the next turn is all it remembers).
"""

from dataclasses import dataclass

from bot.adapters.telegram_bot.addresses import Address

#: Telegram allows about 30 a second in all; follow-ups take at most 15 of our 25.
ALL_EVERY_S = 1 / 25
FOLLOW_UPS_EVERY_S = 1 / 15
#: One message a second in a chat, three at once.
CHAT_EVERY_S, CHAT_BURST = 1.0, 3
#: At most 20 in any minute of a group: 3 at once and 16 more.
GROUP_EVERY_S, GROUP_BURST = 3.6, 3
#: Chats to remember before those that have their full burst again are forgotten.
CROWD = 5_000


@dataclass(slots=True)
class Allowance:
    """One turn every `every_s` seconds, `burst` turns at most at once."""

    every_s: float
    burst: int = 1
    arrival: float = 0.0

    def ready_at(self, now: float) -> float:
        """The earliest moment for the next turn."""
        return max(now, self.arrival - (self.burst - 1) * self.every_s)

    def book(self, at: float) -> None:
        """Use up a turn."""
        self.arrival = max(self.arrival, at) + self.every_s


class Pacer:
    """All limits together, and the ban that Telegram pronounced."""

    def __init__(self) -> None:
        self._all = Allowance(ALL_EVERY_S)
        self._follow_ups = Allowance(FOLLOW_UPS_EVERY_S)
        self._chats: dict[int, Allowance] = {}
        self._banned_until = 0.0

    def ready_at(self, to: Address, now: float, *, follow_up: bool) -> float:
        """The earliest moment at which a message to `to` keeps every limit."""
        limits = self._limits(to, follow_up=follow_up)
        return max(self._banned_until, *(limit.ready_at(now) for limit in limits))

    def book(self, to: Address, at: float, *, follow_up: bool) -> None:
        """Count a message that goes out at `at`."""
        for limit in self._limits(to, follow_up=follow_up):
            limit.book(at)
        if len(self._chats) > CROWD:
            self._chats = {chat: kept for chat, kept in self._chats.items() if kept.arrival > at}

    def ban(self, until: float) -> None:
        """Hold everything back until then: Telegram answers more calls with longer bans."""
        self._banned_until = max(self._banned_until, until)

    def banned_for(self, now: float) -> float:
        """Seconds until the ban ends; 0 without one."""
        return max(0.0, self._banned_until - now)

    def _limits(self, to: Address, *, follow_up: bool) -> tuple[Allowance, ...]:
        if to.chat not in self._chats:
            every_s, burst = (GROUP_EVERY_S, GROUP_BURST) if to.is_group else (CHAT_EVERY_S, CHAT_BURST)
            self._chats[to.chat] = Allowance(every_s, burst)
        chat = self._chats[to.chat]
        return (self._all, self._follow_ups, chat) if follow_up else (self._all, chat)
