"""One letter in three formats says the same."""

from citations import read
from citations.model import Document

TEXT = """\
HARBOR TOWNS ALLIANCE ASKS FOR A FAIR FERRY SCHEDULE

March 4, 2024

Dear Commissioner Okafor:

Our nine towns depend on the ferry for school, work and care. Ridership grew by a third in two
years,¹ and every survey since then puts reliability first.² Dr. Amara Lindqvist told the
council that “the boats run full, the timetable does not.”³

A later study found the same in winter⁴ despite heavier weather.⁵ The U.S. Coast Guard agrees.

¹ HARBOR TOWNS ALLIANCE, *Counting Heads on the Quay* 12 (2023), available at
<https://harbortowns.example.org/reports/counting-heads.pdf>.

² *See, e.g.*, Ines Vale, *What Islanders Want*, ISLAND POST (Feb. 3, 2023, 7:15 AM),
<https://islandpost.example.com/2023/02/03/what-islanders-want>; Rui Sato, *Again on Time*, 14
*J. Coastal Stud.* 201, 204 (2022).

³ Minutes of the council, at 3.

⁴ Vale, supra note 2.

⁵ *Id.* See also https://tides.example.net/winter_(2023).

Sincerely,

The mayors of nine towns
"""

MARKDOWN = """\
# HARBOR TOWNS ALLIANCE ASKS FOR A FAIR FERRY SCHEDULE

March 4, 2024

Dear Commissioner Okafor:

Our nine towns depend on the ferry for school, work and care. Ridership grew by a third in two
years,[^1] and every survey since then puts reliability first.[^2] Dr. Amara Lindqvist told the
council that “the boats run full, the timetable does not.”[^3]

A later study found the same in winter[^4] despite heavier weather.[^5] The U.S. Coast Guard agrees.

Sincerely,

The mayors of nine towns

[^1]: HARBOR TOWNS ALLIANCE, *Counting Heads on the Quay* 12 (2023), available at
    <https://harbortowns.example.org/reports/counting-heads.pdf>.
[^2]: *See, e.g.*, Ines Vale, *What Islanders Want*, ISLAND POST (Feb. 3, 2023, 7:15 AM),
    <https://islandpost.example.com/2023/02/03/what-islanders-want>; Rui Sato, *Again on Time*, 14
    *J. Coastal Stud.* 201, 204 (2022).
[^3]: Minutes of the council, at 3.
[^4]: Vale, supra note 2.
[^5]: *Id.* See also https://tides.example.net/winter_(2023).
"""

HTML = """\
<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>HARBOR TOWNS ALLIANCE ASKS FOR A FAIR FERRY SCHEDULE</title></head>
<body>
<p>March 4, 2024</p>
<p>Dear Commissioner Okafor:</p>
<p>Our nine towns depend on the ferry for school, work and care. Ridership grew by a third in two
years,<sup><a href="#fn1" id="r1">1</a></sup> and every survey since then puts reliability
first.<sup><a href="#fn2" id="r2">2</a></sup> Dr. Amara Lindqvist told the council that
&ldquo;the boats run full, the timetable does not.&rdquo;<sup><a href="#fn3" id="r3">3</a></sup></p>
<p>A later study found the same in winter<sup><a href="#fn4" id="r4">4</a></sup> despite heavier
weather.<sup><a href="#fn5" id="r5">5</a></sup> The U.S. Coast Guard agrees.</p>
<p>Sincerely,</p><p>The mayors of nine towns</p>
<section class="footnotes"><hr><ol>
<li id="fn1"><p>HARBOR TOWNS ALLIANCE, <em>Counting Heads on the Quay</em> 12 (2023), available at
<a href="https://harbortowns.example.org/reports/counting-heads.pdf"
>https://harbortowns.example.org/reports/counting-heads.pdf</a>. <a href="#r1">&#8617;</a></p></li>
<li id="fn2"><p><em>See, e.g.</em>, Ines Vale, <em>What Islanders Want</em>, ISLAND POST (Feb. 3,
2023, 7:15 AM), <a href="https://islandpost.example.com/2023/02/03/what-islanders-want"
>https://islandpost.example.com/2023/02/03/what-islanders-want</a>; Rui Sato, <em>Again on
Time</em>, 14 <em>J. Coastal Stud.</em> 201, 204 (2022). <a href="#r2">&#8617;</a></p></li>
<li id="fn3"><p>Minutes of the council, at 3. <a href="#r3">&#8617;</a></p></li>
<li id="fn4"><p>Vale, supra note 2. <a href="#r4">&#8617;</a></p></li>
<li id="fn5"><p><em>Id.</em> See also https://tides.example.net/winter_(2023).
<a href="#r5">&#8617;</a></p></li>
</ol></section></body></html>
"""


def _told(document: Document) -> list[object]:
    return [
        (
            note.label,
            note.text,
            note.pairing,
            note.reference.sentence if note.reference else None,
            note.reference.clause if note.reference else None,
            [link.url for link in note.links],
            [quotation.segments for quotation in note.quotations],
            [(each.form, each.title, each.signal, each.url) for each in note.citations],
        )
        for note in document.notes
    ]


def test_notes_references_links_and_citations_are_alike() -> None:
    text = read(TEXT.encode(), "letter.txt")
    markdown = read(MARKDOWN.encode(), "letter.md")
    html = read(HTML.encode(), "letter.html")
    assert [each.format for each in (text, markdown, html)] == ["text", "markdown", "html"]
    assert len(text.notes) == 5
    assert _told(text) == _told(markdown)
    assert _told(text) == _told(html)


def test_title_and_date_are_alike() -> None:
    for source, name in ((TEXT, "letter.txt"), (MARKDOWN, "letter.md"), (HTML, "letter.html")):
        document = read(source.encode(), name)
        assert document.title == "HARBOR TOWNS ALLIANCE ASKS FOR A FAIR FERRY SCHEDULE"
        assert document.date is not None
        assert document.date.iso == "2024-03-04"


def test_what_the_letter_says() -> None:
    document = read(TEXT.encode(), "letter.txt")
    sentences = [note.reference.sentence for note in document.notes if note.reference]
    winter = "A later study found the same in winter⁴ despite heavier weather.⁵"
    growth = (
        "Ridership grew by a third in two years,¹ and every survey since then puts reliability"
        " first.²"
    )
    assert sentences == [
        growth,
        growth,
        "Dr. Amara Lindqvist told the council that “the boats run full, the timetable does not.”³",
        winter,
        winter,
    ]
    clauses = [note.reference.clause for note in document.notes if note.reference]
    assert clauses == [
        "Ridership grew by a third in two years,",
        "and every survey since then puts reliability first.",
        "Dr. Amara Lindqvist told the council that “the boats run full, the timetable does not.”",
        "A later study found the same in winter",
        "despite heavier weather.",
    ]
    assert [link.url for _, link in document.all_links()] == [
        "https://harbortowns.example.org/reports/counting-heads.pdf",
        "https://islandpost.example.com/2023/02/03/what-islanders-want",
        "https://tides.example.net/winter_(2023)",
    ]
