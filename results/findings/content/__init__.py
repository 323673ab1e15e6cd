"""PC4xx: whether the source says what the note says of it."""
