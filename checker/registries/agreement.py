"""Whether a citation and a registry's record tell of one work. Pure.

Rules kept here:
- It takes more than a title: "another work" is said only when the title differs, another field
  differs as well, and none agrees. What one side does not give says nothing.
- A year may be off by one: online and in print, conference and proceedings.
- A cited title may be the chapter's or the book's, so the record's container is a title, too.
"""

from __future__ import annotations

from citations.model import Citation

from ..match import same_title, words
from ..model import Record


def is_another_work(citation: Citation, record: Record) -> bool:
    """Whether the identifier leads to a work that is not the cited one."""
    if _same_title(citation, record) is not False:
        return False
    others = (_same_author(citation, record), _same_year(citation, record))
    return True not in others and False in others


def _same_title(citation: Citation, record: Record) -> bool | None:
    cited = [text for text in (citation.title, citation.container) if text and words(text)]
    if not citation.title or not cited or not record.title or not words(record.title):
        return None
    if same_title(citation.title, record.title):
        return True
    # A chapter's DOI under the book's title, or a book's under the chapter's.
    if record.container and same_title(citation.title, record.container):
        return True
    return citation.container is not None and same_title(citation.container, record.title)


def _same_author(citation: Citation, record: Record) -> bool | None:
    """True where one of the cited authors is in the record: order and spelling are not in question
    here."""
    named = {word for author in record.authors for word in words(author)}
    cited = [name.family or name.literal or "" for name in citation.authors]
    families = [set(words(name)) for name in cited if words(name)]
    if not named or not families:
        return None
    return any(family <= named for family in families)


def _same_year(citation: Citation, record: Record) -> bool | None:
    if citation.date is None or record.published is None:
        return None
    cited, found = citation.date.iso[:4], record.published[:4]
    if not (cited.isdigit() and found.isdigit()):
        return None
    return abs(int(cited) - int(found)) <= 1
