"""Keeps markup harmless: what goes to the parser can cost no more than linear time and memory.

Rules kept here:
- The standard's tree construction (and so the parser) takes quadratic time for deep nesting, for
  many attributes on one tag and for many open formatting elements, and the last of these also
  multiplies nodes: 20 kB of markup can become 400 MB. None of it is met on honest pages.
- A page is parsed in pieces of a bounded number of tags; an ordinary page is one piece.
- The scan for attributes tries every place where a tag could begin, so no trick with quotes,
  comments or scripts hides one from it.
- Scripts that compare (`i<list.length;i++`) look like such tags: every fifth page of the press has
  one. They are cut out, and what is left is scanned anew, so that what the parser sees has always
  been scanned as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_TAGS = 4000
"""`<` in one piece. At the worst a piece of this size takes 40 ms."""
MOST_PIECES = 64
_MOST_ATTRIBUTES = 300
_MOST_FORMATTING = 64
_SMALL = 16_384
"""Characters; a tag within so few is never worth a scan."""

# One tag with too many attributes, or a name of 200 characters. Tokenised as in the standard
# (quotes count only after an equals sign); possessive throughout, so each place is passed over
# once. The look-ahead lets the commonest tags, those without quotes, go at once.
_TANGLED = re.compile(
    r"""<[a-zA-Z](?![^>"']{0,200}+>)(?:[^\s/>]{200}|[^\s/>]*+[\s/]++(?:[^\s/>][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+[\s/]*+)"""
    rf"""{{{_MOST_ATTRIBUTES}}})"""
)
# The elements that the standard reopens in every later paragraph when they are left open; those
# without attributes it reopens three times at most. Spelt without IGNORECASE, which makes it three
# times as fast: it runs over every page.
_NAMES = (
    r"[bcefinstuBCEFINSTU](?:(?<=[bisuBISU])|[iI][gG]|[oO][dD][eE]|[mM]|[oO][nN][tT]|[oO][bB][rR]"
    r"|[mM][aA][lL][lL]|[tT][rR](?:[iI][kK][eE]|[oO][nN][gG])|[tT])"
)
_FORMATTING = re.compile(rf"<{_NAMES}[\s/]")
_ANY_FORMATTING = re.compile(rf"<(/?){_NAMES}(?=[\s/>])")


def tamed(markup: str) -> str | None:
    """The markup as the parser may see it; None where it must not see this at all."""
    if len(markup) <= _SMALL or _TANGLED.search(markup) is None:
        return markup
    rest = _without_wild_scripts(markup)
    return None if _TANGLED.search(rest) else rest


def _without_wild_scripts(markup: str) -> str:
    """The markup without the contents of scripts in which something looks like a tangled tag."""
    kept: list[str] = []
    lowered = markup.lower()
    if len(lowered) != len(markup):  # "İ" becomes two characters, and offsets would not agree
        lowered = markup
    after = at = 0
    while (begun := lowered.find("<script", at)) >= 0:
        start = lowered.find(">", begun) + 1
        at = lowered.find("</script", start) if start else -1
        if at < 0:
            break
        if _TANGLED.search(markup, start, at):
            kept.append(markup[after:start])
            after = at
    return "".join((*kept, markup[after:]))


def pieces(markup: str) -> Iterator[str]:
    """The markup in pieces that are safe to parse one by one, cut in front of a `<`."""
    tags = markup.count("<")
    if tags > 2 * _MOST_FORMATTING and len(_FORMATTING.findall(markup)) > _MOST_FORMATTING:
        markup = _ANY_FORMATTING.sub(r"<\1span", markup)
    if tags <= MOST_TAGS:
        yield markup
        return
    most = MOST_TAGS * MOST_PIECES
    parts = markup.split("<", most)[:most]
    for at in range(0, len(parts), MOST_TAGS):
        piece = "<".join(parts[at : at + MOST_TAGS])
        yield f"<{piece}" if at else piece
