"""PC3xx: whether an archive keeps what is cited, and whether its copies serve."""
