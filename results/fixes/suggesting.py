"""What a finding suggests in the place of a dead address: the citation with its copy.

Rules kept here:
- A report is told from the database, which keeps no text of letters: the style is the note's own.
- As in proposals, only a copy that was opened and shows the page is offered.
"""

from __future__ import annotations

from citations import cited_date

from ..findings.cited import CitedLink
from .copies import copy_to_cite
from .names import is_name
from .styles import Style, printed, style_of
from .writing import tidy


def with_copy(cited: CitedLink) -> str | None:
    """The address as the note should cite it; the copy alone where words of the letter hide it."""
    link = cited.link
    if cited.copies or is_name(link.url):
        return None
    copy = copy_to_cite(cited.answers, cited_date(cited.document, cited.note, link))
    if copy is None:
        return None
    url = tidy(copy.url)
    style = style_of(cited.note.text) if cited.note else Style.BLUEBOOK
    if style is Style.REPLACING or link.shown not in (None, link.url):
        return url
    if style is Style.CHICAGO:
        return f"{link.url}, archived {printed(copy.captured_at.date())}, at {url}"
    return f"{link.url} [{url}]"
