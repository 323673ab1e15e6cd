"""Citations beside records that the code was not written against: the held-out part of the gold.

Rules kept here: those of held_out.py. `PAIRS` are the fields of a citation beside a record, with
what they are: the same work, another work, or not to be told.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Record


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
