"""Spotter, the Telegram coach that catches lifters after failure.

What comes in: short texts about training. What goes out: stored reports, reasoned verdicts, timed follow-ups.
`bot/README.md` is the map.
"""
