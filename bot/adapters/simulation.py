"""One lifter and the coach on a clock that is moved by hand: what the terminal and transcripts share.

    simulation.say("calf raise 3x12 + partials")
    simulation.advance(dtm.timedelta(days=2))       # what falls due in between comes at its own time
    simulation.events[-1].text

The coach, the store and the rules are the real ones; only the way messages travel is simulated.
"""

import datetime as dtm
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.adapters.clock import ShiftedClock
from bot.coach.coach import Coach
from bot.domain.incoming import Incoming, Tap
from bot.domain.owed import About, Button, Outcome, Owed
from bot.domain.ruling import Verdict
from bot.ports import StoreUnavailable
from bot.replies.help import not_saved


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was said or done, at its time. `kind` is message, reply, follow_up, edit or tap.

    `document` is the name and text of a file that came with it.
    """

    at: dtm.datetime
    sender: str
    kind: str
    text: str
    buttons: tuple[Button, ...] = ()
    verdict: Verdict | None = None
    about: About = field(default_factory=About)
    document: tuple[str, str] | None = None


class NoSuchButton(Exception):  # noqa: N818 - it reads as what happened
    """No coach message carries a button with that label."""


class NoSuchMessage(Exception):  # noqa: N818 - it reads as what happened
    """The lifter has not sent so many messages."""


class Simulation:
    """The talk of one lifter with the coach. `told` is called with every event as it happens."""

    def __init__(
        self,
        coach: Coach,
        clock: ShiftedClock,
        lifter: str,
        *,
        told: Callable[[Event], None] = lambda _event: None,
        session: str = "m",
    ) -> None:
        self.events: list[Event] = []
        self._coach = coach
        self._clock = clock
        self._lifter = lifter
        self._told = told
        self._session = session
        self._sent: list[str] = []
        self._taps = 0
        self._delivered = 0

    def say(self, text: str) -> None:
        """The lifter sends a message; the answers come at once."""
        self._note(Event(self._clock.now(), "lifter", "message", text))
        self._sent.append(f"{self._session}{len(self._sent) + 1}")
        self._attempt(lambda: self._coach.receive(self._incoming(self._sent[-1], text)))

    def edit(self, number: int, text: str) -> None:
        """The lifter edits his or her `number`-th message (counted from 1).

        Raises:
            NoSuchMessage: there were fewer.
        """
        if not 1 <= number <= len(self._sent):
            raise NoSuchMessage(f"there is no message {number} to edit; {len(self._sent)} were sent")
        self._note(Event(self._clock.now(), "lifter", "edit", text))
        self._attempt(lambda: self._coach.edited(self._incoming(self._sent[number - 1], text)))

    @property
    def now(self) -> dtm.datetime:
        """What the clock shows, in UTC."""
        return self._clock.now()

    @property
    def sent_count(self) -> int:
        """How many messages the lifter has sent."""
        return len(self._sent)

    def tap(self, label: str) -> None:
        """The lifter presses a button of the latest coach message that has one with this label.

        Raises:
            NoSuchButton: none has.
        """
        button = self._button(label)
        self._note(Event(self._clock.now(), "lifter", "tap", button.label))
        self._taps += 1
        tap = Tap(
            self._lifter,
            self._lifter,
            f"{self._session}t{self._taps}",
            button.action,
            self._clock.now(),
        )
        toasts: list[str] = []
        self._attempt(lambda: toasts.append(self._coach.tapped(tap)))
        for toast in filter(None, toasts):
            self._note(Event(self._clock.now(), "coach", "reply", toast))

    def advance(self, by: dtm.timedelta) -> None:
        """Move the clock on; everything that falls due in between is delivered at its own time."""
        self.advance_to(self._clock.now() + by)

    def advance_to(self, moment: dtm.datetime) -> None:
        """Move the clock on to a moment."""
        while (due_at := self._coach.next_due_at()) is not None and due_at <= moment:
            self._clock.set(due_at)
            self.deliver()
        self._clock.set(max(moment, self._clock.now()))
        self.deliver()

    def deliver(self) -> None:
        """Hand over everything that is due now."""
        while rows := self._coach.collect():
            for row in rows:
                self._delivered += 1
                self._note(self._event(row))
                self._coach.outcome(row, Outcome.SENT, message_id=f"c{self._delivered}")

    def _attempt(self, call: Callable[[], None]) -> None:
        try:
            call()
        except StoreUnavailable as error:
            self._note(Event(self._clock.now(), "coach", "reply", not_saved(str(error)).text))
            return
        self.deliver()

    def _incoming(self, message_id: str, text: str) -> Incoming:
        return Incoming(self._lifter, self._lifter, message_id, text, self._clock.now())

    def _event(self, row: Owed) -> Event:
        kind = "follow_up" if row.kind.is_follow_up else "reply"
        buttons = tuple(button for buttons in row.buttons for button in buttons)
        document = None
        if row.document:
            name, pieces = self._coach.document(row)
            document = (name, "".join(pieces))
        return Event(self._clock.now(), "coach", kind, row.text, buttons, row.verdict, row.about, document)

    def _button(self, label: str) -> Button:
        wanted = label.strip().casefold()
        shown = [event.buttons for event in reversed(self.events) if event.buttons]
        for buttons in shown:
            for matches in (
                lambda each: each.label.casefold() == wanted,
                lambda each: wanted in each.label.casefold(),
            ):
                if found := next(filter(matches, buttons), None):
                    return found
        known = ", ".join(each.label for each in shown[0]) if shown else "none"
        raise NoSuchButton(f"there is no button “{label}”; the latest ones are: {known}")

    def _note(self, event: Event) -> None:
        self.events.append(event)
        self._told(event)
