"""The examples are read as their README says. The figures were counted by hand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from citations import read
from citations.model import Document, LinkForm, LinkRole, Pairing
from pincite.settings import Settings, load

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Expected:
    notes: int
    orphan_notes: tuple[str, ...]
    references: int
    orphan_references: tuple[str, ...]
    body_links: tuple[str, ...]
    note_links: tuple[tuple[int, tuple[str, ...]], ...]
    """By the note's ordinal; notes that are not named have none."""


LETTERS: dict[str, Expected] = {
    "press-statement.txt": Expected(
        notes=0,
        orphan_notes=(),
        references=0,
        orphan_references=(),
        body_links=(
            "https://www.govinfo.gov/link/uscode/5/552",
            "https://www.archives.gov/foia",
            "https://www.census.gov/quickfacts/",
            "https://en.wikipedia.org/wiki/Municipal_clerk",
        ),
        note_links=(),
    ),
    "coalition-letter.txt": Expected(
        notes=16,
        orphan_notes=("16",),
        references=15,
        orphan_references=(),
        body_links=(),
        note_links=(
            (
                1,
                (
                    "https://www.archives.gov/founding-docs/constitution-transcript",
                    "https://www.archives.gov/founding-docs/declaration-transcript",
                ),
            ),
            (
                3,
                (
                    "https://www.w3.org/Provider/Style/URI",
                    "https://web.archive.org/web/20180101000000/https://www.w3.org/Provider/Style/URI",
                ),
            ),
            (4, ("http://tools.ietf.org/html/rfc3986",)),
            (5, ("https://www.rfc-editor.org/rfc/rfc2119",)),
            (6, ("https://www.rfc-editor.org/rfc/rfc7089",)),
            (
                8,
                ("https://www.govinfo.gov/content/pkg/PLAW-111publ274/html/PLAW-111publ274.htm",),
            ),
            (10, ("https://www.govinfo.gov/link/fr/78/28111",)),
            (15, ("https://www.iana.org/domains/reserved",)),
        ),
    ),
    "markdown-brief.md": Expected(
        notes=10,
        orphan_notes=(),
        references=11,
        orphan_references=("nowhere",),
        body_links=("https://en.wikipedia.org/wiki/Note_(typography)",),
        note_links=(
            (1, ("https://en.wikipedia.org/wiki/Link_rot",)),
            (2, ("https://www.rfc-editor.org/rfc/rfc9110.html#section-15",)),
            (
                3,
                ("https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml",),
            ),
            (4, ("https://www.rfc-editor.org/rfc/rfc7725",)),
            (6, ("https://www.gutenberg.org/ebooks/1404",)),
            (
                7,
                (
                    "https://www.rfc-editor.org/rfc/rfc2606",
                    "http://example.com/",
                    "http://example.net/",
                    "http://example.org/",
                ),
            ),
            (8, ("https://www.rfc-editor.org/rfc/rfc6761",)),
            (9, ("https://www.w3.org/TR/WCAG21/",)),
            (10, ("https://www.rfc-editor.org/rfc/rfc99999",)),
        ),
    ),
    "web-letter.html": Expected(
        notes=7,
        orphan_notes=(),
        references=7,
        orphan_references=(),
        body_links=(
            "https://www.census.gov/programs-surveys/decennial-census.html",
            "https://www.loc.gov/",
        ),
        note_links=(
            (1, ("https://www.govinfo.gov/link/uscode/13/9",)),
            (2, ("https://www.archives.gov/founding-docs/constitution-transcript",)),
            (5, ("https://pages.nist.gov/800-63-3/sp800-63b.html",)),
            (6, ("https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf",)),
            (7, ("http://www.gutenberg.org/",)),
        ),
    ),
}


def document(name: str) -> Document:
    return read((EXAMPLES / "letters" / name).read_bytes(), name)


def test_every_letter_has_its_figures() -> None:
    assert {path.name for path in (EXAMPLES / "letters").iterdir()} == set(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
def test_notes_and_references(name: str) -> None:
    expected, found = LETTERS[name], document(name)
    assert len(found.notes) == expected.notes
    assert len(found.references) == expected.references
    orphans = [note.label for note in found.notes if note.pairing is Pairing.ORPHAN_NOTE]
    assert tuple(orphans) == expected.orphan_notes
    uncalled = [each.label for each in found.references if each.pairing is not Pairing.PAIRED]
    assert tuple(uncalled) == expected.orphan_references


@pytest.mark.parametrize("name", LETTERS)
def test_links(name: str) -> None:
    expected, found = LETTERS[name], document(name)
    assert tuple(link.url for link in found.links) == expected.body_links
    by_note = tuple(
        (note.ordinal, tuple(link.url for link in note.links)) for note in found.notes if note.links
    )
    assert by_note == expected.note_links


@pytest.mark.parametrize("name", LETTERS)
def test_the_readme_s_table_says_the_same(name: str) -> None:
    expected = LETTERS[name]
    links = len(expected.body_links) + sum(len(urls) for _, urls in expected.note_links)
    row = re.search(rf"^\| \[{re.escape(name)}\].*$", readme(), re.MULTILINE)
    assert row is not None
    cells = [cell.strip() for cell in row.group().split("|")[2:4]]
    assert cells[0].split(",")[0] == (str(expected.notes) if expected.notes else "none")
    assert cells[1] == str(links)


def readme() -> str:
    return (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_forms_and_roles_of_the_links() -> None:
    forms = [link.form for link in document("press-statement.txt").links]
    assert forms == [LinkForm.ANGLE, LinkForm.BARE, LinkForm.MARKDOWN, LinkForm.SCHEMELESS]
    copy = document("coalition-letter.txt").notes[2].links[1]
    assert (copy.role, copy.archive_of) == (
        LinkRole.ARCHIVE,
        "https://www.w3.org/Provider/Style/URI",
    )
    shown = document("web-letter.html").notes[6].links[0].shown
    assert shown == "https://www.gutenberg.org/about/"


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("coalition-letter.txt", "2023-09-18"),
        ("markdown-brief.md", "2024-01-22"),
        ("web-letter.html", "2019-05-06"),
    ],
)
def test_dates_of_the_letters(name: str, date: str) -> None:
    found = document(name).date
    assert found is not None
    assert found.iso == date


def test_the_date_of_a_press_dateline() -> None:
    found = document("press-statement.txt").date
    assert found is not None
    assert found.iso == "2023-03-13"


def test_the_settings_file_shows_the_defaults() -> None:
    path = EXAMPLES / "pincite.toml"
    shown, default = asdict(load(str(path), environment={})), asdict(Settings())
    assert shown["crawl"].pop("exclude") == (r"^https?://intranet\.",)
    default["crawl"].pop("exclude")
    assert shown == default


def test_what_the_settings_file_leaves_commented_out_is_valid_too(tmp_path: Path) -> None:
    text = (EXAMPLES / "pincite.toml").read_text(encoding="utf-8")
    text = re.sub(r'(?m)^# (?=\[|"|\w+ = )', "", text)
    assert len(tomllib.loads(text)["archives"]["memento"]) == 1
    path = tmp_path / "pincite.toml"
    path.write_text(text, encoding="utf-8")
    settings = load(str(path), environment={})
    assert settings.archives.memento[0].name == "ours"
    assert settings.crawl.resolve == (("www.example.com:80", "127.0.0.1:8080"),)
