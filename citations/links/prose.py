"""URLs in running text.

Rules kept here:
- A URL ends where prose begins: closing punctuation, brackets that were not opened in it, quotation
  marks, and a change of script after a Latin word are not its own. Between `<` and `>` all is.
- Without a scheme a host must end in a real top-level domain; one that is also a word or a file's
  suffix needs more (`www.`, a path). `e.g.`, `U.S.`, `v1.2.3`, `report.pdf` and addresses of
  people are none.
- The text is walked once, whatever it holds: linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citations.model import LinkForm, Span

from .tlds import SUFFIXES, TLDS, WORDS


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A URL and where it stands in the text that was searched."""

    at: Span
    url: str
    """With a scheme."""
    form: LinkForm


_ANCHOR = re.compile(r"://|(?<=\w)\.(?=[^\W_])")
_SCHEME = re.compile(r"(?<![A-Za-z0-9_])(?:https?|ftp)\Z", re.IGNORECASE)
_SPACE = r"\s\x00-\x20\x7f\u00ad\u200b\u200e\u200f\u2028\u2029\ufeff"
_QUOTES = r"\"`“”„‟«»‹›‘’‚‛"
_CJK_MARKS = r"、。〈-】〔-〟！＂（），．／：；＜＞？［］｛｜｝～｡-､"
_STOP = _SPACE + _QUOTES + _CJK_MARKS + "<>—…"
_HOST_CHAR = rf"(?:[A-Za-z0-9_-]|[^\x00-\x7f{_STOP}])"
_AUTHORITY = re.compile(
    rf"(?:[^/?#@\[\](){{}}{_STOP}]{{1,100}}@)?"
    rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\]|(?P<host>{_HOST_CHAR}++(?:\.{_HOST_CHAR}++)*+))"
    r"(?::\d{1,5}(?!\d))?"
)
_CHUNK = re.compile(rf"[^()\[\]{{}}{_STOP}]++")
_SICI = re.compile(r"<[\w:.;()-]{1,60}>(?=\d)")
_ANGLE_REST = re.compile(r"[^<>\s]*+>")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*~|"
_WIDE = re.compile(
    r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc]"
)
_NARROW_THEN_WIDE = re.compile(rf"(?<=[A-Za-z0-9]){_WIDE.pattern}")
_LABEL = r"[A-Za-z0-9_\u00c0-\u0dff\u0f00-\u10ff\u1200-\u1fff-]"
_LABEL_BEFORE = re.compile(rf"{_LABEL}{{1,63}}\Z")
_LABELS = re.compile(rf"{_LABEL}++(?:\.{_LABEL}++)*+")
_PORT = re.compile(r":\d{2,5}(?![\d\w])")
_NOT_BEFORE = frozenset("@/\\#$%&=~+.-_'^")


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundLink]:
    """Yield the URLs in `text[start:end]`, in order; spans are offsets into `text`."""
    stop = len(text) if end is None else end
    at = start
    while (anchor := _ANCHOR.search(text, at, stop)) is not None:
        if anchor[0] == "://":
            found = _with_scheme(text, anchor.start(), at, stop)
            at = max(anchor.end(), found.at.end if found else 0)
        else:
            after, found = _without_scheme(text, anchor.start(), at, stop)
            at = max(anchor.end(), after)
        if found is not None:
            yield found


def _with_scheme(text: str, colon: int, start: int, stop: int) -> FoundLink | None:
    scheme = _SCHEME.search(text, max(start, colon - 6), colon)
    authority = _AUTHORITY.match(text, colon + 3, stop)
    if scheme is None or authority is None:
        return None
    begin = scheme.start()
    lead = text[begin - 1] if begin > 0 else " "
    if lead in "#$" or (lead == "@" and not text[max(0, begin - 2)].isalnum()):
        return None
    if lead == "<":
        rest = _ANGLE_REST.match(text, colon, stop)
        if rest is not None:
            at = Span(begin, rest.end() - 1)
            return FoundLink(at, text[at.start : at.end], LinkForm.ANGLE)
    end = _host_end(authority)
    if authority["host"] is not None and not _can_be_host(text[authority.start("host") : end]):
        return None
    if end == authority.end():
        end = _path_end(text, end, stop)
    end = _trimmed(text, authority.start(), end)
    if end <= colon + 3:
        return None
    return FoundLink(Span(begin, end), text[begin:end], LinkForm.BARE)


def _can_be_host(host: str) -> bool:
    """False for names that DNS cannot hold: a label that begins or ends with a hyphen."""
    labels = host.partition(":")[0].split(".")
    return not any(label[0] in "-_" or label[-1] in "-_" for label in labels) and not any(
        "_" in label for label in labels[-2:]
    )


def _host_end(authority: re.Match[str]) -> int:
    """Where the host ends: before a change of script, and before a hyphen after a domain."""
    host = authority["host"]
    if host is None:
        return authority.end()
    last = host.rpartition(".")[2]
    if "." in host and "-" in last and not last.lower().startswith("xn--"):
        domain = last.partition("-")[0]
        if domain.lower() in TLDS:
            return authority.start("host") + len(host) - len(last) + len(domain)
    for change in _NARROW_THEN_WIDE.finditer(host):
        latin = host[: change.start()]
        if latin.rpartition(".")[2].lower() in TLDS and "." in latin:
            return authority.start("host") + change.start()
    return authority.end()


def _path_end(text: str, at: int, stop: int) -> int:
    """End of path, query and fragment, before trailing punctuation is taken off."""
    if at >= stop or text[at] not in "/?#":
        return at
    begin, opened = at, []
    while at < stop:
        chunk = _CHUNK.match(text, at, stop)
        if chunk is not None:
            change = _NARROW_THEN_WIDE.search(text, at, chunk.end())
            if change is not None:
                at = change.start()
                break
            at = chunk.end()
            continue
        char = text[at]
        if char in "([{":
            opened.append((char, at))
        elif char in _CLOSES and opened and opened[-1][0] == _CLOSES[char]:
            opened.pop()
        elif char == "<" and "(" in text[begin : min(at, begin + 200)]:
            sici = _SICI.match(text, at, stop)
            if sici is None:
                break
            at = sici.end()
            continue
        else:
            break
        at += 1
    # What was opened and never closed belongs to the sentence.
    return opened[0][1] if opened else at


def _trimmed(text: str, start: int, end: int) -> int:
    if end - start > 2 and text[end - 2 : end] == "'s":
        end -= 2
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "'" and text.count("'", start, end) % 2 == 0:
            break
        end -= 1
    return end


def _without_scheme(text: str, dot: int, start: int, stop: int) -> tuple[int, FoundLink | None]:
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
    follows = text[end] if end < stop else " "
    leads = text[begin - 1] if begin > 0 else " "
    if follows == "@" or leads in _NOT_BEFORE or _joined(leads):
        return end, None
    port = _PORT.match(text, end, stop)
    hosted = port.end() if port else end
    path = _path_end(text, hosted, stop)
    path = max(_trimmed(text, hosted, path), hosted)
    if not _is_host(text[begin:end], path > hosted, follows):
        return end, None
    url = f"https://{text[begin:path]}"
    return path, FoundLink(Span(begin, path), url, LinkForm.SCHEMELESS)


def _joined(char: str) -> bool:
    """True for a letter that makes one word with what follows it."""
    return (char.isalnum() or char == "_") and _WIDE.match(char) is None


def _is_host(host: str, has_path: bool, follows: str) -> bool:
    """True for a name that is more likely a host than anything else with dots in it."""
    labels = host.split(".")
    last = labels[-1]
    if any(label.startswith("-") or label.endswith("-") or len(label) > 63 for label in labels):
        return False
    if host[:4].lower() == "www." and len(labels) > 2 and last.isalpha():
        return True
    if last.lower() not in TLDS or follows == "(":
        return False
    if last != last.lower() and host != host.upper():
        return False
    weak = last.lower() in WORDS or last.lower() in SUFFIXES or (len(last) == 2 and last.isupper())
    if not weak or has_path:
        return True
    return len(labels) > 2 and all(len(label) > 1 for label in labels) and last.lower() in WORDS
