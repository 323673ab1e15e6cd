"""Registry answers that the code was not written against: the held-out part of the gold.

Rules kept here:
- Every expectation was written down before anything was run on it, from what the services document
  and from what an editor would say; none was changed afterwards.
- Works are made up. `LOOKUPS` are answers as in gold.py; held_out_pairs.py has the pairs.
"""

from __future__ import annotations

from checker.model import UpdateKind

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
