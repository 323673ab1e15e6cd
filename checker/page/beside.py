"""Which elements of a page stand beside its text (readers' comments, teasers of other pages), and
which are articles of their own.

Rules kept here:
- An element is known by a name that sites give such parts (class, id), or by the heading that it
  begins with. Names of whole pages ("has-sidebar", "comments-open") are none.
- What holds the page's heading or its article is not beside it; and where most words would be, the
  page is made of such parts, and none is beside it.
- Of articles in each other the outermost counts, and one alone is the page.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..parts import ARTICLE, COMMENT, END, TEASER

Marks = dict[int, str]
"""By node, the mark that its words begin with."""

_COMMENTS = r"""
comments? commentlist commentaires? comentarios? commenti kommentare? kommentarer? reacties
kommentarspalte disqus(?:_thread)? responses? livefyre ufi\w{0,20}
"""
_TEASERS = r"""
related(?:posts|articles|stories|content|links|news)? recommend(?:ed|ations?)? teasers? sidebar
outbrain taboola trc trending promos? popular-posts? most-(?:read|popular|viewed|shared)
read-?(?:more|next|also) also-(?:read|like) more-(?:from|on|stories|news|articles)
(?:latest|recent|other)-?(?:news|posts?|articles|stories)? up-next onward a-lire-aussi
relacionad[oa]s lo-mas-leido correlati mas-leidas mehr-zum-thema verwandte you-may-also-like
"""
_AROUND = (
    "area list liste section sections wrap wrapper container content body text item items block "
    "box page region widget module panel grid rail stories articles posts links news navigation "
    "objects inline entries right left group feed thread now"
)
_BEFORE = "fb amp jp gem c g m block article articles post inline page site noticias trc articoli"
_HEADINGS = r"""
related(?: (?:articles|stories|posts|content|links|news|objects|entries|opinion|coverage|reading))?|
(?:more|other) (?:from|on|in|news|stories|articles|reviews|alerts|press releases|opinion)\b.{0,40}|
most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you| from .{1,30})?|
(?:read|up|what to read) (?:next|more|also)|(?:people )?also read|
latest(?: (?:news|stories|posts))?|
recent (?:news|posts|articles|stories|entries)|you (?:may|might) also (?:like|enjoy)|popular posts?|
das könnte sie auch interessieren|mehr zum thema|weitere artikel|meistgelesen|lesen sie auch|
à lire aussi|sur le même sujet|les plus lus|articles liés|lo más leído|noticias relacionadas|
te puede interesar|articoli correlati|leggi anche|i più letti|lees ook|läs också|mest läst
"""
_TALK = r"""
(?:\d{1,5} )?(?:comments?|kommentare?|commentaires?|comentarios?|commenti|kommentarer|reacties)
(?: ?\(\d{1,5}\))?:?|join the (?:conversation|discussion)(?: \(\d{1,5}\))?|vos réactions|
reader comments
"""


def _named(words: str) -> re.Pattern[str]:
    """A class or id that is one of the names, with what sites put around it."""
    names = "|".join(words.split())
    around = "|".join(_AROUND.split())
    before = "|".join(_BEFORE.split())
    return re.compile(
        rf"(?:(?:{before})[-_])*(?:{names})(?:[-_]{{1,2}}(?:{around}|{names}|\d{{1,6}}))*",
        re.IGNORECASE,
    )


def _headed(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{''.join(words.split(chr(10)))})[:.…»›]?", re.IGNORECASE)


_NAMED = ((COMMENT, _named(_COMMENTS)), (TEASER, _named(_TEASERS)))
_HEADED = ((COMMENT, _headed(_TALK)), (TEASER, _headed(_HEADINGS)))
_CONTAINERS = "div, section, aside, ol, ul, amp-list"
_FIRST = """
    related more other most trending recommended read up what people also latest recent you popular
    das mehr weitere meistgelesen lesen à sur les articles lo noticias te articoli leggi i lees läs
    comments comment kommentare kommentar commentaires commentaire comentarios comentario commenti
    kommentarer reacties join vos reader mest
"""
_FIRST_WORDS = frozenset(_FIRST.split())
"""Words with which such headings begin; most other headings need no second look."""
_ARTICLE_NAMES = "hentry h-entry post blog-post topic-post answer question entry"
_ARTICLES = frozenset(_ARTICLE_NAMES.split())
_NUMBER = "0123456789-_ "
_MOST = 400
"""Elements of one kind that are looked at."""
_MOST_CONTAINERS = 2000
_MOST_NAMES = 20
_LONGEST_NAME = 80
_HOLDS = "h1, main, article"
_WHOLE = frozenset(("html", "body", "main", "head"))
_LONGEST_HEADING = 60
_ALL = f"{ARTICLE}{COMMENT}{TEASER}{END}"
_MOST_BESIDE = 0.6
"""Part of a page's words that may stand beside its text."""


def marks_of(tree: LexborHTMLParser, written: Container[str]) -> Marks:
    """The mark of each element that is no part of the page's one text.

    `written` as in the reader: attributes that stand nowhere are not looked for; to ask the tree
    for a tag is cheaper than that.
    """
    found: Marks = {}
    articles = tree.css("article")[:_MOST]
    if "class" in written or "id" in written:
        for node, mark in _by_name(tree):
            if mark == ARTICLE:
                articles.append(node)
            else:
                _take(found, node, mark)
    for node, mark in _by_heading(tree):
        _take(found, node, mark)
    if len(articles) > 1:
        articles = [node for node in articles if not _is_inside(node, found)]
        held = {node.mem_id: ARTICLE for node in articles}
        alone = [node for node in articles if not _is_inside(node.parent, held)]
        if len(alone) > 1:
            found.update((node.mem_id, ARTICLE) for node in alone)
    return found


def _take(found: Marks, node: LexborNode, mark: str) -> None:
    if node.tag not in _WHOLE and node.css_first(_HOLDS) is None:
        found.setdefault(node.mem_id, mark)


def _by_name(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    told: dict[str, str] = {}
    for node in tree.css(_CONTAINERS)[:_MOST_CONTAINERS]:
        says = node.attributes
        # Those of a list differ by their numbers.
        names = f"{says.get('class') or ''} {says.get('id') or ''}".rstrip(_NUMBER)
        mark = told.get(names)
        if mark is None:
            mark = told[names] = _mark_of(names.split()[:_MOST_NAMES])
        if mark:
            yield node, mark


def _mark_of(names: list[str]) -> str:
    """What an element of such classes is; "" for a part of the text."""
    short = [name for name in names if len(name) <= _LONGEST_NAME]
    for mark, pattern in _NAMED:
        if any(map(pattern.fullmatch, short)):
            return mark
    return "" if _ARTICLES.isdisjoint(short) else ARTICLE


def _by_heading(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """What begins with a heading that tells what it is."""
    for node in tree.css("h2, h3, h4, h5")[:_MOST]:
        words = node.text(separator=" ").split()
        if not words or not (words[0].isdecimal() or words[0].lower().strip(":") in _FIRST_WORDS):
            continue
        heading = " ".join(words)
        parent = node.parent
        if len(heading) > _LONGEST_HEADING or parent is None or _begins_not(node):
            continue
        for mark, pattern in _HEADED:
            if pattern.fullmatch(heading):
                yield parent, mark
                break


def _begins_not(heading: LexborNode) -> bool:
    """Whether other words stand before a heading in its element."""
    at = heading.prev
    for _ in range(_MOST):
        if at is None:
            return False
        if (at.text(deep=True) or "").strip():
            return True
        at = at.prev
    return True


def _is_inside(node: LexborNode | None, marks: Marks) -> bool:
    """Whether an element, or one around it, is marked."""
    at = node
    while at is not None:
        if at.mem_id in marks:
            return True
        at = at.parent
    return False


def marked_words(parts: list[str], cuts: list[tuple[int, str]]) -> list[str]:
    """The words of all parts, each mark in front of the first word behind it.

    Args:
        parts: texts in order.
        cuts: where in them marks stand, in order.
    """
    words: list[str] = []
    waiting = ""
    after = 0
    for at, mark in (*cuts, (len(parts), "")):
        found = "".join(parts[after:at]).split()
        if found:
            words += waiting + found[0], *found[1:]
            waiting = ""
        waiting += mark
        after = at
    return words


def settled(words: list[str]) -> list[str]:
    """The words with their marks; where most of them would stand beside the text, without those."""
    beside, inside = 0, False
    for word in words:
        for mark in word[: -len(word.lstrip(_ALL))]:
            inside = inside if mark == ARTICLE else mark != END
        beside += inside
    if beside <= _MOST_BESIDE * len(words):
        return words
    return [f"{ARTICLE if ARTICLE in word else ''}{word.lstrip(_ALL)}" for word in words]
