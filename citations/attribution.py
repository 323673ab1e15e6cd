"""Which citation a link belongs to, and the date that its author saw it.

Rules kept here:
- A link belongs to the citation that it stands in, or that gives its URL; an e-mail address belongs
  to none.
- The author saw the page on the access date that the citation prints; else the citation's own date,
  else the letter's, is the nearest that is known.
"""

from __future__ import annotations

from .model import Citation, Document, Link, Note


def citation_of(document: Document, note: Note | None, link: Link) -> Citation | None:
    """The citation of a link in a note, or in the running text where `note` is None."""
    citations = note.citations if note else document.citations
    return next((each for each in citations if cites(each, link)), None)


def cites(citation: Citation, link: Link) -> bool:
    """Whether a link belongs to a citation."""
    return not link.is_mail and (link.span in citation.span or citation.url == link.url)


def cited_date(document: Document, note: Note | None, link: Link) -> str | None:
    """ISO 8601 at the printed precision; None where nothing is dated."""
    citation = citation_of(document, note, link)
    dates = (citation.accessed, citation.date) if citation else ()
    return next((each.iso for each in (*dates, document.date) if each), None)
