"""What exactly a question asks for, read from its words: the value where no template names one.

"how many sets for calves this week"      ask_volume   done
"how many sets should I do for calves"    ask_volume   target
"do i really need 4 days off"             ask_ready    {"hours": 96}
"""

from bot.domain.reading import Intent, Value
from bot.language.intents import values
from bot.language.intents.sentences import Spoken


def asked_for(spoken: Spoken, intent: Intent) -> Value:
    """The value of a question, None when its words leave it open."""
    match intent:
        case Intent.ASK_READY:
            return _ready(spoken)
        case Intent.ASK_VOLUME:
            return _volume(spoken)
        case Intent.ASK_HISTORY:
            return _history(spoken)
        case Intent.ASK_WHY:
            return "study" if _says(spoken, "@study") else None
        case Intent.ASK_TECHNIQUE:
            return "how_often" if _says(spoken, "@frequency") else None
        case _:
            return None


def _says(spoken: Spoken, *labels: str) -> bool:
    return any(label in spoken.sentence.labels for label in labels)


def _ready(spoken: Spoken) -> Value:
    if _says(spoken, "@frequency", "@in_a_row"):
        return "how_often"
    hours = values.hours(spoken)
    if hours is not None:
        return hours
    if not _says(spoken, "{part}") and _says(spoken, "which", "what", "whats"):
        return "which"
    return values.day(spoken) or ("when" if _says(spoken, "when", "how long", "how soon") else None)


def _volume(spoken: Spoken) -> Value:
    """What was done counts before what should be: "how many sets a week am i doing" asks for the log."""
    if _says(spoken, "@left"):
        return "allowance"
    if _says(spoken, "@done_sets"):
        return "done"
    if _says(spoken, "@target_sets"):
        return "target"
    if _says(spoken, "@lately"):
        return "done"
    return "target" if _says(spoken, "how many", "how much") else None


def _history(spoken: Spoken) -> Value:
    at = spoken.has("@weekday", 0, len(spoken.words))
    if at is not None:
        return values.weekday(spoken.words[at].text)
    if _says(spoken, "@best"):
        return "best"
    if _says(spoken, "yesterday", "yesterdays"):
        return "yesterday"
    if _says(spoken, "last week", "week ago", "previous week"):
        return "last_week"
    return "last" if _says(spoken, "@last_time", "last", "previous", "latest", "recent") else None
