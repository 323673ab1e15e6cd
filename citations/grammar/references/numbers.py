"""Volume and pages among the parts behind a title.

Rules kept here:
- A number behind words is a volume, one behind a volume or a colon a page; of a daily neither.
- Without a volume the issue stands for it.
"""

from __future__ import annotations

from .segments import Segment, Sort

_DAY = 10
"""Characters of an ISO date with its day: newspapers have those."""


def read(segments: list[Segment]) -> tuple[str | None, str | None]:
    """Volume and first page."""
    volume = issue = page = paged = None
    led = bare = daily = False
    for segment in segments:
        if segment.sort is Sort.VOLUME and segment.match is not None:
            volume = volume or segment.match.groupdict().get("roman") or segment.match["volume"]
        elif segment.sort is Sort.ISSUE and segment.match is not None:
            issue = issue or segment.match["issue"]
        elif segment.sort is Sort.PAGES and segment.match is not None:
            if paged is not None and bare and volume is None and not segment.text[0].isdigit():
                volume, paged = paged, None  # "Ex Review, 45-3, 2001, p. 658-677"
            bare = segment.text[0].isdigit()
            paged = paged or segment.match["page"]
        elif segment.sort is Sort.NUMBER:
            counts = segment.text.isdigit() and segment.before != ":" and not daily
            if volume is None and led and counts:
                volume = segment.text
            elif _may_be_page(segment, volume):
                page = page or segment.text
        led = led or segment.sort in (Sort.WORDS, Sort.IMPRINT)
        daily = daily or (segment.date is not None and len(segment.date.iso) >= _DAY)
    return volume or issue, paged or page


def pages(segments: list[Segment]) -> str | None:
    """The pages with their end: "108–110"."""
    segment = next((s for s in segments if s.sort is Sort.PAGES), None)
    if segment is None or segment.match is None:
        return None
    return segment.text[segment.match.start("page") - segment.start :].strip()


def _may_be_page(segment: Segment, volume: str | None) -> bool:
    return volume is not None or segment.text[0].isalpha() or segment.before == ":"
