"""Secondary sources in the Bluebook's form: articles, books, reports, news, pages, speeches."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, Note, read_note, told

NOTES = (
    Note(
        "journal article",
        "Jane Q. Roe, *Trust and the Limits of Policing*, 88 *U. EXAMPLE L. REV.* 101 (2016).",
        (
            Cited(
                "article-journal",
                authors="Roe, Jane Q.",
                title="Trust and the Limits of Policing",
                container="U. EXAMPLE L. REV.",
                volume="88",
                first_page="101",
                date="2016",
            ),
        ),
    ),
    Note(
        "journal article with pincites and two parentheticals",
        "*See* Jane Roe & Ludwig van den Berg, *Sanctuary, Reconsidered*, 12 J. L. & SOC’Y 55, "
        "60–61, 70 n.4 (2019) (arguing that trust comes first) (collecting cases).",
        (
            Cited(
                "article-journal",
                signal="See",
                authors="Roe, Jane; van den Berg, Ludwig",
                title="Sanctuary, Reconsidered",
                container="J. L. & SOC’Y",
                volume="12",
                first_page="55",
                pincite="60–61, 70 n.4",
                date="2019",
                parentheticals=(
                    "explanatory: arguing that trust comes first",
                    "explanatory: collecting cases",
                ),
            ),
        ),
    ),
    Note(
        "journal article whose volume is a year",
        "Maria de la Cruz, *Notes on Notice*, 2018 EXAMPLE ST. L. REV. 1, 7.",
        (
            Cited(
                "article-journal",
                authors="de la Cruz, Maria",
                title="Notes on Notice",
                container="EXAMPLE ST. L. REV.",
                volume="2018",
                first_page="1",
                pincite="7",
            ),
        ),
    ),
    Note(
        "book with edition and suffix",
        "JOHN DOE, JR., THE LAW OF CITIES 45–46 (3d ed. 2012).",
        (
            Cited(
                "book",
                authors="DOE, JOHN, JR.",
                title="THE LAW OF CITIES",
                pincite="45–46",
                date="2012",
            ),
        ),
    ),
    Note(
        "book in italics with a publisher",
        "Jane Roe, *The City and Its Strangers* 212 (Example Univ. Press 2004).",
        (
            Cited(
                "book",
                authors="Roe, Jane",
                title="The City and Its Strangers",
                pincite="212",
                date="2004",
                publisher="Example Univ. Press",
            ),
        ),
    ),
    Note(
        "page inside the italics",
        "JANE ROE, *A COUNTY’S GUIDE TO DETAINERS 17* (2015).",
        (
            Cited(
                "book",
                authors="ROE, JANE",
                title="A COUNTY’S GUIDE TO DETAINERS",
                pincite="17",
                date="2015",
            ),
        ),
    ),
    Note(
        "a title that ends in a number of its own",
        "Example Institute, *Immigration Under Title 42* (2021), https://example.org/title42.",
        (
            Cited(
                "report",
                authors="=Example Institute",
                title="Immigration Under Title 42",
                date="2021",
                url="https://example.org/title42",
            ),
        ),
    ),
    Note(
        "a title that ends in a year",
        "NAT’L CITIES LEAGUE, *THE STATE OF THE CITIES 2020* (2020).",
        (
            Cited(
                "report",
                authors="=NAT’L CITIES LEAGUE",
                title="THE STATE OF THE CITIES 2020",
                date="2020",
            ),
        ),
    ),
    Note(
        "report with institution behind its authors",
        "Randy Roe & Ana María Doe, Example Migration Inst., *Delegation and Divergence* 7 "
        "(2011), available at https://example.org/287g.pdf.",
        (
            Cited(
                "report",
                authors="Roe, Randy; Doe, Ana María",
                title="Delegation and Divergence",
                pincite="7",
                date="2011",
                publisher="Example Migration Inst.",
                url="https://example.org/287g.pdf",
            ),
        ),
    ),
    Note(
        "report of an office and its department",
        "Office of the Inspector General, U.S. Department of Homeland Security, OIG-18-88, "
        "*Operations Review* 4 (June 2018), https://example.gov/oig-18-88.pdf.",
        (
            Cited(
                "report",
                authors="=Office of the Inspector General, U.S. Department of Homeland Security",
                title="Operations Review",
                pincite="4",
                date="2018-06",
                url="https://example.gov/oig-18-88.pdf",
            ),
        ),
    ),
    Note(
        "news with time of day",
        "Tomás Ortega, *Clinics Stay Empty*, EXAMPLE PUB. RADIO (Mar. 3, 2020, 6:05 AM), "
        "<https://news.example.org/2020/03/03/clinics>.",
        (
            Cited(
                "article-newspaper",
                authors="Ortega, Tomás",
                title="Clinics Stay Empty",
                container="EXAMPLE PUB. RADIO",
                date="2020-03-03T06:05",
                url="https://news.example.org/2020/03/03/clinics",
            ),
        ),
    ),
    Note(
        "news in print",
        "Jane Roe, *City Sues*, N.Y. TIMES, Jan. 5, 2018, at A1.",
        (
            Cited(
                "article-newspaper",
                authors="Roe, Jane",
                title="City Sues",
                container="N.Y. TIMES",
                pincite="A1",
                date="2018-01-05",
            ),
        ),
    ),
    Note(
        "editorial without author",
        "Editorial, *A Better Way*, WASH. POST (Sept. 14, 2017), https://example.com/better-way.",
        (
            Cited(
                "article-newspaper",
                title="A Better Way",
                container="WASH. POST",
                date="2017-09-14",
                url="https://example.com/better-way",
            ),
        ),
    ),
    Note(
        "press release",
        "Press Release, U.S. Dep’t of Justice, *Grants Announced* (July 25, 2017), "
        "https://example.gov/opa/grants.",
        (
            Cited(
                "press-release",
                authors="=U.S. Dep’t of Justice",
                title="Grants Announced",
                date="2017-07-25",
                url="https://example.gov/opa/grants",
            ),
        ),
    ),
    Note(
        "press release told by its URL",
        "City of Exampleville, *Mayor Signs Order* (Feb. 2, 2021), "
        "https://example.gov/press-releases/order.",
        (
            Cited(
                "press-release",
                authors="=City of Exampleville",
                title="Mayor Signs Order",
                date="2021-02-02",
                url="https://example.gov/press-releases/order",
            ),
        ),
    ),
    Note(
        "web page with archive bracket and access date",
        "*About the Program*, EXAMPLE CITY, https://example.gov/about "
        "[https://perma.cc/AB12-CD34] (last visited Mar. 4, 2021).",
        (
            Cited(
                "webpage",
                title="About the Program",
                container="EXAMPLE CITY",
                url="https://example.gov/about",
                accessed="2021-03-04",
            ),
        ),
    ),
    Note(
        "web page by an archive alone",
        "Example City, *Old Page*, https://web.archive.org/web/2015/http://example.gov/old.",
        (
            Cited(
                "webpage",
                authors="=Example City",
                title="Old Page",
                url="http://example.gov/old",
            ),
        ),
    ),
    Note(
        "last updated is the date",
        "Example Health Network, *Coverage Map* (last updated May 9, 2022), "
        "https://example.org/map.",
        (
            Cited(
                "webpage",
                authors="=Example Health Network",
                title="Coverage Map",
                date="2022-05-09",
                url="https://example.org/map",
            ),
        ),
    ),
    Note(
        "chapter in a collection",
        "Jane Roe, *Policing at the Border*, in *THE HANDBOOK OF CITIES* 101, 110 "
        "(John Doe ed., 2014).",
        (
            Cited(
                "chapter",
                authors="Roe, Jane",
                title="Policing at the Border",
                container="THE HANDBOOK OF CITIES",
                pincite="110",
                first_page="101",
                date="2014",
            ),
        ),
    ),
    Note(
        "hereinafter",
        "NATIONAL COUNCIL OF EXAMPLES, COUNTING WHAT COUNTS (2019) [hereinafter Council Report].",
        (
            Cited(
                "report",
                authors="=NATIONAL COUNCIL OF EXAMPLES",
                title="COUNTING WHAT COUNTS",
                date="2019",
                parentheticals=("hereinafter: hereinafter Council Report",),
            ),
        ),
    ),
    Note(
        "nested parentheses and weight",
        "Jane Roe, *On Bail*, 9 EXAMPLE L.J. 1, 3 (2001) (noting that “no one (not even the "
        "sheriff) was told” (emphasis added)) (footnote omitted).",
        (
            Cited(
                "article-journal",
                authors="Roe, Jane",
                title="On Bail",
                container="EXAMPLE L.J.",
                volume="9",
                first_page="1",
                pincite="3",
                date="2001",
                parentheticals=(
                    "explanatory: noting that “no one (not even the sheriff) was told” "
                    "(emphasis added)",
                    "weight: emphasis added",
                    "weight: footnote omitted",
                ),
            ),
        ),
        quotes=("“no one (not even the sheriff) was told”",),
    ),
    Note(
        "string citation with semicolons in a URL and a parenthetical",
        "See, e.g., Jane Roe, *One*, 1 A. J. 2 (2001) (listing x; y; z); John Doe, *Two*, "
        "https://example.org/a;b; cf. Example Council, *Three* (2003).",
        (
            Cited(
                "article-journal",
                signal="See, e.g.",
                authors="Roe, Jane",
                title="One",
                container="A. J.",
                volume="1",
                first_page="2",
                date="2001",
                parentheticals=("explanatory: listing x; y; z",),
                raw="See, e.g., Jane Roe, *One*, 1 A. J. 2 (2001) (listing x; y; z)",
            ),
            Cited(
                "webpage",
                authors="Doe, John",
                title="Two",
                url="https://example.org/a;b",
                raw="John Doe, *Two*, https://example.org/a;b",
            ),
            Cited(
                "report",
                signal="Cf.",
                authors="=Example Council",
                title="Three",
                date="2003",
                raw="cf. Example Council, *Three* (2003).",
            ),
        ),
    ),
    Note(
        "text before, between and after",
        "Trust matters. *See* Jane Roe, *Trust* (2010). Others disagree, though none of them in "
        "the U.S. *But see* John Doe, *Doubt* (2011). The debate goes on.",
        (
            Cited(
                "book",
                signal="See",
                authors="Roe, Jane",
                title="Trust",
                date="2010",
                raw="*See* Jane Roe, *Trust* (2010).",
            ),
            Cited(
                "book",
                signal="But see",
                authors="Doe, John",
                title="Doubt",
                date="2011",
                raw="*But see* John Doe, *Doubt* (2011).",
            ),
        ),
    ),
    Note(
        "a sentence that leads to its citation",
        "For a review of this literature, see generally Jane Roe, *What We Know*, 4 REV. 5 (2012).",
        (
            Cited(
                "article-journal",
                signal="See generally",
                authors="Roe, Jane",
                title="What We Know",
                container="REV.",
                volume="4",
                first_page="5",
                date="2012",
                raw="see generally Jane Roe, *What We Know*, 4 REV. 5 (2012).",
            ),
        ),
    ),
    Note(
        "compare with",
        "Compare Jane Roe, *Yes* (2010), with John Doe, *No* (2011).",
        (
            Cited(
                "book",
                signal="Compare",
                authors="Roe, Jane",
                title="Yes",
                date="2010",
                raw="Compare Jane Roe, *Yes* (2010)",
            ),
            Cited(
                "book",
                signal="With",
                authors="Doe, John",
                title="No",
                date="2011",
                raw="with John Doe, *No* (2011).",
            ),
        ),
    ),
    Note(
        "four authors, particles, initials and et al.",
        "J.R. Roe, Anna-Lena von Beispiel, D’Arcy O’Neil & Li Wei, *Many Hands*, 3 SCI. EX. 9 "
        "(2015); A. Roe et al., *More Hands*, 4 SCI. EX. 10 (2016).",
        (
            Cited(
                "article-journal",
                authors="Roe, J.R.; von Beispiel, Anna-Lena; O’Neil, D’Arcy; Wei, Li",
                title="Many Hands",
                container="SCI. EX.",
                volume="3",
                first_page="9",
                date="2015",
                raw="J.R. Roe, Anna-Lena von Beispiel, D’Arcy O’Neil & Li Wei, *Many Hands*, "
                "3 SCI. EX. 9 (2015)",
            ),
            Cited(
                "article-journal",
                authors="Roe, A.",
                title="More Hands",
                container="SCI. EX.",
                volume="4",
                first_page="10",
                date="2016",
                raw="A. Roe et al., *More Hands*, 4 SCI. EX. 10 (2016).",
            ),
        ),
    ),
)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.name)
def test_note(note: Note) -> None:
    reading = read_note(note.source)
    assert tuple(told(citation, note.source) for citation in reading.citations) == note.cites
    assert tuple(q.raw for q in reading.quotations if q.verify) == note.quotes
