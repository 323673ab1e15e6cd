"""Frozen values ↔ rows of the database: one file per family, each direction beside the other.

Rules kept here:
- Pure: no connection, no clock. A row is a tuple in the order of the COLUMNS beside its function.
- What goes in comes out equal, but for what a docstring says is not kept.
"""
