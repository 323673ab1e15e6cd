"""The URLs of calm Markdown out of its source: nothing is parsed.

Rules kept here:
- What comes out is what reading the file whole finds, in the same order; where any place of the
  source leaves a doubt, nothing comes out and the caller looks closer (`addresses`).
- Calm is what means the same wherever it stands: links whose words are in one line, bare URLs that
  nothing touches, notes with numbers, tables of even rows, fences and definitions at the left edge.
  A file with a backslash, HTML, an entity or an indented line is not calm.
- The source is cut at every address, then at every bracket. What is left of it must hold no sign of
  another one. Each look begins with one character, which is sought faster than any choice.
"""

from __future__ import annotations

import re

from ...late import late_regex
from .hosts import LONGEST, MOST, may_be_host

_AT, _IMAGE = "\x02", "\x03"
"""Stand where an address, a link or a note was, and where an image was."""
_FOREIGN = ("\\", "\t", "\r", _AT, _IMAGE)
"""No file with one of these outside its listings is calm."""
_MARKS = "⁰¹²³⁴-⁹†‡*"

_ENTITY = re.compile(r"&[#A-Za-z][A-Za-z0-9]*+;")
_ATTRIBUTES = late_regex(r"\{[^{}\n]*\}[ #]*(?:\n|\Z)")
"""A heading's own id and classes."""
_FENCED = late_regex(r"`(?<![^\n]`)``[^`\n]*+\n[^`]*+(?:``?(?!`)[^`]*+)*+(?<=\n)```(?=\n|\Z)")

# Addresses

_PLAIN = r"[!#$%*+,./:;=?@A-Za-z0-9_~&-]"
"""What stands in a target as it is; brackets would have to be counted."""
_TITLE = r"(?: \"[^\]\[\"\n`|<]*+\")?"
_PICTURE = late_regex(rf"!\[[^\]\[\n`|<>*_^:{_MARKS}]*+\]\([^\s()<>`|]++{_TITLE}\)")
_HOST = r"(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]{2,24}+"
_STEPS = r"[A-Za-z0-9%=+#@/-]"
_JOINT = (
    rf"(?:(?<!\d/)[?.:!]++(?={_STEPS}|&[A-Za-z])|&(?=[A-Za-z])"
    r"|_(?<=[A-Za-z0-9]_)(?=[A-Za-z0-9]))"
)
"""Between steps; an underscore between others may be emphasis."""
_CLEAR = (
    r"(?=[.,;:!?)”\"]*+(?: ++(?!\n)|\n?\Z|\n(?:\n|[-*+] [A-Za-z\[]|\[\^\d{1,3}\]:"
    r"|(?<![-=?]\n)(?=[A-Za-z]++[ \n]))))"
)
"""Behind a URL: it surely does not go on in the next line (see `signs`)."""


def _behind(*leads: str) -> str:
    """Behind `http:` or `https:` with one of these before it."""
    return "|".join([f"(?<={lead}{name}:)" for lead in leads for name in ("https", "http")])


_IN_LINK = _behind(r"\]\(")
_IN_ANGLES = _behind(r"[ \n(“\"]<")
_IN_WORDS = _behind(r"[ \n]", r"[ \n][(“\"]")
_ADDRESS = late_regex(
    rf":(?:(?:{_IN_LINK})(//{_PLAIN}++){_TITLE}\)|(?:{_IN_ANGLES})(//{_PLAIN}++)>{_CLEAR}"
    rf"|(?:{_IN_WORDS})(//(?!t\.co/){_HOST}"
    rf"(?:[/?#]{_STEPS}*+(?:{_JOINT}{_STEPS}*+)*+(?<=[A-Za-z0-9/=-])(?<!\d/))?){_CLEAR})"
)
"""A link's, one in angle brackets, a bare one."""
_SCHEMES = {"s": "https:", "p": "http:"}
"""By the last letter before the colon."""
_STRIDE = 4
"""What `split` gives for each: the text before it, and one of the three."""
_LABEL = r"([^\]\[\s^`<>|*_]++(?: [^\]\[\s^`<>|*_]++)*+)\]"
_DEFINITION = late_regex(rf"\[{_LABEL}: (https?://{_PLAIN}++)(?: +\"[^\"\n]*+\")? *+\n*+")

# Brackets

_LETTERS = rf"[^\]\[<>|\n`^:{_MARKS}_{_AT}{_IMAGE}]*+"
_PIECE = rf"(?=[^\]\[\n`*A-Za-z]*+[A-Za-z]|\s*+[`*\]]){_LETTERS}(?::(?!//|\]){_LETTERS})*+"
_STYLED = (
    rf"(?:\*[A-Za-z]{_LETTERS}(?<=[A-Za-z])\*(?!\*)|\*\*[A-Za-z]{_LETTERS}(?<=[A-Za-z])\*\*"
    rf"|`(?=[^\n`A-Za-z]*+[A-Za-z]){_LETTERS}`)"
)
_WORDS = rf"(?!\s*+\]){_PIECE}(?:{_STYLED}{_PIECE})*+\]"
"""A link's words, which no one takes for the label of a note or for a URL."""
_NAME = rf"[^\]\[<>|\n`^:./@{_MARKS}_{_AT}{_IMAGE}]++"
_LOCAL = (
    rf"(?<![^ \n(“\"|]\[)(?:{_NAME}|`{_NAME}`)\]\((?!//|[wW]{{3}}\.)[\w./-]*+"
    rf"(?:[#?][^\s()<>`|*_{_AT}{_IMAGE}]*+)?\)"
)
"""A link to a path, or into the page itself; its words are prose and hold nothing of a URL."""
_NO_LABEL = rf"(?=[\s#>|-]*+(?:[\[`“]?[A-Za-z]|\[{_IMAGE}|\Z))"
"""Behind a link without words: no printed label that might hold it (see `signs`)."""
_BRACKETS = late_regex(
    rf"\[(?<![!^]\[)(?:\^[A-Za-z0-9-]++\](?![(\[])|([A-Za-z ,'’-]++)\](?![(\[:])|{_LOCAL}"
    rf"|(?<![\d{_MARKS}_]\[)(?:{_WORDS}(?:\(https?{_AT}|\[{_LABEL}(?![(\[:]))"
    rf"|{_IMAGE}\]\(https?{_AT}{_NO_LABEL}))"
)
"""A note, words in brackets, a local link, a link, one by reference, an image that is one."""
_BRACKETS_STRIDE = 3

# What is left

_ODD = rf"(?:---(?!\n\n|\n?\Z)|(?:[>*+\-\d.):{_AT}]| (?!   ))*+    |(?<=[- ]\n)[ >]*+https?{_AT})"
_ODD_LINE = late_regex(rf"\n{_ODD}")
"""Metadata, an indented line, an address that may belong to the line before it."""
_ODD_FIRST = late_regex(_ODD)
_TAG = re.compile(rf"<(?!https?{_AT})[A-Za-z/!?]")
_SLASHES = re.compile(r":[*_`]*+/")
"""Those of a URL, perhaps with emphasis before them."""
_DOT = late_regex(
    r"\.(?![ \n])(?:(?=[*_`]*+[^\W\d_](?:[^\W\d_]|[-*_`]))|(?<=[wW]{3}\.)|(?=[*_`]++\w))"
)
"""What every host without a scheme has, and few abbreviations and no numbers."""
_SPACE = late_regex(r"\s")
_DOUBT = re.compile(rf"[<>&|_{_AT}{_IMAGE}{_MARKS}]|\(\d|\d/")
_TICK = re.compile("`")
_ROWS = late_regex(r"\|(?<![^\n]\|)[^\n]*\|(?![^\n])(?:\n\|[^\n]*\|(?![^\n]))*+")


def urls(text: str) -> list[str] | None:
    """The URLs of a text, in order; None where they cannot be told from here."""
    if "`" in text:
        text = _FENCED.sub("\n", text)
    if (
        any(map(text.__contains__, _FOREIGN))
        or _meets("&", _ENTITY, text)
        or ("{" in text and _ATTRIBUTES.search(text) is not None)
    ):
        return None
    text, defined = _without_definitions(_without_images(text))
    parts = _ADDRESS.split(text)
    before = parts[::_STRIDE]
    rest = _AT.join(before)
    used: set[str] = set()
    if "[" in rest:
        pieces = _BRACKETS.split(rest)
        rest = _AT.join(pieces[::_BRACKETS_STRIDE])
        used.update([label.casefold() for label in pieces[2::_BRACKETS_STRIDE] if label])
        words = pieces[1::_BRACKETS_STRIDE] if defined else []
        if not used <= defined.keys() or any(_name(each) in defined for each in words if each):
            return None
    if not _is_calm(rest):
        return None
    links, angles, bare = parts[1::_STRIDE], parts[2::_STRIDE], parts[3::_STRIDE]
    found = [
        _SCHEMES[lead[-1]] + (link or angle or url)
        for lead, link, angle, url in zip(before, links, angles, bare, strict=False)
    ]
    found += [target for label, target in defined.items() if label in used]
    return found if "/cdn-cgi/" not in "\n".join(found) else None


def _name(label: str) -> str:
    return " ".join(label.casefold().split())


def _meets(first: str, pattern: re.Pattern[str], text: str) -> bool:
    """True where a pattern that begins with a rare character is found."""
    at = text.find(first)
    while at >= 0:
        if pattern.match(text, at) is not None:
            return True
        at = text.find(first, at + 1)
    return False


def _without_images(text: str) -> str:
    """The text with a sign for each plain image."""
    kept: list[str] = []
    done = 0
    at = text.find("!")
    while at >= 0:
        image = _PICTURE.match(text, at)
        if image is not None:
            kept += text[done:at], _IMAGE
            done = image.end()
        at = text.find("!", at + 1)
    return "".join([*kept, text[done:]]) if kept else text


def _without_definitions(text: str) -> tuple[str, dict[str, str]]:
    """The text without the plain definitions of links at its end: targets by label, in order.

    A definition that is not taken off leaves its bracket behind.
    """
    found: list[tuple[str, str]] = []
    end = at = len(text)
    while at > 0:
        start = text.rfind("\n", 0, at - 1) + 1
        if start < at - 1 or text[start] != "\n":
            match = _DEFINITION.fullmatch(text, start, end)
            if match is None:
                break
            found.append((match[1].casefold(), match[2]))
            end = start
        at = start
    defined = dict(reversed(found))
    if len(defined) < len(found) or not text.startswith("\n\n", end - 2):
        return text, {}
    return text[:end], defined


def _is_calm(rest: str) -> bool:
    """True where what is left of a text has nothing in it that may be a link."""
    return not (
        "[" in rest
        or "]" in rest
        or "~" in rest
        or _ODD_FIRST.match(rest) is not None
        or _ODD_LINE.search(rest) is not None
        or _meets("<", _TAG, rest)
        or _meets(":", _SLASHES, rest)
        or ("`" in rest and _has_odd_code(rest))
        or ("|" in rest and _has_odd_table(rest))
        or _may_hold_host(rest)
    )


def _has_odd_code(rest: str) -> bool:
    """True where inline code does not end in its line, or holds more than words."""
    pieces = rest.split("`")
    code = "".join(pieces[1::2])
    return (
        len(pieces) % 2 == 0
        or "" in pieces[1:-1]
        or any(map(code.__contains__, ("\n", "|", _AT, _IMAGE)))
    )


def _has_odd_table(rest: str) -> bool:
    """True where a stroke stands elsewhere than in lines beside each other that have equally many.

    What a row of a table has beyond its head is not shown.
    """
    tables = _ROWS.findall(rest)
    return sum([table.count("|") for table in tables]) < rest.count("|") or any(
        len({row.count("|") for row in table.split("\n")}) > 1 for table in tables
    )


def _may_hold_host(rest: str) -> bool:
    """True where what is left may hold a URL without a scheme."""
    for count, match in enumerate(_DOT.finditer(rest)):
        at = match.start()
        before = rest[max(0, at - LONGEST) : at]
        start = _SPACE.split(before)[-1]
        end = _SPACE.split(rest[at : at + LONGEST], maxsplit=1)[0]
        lead = before[: len(before) - len(start)].rstrip(" >")
        if (
            count > MOST
            or (lead.endswith("\n") and lead.rstrip(" >\n").endswith("-"))
            or may_be_host(start + end, _TICK, _DOUBT)
        ):
            return True
    return False
