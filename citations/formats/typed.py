"""Plain text: letters as they are typed, mailed and copied out of other programs.

Rules kept here:
- A passage is a paragraph (see `paragraphs`); of a quoted one the signs before its lines are left
  out.
- Habits of mail and Markdown are read only where they are plain: `*…*` and `_…_` around words are
  emphasis, `[text](https://…)` is a link. An asterisk after a form field is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from citations.model import LinkForm, Span
from citations.passage import Layout, Passage, Run
from citations.signs import has_any
from citations.values import value

from ..late import late_regex
from .decoding import decode
from .paragraphs import paragraphs
from .rendering import PassageWriter
from .unseen import hides, seen
from .wrapping import url_goes_on


def layout(data: bytes) -> Layout:
    """Read a text file. Raises the ReadError family."""
    text, encoding = decode(data)
    body = tuple(_passages(text))
    return Layout(text, encoding, body, (), _title(body))


def _passages(text: str) -> Iterator[Passage]:
    for span, page in paragraphs(text):
        yield from _render(text, span.start, span.end, page)


_INLINE = late_regex(
    r"[<\[*_>-](?:"  # one set of characters first, which the search runs for
    r"(?P<angle>(?<=<)(?i:https?|ftp)://[^<>\s]*+(?:\s*[\r\n]\s*[^<>\s]++){0,8}>)"
    r"|(?<=\[)(?P<shown>[^\[\]\r\n]{1,300})\]"
    r"\((?P<url>(?i:https?://|www\.)[^()\s<>]*+(?:\([^()\s<>]*+\)[^()\s<>]*+)*+)"
    r"(?:\s{1,3}\"[^\"\r\n]{0,200}\")?\)"
    r"|(?<=\w-)(?P<wrap>[ \t]*(?:\r\n|\r|\n)[ \t]*)(?=[a-zà-öø-ÿ])"
    r"|(?P<quote>(?<=[\r\n]>)[> \t]*)"
    r"|(?P<star>(?<=\*)\*{0,2}|(?<=_)_{0,2}))"
)
_LINE_END = re.compile(r"[\r\n]")
_EDITED = ("<", "[", "*", "_", "-", "  ", "\t", "\r", "\n", "\f", "\v")
"""A paragraph without any of these stands as it is."""
_start = attrgetter("start")
_BREAK = late_regex(r"(?<!\s)\s*[\r\n]\s*")
_BEFORE_EMPHASIS = frozenset(" \t\r\n\f([{“‘\"'«—–-/*_")
_EMPHASIS_LIMIT = 600
_LONGEST_URL = 2000
_SPACE = late_regex(r"\s")
_URL_GOES_ON = frozenset("(/=&?#-%")
"""Behind a star or an underscore within a URL, which is part of its name."""


def _render(text: str, start: int, end: int, page: int | None) -> Iterator[Passage]:
    words = text[start:end]
    if not has_any(words, _EDITED) and not hides(text, start, end):
        yield Passage(words, (Run(0, start, end - start, end - start),), page=page)
        return
    writer = PassageWriter(page)
    at = start
    for edit in _edits(text, start, end):
        writer.copy(text, at, edit.start)
        at = edit.end
        if edit.link is not None:
            writer.open_link(*edit.link)
        elif edit.closes_link:
            writer.close_link()
        elif edit.italics is not None:
            writer.italics(edit.italics)
    writer.copy(text, at, end)
    passage = writer.finish()
    if passage is not None:
        yield passage


@value
class _Edit:
    """A stretch of the source that is not rendered, and what it does."""

    start: int
    end: int
    italics: bool | None = None
    link: tuple[str, Span, LinkForm] | None = None
    closes_link: bool = False


def _edits(text: str, start: int, end: int) -> list[_Edit]:
    found: list[_Edit] = list(_wrapped_urls(text, start, end))
    opened: dict[str, int] = {}
    for match in _INLINE.finditer(text, start, end):
        if match["star"] is not None:
            found.extend(_emphasis(text, match, opened, (start, end)))
        elif match["angle"]:
            found.extend(_angle(text, match))
        elif match["url"]:
            url = match["url"]
            target = url if "://" in url[:8] else f"https://{url}"
            source = Span(match.start("url"), match.end("url"))
            found.append(
                _Edit(match.start(), match.start() + 1, link=(target, source, LinkForm.MARKDOWN))
            )
            found.append(_Edit(match.end("shown"), match.end(), closes_link=True))
        elif match["wrap"]:
            found.append(_Edit(match.start("wrap"), match.end("wrap")))
        elif match.start() > start and text[start] == ">":
            found.append(_Edit(match.start(), match.end()))  # the sign of a line within a quote
    return sorted(found, key=_start)


def _wrapped_urls(text: str, start: int, end: int) -> Iterator[_Edit]:
    """Line ends inside a URL that is in no brackets."""
    if text.find("://", start, end) < 0 or _LINE_END.search(text, start, end) is None:
        return
    begun = ""
    """What of the URL stands in the lines before."""
    at = start
    for gap in _BREAK.finditer(text, start, end):
        words = text[max(at, gap.start() - _LONGEST_URL) : gap.start()].rsplit(None, 1)
        tail = (begun if len(words) < 2 else "") + (words[-1] if words else "")
        at = gap.end()
        begun = ""
        if url_goes_on(tail, text[at : min(end, at + _LONGEST_URL)]):
            begun = tail
            yield _Edit(gap.start(), gap.end())


def _angle(text: str, match: re.Match[str]) -> Iterator[_Edit]:
    """`<https://…>`, which may be wrapped: the brackets and line ends are not rendered."""
    start, end = match.start(), match.end()
    inside = Span(start + 1, end - 1)
    url = text[inside.start : inside.end]
    wrapped = _LINE_END.search(url) is not None
    if wrapped:
        url = _BREAK.sub("", url)
    url = seen(url)
    yield _Edit(start, start + 1, link=(url, inside, LinkForm.ANGLE))
    for gap in _BREAK.finditer(text, start, end) if wrapped else ():
        yield _Edit(gap.start(), gap.end())
    yield _Edit(end - 1, end, closes_link=True)


def _emphasis(
    text: str, match: re.Match[str], opened: dict[str, int], bounds: tuple[int, int]
) -> tuple[_Edit, ...]:
    """Both ends of emphasis that this delimiter closes; remembers one that opens."""
    kind, at, after = match[0], match.start(), match.end()
    before = text[at - 1] if at > bounds[0] else " "
    behind = text[after] if after < bounds[1] else " "
    if (behind.isalnum() or behind in _URL_GOES_ON) and _is_in_url(text, bounds[0], at):
        return ()
    begun = opened.get(kind)
    closes = not before.isspace() and not behind.isalnum() and begun is not None
    if closes and begun is not None and at - begun <= _EMPHASIS_LIMIT:
        del opened[kind]
        italics = len(kind) != 2
        return (
            _Edit(begun, begun + len(kind), italics=True if italics else None),
            _Edit(at, after, italics=False if italics else None),
        )
    if before in _BEFORE_EMPHASIS and not behind.isspace() and (kind[0] == "*" or behind.isalnum()):
        opened[kind] = at
    return ()


def _is_in_url(text: str, start: int, at: int) -> bool:
    """Whether a bare URL has begun in the word that goes on at `at`."""
    scheme = text.rfind("://", max(start, at - _LONGEST_URL), at)
    return scheme >= 0 and _SPACE.search(text, scheme, at) is None


def _title(body: tuple[Passage, ...]) -> str | None:
    """The first line in capitals near the top, if it is more than a label."""
    for passage in body[:12]:
        words = passage.text
        if len(words) > 300 or " " not in words or words != words.upper():
            continue
        if sum(char.isalpha() for char in words) < 12:
            continue
        if words.rstrip(" :.").casefold() not in _NOT_TITLES:
            return words
    return None


_NOT_TITLES = {
    "for immediate release",
    "press release",
    "via electronic mail",
    "via e-mail",
    "to whom it may concern",
}
