"""Edits at exact spans: everything else stays, to the byte."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.model import Link, LinkForm, Span
from results import FIXERS, Confidence, FixRefused, Marking, Proposal, compatible, edited, propose
from results.fixes import Edit
from results.fixes.spans import rewritten

from .samples import COPY, DEAD, NEW, OLD, copies, dossier, gone, moved

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "windows-1252")
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}
LETTER = (
    "Dear café,\r\nthe “city” agreed.1\r\n\rOld Mac line – here.\n\n"
    f"1. See City, Report (2018), {DEAD}; {OLD}, at 3.\r\n\tend  "
)


def proposal(edits: list[Edit], code: str = "PC205") -> Proposal:
    link = Link("x", "x", edits[0].span, 1, 1, LinkForm.BARE)
    return Proposal(code, "a.txt", tuple(sorted(edits)), "", Confidence.LIKELY, link, "x")


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Proposal]]:
    text = draw(st.text(st.characters(codec="utf-8"), max_size=60))
    place = st.integers(0, len(text))
    edit = st.builds(
        lambda a, b, new: Edit(Span(min(a, b), max(a, b)), new),
        place,
        place,
        st.text(st.characters(codec="utf-8"), max_size=8),
    )
    many = draw(st.lists(st.lists(edit, min_size=1, max_size=2), max_size=8))
    return text, [proposal(edits) for edits in many]


@given(cases(), st.sampled_from(("utf-8", "utf-16-le", "utf-32-be")), st.booleans())
@settings(max_examples=200, deadline=None)
def test_all_but_the_edited_spans_stays(
    case: tuple[str, list[Proposal]], encoding: str, marked: bool
) -> None:
    text, proposals = case
    mark = MARKS.get(encoding, codecs.BOM_UTF32_BE) if marked else b""
    if not marked and text.encode(encoding).startswith(MARKS.get(encoding, b"\0")):
        return  # the text itself begins with what would be read as a mark
    kept = compatible(proposals)
    data = rewritten(mark + text.encode(encoding), text, encoding, kept)
    # An independent way: from the back, edit by edit, on the text.
    expected = text
    for edit in sorted((e for p in kept for e in p.edits), reverse=True):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert data == mark + expected.encode(encoding)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_compatible_proposals_do_not_overlap(case: tuple[str, list[Proposal]]) -> None:
    _, proposals = case
    kept = compatible(proposals)
    spans = sorted(edit.span for each in kept for edit in each.edits)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert bool(kept) == bool([p for p in proposals if len(compatible([p])) == 1])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_a_real_letter_in_several_encodings(encoding: str, path: str) -> None:
    data = MARKS.get(encoding, b"") + LETTER.encode(encoding)
    told = dossier(data, path, [gone(), moved()], copies())
    found = compatible(propose(told))
    assert len(found) == 2
    fixed = FIXERS[told.document.format](data, told.document, found, Marking(NOW))
    expected = LETTER.replace(DEAD, f"{DEAD} [{COPY}]").replace(f"; {OLD}", f"; {NEW}")
    assert fixed == MARKS.get(encoding, b"") + expected.encode(encoding)
    assert read(fixed, path).encoding == told.document.encoding


def test_html_with_a_declared_charset() -> None:
    text = f"<meta charset=windows-1252><p>caf\xe9 – <a href='{OLD}'>x</a>\r\n<p>\xa0"
    data = text.encode("windows-1252")
    told = dossier(data, "a.html", [moved()])
    fixed = FIXERS["html"](data, told.document, propose(told), Marking(NOW))
    assert fixed == text.replace(OLD, NEW).encode("windows-1252")


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    data = f"caf\xe9 {OLD}\n".encode("windows-1252")
    told = dossier(data, "a.txt", [moved(to="https://new.example/日本")])
    with pytest.raises(FixRefused, match="windows-1252 has no '日'"):
        FIXERS["text"](data, told.document, propose(told), Marking(NOW))


def test_bytes_that_do_not_come_back_are_refused() -> None:
    # ESC sequences and double-byte text: what decodes to a text is not what it encodes to.
    data = b"\x81\x30\x81\x30"
    with pytest.raises(FixRefused, match="to the byte"):
        rewritten(data, "other", "gb18030", [proposal([Edit(Span(0, 1), "x")])])


def test_edited_takes_edits_in_any_order() -> None:
    edits = [Edit(Span(4, 5), "E"), Edit(Span(0, 1), "A"), Edit(Span(2, 2), "-")]
    assert edited("abcde", edits) == "Ab-cdE"
