"""What is said when it is not about training: to a stranger, after a failure, in the command list."""

STRANGER = "Hi! This coach works for a closed group. Its owner can let you in."
NOT_SAVED = "I could not save that, sorry. Please send it again in a little while."
TRIPPED = "Sorry, something went wrong on my side with that one. My owner will see it in the log."
TRIPPED_BUT_KEPT = (
    "Sorry, something went wrong on my side with that one. I kept your message, and my owner will see it."
)
NO_DOCUMENT = "Sorry, I cannot read all of your history right now. My owner will see it in the log."
#: A file that Telegram would not take from a bot.
ZIPPED = "It's zipped, because Telegram takes files of up to 50 MB from me."
TOO_LARGE = (
    "That file is too large for Telegram: it takes up to 50 MB from me. My owner can hand it to you, "
    "with the command: spotter export"
)
TOAST_NOT_SAVED = "Not saved, sorry. Please try again in a little while."
TOAST_TRIPPED = "Sorry, that did not work."


def tripped(place: str, number: str) -> str:
    """To the owner: a mistake in the program, named once however many messages it trips over."""
    return (
        f"A message tripped me: error {number} in the log, {place}. Its author was told, and the message is "
        "kept in the lifter's folder; spotter doctor counts such messages."
    )


#: Shown by Telegram beside the text field.
COMMANDS = (
    ("start", "How this works"),
    ("help", "What you can send me"),
    ("undo", "Take back what you told me last"),
    ("why", "Why I said what I said"),
    ("settings", "Units, time zone, quiet hours"),
    ("export", "Everything I have about you, as files"),
    ("deleteme", "Delete everything about you"),
)
