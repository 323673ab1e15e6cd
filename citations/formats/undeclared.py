"""Bytes of a text that names no charset → the charset of a script that is not Latin, if it is sure.

Rules kept here:
- Asked only where the bytes are no UTF-8 and nothing declares what they are. What is not sure stays
  windows-1252, as browsers read it: a Western letter must never turn Cyrillic.
- Accents stand among plain letters; these scripts write whole words in high bytes. Some words must
  be so, hardly any may be of both, no letter is large inside a word, and the letters that come must
  be those that come most often in the script's languages.
- Chinese, Japanese and Korean charsets must explain every byte, and the commonest signs must be
  among those that come out: another charset gives rare ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..late import late_regex


class _Script(NamedTuple):
    """A script that is written without Latin letters, and how files encode it."""

    letters: str
    """A character class."""
    common: str
    """The letters that make up most of any text of its languages."""
    share: float
    """Of the letters, how many must be common ones; a wrong charset gives half as many."""
    charsets: tuple[str, ...]
    """Python's names; where two fit equally, the first is taken."""


_SCRIPTS: Final = (
    _Script(
        "\u0400-\u045f\u0490\u0491",
        "оеаинтсрвлкмдпуі",
        0.7,
        ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"),
    ),
    _Script("\u0386-\u03ce", "αοιετσνηυρπκμλςίόάέή", 0.75, ("cp1253", "iso8859-7")),
    _Script("\u05d0-\u05ea", "יוהלאתרבשמנ", 0.65, ("cp1255",)),
    _Script("\u0621-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc", "اليمنرتوهبدةعفس", 0.7,
            ("cp1256", "iso8859-6")),
    _Script("\u0e01-\u0e3a\u0e40-\u0e4e", "านรกอเงยมลวดทสตะปบคห่้ีัิ", 0.7, ("cp874",)),
)  # fmt: skip
_SIGNS: Final = (
    _Script(
        "\u3041-\u309f",
        "のにはをたがでてとしれさいるなかまっもすらこりくおよ",
        0.5,
        ("euc_jp", "shift_jis"),
    ),
    _Script(
        "\uac00-\ud7a3",
        "이다에는의을를가고하지로한은도서기자사나대리시어그인아정일전부수해있과니들게보라만원",
        0.35,
        ("euc_kr", "cp949"),
    ),
    _Script(
        "\u4e00-\u9fff",
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学"
        "对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同"
        "三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名"
        "定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内"
        "加化由却代军产入先山五太水万市报",
        0.3,
        ("gb18030",),
    ),
    _Script(
        "\u4e00-\u9fff",
        "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學"
        "對可里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手用主行方又如前所本見經頭面公同"
        "三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名"
        "定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內"
        "加化由卻代軍產入先山五太水萬市報",
        0.3,
        ("big5", "big5hkscs"),
    ),
)  # fmt: skip
_HEAD: Final = 40_000
"""Bytes that are looked at; the whole must be of the charset, too."""
_FEWEST_WORDS, _FEWEST_LETTERS, _FEWEST_KINDS = 4, 16, 7
_FEWEST_CAPITALS: Final = 100
"""Where all letters are large ones: Hebrew looks so in KOI8."""
_MOST_KINDS = 12
"""How many kinds of letters there must be in a text of 50 and more."""
_SELDOM: Final = {"mac-cyrillic": 0.02}
"""By how much one must fit better that is hardly used, and is nearly another one."""
_MOST_MIXED: Final = 0.04
"""Words of both kinds of letters, for each word of the script."""
_RUN: Final = re.compile(rb"[\x80-\xff]{4}")
_WORD = late_regex(r"[^\W\d_\u0080-\u00bf]+[^\W_]*")
_LARGE_INSIDE = late_regex(
    r"[\u0430-\u045f\u0491\u0390\u03ac-\u03ce][\u0400-\u042f\u0490\u0386-\u038f\u0391-\u03ab]"
)


def charset_of(data: bytes) -> str | None:
    """Python's name of the charset that surely is the one; None where none is. Never raises."""
    if _RUN.search(data) is None:
        return None
    head = data[:_HEAD]
    if len(head) < len(data):
        head = head[: head.rfind(b"\n") + 1] or head[: head.rfind(b" ") + 1] or head
    found = max(_fitting(head), default=None)
    if found is None:
        return None
    name = found[-1]
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return None
    return name


def _fitting(head: bytes) -> Iterator[tuple[float, int, str]]:
    """Yield (how well it fits, its place from behind, its name) of each charset that may be it."""
    order = 0
    for scripts, fit in ((_SCRIPTS, _fit_of_words), (_SIGNS, _fit_of_signs)):
        for script in scripts:
            for name in script.charsets:
                order -= 1
                try:
                    text = head.decode(name)
                except UnicodeDecodeError:
                    continue
                if (fits := fit(script, text)) is not None:
                    yield fits - _SELDOM.get(name, 0.0), order, name


def _fit_of_words(script: _Script, text: str) -> float | None:
    """The part of what stands beyond ASCII that are letters of the script, and common ones."""
    own_word = re.compile(f"[{script.letters}]+")
    own: list[str] = []
    mixed = 0
    for word in _WORD.findall(text):
        if own_word.fullmatch(word):
            own.append(word)
        elif not word.isascii():
            mixed += 1
    shown = "".join(own)
    letters = shown.lower()
    if (
        len({word for word in own if len(word) > 2}) < _FEWEST_WORDS
        or len(letters) < (_FEWEST_CAPITALS if shown.isupper() else _FEWEST_LETTERS)
        or len(set(letters)) < min(_FEWEST_KINDS + len(letters) // 10, _MOST_KINDS)
        or mixed > _MOST_MIXED * len(own)
        or sum(map(bool, map(_LARGE_INSIDE.search, own))) > _MOST_MIXED * len(own)
    ):
        return None
    common = _counted(letters, script.common)
    if common < script.share * len(letters):
        return None
    return (common + len(letters)) / sum(not letter.isascii() for letter in text)


def _fit_of_signs(script: _Script, text: str) -> float | None:
    """One and the part of the script's signs that are common ones."""
    signs = "".join(re.findall(f"[{script.letters}]+", text))
    beyond = [sign for sign in text if sign > "\u00ff"]
    runs = re.findall(r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]{2,}", text)
    if len(signs) < _FEWEST_LETTERS or sum(map(len, runs)) < 0.9 * len(beyond):
        return None
    common = _counted(signs, script.common)
    return 1 + common / len(signs) if common >= script.share * len(signs) else None


def _counted(letters: str, common: str) -> int:
    return sum(letters.count(letter) for letter in set(common))
