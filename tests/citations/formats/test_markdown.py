"""Markdown."""

import pytest

from citations import read, urls_in
from citations.model import Document, LinkForm, NoteKind, Pairing


def _read(text: str) -> Document:
    document = read(text.encode(), "letter.md")
    assert document.format == "markdown"
    for _, link in document.all_links():
        assert text[link.span.start : link.span.end] == link.raw
    return document


def _links(document: Document) -> list[tuple[str, LinkForm, str | None]]:
    return [(link.url, link.form, link.shown) for _, link in document.all_links()]


def test_notes_and_references_with_their_places() -> None:
    text = "Zürich’s boats[^1] run full.[^vale]\n\n[^1]: *Sato*, at 2.\n[^vale]: Vale, *Quay*\n"
    document = _read(text)
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "Sato, at 2."),
        ("vale", "Vale, Quay"),
    ]
    spans = [(note.label_span, note.span) for note in document.notes]
    assert [(text[a.start : a.end], text[b.start : b.end]) for a, b in spans] == [
        ("[^1]", "*Sato*, at 2."),
        ("[^vale]", "Vale, *Quay*"),
    ]
    assert [text[each.span.start : each.span.end] for each in document.references] == [
        "[^1]",
        "[^vale]",
    ]
    assert document.references[1].sentence == "Zürich’s boats¹ run full.²"
    assert [each.clause for each in document.references] == ["Zürich’s boats", "run full."]
    assert [note.line for note in document.notes] == [3, 4]


def test_orphans_and_duplicates() -> None:
    document = _read("One[^1] two.[^9]\n\n[^1]: A.\n[^1]: B.\n[^3]: C.\n")
    assert [(each.label, each.pairing) for each in document.references] == [
        ("1", Pairing.PAIRED),
        ("9", Pairing.ORPHAN_REFERENCE),
    ]
    assert [(note.text, note.pairing) for note in document.notes] == [
        ("A.", Pairing.PAIRED),
        ("B.", Pairing.DUPLICATE_LABEL),
        ("C.", Pairing.ORPHAN_NOTE),
    ]


def test_a_note_of_several_paragraphs_with_an_item() -> None:
    document = _read("One.[^1]\n\n[^1]: First\n    line.\n\n    Second.\n\n    - item\n\nAfter.\n")
    assert document.notes[0].text == "First line.\nSecond.\nitem"


def test_inline_notes() -> None:
    text = (
        "Boats run full^[Vale, *Quay*, [here](https://a.example.org/x) [sic].] all day.[^1]\n\n"
        "[^1]: Sato.\n"
    )
    document = _read(text)
    inline, other = document.notes
    assert inline.kind is NoteKind.INLINE
    assert inline.text == "Vale, Quay, here [sic]."
    assert text[inline.span.start : inline.span.end].startswith("Vale, *Quay*, [here](")
    assert [link.url for link in inline.links] == ["https://a.example.org/x"]
    assert document.references[0].sentence == "Boats run full² all day.¹"
    assert (inline.label, other.label) == ("2", "1")
    assert other.text == "Sato."
    assert document.links == ()


def test_an_escaped_bracket_is_text() -> None:
    document = _read("No note\\^[here] and no reference \\[^1] and `[^1]` and [^a-z].\n")
    assert document.notes == ()
    assert document.references == ()


def test_links_of_every_kind() -> None:
    text = (
        '[Text](https://a.example.org/x_(y) "title](z") <https://b.example.org/>\n'
        "[ref][R] and [R] and [other ref][] https://c.example.org/z. www.d.example.org,\n"
        "[rel](/x) [here](#part) [mail](mailto:a@b.org) [no](javascript:x) <a@b.org>\n"
        "<mailto:c@b.org> mailto:d@b.org "
        "![picture](https://img.example.org/x.png) [a\nb](<https://e.example.org/a b>)\n\n"
        "[R]: <https://r.example.org/> 'T'\n[Other  Ref]:\n  https://o.example.org/x\n"
    )
    assert _links(_read(text)) == [
        ("https://a.example.org/x_(y)", LinkForm.MARKDOWN, "Text"),
        ("https://b.example.org/", LinkForm.ANGLE, None),
        ("https://c.example.org/z", LinkForm.BARE, None),
        ("https://www.d.example.org", LinkForm.SCHEMELESS, None),
        ("mailto:a@b.org", LinkForm.MARKDOWN, "mail"),
        ("mailto:c@b.org", LinkForm.ANGLE, None),
        ("https://e.example.org/a b", LinkForm.MARKDOWN, "a b"),
        ("https://r.example.org/", LinkForm.MARKDOWN, "ref"),
        ("https://r.example.org/", LinkForm.MARKDOWN, "R"),
        ("https://o.example.org/x", LinkForm.MARKDOWN, "other ref"),
    ]


def test_a_shown_url_is_one_link_with_its_target() -> None:
    document = _read(
        "At [facebook.com/towns](https://www.facebook.com/towns) & [*it*](https://a.example.org)\n"
    )
    assert _links(document) == [
        ("https://www.facebook.com/towns", LinkForm.MARKDOWN, "facebook.com/towns"),
        ("https://a.example.org", LinkForm.MARKDOWN, "it"),
    ]


def test_front_matter() -> None:
    document = _read('---\ntitle: "Boats: a brief"\ndate: 2024-03-04\n---\n\n# Other\n\nText.\n')
    assert document.title == "Boats: a brief"
    assert document.date is not None
    assert document.date.iso == "2024-03-04"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Boats *now* {#id}\n\nText", "Boats now"),
        ("Boats\n=====\n", "Boats"),
        ("## Notes\n", None),
    ],
)
def test_heading_as_title(text: str, title: str | None) -> None:
    assert _read(text).title == title


def test_typed_superscripts_in_markdown() -> None:
    document = _read(
        "Boats run full.¹ Nobody\nwaits.²\n\n¹ Vale, *Quay*\n(2020).\n² Sato, "
        "<https://a.example.org/x>.\n"
    )
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "Vale, Quay (2020)."),
        ("2", "Sato, https://a.example.org/x."),
    ]
    assert document.references[1].sentence == "Nobody waits.²"


def test_bracketed_references_with_a_numbered_list() -> None:
    document = _read("Boats run full [1]. Ever [2].\n\n## References\n\n1. Vale.\n2. Sato.\n")
    assert [(note.label, note.text) for note in document.notes] == [("1", "Vale."), ("2", "Sato.")]
    assert all(note.pairing is Pairing.PAIRED for note in document.notes)


def test_html_in_between() -> None:
    text = (
        'Boats<sup>1</sup> run <a href="https://a.example.org/?x=1&amp;y=2">full</a>.<br>Ever.\n\n'
        '<div class="box"><p>In a box: <a href="https://b.example.org">b</a> 5 m<sup>2</sup>'
        "</p></div>\n\n"
        "<!-- https://hidden.example.org -->\n\n<sup>1</sup> Vale.\n"
    )
    document = _read(text)
    assert _links(document) == [
        ("https://a.example.org/?x=1&y=2", LinkForm.ANCHOR, "full"),
        ("https://b.example.org", LinkForm.ANCHOR, "b"),
    ]
    assert [(note.label, note.text) for note in document.notes] == [("1", "Vale.")]


def test_tables_quotes_and_code() -> None:
    text = (
        "> Quoted[^1] https://a.example.org/q\n> and on.\n\n| a | b |\n|---|---|\n"
        "| c[^2] | https://b.example.org/t |\n\n```\nhttps://fenced.example.org[^3]\n```\n\n"
        "Run `x` ~~not~~ &amp; so.\n\n[^1]: A.\n[^2]: B.\n"
    )
    document = _read(text)
    assert [link.url for link in document.links] == [
        "https://a.example.org/q",
        "https://b.example.org/t",
    ]
    assert [each.sentence for each in document.references] == [
        "Quoted¹ https://a.example.org/q and on.",
        "c²",
    ]


def test_the_bracket_of_an_inline_note_is_none_of_its_citation() -> None:
    text = "Full.^[Jane Roe, [Ice](https://a.example.org/a) 14 (1950) [sic].] Empty."
    (note,) = _read(text).notes
    (citation,) = note.citations
    assert citation.span.start == note.span.start == text.index("Jane")
    assert citation.raw == text[text.index("Jane") : text.index("] Empty")]


def test_a_url_in_inline_code_is_a_source_in_a_note_only() -> None:
    """As link checkers do: code in running text shows addresses, it does not cite them."""
    document = _read(
        "Call `https://api.example.org/v1` or `a` and https://a.example.org/x `b`,[^1] "
        "[`code`](https://b.example.org/y).\n\n[^1]: See `https://c.example.org/z`.\n"
    )
    assert [link.url for link in document.links] == [
        "https://a.example.org/x",
        "https://b.example.org/y",
    ]
    assert [link.url for link in document.notes[0].links] == ["https://c.example.org/z"]


def test_indented_text_is_a_letter_s_and_not_code() -> None:
    (link,) = _read("Dear reader:\n\n    See https://a.example.org/x.\n").links
    assert link.url == "https://a.example.org/x"


def test_a_wrapped_url_in_angle_brackets() -> None:
    document = _read("See <https://a.example.org/long-\npath/x>.\n")
    (link,) = document.links
    assert link.url == "https://a.example.org/long-path/x"
    assert link.raw == "https://a.example.org/long-\npath/x"


def test_definitions_of_notes_tell_markdown_whatever_the_name() -> None:
    data = b"Boats.[^1]\n\n[^1]: Vale.\n"
    assert read(data, "letter.txt").format == "markdown"
    assert read(data, "-").format == "markdown"
    assert read(b"Boats *run*.\n", "letter.txt").format == "text"
    assert read(b"Boats *run*.\n", "-").format == "text"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_definition_behind_a_byte_order_mark_tells_markdown(encoding: str) -> None:
    document = read("[^1]: Vale.\n\nBoats.[^1]\n".encode(encoding), "letter.txt")
    assert (document.format, [note.text for note in document.notes]) == ("markdown", ["Vale."])


def test_ten_thousand_notes() -> None:
    count = 10_000
    body = " ".join(f"Claim {n}.[^{n}]" for n in range(count))
    notes = "\n".join(f"[^{n}]: Note {n}." for n in range(count))
    document = _read(f"{body}\n\n{notes}\n")
    assert len(document.notes) == count
    assert document.references[-1].sentence.startswith("Claim 9999.")


def test_an_address_that_a_service_hid() -> None:
    document = _read("Write to [email\u00a0protected] or [email protected].\n")
    assert [each.raw for each in document.obfuscated] == [
        "[email\u00a0protected]",
        "[email protected]",
    ]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_and_letters_of_many_bytes(ending: str) -> None:
    lines = ["# Ünï𝒳", "", "Zürich[^1] – „so“ <https://a.example.org/é>", "", "[^1]: *Né*", ""]
    text = ending.join(lines)
    document = _read(text)
    (reference,), (note,), (link,) = document.references, document.notes, document.links
    assert text[reference.span.start : reference.span.end] == "[^1]"
    assert text[note.span.start : note.span.end] == "*Né*"
    assert (link.line, link.column) == (3, 20)


def test_an_item_that_begins_with_a_reference_a_link_or_emphasis() -> None:
    document = _read(
        "1. [^1] Boats.\n2. *They* run.[^1]\n3. [x](https://a.example.org)[^1]\n\n[^1]: A.\n"
    )
    assert [each.sentence for each in document.references] == ["¹ Boats.", "They run.¹", "x¹"]


def test_a_url_before_a_space_does_not_go_on_in_the_next_line() -> None:
    document = _read("https://a.example.org/x &#46;y=\nd.example.org is a host.\n")
    assert [url for url, *_ in _links(document)] == [
        "https://a.example.org/x",
        "https://d.example.org",
    ]


def test_notes_that_are_printed_one_to_a_line_of_a_paragraph() -> None:
    text = (
        "Boats run full [1]. Nobody waits<sup>2</sup>.\n\n[1] https://vale.example/a\n"
        "[3] https://sato.example/b\n\n<sup>2</sup> See Holt.\n<sup>4</sup> See Brook.\n"
    )
    notes = [(note.label, note.text) for note in read(text.encode(), "a.md").notes]
    assert sorted(notes) == [
        ("1", "https://vale.example/a"),
        ("2", "See Holt."),
        ("3", "https://sato.example/b"),
        ("4", "See Brook."),
    ]


_NOTES = {
    "Word's, left by a converter": ("[](#_ftn{n}){n}", "[](#_ftnref{n}){n} "),
    "in brackets of another kind": ("[【{n}】](#_ftn{n})", "[【{n}】](#_ftnref{n}) "),
    "Substack's": ("[{n}](#footnote-{n})", "[{n}](#footnote-anchor-{n})\n\n"),
    "with the page's address": (
        "[{n}](https://post.example.com/p/quay#footnote-{n}-147)",
        "[{n}](https://post.example.com/p/quay#footnote-anchor-{n}-147)\n\n",
    ),
}


@pytest.mark.parametrize("form", _NOTES)
def test_notes_that_are_links_there_and_back(form: str) -> None:
    mark, label = _NOTES[form]
    words = ["Sato, The Quay (2019), https://quay.example.org/x", "Vale, Boats (2021)"]
    text = f"Boats run full{mark.format(n=1)} in the summer.{mark.format(n=2)} So it is.\n\n"
    text += "\n\n".join(label.format(n=n) + words[n - 1] for n in (1, 2))
    document = _read(text)
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", words[0]),
        ("2", words[1]),
    ]
    assert [each.label for each in document.references] == ["1", "2"]
    assert [link.url for _, link in document.all_links()] == ["https://quay.example.org/x"]
    assert urls_in(text.encode(), "letter.md") == ("https://quay.example.org/x",)


def test_a_link_to_a_place_of_another_page_is_no_note() -> None:
    text = "See [1](https://quay.example.org/x#footnote-1) and [2](#fn2), 1999.\n"
    document = _read(text)
    assert not document.notes
    assert not document.references
    assert [link.url for _, link in document.all_links()] == [
        "https://quay.example.org/x#footnote-1"
    ]


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("[^1]:\nSato, The Quay.\n\nMore.\n", "Sato, The Quay."),
        ("[^1]:\n    Sato, The Quay.\n\nMore.\n", "Sato, The Quay."),
        ("[^1]:\n\nMore of the letter.\n", ""),
        ("[^1]:\n# Sources\n", ""),
    ],
)
def test_words_in_the_line_below_a_note_s_label(below: str, words: str) -> None:
    (note,) = _read(f"Boats run full.[^1]\n\n{below}").notes
    assert note.text == words
