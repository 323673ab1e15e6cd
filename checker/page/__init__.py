"""What a body says of itself: bytes to a Page, bounded in time, memory and size.

Rules kept here:
- Visible words count for `words`; navigation, footers, forms' choices and hidden parts are left out
  of `text` (`spoken`).
- Whatever a server sends, the result is bounded and can be stored: no NUL, no lone surrogate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Page
from ..urls import resolve, without_fragment
from .charset import decode
from .metadata import declared, line, refresh_target
from .spoken import spoken_words
from .taming import pieces, tamed
from .titles import document_title, first_heading
from .unshown import unscripted, with_declared
from .untangled import read_tangled

__all__ = ["read_page"]

LONGEST_TEXT = 200_000
"""Characters of Page.text."""
MOST_ANCHORS = 20_000
MOST_EMBEDS = 40
_SEARCHED = 40_000
"""Characters up to which a look for a word costs less than a look through the tree."""
_MOST_METAS = 400
_MOST_SCRIPTS = 20
_MOST_TIMES = 50
_LONGEST_ANCHOR = 256
_FEW_SCRIPTS = 3
_SHORT_SCRIPT = 2000
_SENDS_ON = re.compile(r"""location(?:\.href)?\s{0,9}=\s{0,9}["']([^"'<>\s]{1,200})["']""")
"""A page that is little more than a script which sends its reader on."""
_PARKS = re.compile(r"\bwindow\.(?:park|LANDER_SYSTEM)\b")
"""What the scripts of parking services begin with that have no address of their own."""

_TELLS_NOTHING = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "unknown/unknown", "application/pdf"}
    | {"application/unknown", "*/*"}
)
"""Types that servers send for want of a better one; what is no PDF may be an error page."""


def read_page(
    body: bytes, headers: Iterable[tuple[str, str]], url: str, longest: int = LONGEST_TEXT
) -> Page | None:
    """The Page that a body is, None for what has no words (images, archives, unknown bytes).

    `headers` have their names in lower case; `url` is what relative references are relative to;
    `longest` bounds the characters of the text. A PDF is a Page without words: that one is there
    is all we know without reading it.
    """
    content_type = next((value for name, value in headers if name == "content-type"), "")
    kind = _kind(body, content_type)
    if kind == "pdf":
        return Page()
    if kind is None:
        return None
    text = decode(body, content_type, url)
    if kind == "text":
        words = text.split()
        return Page(text=_folded(words, longest), words=len(words))
    markup = tamed(text)
    if markup is None:
        return read_tangled(text, longest)
    return _read_html(markup, url, longest)


def _kind(body: bytes, content_type: str) -> str | None:
    """html, text, pdf or None, by the header and, where it says nothing, by the first bytes."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    declared_type = content_type.partition(";")[0].strip().lower()
    if declared_type in _TELLS_NOTHING:
        start = body.lstrip(b"\xef\xbb\xbf \t\r\n\f")[:512]
        if start.startswith(b"<"):
            return "html"
        return "text" if not declared_type and start and b"\0" not in start else None
    if "html" in declared_type or "xml" in declared_type.rpartition("/")[2]:
        return None if declared_type.startswith("image/") else "html"
    if declared_type.startswith("text/") or declared_type.endswith("json"):
        return "text"
    return None


class _Anything(Container[str]):
    """Stands for the markup of a long page: what is asked for may be in it."""

    def __contains__(self, _: object) -> bool:
        return True


def _read_html(markup: str, url: str, longest: int) -> Page:
    """All pieces together; what a page declares stands in the first."""
    declares: tuple[Callable[..., Page], str] | None = None
    words: list[str] = []
    visible = 0
    anchors: set[str] = set()
    for piece in pieces(markup):
        tree = LexborHTMLParser(piece)
        written = piece.lower() if len(piece) <= _SEARCHED else _Anything()
        declares = declares or _declarations(tree, url, written)
        if len(anchors) < MOST_ANCHORS:
            anchors.update(_anchors(tree, written))
        spoken, aside = spoken_words(tree, written)
        visible += len(spoken) + aside
        if len(words) < longest:
            words += spoken
    notice, article = (None, "") if visible else unscripted(markup)
    page, body = declares or (Page, "")
    return page(
        anchors=frozenset(islice(anchors, MOST_ANCHORS)),
        text=_folded(with_declared(words, body or article), longest),
        words=visible,
        unscripted=notice,
    )


def _declarations(
    tree: LexborHTMLParser, url: str, written: Container[str]
) -> tuple[Callable[..., Page], str]:
    """Everything of a Page but its anchors and words: with those it makes one. And the words of the
    article, where it declares them.

    `written` is the markup in lower case: what does not stand there is not looked for in the tree,
    which takes longer. Names of tags and attributes are looked for and no values: only those cannot
    be written with character references (HTML, 13.2.5).
    """
    base, canonical = (url, None)
    if "<base" in written or "<link" in written:
        base, canonical = _links(tree, url)
    metas, refresh = _metas(tree) if "content" in written else ({}, None)
    scripts: list[str] = []
    embeds: tuple[str, ...] = ()
    if "<script" in written or "frame" in written:
        scripts, embeds = _scripts(tree)
    says = declared(metas, scripts)
    title = document_title(tree) or next(iter(says.titles), None)
    published = says.published or (_time_element(tree) if "<time" in written else ())
    page = partial(
        Page,
        title=title,
        heading=first_heading(tree, title) if "<h1" in written else None,
        authors=says.authors,
        published=next(iter(published), None),
        modified=says.modified,
        site=says.site,
        canonical=resolve(base, canonical) if canonical else None,
        refresh=_leads_away(refresh, base, url),
        robots=says.robots,
        has_password_field="<input" in written
        and tree.css_first("input[type='password' i]") is not None,
        embeds=embeds,
        called=tuple(each for each in says.titles if each != title),
        days=published[1:],
    )
    return page, says.body


def _time_element(tree: LexborHTMLParser) -> tuple[str, ...]:
    """What a time element gives as the day of publication; one of many that say nothing is none."""
    found: dict[str, None] = {}
    for node in tree.css("time[datetime]")[:_MOST_TIMES]:
        says = node.attributes
        value = line(says.get("datetime"))
        about = f"{says.get('itemprop')} {says.get('class')}".lower()
        if value and ("publi" in about or "posted" in about or "pubdate" in says):
            return (value,)
        if value:
            found[value] = None
    return tuple(found) if len(found) == 1 else ()


def _is_in(node: LexborNode, tag: str) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == tag


def _links(tree: LexborHTMLParser, url: str) -> tuple[str, str | None]:
    """What relative references are relative to, and the canonical address as written."""
    base: str | None = None
    canonical: str | None = None
    for node in tree.css("base[href], link[rel~='canonical' i]")[:10]:
        href = node.attributes.get("href") or ""
        if node.tag == "base":
            base = base or resolve(url, href)
        else:
            canonical = canonical or href
    return base or url, canonical


def _metas(tree: LexborHTMLParser) -> tuple[dict[str, list[str]], str | None]:
    """Contents of meta elements by lower-case name, property or itemprop, in order; and where a
    refresh leads, as written. One for browsers without scripts leads nobody."""
    found: dict[str, list[str]] = {}
    refresh: str | None = None
    for node in tree.css("meta[content]")[:_MOST_METAS]:
        says = node.attributes
        content = says.get("content") or ""
        name = says.get("name") or says.get("property") or says.get("itemprop")
        if name:
            found.setdefault(name.lower()[:100], []).append(line(content))
        elif (says.get("http-equiv") or "").lower() == "refresh" and not _is_in(node, "noscript"):
            refresh = refresh or refresh_target(content)
    return found, refresh


def _leads_away(written: str | None, base: str, url: str) -> str | None:
    """Where the page sends its readers by itself; None for a page that only reloads itself."""
    target = resolve(base, written) if written else None
    return target if target and without_fragment(target) != without_fragment(url) else None


def _scripts(tree: LexborHTMLParser) -> tuple[list[str], tuple[str, ...]]:
    """JSON-LD; and where scripts and frames come from, or where the only script leads."""
    data: list[str] = []
    embeds: dict[str, None] = {}
    acts = False
    nodes = tree.css("script, iframe[src], frame[src]")
    for node in nodes[: 4 * MOST_EMBEDS]:
        says = node.attributes
        source = line(says.get("src"))
        if not source and "ld+json" in (says.get("type") or "").lower():
            data.append(node.text())
        elif not source and len(nodes) <= _FEW_SCRIPTS:
            script = node.text()[:_SHORT_SCRIPT]
            match = _SENDS_ON.search(script)
            source = match.group(1) if match else "parking" if _PARKS.search(script) else ""
            acts = acts or bool(script.strip())
        if source and len(embeds) < MOST_EMBEDS:
            embeds[_place(source)] = None
    if acts and not embeds:
        embeds[_place("inline")] = None
    return data[:_MOST_SCRIPTS], tuple(embeds)


def _place(source: str) -> str:
    """Host and first path segment of an address: "cdn.example/lib", "/js"."""
    address = source.partition("?")[0]
    before, slashes, after = address.partition("//")
    if slashes and (not before or before.endswith(":")):
        host, _, path = after.partition("/")
    else:
        host, path = "", address.lstrip("./")
    return f"{host.lower()}/{path.partition('/')[0]}"


def _anchors(tree: LexborHTMLParser, written: Container[str]) -> Iterator[str]:
    """Every id and a[name] short enough to be meant."""
    for node in tree.css("[id]") if "id" in written else ():
        name = node.id
        if name and len(name) <= _LONGEST_ANCHOR:
            yield name
    for node in tree.css("a[name]") if "name" in written else ():
        name = node.attributes.get("name")
        if name and len(name) <= _LONGEST_ANCHOR:
            yield name


def _folded(words: list[str], longest: int) -> str:
    """Words as one line of text, bounded, fit to be stored."""
    text = " ".join(words[:longest])[:longest]
    return text.replace("\0", "") if "\0" in text else text
