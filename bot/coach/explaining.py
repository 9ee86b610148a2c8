"""Why: the reasons behind a verdict, the study, and what a technique is."""

from bot.coach import origins
from bot.coach.questions import Subject, from_talk, remember, strictest, subjects
from bot.coach.turn import Turn
from bot.domain.dossier import Judged
from bot.domain.reading import Intent, Reading
from bot.domain.ruling import Verdict
from bot.replies import why


def ask_why(turn: Turn, reading: Reading) -> Turn:
    """Explain the last verdict, the study, or why a named technique gets its answer."""
    value = reading.value_for(Intent.ASK_WHY)
    if value == "study":
        return turn.say(why.study())
    if value == "definition":
        return turn.say(why.defined(reading.technique))
    if reading.technique:
        found = subjects(turn, reading) or from_talk(turn) or (Subject(),)
        turn = remember(turn, strictest(turn, reading.technique[0], found, reading))
    return explain_last(turn)


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
