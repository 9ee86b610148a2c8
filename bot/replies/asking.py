"""Questions back to the lifter: short, friendly, with the way to answer.

>>> ask_text(Ask(AskAbout.WEIGHT, "bench press"))
'How heavy was the bench press in all? A plain number with kg or lb will do.'
"""

from bot.domain.reading import Ask, AskAbout, Choice
from bot.domain.training import Unit
from bot.language.printer import print_entries
from bot.replies.reply import Reply

#: Beside an answer to pain.
NOT_STORED = "Your sets are not stored: that was more than I can read at once."
#: After a message was edited to one that is too long.
AS_BEFORE = " What you logged with this message before stays."
#: Shown for a moment at a button that does nothing any more.
OLD_BUTTON = "That button is from an older message."
_LONGEST_LABEL = 40
_QUESTIONS = {
    AskAbout.EXERCISE: "Which exercise was that?",
    AskAbout.MUSCLE: "Which muscle does {name} train most?",
    AskAbout.SETS: "Which sets did you do? For example: leg press 3x12 120kg.",
    AskAbout.REPS: "How many reps did you get{on}? One number per set is perfect: 12, 10, 9.",
    AskAbout.WEIGHT: "How heavy was {the} in all? A plain number with kg or lb will do.",
    AskAbout.ORDER: "What is what{on}: sets, reps, weight? For example: 3x8 60kg.",
    AskAbout.IMPLAUSIBLE: "That looks like a slip{on}. What was it really?",
    AskAbout.RESULT: "How many did you get{on}?",
    AskAbout.CONFIRM: "Did I get this right{on}?",
    AskAbout.LENGTH: (
        "That is more than I can read at once, so none of it is stored. "
        "Please send it again in a few messages: one workout in each is perfect."
    ),
    AskAbout.CORRECTION: "What should it be? Send the whole line again and it replaces the last one.",
}


def ask_text(ask: Ask) -> str:
    """The question for what is missing or unclear; says what it is about where that is known."""
    name = ask.subject
    if ask.about is AskAbout.EXERCISE and name and ask.choices:
        return f"Which {name} do you mean?"
    if ask.about is AskAbout.ORDER and ask.choices:
        return f"Which of these was it{_on(name)}?"
    if ask.about is AskAbout.SETS and name:
        return f"Nice. Which sets did you do for {name}? For example: leg press 3x12 120kg."
    return _QUESTIONS[ask.about].format(on=_on(name), the=_the(name), name=name or "that exercise")


def ask_muscle(exercise: str) -> str:
    """The question for an exercise that nobody knows."""
    return f"I don't know “{exercise}” yet. Which muscle does it train most?"


def settled() -> Reply:
    """A button of a question that waits for nothing any more."""
    return Reply("That question is settled already.")


def choice_label(choice: Choice) -> str:
    """The words on a button that picks one reading."""
    label = choice.label or print_entries(choice.entries, Unit.KG).replace("\n", ", ")
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _on(name: str) -> str:
    return f" on {name}" if name else ""


def _the(name: str) -> str:
    return f"the {name}" if name else "it"
