"""A quotation is opened and never closed.

Why it matters: the reader cannot tell where the source's words end and the author's begin.

How to mend: compare with the source and put the closing mark where its words end. In the running
text a quotation may go on over paragraphs and page breaks: it counts where no closing mark follows
nearby. A straight mark (") counts where it can only open: behind a space or a bracket, before a
letter. Inches and seconds (6") do not.

Reference: Chicago Manual of Style, 18th ed.: of several paragraphs each opens, only the last
closes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citations import never_closed
from citations.model import Document, Span, UnclosedQuotation

from ...model import Dossier, Finding, Severity
from ..examples import letter, note
from ..rule import Examples, Place, Rule, at_note, at_span

_CLAIM = "The quotation mark before “{}” is never closed."
_SHOWN = 60
"""Characters of the quotation that the message repeats."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every opening mark of the running text, and every note, without a closing one."""
    for opened in dossier.document.unclosed:
        yield RULE.found(_place(dossier.document, opened), _claim(opened.raw))
    for each in dossier.document.notes:
        paragraphs = each.text.split("\n")
        opened_in = next(never_closed(paragraphs), None)
        if opened_in is not None:
            said = "\n".join(paragraphs[opened_in.paragraph :])[opened_in.offset :]
            words = " ".join(said[:_SHOWN].split())
            more = "…" if len(said) > _SHOWN else ""
            yield RULE.found(at_note(dossier.document, each), _claim(words + more))


def _claim(opened: str) -> str:
    """What is said of a quotation, its opening mark included."""
    return _CLAIM.format(opened[1:].rstrip("."))


def _place(document: Document, opened: UnclosedQuotation) -> Place:
    """Line and column where a text has them, else the page."""
    if opened.line is None:
        return Place(document.path, page=opened.page)
    return Place(document.path, opened.line, at_span(document, None, opened.span).column)


_BODY = "The report says “crime fell by half.\n\nNobody asked."
_LETTER = letter(note("1"), text=_BODY)

RULE = Rule(
    code="PC111",
    slug="unclosed-quotation",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(note("1", "The report says “crime fell [by] half.” City Report (2018).")),
            letter(note("1", "“First paragraph.\n“Second paragraph.” City Report (2018).")),
            letter(note("1", "Stadt, „Bericht“ (2018).")),
            letter(note("1", 'A 6" pipe, 5\' 2" tall, and a "straight" mark, "twice."')),
            letter(note("1", '"The "Late" Ferry," City Report (2018).')),
            letter(note("1", 'City Report (2018) (calling it “late").')),
            letter(note("1", '"First paragraph.\n"Second paragraph." City Report (2018).')),
        ),
        invalid=(
            replace(
                _LETTER,
                document=replace(
                    _LETTER.document,
                    unclosed=(UnclosedQuotation(_BODY[16:36], Span(16, 36), 1),),
                ),
            ),
            letter(note("1", "The report says “crime fell by half. City Report (2018).")),
            letter(note("1", "“He said “no” to it. City Report (2018).")),
            letter(note("1", 'A 6" pipe and a "straight mark. City Report (2018).')),
            letter(note("1", 'He said "no to it, and "yes" to that. City Report (2018).')),
        ),
    ),
    look=look,
)
