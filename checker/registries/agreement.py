"""Whether a citation and a registry's record tell of one work. Pure.

Rules kept here:
- "Another work" takes more than a title: the title differs, another field differs as well, and none
  agrees. "The same work" takes more than a title, too: title and first author agree, so does the
  year or the container, and nothing differs. Scores of search engines say neither.
- Tolerances: a title may lack its subtitle or have a slip (checker.match); the first author is told
  by family name; a year may be off by one (online and in print, conference and proceedings); a
  container may be abbreviated word by word.
- What one side does not give says nothing. A cited title may be the chapter's or the book's, so for
  "another work" the record's container is a title, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citations.model import Citation

from ..match import plain_vowels, same_title, words
from ..model import Record
from .searching import Wanted, wanted

_YEARS_APART = 1
_TELLING_WORDS = 3
"""Words of a title that is not everybody's ("Introduction", "Book Review")."""
_SMALL = frozenset(
    ["a", "an", "and", "for", "in", "of", "on", "the", "to", "de", "der", "des", "et"]
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Field by field: True agrees, False differs, None where one side gives nothing."""

    title: bool | None
    author: bool | None
    year: bool | None
    container: bool | None

    @property
    def is_same(self) -> bool:
        """Whether the fields prove one work."""
        fields = (self.title, self.author, self.year, self.container)
        if False in fields or not self.title:
            return False
        if self.author is None:
            return bool(self.year and self.container)
        return bool(self.year or self.container)


def is_same_work(citation: Citation, record: Record) -> bool:
    """Whether a record that a search found is the cited work."""
    return compare(wanted(citation), record).is_same


def compare(asked: Wanted, record: Record) -> Agreement:
    """The fields of a citation beside those of a record."""
    title = _found_title(asked.title, record)
    container = _same_container(asked.container, record.container)
    if title and len(words(asked.title)) < _TELLING_WORDS and not container:
        title = None  # an "Introduction" of an unknown journal is nobody's
    author = _first_author(asked.author, record.authors)
    return Agreement(title, author, _same_year(asked.year, record.published), container)


def _found_title(cited: str, record: Record) -> bool | None:
    if not words(cited) or not record.title or not words(record.title):
        return None
    return same_title(cited, record.title)


def _first_author(cited: str, authors: Sequence[str]) -> bool | None:
    """Whether the cited first author is the record's first."""
    if not words(cited) or not authors or not words(authors[0]):
        return None
    one, other = [plain_vowels(words(each)) for each in (cited, authors[0])]
    if set(one) <= set(other):
        return True
    # An organisation is abbreviated like a journal; initials of a person are none.
    return len(one) > 1 and len(one) == len(other) and all(map(_abbreviates, one, other))


def _same_year(cited: str, published: str | None) -> bool | None:
    found = (published or "")[:4]
    if not (cited.isdigit() and found.isdigit()):
        return None
    return abs(int(cited) - int(found)) <= _YEARS_APART


def _same_container(cited: str, found: str | None) -> bool | None:
    """Whether one name abbreviates the other, word by word.

    Names of other lengths (a translation, a former title, "A.B.A. J.") say nothing; of equal length
    they differ where a word begins with another letter.
    """
    one, other = _telling(cited), _telling(found or "")
    if not one or len(one) != len(other):
        return None
    if all(map(_abbreviates, one, other)):
        return True
    return None if all(a[0] == b[0] for a, b in zip(one, other, strict=True)) else False


def _telling(name: str) -> list[str]:
    return [word for word in words(name) if word not in _SMALL]


def _abbreviates(one: str, other: str) -> bool:
    """J for journal, mgmt for management, nat'l for national, in either direction: the letters of
    the shorter stand in the longer in their order, from its first one on.
    """
    short, long = sorted((one.replace("'", ""), other.replace("'", "")), key=len)
    letters = iter(long)
    return short[:1] == long[:1] and all(letter in letters for letter in short)


def is_another_work(citation: Citation, record: Record) -> bool:
    """Whether the identifier leads to a work that is not the cited one."""
    if _same_title(citation, record) is not False:
        return False
    year = citation.date.iso[:4] if citation.date else ""
    others = (_any_author(citation, record), _same_year(year, record.published))
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


def _any_author(citation: Citation, record: Record) -> bool | None:
    """True where one of the cited authors is in the record: order and spelling are not in question
    here."""
    named = {word for author in record.authors for word in words(author)}
    cited = [name.family or name.literal or "" for name in citation.authors]
    families = [set(words(name)) for name in cited if words(name)]
    if not named or not families:
        return None
    return any(family <= named for family in families)


def nearest(asked: Wanted, records: Iterable[Record]) -> Record | None:
    """Of what a search found: the wanted work, else the first with its title; None for neither."""
    alike = [each for each in records if _found_title(asked.title, each)]
    same = (each for each in alike if compare(asked, each).is_same)
    return next(same, alike[0] if alike else None)
