"""Gold from the markup, or from a PDF's pages, to the grade: pages.toml, kinds.toml, whole.toml and
what is held out of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import Any

from checker.model import Page, QuoteGrade
from checker.page import read_page
from checker.page.dating import found_day, needs_date
from checker.page.printed import read_pdf
from tests.checker.gold.pairs import HERE, FieldPair, QuotationPair, fields_of, quotation
from tests.citations.formats.pdf.pdf_builder import HEIGHT, LEFT, Sheet

_COLUMN = 320.0
_RAISED = re.compile("([⁰¹²³⁴-⁹]+)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def source_pairs(name: str) -> tuple[list[QuotationPair], list[FieldPair]]:
    """The quotations and the fields of one file, each against its page as it was read."""
    told = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    pages = {each: _read(source) for each, source in told["pages"].items()}
    asked = [
        *told.get("pair", ()),
        *(
            {"page": name, **ask}
            for name, each in told["pages"].items()
            for ask in each.get("asks", ())
        ),
    ]
    quotations = [
        QuotationPair(
            pages[each["page"]].text,
            quotation(each["quote"]),
            QuoteGrade(each["grade"]),
            each.get("negation", False),
            beside=each.get("beside"),
        )
        for each in asked
        if "quote" in each
    ]
    return quotations, fields_of({**told, "pair": asked}, pages)


def _read(source: dict[str, Any]) -> Page:
    """As the checker reads what a server sends."""
    if "printed" in source:
        page = read_pdf(_drawn(source["printed"]))
        assert page is not None
        return page
    body = source["html"].lstrip().encode(source.get("encoding", "utf-8"))
    content_type = source.get("type", "text/html; charset=utf-8")
    page = read_page(body, [("content-type", content_type)], source["url"])
    assert page is not None
    return replace(page, dated=found_day(body, content_type)) if needs_date(page) else page


def _drawn(pages: list[str]) -> bytes:
    """A PDF: a running head after ^, small capitals after ~, a note after _, a column after |, and
    superscripts as smaller figures above the line, which is how they are set."""
    sheet = Sheet()
    for number, page in enumerate(pages):
        if number:
            sheet.page()
        size = 10 if "\n|" in page else 12
        x, y, top = LEFT, 700.0, HEIGHT - 32
        for line in page.strip().split("\n"):
            mark, rest = line[:1], line[1:]
            if mark == "^":
                sheet.text(LEFT, top, rest, 10)
                top -= 12
            elif mark == "_":
                sheet.rule(94)
                sheet.text(LEFT, 80, rest, 8)
            elif mark == "|":
                x, y = _COLUMN, 700.0
            else:
                _set(sheet, x, y, rest if mark == "~" else line, size, small=mark == "~")
                y -= 14
    return sheet.data()


def _set(sheet: Sheet, x: float, y: float, line: str, size: float, *, small: bool) -> None:
    for word in line.split(" ") if small else (line,):
        if small and len(word) > 1 and word.isupper():
            x = sheet.text(x, y, word[0], size)
            x = sheet.text(x, y, f"{word[1:]} ", 0.75 * size)
        else:
            plain = (each.translate(_DIGITS) for each in _RAISED.split(f"{word} "))
            x = sheet.marked(x, y, *plain, size=size)
