"""Labels that the letters belie: which old codec a page was really written in.

Rules kept here:
- The measure is how many of the letters beyond ASCII are common ones of the codec's script, against
  the part that ordinary text has of them. A label is given up only for a codec that does clearly
  better, and never over a handful of letters.
- Latin letters stand alone among ASCII ones; where most bytes beyond ASCII come in runs, no Latin
  alphabet was meant.
- Pure, and bounded: the beginning of a page tells, and each codec is tried on it once.

Letters by their frequency: the national corpora's usual lists (Russian: o e a i n t s r v l k d).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

_SAMPLE = 30_000
"""Bytes that are looked at."""
_FEWEST = 24
"""Bytes beyond ASCII below which nothing is proved."""
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_IN_RUNS = 0.6
"""Part of the bytes beyond ASCII that stand in runs where no Latin alphabet was meant."""
_BETTER = 1.2
_GOOD = 0.7
"""Part of what ordinary text reaches, from which on a codec may take a label's place."""


class _Script(NamedTuple):
    common: frozenset[str]
    usual: float
    """Part of the letters beyond ASCII that are among the common ones in ordinary text."""


def _script(common: str, usual: float) -> _Script:
    return _Script(frozenset(common.lower() + common.upper()), usual)


_CYRILLIC = _script("оеаинтсрвлкдіъ", 0.75)
_GREEK = _script("αοιετσνηυρπκμλςάέίόή", 0.85)
_HEBREW = _script("יוהלאתרבמשנ", 0.75)
_ARABIC = _script("اليمنورتبدةهعكسق", 0.8)
_THAI = _script("ารนกอเงมยลวดทสต่้ั", 0.7)
_JAPANESE = _script("".join(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD)))), 0.5)
_CHINESE = _script(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学"
    "对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头"
    "面公同三已老从动两长這來國個說們為時過學對裡後麼沒於還發當無開經頭動兩長頁網",
    0.35,
)
_KOREAN = _script("이다는에의을가고하지로은한를도서기어사나있니습입인시대리해정", 0.4)

_SINGLE = {
    "cp1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "mac-cyrillic": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859-7": _GREEK,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "iso8859-6": _ARABIC,
    "cp874": _THAI,
}
_SEVERAL = {
    "cp932": _JAPANESE,
    "euc_jp": _JAPANESE,
    "gb18030": _CHINESE,
    "big5hkscs": _CHINESE,
    "cp949": _KOREAN,
}
_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257", "mac-roman"}) | {
    f"iso8859-{number}" for number in (2, 3, 4, 10, 13, 14, 15, 16)
}
_WINDOWS = {
    "iso8859-2": "cp1250",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
}
"""Where ISO has controls that no page has (0x80 to 0x9f), Windows has letters and marks."""
_CONTROLS = re.compile(rb"[\x80-\x84\x86-\x9f]")
_LETTER = rb"[A-Za-z\xa3\xaf\xb3\xbf-\xd6\xd8-\xf6\xf8-\xfe]"
"""In both codecs of Central Europe."""
_SIGNS = re.compile(rb"(?<=" + _LETTER + rb")[\xb1\xb5\xb6]|[\xa6\xb6](?=" + _LETTER + rb")")
"""Letters of ISO 8859-2 in words, "ą", "ľ" and "ś": to Windows plus-minus, micro and paragraph."""
_HOOKED = re.compile(rb"(?<=" + _LETTER + rb")[\xb9\xbe]|[\xb9\xbe](?=" + _LETTER + rb")")
"""The same, "š" and "ž": to Windows the "ą" of Polish, which Slovak has not, and Slovak's "ľ"."""
_POLISH = re.compile(rb"[\xb3\xea]")
"""The letters of Polish that no text in it is without, "ł" and "ę"."""
_FEWEST_MOVED = 3
_ASCII = bytes(range(0x80))


def codec_of(body: bytes, named: str) -> str:
    """The codec that bytes are read with; `named` is what they are said to be, or mostly are."""
    sample = body[:_SAMPLE]
    if named in _LATIN:
        beyond = len(sample.translate(None, _ASCII))
        in_runs = sum(map(len, _RUN.findall(sample))) if beyond >= _FEWEST else 0
        if in_runs and in_runs >= _IN_RUNS * beyond:
            return _best(sample, named)
    elif named in _SINGLE or named in _SEVERAL:
        return _best(sample, named)
    if named in _WINDOWS and _CONTROLS.search(sample):
        return _WINDOWS[named]
    return "iso8859-2" if named == "cp1250" and _is_latin2(sample) else named


def _is_latin2(sample: bytes) -> bool:
    """Whether bytes with the label of Windows are ISO 8859-2: none where that has controls, and
    letters in words where Windows has signs, or letters that never come together."""
    if _CONTROLS.search(sample):
        return False
    if len(_SIGNS.findall(sample)) >= _FEWEST_MOVED:
        return True
    hooked = len(_HOOKED.findall(sample))
    return hooked >= _FEWEST_MOVED and b"\xb9" in sample and not _POLISH.search(sample)


def _best(sample: bytes, named: str) -> str:
    counted = Counter(sample.translate(None, _ASCII))
    if counted.total() < _FEWEST:
        return named
    held = _worth(sample, counted, named)
    if held >= 1:
        return named  # as common as letters can be
    worths = {name: _worth(sample, counted, name) for name in (*_SINGLE, *_SEVERAL)}
    best = max(worths, key=worths.__getitem__)
    return best if worths[best] >= max(_GOOD, _BETTER * held) else named


def _worth(sample: bytes, counted: Counter[int], name: str) -> float:
    """How much of what ordinary text reaches; 0 for a codec that cannot read the bytes."""
    if name in _SINGLE:
        common = _common_bytes(name)
        letters = sum(count for byte, count in counted.items() if byte in common)
        return letters / counted.total() / _SINGLE[name].usual
    if name not in _SEVERAL:
        return 0.0
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if error.start + 4 < len(sample):
            return 0.0
        text = sample[: error.start].decode(name)
    script = _SEVERAL[name]
    wide = [char for char in text if char > "\u2fff"]
    known = sum(char in script.common for char in wide)
    return known / max(len(wide), 1) / script.usual


@lru_cache(maxsize=len(_SINGLE))
def _common_bytes(name: str) -> frozenset[int]:
    common = "".join(_SINGLE[name].common)
    return frozenset(common.encode(name, "ignore"))
