"""Short forms and the works that they stand for."""
