"""HTML → a BeautifulSoup tree whose tags and words know where they stand in the source.

Rules kept here:
- The tokens are our own (https://html.spec.whatwg.org/multipage/parsing.html, simplified): Python's
  html.parser tells no offsets of text and needs quadratic time on unclosed tags.
- Tags that browsers close by themselves (`<p>`, `<li>`, cells) are closed here too.
- Nesting is cut off at a depth that no letter reaches, and a file with more tags than a bound is
  refused: a tree costs memory.
- Nothing raises on broken HTML.
"""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.builder import TreeBuilder
from bs4.element import NavigableString, PageElement

from citations.model import DocumentTooLarge, Span

from ...late import late_regex

MAX_TAGS = 1_000_000
MAX_DEPTH = 400

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    p pre section summary table tbody td tfoot th thead title tr ul
"""
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr frame"
_RAW_NAMES = "script style textarea title xmp iframe noembed noframes"
BLOCKS = frozenset(_BLOCK_NAMES.split())
VOID = frozenset(_VOID_NAMES.split())
_RAW = frozenset(_RAW_NAMES.split())
_CLOSES_P = BLOCKS - {
    "body",
    "html",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "legend",
}
_IMPLIED = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "a": (frozenset({"a"}), BLOCKS),
    "body": (frozenset({"head"}), frozenset({"html"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""Tag → the open tags that it closes, and where the search for them stops."""
_P_RULE = (frozenset({"p"}), BLOCKS - {"p"})
"""The same for blocks that close a paragraph."""
_CLOSING = _CLOSES_P | _IMPLIED.keys()
"""Tags that close others."""

_MARKUP = late_regex(
    r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<end>>?)|(?P<comment>!--)|(?P<bogus>[!?/]))"
)
_ATTRIBUTE = late_regex(
    r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?)"
)


class Words(NavigableString):
    """Text of the tree, entities decoded, with its source span."""

    span: Span


class Break(PageElement):
    """A `<br>` without attributes: a page may have a hundred thousand, and a tag is large."""

    start: int
    """Source offset of its `<`."""


class Element(Tag):
    """A tag of the tree. BeautifulSoup's own takes five times as long to make.

    What it would set for each tag is the same for all of ours.
    """

    _namespaces: dict[str, str] = {}  # noqa: RUF012 (nothing writes to it)
    parser_class = namespace = prefix = known_xml = None
    can_be_empty_element = cdata_list_attributes = None
    preserve_whitespace_tags = interesting_string_types = None
    hidden = False
    sourceline = 1

    def __init__(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.name = name
        self.attrs = attributes
        self.contents = []
        self.sourcepos = at


def parse(text: str, within: Span | None = None) -> tuple[BeautifulSoup, list[Tag]]:
    """The tree of `text`, or of a part of it, and its tags in order. Raises DocumentTooLarge."""
    builder = _Builder(text, within or Span(0, len(text)))
    # The markup that BeautifulSoup is given is never read: the builder has the text.
    return BeautifulSoup("<>", builder=builder), builder.tags


def tag_before(tag: Tag) -> Tag | None:
    """The tag that begins last before this one; BeautifulSoup's own search knows no Break."""
    node = tag.previous_element
    while node is not None and not isinstance(node, Tag):
        node = node.previous_element
    return node


def sibling_after(tag: Tag) -> Tag | None:
    """The next tag beside this one."""
    node = tag.next_sibling
    while node is not None and not isinstance(node, Tag):
        node = node.next_sibling
    return node


def position(tag: Tag) -> int:
    """Source offset of a tag's `<`."""
    return tag.sourcepos or 0


def words_of(tag: Tag) -> str:
    """All text inside a tag, as it stands, entities decoded."""
    return "".join(pieces_of(tag))


def pieces_of(tag: Tag) -> list[Words]:
    """The words inside a tag, in order of the document."""
    inside = tag.contents if is_flat(tag) else tag.descendants
    return [node for node in inside if isinstance(node, Words)]


def is_flat(tag: Tag) -> bool:
    """True for a tag with no other one in it, as most anchors are."""
    return not any(isinstance(node, Tag) for node in tag.contents)


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value, "" where there is none."""
    value = tag.attrs.get(name)
    return value if isinstance(value, str) else ""


def value_span(text: str, tag: Tag, name: str) -> Span:
    """Source span of an attribute's value; the tag's name where it has no such attribute."""
    start = position(tag)
    match = _MARKUP.match(text, start)
    if match is None or match["end"]:
        return Span(start + 1, start + 1 + len(tag.name))
    at = match.end()
    while (found := _ATTRIBUTE.match(text, at)) is not None and not found["end"]:
        if found["name"].lower() == name:
            group = next((g for g in ("double", "single", "bare") if found[g] is not None), "name")
            return Span(*found.span(group))
        at = found.end()
    return Span(start + 1, start + 1 + len(tag.name))


def _attributes(text: str, at: int, end: int) -> tuple[dict[str, str], int]:
    """Attributes from `at` on, the first of a name kept, and the offset after the `>`."""
    found: dict[str, str] = {}
    while (match := _ATTRIBUTE.match(text, at, end)) is not None:
        at = match.end()
        closed, name, double, single, bare = match.groups()
        if closed:
            return found, at
        raw = double or single or bare or ""
        found.setdefault(name.lower(), unescape(raw) if "&" in raw else raw)
    return found, end


class _Builder(TreeBuilder):
    """Fills BeautifulSoup's tree from our tokens.

    It makes the elements and links them by itself, as `PageElement.setup` does: going through the
    soup's own handlers, which ask the builder about each tag, takes three times as long.
    """

    NAME = "pincite"
    TRACKS_LINE_NUMBERS = True

    def __init__(self, text: str, within: Span) -> None:
        super().__init__()
        self._text = text
        self._within = within
        self._open: list[Tag] = []
        """The tags that are open, outermost first; the soup itself is none of them."""
        self.tags: list[Tag] = []
        """All of them so far, in order of the document."""
        self._breaks = 0

    def feed(self, markup: object) -> None:
        """Build the tree; `markup` is a stand-in."""
        self._around: Tag = self.soup
        self._last: PageElement = self.soup
        text, at, end = self._text, self._within.start, self._within.end
        search = _MARKUP.search
        while at < end:
            match = search(text, at, end)
            if match is None:
                self._words(at, end)
                return
            start = match.start()
            if start > at:
                self._words(at, start)
            close, name, bare, comment, _ = match.groups()
            at = match.end()
            if name is not None:
                attributes: dict[str, str] = {}
                if not bare:
                    attributes, at = _attributes(text, at, end)
                name = name.lower()
                if close:
                    self._end(name)
                else:
                    self._start(name, attributes, start)
                    at = self._raw(name, at) if name in _RAW else at
            elif comment:
                ended = text.find("-->", at - 2, end)
                at = ended + 3 if ended >= 0 else end
            else:
                ended = text.find(">", at - 1, end)
                at = ended + 1 if ended >= 0 else end

    def _raw(self, name: str, at: int) -> int:
        """Take what a script or its like holds; gives where reading goes on."""
        text, end = self._text, self._within.end
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at, end)
        stop = closing.start() if closing else end
        if stop > at:
            self._words(at, stop)
        return stop

    def _words(self, start: int, end: int) -> None:
        raw = self._text[start:end]
        words = str.__new__(Words, unescape(raw) if "&" in raw else raw)
        words.span = Span(start, end)
        self._put(words)

    def _start(self, name: str, attributes: dict[str, str], at: int) -> None:
        if len(self.tags) + self._breaks >= MAX_TAGS:
            raise DocumentTooLarge(f"more than {MAX_TAGS:,} HTML tags")
        if name == "br" and not attributes:
            self._breaks += 1
            line_end = Break()
            line_end.start = at
            self._put(line_end)
            return
        if name in _CLOSING:
            self._imply(name)
        tag = Element(name, attributes, at)
        self.tags.append(tag)
        self._put(tag)
        if name not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(tag)
            self._around = tag

    def _put(self, element: PageElement) -> None:
        """Link an element behind the last one, inside the innermost open tag."""
        around, last = self._around, self._last
        contents = around.contents
        before = contents[-1] if contents else None
        element.parent = around
        element.previous_element, last.next_element = last, element
        element.previous_sibling = before
        element.next_element = element.next_sibling = None
        if before is not None:
            before.next_sibling = element
        contents.append(element)
        self._last = element

    def _end(self, name: str) -> None:
        opened = self._open
        if opened and opened[-1].name == name:
            self._close(len(opened) - 1)
            return
        inline = name not in BLOCKS
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth].name == name:
                self._close(depth)
                return
            if inline and opened[depth].name in BLOCKS:
                # `<b><p>…</b>`: the paragraph goes on.
                return

    def _imply(self, name: str) -> None:
        closes, stops = _IMPLIED.get(name, _P_RULE)
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].name in closes:
                self._close(depth)
                return
            if self._open[depth].name in stops:
                return

    def _close(self, depth: int) -> None:
        del self._open[depth:]
        self._around = self._open[-1] if self._open else self.soup
