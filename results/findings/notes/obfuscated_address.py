"""An e-mail address was replaced by a robot's placeholder.

The text reads "[email protected]" where an address stood: a web service hid it from robots, and
the letter was saved or converted without the script that shows it to people.

Why it matters: the reader gets no address at all, and nobody notices, because it looks like text.

How to mend: put the address back from the original page or the sender.

Reference: Cloudflare, Email Address Obfuscation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citations.model import Obfuscated, Span

from ...model import Dossier, Finding, Severity
from ..examples import letter, note
from ..rule import Examples, Place, Rule, at_span


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every placeholder that the reader found."""
    document = dossier.document
    for each in document.obfuscated:
        column = at_span(document, None, each.span).column
        place = Place(document.path, each.line, column if each.line is not None else None)
        message = f"“{each.raw}” stands where an e-mail address was."
        yield RULE.found(place, message)


_HIDDEN = "Write to [email\N{NO-BREAK SPACE}protected] for a copy."
_LETTER = letter(note("1"), text=_HIDDEN)

RULE = Rule(
    code="PC110",
    slug="obfuscated-address",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(letter(note("1"), text="Write to clerk@city.example for a copy."),),
        invalid=(
            replace(
                _LETTER,
                document=replace(
                    _LETTER.document,
                    obfuscated=(Obfuscated(_HIDDEN[9:26], Span(9, 26), 1),),
                ),
            ),
        ),
    ),
    look=look,
)
