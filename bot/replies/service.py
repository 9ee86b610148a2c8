"""What is said when it is not about training: to a stranger, after a failure, in the command list."""

STRANGER = "Hi! This coach works for a closed group. Its owner can let you in."
NOT_SAVED = "I could not save that, sorry. Please send it again in a little while."
TRIPPED = "Sorry, something went wrong on my side with that one. My owner will see it in the log."
NO_DOCUMENT = "Sorry, I cannot read all of your history right now. My owner will see it in the log."
TOAST_NOT_SAVED = "Not saved, sorry. Please try again in a little while."
TOAST_TRIPPED = "Sorry, that did not work."

#: Shown by Telegram beside the text field.
COMMANDS = (
    ("start", "How this works"),
    ("help", "What you can send me"),
    ("undo", "Take back the last report"),
    ("why", "Why I said what I said"),
    ("settings", "Units, time zone, quiet hours"),
    ("export", "Everything I have about you, as files"),
    ("deleteme", "Delete everything about you"),
)
