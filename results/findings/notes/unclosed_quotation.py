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

import re
from collections.abc import Iterator
from dataclasses import replace

from citations.model import Document, Span, UnclosedQuotation

from ...model import Dossier, Finding, Severity
from ..examples import letter, note
from ..rule import Examples, Place, Rule, at_note, at_span

_CLAIM = "The quotation mark before “{}” is never closed."
_SHOWN = 60
"""Characters of the quotation that the message repeats."""
_STRAIGHT = re.compile(r'(?P<opens>(?:(?<=[\s(\[—–])|(?<![\s\S]))"(?=[^\W\d_]|[\[‘\']))|"')


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every opening mark of the running text, and every note, without a closing one."""
    for opened in dossier.document.unclosed:
        yield RULE.found(_place(dossier.document, opened), _claim(opened.raw))
    for each in dossier.document.notes:
        start = _unclosed(each.text)
        if start is None:
            start = _unclosed_straight(each.text)
        if start is not None:
            words = " ".join(each.text[start : start + _SHOWN].split())
            more = "…" if len(each.text) > start + _SHOWN else ""
            yield RULE.found(at_note(dossier.document, each), _claim(words + more))


def _claim(opened: str) -> str:
    """What is said of a quotation, its opening mark included."""
    return _CLAIM.format(opened[1:].rstrip("."))


def _place(document: Document, opened: UnclosedQuotation) -> Place:
    """Line and column where a text has them, else the page."""
    if opened.line is None:
        return Place(document.path, page=opened.page)
    return Place(document.path, opened.line, at_span(document, None, opened.span).column)


def _unclosed(text: str) -> int | None:
    """Offset of the outermost opening mark that is still open at the end.

    An opening mark at the start of a paragraph inside a quotation continues it; after „ the mark “
    closes, as in German.
    """
    open_at: list[int] = []
    low: list[int] = []
    for offset, character in enumerate(text):
        if character == "„":
            low.append(offset)
        elif character == "“" and low:
            low.pop()
        elif character == "“":
            if not (open_at and _starts_paragraph(text, offset)):
                open_at.append(offset)
        elif character == "”" or (character == '"' and not _opens(text, offset)):
            if open_at:
                open_at.pop()
            elif low:
                low.pop()
    return open_at[0] if open_at else None


def _unclosed_straight(text: str) -> int | None:
    """Offset of a straight opening mark that no straight mark closes.

    Every other mark closes what is open: one that may be either is given the benefit of the doubt,
    and so is a quotation in a quotation, whose marks come in pairs.
    """
    paired = text.count('"') % 2 == 0
    open_at: int | None = None
    for mark in _STRAIGHT.finditer(text):
        if mark["opens"] is None:
            open_at = None
        elif open_at is None:
            open_at = mark.start()
        elif not paired and not _starts_paragraph(text, mark.start()):
            return open_at
    return open_at


def _opens(text: str, offset: int) -> bool:
    """True for a straight mark that stands before a word; another closes a curly one, too."""
    return text[offset + 1 : offset + 2].isalnum()


def _starts_paragraph(text: str, offset: int) -> bool:
    before = text[max(0, offset - 8) : offset].rstrip(" \t>*_")
    return not before or before.endswith("\n")


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
