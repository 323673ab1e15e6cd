"""Citations whose links are markup: over the title, over the URL, over all of it."""

from __future__ import annotations

import pytest

import citations
from citations.model import Citation

LINKED = (
    (
        "Jane Roe, [*Trust in Towns*](https://example.org/t), EXAMPLE NEWS (Jan. 5, 2021).",
        ("article-newspaper", "Roe", "Trust in Towns", "2021-01-05"),
    ),
    (
        "Example Institute, [Five Facts](https://example.org/t) (2019).",
        ("report", "Example Institute", "Five Facts", "2019"),
    ),
    (
        "Jane Roe, “[Trust](https://example.org/t),” *Example News*, May 1, 2020.",
        ("article-newspaper", "Roe", "Trust", "2020-05-01"),
    ),
    (
        "[Jane Roe, *Trust*, Example News (May 1, 2020)](https://example.org/t).",
        ("article-newspaper", "Roe", "Trust", "2020-05-01"),
    ),
    (
        "Jane Roe, *Trust* (2020) ([link](https://example.org/t)).",
        ("report", "Roe", "Trust", "2020"),
    ),
    (
        "Example Agency, *Trust. It Matters* (2020), <https://example.org/t>.",
        ("report", "Example Agency", "Trust. It Matters", "2020"),
    ),
    ("[https://example.org/t](https://example.org/t).", ("webpage", "", None, None)),
)


def read(note: str) -> Citation:
    source = f"Trust matters.[^1]\n\n[^1]: {note}\n"
    (one,) = citations.read(source.encode(), "letter.md").notes
    (citation,) = one.citations
    assert citation.raw == note
    return citation


@pytest.mark.parametrize(("note", "expected"), LINKED)
def test_linked(note: str, expected: tuple[str, str, str | None, str | None]) -> None:
    citation = read(note)
    author = citation.authors[0] if citation.authors else None
    name = (author.family or author.literal or "") if author else ""
    date = citation.date.iso if citation.date else None
    assert (citation.type.value, name, citation.title, date) == expected
    assert citation.url == "https://example.org/t"


def test_a_part_of_a_string_citation_ends_with_its_target() -> None:
    source = "A.[^1]\n\n[^1]: See [this report](https://example.org/r); it is long.\n"
    (one,) = citations.read(source.encode(), "letter.md").notes
    assert [c.raw for c in one.citations] == ["See [this report](https://example.org/r)"]
