"""Quoted words against a source's text: found or not, and changed how. Pure.

Rules kept here:
- Closeness locates, tokens decide: "had an observable effect" is 98.8% of "no observable effect"
  and says the opposite.
- A change that is marked ([T]he, [word], [], jail[.], . . .) is the author's right as long as it
  swallows or adds no negation; a lost or added negation is always words_differ, said loudly.
- A source is prepared once (`SourceText`); a quotation costs time linear in its own length and in
  the places where its rarest words stand, both bounded.

Source: The Bluebook (21st ed.), rules 5.1 to 5.3.
"""

from __future__ import annotations

from .matching import match_quotation
from .source import SourceText

__all__ = ["SourceText", "match_quotation"]
