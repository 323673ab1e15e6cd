"""One letter as people send it: wrapped, paged, quoted, flowed. Its notes stay the same."""

from __future__ import annotations

import quopri
import re
import textwrap
from collections.abc import Callable

import pytest

from citations import read
from citations.formats.pages import page_lines
from citations.model import Document

PARAGRAPHS = (
    "Dear Council Member Okafor:",
    "We write about the harbour dredging contract that the city signed last spring. The city’s own "
    "engineers warned in 2019 that the channel would silt up again within four years.[1] “Nobody "
    "read the report,” one of them told the Harbour Gazette.[2] The contract nevertheless pays the "
    "dredger $4.2 million a year, which is twice what the county pays for a longer channel.[3]",
    "State law asks for a new tender once a contract has grown by a tenth.[4] We ask you to open "
    "the books and to answer by 1 June.",
    "Marta Lindqvist, Harbour Watch",
)
NOTES = (
    "City of Eastport, Dept. of Public Works, Channel Siltation Study 14 (Mar. 2019), "
    "https://www.eastport.example/documents/public-works/studies/2019/channel-siltation-study.pdf.",
    "Jon Reyes, “Nobody Read the Report,” Harbour Gazette, Apr. 3, 2023, "
    "https://harbourgazette.example.com/2023/04/03/nobody-read-the-report.",
    "County of Washington, Adopted Budget FY 2023, at 88 (2022), "
    "https://www.washingtoncounty.example.org/finance/budget/fy2023/adopted-budget.",
    "Id. at 90; see also Harbour Act § 12, "
    "https://legislature.example.org/statutes/harbour-act/section-12.",
)
SENTENCES = (
    "The city’s own engineers warned in 2019 that the channel would silt up again within four "
    "years.[1]",
    "“Nobody read the report,” one of them told the Harbour Gazette.[2]",
    "The contract nevertheless pays the dredger $4.2 million a year, which is twice what the "
    "county pays for a longer channel.[3]",
    "State law asks for a new tender once a contract has grown by a tenth.[4]",
)
_HEAD = (
    "From: Marta Lindqvist <marta@example.org>\nTo: okafor@example.org\nSubject: Dredging\n"
    "Date: Mon, 6 May 2024 09:12:00 -0400\nMIME-Version: 1.0\nContent-Type: text/plain; "
)
_GAP = re.compile(r"[\s>]+")


def wrapped(width: int, indent: str = "", hang: str = "") -> list[str]:
    """The letter in lines of that width, its notes indented and hanging."""
    lines: list[str] = []
    for words in PARAGRAPHS:
        lines += [*textwrap.wrap(words, width, break_on_hyphens=False), ""]
    for number, words in enumerate(NOTES, 1):
        lines += textwrap.wrap(
            f"[{number}] {words}",
            width,
            break_long_words=False,
            break_on_hyphens=False,
            initial_indent=indent,
            subsequent_indent=hang,
        )
    return lines


def paged(head: str, foot: str, turn: str = "\f") -> bytes:
    """The letter in pages of twelve lines, each with a head from the second on, and a foot."""
    lines: list[str] = []
    page = 1
    for index, line in enumerate(wrapped(70)):
        if index and index % 12 == 0:
            lines += ["", foot.format(page), ""] if foot else []
            page += 1
            lines += [turn + head.format(page), ""] if head or turn else []
        lines.append(line)
    return "\n".join(lines).encode()


def flowed(sign: str = "") -> str:
    """The letter as a mail program wraps it for the way (RFC 3676)."""
    texts = [*PARAGRAPHS, *(f"[{number}] {words}" for number, words in enumerate(NOTES, 1))]
    lines = []
    for words in texts:
        wrap = textwrap.wrap(words, 66, break_long_words=False, break_on_hyphens=False)
        lines += [f"{sign}{line} " for line in wrap[:-1]] + [f"{sign}{wrap[-1]}", sign.strip()]
    return "\n".join(lines)


def mailed(kind: str, body: bytes) -> bytes:
    return f"{_HEAD}{kind}\n\n".encode() + body


DRESSES: dict[str, Callable[[], bytes]] = {
    "60 columns": lambda: "\n".join(wrapped(60)).encode(),
    "66 columns": lambda: "\n".join(wrapped(66)).encode(),
    "72 columns": lambda: "\n".join(wrapped(72)).encode(),
    "80 columns": lambda: "\n".join(wrapped(80)).encode(),
    "hanging": lambda: "\n".join(wrapped(60, "", "    ")).encode(),
    "indented": lambda: "\n".join(wrapped(72, "  ", "      ")).encode(),
    "tabs": lambda: "\n".join(wrapped(72)).replace("\n[", "\n\t[").replace("] ", "]\t").encode(),
    "no-break spaces": lambda: "\n".join(wrapped(72)).replace("] ", "]\u00a0").encode(),
    "cp1252": lambda: "\n".join(wrapped(70)).encode("cp1252"),
    "UTF-16 without a mark": lambda: "\r\n".join(wrapped(70)).encode("utf-16-le"),
    "line ends made twice": lambda: "\r\r\n".join(wrapped(70)).encode(),
    "mixed line ends": lambda: "".join(
        line + ("\r\n", "\n", "\r")[index % 3] for index, line in enumerate(wrapped(70))
    ).encode(),
    "blank lines between lines": lambda: "\n\n".join(wrapped(70)).encode(),
    "form feeds": lambda: paged("", ""),
    "a running head": lambda: paged("Council Member Okafor", ""),
    "three lines of head": lambda: paged("Council Member Okafor\nMay 6, 2024\nPage {}", ""),
    "a head that counts": lambda: paged("Harbour Watch to Okafor, Page {}", ""),
    "a number between dashes": lambda: paged("", "- {} -", ""),
    "pages of pages": lambda: paged("", "Page {} of 3", ""),
    "a number alone": lambda: paged("", "{:>40}", ""),
    "quoted": lambda: "\n".join(f"> {line}".rstrip() for line in wrapped(70)).encode(),
    "quoted twice": lambda: "\n".join(f">> {line}".rstrip() for line in wrapped(66)).encode(),
    "flowed.eml": lambda: mailed("charset=utf-8; format=flowed", flowed().encode()),
    "flowed and quoted.eml": lambda: mailed("charset=utf-8; format=flowed", flowed("> ").encode()),
    "soft breaks.eml": lambda: mailed(
        "charset=windows-1252\nContent-Transfer-Encoding: quoted-printable",
        quopri.encodestring("\n".join(wrapped(200)).encode("cp1252")),
    ),
    "another charset than told.eml": lambda: mailed(
        "charset=us-ascii", "\n".join(wrapped(72)).encode()
    ),
}


def told(document: Document) -> tuple[list[tuple[str, str]], list[tuple[str, str]], int]:
    return (
        [(note.label, _GAP.sub(" ", note.text).strip()) for note in document.notes],
        [(each.label, _GAP.sub(" ", each.sentence).strip()) for each in document.references],
        len(document.unclosed),
    )


@pytest.mark.parametrize("dress", DRESSES)
def test_a_letter_keeps_its_notes_however_it_is_sent(dress: str) -> None:
    name = dress if dress.endswith(".eml") else "letter.txt"
    notes = [(str(number), words) for number, words in enumerate(NOTES, 1)]
    sentences = [(str(number), words) for number, words in enumerate(SENTENCES, 1)]
    assert told(read(DRESSES[dress](), name)) == (notes, sentences, 0)


def test_numbers_that_do_not_count_are_no_pages() -> None:
    text = "The bids were these.\n\n12\n\nNobody asked for more.\n\n40\n\nSo it ended."
    assert page_lines(text) == frozenset()
    assert len(page_lines(text.replace("40", "13"))) == 2


def test_a_line_that_few_pages_share_is_no_head() -> None:
    pages = ["Ibid., at 4.\nOne.", "Ibid., at 4.\nTwo.", "Three.", "Four.", "Five.", "Six."]
    assert page_lines("\f".join(pages)) == frozenset()
