"""Plain text."""

import pytest

from citations import read
from citations.formats.text import layout
from citations.model import LinkForm, Span


def _texts(text: str) -> list[str]:
    return [passage.text for passage in layout(text.encode()).body]


def test_lines_that_were_wrapped_are_joined() -> None:
    text = (
        "Our nine towns depend on the ferry for school, work and care, and the\n"
        "timetable of last spring has not been kept on any day since it was\n"
        "printed. We write to ask for a better one, and for more boats in the\n"
        "winter months.\n"
        "\n"
        "Sincerely,\n"
        "Ana Vale\n"
        "Mayor of Quay\n"
    )
    assert _texts(text) == [
        "Our nine towns depend on the ferry for school, work and care, and the timetable of last"
        " spring has not been kept on any day since it was printed. We write to ask for a better"
        " one, and for more boats in the winter months.",
        "Sincerely,",
        "Ana Vale",
        "Mayor of Quay",
    ]


def test_one_paragraph_a_line_stays_so() -> None:
    long = "Boats run full from the first hour of the day to the last, and nobody waits for them. "
    text = f"{long * 2}\n{long * 3}\nShort.\n"
    assert _texts(text) == [(long * 2).strip(), (long * 3).strip(), "Short."]


def test_items_and_form_fields_stay_apart() -> None:
    text = "We ask for\n  • more boats;\n  • better piers.\nName: *\n* Required\n1. One\n2. Two\n"
    assert _texts(text) == [
        "We ask for",
        "• more boats;",
        "• better piers.",
        "Name: *",
        "* Required",
        "1. One",
        "2. Two",
    ]


@pytest.mark.parametrize(
    ("text", "rendered", "italics"),
    [
        ("See *The Quay*, at 3.", "See The Quay, at 3.", ["The Quay"]),
        ("*See, e.g.*, Vale", "See, e.g., Vale", ["See, e.g."]),
        ("15 *J. Coastal Stud.* 201", "15 J. Coastal Stud. 201", ["J. Coastal Stud."]),
        ("a **bold** word", "a bold word", []),
        ("an _old_ way", "an old way", ["old"]),
        ("E-Mail: *", "E-Mail: *", []),
        ("5 * 3 * 2 and 2*3*4", "5 * 3 * 2 and 2*3*4", []),
        ("snake_case_name and ____", "snake_case_name and ____", []),
        ("an *open one", "an *open one", []),
    ],
)
def test_emphasis(text: str, rendered: str, italics: list[str]) -> None:
    (passage,) = layout(text.encode()).body
    assert passage.text == rendered
    assert [rendered[each.start : each.end] for each in passage.italics] == italics


def test_rendered_places_map_back() -> None:
    text = "  See *The Quay*,\tat  3 [here](https://a.example.org/x). "
    (passage,) = layout(text.encode()).body
    assert passage.text == "See The Quay, at 3 here."
    at = passage.text.index("Quay")
    span = passage.source(Span(at, at + 4))
    assert text[span.start : span.end] == "Quay"
    whole = passage.source(Span(0, len(passage.text)))
    assert text[whole.start : whole.end] == text.strip()


def test_links() -> None:
    text = (
        "Like us at [facebook.com/towns](https://www.facebook.com/towns), at\n"
        "twitter.com/towns. See <https://a.example.org/a-long/\npath>, [x](www.b.example.org)\n"
        "or [notes](#notes) or [mail](mailto:a@b.example.org).\n"
    )
    document = read(text.encode(), "letter.txt")
    assert [(link.url, link.form, link.shown) for link in document.links] == [
        ("https://www.facebook.com/towns", LinkForm.MARKDOWN, "facebook.com/towns"),
        ("https://twitter.com/towns", LinkForm.SCHEMELESS, None),
        ("https://a.example.org/a-long/path", LinkForm.ANGLE, None),
        ("https://www.b.example.org", LinkForm.MARKDOWN, "x"),
    ]
    for link in document.links:
        assert text[link.span.start : link.span.end] == link.raw
    assert document.links[2].raw == "https://a.example.org/a-long/\npath"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\nHARBOR TOWNS ASK FOR BOATS\n\nQuay – Today", "HARBOR TOWNS ASK FOR BOATS"),
        ("FOR IMMEDIATE RELEASE\n\nHARBOR TOWNS ASK FOR BOATS\n", "HARBOR TOWNS ASK FOR BOATS"),
        ("March 4, 2024\n\nDear Ana:", None),
        ("NASA\n\nDear Ana:", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert read(text.encode(), "letter.txt").title == title


def test_hidden_address() -> None:
    text = "Write to [email\u00a0protected] or [email protected]."
    document = read(text.encode(), "letter.txt")
    assert [each.raw for each in document.obfuscated] == [
        "[email\u00a0protected]",
        "[email protected]",
    ]
    assert document.obfuscated[0].line == 1
    assert document.links == ()


def test_archive_copies_are_tied_to_their_original() -> None:
    text = "See https://web.archive.org/web/2020/https://a.example.org/x."
    (link,) = read(text.encode(), "letter.txt").links
    assert link.role == "archive"
    assert link.archive_of == "https://a.example.org/x"


def test_a_word_parted_by_a_hyphen_is_joined() -> None:
    text = "They wrote to the com-\nmission of non-\nviolent boats.\n"
    assert _texts(text) == ["They wrote to the com-mission of non-violent boats."]


def test_a_note_that_begins_with_its_url() -> None:
    text = "The boats run full.¹ The quay is old.\n\n¹ <https://example.org/a>.\n"
    document = read(text.encode(), "letter.txt")
    assert [note.text for note in document.notes] == ["https://example.org/a."]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (
            "See https://a.example/Foo_(bar)_baz, and https://b.example/A_(b) too.",
            ["https://a.example/Foo_(bar)_baz", "https://b.example/A_(b)"],
        ),
        ("_See https://a.example/A_(b) too_.", ["https://a.example/A_(b)"]),
        (
            "*See https://a.example/x*, and *https://b.example/*",
            ["https://a.example/x", "https://b.example/"],
        ),
    ],
)
def test_an_underscore_of_an_address_is_no_emphasis(text: str, urls: list[str]) -> None:
    assert [link.url for link in read(text.encode(), "a.txt").links] == urls
