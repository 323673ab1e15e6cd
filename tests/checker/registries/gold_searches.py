"""Answers of searches, of the Federal Register and of govinfo's link service; see gold.py.

Rules kept here: those of gold.py.
"""

from __future__ import annotations

import json

from checker.model import UpdateKind

from ..replay import Recorded, fails, reply, to
from .gold import CLAIM, FR, HTML, WORK, A, Answered, R, U, message, notices, told, work

NIGHT = {
    "DOI": "10.5555/NIGHT.2018.4",
    "title": ["The Night Bus"],
    "author": [{"given": "Ada", "family": "Moreau", "sequence": "first"}],
    "issued": {"date-parts": [[2018, 3]]},
    "container-title": ["Journal of City Transport"],
    "score": 61.2,
}
KELP = {
    "DOI": "10.5555/kelp",
    "title": ["Growth of Kelp"],
    "author": [{"given": "Jun", "family": "Sato"}],
    "issued": {"date-parts": [[2009]]},
    "score": 99.9,
}
NOT_FOUND = reply(404, "Resource not found.")
ORDER, OLD_ORDER = "eo:Exec. Order No. 13,768", "eo:Exec. Order No. 9066"
OLD_PAGE = "fedreg:7 Fed. Reg. 1407"
LAW, STATUTE = "publ:Pub. L. No. 104-208", "stat:110 Stat. 3009"
OLD_STATUTE, PART = "stat:1 Stat. 109", "cfr:40 C.F.R. pt. 93"
SECTION, PROCLAMATION = "cfr:8 C.F.R. § 287.7(a)", "proclamation:Proclamation No. 9645"
DOI = "doi:10.5555/night.2018.4"


def items(*works: object) -> Recorded:
    return message({"total-results": len(works), "items": list(works), "items-per-page": 10})


def openalex(**more: object) -> dict[str, object]:
    first: dict[str, object] = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.5555/NIGHT.2018.4",
        "title": "The Night Bus",
        "publication_year": 2018,
        "publication_date": "2018-03-01",
        "authorships": [{"author_position": "first", "author": {"display_name": "Ada Moreau"}}],
        "primary_location": {"source": {"display_name": "Journal of City Transport"}},
        "is_retracted": False,
        "type": "article",
    }
    return {**first, **more}


def results(*works: object) -> Recorded:
    return told({"meta": {"count": len(works)}, "results": list(works)})


def suggests(*numbers: str) -> Recorded:
    citation = {"document_numbers": list(numbers), "volume": "86", "page": "7225"}
    return told({"filters": [], "suggestions": {"citation": citation}})


def orders(*numbers: object) -> Recorded:
    entries = [
        {
            "title": "Night Buses of the United States",
            "publication_date": "2017-01-30",
            "executive_order_number": number,
            "agencies": [{"raw_name": "EXECUTIVE OFFICE OF THE PRESIDENT", "name": "The Office"}],
        }
        for number in numbers
    ]
    return told({"count": len(entries), **({"results": entries} if entries else {})})


DOCUMENT = told(
    {
        "title": "Rules for Night Buses",
        "publication_date": "2021-01-27",
        "document_number": "2021-01795",
        "agencies": [{"name": "Transportation Department"}],
        "start_page": 7225,
    }
)
PDF = to("https://www.govinfo.gov/content/pkg/x.pdf", 302)
BAD = reply(400, json.dumps({"message": "Link not found"}), content_type="application/json")


def _found(name: str, registry: str, *replies: Recorded, key: str = WORK) -> Answered:
    return Answered(
        name,
        registry,
        key,
        replies,
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03-01" if registry == "openalex" else "2018-03",
        doi="10.5555/night.2018.4",
    )


SEARCHES: tuple[Answered, ...] = (
    _found("found by a search", "crossref", items(NIGHT)),
    _found("found below what scores higher", "crossref", items(KELP, NIGHT)),
    _found(
        "of two with the title, the one whose fields agree",
        "crossref",
        items({**NIGHT, "author": [{"family": "Sato"}], "DOI": "10.5555/other"}, NIGHT),
    ),
    _found("markup in a title", "crossref", items({**NIGHT, "title": ["The <i>Night</i> Bus"]})),
    Answered("a high score is no work", "crossref", WORK, (items(KELP),), A),
    Answered("a search finds nothing", "crossref", WORK, (items(),), A),
    Answered("a search is refused", "crossref", WORK, (reply(429, "slow down"),), U),
    Answered("a search without items", "crossref", WORK, (message({"total-results": 0}),), U),
    Answered("a page in the place of a search", "crossref", WORK, (HTML,), U),
    Answered(
        "a search's validation error", "crossref", WORK, (told({"status": "failed"}, 400),), U
    ),
    _found("its own DOI leads to it", "crossref", work(), key=CLAIM),
    _found("searched for, its DOI unknown", "crossref", NOT_FOUND, items(NIGHT), key=CLAIM),
    _found(
        "searched for, its DOI another's",
        "crossref",
        work(title=["Growth of Kelp"]),
        items(KELP, NIGHT),
        key=CLAIM,
    ),
    Answered("neither its DOI nor a search", "crossref", CLAIM, (NOT_FOUND, items(KELP)), A),
    Answered("its DOI could not be asked", "crossref", CLAIM, (reply(503),), U),
    Answered("its DOI, a gateway's 404", "crossref", CLAIM, (reply(404, "<h1>404</h1>"),), U),
    Answered(
        "preprint that a journal published",
        "crossref",
        DOI,
        (
            work(relation={"is-preprint-of": [{"id-type": "doi", "id": "10.5555/final"}]}),
            notices(),
        ),
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03",
        (UpdateKind.VERSION,),
    ),
    _found("found in OpenAlex", "openalex", results(openalex())),
    Answered("OpenAlex has others", "openalex", WORK, (results(openalex(title="Kelp")),), A),
    Answered("the budget of the day is spent", "openalex", WORK, (reply(429, "{}"),), U),
    Answered("OpenAlex without results", "openalex", WORK, (told({"meta": {}}),), U),
    Answered(
        "retracted, says OpenAlex",
        "openalex",
        DOI,
        (told(openalex(is_retracted=True)),),
        R,
        "The Night Bus",
        ("Ada Moreau",),
        "2018-03-01",
        (UpdateKind.RETRACTION,),
    ),
    Answered("not in OpenAlex", "openalex", DOI, (told({"error": "Not Found"}, 404),), A),
    Answered(
        "not in OpenAlex, told by a page",
        "openalex",
        DOI,
        (
            reply(
                404,
                "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
                "<p>The requested URL was not found on the server. If you entered the URL manually"
                " please check your spelling and try again.</p>",
            ),
        ),
        A,
    ),
    Answered("a proxy's 404 before OpenAlex", "openalex", DOI, (reply(404, "no"),), U),
    Answered(
        "executive order",
        "federalregister",
        ORDER,
        (orders("13768"),),
        R,
        "Night Buses of the United States",
        ("The Office",),
        "2017-01-30",
    ),
    Answered("no such order", "federalregister", ORDER, (orders(),), A),
    Answered("an order of another number", "federalregister", ORDER, (orders(13769),), U),
    Answered("the filter is not known", "federalregister", ORDER, (told({"errors": {}}, 400),), U),
    Answered(
        "page of the Register with its document",
        "federalregister",
        FR,
        (suggests("2021-01795"), DOCUMENT),
        R,
        "Rules for Night Buses",
        ("Transportation Department",),
        "2021-01-27",
    ),
    Answered(
        "a page with two documents",
        "federalregister",
        FR,
        (suggests("2021-01795", "2021-01796"),),
        R,
    ),
    Answered(
        "its document could not be asked",
        "federalregister",
        FR,
        (suggests("2021-01795"), reply(500)),
        R,
    ),
    Answered("no document on the page", "federalregister", FR, (suggests(),), A),
    Answered("a page before 1994", "federalregister", OLD_PAGE, (suggests(),), U),
    Answered("not taken for a citation", "federalregister", FR, (told({"suggestions": {}}),), U),
    Answered("numbers that are none", "federalregister", FR, (suggests("../../etc"),), U),
    Answered("executive order at govinfo", "govinfo", ORDER, (PDF,), R),
    Answered("no such order at govinfo", "govinfo", ORDER, (BAD,), A),
    Answered("an order before its time", "govinfo", OLD_ORDER, (BAD,), U),
    Answered("public law", "govinfo", LAW, (PDF,), R),
    Answered("no such public law", "govinfo", LAW, (BAD,), A),
    Answered("Statutes at Large", "govinfo", STATUTE, (PDF,), R),
    Answered("old Statutes at Large", "govinfo", OLD_STATUTE, (BAD,), U),
    Answered("part of the C.F.R.", "govinfo", PART, (PDF,), R),
    Answered("no such section of the C.F.R.", "govinfo", SECTION, (BAD,), A),
    Answered("proclamation", "govinfo", PROCLAMATION, (PDF,), R),
    Answered("govinfo's gate", "govinfo", LAW, (reply(403, "no"),), U),
    Answered("govinfo does not answer", "govinfo", LAW, (fails("connect-timeout"),), U),
)
