"""Two folders of rules, cases and conversations -> which verdicts and follow-ups would move.

>>> print(compare(Path("rules"), Path("mine"), {"ana.chat": script}).text)
~ first-time: verdict caution -> avoid
...
"""

import datetime as dtm
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from bot.adapters.memory_store import MemoryStore
from bot.adapters.replay import clock_for, play_in
from bot.adapters.rule_files.cases import Case
from bot.adapters.rule_files.differences import Difference, differences
from bot.adapters.rule_files.handbook import load_handbook
from bot.adapters.rule_files.load import load_rules
from bot.adapters.rule_files.suite import cases_of
from bot.adapters.rule_files.talks import Talk, play
from bot.adapters.transcript import Script
from bot.coach.handbook import Handbook
from bot.coach.ruling import rule_on
from bot.domain.dossier import Dossier, Judged
from bot.domain.ruling import Ruling

_NONE = "no verdict"
_MOMENT = "%a %d %b %H:%M"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that comes out differently: where, and both sides."""

    where: str
    old: str
    new: str

    @property
    def as_text(self) -> str:
        """The move with both sides below each other."""
        return f"{self.where}\n    old: {self.old}\n    new: {self.new}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is different in the rules, and what that moves among so many cases and conversations."""

    differences: tuple[Difference, ...]
    moves: tuple[Move, ...]
    cases: int
    chats: int

    @property
    def text(self) -> str:
        """Everything for a person."""
        rules = [each.as_line for each in self.differences] or ["The rules are the same."]
        looked_at = f"{self.cases} cases and {self.chats} conversations"
        summary = (
            f"{len(self.moves)} moved, of {looked_at}." if self.moves else f"Nothing moves in {looked_at}."
        )
        return "\n".join([*rules, "", *(each.as_text for each in self.moves), summary])


def compare(old: Path, new: Path, chats: Mapping[str, Script]) -> Compared:
    """Judge all cases of both folders, and play all conversations, by the old and the new rules.

    Raises:
        BrokenRules: one of the folders has mistakes.
    """
    before, after = load_handbook(old), load_handbook(new)
    cases = _cases(old, new)
    moves = [move for case in cases for move in _case_moves(case, before, after)]
    moves += [move for name, script in chats.items() for move in _chat_moves(name, script, before, after)]
    return Compared(differences(old, new), tuple(moves), len(cases), len(chats))


def _cases(old: Path, new: Path) -> tuple[Case, ...]:
    """The cases of both folders, each name once, as the new one has it."""
    found = {case.name: case for folder in (old, new) for case in cases_of(folder, load_rules(folder)).cases}
    return tuple(found.values())


def _case_moves(case: Case, old: Handbook, new: Handbook) -> Iterator[Move]:
    where = f"{case.file}:{case.line}: {case.name}"
    if not isinstance(case.given, Talk):
        yield from _moved(where, _verdict(rule_on(case.given, old)), _verdict(rule_on(case.given, new)))
        return
    a, b = play(case.given, old), play(case.given, new)
    yield from _moved(where, _of(a.judged), _of(b.judged))
    zone = case.given.zone
    yield from _moved(f"{where}, next follow-up", _at(a.next_follow_up, zone), _at(b.next_follow_up, zone))


def _moved(where: str, old: str, new: str) -> Iterator[Move]:
    if old != new:
        yield Move(where, old, new)


def _verdict(ruling: Ruling) -> str:
    hours = f", {ruling.hours.total} h" if ruling.hours else ""
    return f"{ruling.verdict.value} ({ruling.decided_by or 'no rule'}){hours}"


def _of(judged: Judged | None) -> str:
    return _verdict(judged.ruling) if judged else _NONE


def _at(moment: dtm.datetime | None, zone: dtm.tzinfo) -> str:
    return f"{moment.astimezone(zone):{_MOMENT}}" if moment else "none"


class _Remembering(MemoryStore):
    """A store that keeps every verdict that was ever given, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.judged: dict[str, Judged] = {}

    @override
    def save(self, dossier: Dossier) -> None:
        super().save(dossier)
        self.judged |= {each.id: each for each in dossier.conversation.rulings}


def _chat_moves(name: str, script: Script, old: Handbook, new: Handbook) -> Iterator[Move]:
    (a, told), (b, told_anew) = _lived(script, old), _lived(script, new)
    for judged_id in {**a, **b}:
        given = a.get(judged_id) or b[judged_id]
        about = f"“{given.question}”" if given.question else f"the sets for {given.state.muscle}"
        yield from _moved(f"{name}: {about}", _of(a.get(judged_id)), _of(b.get(judged_id)))
    for headline in dict.fromkeys([*told, *told_anew]):
        yield from _moved(
            f"{name}: follow-up “{headline}”", _times(told.get(headline)), _times(told_anew.get(headline))
        )


def _lived(script: Script, handbook: Handbook) -> tuple[dict[str, Judged], dict[str, list[str]]]:
    """The verdicts by their ids, and the times of the follow-ups by their first lines."""
    store = _Remembering()
    played = play_in(store, clock_for(script), script, handbook)
    follow_ups: dict[str, list[str]] = {}
    for event in played.events:
        if event.kind == "follow_up":
            follow_ups.setdefault(event.text.partition("\n")[0], []).append(f"{event.at:{_MOMENT}}")
    return store.judged, follow_ups


def _times(times: Sequence[str] | None) -> str:
    return ", ".join(times) if times else "none"
