"""What is said about pain: when it is reported, while it lasts, and when it is over.

First your knee: please leave that alone, and have a doctor or physio look at it. ...
Noted. While that elbow nags: stay with sets that don't hurt, two or three reps short. ...

Nothing here names an injury, sets a date, or says that pain is safe.
"""

from collections.abc import Sequence

from bot.domain.lifter import Pain, PainNote
from bot.domain.owed import About
from bot.domain.ruling import Ruling, Verdict
from bot.replies.reply import Reply, may, must, within_limit
from bot.replies.words import agree, listed, plain

DESPAIR = (
    "I'm glad you wrote that, and I'm sorry it is this hard. I'm only a training bot, so please talk to "
    "somebody now: a person you trust, a doctor, or your local emergency number. You don't have to carry "
    "this alone."
)
TELL_ME = "Tell me when it's fine again (“pain is gone”), and we go on."


def reported(ruling: Ruling, about: About) -> Reply:
    """Pain first and alone: the rule's words, and nothing about training around it."""
    return Reply(within_limit(must(ruling.say), must(ruling.instead)), verdict=ruling.verdict, about=about)


def ache_noted(places: Sequence[str], instead: str, about: About) -> Reply:
    """An ache that was told, not asked about."""
    nags = f"that {plain(places[0])} nags" if len(places) == 1 else "that nags"
    care = f"Noted. While {nags}: {instead[:1].lower()}{instead[1:]}" if instead else "Noted."
    return Reply(within_limit(must(care), must("Tell me when it's fine again.")), about=about)


def despair() -> Reply:
    """Somebody does not want to live: no training, no judgement, a person."""
    return Reply(DESPAIR)


def at_rest(notes: Sequence[PainNote]) -> Reply:
    """What stands instead of an answer about muscles that rest for an injury or an emergency."""
    return Reply(rest_line(notes), verdict=Verdict.REFER)


def rest_line(notes: Sequence[PainNote]) -> str:
    """The one line about muscles that rest; empty when none does."""
    if not notes:
        return ""
    if any(note.pain is Pain.EMERGENCY for note in notes):
        return (
            "No training talk until a doctor has seen you, please. If the signs are still there, get "
            "emergency medical care now. When a doctor says you're fine, write “pain is gone”."
        )
    seen = "please leave that alone, and have a doctor or physio look at it"
    return f"First {_yours(notes)}: {seen}. {TELL_ME}"


def easy_on(notes: Sequence[PainNote], instead: str) -> str:
    """The line about an ache beside an answer; empty without one."""
    return f"Easy on {_yours(notes)}. {instead}".strip() if notes else ""


def _yours(notes: Sequence[PainNote]) -> str:
    """The places as the lifter's own: "your knee and elbow"."""
    places = _named(notes)
    return f"your {listed(places)}" if places else "what hurts"


def _named(notes: Sequence[PainNote]) -> list[str]:
    places = list(dict.fromkeys(plain(note.place) for note in notes if note.place))
    return places or list(dict.fromkeys(plain(muscle) for note in notes for muscle in note.muscles))


def fine_again(notes: Sequence[PainNote]) -> tuple[str, ...]:
    """What was said of pains that are over, in words to take back."""
    return (f"{_yours(notes)} {agree(_named(notes), 'is', 'are')} fine again",) if notes else ()


def stays(notes: Sequence[PainNote]) -> str:
    """Pain is no slip of the finger: it ends by plainer words than undo."""
    return (
        f"Still noted: {_yours(notes)}. If nothing hurts there, text me: pain is gone. "
        "To take back sets, name the lift: undo squats."
    )


def over(gone: Sequence[PainNote], left: Sequence[PainNote]) -> Reply:
    """The lifter says that a pain is over; what is left stays noted."""
    easy = "Start easy: ordinary sets, a few reps in reserve." if gone or not left else ""
    if any(note.pain is Pain.EMERGENCY for note in gone):
        easy = f"If no doctor has seen you yet, please have it checked before you train hard. {easy}"
    rest = f"Still noted: {_yours(left)}. Tell me when that's fine, too." if left else ""
    return Reply(within_limit(must("Good to hear."), must(easy), may(rest)))
