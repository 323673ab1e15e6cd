"""Words that a page has and shows to nobody until its script has run, or only where none runs.

Rules kept here:
- The words that a reader is shown go before all others: what is declared for machines, or for
  browsers without scripts, stands in for words where next to none are shown.
- A notice is no article: "Please enable JavaScript" stands for nothing that anyone cites.
- Words in attributes, templates and the data of scripts are not looked for: which of them a script
  shows, and in which order, only it knows.
"""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from .metadata import line

_SEARCHED = 40_000
"""Characters of markup that is looked through."""
_FEW = 60
"""Words below which a page shows no article."""
_SAME = 60
"""Characters by which a declared article is known among the words that are shown."""
_TAG = re.compile(r"<[^<>]{0,1000}>")
_ARTICLE = "article p, main p, p + p + p"


def unscripted(markup: str) -> tuple[str | None, str]:
    """What a page that says nothing else tells browsers without scripts: in one bounded line, and,
    where it is an article, the words of it."""
    if len(markup) > _SEARCHED or "<noscript" not in markup.lower():
        return None, ""
    nodes = LexborHTMLParser(markup).css("body noscript")
    told = " ".join(node.text(separator=" ") for node in nodes)
    article = any(node.css_first(_ARTICLE) is not None for node in nodes)
    return line(told) or None, told if article else ""


def with_declared(shown: list[str], body: str) -> list[str]:
    """The words that are shown, and behind them the article as it is declared, where those are too
    few to be one."""
    if not body or len(shown) > _FEW:
        return shown
    # Some write HTML into their JSON.
    plain = unescape(_TAG.sub(" ", body)) if "<" in body or "&" in body else body
    words = plain.encode("utf-8", "ignore").decode().split()
    return shown if " ".join(words)[:_SAME] in " ".join(shown) else shown + words
