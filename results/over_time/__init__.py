"""Runs beside runs: what became of links and findings, what is new, what is due again."""
