"""PC5xx: whether the cited work is what registries know by that name."""
