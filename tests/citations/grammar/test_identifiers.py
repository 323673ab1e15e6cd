"""DOI, arXiv, PubMed, ISBN, Handle, ARK, govinfo, CELEX, ELI, ECLI: in words and in URLs."""

from __future__ import annotations

import pytest

from citations.grammar import identifiers
from tests.citations.grammar.notes import read_note

_ELI = "eli:http://data.europa.eu/eli/reg/2016/679/oj"
FOUND: tuple[tuple[str, list[str]], ...] = (
    ("doi:10.1016/0092-8674(94)90302-6.", ["doi:10.1016/0092-8674(94)90302-6"]),
    ("https://doi.org/10.5555/ABC.Def", ["doi:10.5555/abc.def"]),
    ("http://dx.doi.org/10.5555/abc?nosfx=y", ["doi:10.5555/abc"]),
    (
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        ["doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"],
    ),
    ("https://onlinelibrary.example.com/doi/10.5555/j.1540/abstract", ["doi:10.5555/j.1540"]),
    ("https://journal.example.org/content/10.5555/x1.full.pdf", ["doi:10.5555/x1"]),
    ("(<https://doi.org/10.5555/abc>)", ["doi:10.5555/abc"]),
    ("see 10.5555/12345678, and", ["doi:10.5555/12345678"]),
    ("arXiv:2101.00001v2 [cs.CL]", ["arxiv:2101.00001v2"]),
    ("https://arxiv.org/abs/hep-th/9901001", ["arxiv:hep-th/9901001"]),
    ("https://arxiv.org/pdf/2101.00001.pdf", ["arxiv:2101.00001"]),
    ("PMID: 33288713; PMCID: PMC7768760", ["pmid:33288713", "pmcid:PMC7768760"]),
    ("https://pubmed.ncbi.nlm.nih.gov/33288713/", ["pmid:33288713"]),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7768760/", ["pmcid:PMC7768760"]),
    ("ISBN 978-0-306-40615-7", ["isbn:9780306406157"]),
    ("ISBN-10: 0-8044-2957-X", ["isbn:080442957X"]),
    ("ISBN 978-0-306-40615-8", []),
    ("https://hdl.handle.net/1721.1/26706", ["handle:1721.1/26706"]),
    ("hdl:1721.1/26706.", ["handle:1721.1/26706"]),
    ("https://n2t.net/ark:/13030/tf5p30086k", ["ark:ark:/13030/tf5p30086k"]),
    ("ark:13030/tf5p30086k", ["ark:ark:/13030/tf5p30086k"]),
    ("2021 DCPD No. 00332", ["govinfo:DCPD-202100332"]),
    ("https://www.govinfo.gov/app/details/DCPD-202100332", ["govinfo:DCPD-202100332"]),
    ("CELEX:32016R0679, and", ["celex:32016R0679"]),
    ("CELEX No 02016R0679-20160504.", ["celex:02016R0679-20160504"]),
    (
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32016R0679&from=EN",
        ["celex:32016R0679"],
    ),
    ("http://publications.europa.eu/resource/celex/32013R0604", ["celex:32013R0604"]),
    ("https://eur-lex.europa.eu/eli/reg/2016/679/oj?locale=de", [_ELI]),
    ("(http://data.europa.eu/eli/reg/2016/679/oj).", [_ELI]),
    ("ECLI:EU:C:2014:317.", ["ecli:ECLI:EU:C:2014:317"]),
    (
        "https://uitspraken.example.org/details?id=ECLI:NL:HR:2019:2006",
        ["ecli:ECLI:NL:HR:2019:2006"],
    ),
    ("a celex cable of 32016R0679", []),
    ("https://example.org/eli/reg/2016/679", []),
    ("version 10.15/2 of 2010.5555/x", []),
    ("PMC was founded; 10.5 percent", []),
)


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[str]) -> None:
    assert [f"{one.scheme}:{one.value}" for one in identifiers.find([text])] == expected


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("9780306406157", True),
        ("9780306406158", False),
        ("080442957X", True),
        ("0804429579", False),
        ("1234567890123", False),
        ("97803064061", False),
        ("", False),
    ],
)
def test_check_digits(digits: str, valid: bool) -> None:
    assert identifiers.is_isbn(digits) is valid


def test_an_identifier_in_words_and_url_is_told_once() -> None:
    (citation,) = read_note(
        "Jane Roe, *Trust*, 3 EX. REV. 5 (2010), doi:10.5555/abc, https://doi.org/10.5555/ABC."
    ).citations
    assert [one.value for one in citation.identifiers] == ["10.5555/abc"]
