"""Everything that touches the world, one door per foreign library: clock, files, TinyDB, Telegram, the terminal."""
