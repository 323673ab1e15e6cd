"""Hostile text made harmless, for each place where a report writes it."""
