"""The URLs of a Markdown file out of the page that pulldown-cmark makes of it.

Rules kept here:
- What comes out is what reading the file whole finds, in the same order; where any place of the
  page leaves a doubt, nothing comes out and the caller looks closer (`addresses`).
- The page is split once, at every link, and at every bare URL that nothing touches but white space,
  plain punctuation and the edges of blocks. What is left must hold no sign of another one.
- In the page every `<` is a tag's of pulldown-cmark: a file with HTML of its own is not read here.
"""

from __future__ import annotations

import re

from ...late import late_regex
from .hosts import LONGEST, MOST, may_be_host

# The source

_FOREIGN = late_regex(r"<(?!https?://[!-;=?-~]++>)[A-Za-z/!?]")
"""HTML, or an address in angle brackets that is no plain one."""
_ENTITY_AT_START = late_regex(r"\n[ \t>]*+&")
"""A line that may begin with another character than its source does."""
_ATTRIBUTES = late_regex(r"\{[^{}\n]*\}[ #]*(?:\n|\Z)")
"""A heading's own id and classes."""
_INDENTED = late_regex(r"(?m)^(?:[ >*+-]|\d{1,9}[.)])*(?:\t|    )")
"""A listing that may be indented, which makes it text like any other."""
_PLAIN = r"[!#$%()*+,./:;=?@A-Za-z0-9_~-]"
"""What stands in a target as it is."""
_INDENT = r"[ \t>*+\-.)\d]*+"
_LABEL = r"[^\]\[\\]{0,999}+(?:\\.[^\]\[\\]{0,999}+)*+"
_DEFINES = late_regex(rf"\n{_INDENT}(?:\[\^[^\]\n]*+\]:{_INDENT})*+\[(?!\^){_LABEL}\]:", re.DOTALL)
"""Where the first definition of a link may stand."""
_DEFINITION = (
    rf"\[[^\]\[\n\\^][^\]\[\n\\]*+\]: (?:https?://{_PLAIN}++|[^\s<>&\\:]++)"
    r"(?: +\"[^\"\n\\]*+\")?[ \t]*+(?:\n++|\Z)"
)
_DEFINITIONS = late_regex(rf"(?:{_DEFINITION})++")
_DEFINED = late_regex(rf"\]: (https?://{_PLAIN}++)")
_REFERRED = "http://~/"
"""Put before a target by reference, to know it in the page."""
_SIGN = _REFERRED.removeprefix("http")
"""The same without what every address begins with."""

# The page

_LISTING = "<pre><code"
_LISTING_END = "</code></pre>"
_ANCHOR = late_regex(r"://|\.(?=[^\W_])")
_MARKS = "⁰¹²³⁴-⁹†‡*"
_TAG = r"</?(?:em|strong|del|code)>"
_LETTERS = rf"[^<^:\[\]{_MARKS}]*+"
_PIECE = rf"(?=[^<A-Za-z]*+[A-Za-z]|\s*+<){_LETTERS}(?::(?!//){_LETTERS})*+"
_WORDS = rf"(?!\s*+(?:{_TAG}\s*+)*+</a>){_PIECE}(?:{_TAG}{_PIECE})*+</a>"
"""A link's words, which no one takes for the label of a note or for a URL."""
_NO_LABEL = (
    r"(?!(?:</[a-z]++>)*+[.)\]:/])"
    r"(?!(?:\s++|<sup class=\"footnote-definition-label\">\d++</sup>|<(?!/?a)[^>]*+>)*+"
    rf"(?:[{_MARKS}]|\[\d|\(\d{{1,3}}\)|\d{{1,3}}[.)/]))"
)
"""Behind a link without words: no printed label that might hold it (see `signs`)."""
_BEHIND = (
    r"(?=[.,;:!?)”\"]*+(?: |</(?:p|li|td|th|h[1-6])>|<br />|<sup class=\"footnote-r"
    r"|\n(?:</|<[uo]l|(?<![-=?]\n)(?=[A-Za-z]++[ \n]))))"
)
"""Behind a URL: it surely does not go on in the next line (see `signs`)."""
_BEFORE = r"(?:(?<=[ \n]http)(?<!-\nhttp)|(?<=[ \n][(“\"]http)|(?<=<p>http)|(?<=<li>http))"
_LEADS = ("", "<em>", "</em>", "<strong>", "</strong>", "<del>", "</del>")
_UNLABELLED = "".join(rf"(?<![\d{_MARKS}]{tag}<a href=\"http)" for tag in _LEADS)
_LINK = (
    rf"(?<=<a href=\"http){_UNLABELLED}(s?://{_PLAIN}++(?:&amp;{_PLAIN}*+)*+)\""
    r"(?: title=\"[^\"]*+\")?>(?:"
    rf"http\1</a>{_BEHIND}|{_WORDS}|(?:<img [^>]*+>)*+</a>{_NO_LABEL}"
    rf"|(?=[^<]*://)[^<^]*+</a>{_BEHIND})"
)
_HOST = r"(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]{2,24}+"
_STEPS = r"[A-Za-z0-9_%=+~#@/-]"
_BARE = (
    rf"{_BEFORE}(s?://(?!t\.co/){_HOST}"
    rf"(?:[/?#]{_STEPS}*+(?:(?:(?<!\d/)[?.:!]++(?={_STEPS}|&amp;)|&amp;){_STEPS}*+)*+"
    rf"(?<=[A-Za-z0-9/=-])(?<!\d/))?){_BEHIND}"
)
_PICTURE = r"(?<=<img src=\"http)[^>]*+>"
_ADDRESS = late_regex(rf"http(?:{_LINK}|{_BARE}|{_PICTURE})")
"""It begins with letters, which are sought ten times as fast as a choice of characters."""
_STRIDE = 3
"""What `split` gives for each: the page before it, a link's target or None, a URL or None."""

# What is left of it

_AT = "\x02"
"""Stands where an address was."""
_NOWHERE = r'(?!//|[wW]{3}\.)[\w./~-]*+(?:[#?][^"]*+)?">'
_ODD_LINK = late_regex(rf'<(?:a href="(?!{_AT}|{_NOWHERE})|(?:img |code>)[^<>]*{_AT})')
"""A link that is not known to lead to a path or into the page; an address in code or an image."""
_INLINE = r"</?(?:em|strong|del|code|a)\b"
_DOT = late_regex(
    rf"\.(?!\s)(?:(?=[^\W\d_](?:[^\W\d_]|-|{_INLINE}))|(?<=[wW]{{3}}\.)"
    rf"|(?=(?:{_INLINE}[^>{_AT}]*+>)++\w))"
)
"""What every host without a scheme has, and few abbreviations and no numbers."""
_SLASHES = late_regex(rf":(?://|/?(?:{_INLINE}[^>{_AT}]*+>)++/)")
"""Those of a URL, together or with emphasis between them."""
_CUT = late_regex(
    r"\s|<(?:/?(?:p|li|[uo]l|h[1-6]|div|blockquote|pre|t[a-z]+)\b[^>]*|[bh]r /)>|(?=<sup )"
)
_DOUBT = re.compile(rf"[<>&{_AT}{_MARKS}]|\[[\d^]|\(\d|\d/")
_CODE = re.compile(r"</?code>")


def urls(text: str) -> list[str] | None:
    """The URLs of a text with plain line ends; None where they cannot be told from here."""
    if (
        "\r" in text
        or _AT in text
        or ("^" in text and "^[" in text)
        or _has_html(text)
        or ("&" in text and _ENTITY_AT_START.search(text) is not None)
        or ("{" in text and _ATTRIBUTES.search(text) is not None)
    ):
        return None
    defined = _defined(text)
    page = _page(defined[0]) if defined is not None else None
    if defined is None or page is None:
        return None
    parts = _ADDRESS.split(page)
    rest = _AT.join(parts[::_STRIDE])
    targets, bare = parts[1::_STRIDE], parts[2::_STRIDE]
    if (
        _has_slashes(rest)
        or _ODD_LINK.search(rest) is not None
        or _may_hold_host(rest)
        or ("%" in page and not _are_verbatim(targets, page, text))
    ):
        return None
    found = [target or url for target, url in zip(targets, bare, strict=True) if target or url]
    return _in_order(found, defined[1])


def _has_html(text: str) -> bool:
    at = text.find("<")
    while at >= 0:
        if _FOREIGN.match(text, at) is not None:
            return True
        at = text.find("<", at + 1)
    return False


def _page(text: str) -> str | None:
    """The page without listings; None where a listing may be text."""
    import pyromark

    from .options import OPTIONS

    page = pyromark.html(text, options=OPTIONS)
    first, *others = page.split(_LISTING)
    if not others:
        return page
    unnamed = any(listing.startswith(">") for listing in others)
    indented = unnamed and _INDENTED.search(text) is not None
    kept = [first]
    for listing in others:
        end = listing.find("<")
        if indented and listing.startswith(">"):
            if _ANCHOR.search(listing, 0, end) is not None:
                return None
            kept.append(_LISTING)
            kept.append(listing)
        else:
            kept.append(listing[end + len(_LISTING_END) :])
    return "".join(kept)


def _defined(text: str) -> tuple[str, list[str]] | None:
    """The text with a sign before the targets of its definitions, and the targets.

    None where definitions stand anywhere but at its end, or one of them twice.
    """
    first = _DEFINES.search(f"\n{text}")
    if first is None:
        return text, []
    at = first.start()
    if (
        not text.startswith("[", at)
        or text[at - 2 : at] != "\n\n"
        or ("~" in text and _REFERRED in text)
        or _DEFINITIONS.fullmatch(text, at) is None
    ):
        return None
    tail = text[at:]
    targets = _DEFINED.findall(tail)
    if len(set(targets)) < len(targets):
        return None
    return text[:at] + tail.replace("]: http", f"]: {_REFERRED}http"), targets


def _in_order(found: list[str], targets: list[str]) -> list[str] | None:
    """The addresses, and behind them those by reference in the order of their definitions.

    None where a target is nobody's to visit (see `targets.absolute`).
    """
    used: frozenset[str] = frozenset()
    if targets:
        used = frozenset([url.removeprefix(_SIGN) for url in found if url.startswith(_SIGN)])
        found = [url for url in found if not url.startswith(_SIGN)]
    joined = "\nhttp".join(["", *found])
    if "/cdn-cgi/" in joined:
        return None
    joined = joined.replace("&amp;", "&")
    return [*joined.split("\n")[1:], *[target for target in targets if target in used]]


def _are_verbatim(targets: list[str | None], page: str, text: str) -> bool:
    """True where the renderer encoded no target: each stands in the text as often."""
    encoded = {f"http{target}" for target in targets if target is not None and "%" in target}
    return len(encoded) < 20 and all(
        page.count(f'"{target}"') == text.count(target.removeprefix(_REFERRED))
        for target in encoded
    )


def _has_slashes(rest: str) -> bool:
    """True where what is left of the page may hold a URL with a scheme."""
    at = rest.find(":")
    while at >= 0:
        if rest.startswith(("/", "<"), at + 1):
            return _SLASHES.search(rest, at) is not None
        at = rest.find(":", at + 1)
    return False


def _may_hold_host(rest: str) -> bool:
    """True where what is left of the page may hold a URL without a scheme."""
    for count, match in enumerate(_DOT.finditer(rest)):
        at = match.start()
        before = rest[max(0, at - LONGEST) : at]
        if before.rfind("<") > max(before.rfind(">"), before.rfind(_AT)):
            continue  # within a tag
        start = _CUT.split(before)[-1]
        end = _CUT.split(rest[at : at + LONGEST], maxsplit=1)[0]
        if (
            count > MOST
            or rest.startswith("-\n", at - len(start) - 2)
            or may_be_host(start + end, _CODE, _DOUBT)
        ):
            return True
    return False
