"""One letter in other bytes says the same: line ends, encodings, blank lines behind its end."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from citations import read

from .gold.manuscript import manuscripts
from .gold.parity import told
from .gold.setting import SETTINGS

DRESSES: dict[str, Callable[[str], bytes]] = {
    "CR LF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "UTF-8 with its mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "blank lines": lambda text: f"{text}\n\n\n".encode(),
}
LETTERS = manuscripts()[::6]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("setting", ["txt", "txt, [1], no italics", "md", "html, word"])
def test_a_letter_says_the_same_in_every_dress(setting: str, dress: str) -> None:
    _, suffix, write = SETTINGS[setting]
    for letter in LETTERS:
        data = write(letter)
        other = DRESSES[dress](data.decode())
        path = f"{letter.name}.{suffix}"
        assert told(read(other, path)) == told(read(data, path)), letter.name
