"""APA, MLA, Chicago and Harvard, and notes without any markup."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Cited, Note, read_note, told

REFERENCE_LISTS = (
    Note(
        "APA article",
        "Roe, J. A., & Doe, J. (2018). Trust and its limits. *Journal of Examples*, 15(2), "
        "255–260. https://doi.org/10.5555/je.2018.15",
        (
            Cited(
                "article-journal",
                authors="Roe, J. A.; Doe, J.",
                title="Trust and its limits",
                container="Journal of Examples",
                volume="15",
                first_page="255",
                date="2018",
                url="https://doi.org/10.5555/je.2018.15",
                identifiers=("doi:10.5555/je.2018.15",),
            ),
        ),
    ),
    Note(
        "APA report of an organisation",
        "Example Research Center. (2020, August 20). *Key findings about newcomers*. "
        "https://example.org/key-findings",
        (
            Cited(
                "webpage",
                authors="=Example Research Center",
                title="Key findings about newcomers",
                date="2020-08-20",
                url="https://example.org/key-findings",
            ),
        ),
    ),
    Note(
        "APA book",
        "García Márquez, G., Roe, J. P., Jr., & van Doe, L. (1999). *Cities at night* (2nd ed.). "
        "Example Press.",
        (
            Cited(
                "book",
                authors="García Márquez, G.; Roe, J. P., Jr.; van Doe, L.",
                title="Cities at night",
                date="1999",
                publisher="Example Press",
            ),
        ),
    ),
    Note(
        "APA news with retrieval date",
        "Doe, J. (2021, January 5). Vaccines and fear. *The Example Times*. Retrieved March 2, "
        "2021, from https://example.com/vaccines",
        (
            Cited(
                "article-newspaper",
                authors="Doe, J.",
                title="Vaccines and fear",
                container="The Example Times",
                date="2021-01-05",
                url="https://example.com/vaccines",
                accessed="2021-03-02",
            ),
        ),
    ),
    Note(
        "two APA entries in one note",
        "Roe, J. (2001). First things. *Ex. Q.*, 1, 2–9. Doe, K. (2002). Second things. "
        "*Ex. Q.*, 2, 10–19.",
        (
            Cited(
                "article-journal",
                authors="Roe, J.",
                title="First things",
                container="Ex. Q.",
                volume="1",
                first_page="2",
                date="2001",
                raw="Roe, J. (2001). First things. *Ex. Q.*, 1, 2–9.",
            ),
            Cited(
                "article-journal",
                authors="Doe, K.",
                title="Second things",
                container="Ex. Q.",
                volume="2",
                first_page="10",
                date="2002",
                raw="Doe, K. (2002). Second things. *Ex. Q.*, 2, 10–19.",
            ),
        ),
    ),
    Note(
        "MLA article",
        "Roe, Jane, and John Doe. “Trust and Its Limits.” *Journal of Examples*, vol. 15, no. 2, "
        "2018, pp. 255–60.",
        (
            Cited(
                "article-journal",
                authors="Roe, Jane; Doe, John",
                title="Trust and Its Limits",
                container="Journal of Examples",
                volume="15",
                first_page="255",
                date="2018",
            ),
        ),
    ),
    Note(
        "MLA web page",
        "Roe, Jane. “Why Cities Matter.” *The Example Post*, 5 Jan. 2021, "
        "https://example.com/cities. Accessed 7 Feb. 2021.",
        (
            Cited(
                "article-newspaper",
                authors="Roe, Jane",
                title="Why Cities Matter",
                container="The Example Post",
                date="2021-01-05",
                url="https://example.com/cities",
                accessed="2021-02-07",
            ),
        ),
    ),
    Note(
        "MLA book",
        "Doe, John. *The Long Road*. Example University Press, 2005.",
        (
            Cited(
                "book",
                authors="Doe, John",
                title="The Long Road",
                publisher="Example University Press",
                date="2005",
            ),
        ),
    ),
    Note(
        "Chicago bibliography, article",
        "Roe, Jane. “Trust and Its Limits.” *Journal of Examples* 15, no. 2 (2018): 255–60. "
        "https://doi.org/10.5555/je.2018.15.",
        (
            Cited(
                "article-journal",
                authors="Roe, Jane",
                title="Trust and Its Limits",
                container="Journal of Examples",
                volume="15",
                first_page="255",
                date="2018",
                url="https://doi.org/10.5555/je.2018.15",
                identifiers=("doi:10.5555/je.2018.15",),
            ),
        ),
    ),
    Note(
        "Chicago bibliography, book",
        "Doe, John. *The Long Road*. Chicago: Example Press, 2005.",
        (
            Cited(
                "book",
                authors="Doe, John",
                title="The Long Road",
                publisher="Example Press",
                date="2005",
            ),
        ),
    ),
)

CHICAGO_NOTES = (
    Note(
        "Chicago note, article",
        "Jane Roe, “Trust and Its Limits,” *Journal of Examples* 15, no. 2 (2018): 258.",
        (
            Cited(
                "article-journal",
                authors="Roe, Jane",
                title="Trust and Its Limits",
                container="Journal of Examples",
                volume="15",
                pincite="258",
                date="2018",
            ),
        ),
    ),
    Note(
        "Chicago note, book",
        "John Doe and Jane Roe, *The Long Road* (Chicago: Example Press, 2005), 45–46.",
        (
            Cited(
                "book",
                authors="Doe, John; Roe, Jane",
                title="The Long Road",
                publisher="Example Press",
                pincite="45–46",
                date="2005",
            ),
        ),
    ),
    Note(
        "Chicago note, news",
        "Jane Roe, “Clinics Stay Empty,” *Example Times*, March 3, 2020, "
        "https://example.com/clinics.",
        (
            Cited(
                "article-newspaper",
                authors="Roe, Jane",
                title="Clinics Stay Empty",
                container="Example Times",
                date="2020-03-03",
                url="https://example.com/clinics",
            ),
        ),
    ),
    Note(
        "Chicago note, page of a site",
        "“Privacy Policy,” Example Foundation, last modified April 17, 2019, "
        "https://example.org/privacy.",
        (
            Cited(
                "webpage",
                title="Privacy Policy",
                container="Example Foundation",
                date="2019-04-17",
                url="https://example.org/privacy",
            ),
        ),
    ),
)

PLAIN = (
    Note(
        "journal article",
        "Shauna L. Roe & Petr Doe, Immigration, Policing and Trust: A Review, 15 EXAMPLE LETTERS "
        "255, 258-60 (2018).",
        (
            Cited(
                "article-journal",
                authors="Roe, Shauna L.; Doe, Petr",
                title="Immigration, Policing and Trust: A Review",
                container="EXAMPLE LETTERS",
                volume="15",
                first_page="255",
                pincite="258-60",
                date="2018",
            ),
        ),
    ),
    Note(
        "a title that asks",
        "See, e.g., Tom Roe & Ada Doe, Do Checks Reduce Crime? Evidence from Twelve Cities, "
        "57 J. EX. & ECON. 937 (2014).",
        (
            Cited(
                "article-journal",
                signal="See, e.g.",
                authors="Roe, Tom; Doe, Ada",
                title="Do Checks Reduce Crime? Evidence from Twelve Cities",
                container="J. EX. & ECON.",
                volume="57",
                first_page="937",
                date="2014",
            ),
        ),
    ),
    Note(
        "news",
        "Linda Roe, Effort Mistakenly Holds Citizens, NPR (Dec. 20, 2011, 2:48 AM), "
        "https://example.org/2011/12/20/effort",
        (
            Cited(
                "article-newspaper",
                authors="Roe, Linda",
                title="Effort Mistakenly Holds Citizens",
                container="NPR",
                date="2011-12-20T02:48",
                url="https://example.org/2011/12/20/effort",
            ),
        ),
    ),
    Note(
        "news without author",
        "How Fear Spreads in the Suburbs, EXAMPLE TRIBUNE (Aug. 25, 2020), "
        "https://example.org/fear.",
        (
            Cited(
                "article-newspaper",
                title="How Fear Spreads in the Suburbs",
                container="EXAMPLE TRIBUNE",
                date="2020-08-25",
                url="https://example.org/fear",
            ),
        ),
    ),
    Note(
        "page of an agency",
        "U.S. Department of Examples, Secure Towns, https://example.gov/secure-towns.",
        (
            Cited(
                "webpage",
                authors="=U.S. Department of Examples",
                title="Secure Towns",
                url="https://example.gov/secure-towns",
            ),
        ),
    ),
    Note(
        "straight quotation marks",
        'Jane Roe, "Clinics Stay Empty," Example Times (March 3, 2020), https://example.com/c.',
        (
            Cited(
                "article-newspaper",
                authors="Roe, Jane",
                title="Clinics Stay Empty",
                container="Example Times",
                date="2020-03-03",
                url="https://example.com/c",
            ),
        ),
    ),
    Note(
        "small capitals with a page",
        "See COUNCIL FOR FAIR EXAMPLES, THE STATE OF THE STATES PART II 15 (2015), available at "
        "<http://example.org/state.pdf> (noting that “towns are far more likely to be counted”).",
        (
            Cited(
                "report",
                signal="See",
                authors="=COUNCIL FOR FAIR EXAMPLES",
                title="THE STATE OF THE STATES PART II",
                pincite="15",
                date="2015",
                url="http://example.org/state.pdf",
                parentheticals=(
                    "explanatory: noting that “towns are far more likely to be counted”",
                ),
            ),
        ),
        quotes=("“towns are far more likely to be counted”",),
    ),
    Note(
        "only a URL",
        "https://example.org/report.",
        (Cited("webpage", url="https://example.org/report"),),
    ),
    Note(
        "a signal and a URL",
        "See https://example.org/report (last visited Jan. 2, 2020).",
        (
            Cited(
                "webpage",
                signal="See",
                url="https://example.org/report",
                accessed="2020-01-02",
            ),
        ),
    ),
    Note(
        "a URL inside prose",
        "The agency keeps its figures at <https://example.org/figures> and updates them often.",
        (
            Cited(
                "webpage",
                url="https://example.org/figures",
                raw="<https://example.org/figures>",
            ),
        ),
    ),
    Note(
        "letter",
        "Letter from Jane Roe, Mayor of Exampleville, to John Doe, Secretary of Examples "
        "(Mar. 3, 2017) (on file with author).",
        (
            Cited(
                "document",
                authors="Roe, Jane",
                title="Letter from Jane Roe, Mayor of Exampleville, to John Doe, Secretary of "
                "Examples",
                date="2017-03-03",
                parentheticals=("weight: on file with author",),
            ),
        ),
    ),
    Note(
        "testimony",
        "Testimony of Chief Jane Roe Before the Subcommittee on Examples (Oct. 22, 2015), "
        "https://example.gov/testimony.pdf.",
        (
            Cited(
                "speech",
                authors="Roe, Jane",
                title="Testimony of Chief Jane Roe Before the Subcommittee on Examples",
                date="2015-10-22",
                url="https://example.gov/testimony.pdf",
            ),
        ),
    ),
    Note(
        "presidential remarks",
        "Remarks by President Biden on Examples, Daily Comp. Pres. Docs., 2021 DCPD No. 00099 "
        "(February 3, 2021).",
        (
            Cited(
                "presidential-document",
                title="Remarks by President Biden on Examples",
                container="Daily Comp. Pres. Docs.",
                date="2021-02-03",
                identifiers=("govinfo:DCPD-202100099",),
            ),
        ),
    ),
    Note(
        "public papers",
        "Remarks on Signing the Examples Act, 1 PUB. PAPERS 123, 124 (Jan. 20, 1993).",
        (
            Cited(
                "presidential-document",
                title="Remarks on Signing the Examples Act",
                container="PUB. PAPERS",
                volume="1",
                first_page="123",
                pincite="124",
                date="1993-01-20",
            ),
        ),
    ),
)

PROSE = (
    "We thank the Example Foundation, which supported this work in 2018.",
    "The figures were rounded; totals may differ.",
    "On file with the City of Exampleville.",
    "In 2015, Congress considered, but did not pass, a bill of that kind (one of many).",
    "Chief Jane Roe, who led the department until 2018, declined to comment.",
    "Emphasis added.",
    "The *only* exception is described above (and it is narrow).",
    "He told the board in March 2020 that “nothing had changed.”",
    "See what happened next.",
    "Compare that with what was promised.",
)


@pytest.mark.parametrize(
    "note", [*REFERENCE_LISTS, *CHICAGO_NOTES, *PLAIN], ids=lambda note: note.name
)
def test_note(note: Note) -> None:
    reading = read_note(note.source)
    assert tuple(told(citation, note.source) for citation in reading.citations) == note.cites
    assert tuple(q.raw for q in reading.quotations if q.verify) == note.quotes


@pytest.mark.parametrize("source", PROSE)
def test_prose_is_no_citation(source: str) -> None:
    assert read_note(source).citations == ()
