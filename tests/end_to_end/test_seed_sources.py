"""The seed letter of July 22, 2021, on a loopback web that plays its sources as they are.

Two peculiarities are known: the report of note 7 prints its sentence without a comma and bears
another date; a draft of note 11's article words the sentence otherwise. The letter gives no address
for note 11, so the letter that is checked here gives the draft's. All words of pages are written
here, but for the sentences that the letter itself quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pincite.demo.web import Reply, Web
from tests.citations.formats.pdf.pdf_builder import Sheet

from ..pincite.commands import NO_ARCHIVES, Done, pincite, write_settings

SEED = Path(__file__).parents[2] / "../shared/seeds/004_bb1200c619942f5d.txt"
DRAFT = "http://law.example/drafts/secure-communities.pdf"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed letters are not here")

BLACK_PEOPLE = (
    "Black people are far more likely than any other population to be",
    "arrested, convicted and imprisoned in the U.S. criminal enforcement",
    "system—the system upon which immigration enforcement increasingly relies.",
)


def page(title: str, author: str, date: str, words: str = "") -> Reply:
    """An article with a hundred words beside those that matter."""
    filler = "The article goes on with more of what happened and who said what about it. " * 8
    return Reply(
        body=f"<!doctype html><title>{title}</title><meta name=author content='{author}'>"
        f"<meta property='article:published_time' content='{date}'><main><h1>{title}</h1>"
        f"<p>{words} {filler}</p></main>"
    )


def pdf(head: Sequence[str], *lines: str, date: str) -> Reply:
    """A report of two pages; the words that matter stand on the second."""
    sheet = Sheet()
    sheet.lines(700, *head, size=16)
    sheet.lines(640, date)
    sheet.lines(600, *["This report has several chapters on how the policies work."] * 8)
    sheet.page()
    sheet.lines(700, *lines)
    sheet.lines(500, *["It ends with what the authors would recommend to every city."] * 6)
    return Reply(body=sheet.data(), headers=(("Content-Type", "application/pdf"),))


SOURCES = {
    ("www.pnas.org", "/content/117/51/32340"): page(
        "Comparing crime rates between undocumented immigrants, legal immigrants, and native-born "
        "US citizens in Texas | PNAS",
        "Michael T. Light; Jingying He; Jason P. Robey",
        "2020-12-07",
        "By Michael T. Light, Jingying He and Jason P. Robey.",
    ),
    (
        "www.americanprogress.org",
        "/issues/immigration/reports/2017/01/26/297366/"
        "the-effects-of-sanctuary-policies-on-crime-and-the-economy",
    ): page(
        "The Effects of Sanctuary Policies on Crime and the Economy",
        "Tom K. Wong",
        "2017-01-26T09:01:00-05:00",
        "Crime is lower in sanctuary counties, and economies are stronger.",
    ),
    ("www.nccp.org", "/wp-content/uploads/2020/04/NCCP-RWJF-Full-Report-Apr-2020-2.pdf"): pdf(
        (
            "Do States’ Immigrant-Friendly Policies Improve the",
            "Health of Children of Immigrants?",
            "Heather Koball and Seth Hartig",
        ),
        "We find that sanctuary policies and driver’s licenses for undocumented",
        "immigrants improved preventive health",
        "outcomes among children of immigrants.",
        date="April 2020",
    ),
    (
        "www.ice.gov",
        "/news/releases/wake-county-sheriffs-office-first-4-sites-north-carolina-receive-full",
    ): page(
        "Wake County Sheriff’s Office first of 4 sites in North Carolina to receive full "
        "interoperability technology to help identify criminal aliens | ICE",
        "ICE",
        "2008-11-12",
        "Our goal is to create a virtual ICE presence at every local jail, the director said.",
    ),
    (
        "www.wgbh.org",
        "/news/local-news/2021/01/05/"
        "fear-of-deportation-prompts-undocumented-immigrants-to-resist-covid-19-vaccine",
    ): page(
        "Fear Of Deportation Prompts Undocumented Immigrants To Resist COVID-19 Vaccine",
        "Tori Bedford",
        "2021-01-05",
    ),
    (
        "www.ny1.com",
        "/nyc/all-boroughs/news/2020/08/25/how-fear-compounds-covid-19-infection-rates-and-"
        "compromises-recovery-for-undocumented-immigrants",
    ): page(
        "How Fear of Deportation Compounds COVID-19 Infection Rates and Compromises Recovery for "
        "Undocumented Immigrants",
        "Michael Herzenberg",
        "2020-08-25",
    ),
    ("baji.org", "/wp-content/uploads/2020/03/sobi-fullreport-jan22.pdf"): pdf(
        (
            "The State of Black Immigrants Part II:",
            "Black Immigrants in the Mass Criminalization System",
            "Black Alliance for Just Immigration",
        ),
        *BLACK_PEOPLE,
        date="September 29, 2016",
    ),
    (
        "www.npr.org",
        "/2011/12/20/143996530/immigration-effort-mistakenly-holds-u-s-citizens",
    ): page(
        "Immigration Effort Mistakenly Holds U.S. Citizens : NPR", "Linda Wertheimer", "2011-12-20"
    ),
    ("www.ice.gov", "/secure-communities"): page("Secure Communities | ICE", "ICE", ""),
    ("law.example", "/drafts/secure-communities.pdf"): pdf(
        (
            "Does Immigration Enforcement Reduce Crime?",
            "Evidence from Secure Communities",
            "Thomas J. Miles and Adam B. Cox",
        ),
        "Our results show that the Secure Communities program has led to no",
        "observable change in the overall crime rate.",
        date="August 2014",
    ),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Done, Path]]:
    folder = tmp_path_factory.mktemp("seed")
    letter = SEED.read_text("utf-8").replace("https://", "http://")
    cited = "57 J. L. & ECON. 937 (2014)"
    assert letter.count(cited) == 1

    letter = letter.replace(cited, f"{cited}, available at {DRAFT}")
    (folder / "letter.txt").write_text(letter, "utf-8")
    with Web(SOURCES) as web:
        nobody = f"{NO_ARCHIVES}\n[registries]\nenabled = false"
        write_settings(folder, web, nobody, timeout=10, canaries=["law.example"])
        yield pincite("check", "letter.txt", "--format", "json", cwd=folder), folder


def document(checked: tuple[Done, Path]) -> Any:
    return checked[0].document


def test_every_source_answers(checked: tuple[Done, Path]) -> None:
    checks = document(checked)["checks"]
    assert {check["verdict"] for check in checks} == {"ok"}
    assert len(checks) == len(SOURCES)


def test_what_is_wrong_is_told_and_nothing_else(checked: tuple[Done, Path]) -> None:
    content = {
        (each["note"], each["code"])
        for each in document(checked)["findings"]
        if each["code"].startswith("PC4")
    }
    assert content == {("7", "PC408"), ("7", "PC403"), ("11", "PC405")}


def test_note_7_has_a_comma_too_many_and_another_date(checked: tuple[Done, Path]) -> None:
    told = {each["code"]: each for each in document(checked)["findings"] if each["note"] == "7"}
    assert "convicted[-,-] and imprisoned" in told["PC408"]["message"]
    assert told["PC408"]["severity"] == "note"
    assert "2015" in told["PC403"]["message"]
    assert told["PC403"]["suggestion"] == "2016-09-29"


def test_note_11_has_other_words_than_the_draft(checked: tuple[Done, Path]) -> None:
    (check,) = [each for each in document(checked)["checks"] if "law.example" in each["url"]]
    (quotation,) = check["quotations"]
    assert quotation["grade"] == "words_differ"
    assert "[-had-]{+led to+} no observable [-effect on-]{+change in+}" in quotation["difference"]


def test_the_rest_is_verified(checked: tuple[Done, Path]) -> None:
    for check in document(checked)["checks"]:
        fields = check["fields"]
        assert fields["title"] == "verified", check["url"]
        assert fields["author"] in ("verified", "unable"), check["url"]
        grades = {each["grade"] for each in check["quotations"]}
        if "baji.org" in check["url"] or "law.example" in check["url"]:
            continue
        assert fields["date"] in ("verified", "unable"), check["url"]
        assert grades <= {"exact", "normalized", "altered_ok"}, check["url"]


def test_readers_are_told_in_every_report(checked: tuple[Done, Path]) -> None:
    for name in ("terminal", "html"):
        report = pincite("report", "--format", name, cwd=checked[1])
        told = " ".join(report.out.split())
        assert "convicted[-,-] and imprisoned" in told, report.err
        assert "2016-09-29" in told
        assert "stands on the page with other punctuation" in told
