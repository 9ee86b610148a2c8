"""When Python looks for garbage, while somebody waits for an answer."""

import gc

#: New objects between two looks. By default, 700 on Python 3.11, it looks after every other message, which
#: takes a twentieth of the time; what goes round in circles here is little.
BETWEEN_LOOKS = 10_000


def look_seldom() -> None:
    """Take what is there by now as staying: looking through it held up everybody for 20 ms at times."""
    gc.freeze()
    gc.set_threshold(BETWEEN_LOOKS)
    gc.enable()
