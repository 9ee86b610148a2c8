"""Everything that touches the world, one door per foreign library."""
