"""CSL-JSON, BibTeX and RIS: each work once, keys that stay, nothing that breaks the format."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.model import (
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Document,
    Identifier,
    Name,
    Span,
)
from results import EXTRACTS, ReportOptions
from results.model import DocumentReport, Dossier
from results.reports.works.cited import works

from ...samples import letter

BASE = Citation(
    raw="Ann B. Brook, Rivers & Rights: 100% of $5, 12 Env't L. Rev. 301 (2018).",
    span=Span(0, 10),
    form=CitationForm.FULL,
    type=CitationType.ARTICLE_JOURNAL,
    authors=(
        Name(family="Brook", given="Ann B.", suffix="Jr."),
        Name(literal="Sea and Shore Fund"),
    ),
    title="Rivers & Rights: 100% of $5 {unbalanced for NASA",
    container="Env't L. Rev.",
    volume="12",
    first_page="301",
    pincite="305",
    date=DateValue("2018", "2018"),
    url="https://example.org/a_b%20c?d={e}#f~g",
    identifiers=(Identifier("doi", "10.5555/Ab_c"),),
    accessed=DateValue("Jan. 5, 2021, 8:21 PM", "2021-01-05T20:21"),
)


def cited(*citations: Citation, path: str = "a.md") -> DocumentReport:
    document: Document = replace(letter(path), citations=citations)
    return DocumentReport(Dossier(document), ())


def written(name: str, *told: DocumentReport, encoding: str | None = None) -> str:
    if encoding is None:
        out = io.StringIO()
        EXTRACTS[name](told, out, ReportOptions())
        return out.getvalue()
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    EXTRACTS[name](told, stream, ReportOptions())
    stream.flush()
    return raw.getvalue().decode(encoding)


def keys(*told: DocumentReport) -> list[str]:
    return [work.key for work in works(told)]


def test_csl_json_has_name_and_date_parts() -> None:
    (item,) = json.loads(written("csl-json", cited(BASE)))
    assert item == {
        "id": "brook2018rivers",
        "type": "article-journal",
        "title": "Rivers & Rights: 100% of $5 {unbalanced for NASA",
        "author": [
            {"family": "Brook", "given": "Ann B.", "suffix": "Jr."},
            {"literal": "Sea and Shore Fund"},
        ],
        "container-title": "Env't L. Rev.",
        "volume": "12",
        "page": "301",
        "issued": {"date-parts": [[2018]]},
        "accessed": {"date-parts": [[2021, 1, 5]]},
        "DOI": "10.5555/Ab_c",
        "URL": "https://example.org/a_b%20c?d={e}#f~g",
    }


def test_a_date_that_is_not_understood_is_kept_as_printed() -> None:
    odd = replace(BASE, date=DateValue("Easter term", ""), accessed=None)
    (item,) = json.loads(written("csl-json", cited(odd)))
    assert item["issued"] == {"literal": "Easter term"}
    assert "  note = {Easter term},\n" in written("bibtex", cited(odd))
    assert "\nPY" not in written("ris", cited(odd))


def test_no_works_are_an_empty_output_of_the_format() -> None:
    assert json.loads(written("csl-json", cited())) == []
    assert written("bibtex", cited()) == ""
    assert written("ris", cited()) == ""


def test_bibtex_escapes_what_acts_and_protects_capitals() -> None:
    assert written("bibtex", cited(BASE)) == (
        "@article{brook2018rivers,\n"
        "  author = {Brook, Jr., Ann B. and {Sea and Shore Fund}},\n"
        "  title = {Rivers \\& Rights: 100\\% of \\$5 \\textbraceleft{}unbalanced for {NASA}},\n"
        "  journal = {Env't L. Rev.},\n"
        "  volume = {12},\n"
        "  pages = {301},\n"
        "  year = {2018},\n"
        "  urldate = {2021-01-05},\n"
        "  doi = {10.5555/Ab_c},\n"
        "  url = {https://example.org/a_b%20c?d=%7Be%7D#f~g},\n"
        "}\n"
    )


def test_bibtex_keeps_names_whole() -> None:
    odd = replace(
        BASE,
        authors=(Name(family="Marks and Sons, Ltd"), Name(family="de la Rue", given="Émile")),
        date=DateValue("Mar. 4, 2018", "2018-03-04"),
    )
    text = written("bibtex", cited(odd))
    assert "author = {{Marks and Sons, Ltd} and de la Rue, Émile}," in text
    assert "year = {2018},\n  month = mar,\n  day = {4}," in text


def test_ris_lines() -> None:
    split = replace(BASE, title="Rivers\r\nER  - \u2028and rights")
    lines = written("ris", cited(split)).split("\r\n")
    assert lines == [
        "TY  - JOUR",
        "ID  - brook2018rivers",
        "AU  - Brook, Ann B., Jr.",
        "AU  - Sea and Shore Fund",
        "TI  - Rivers ER - and rights",
        "T2  - Env't L. Rev.",
        "VL  - 12",
        "SP  - 301",
        "PY  - 2018",
        "DA  - 2018///",
        "Y2  - 2021/01/05/",
        "DO  - 10.5555/Ab_c",
        "UR  - https://example.org/a_b%20c?d={e}#f~g",
        "ER  - ",
        "",
        "",
    ]


def test_a_work_is_told_once() -> None:
    other_words = replace(BASE, title="Rivers and Rights", volume=None)
    shouted = replace(BASE, title=str(BASE.title).upper(), identifiers=(), pincite="400")
    short = replace(BASE, form=CitationForm.SUPRA, title="Something else")
    assert keys(cited(BASE, other_words, shouted, short), cited(BASE, path="b.md")) == [
        "brook2018rivers"
    ]


def test_works_that_share_a_key_are_told_apart() -> None:
    bare = replace(BASE, identifiers=(), volume=None)
    volumes = [replace(bare, volume=str(number)) for number in range(30)]
    found = keys(cited(*volumes))
    assert found[:3] == ["brook2018rivers", "brook2018riversb", "brook2018riversc"]
    assert found[25:28] == ["brook2018riversz", "brook2018riversaa", "brook2018riversab"]
    assert len(set(found)) == 30
    assert found == keys(cited(*volumes))


def test_laws_are_named_by_their_number() -> None:
    law = Citation(
        "8 U.S.C. § 1373(a)",
        Span(0, 3),
        CitationForm.FULL,
        CitationType.STATUTE,
        identifiers=(Identifier("usc", "8 U.S.C. § 1373"),),
    )
    (work,) = works([cited(law)])
    assert (work.key, work.title) == ("statute8usc1373", "8 U.S.C. § 1373")
    assert "title = {8 {U.S.C.} § 1373}" in written("bibtex", cited(law))
    assert written("bibtex", cited(law), encoding="ascii").count(r"{\symbol{167}}") == 1


def test_every_type_of_citation_has_a_type_there() -> None:
    every = [replace(BASE, type=each, identifiers=()) for each in CitationType]
    items = json.loads(written("csl-json", cited(*every)))
    assert len(items) == len(every)
    assert written("bibtex", cited(*every)).count("\n@") == len(every) - 1
    assert written("ris", cited(*every)).count("TY  - ") == len(every)


def test_a_letter_that_is_read_gives_its_full_citations() -> None:
    data = (
        b"Rivers rise.[^1] They fall.[^2]\n\n"
        b"[^1]: Ann Brook, *The Rights of Rivers*, 12 Env't L. Rev. 301, 305 (2018), "
        b"https://example.org/rivers.\n[^2]: *Id.* at 306.\n"
    )
    told = DocumentReport(Dossier(read(data, "a.md")), ())
    (item,) = json.loads(written("csl-json", told))
    assert item["title"] == "The Rights of Rivers"
    assert item["author"] == [{"family": "Brook", "given": "Ann"}]
    assert item["URL"] == "https://example.org/rivers"


WORDS = st.text(max_size=12) | st.sampled_from(
    ["{", "}", "\\", "%", " and ", ",", "ER  - ", "\r\nTY"]
)
HOSTILE = st.builds(
    lambda title, name, url: replace(
        BASE, title=title, authors=(Name(family=name), Name(literal=title)), url=url, container=name
    ),
    WORDS,
    WORDS,
    WORDS,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(HOSTILE, max_size=3))
def test_hostile_words_stay_inside_their_fields(citations: list[Citation]) -> None:
    told = cited(*(replace(each, identifiers=()) for each in citations))
    count = len(list(works([told])))
    bibtex = written("bibtex", told)
    assert all(depth >= 0 for depth in depths(bibtex))
    assert [*depths(bibtex)][-1:] in ([], [0])
    assert len(re.findall(r"(?m)^@\w+\{", bibtex)) == count
    assert len(json.loads(written("csl-json", told))) == count
    ris = written("ris", told)
    assert all(re.match(r"[A-Z][A-Z0-9]  - |\Z", each) for each in ris.split("\r\n"))
    assert sum(each.startswith("TY  - ") for each in ris.split("\r\n")) == count


def depths(text: str) -> Iterator[int]:
    """How many braces are open after each, as BibTeX counts."""
    depth = 0
    for each in text:
        depth += (each == "{") - (each == "}")
        yield depth


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "ris"])
def test_a_poor_encoding_does_not_break_it(name: str) -> None:
    told = cited(replace(BASE, title="Überall — überall"))
    text = written(name, told, encoding="ascii")
    assert "berall" in text
    assert text.isascii()


def test_a_case_tells_its_court() -> None:
    case = replace(
        BASE, type=CitationType.CASE, title="Roe v. Doe", publisher=None, court="9th Cir."
    )
    (item,) = json.loads(written("csl-json", cited(case)))
    assert item["authority"] == "9th Cir."
    assert "PB  - 9th Cir.\r\n" in written("ris", cited(case))
    assert "institution = {9th Cir.}" in written("bibtex", cited(case))
    assert "authority" not in json.loads(written("csl-json", cited(BASE)))[0]
