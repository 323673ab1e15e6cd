"""A script of SQL, statement by statement."""

from __future__ import annotations


def statements(*scripts: str) -> tuple[str, ...]:
    """The statements of scripts, in their order; each but the last ends its line with a semicolon.

    One by one: to find the ends of statements, sqlite-utils would look at the script anew at every
    character.
    """
    return tuple(
        statement.strip()
        for script in scripts
        for statement in script.split(";\n")
        if statement.strip()
    )
