"""First words, help, and the lines for messages that are neither report nor question."""

from bot.domain.reading import Intent
from bot.replies.reply import Reply, row

EXAMPLE = "calf raise 3x12 + partials"

CLARIFY_LABELS = {
    Intent.LOG_REPORT: "Log it",
    Intent.ASK_TECHNIQUE: "Ask about it",
    Intent.ASK_FAILURE: "Ask about failure",
    Intent.ASK_READY: "Am I ready?",
    Intent.ASK_WHY: "Why?",
    Intent.ASK_VOLUME: "My sets",
    Intent.ASK_HISTORY: "Last time",
    Intent.SET_PROFILE: "My settings",
    Intent.CHECK_IN: "How I feel",
    Intent.UNDO: "Undo",
    Intent.HELP: "Help",
    Intent.PAIN_RED_FLAG: "Something hurts",
    Intent.OTHER: "Nothing",
}


def start(name: str = "") -> Reply:
    """The first message: three lines and three buttons."""
    return Reply(
        f"Hi{' ' + name if name else ''}, I'm Spotter.\n"
        f"Text me your sets after training, like: {EXAMPLE}\n"
        "Ask me: should I dropset? After sets past failure I check in, and say when the muscle is ready.\n"
        "How long have you been training?",
        (
            row(("Under a year", "setup:beginner"), ("1-3 years", "setup:intermediate")),
            row(("Over 3 years", "setup:advanced"), ("Skip", "setup:skip")),
        ),
    )


def setup_unit() -> Reply:
    """The second step of the set-up."""
    return Reply(
        "Kilograms or pounds?", (row(("kg", "setup:kg"), ("lb", "setup:lb"), ("Skip", "setup:zone")),)
    )


def setup_zone(timezone: str) -> Reply:
    """The last step of the set-up: quiet hours need a time zone."""
    return Reply(
        f"Last one: which city are you in? Text me: I'm in Berlin, or share your location. "
        f"Until then I go by {timezone}, and I never write first between 21:00 and 08:00.",
        (row(("Done", "setup:done")),),
    )


def setup_done() -> Reply:
    """The set-up is over."""
    return Reply(f"All set. Text me your next sets, like: {EXAMPLE}")


def help_text() -> Reply:
    """What the coach can do, with one example each."""
    return Reply(
        "What I can do:\n"
        f"Log sets - {EXAMPLE}\n"
        "Answer - should I dropset? can I train calves today?\n"
        "Look back - last bench? how many sets for calves this week?\n"
        "Know you - I'm intermediate; calves are lagging; use lb; I'm in Berlin\n"
        "Correct - edit your message, or: undo\n"
        "/why explains the last verdict, /settings shows what I know, /help log shows notation.\n"
        "/export gives you all of it as files, /deleteme deletes it."
    )


def help_log() -> Reply:
    """How to write sets."""
    return Reply(
        "Write it your way, for example:\n"
        "bench 3x8 80  (sets x reps, weight)\n"
        "squat 100x5, 110x3  (weight x reps)\n"
        "pull ups 12/10/8, dips bw+10 3x8\n"
        "curl 14kg 3x12 last set to failure, rpe 9, 2 RIR\n"
        "leg ext 60x12 > 40x10  (dropset)\n"
        "fly 3x12 + 5 partials, press 8+2 forced\n"
        "plank 3x45s, lunge 3x10 each leg, wu 40x8\n"
        "Several exercises: one per line."
    )


def not_sure(clarify: tuple[Intent, ...] = ()) -> Reply:
    """Not understood: two examples, or buttons when there is a guess."""
    if clarify:
        buttons = row(*((CLARIFY_LABELS[each], f"mean:{each.value}") for each in clarify[:3]))
        return Reply("I'm not sure what you mean. Which is it?", (buttons,))
    return Reply(f"I didn't get that. Log a set like: {EXAMPLE} - or ask: should I dropset my curls?")


def how_to_correct() -> Reply:
    """A correction in words."""
    return Reply("Edit your message and I change the log. Or text: undo - and send it again.")


def level_skipped() -> Reply:
    """The level was not told."""
    return Reply("Fine. Until you tell me your level I count you as a beginner: that is the careful way.")


SMALL = {
    "smalltalk": "Here whenever you need me: text me your sets, or ask me anything about going past failure.",
    "thanks": "You're welcome. Text me your next sets, or ask me anything.",
    "ack": "All right.",
    "hostile": "Fair enough. If I read something wrong: undo takes it back, “make that 9” corrects it, "
    "and /help shows what I understand.",
    "off_topic": "That's outside my lane: I know sets, failure and recovery.",
    "foreign": "I only speak English so far, sorry. Sets I can read in any language: squat 3x5 100kg.",
}


def small_talk(value: object) -> Reply:
    """A short friendly line."""
    return Reply(SMALL[value]) if isinstance(value, str) and value in SMALL else not_sure()


def unknown_command(name: str) -> Reply:
    """A slash and a word that means nothing here."""
    return Reply(f"I don't know /{name[:20]}. /help shows what I can do; plain words work too.")


def nothing_stored() -> Reply:
    """A message about training that stores nothing (a plan, somebody else's sets)."""
    return Reply("Got it - nothing logged. Send me the sets when they're done.")


def not_yours() -> Reply:
    """Somebody else's sets."""
    return Reply(
        f"I read that as somebody else's sets, so nothing is logged. For your own just text: {EXAMPLE}"
    )


def dieting(hours: int) -> Reply:
    """Told without a question: what it changes."""
    return Reply(
        f"Noted for today: sets past failure get {hours} h more rest while you eat less. Tell me on the days "
        "you train, and I count it."
    )


def only_own_log() -> Reply:
    """Asked for somebody else's log or day."""
    return Reply(
        "I only keep your own log, so for somebody else I can answer one thing: what a technique is worth. "
        "Like: my client is a beginner, should he dropset his calves? "
        "Pain is for a doctor or physio, whoever has it."
    )


def not_saved(reason: str) -> Reply:
    """The store could not write."""
    return Reply(f"Not saved: {reason} Please send it again later.")
