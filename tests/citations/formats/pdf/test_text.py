"""Pages read back into paragraphs: columns, heads, hyphens, links, italics."""

from __future__ import annotations

import pytest

from citations.formats.pdf import PDF
from citations.formats.pdf.layout import compose
from citations.formats.pdf.page import Fragment, Page, Pages
from citations.model import LinkForm, NotADocument, Span
from citations.passage import Layout

from .pdf_builder import ITALIC, LEFT, TOP, Foot, Sheet, Typesetter, Words

LONG = (
    "Rents have risen in every city that keeps a count of them, and wages have not kept up with "
    "them anywhere; the council was told so in each of the last years, and each time it asked for "
    "one more report. The reports lie in the archive, where those who ask may read them. "
)

WORDS = ("Once", "Here", "There", "Elsewhere", "Nowhere", "Now", "Then", "Always")


def read(sheet: Sheet) -> Layout:
    return PDF.layout(sheet.data())


def texts(layout: Layout) -> list[str]:
    return [passage.text for passage in layout.body]


def test_paragraphs_are_put_together_from_lines() -> None:
    paragraphs = [LONG.strip(), "A short one.", (LONG * 2).strip()]
    layout = PDF.layout(Typesetter([(Words(text),) for text in paragraphs]).data())
    assert texts(layout) == paragraphs
    assert layout.text == "\n".join(paragraphs)


def test_a_paragraph_goes_on_over_the_page() -> None:
    paragraphs = [(LONG * 4).strip() for _ in range(5)]
    layout = PDF.layout(Typesetter([(Words(text),) for text in paragraphs]).data())
    assert texts(layout) == paragraphs
    over = [passage for passage in layout.body if passage.turns]
    assert over
    (turn,) = over[0].turns
    assert over[0].page_at(turn - 1) == 1
    assert over[0].page_at(turn) == 2


def test_every_span_points_into_the_text() -> None:
    paragraphs = [(Words(LONG.strip()), Foot((Words("Jane Roe, Rents."),)))]
    layout = PDF.layout(Typesetter(paragraphs).data())
    for passage in (*layout.body, *(p for n in layout.notes for p in n.passages)):
        whole = passage.source(Span(0, len(passage.text)))
        assert layout.text[whole.start : whole.end] == passage.text
    (note,) = layout.notes
    assert layout.text[note.label_span.start : note.label_span.end] == "¹"


def test_words_broken_at_lines_ends_are_whole_again() -> None:
    syllables = (
        "The re\u00adspon\u00adsi\u00adbil\u00adi\u00adties of gov\u00adern\u00adments. " * 12
    )
    layout = PDF.layout(Typesetter([(Words(syllables.strip()),)]).data())
    assert texts(layout) == [syllables.replace("\u00ad", "").strip()]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(LEFT, TOP, "A title that stands over both of the columns of the page", 14)
    left = [f"Left line {n} is as long as that." for n in range(12)]
    right = [f"Right line {n} is as long as that." for n in range(12)]
    # Drawn row by row, as some programs do.
    for n in range(12):
        sheet.text(LEFT, TOP - 30 - 14 * n, left[n])
        sheet.text(320, TOP - 30 - 14 * n, right[n])
    text = read(sheet).text
    assert text.index("Left line 11") < text.index("Right line 0")
    assert text.startswith("A title")


def test_notes_in_two_columns() -> None:
    sheet = Sheet()
    for x, number in ((LEFT, "1"), (320.0, "2")):
        for n in range(10):
            sheet.text(x, TOP - 14 * n, f"Line {n} of column {number} is long.")
        sheet.marked(x, TOP - 140, "This is known.", number, " More is not.")
        sheet.rule(150, x, 72)
        sheet.marked(x, 138, "", number, f" Source number {number} of two.", size=9)
    layout = read(sheet)
    assert [(n.shown, n.passages[0].text) for n in layout.notes] == [
        ("1", "Source number 1 of two."),
        ("2", "Source number 2 of two."),
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.text(LEFT, 760, "Rents and Cities" if number % 2 else f"{number}  Journal of Rents")
        if number % 2:
            sheet.text(520, 760, str(number))
        y = sheet.lines(TOP, f"{WORDS[number]} rents have risen, and the report says why they have")
        sheet.text(LEFT, y, "done so.")
        sheet.text(300, 40, f"- {number} -")
        sheet.page()
    assert texts(read(sheet)) == [
        f"{WORDS[n]} rents have risen, and the report says why they have done so."
        for n in range(1, 5)
    ]


def test_the_same_last_words_on_two_pages_are_no_running_foot() -> None:
    sheet = Sheet()
    for number in (1, 2, 3, 4, 5, 6):
        sheet.lines(TOP, f"{WORDS[number]} rents have risen, and the report says why, at length,")
        y = sheet.lines(100, f"and ends, {WORDS[number]}, with a line that says from where.")
        if number < 3:
            sheet.text(LEFT, y, f"Id. at {number}.")
        sheet.page()
    assert read(sheet).text.count("Id. at") == 2


def test_a_letterhead_stays() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 760, "The Mayor of Rivertown")
    sheet.lines(TOP - 40, "Dear Senator:")
    assert texts(read(sheet)) == ["The Mayor of Rivertown", "Dear Senator:"]


def test_text_that_runs_up_the_margin_is_left_out() -> None:
    sheet = Sheet()
    sheet.lines(TOP, "Dear Senator:")
    sheet.canvas.saveState()
    sheet.canvas.rotate(90)
    sheet.text(300, -40, "Downloaded from somewhere")
    sheet.canvas.restoreState()
    assert texts(read(sheet)) == ["Dear Senator:"]


def test_a_turned_page_is_read_upright() -> None:
    sheet = Sheet()
    sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(612, 0)
    sheet.canvas.rotate(90)
    sheet.lines(400, "Dear Senator:", "We write to you.")
    assert read(sheet).text.split() == ["Dear", "Senator:", "We", "write", "to", "you."]


def test_italics_by_the_fonts_name() -> None:
    paragraph = (Words("See "), Words("Rents and Cities", italic=True), Words(" (2019)."))
    (passage,) = PDF.layout(Typesetter([paragraph]).data()).body
    assert [passage.text[i.start : i.end].strip() for i in passage.italics] == ["Rents and Cities"]


def test_ligatures_and_control_characters() -> None:
    sheet = Sheet()
    sheet.lines(TOP, "Dear\tSenator:")
    assert "\t" not in read(sheet).text


URL = (
    "https://www.example.org/reports/housing/2019/rents-and-wages-in-the-cities/"
    "what-the-council-was-told-and-what-it-asked/second-edition/rents.pdf"
)


def test_a_link_over_two_lines_is_one() -> None:
    paragraph = (Words("See Jane Roe, Rents (2019), "), Words(URL, url=URL), Words(" (in full)."))
    (passage,) = PDF.layout(Typesetter([paragraph]).data()).body
    (link,) = passage.links
    assert passage.text == f"See Jane Roe, Rents (2019), {URL} (in full)."
    assert (link.url, passage.text[link.at.start : link.at.end]) == (URL, URL)
    assert link.form is LinkForm.ANNOTATION


def test_a_link_over_other_words_keeps_them() -> None:
    paragraph = (Words("See "), Words("the annual report", url=URL), Words(" of the city."))
    (passage,) = PDF.layout(Typesetter([paragraph]).data()).body
    (link,) = passage.links
    assert (link.url, link.shown) == (URL, "the annual report")


def two_lines(first: str, second: str, link: str | None = None) -> Layout:
    """A URL broken after `first`; the link annotation, if any, is right."""
    sheet = Sheet()
    x = 540 - len(first) * 6
    sheet.lines(TOP, "Rents have risen in every city that keeps a count of them, and wages have")
    after = sheet.text(x, TOP - 14, first)
    before = sheet.text(LEFT, TOP - 28, second)
    sheet.text(before + 3, TOP - 28, "(last visited Jan. 5, 2021), and wages have not kept up.")
    if link:
        sheet.link(link, x, TOP - 14, after)
        sheet.link(link, LEFT, TOP - 28, before)
    return read(sheet)


def test_without_a_link_both_readings_of_a_hyphen_are_kept() -> None:
    layout = two_lines("https://perma.cc/6RCB-", "MMNN")
    (link,) = [link for passage in layout.body for link in passage.links]
    assert link.url == "https://perma.cc/6RCB-MMNN"
    assert link.otherwise == ("https://perma.cc/6RCBMMNN",)
    assert link.form is LinkForm.BARE


@pytest.mark.parametrize(
    "url", ["https://www.investopedia.com/a", "https://www.in-vestopedia.com/a"]
)
def test_the_link_decides_on_the_hyphen(url: str) -> None:
    layout = two_lines("https://www.in-", "vestopedia.com/a", url)
    (link,) = [link for passage in layout.body for link in passage.links]
    assert (link.url, link.shown, link.otherwise) == (url, url, ())


def test_a_link_that_stops_at_the_lines_end_is_read_to_its_end() -> None:
    sheet = Sheet()
    sheet.lines(TOP, "Rents have risen in every city that keeps a count of them, and wages have")
    after = sheet.text(300, TOP - 14, "https://www.example.org/a/bee/")
    sheet.link("https://www.example.org/a/bee/", 300, TOP - 14, after)
    sheet.text(LEFT, TOP - 28, "see/dee.html, and wages have not kept up with them.")
    (link,) = [link for passage in read(sheet).body for link in passage.links]
    assert link.url == "https://www.example.org/a/bee/see/dee.html"
    assert link.otherwise == ("https://www.example.org/a/bee/",)


def test_a_generous_area_does_not_take_the_punctuation_in() -> None:
    sheet = Sheet()
    x = sheet.text(LEFT, TOP, "See ")
    after = sheet.text(x, TOP, "https://example.org/a.")
    sheet.link("https://example.org/a", x - 2, TOP, after + 2)
    sheet.text(after, TOP, " And so on.")
    (passage,) = read(sheet).body
    (link,) = passage.links
    assert passage.text[link.at.start : link.at.end] == "https://example.org/a"


def test_an_address_with_room_behind_its_hyphens() -> None:
    sheet = Sheet()
    x = sheet.text(LEFT, TOP, "See https://a.example.org/the-")
    x = sheet.text(x + 5, TOP, "rents-")
    sheet.text(x + 5, TOP, "of-it, and the pre- and post-war rents.")
    text = PDF.layout(sheet.data()).text
    assert text == "See https://a.example.org/the-rents-of-it, and the pre- and post-war rents."


def test_links_that_are_no_web_pages_are_left_out() -> None:
    sheet = Sheet()
    after = sheet.text(LEFT, TOP, "Write to us")
    sheet.link("javascript:x()", LEFT, TOP, after)
    assert read(sheet).body[0].links == ()


def test_an_address_to_write_to_is_a_link() -> None:
    sheet = Sheet()
    after = sheet.text(LEFT, TOP, "jane@example.org")
    sheet.link("mailto:jane@example.org", LEFT, TOP, after)
    assert [each.url for each in read(sheet).body[0].links] == ["mailto:jane@example.org"]


def test_the_title() -> None:
    sheet = Sheet(title="A Letter on  Rents")
    sheet.lines(TOP, "Dear Senator:")
    assert read(sheet).title == "A Letter on Rents"
    for generic in ("Microsoft Word - letter.doc", "letter.docx", "untitled"):
        sheet = Sheet(title=generic)
        sheet.lines(TOP, "Dear Senator:")
        assert read(sheet).title is None


def test_text_that_is_drawn_twice_is_read_once() -> None:
    sheet = Sheet()
    for shift in (0, 0.2):
        sheet.text(LEFT + shift, TOP, "A bold line", font="Times-Bold")
    assert texts(read(sheet)) == ["A bold line"]


def test_a_page_without_a_text_layer() -> None:
    sheet = Sheet()
    sheet.rule(500)
    with pytest.raises(NotADocument, match="text layer"):
        read(sheet)


def test_a_small_font_in_italics_is_no_reference() -> None:
    sheet = Sheet()
    x = sheet.text(LEFT, TOP, "A word and ")
    sheet.text(x, TOP, "2", 7, ITALIC)
    assert texts(read(sheet)) == ["A word and 2"]


def test_accents_that_are_drawn_over_their_letters() -> None:
    sheet = Sheet()
    sheet.text(LEFT, TOP, "Uwe L¨uck and Ren´e Bˆato saw a na¨ive ma˜nana, 5¨ and a ¨q, t\\ˆe.")
    assert texts(read(sheet)) == ["Uwe Lück and René Bâto saw a naïve mañana, 5¨ and a ¨q, t\\ˆe."]


def test_what_nobody_sees_is_left_out() -> None:
    words = (
        "See https://exa\u200cmple.org/re\u200bnts and \u2060Roe; \u0645\u06cc\u200c\u062f there."
    )
    page = Page(1, 612, 792, [Fragment(words, LEFT, LEFT + 300, TOP, 12)])
    (passage,) = compose(Pages([page], [])).body
    assert passage.text == "See https://example.org/rents and Roe; \u0645\u06cc\u200c\u062f there."
