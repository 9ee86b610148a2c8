"""Why: the reasons behind a verdict, the study, and what a technique is."""

from bot.coach import hurting, origins
from bot.coach.questions import Subject, from_talk, loaded, remember, restated, strictest, subjects
from bot.coach.turn import CONTEXT_LASTS, Turn
from bot.domain.dossier import Judged
from bot.domain.lifter import CheckIn
from bot.domain.reading import Intent, Reading
from bot.domain.ruling import Verdict
from bot.language.intents.talk import DOUBT
from bot.replies import arguing, why
from bot.replies.follow_ups import why_felt
from bot.replies.hurting import at_rest


def ask_why(turn: Turn, reading: Reading) -> Turn:
    """Explain the last verdict, the study, or why a named technique gets its answer."""
    value = reading.value_for(Intent.ASK_WHY)
    if value == "study":
        return turn.say(why.study())
    if value == "definition":
        return turn.say(why.defined(reading.technique))
    in_doubt = not reading.technique and "why" not in reading.text.lower()  # "is that normal?"
    if in_doubt and (felt := _just_felt(turn)) is not None:
        return turn.say(why_felt(felt, turn.handbook.recovery.check_ins.answers[felt.soreness]))
    if reading.technique:
        found = subjects(turn, reading) or from_talk(turn) or (Subject(),)
        turn = remember(turn, strictest(turn, reading.technique[0], found, reading))
    return explain_last(turn)


def held_against(turn: Turn, reading: Reading) -> Turn:
    """Somebody else does it and is huge, or the lifter does not believe it: the last verdict stands.

    It is said again with the lifter's own numbers.
    """
    last = turn.talk.rulings[-1] if turn.talk.rulings else None
    if last is None or last.supposed or turn.now - last.at > CONTEXT_LASTS:
        doubted = reading.remark == DOUBT
        return turn.say(arguing.nothing_to_doubt() if doubted else arguing.nothing_to_argue())
    concerned = loaded(turn, (Subject(last.state.muscle, last.exercise),))
    if rests := hurting.resting(turn, concerned or turn.catalogue.muscles):
        return turn.say(at_rest(rests))
    if last.ruling.verdict is Verdict.REFER:
        return turn.say(arguing.nothing_to_argue())
    again = bool(turn.dossier.owed) and arguing.is_said(turn.dossier.owed[-1].text)
    rude = reading.value_for(Intent.OTHER) == "hostile"
    given = restated(turn, last, every_set=reading.every_set)
    anew = given.state.last_set != last.state.last_set
    behind = arguing.YOURS if reading.remark == DOUBT else arguing.THEIRS
    return turn.say(arguing.stands(given, behind, anew=anew, again=again, rude=rude))


def _just_felt(turn: Turn) -> CheckIn | None:
    """The answer to a check-in that came after the last verdict."""
    told, judged = turn.talk.told, turn.talk.rulings
    if not told or not told[-1].felt or turn.now - told[-1].at > CONTEXT_LASTS:
        return None
    since = (told[-1].at, told[-1].number)
    newer = not judged or since >= (judged[-1].at, int(judged[-1].id.lstrip("j")))
    return turn.dossier.check_ins[-1] if newer else None


def explain_last(turn: Turn) -> Turn:
    """The reasons behind the last verdict, for the rules as they were then."""
    if not turn.talk.rulings:
        return turn.say(why.nothing_to_explain())
    return turn.say(why.why(explanation(turn, turn.talk.rulings[-1])))


def explanation(turn: Turn, judged: Judged) -> why.Explanation:
    """Everything that stands behind a verdict; what its rules said is kept with it."""
    book = turn.handbook.rulebook
    others = tuple(
        rule.about
        for each in judged.ruling.also
        if (rule := book.rule(each)) and rule.verdict is not Verdict.FINE
    )
    cards = tuple(book.evidence[each] for each in judged.ruling.sources if each in book.evidence)
    decider = book.rule(judged.ruling.decided_by or "")
    layer = f", set for {decider.layer}" if decider and decider.layer else ""
    return why.Explanation(judged, origins.known(turn, judged), others, cards, layer)
