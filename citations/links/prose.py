"""URLs in running text.

Rules kept here:
- A URL ends where prose begins: closing punctuation, brackets that were not opened in it, quotation
  marks, the mark of a note and a change of script after a Latin word are not its own. Between `<`
  and `>` all is.
- Without a scheme a host must end in a real top-level domain; one that is also a word or a file's
  suffix needs more (`www.`, a path). `e.g.`, `U.S.`, `v1.2.3`, `report.pdf` and addresses of
  people are none.
- The text is walked once, whatever it holds: linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from citations.model import LinkForm, Span

from ..late import late_regex
from .tlds import PRODUCTS, SUFFIXES, TLDS, WORDS


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A URL and where it stands in the text that was searched."""

    at: Span
    url: str
    """With a scheme."""
    form: LinkForm


_DOT = late_regex(r"\.(?=[^\W_])")
_SCHEME = late_regex(r"[0-9]{0,3}(https?|ftp)\Z", re.IGNORECASE)
"""The number of a note may touch it."""
_WORD = late_regex(r"[A-Za-z0-9_]")
_SPACE = r"\s\x00-\x20\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\ufeff"
_QUOTES = r"\"`“”„‟«»‹›‘’‚‛¶"
_CJK_MARKS = r"、。〈-】〔-〟！＂（），．／：；＜＞？［］｛｜｝～｡-､"
_STOP = _SPACE + _QUOTES + _CJK_MARKS + "<>—…"
_HOST_CHAR = rf"(?:[A-Za-z0-9_-]|[^\x00-\x7f{_STOP}])"
_AUTHORITY = late_regex(
    rf"(?:[^/?#@\[\](){{}}{_STOP}]{{1,100}}@)?"
    rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\]|(?P<host>{_HOST_CHAR}++(?:\.{_HOST_CHAR}++)*+))"
    r"(?:\.(?=:[0-9]|/))?(?::[0-9]{1,5}(?!\d))?"
)
_PLAIN = late_regex(
    r"https?://(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]{2,24}+"
    r"(?:[/?#](?:[A-Za-z0-9_%=&+~/#@-]++|[?.:!]++(?=[A-Za-z0-9_%=&+~/#@-]))*+"
    r"(?<=[A-Za-z0-9/=-]))?(?=[.,;:!?)]*+(?:[ \n]|\Z))"
)
"""Most URLs: nothing in them or around them needs a second look."""
_PLAIN_LEADS = frozenset(' \n([“"')
_NO_HOST = late_regex(r"(?:\.{2,3}|!)[^\W_]")
_STRETCH = late_regex(rf"[^{_STOP}]++")
_BRACKET = late_regex(r"[()\[\]{}]")
_SICI = late_regex(r"<[\w:.;()-]{1,60}>(?=\d)")
_ANGLE_REST = late_regex(r"[^<>\s]*+>")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*|¹²³⁰⁴⁵⁶⁷⁸⁹†‡"
_NOTE = late_regex(r"(?:\[\^?[0-9]{1,3}\]|\^[0-9]{1,3})\Z")
"""The mark of a note behind a URL."""
_NOTE_ENDS = frozenset("]0123456789")
_SHORTENED = late_regex(r"(?:https?://)?t\.co/[A-Za-z0-9]++", re.IGNORECASE)
"""The names that Twitter's shortener gives have no other characters."""
_WIDE = (
    r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc]"
)
_SENTENCE = rf"{_WIDE}{{1,100}}(?:です|ます|ました|でした|ません|である)"
"""Between a URL's last slash and a full stop: what ends in a Japanese verb is no name of a page."""
_NARROW_THEN_WIDE = rf"(?<=[A-Za-z0-9]){_WIDE}|(?<=/)を"
_NEXT_URL = re.compile(r"[,;\[](?=https?://)")
_CHANGE = rf"{_NARROW_THEN_WIDE}|{_NEXT_URL.pattern}"
"""Where other words begin, or another URL; behind a slash or a "=" a URL is part of the first."""
_LABEL = r"[A-Za-z0-9_\u00c0-\u0dff\u0f00-\u10ff\u1200-\u1fff-]"
_LABEL_BEFORE = late_regex(rf"{_LABEL}{{1,63}}\Z")
_LABELS = late_regex(rf"{_LABEL}++(?:\.{_LABEL}++)*+")
_PORT = late_regex(r":[0-9]{2,5}(?!\w)")
_FIRM = TLDS - WORDS - SUFFIXES
"""Domains that are nothing else."""
_NOT_BEFORE = frozenset("@/\\#$%&=~+.-_'^")


@cache
def _wide(pattern: str) -> re.Pattern[str]:
    """A pattern of wide characters: forty thousand are dear to compile, and few texts have any."""
    return re.compile(pattern)


def may_find(text: str) -> bool:
    """False for a text in which `find` finds nothing: no scheme, no dot before a letter."""
    return "://" in text or _DOT.search(text) is not None


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundLink]:
    """Yield the URLs in `text[start:end]`, in order; spans are offsets into `text`."""
    for begin, stop, form in _places(text, start, len(text) if end is None else end):
        url = text[begin:stop]
        if form is LinkForm.SCHEMELESS:
            url = f"https://{url}"
        yield FoundLink(Span(begin, stop), url, form)


def urls_in(text: str) -> Iterator[str]:
    """Yield the URLs in a text, as `find` gives them, and nothing else of them."""
    for begin, end, form in _places(text, 0, len(text)):
        url = text[begin:end]
        yield f"https://{url}" if form is LinkForm.SCHEMELESS else url


_Place = tuple[int, int, LinkForm]
"""Start, end and form of a URL."""


def _places(text: str, at: int, stop: int) -> Iterator[_Place]:
    brackets = None
    colon = dot = -1
    while True:
        # Each is sought by itself: a search for one string is several times as fast as for two.
        if colon < at:
            colon = text.find("://", at, stop)
            colon = colon if colon >= 0 else stop
        if dot < at:
            point = _DOT.search(text, at, stop)
            dot = point.start() if point is not None else stop
        if colon == dot:
            return
        brackets = brackets or _Brackets(text, stop)
        if colon < dot:
            found = _with_scheme(text, colon, at, stop, brackets)
            at = colon + 3 if found is None or found[1] < colon + 3 else found[1]
        else:
            after, found = _without_scheme(text, dot, at, stop, brackets)
            at = max(dot + 1, after)
        if found is not None:
            yield found


def _with_scheme(
    text: str, colon: int, start: int, stop: int, brackets: _Brackets
) -> _Place | None:
    begin = colon - 5 if text[colon - 1] == "s" else colon - 4
    if begin >= start and (begin == 0 or text[begin - 1] in _PLAIN_LEADS):
        plain = _PLAIN.match(text, begin, stop)
        if plain is not None and not text.startswith("t.co/", colon + 3):
            return begin, plain.end(), LinkForm.BARE
    scheme = _SCHEME.search(text, max(start, colon - 9), colon)
    authority = _AUTHORITY.match(text, colon + 3, stop)
    if scheme is None or authority is None or _goes_on(text, scheme.start(), start):
        return None
    begin = scheme.start(1)
    lead = text[begin - 1] if begin > 0 else " "
    if lead in "#$" or (lead == "@" and not text[max(0, begin - 2)].isalnum()):
        return None
    if lead == "<":
        rest = _ANGLE_REST.match(text, colon, stop)
        if rest is not None:
            return begin, rest.end() - 1, LinkForm.ANGLE
    host_end = _host_end(authority)
    if not _is_hosted(text, authority, host_end, stop):
        return None
    cell = text.find("|", host_end, stop) if lead == "|" else -1  # a table's
    end = _bare_end(text, begin, authority, cell if cell >= 0 else stop, brackets)
    return (begin, end, LinkForm.BARE) if end > colon + 3 else None


def _is_hosted(text: str, authority: re.Match[str], end: int, stop: int) -> bool:
    """False where what stands behind "://" can be no host."""
    host = authority["host"]
    if text.startswith("@", end):
        return False
    if host is None:
        return True
    if not _can_be_host(text[authority.start("host") : end]):
        return False
    return "." in host or _NO_HOST.match(text, end, stop) is None


def _bare_end(
    text: str, begin: int, authority: re.Match[str], stop: int, brackets: _Brackets
) -> int:
    """Where a URL ends that nothing encloses."""
    end = _host_end(authority)
    short = _SHORTENED.match(text, begin, stop)
    if short is not None:
        end = short.end()
    elif end == authority.end():
        end = _path_end(text, end, stop, brackets)
    return _trimmed(text, authority.start(), end)


def _goes_on(text: str, at: int, start: int) -> bool:
    """Whether a word goes on at `at`; before `start` stands what is read already, as a link is."""
    return at > start and _WORD.match(text, at - 1) is not None


def _can_be_host(host: str) -> bool:
    """False for names that DNS cannot hold: a label that begins or ends with a hyphen.

    What ends in a number is an IPv4 address or nothing (URL Standard, section 3.5).
    """
    labels = host.partition(":")[0].removesuffix(".").split(".")
    if labels[-1].isdecimal() and not all(label.isdecimal() for label in labels):
        return False
    return not any(label[0] in "-_" or label[-1] in "-_" for label in labels) and not any(
        "_" in label for label in labels[-2:]
    )


def _host_end(authority: re.Match[str]) -> int:
    """Where the host ends: before a change of script, and before a hyphen after a domain."""
    host = authority["host"]
    if host is None:
        return authority.end()
    sentence = _next_sentence(host)
    if sentence:
        return authority.start("host") + len(host) - sentence
    last = host.rpartition(".")[2]
    if "." in host and "-" in last and not last.lower().startswith("xn--"):
        domain = last.partition("-")[0]
        if domain.lower() in TLDS:
            return authority.start("host") + len(host) - len(last) + len(domain)
    changes = () if host.isascii() else _wide(_NARROW_THEN_WIDE).finditer(host)
    for change in changes:
        latin = host[: change.start()]
        if latin.rpartition(".")[2].lower() in TLDS and "." in latin:
            return authority.start("host") + change.start()
    return authority.end()


def _next_sentence(host: str) -> int:
    """How much of a name is the first word of the next sentence: "see example.org.The ferry"."""
    before, _, word = host.rpartition(".")
    if word[:1].isupper() and (word[1:].islower() or word == "I") and before.islower():
        return len(word) + 1 if before.rpartition(".")[2] in _FIRM and "." in before else 0
    return 0


class _Brackets:
    """Which brackets of a stretch without spaces belong together.

    Each stretch is matched once, however many URLs begin in it, so that `(http://a/(http://a/` and
    its like are read in linear time.
    """

    def __init__(self, text: str, stop: int) -> None:
        self._text = text
        self._stop = stop
        self._start = self.end = 0
        self._places: list[int] = []
        self._partners: dict[int, int] = {}

    def read(self, at: int) -> None:
        """Make sure that the stretch around `at` is matched; `end` is where it ends."""
        if self._start <= at < self.end:
            return
        stretch = _STRETCH.match(self._text, at, self._stop)
        self._start, self.end = at, stretch.end() if stretch else at
        self._places, self._partners = [], {}
        opened: list[int] = []
        for match in _BRACKET.finditer(self._text, at, self.end):
            place, char = match.start(), match[0]
            self._places.append(place)
            if char in "([{":
                opened.append(place)
            elif opened and self._text[opened[-1]] == _CLOSES[char]:
                self._partners[place] = opened[-1]
                self._partners[opened.pop()] = place

    def reach(self, at: int) -> int:
        """How far a URL goes from `at`: to a bracket that has no partner in it, or to the end."""
        index = bisect_left(self._places, at)
        while index < len(self._places):
            place = self._places[index]
            partner = self._partners.get(place, -1)
            if partner < place:
                return place
            index = bisect_left(self._places, partner + 1)
        return self.end


def _path_end(text: str, at: int, stop: int, brackets: _Brackets) -> int:
    """End of path, query and fragment, before trailing punctuation is taken off."""
    if at >= stop or text[at] not in "/?#":
        return at
    begin = at
    while at < stop:
        brackets.read(at)
        end = min(brackets.reach(at), stop)
        change = (_NEXT_URL if text.isascii() else _wide(_CHANGE)).search(text, at, end)
        if change is not None:
            return change.start()
        if text.startswith("。", end, stop):
            name = text.rfind("/", begin, end) + 1
            if name and _wide(_SENTENCE).fullmatch(text, name, end) is not None:
                return name
        sici = None
        if end < stop and text[end] == "<" and "(" in text[begin : min(end, begin + 200)]:
            sici = _SICI.match(text, end, stop)
        if sici is None:
            return end
        at = sici.end()
    return at


def _trimmed(text: str, start: int, end: int) -> int:
    if end - start > 2 and text[end - 2 : end] == "'s" and text.find("/", start, end) < 0:
        end -= 2
    note = _NOTE.search(text, max(start, end - 6), end) if text[end - 1] in _NOTE_ENDS else None
    if note is not None and text.find("?", start, end) < 0:
        end = note.start()
    quotes = text.count("'", start, end)
    while end > start:
        if text[end - 1] in _TRAILING:
            if text[end - 1] == "'":
                if quotes % 2 == 0:
                    break
                quotes -= 1
            end -= 1
        elif text[end - 2 : end] == "~~":
            end -= 2
        else:
            break
    return max(end, start)


def _without_scheme(
    text: str, dot: int, start: int, stop: int, brackets: _Brackets
) -> tuple[int, _Place | None]:
    """The host around the first dot of a run, and where the search goes on."""
    before = _LABEL_BEFORE.search(text, max(start, dot - 64), dot)
    after = _LABELS.match(text, dot + 1, stop)
    if before is None or after is None:
        return dot + 1, None
    begin, end = before.start(), after.end()
    while text[begin] in "-_":
        begin += 1
        if begin == dot:
            return end, None
    sentence = _next_sentence(text[begin:end])
    if sentence:
        end -= sentence
    follows = text[end] if end < stop else " "
    if follows == ":" and text.startswith("://", end):
        return text.rfind(".", dot, end) + 1, None  # "1.http://…"
    leads = text[begin - 1] if begin > 0 else " "
    if leads == "'" and (begin == 1 or not text[begin - 2].isalnum()):
        leads = " "  # it opens a quotation
    if leads == "~" and text[max(0, begin - 2) : begin] == "~~":
        leads = " "  # it is struck out
    if follows == "@" or leads in _NOT_BEFORE or _joined(leads):
        return end, None
    port = _PORT.match(text, end, stop)
    hosted = port.end() if port else end
    short = _SHORTENED.match(text, begin, stop)
    path = short.end() if short is not None else _path_end(text, hosted, stop, brackets)
    path = max(_trimmed(text, hosted, path), hosted)
    if not _is_host(text[begin:end], path > hosted, follows):
        return end, None
    return path, (begin, path, LinkForm.SCHEMELESS)


def _joined(char: str) -> bool:
    """True for a letter that makes one word with what follows it."""
    if char.isascii():
        return char.isalnum() or char == "_"
    return char.isalnum() and _wide(_WIDE).match(char) is None


def _is_host(host: str, has_path: bool, follows: str) -> bool:
    """True for a name that is more likely a host than anything else with dots in it."""
    labels = host.split(".")
    last = labels[-1]
    if host in PRODUCTS:
        return False
    if any(label.startswith("-") or label.endswith("-") or len(label) > 63 for label in labels):
        return False
    if host[:4].lower() == "www." and len(labels) > 2 and last.isalpha():
        return True
    if last[:4].lower() == "xn--":
        return not follows.isalnum()
    if last.lower() not in TLDS or follows == "(":
        return False
    if last != last.lower() and host != host.upper():
        return False
    weak = last.lower() in WORDS or last.lower() in SUFFIXES or (len(last) == 2 and last.isupper())
    if not weak or has_path:
        return True
    return len(labels) > 2 and all(len(label) > 1 for label in labels) and last.lower() in WORDS
