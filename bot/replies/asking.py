"""Questions back to the lifter: short, friendly, with the way to answer.

>>> ask_text(Ask(AskAbout.WEIGHT, "bench press"))
'How heavy was the bench press in all? A plain number with kg or lb will do.'
"""

from bot.domain.reading import Ask, AskAbout, Choice
from bot.domain.training import Unit
from bot.language.printer import print_entries

_LONGEST_LABEL = 40


def ask_text(ask: Ask) -> str:
    """The question for what is missing or unclear; says what it is about where that is known."""
    name = ask.subject
    match ask.about:
        case AskAbout.EXERCISE if name and ask.choices:
            return f"Which {name} do you mean?"
        case AskAbout.EXERCISE:
            return "Which exercise was that?"
        case AskAbout.MUSCLE:
            return f"Which muscle does {name or 'that exercise'} train most?"
        case AskAbout.SETS if name:
            return f"Nice. Which sets did you do for {name}? For example: leg press 3x12 120kg."
        case AskAbout.SETS:
            return "Which sets did you do? For example: leg press 3x12 120kg."
        case AskAbout.REPS:
            return f"How many reps did you get{_on(name)}? One number per set is perfect: 12, 10, 9."
        case AskAbout.WEIGHT:
            return f"How heavy was {_the(name)} in all? A plain number with kg or lb will do."
        case AskAbout.ORDER:
            return f"Which of these was it{_on(name)}?" if ask.choices else _order(name)
        case AskAbout.IMPLAUSIBLE:
            return f"That looks like a slip{_on(name)}. What was it really?"
        case AskAbout.RESULT:
            return f"How many did you get{_on(name)}?"
        case AskAbout.CORRECTION:
            return "What should it be? Send the whole line again and it replaces the last one."
        case AskAbout.CONFIRM:
            return f"Did I get this right{_on(name)}?"


def ask_muscle(exercise: str) -> str:
    """The question for an exercise that nobody knows."""
    return f"I don't know “{exercise}” yet. Which muscle does it train most?"


def choice_label(choice: Choice) -> str:
    """The words on a button that picks one reading."""
    label = choice.label or print_entries(choice.entries, Unit.KG).replace("\n", ", ")
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _on(name: str) -> str:
    return f" on {name}" if name else ""


def _the(name: str) -> str:
    return f"the {name}" if name else "it"


def _order(name: str) -> str:
    return f"What is what{_on(name)}: sets, reps, weight? For example: 3x8 60kg."
