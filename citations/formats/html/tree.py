"""HTML → a tree whose tags and words know where they stand in the source.

Rules kept here:
- The tokens are our own (https://html.spec.whatwg.org/multipage/parsing.html, simplified): Python's
  html.parser tells no offsets of text and needs quadratic time on unclosed tags.
- Tags that browsers close by themselves (`<p>`, `<li>`, cells) are closed here too.
- The tree is one list of all nodes in order of the document; a tag knows its place in it, and where
  what is inside it ends. So nothing that looks around in it is slower on a broader or deeper page.
- Nesting is cut off at a depth that no letter reaches, and a file with more tags than a bound is
  refused: a tree costs memory.
- Nothing raises on broken HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from citations.model import DocumentTooLarge, Span

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

_MARKUP = re.compile(
    r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?:(?P<end>[\s/]*+>)|(?P<plain>(?:\s++[A-Za-z][\w:.-]*+=\"[^\"]*+\")++)[\s/]*+>)?"
    r"|(?P<comment>!--)|(?P<bogus>[!?/]))"
)
"""A tag to its end where its attributes are written as nearly all are; else to that of its name."""
_PLAIN = re.compile(r"([A-Za-z][\w:.-]*+)=\"([^\"]*+)\"")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?)"
)
_NAME = re.compile(r"<[^\s/>]*+")


class Tag:
    """An element, or the page itself, which has no parent."""

    __slots__ = ("at", "attrs", "name", "nodes", "order", "parent", "until")

    def __init__(
        self, name: str, attributes: dict[str, str], at: int, parent: Tag | None, nodes: list[Node]
    ) -> None:
        self.name = name
        self.attrs = attributes
        self.at = at
        """Source offset of its `<`."""
        self.parent = parent
        self.nodes = nodes
        """All nodes of its page, in order of the document; the page itself is the first."""
        self.order = order = len(nodes)
        """Its own place among them."""
        self.until = order + 1
        """The place behind the last node inside it."""


class Words:
    """Text of the tree, entities decoded, with its source span."""

    __slots__ = ("end", "parent", "start", "text")

    def __init__(self, text: str, start: int, end: int, parent: Tag) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.parent = parent


class Break:
    """A `<br>` without attributes: a page may have a hundred thousand, and a tag is large."""

    __slots__ = ("start",)

    def __init__(self, start: int) -> None:
        self.start = start
        """Source offset of its `<`."""


Node = Tag | Words | Break


def parse(text: str, within: Span | None = None) -> tuple[Tag, list[Tag]]:
    """The page of `text`, or of a part of it, and its tags in order. Raises DocumentTooLarge."""
    builder = _Builder(text, within or Span(0, len(text)))
    builder.build()
    return builder.page, builder.tags


def page_of(tag: Tag) -> Tag:
    """The page that a tag stands in."""
    while tag.parent is not None:
        tag = tag.parent
    return tag


def tag_before(tag: Tag) -> Tag | None:
    """The tag that begins last before this one."""
    for at in range(tag.order - 1, -1, -1):
        node = tag.nodes[at]
        if isinstance(node, Tag):
            return node
    return None


def sibling_after(tag: Tag) -> Tag | None:
    """The next tag beside this one."""
    end = tag.parent.until if tag.parent is not None else 0
    for at in range(tag.until, end):
        node = tag.nodes[at]
        if isinstance(node, Tag):
            return node
    return None


def words_after(tag: Tag) -> str:
    """The words right behind a tag, up to the next one; "" where another tag is there."""
    node = tag.nodes[tag.until] if tag.until < len(tag.nodes) else None
    return node.text if isinstance(node, Words) and node.parent is tag.parent else ""


def descendants(tag: Tag) -> Iterator[Node]:
    """All that is inside a tag, in order of the document."""
    return map(tag.nodes.__getitem__, range(tag.order + 1, tag.until))


def children(tag: Tag) -> Iterator[Node]:
    """What stands inside a tag and inside no other one there."""
    at = tag.order + 1
    while at < tag.until:
        node = tag.nodes[at]
        yield node
        at = node.until if isinstance(node, Tag) else at + 1


def tags_in(tag: Tag) -> Iterator[Tag]:
    """The tags inside a tag, in order of the document."""
    return (node for node in descendants(tag) if isinstance(node, Tag))


def words_of(tag: Tag) -> str:
    """All text inside a tag, as it stands, entities decoded."""
    return "".join([words.text for words in pieces_of(tag)])


def pieces_of(tag: Tag) -> list[Words]:
    """The words inside a tag, in order of the document."""
    return [node for node in tag.nodes[tag.order + 1 : tag.until] if isinstance(node, Words)]


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value, "" where there is none."""
    return tag.attrs.get(name, "")


def value_span(text: str, tag: Tag, name: str) -> Span:
    """Source span of an attribute's value; the tag's name where it has no such attribute."""
    start = tag.at
    match = _NAME.match(text, start)
    at = match.end() if match is not None else start
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


def _plain_attributes(written: str) -> dict[str, str]:
    """The same, of attributes in double quotation marks and nothing else."""
    found: dict[str, str] = {}
    for name, raw in _PLAIN.findall(written):
        found.setdefault(name.lower(), unescape(raw) if "&" in raw else raw)
    return found


class _Builder:
    """Fills a page's list of nodes from our tokens."""

    def __init__(self, text: str, within: Span) -> None:
        self._text = text
        self._within = within
        self._nodes: list[Node] = []
        self.page = Tag("[document]", {}, 0, None, self._nodes)
        self._nodes.append(self.page)
        self._open = [self.page]
        """The tags that are open, outermost first, and the page itself before them."""
        self.tags: list[Tag] = []
        """All of them so far, in order of the document."""
        self._breaks = 0

    def build(self) -> None:
        """Read the text to its end."""
        text, at, end = self._text, self._within.start, self._within.end
        nodes, opened, search = self._nodes, self._open, _MARKUP.search
        while (match := search(text, at, end)) is not None:
            start = match.start()
            if start > at:
                raw = text[at:start]
                words = unescape(raw) if "&" in raw else raw
                nodes.append(Words(words, at, start, opened[-1]))
            close, name, bare, plain, comment, _ = match.groups()
            at = match.end()
            if name is not None:
                name = name.lower()
                attributes: dict[str, str] = {}
                if bare is None:
                    if plain is not None:
                        attributes = _plain_attributes(plain)
                    else:
                        attributes, at = _attributes(text, at, end)
                if not close:
                    self._start(name, attributes, start)
                    at = self._raw(name, at) if name in _RAW else at
                elif opened[-1].name == name:
                    opened.pop().until = len(nodes)
                else:
                    self._end(name)
            elif comment:
                ended = text.find("-->", at - 2, end)
                at = ended + 3 if ended >= 0 else end
            else:
                ended = text.find(">", at - 1, end)
                at = ended + 1 if ended >= 0 else end
        self._words(at, end)
        self._close(0)

    def _raw(self, name: str, at: int) -> int:
        """Take what a script or its like holds; gives where reading goes on."""
        text, end = self._text, self._within.end
        closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at, end)
        stop = closing.start() if closing else end
        self._words(at, stop)
        return stop

    def _words(self, start: int, end: int) -> None:
        if start < end:
            words = unescape(self._text[start:end])
            self._nodes.append(Words(words, start, end, self._open[-1]))

    def _start(self, name: str, attributes: dict[str, str], at: int) -> None:
        if len(self.tags) + self._breaks >= MAX_TAGS:
            raise DocumentTooLarge(f"more than {MAX_TAGS:,} HTML tags")
        if name == "br" and not attributes:
            self._breaks += 1
            self._nodes.append(Break(at))
            return
        if name in _CLOSING:
            self._imply(name)
        tag = Tag(name, attributes, at, self._open[-1], self._nodes)
        self.tags.append(tag)
        self._nodes.append(tag)
        if name not in VOID and len(self._open) <= MAX_DEPTH:
            self._open.append(tag)

    def _end(self, name: str) -> None:
        opened = self._open
        inline = name not in BLOCKS
        for depth in range(len(opened) - 1, 0, -1):
            if opened[depth].name == name:
                self._close(depth)
                return
            if inline and opened[depth].name in BLOCKS:
                # `<b><p>…</b>`: the paragraph goes on.
                return

    def _imply(self, name: str) -> None:
        closes, stops = _IMPLIED.get(name, _P_RULE)
        for depth in range(len(self._open) - 1, 0, -1):
            opened = self._open[depth].name
            if opened in closes:
                self._close(depth)
                return
            if opened in stops:
                return

    def _close(self, depth: int) -> None:
        opened, end = self._open, len(self._nodes)
        while len(opened) > depth:
            opened.pop().until = end
