"""Registry answers in the documented shapes of the real services, written for this project.

Rules kept here:
- The works are made up; shapes, codes and quirks are those that the services document.
- Each answer says what is to be understood from it, and nothing is taken from the code's output.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model import RegistryOutcome, UpdateKind
from citations.model import Citation, CitationForm, CitationType, DateValue, Name, Span

from ..replay import Recorded, fails, reply, to

R, A, U = RegistryOutcome
CITED = Citation(
    raw="",
    span=Span(0, 0),
    form=CitationForm.FULL,
    type=CitationType.ARTICLE_JOURNAL,
    title="The Night Bus",
    authors=(Name("Moreau", "Ada"),),
    date=DateValue("2018", "2018"),
)
"""The work that most answers are about."""
DOI = "doi:10.5555/night.2018.4"
NUMBER = "arxiv:2101.04567"


@dataclass(frozen=True)
class Answered:
    """A registry, what it was asked, what it answered, and what that means."""

    name: str
    registry: str
    key: str
    replies: Sequence[Recorded]
    """One for each request, in order."""
    outcome: RegistryOutcome
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updates: tuple[UpdateKind, ...] = ()
    doi: str | None = None
    """The DOI of the record; checked for searches."""


def told(value: object, status: int = 200) -> Recorded:
    return reply(status, json.dumps(value), content_type="application/json")


def handle(code: int, status: int = 200) -> Recorded:
    return told({"responseCode": code, "handle": "10.5555/night.2018.4"}, status)


def message(value: object) -> Recorded:
    return told({"status": "ok", "message-version": "1.0.0", "message": value})


def work(**more: object) -> Recorded:
    first: Mapping[str, object] = {
        "DOI": "10.5555/NIGHT.2018.4",
        "type": "journal-article",
        "title": ["The Night Bus"],
        "author": [{"given": "Ada", "family": "Moreau", "sequence": "first"}],
        "issued": {"date-parts": [[2018, 3]]},
        "container-title": ["Journal of City Transport"],
    }
    return message({**first, **more})


def notices(*kinds: str, about: str = "10.5555/night.2018.4") -> Recorded:
    updates = [
        {"DOI": about, "type": kind, "updated": {"date-parts": [[2020, 5, 1]]}} for kind in kinds
    ]
    return message({"items": [{"DOI": "10.5555/notice.1", "update-to": updates}] if kinds else []})


def entry(body: str, number: str = "2101.04567v2") -> Recorded:
    return feed(
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>The Night\n  Bus</title>"
        "<published>2021-01-11T18:00:00Z</published><updated>2021-06-02T09:00:00Z</updated>"
        f"<author><name>Ada Moreau</name></author>{body}</entry>"
    )


def feed(entries: str, prolog: str = "") -> Recorded:
    return reply(
        body=f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<title>ArXiv Query</title>{entries}</feed>",
        content_type="application/atom+xml",
    )


def dataset(**more: object) -> Recorded:
    attributes = {
        "doi": "10.5555/night.2018.4",
        "titles": [{"title": "Night Bus Counts"}],
        "creators": [{"name": "Moreau, Ada", "givenName": "Ada", "familyName": "Moreau"}],
        "publicationYear": 2018,
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    return told({"data": {"type": "dois", "attributes": {**attributes, **more}}})


def summary(**more: object) -> Recorded:
    article = {
        "uid": "31234567",
        "title": "Sleep on the night bus.",
        "authors": [{"name": "Moreau A", "authtype": "Author"}],
        "sortpubdate": "2019/02/01 00:00",
        "fulljournalname": "Journal of sleep",
        "pubtype": ["Journal Article"],
        "articleids": [
            {"idtype": "pubmed", "value": "31234567"},
            {"idtype": "doi", "value": DOI[4:]},
        ],
    }
    return told({"result": {"uids": ["31234567"], "31234567": {**article, **more}}})


def cases(status: int, *names: str) -> Recorded:
    clusters = [{"case_name": name, "date_filed": "1954-05-17"} for name in names]
    return told([{"citation": "347 U.S. 483", "status": status, "clusters": clusters}])


HTML = reply(body="<title>Sorry</title><p>We are moving house.</p>")
NIGHT = {"title": "The Night Bus", "authors": ("Ada Moreau",)}
PMID, ISBN, CASE = "pmid:31234567", "isbn:9780306406157", "case:347 U.S. 483"
WORK = "work:title=The+Night+Bus&author=Moreau&year=2018&in=J.+City+Transp."
CLAIM = f"{WORK.replace('work:', 'claim:')}&doi=10.5555%2Fnight.2018.4"
USC, FR, DCPD = "usc:8 U.S.C. § 1373", "fedreg:86 Fed. Reg. 7,225", "govinfo:DCPD-202100332"
RETRACTED, CORRECTED = UpdateKind.RETRACTION, UpdateKind.CORRECTION
CONCERN, VERSION = UpdateKind.CONCERN, UpdateKind.VERSION
MARCH = "2018-03"
JANUARY = "2021-01-11"
WITHDRAWN = "<arxiv:comment>This paper has been withdrawn by the author</arxiv:comment>"
ABOUT = "<summary>We study how often papers are withdrawn.</summary>"
JOURNAL = "<arxiv:doi>10.5555/night.2018.4</arxiv:doi>"
ERROR = "<entry><id>http://arxiv.org/api/errors</id><title>Error</title></entry>"
BOMB = '<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
BOOK = {
    "title": "Night Buses",
    "subtitle": "A History",
    "authors": [{"name": "Ada Moreau"}],
    "publish_date": "March 4, 1998",
}


def _work(name: str, first: Recorded, second: Recorded, *updates: UpdateKind) -> Answered:
    return Answered(
        name, "crossref", DOI, (first, second), R, "The Night Bus", ("Ada Moreau",), MARCH, updates
    )


def _preprint(name: str, key: str, answer: Recorded, *updates: UpdateKind) -> Answered:
    return Answered(
        name, "arxiv", key, (answer,), R, "The Night Bus", ("Ada Moreau",), JANUARY, updates
    )


GOLD: tuple[Answered, ...] = (
    Answered("handle found", "doi", DOI, (handle(1),), R),
    Answered("handle without such values", "doi", DOI, (handle(200),), R),
    Answered("handle not found", "doi", DOI, (handle(100, 404),), A),
    Answered("handle not found, told with 200", "doi", DOI, (handle(100),), A),
    Answered("handle server error", "doi", DOI, (handle(2, 500),), U),
    Answered("handle service of another kind of error", "doi", DOI, (handle(301),), U),
    Answered("a page in the place of a handle", "doi", DOI, (HTML,), U),
    Answered("a proxy's 404 before doi.org", "doi", DOI, (reply(404, "Not Found"),), U),
    Answered("doi.org refuses", "doi", DOI, (reply(403, "no"),), U),
    Answered("doi.org does not answer", "doi", DOI, (fails("read-timeout"),), U),
    _work("work", work(), notices()),
    _work("retracted, told by the notice", work(), notices("retraction"), RETRACTED),
    _work(
        "retracted, told by the work",
        work(**{"updated-by": [{"DOI": "10.5555/notice.1", "type": "retraction"}]}),
        notices(),
        RETRACTED,
    ),
    _work(
        "one retraction, told by both",
        work(**{"updated-by": [{"DOI": "10.5555/NOTICE.1", "type": "retraction"}]}),
        notices("retraction"),
        RETRACTED,
    ),
    _work("withdrawn", work(), notices("withdrawal"), RETRACTED),
    _work("erratum is no retraction", work(), notices("erratum"), CORRECTED),
    _work(
        "concern and correction",
        work(),
        notices("expression_of_concern", "correction"),
        CONCERN,
        CORRECTED,
    ),
    _work("new edition", work(), notices("new_edition"), VERSION),
    _work("a notice about another work", work(), notices("retraction", about="10.5555/other")),
    _work("a kind of notice that nobody knows", work(), notices("celebration")),
    _work(
        "the work is itself a notice of retraction",
        work(**{"update-to": [{"DOI": "10.5555/other", "type": "retraction"}]}),
        notices(),
    ),
    Answered("not Crossref's", "crossref", DOI, (reply(404, "Resource not found."),), A),
    Answered("a gateway's 404", "crossref", DOI, (reply(404, "<h1>404</h1>"),), U),
    Answered("Crossref is busy", "crossref", DOI, (reply(429, "slow down"),), U),
    Answered("notices could not be asked for", "crossref", DOI, (work(), reply(503)), U),
    Answered("half a work", "crossref", DOI, (reply(body='{"status": "ok", "mess'),), U),
    Answered(
        "subtitle, editor, online before print",
        "crossref",
        DOI,
        (
            work(
                subtitle=["A Study"],
                author=[],
                editor=[{"name": "Bus Research Group"}],
                **{"published-online": {"date-parts": [[2017, 12, 30]]}},
            ),
            notices(),
        ),
        R,
        "The Night Bus: A Study",
        ("Bus Research Group",),
        "2017-12-30",
    ),
    Answered(
        "data set", "datacite", DOI, (dataset(),), R, "Night Bus Counts", ("Ada Moreau",), "2018"
    ),
    Answered(
        "data set with a newer version",
        "datacite",
        DOI,
        (
            dataset(
                relatedIdentifiers=[
                    {
                        "relationType": "IsPreviousVersionOf",
                        "relatedIdentifier": "10.5555/night.2",
                        "relatedIdentifierType": "DOI",
                    },
                    {"relationType": "Cites", "relatedIdentifier": "10.5555/other"},
                ]
            ),
        ),
        R,
        "Night Bus Counts",
        ("Ada Moreau",),
        "2018",
        (VERSION,),
    ),
    Answered("not DataCite's", "datacite", DOI, (told({"errors": [{"status": "404"}]}, 404),), A),
    Answered("DataCite is down", "datacite", DOI, (reply(502, "bad gateway"),), U),
    Answered("DataCite without attributes", "datacite", DOI, (told({"data": []}),), U),
    _preprint("preprint", NUMBER, entry("")),
    _preprint("withdrawn preprint", NUMBER, entry(WITHDRAWN), RETRACTED),
    _preprint("a preprint about withdrawals", NUMBER, entry(ABOUT)),
    _preprint("a newer version", f"{NUMBER}v1", entry(""), VERSION),
    _preprint("the newest version", f"{NUMBER}v2", entry("")),
    _preprint("published in a journal", NUMBER, entry(JOURNAL), VERSION),
    Answered("a version that is not there", "arxiv", f"{NUMBER}v7", (entry(""),), A),
    Answered("no such preprint", "arxiv", NUMBER, (feed(""),), A),
    Answered("no number that arXiv could have", "arxiv", "arxiv:9999.99999", (feed(ERROR),), A),
    Answered("another preprint", "arxiv", NUMBER, (entry("", "2202.00001v1"),), U),
    Answered("a feed with entities", "arxiv", NUMBER, (feed("", BOMB),), U),
    Answered("a page in the place of a feed", "arxiv", NUMBER, (HTML,), U),
    Answered(
        "article of PubMed",
        "pubmed",
        PMID,
        (summary(),),
        R,
        "Sleep on the night bus.",
        ("Moreau A",),
        "2019-02-01",
        doi="10.5555/night.2018.4",
    ),
    Answered(
        "retracted article of PubMed",
        "pubmed",
        PMID,
        (
            summary(
                pubtype=["Journal Article", "Retracted Publication"],
                references=[{"reftype": "Retraction in", "pmid": 32000001}],
            ),
        ),
        R,
        "Sleep on the night bus.",
        ("Moreau A",),
        "2019-02-01",
        (RETRACTED,),
    ),
    Answered(
        "erratum of PubMed",
        "pubmed",
        PMID,
        (summary(references=[{"reftype": "Erratum in", "pmid": ""}]),),
        R,
        "Sleep on the night bus.",
        ("Moreau A",),
        "2019-02-01",
        (CORRECTED,),
    ),
    Answered(
        "no such PMID",
        "pubmed",
        PMID,
        (summary(error="cannot get document summary", title=""),),
        A,
    ),
    Answered("PubMed says nothing", "pubmed", PMID, (told({"result": {"uids": []}}),), U),
    Answered(
        "book",
        "openlibrary",
        ISBN,
        (told({"ISBN:9780306406157": BOOK}),),
        R,
        "Night Buses: A History",
        ("Ada Moreau",),
        "1998",
    ),
    Answered("not in Open Library", "openlibrary", ISBN, (told({}),), A),
    Answered("Open Library answers a list", "openlibrary", ISBN, (told([]),), U),
    Answered("section of the Code", "govinfo", USC, (to("https://www.govinfo.gov/x.pdf", 302),), R),
    Answered("page of the Register", "govinfo", FR, (to("https://www.govinfo.gov/y.pdf", 302),), R),
    Answered("no such section", "govinfo", USC, (reply(404, "none"),), A),
    Answered("govinfo's page for no content", "govinfo", USC, (to("/#contenterror", 302),), A),
    Answered("govinfo says sorry", "govinfo", USC, (HTML,), U),
    Answered("document", "govinfo", DCPD, (reply(body='<?xml version="1.0"?><mods/>'),), R),
    Answered("a page in the place of a document", "govinfo", DCPD, (HTML,), U),
    Answered(
        "case",
        "courtlistener",
        CASE,
        (cases(200, "Brown v. Board"),),
        R,
        "Brown v. Board",
        (),
        "1954-05-17",
    ),
    Answered(
        "two cases of one citation", "courtlistener", CASE, (cases(300, "A v. B", "C v. D"),), R
    ),
    Answered("no such case", "courtlistener", CASE, (cases(404),), A),
    Answered("a reporter that it does not know", "courtlistener", CASE, (cases(400),), U),
    Answered("the token is not good", "courtlistener", CASE, (reply(401, "no"),), U),
)
