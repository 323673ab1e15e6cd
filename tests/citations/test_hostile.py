"""Whatever the bytes are, reading ends, and ends well."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.model import Document, ReadError

_SCRAPS = st.sampled_from(
    [
        *(
            "Boats run full.",
            " and so",
            "¹",
            "²",
            "¹⁰",
            "[1]",
            "[^1]",
            "[^1]: ",
            "^[",
            "]",
            "\n",
            "\n\n",
        ),
        *(
            "1. ",
            "* ",
            "*",
            "_",
            "> ",
            "# ",
            "Notes\n",
            "https://a.example.org/x",
            "<https://b.example/(y>",
        ),
        *(
            "[t](https://c.example.org)",
            "(www.d.example.org)",
            "<p>",
            "</p>",
            "<br>",
            '<a href="#fn1">1</a>',
        ),
        *(
            '<li id="fn1">',
            "<sup>",
            "</sup>",
            "&amp;",
            "\r\n",
            "\f",
            "\t",
            "é",
            "§ 1373",
            "“q”",
            "\u00a0",
        ),
        *(
            "---\n",
            "```\n",
            "|a|\n|-|\n",
            "[email\u00a0protected]",
            "March 4, 2024",
            "Id.",
            "\x00",
            "|",
        ),
    ]
)
_TEXTS = st.lists(_SCRAPS, max_size=25).map("".join)


def _check(document: Document, *, verbatim: bool) -> None:
    length = len(document.text)
    spans = [note.span for note in document.notes] + [note.label_span for note in document.notes]
    spans += [reference.span for reference in document.references]
    spans += [reference.sentence_span for reference in document.references]
    spans += [link.span for _, link in document.all_links()]
    spans += [each.span for each in document.obfuscated]
    for span in spans:
        assert 0 <= span.start <= span.end <= length
    for reference in document.references:
        assert reference.clause in reference.sentence
    for _, link in document.all_links():
        assert link.url.split(":")[0].lower() in {"http", "https", "ftp"}
        assert link.line is not None
        assert link.column is not None
        if verbatim:
            assert link.raw == document.text[link.span.start : link.span.end]


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
@given(text=_TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_letter(name: str, text: str) -> None:
    try:
        document = read(text.encode(), "letter", name)
    except ReadError:
        return
    _check(document, verbatim=name != "html")


@given(data=st.binary(max_size=300), path=st.sampled_from(["x.txt", "x.md", "x.html", "x", ""]))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes, path: str) -> None:
    try:
        document = read(data, path)
    except ReadError:
        return
    _check(document, verbatim=document.format != "html")


@given(text=st.text(max_size=200), path=st.sampled_from(["x.txt", "x.md", "x.html"]))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str, path: str) -> None:
    try:
        document = read(text.encode("utf-8", "replace"), path)
    except ReadError:
        return
    _check(document, verbatim=document.format != "html")


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "¹ ",
            "¹\n",
            "[1] ",
            "[1]\n",
            "1. a\n",
            "a¹ ",
            "*a",
            "*a* ",
            "_",
            "[",
            "[a](",
            "<http://",
            "a.",
        ),
        *(
            "a.b",
            "http://a",
            "(http://a/",
            "[^1]",
            "^[",
            "[^1]: ",
            "> ",
            "- ",
            "*",
            "|",
            "† ",
            "A. B. ",
        ),
        *("2020 ", "Jan. ", "“", "a-\nb ", ". ", "\n\n", "\f", "<p>", "&", "http://a/((", "é"),
    ],
)
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_repetition(name: str, unit: str) -> None:
    """Quadratic code would need minutes here; see the tests' own bound on time."""
    try:
        document = read((unit * (60_000 // len(unit))).encode(), "x", name)
    except ReadError:
        return
    _check(document, verbatim=True)
