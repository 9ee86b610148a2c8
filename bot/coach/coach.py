"""The product in a few calls: messages, edits and taps in; owed messages out.

    coach.receive(Incoming("ana", "ana", id="1", text="calf raise 3x12 + partials", at=clock.now()))
    for owed in coach.collect():
        coach.outcome(owed, Outcome.SENT, message_id="7")

One message is one commit: the report, the changed profile and the messages owed for it are saved together,
before anything is sent. Where the store writes beside the rest, a call returns when that is begun, and what
goes wrong comes out where the store is waited for. What lies between loading and saving are pure steps on a
`Turn`.
"""

import datetime as dtm
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial

from bot.coach import (
    answers,
    commands,
    context,
    corrections,
    delivery,
    export,
    followups,
    profiles,
    taps,
    undoing,
)
from bot.coach.handbook import Handbook
from bot.coach.respond import respond
from bot.coach.tidy import tidied, with_break
from bot.coach.turn import Turn
from bot.domain.dossier import Answered, Dossier
from bot.domain.incoming import Incoming, Tap
from bot.domain.lifter import QuietHours
from bot.domain.owed import Outcome, Owed, OwedKind
from bot.domain.reading import Kind
from bot.ports import Clock, Store, StoreUnavailable
from bot.replies.asking import OLD_BUTTON

FAREWELL = "farewell"
#: So many lifters are looked after in one go for whom there is nothing to send after all (it is night there,
#: or advice has expired): after a long pause there may be thousands, and who writes must not wait for them.
IN_VAIN = 5
#: So long a lifter whose files refuse is left alone: the others in the line come first.
LEFT_ALONE = dtm.timedelta(minutes=5)


class Coach:
    """The whole coach, free of any platform. Not safe for several threads: call it from one."""

    def __init__(self, handbook: Handbook, store: Store, clock: Clock) -> None:
        self.handbook = handbook
        self._store = store
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._waiting: dict[str, None] = {}
        self._left_alone: dict[str, dtm.datetime] = {}
        self._more_due = False

    def receive(self, message: Incoming) -> None:
        """Deal with a message; a repeated one stores nothing and owes its answer again.

        Raises:
            StoreUnavailable: nothing was stored and nothing is owed.
        """
        dossier = self._store.load(message.lifter)
        if answers.is_answered(dossier, message.id):
            self._begin(answers.owing_again(dossier, message.id, self._clock.now()))
            return
        turn = self._turn(dossier, message.chat, message.id, message.text, message.name)
        if message.timezone:
            after = profiles.located(turn, message.timezone)
        else:
            after = commands.dealt_with(turn, message)
        self._commit(undoing.noted(turn, after), message.id)

    def edited(self, message: Incoming) -> None:
        """Deal with a new text for an earlier message: replace its report, or answer it anew.

        Raises:
            StoreUnavailable: the old report stands.
        """
        dossier = self._store.load(message.lifter)
        key = f"{message.id}/{message.key or message.text}"
        if answers.is_answered(dossier, key):
            self._begin(answers.owing_again(dossier, key, self._clock.now()))
            return
        if commands.split(message.text)[0] in commands.COMMANDS:
            return
        before = turn = self._turn(dossier, message.chat, message.id, message.text, message.name)
        if (question := turn.talk.question) and question.source == message.id:
            turn = turn.with_talk(question=None)  # the new text is read for itself
        reading = turn.read(message.text, context.awaited(turn))
        old = next((each for each in dossier.reports if each.source == message.id), None)
        if old is None:
            turn = respond(turn, reading, message.at)
        elif reading.kind is Kind.NOT_A_REPORT:
            turn = respond(corrections.emptied(turn, old), reading, message.at)
        else:
            turn = corrections.edited(turn, old, reading, message.at)
        self._commit(undoing.noted(before, turn), key, replaces=answers.sent_for(dossier, message.id))

    def tapped(self, tap: Tap) -> str:
        """Deal with a press of a button; returns the short text to show at once.

        Raises:
            StoreUnavailable: nothing was changed.
        """
        dossier = self._store.load(tap.lifter)
        if answers.is_answered(dossier, tap.id):
            return ""
        turn = self._turn(dossier, tap.chat, tap.id, "")
        after = taps.pressed(turn, tap.action)
        if after is turn:
            return OLD_BUTTON
        self._commit(undoing.noted(turn, after), tap.id)
        return ""

    def collect(self, limit: int = 100, follow_ups: int = 100) -> tuple[Owed, ...]:
        """What to send now: answers first, those to who just wrote before all; follow-ups as being sent.

        A lifter who has a message under way gets the next one after its outcome; nobody gets what is not
        on disk yet. A crash loses the follow-ups that are being sent, so whoever sends takes no more of them
        than it can send at once.
        """
        now = self._clock.now()
        found: list[Owed] = []
        in_vain, self._more_due = 0, False
        first = dict.fromkeys((*self._waiting, *self._store.with_answers(now)))
        for lifter in (*first, *self._store.with_due(now)):
            if len(found) >= limit or (follow_ups <= 0 and lifter not in first):
                break
            if self._is_busy(lifter) or self._is_left_alone(lifter, now):
                continue
            if in_vain >= IN_VAIN:
                self._more_due = True
                break
            self._waiting.pop(lifter, None)
            sendable = self._sendable(lifter, now, follow_ups=follow_ups > 0)
            follow_ups -= sum(row.kind.is_follow_up for row in sendable)
            self._under_way.update(row.lifter for row in sendable)
            found += sendable
            in_vain += not sendable
        return tuple(sorted(found, key=lambda row: (row.kind.is_follow_up, row.due_at)))

    def _sendable(self, lifter: str, now: dtm.datetime, *, follow_ups: bool) -> tuple[Owed, ...]:
        sendable: tuple[Owed, ...] = ()
        try:
            before = self._store.load(lifter)
            after, sendable = delivery.ready_to_send(before, now, follow_ups=follow_ups)
            if after != before:
                self._store.save(after)
        except StoreUnavailable:  # damage to one lifter's files stops nobody else; what is owed stays owed
            self._left_alone[lifter] = now + LEFT_ALONE
            return tuple(row for row in sendable if not row.kind.is_follow_up)
        self._left_alone.pop(lifter, None)
        return sendable

    def _is_busy(self, lifter: str) -> bool:
        return lifter in self._under_way or self._store.is_writing(lifter)

    def _is_left_alone(self, lifter: str, now: dtm.datetime) -> bool:
        """Not one who has just written, and not for longer if the clock is set back."""
        until = self._left_alone.get(lifter, now)
        return lifter not in self._waiting and now < until <= now + LEFT_ALONE

    def outcome(
        self,
        owed: Owed,
        outcome: Outcome,
        *,
        message_id: str | None = None,
        retry_at: dtm.datetime | None = None,
    ) -> None:
        """Note what became of an attempt to send.

        Raises:
            StoreUnavailable: it is not noted and has to be told again; the lifter gets nothing else before.
        """
        self._under_way -= Counter((owed.lifter,))
        try:
            self._note(owed, outcome, message_id, retry_at)
        except StoreUnavailable:
            self._under_way[owed.lifter] += 1
            raise

    def _note(
        self, owed: Owed, outcome: Outcome, message_id: str | None, retry_at: dtm.datetime | None
    ) -> None:
        dossier = self._store.load(owed.lifter)
        if owed.id == FAREWELL and outcome is not Outcome.NOT_SENT and dossier.first_seen is None:
            self._store.forget(owed.lifter)
            return
        now = self._clock.now()
        row = next((each for each in dossier.owed if each.id == owed.id), owed)
        tried = delivery.after_outcome(row, outcome, now, message_id, retry_at)
        after = delivery.noted(dossier, tried, outcome)
        if after == dossier:  # who was deleted meanwhile leaves nothing, not even an empty dossier
            return
        keep = self._store.note if outcome is Outcome.SENT else self._store.save
        keep(after)

    def document(self, owed: Owed) -> tuple[str, Iterator[str]]:
        """The name of the file that goes with a message, and its text piece by piece, as of now.

        Raises:
            StoreUnavailable: on the way, too: not all of the lifter's files can be read.
        """
        store, lifter = self._store, owed.lifter
        everything = export.Everything(store.load(lifter), store.history(lifter), store.dead_letters(lifter))
        return export.document(owed.document, everything, self._clock.now())

    def give_up(self, message: Incoming, why: str) -> None:
        """Keep a message that could not be dealt with, as it came, so that it is not lost.

        Raises:
            StoreUnavailable: it is not kept.
        """
        self._store.keep_dead(message, why)

    def announce(self, lifter: str, chat: str, text: str, cause: str) -> None:
        """Owe somebody a few words that are no answer; the same cause owes them once.

        Raises:
            StoreUnavailable: nothing is owed.
        """
        dossier = self._store.load(lifter)
        if any(row.cause == cause for row in dossier.owed):
            return
        row = Owed(f"{cause}:0", lifter, OwedKind.REPLY, chat, self._clock.now(), text, cause)
        self._store.save(replace(dossier, owed=(*dossier.owed, row)))

    def recover(self) -> None:
        """At start: follow-ups that were being sent when the program died are not sent again."""
        for lifter in self._store.left_sending():
            with suppress(StoreUnavailable):  # damage to one lifter's files must not stop the start
                self._store.save(delivery.after_crash(self._store.load(lifter)))

    def next_due_at(self) -> dtm.datetime | None:
        """When something falls due next; what is due is for `collect`, or now if it left some over."""
        now = self._clock.now()
        return now if self._more_due else self._store.next_due_at(after=now)

    def _turn(self, dossier: Dossier, chat: str, source: str, text: str, name: str = "") -> Turn:
        now = self._clock.now()
        profile = dossier.profile if dossier.profile.name or not name else replace(dossier.profile, name=name)
        if dossier.first_seen is None:
            rules = self.handbook.recovery.check_ins
            profile = replace(profile, quiet=QuietHours(rules.awake_until, rules.awake_from))
        known = replace(dossier, chat=chat, profile=profile, first_seen=dossier.first_seen or now)
        handbook = self.handbook.of(chat, known.lifter)
        known = with_break(known, now, dtm.timedelta(days=handbook.recovery.comeback_after_days))
        past = partial(self._store.history, known.lifter)
        return Turn(known, handbook, now, source, text, history=past)

    def _commit(self, turn: Turn, key: str, replaces: str | None = None) -> None:
        """Save the turn: its dossier, its answers as owed messages, its follow-ups in step."""
        if turn.forget:
            self._farewell(turn)
            return
        turn = followups.in_step(turn)
        answered = Answered(key, turn.now, turn.report)
        rows = tuple(answers.owed(reply, n, turn, key, replaces) for n, reply in enumerate(turn.replies))
        dossier = replace(
            turn.dossier,
            owed=turn.dossier.owed + rows,
            answered=(*turn.dossier.answered, answered),
        )
        self._begin(tidied(dossier, turn.now))

    def _begin(self, dossier: Dossier) -> None:
        """Begin to save, and remember who waits for an answer."""
        self._store.begin(dossier)
        self._waiting[dossier.lifter] = None

    def _farewell(self, turn: Turn) -> None:
        """Delete everything now; what is left is the goodbye, and it goes once it is sent."""
        self._store.forget(turn.dossier.lifter)
        followups.forget_derived()
        goodbye = replace(answers.owed(turn.replies[-1], 0, turn, turn.source, None), id=FAREWELL)
        self._store.save(Dossier(turn.dossier.lifter, chat=turn.dossier.chat, owed=(goodbye,)))
