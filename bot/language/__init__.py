"""Text to meaning and back; pure.

`reader.Reader.read(text) -> Reading` is the way in, `printer` the way back. `text` makes tokens,
`lexicon` holds the vocabulary (data from `rules/`), `names` resolves exercises and muscles, `sets`
reads the set notation, `intents` tells what a message wants.
"""
