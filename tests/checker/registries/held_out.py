"""Registry answers that the code was not written against: the held-out part of the gold.

Rules kept here:
- Every expectation was written down before anything was run on it, from what the services document
  and from what an editor would say; none was changed afterwards.
- Works are made up. `LOOKUPS` are answers as in gold.py, `PAIRS` are a citation's fields beside a
  record, with what they are: the same work, another work, or not to be told.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Record, UpdateKind

from ..replay import Recorded, reply, to
from .gold import (
    CASE,
    DOI,
    ISBN,
    PMID,
    USC,
    WORK,
    A,
    Answered,
    R,
    U,
    dataset,
    feed,
    message,
    notices,
    summary,
    told,
    work,
)
from .gold_searches import NIGHT, items, openalex, results

OLD_STYLE = "arxiv:hep-th/9901001v2"
NUMBER = "arxiv:2101.04567"
MATHS = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi></mml:math>'


def preprint(number: str, comment: str = "", summary_: str = "") -> Recorded:
    return feed(
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>On Night Buses</title>"
        "<published>1999-01-04T10:00:00Z</published><updated>2001-06-02T09:00:00Z</updated>"
        f"<summary>{summary_}</summary><author><name>Ada Moreau</name></author>"
        f"<arxiv:comment>{comment}</arxiv:comment></entry>"
    )


def lookup(**cluster: object) -> Recorded:
    entry = {"citation": "347 U.S. 483", "status": 200, "clusters": [cluster]}
    return told([{**entry, "error_message": "", "start_index": 0, "end_index": 12}])


LOOKUPS: tuple[Answered, ...] = (
    Answered(
        "a work without a title",
        "crossref",
        DOI,
        (work(title=[]), notices()),
        R,
        None,
        ("Ada Moreau",),
        "2018-03",
    ),
    Answered(
        "a work without a date",
        "crossref",
        DOI,
        (work(issued={"date-parts": [[None]]}), notices()),
        R,
        "The Night Bus",
        ("Ada Moreau",),
    ),
    Answered(
        "mathematics in a title",
        "crossref",
        DOI,
        (work(title=[f"Buses of\n   {MATHS} riders &amp; more"]), notices()),
        R,
        "Buses of x riders & more",
        ("Ada Moreau",),
        "2018-03",
    ),
    Answered(
        "a retraction that Retraction Watch knows",
        "crossref",
        DOI,
        (
            work(
                **{
                    "updated-by": [
                        {
                            "DOI": "10.5555/notice.7",
                            "type": "retraction",
                            "label": "Retraction",
                            "source": "retraction-watch",
                            "record-id": 4711,
                            "updated": {"date-parts": [[2021, 2, 3]], "timestamp": 1612310400000},
                        }
                    ]
                }
            ),
            notices(),
        ),
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03",
        (UpdateKind.RETRACTION,),
    ),
    Answered(
        "the search finds the work's erratum only",
        "crossref",
        WORK,
        (items({**NIGHT, "title": ["Correction to: The Night Bus"], "DOI": "10.5555/erratum"}),),
        A,
    ),
    Answered(
        "an entry of the search is no object",
        "crossref",
        WORK,
        (items("The Night Bus", None, NIGHT),),
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03",
        doi="10.5555/night.2018.4",
    ),
    Answered(
        "OpenAlex, a work without a title before the one",
        "openalex",
        WORK,
        (results(openalex(title=None, display_name=None), openalex()),),
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03-01",
        doi="10.5555/night.2018.4",
    ),
    Answered("OpenAlex wants a key", "openalex", WORK, (told({"error": "API key"}, 401),), U),
    Answered(
        "old arXiv number with a newer version",
        "arxiv",
        OLD_STYLE,
        (preprint("hep-th/9901001v3", "14 pages, v3: typos fixed"),),
        R,
        "On Night Buses",
        ("Ada Moreau",),
        "1999-01-04",
        (UpdateKind.VERSION,),
    ),
    Answered(
        "withdrawn in other words",
        "arxiv",
        NUMBER,
        (
            preprint(
                "2101.04567v2",
                "The paper has been withdrawn by the authors due to an error in Lemma 3",
            ),
        ),
        R,
        "On Night Buses",
        ("Ada Moreau",),
        "1999-01-04",
        (UpdateKind.RETRACTION,),
    ),
    Answered(
        "withdrawn by arXiv",
        "arxiv",
        NUMBER,
        (
            preprint(
                "2101.04567v2",
                summary_="This submission has been withdrawn by arXiv administrators because the"
                " submitter did not have the right to agree to our license.",
            ),
        ),
        R,
        "On Night Buses",
        ("Ada Moreau",),
        "1999-01-04",
        (UpdateKind.RETRACTION,),
    ),
    Answered(
        "a study of drivers who withdrew",
        "arxiv",
        NUMBER,
        (preprint("2101.04567v1", "Two drivers have withdrawn from the study", "We ask why."),),
        R,
        "On Night Buses",
        ("Ada Moreau",),
        "1999-01-04",
    ),
    Answered(
        "an article that retracts another",
        "pubmed",
        PMID,
        (
            summary(
                title="Retraction: Sleep on the day bus.",
                pubtype=["Retraction of Publication", "Journal Article"],
                references=[{"reftype": "Retraction of", "pmid": 30000001, "refsource": "J S"}],
            ),
        ),
        R,
        "Retraction: Sleep on the day bus.",
        ("Moreau A",),
        "2019-02-01",
    ),
    Answered(
        "PubMed's limit",
        "pubmed",
        PMID,
        (told({"error": "API rate limit exceeded", "count": "4", "limit": "3"}, 429),),
        U,
    ),
    Answered(
        "a book of about 1998",
        "openlibrary",
        ISBN,
        (
            told(
                {
                    "ISBN:9780306406157": {
                        "title": "Night Buses",
                        "authors": [{"url": "https://openlibrary.org/a", "name": "Ada Moreau"}],
                        "publish_date": "c1998",
                        "identifiers": {"isbn_13": ["9780306406157"]},
                    }
                }
            ),
        ),
        R,
        "Night Buses",
        ("Ada Moreau",),
        "1998",
    ),
    Answered(
        "a case with its full name only",
        "courtlistener",
        CASE,
        (
            lookup(
                case_name="",
                case_name_full="Ada MOREAU, Appellant v. CITY OF NIGHT",
                date_filed="1954-05-17",
            ),
        ),
        R,
        "Ada MOREAU, Appellant v. CITY OF NIGHT",
        (),
        "1954-05-17",
    ),
    Answered(
        "one citation too many",
        "courtlistener",
        CASE,
        (
            told(
                [
                    {
                        "citation": "347 U.S. 483",
                        "status": 429,
                        "error_message": "Too many citations requested.",
                        "clusters": [],
                    }
                ]
            ),
        ),
        U,
    ),
    Answered("no citation in the text", "courtlistener", CASE, (told([]),), U),
    Answered(
        "a data set of several creators, its year a string",
        "datacite",
        DOI,
        (
            dataset(
                publicationYear="2019",
                creators=[
                    {"name": "City of Night", "nameType": "Organizational", "affiliation": []},
                    {"name": "Sato, Jun", "nameType": "Personal"},
                ],
            ),
        ),
        R,
        "Night Bus Counts",
        ("City of Night", "Sato, Jun"),
        "2019",
    ),
    Answered(
        "govinfo's own error page", "govinfo", USC, (to("https://www.govinfo.gov/error", 302),), U
    ),
    Answered(
        "doi.org behind a captive portal",
        "doi",
        DOI,
        (reply(200, "<html><form action='/login'>Welcome to the hotel</form></html>"),),
        U,
    ),
    Answered("a message that is a list", "crossref", DOI, (message([]),), U),
)


@dataclass(frozen=True)
class Pair:
    """A citation's fields, a record, and what the two are: same, another, or neither."""

    name: str
    title: str
    author: str
    year: str
    container: str
    record: Record
    meaning: str


RIDERS = "The Night Bus and Its Riders"
TRANSIT = "Journal of City Transport"
PAIRS: tuple[Pair, ...] = (
    Pair(
        "subtitle that only the registry gives",
        RIDERS,
        "Moreau",
        "2018",
        "J. City Transp.",
        Record(f"{RIDERS}: Evidence from Nine Cities", ("Ada Moreau",), "2018-03", TRANSIT),
        "same",
    ),
    Pair(
        "another spelling",
        "The Behavior of Night Riders",
        "Moreau",
        "2018",
        "",
        Record("The Behaviour of Night Riders", ("Ada Moreau", "Jun Sato"), "2018"),
        "same",
    ),
    Pair(
        "National Academy",
        "Why the Last Bus Waits",
        "Winter",
        "2016",
        "PROC. NAT'L ACAD. SCI.",
        Record(
            "Why the last bus waits",
            ("Lee Winter",),
            "2016-11-08",
            "Proceedings of the National Academy of Sciences",
        ),
        "same",
    ),
    Pair(
        "particle in a name",
        "Routes Without Maps",
        "de la Cruz",
        "2012",
        "Q.J. Econ.",
        Record(
            "Routes without Maps",
            ("Inés de la Cruz",),
            "2012",
            "The Quarterly Journal of Economics",
        ),
        "same",
    ),
    Pair(
        "umlaut written out",
        "Fahrpläne der Nacht",
        "Müller",
        "2009",
        "",
        Record("Fahrplaene der Nacht", ("Jens Mueller",), "2009"),
        "same",
    ),
    Pair(
        "online a year before print",
        "Counting Empty Seats",
        "Reyes",
        "2020",
        "Am. J. Pub. Health",
        Record(
            "Counting empty seats", ("Mo Reyes",), "2019-12-20", "American Journal of Public Health"
        ),
        "same",
    ),
    Pair(
        "an organisation as the author",
        "Annual Count of Night Riders",
        "Nat'l Transit Inst.",
        "2015",
        "",
        Record("Annual Count of Night Riders", ("National Transit Institute",), "2015"),
        "same",
    ),
    Pair(
        "first part and second part",
        "A Theory of Waiting, Part I",
        "Winter",
        "2001",
        "",
        Record("A Theory of Waiting, Part II", ("Lee Winter",), "2001"),
        "neither",
    ),
    Pair(
        "a negation between two titles",
        "Night Buses Do Reduce Noise",
        "Sato",
        "2014",
        "",
        Record("Night Buses Do Not Reduce Noise", ("Jun Sato",), "2014"),
        "neither",
    ),
    Pair(
        "the second author first",
        RIDERS,
        "Sato",
        "2018",
        "",
        Record(RIDERS, ("Ada Moreau", "Jun Sato"), "2018"),
        "neither",
    ),
    Pair(
        "working paper of four years before",
        RIDERS,
        "Moreau",
        "2018",
        "",
        Record(RIDERS, ("Ada Moreau",), "2014", "Night Economics Working Papers"),
        "neither",
    ),
    Pair(
        "review of the book, without an author",
        RIDERS,
        "Moreau",
        "2018",
        "",
        Record(RIDERS, (), "2018", "Review of Transport"),
        "neither",
    ),
    Pair(
        "an introduction like any other",
        "Introduction",
        "Moreau",
        "2018",
        "",
        Record("Introduction", ("Ada Moreau",), "2018", "Handbook of Waiting"),
        "neither",
    ),
    Pair(
        "same title and author in another journal",
        RIDERS,
        "Moreau",
        "2018",
        "Kelp Rev.",
        Record(RIDERS, ("Ada Moreau",), "2018", "Transport Letters"),
        "neither",
    ),
    Pair(
        "a translation under its own title",
        "Le bus de nuit et ses passagers",
        "Moreau",
        "2018",
        "",
        Record(RIDERS, ("Ada Moreau",), "2018"),
        "neither",
    ),
    Pair(
        "a chapter's DOI that leads to the book",
        "Seats at Night",
        "Moreau",
        "2018",
        "The Handbook of Waiting",
        Record("The Handbook of Waiting", ("Lee Winter",), "2017"),
        "neither",
    ),
    Pair(
        "all of it another's",
        RIDERS,
        "Moreau",
        "2018",
        "J. City Transp.",
        Record("Kelp Forests in Cold Water", ("Jun Sato", "Kim Brook"), "2009", "Marine Studies"),
        "another",
    ),
    Pair(
        "another's, in the same year's neighbour by a namesake",
        RIDERS,
        "Moreau",
        "2018",
        "",
        Record("Kelp Forests in Cold Water", ("Luc Moreau",), "2001"),
        "neither",
    ),
    Pair(
        "another's, of the same year",
        RIDERS,
        "Moreau",
        "2018",
        "",
        Record("Kelp Forests in Cold Water", ("Jun Sato",), "2018"),
        "neither",
    ),
    Pair(
        "only title and year, and both are others",
        RIDERS,
        "",
        "2018",
        "",
        Record("Kelp Forests in Cold Water", ("Jun Sato",), "1997"),
        "another",
    ),
)
