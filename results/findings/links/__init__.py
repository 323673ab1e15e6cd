"""PC2xx: what became of the pages that links lead to."""
