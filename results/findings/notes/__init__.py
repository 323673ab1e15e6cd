"""PC1xx: the notes themselves, their marks and their short forms."""
