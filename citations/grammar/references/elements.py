"""What follows the title in an entry of a reference list.

Rules kept here:
- A journal has a volume, or pages behind its year; a chapter stands "In" a book; a newspaper has a
  day; a publisher stands behind its place, or is one by its words.
- Italics decide before words do: behind an italic title comes its publisher, other italics are the
  container.
- Where several readings are left, the field stays empty.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import DateValue

from ...late import late_regex
from ..organisations import is_organisation
from ..secondary.outlets import is_known, is_outlet
from ..secondary.titles import without_period
from . import numbers, publishers
from .parts import Elements, Setting
from .segments import LOCATORS, Segment, Sort, abbreviates, cut

_STATE_BEFORE = late_regex(r"[A-Z]{2,3}[.,]\s")
_PRESENTED = late_regex(
    r"(?:[Tt]o appear|[Ff]orthcoming|[Ii]n press|[Ss]ubmitted|[Aa]ccepted)\b"
    r"|(?:[Pp]aper|[Pp]oster|[Tt]alk)?\s?(?:[Pp]resented|[Rr]ead)\s(?:at|to)\b"
)
_REPORT = late_regex(r"[Rr]ep(?:ort|\.|$)|[Rr]pt|[Mm]emo|[Pp]aper|[Nn]ote|^[A-Z]{2,6}-\d{2}-")
_IN_LATER = late_regex(r"[.?!]\s(?=In:?\s)")
_NETWORKS = frozenset(
    ("twitter", "x", "facebook", "instagram", "youtube", "vimeo", "tiktok", "linkedin", "bluesky")
)
_SERIES = late_regex(r"\s\((?:[^\W\d_a-z][^()\d,.;:]{2,30})\)")
""" "Ex Review (New Series)": the parenthesis is a part of the name."""
_EDITORS_ALONE = late_regex(r"[^\W\d_a-z]\w{2,20}(?:\s?/\s?[^\W\d_a-z]\w{2,20}){1,3}")
"""Families of those whose book another reference names: "in: Rohde / Klein"."""
_DAY = 10
"""Characters of an ISO date with its day: newspapers have those."""
_MOST = 500
"""Characters behind a title that are read."""
_VERSION = re.compile(
    r"\s?(?:\[[^\[\]]{1,60}\]|\((?![^()]{0,55}(?<!\d)(?:1[5-9]|20)\d\d\)|[^():]{2,60}:\s[^\W\d_])"
    r"[^()]{1,60}\))[.,]?\s?"
)
"""What stands in parentheses behind a title, but no imprint."""


def read(rest: str, setting: Setting) -> Elements:
    """Read the words between title and URL."""
    version = _VERSION.match(rest) if rest[:1] in "([" else None
    if version is not None and not publishers.is_imprint(version.group()):
        rest = rest[version.end() :]
    rest = rest[:_MOST]
    found = _Rest(cut(rest), rest, setting).read()
    later = _IN_LATER.search(rest)
    if found.volume is None and not found.chapter and later is not None:
        behind = _Rest(cut(rest[later.end() :]), rest[later.end() :], setting).read()
        if behind.chapter:
            return replace(behind, title_end=later.start() + 1)
    house = publishers.alone(found.publisher)
    return found if house == found.publisher else replace(found, publisher=house)


class _Rest:
    """The segments behind a title while they are given their meaning."""

    def __init__(self, segments: list[Segment], text: str, setting: Setting) -> None:
        self._text = text
        self._setting = setting
        self._all = segments
        self._chapter = len(segments) > 1 and (
            segments[0].sort is Sort.IN
            or (
                segments[0].sort is Sort.EDITED
                and segments[1].sort is Sort.WORDS
                and not setting.italic
            )
        )
        self._imprint = next((s for s in segments if self._is_imprint(s)), None)
        self._cited: str | None = None
        """The pages as printed: of a book they are what is cited."""
        self._words = [s for s in segments if s.sort is Sort.WORDS or self._is_title(s)]

    def read(self) -> Elements:
        date = self._date()
        volume, page = numbers.read(self._all)
        self._cited = numbers.pages(self._all) or page
        if self._chapter:
            book = self._book()
            if book is not None:
                return Elements(
                    self._named() or book,
                    volume,
                    page,
                    date,
                    self._publisher_behind(),
                    chapter=volume is None or not publishers.is_journal(book),
                )
        if self._all and self._all[0].sort is Sort.GENRE:
            return self._thesis(date)
        if volume is not None:
            return self._journal(volume, page, date)
        network = self._words[0].text if self._words else ""
        if network.casefold() in _NETWORKS:
            return Elements(container=network, date=date)
        if self._setting.italic:
            return Elements(
                date=date, publisher=self._publisher() or self._only(), pincite=self._cited
            )
        if self._imprint is not None:
            return self._imprinted(page, date)
        return self._loose(page, date)

    def _is_imprint(self, segment: Segment) -> bool:
        """False for a subtitle that looks like one: "Part I: Papers, vol. 5"."""
        if segment.sort is not Sort.IMPRINT:
            return False
        index = self._all.index(segment)
        following = self._all[index + 1] if index + 1 < len(self._all) else None
        if following is None or segment.inside:
            return True
        if self._chapter and index <= 2 and self._all[index - 1].sort in (Sort.IN, Sort.EDITED):
            return False
        if following.sort in LOCATORS and publishers.is_place(segment.text.split(":")[0]) is False:
            return False
        return not any(other.sort is Sort.IMPRINT for other in self._all[index + 1 :])

    def _is_title(self, segment: Segment) -> bool:
        return segment.sort is Sort.IMPRINT and not self._is_imprint(segment)

    def _date(self) -> DateValue | None:
        """The most precise date; none of a note ("Original work published 1949")."""
        found = None
        for index, segment in enumerate(self._all):
            behind = self._all[index - 1] if index else None
            noted = segment.inside and behind is not None and behind.inside and (
                behind.sort is Sort.WORDS and behind.text.islower() | behind.text.startswith("Orig")
            )  # fmt: skip
            if segment.date is None or noted:
                continue
            if found is None or len(segment.date.iso) > len(found.iso):
                found = segment.date
        return found

    def _journal(self, volume: str, page: str | None, date: DateValue | None) -> Elements:
        lead = self._lead()
        container = self._named() or (self._joined(lead) if lead else None)
        if container is None:
            return Elements(None, volume, page, date, self._publisher())
        start = 0 if self._named() else self._title_end(lead, container)
        return Elements(container, volume, page, date, title_end=start)

    def _lead(self) -> list[Segment]:
        """The words before the first number."""
        found: list[Segment] = []
        for segment in self._all:
            if segment.sort in (*LOCATORS, Sort.DATE, Sort.PAGES):
                break
            if segment in self._words and not segment.inside:
                found.append(segment)
        return found

    def _joined(self, lead: list[Segment]) -> str:
        """The journal's name: the last words, and abbreviations before them ("Syst. Bot.")."""
        start = len(lead) - 1
        if self._setting.marked and _IN_LATER.search(self._text) is None:
            start = 0
        while start > 0 and lead[start].before == ",":
            start -= 1
        while start > 0 and abbreviates(lead[start - 1], lead[start]):
            start -= 1
        words = self._text[lead[start].start : lead[-1].end]
        series = _SERIES.match(self._text, lead[-1].end)
        if series is not None:
            return words + series.group()
        point = self._text[lead[-1].end : lead[-1].end + 1] == "." and start < len(lead) - 1
        return words + "." * (point and not words.endswith("."))

    def _title_end(self, lead: list[Segment], container: str) -> int:
        """Where a subtitle ends that stands before the container."""
        if len(lead) < 2 or lead[0].start > 0:
            return 0
        at = self._text.find(container)
        return at if at > 0 and self._text[at - 2 : at - 1] == "." else 0

    def _named(self) -> str | None:
        return self._setting.named

    def _book(self) -> str | None:
        """The book behind "In": its first words, and what can only go on with them."""
        words = [s for s in self._words if s.start >= self._all[0].end]
        if not words:
            return None
        first, last = words[0], words[0]
        for segment in words[1:]:
            between = self._all[self._all.index(last) + 1 : self._all.index(segment)]
            if any(other not in words for other in between):
                break
            if self._goes_on(segment) or self._is_paged(segment):
                last = segment
        book = self._text[first.start : last.end].strip(" ,.")
        return None if _EDITORS_ALONE.fullmatch(book) else book

    def _is_paged(self, segment: Segment) -> bool:
        """True before APA's "(pp. 5–9)" and "(2nd ed.)": nothing but the title stands there."""
        index = self._all.index(segment) + 1
        while index < len(self._all) and self._all[index].sort is Sort.WORDS:
            index += 1
        near = self._all[index] if index < len(self._all) else None
        tells = near is not None and near.sort in (Sort.PAGES, Sort.VOLUME, Sort.EDITION)
        return tells and near is not None and near.inside and segment.before == ","

    def _goes_on(self, segment: Segment) -> bool:
        """True where a title goes on behind its comma, or before its imprint behind a period."""
        if segment.before == ",":
            return segment.text[0].islower() or segment.text.startswith(("& ", "and "))
        return (
            segment.before == "."
            and self._imprint is not None
            and segment.start < self._imprint.start
            and not publishers.is_publisher(segment.text)
        )

    def _publisher_behind(self) -> str | None:
        """Of a chapter: behind its place, or the one part behind the book's period."""
        publisher = self._publisher()
        left = [s for s in self._words if s.start > self._all[0].end and not s.inside][1:]
        book = self._first_of_book()
        proceedings = book is not None and publishers.is_conference(book.text)
        if publisher is None and not proceedings and len(left) == 1 and left[0].before in ".)":
            return without_period(left[0].text)
        return publisher

    def _publisher(self, among: list[Segment] | None = None) -> str | None:
        """The publisher by its place or by its words, `among` some segments or all."""
        if self._imprint is not None and self._imprint.match is not None:
            found = self._departed(self._imprint.match["publisher"].strip(" ,;"), self._imprint)
            house = self._imprint.match["place"]
            town = found.split(",")[0]
            return house if publishers.is_place(town) and not publishers.is_place(house) else found
        book = self._first_of_book() if self._chapter else None
        words = [s for s in (among or self._words) if s is not book]
        for index, segment in enumerate(words):
            if publishers.is_publisher(segment.text):
                found = publishers.housed(_STATE_BEFORE.sub("", segment.text))
                near = words[index + 1] if index + 1 < len(words) else None
                if near is not None and publishers.is_region(near.text):
                    found = publishers.without_place(found)
                elif found == segment.text:
                    found = self._departed(found, segment)
                return without_period(found)
        return self._beside_place(words)

    def _departed(self, found: str, house: Segment) -> str:
        """The publisher with the department, or the university, that a comma parts from it."""
        end = house.end
        for segment in self._all[self._all.index(house) + 1 :]:
            joined = segment.sort is Sort.WORDS and segment.before == ","
            if not (joined and is_organisation(segment.text)) or publishers.is_place(segment.text):
                break
            if self._leads_to_region(segment):
                break
            end = segment.end
        return without_period(found + self._text[house.end : end])

    def _beside_place(self, words: list[Segment]) -> str | None:
        """ "Paris, Ex" and "Ex, Salem, NH": what stands by a place, where nothing else is left."""
        towns = [publishers.is_place(s.text) or self._leads_to_region(s) for s in words]
        left = [
            (segment, town)
            for segment, town in zip(words, towns, strict=True)
            if town or not publishers.is_region(segment.text)
        ]
        if len(left) != 2 or left[0][1] is left[1][1]:
            return None
        (first, placed), (second, _) = left
        if second.before not in ",." or first.inside is not second.inside:
            return None
        return without_period((second if placed else first).text)

    def _leads_to_region(self, segment: Segment) -> bool:
        """True for a town before its state or country: "Salem, NH"."""
        index = self._all.index(segment) + 1
        near = self._all[index] if index < len(self._all) else None
        if near is None or near.before != "," or not publishers.is_region(near.text):
            return False
        return publishers.is_place(segment.text) or not publishers.is_place(near.text)

    def _first_of_book(self) -> Segment | None:
        return next((s for s in self._words if s.start >= self._all[0].end), None)

    def _only(self) -> str | None:
        """Of a book: the one part that is left."""
        words = [s for s in self._words if not s.inside]
        skipped = (Sort.EDITION, Sort.EDITED, Sort.HAND, Sort.NOTE)
        first = next((s for s in self._all if s.sort not in skipped), None)
        if len(words) != 1 or words[0] is not first:
            return None
        return without_period(words[0].text)

    def _imprinted(self, page: str | None, date: DateValue | None) -> Elements:
        """A place and a publisher: a book, or what stands in one."""
        assert self._imprint is not None
        publisher = self._publisher()
        lead = [s for s in self._words if s.start < self._imprint.start and not s.inside]
        container = self._named()
        if container is None and lead and publishers.is_conference(lead[-1].text):
            container = lead[-1].text
        if container is not None:
            return Elements(container, None, page, date, publisher)
        end = lead[-1].end if lead and self._all[0] is lead[0] else 0
        return Elements(date=date, publisher=publisher, pincite=self._cited, title_end=end)

    def _genre(self) -> str:
        return self._all[0].text if _REPORT.search(self._all[0].text) else ""

    def _thesis(self, date: DateValue | None) -> Elements:
        """A thesis, a technical report: the institution is its publisher."""
        if self._imprint is not None:
            return Elements(date=date, publisher=self._publisher(), genre=self._genre())
        genre = self._genre()
        inside = self._all[0].inside
        bodies = [s.text for s in self._words if s.inside is inside and s.text[0].isupper()]
        while len(bodies) > 1 and (
            publishers.is_place(bodies[-1]) or publishers.is_region(bodies[-1])
        ):
            bodies.pop()
        return Elements(date=date, publisher=", ".join(bodies) or None, genre=genre)

    def _loose(self, page: str | None, date: DateValue | None) -> Elements:
        """Neither volume nor imprint: a thesis, a newspaper, a site, a publisher."""
        words = [s for s in self._words if not s.inside]
        named = self._named()
        if named is not None or not words:
            edited = any(s.sort is Sort.EDITED for s in self._all)
            publisher = self._publisher()
            alone = len(self._all) == 1 and date is not None
            return Elements(named, None, page, date, publisher, chapter=edited, alone=alone)
        first = words[0].text
        if self._contains(first, words, page, date):
            publisher = None
            edited = any(s.sort is Sort.EDITED for s in self._all)
            if edited or publishers.is_conference(first):
                publisher = self._publisher(words[1:])
            return Elements(without_period(first), None, page, date, publisher, chapter=edited)
        if date is not None and self._is_placed(words):
            return Elements(date=date, alone=True)
        publisher = self._publisher() or self._left(words)
        if publisher is not None and len(words) > 1 and self._is_subtitle(words[0], words[1]):
            return Elements(date=date, publisher=publisher, title_end=words[0].end)
        plain = len(self._all) == 2 and date is not None and self._all[1].before in ",."
        plain = plain and not any(word.islower() for word in first.split() if len(word) > 3)
        if plain and self._setting.listed and not self._setting.linked:
            publisher = publisher or without_period(first)
        return Elements(date=date, publisher=publisher, pincite=self._cited, plain=plain)

    def _is_placed(self, words: list[Segment]) -> bool:
        """True for "Reading, MA 1987": a place and a date, and nothing else."""
        placed = publishers.is_place(words[0].text) and len(words) == len(self._all) - 1
        return placed and all(publishers.is_region(word.text) for word in words[1:])

    def _is_subtitle(self, first: Segment, second: Segment) -> bool:
        """True for "Title. A subtitle. Ex Press, Paris": the first part is none of the imprint."""
        leads = first is self._all[0] and second.before == "." and not self._setting.marked
        return leads and not publishers.is_publisher(first.text) and " " in first.text

    def _contains(
        self, first: str, words: list[Segment], page: str | None, date: DateValue | None
    ) -> bool:
        """True where the first part is a container: a newspaper, proceedings."""
        if _PRESENTED.match(first):
            return False
        if publishers.is_conference(first):
            return True
        if publishers.is_publisher(first) or publishers.is_place(first):
            return False
        journal = publishers.is_journal(first) and not is_organisation(first)
        if self._beside_place(words) == first and not journal:
            return False  # "UNESCO, Paris"
        if page is not None or (date is not None and len(date.iso) >= _DAY):
            return True
        return (
            publishers.is_journal(first)
            or is_known(first)
            or (self._setting.linked and is_outlet(first))
            or (self._setting.linked and sum(s.text[0].isupper() for s in words) == 1)
        )

    def _left(self, words: list[Segment]) -> str | None:
        """APA without italics: "(2018). Title. Ex Press" has no volume, and so is a book's."""
        if _PRESENTED.match(words[0].text):
            return None
        alone = len(words) == 1 and not self._setting.linked
        if alone and (self._setting.dated or is_organisation(words[0].text)):
            return without_period(words[0].text)
        return None
