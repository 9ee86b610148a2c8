"""`python -m bot` is the command `spotter`."""

from bot.cli import main

main()
