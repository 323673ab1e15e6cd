"""Letters that are built to hurt: very many notes, notes about themselves, nesting, entities."""

import pytest

from citations import read
from citations.model import Document, Pairing, ReadError

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _text(count: int) -> str:
    labels = [str(n).translate(RAISED) for n in range(1, count + 1)]
    notes = "\n\n".join(f"{label} Id. at 3." for label in labels)
    return " ".join(f"Boats run.{label}" for label in labels) + f"\n\n{notes}\n"


def _html(count: int) -> str:
    words = "".join(f'Boats run.<sup><a href="#n{n}">{n}</a></sup> ' for n in range(1, count + 1))
    notes = "".join(f'<li id="n{n}">Id. at {n}.</li>' for n in range(1, count + 1))
    return f"<html><body><p>{words}</p><ol>{notes}</ol></body></html>"


@pytest.mark.parametrize(
    ("letter", "name", "count"),
    # A printed label has four digits at the most; Markdown and Word are tested with 10,000.
    [(_text(9_999), "text", 9_999), (_html(3_000), "html", 3_000)],
    ids=["text", "html"],
)
def test_very_many_notes(letter: str, name: str, count: int) -> None:
    document = read(letter.encode(), "letter", name)
    assert len(document.notes) == len(document.references) == count
    assert {note.pairing for note in document.notes} == {Pairing.PAIRED}


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("Boats run.¹\n\n¹ Boats do.¹ See supra note 1. Id.\n", "text"),
        ("Boats run.[^1]\n\n[^1]: Boats do.[^1] See supra note 1. Id.\n", "markdown"),
        ("Boats run.[^a]\n\n[^a]: See.[^b]\n[^b]: See.[^a]\n", "markdown"),
        ("Boats run.^[Boats ^[do ^[run.]]]\n", "markdown"),
    ],
)
def test_a_note_that_refers_to_itself(letter: str, name: str) -> None:
    document = read(letter.encode(), "letter", name)
    assert document.notes
    for note in document.notes:
        for citation in note.citations:
            # What a note says of itself is found nowhere, or in what it said before.
            meant = citation.antecedent
            assert meant is None or meant.note in {each.label for each in document.notes}


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("<div>" * 5_000 + "Boats run." + "</div>" * 5_000, "html"),
        ("<ol><li>" * 3_000 + "Boats run.", "html"),
        ("<table><tr><td>" * 2_000 + "Boats run.", "html"),
        ("> " * 50_000 + "Boats run.", "markdown"),
        ("".join("  " * n + "- Boats run.\n" for n in range(400)), "markdown"),
        ("[" * 50_000 + "Boats run." + "](https://a.example.org)" * 5_000, "markdown"),
        ("(" * 100_000 + "Boats run." + ")" * 100_000, "text"),
        ("“" * 100_000 + "Boats run." + "”" * 100_000, "text"),
    ],
)
def test_deep_nesting(letter: str, name: str) -> None:
    document = _read_or_refused(letter.encode(), f"letter.{name}", name)
    assert document is None or "Boats run." in document.text


LAUGHS = (  # a billion laughs, and a file of this machine
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY out SYSTEM "file:///etc/hostname">]>'
    + "<html><body><p>Boats run. &l11; &out;</p></body></html>"
)


@pytest.mark.parametrize("name", ["html", "text", "markdown"])
def test_entities_are_neither_expanded_nor_fetched(name: str) -> None:
    document = read(LAUGHS.encode(), "letter", name)
    assert len(document.text) == len(LAUGHS)
    shown = [*document.notes, *document.citations]
    assert all("lollol" not in repr(each) for each in shown)
    assert "lollollol" not in document.text


def test_a_message_within_messages_within_messages() -> None:
    part = "Boats run."
    for depth in range(300):
        part = f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b{depth}"\n\n' + (
            f"--b{depth}\n{part}\n--b{depth}--\n"
        )
    document = _read_or_refused(("Message-ID: <a@b>\n" + part).encode(), "letter.eml", "eml")
    assert document is None or len(document.text) <= len(part)


def _read_or_refused(data: bytes, path: str, name: str) -> Document | None:
    """The document; None where the refusal is one line."""
    refusal = ""
    try:
        return read(data, path, name)
    except ReadError as error:
        refusal = str(error)
    assert refusal
    assert "\n" not in refusal
    return None


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"\x89PNG\r\n", b"%PDF-1.7\n", b"{\\rtf1"])
def test_a_head_without_a_body_is_one_line(magic: bytes) -> None:
    with pytest.raises(ReadError) as told:
        read(magic, "letter.txt")
    assert "\n" not in str(told.value)
    assert str(told.value)
