"""The own gold as other people's programs write it: LibreOffice and Chromium, where they are found.

    python benchmarks/score_programs.py [--misses]

LibreOffice opens each letter's DOCX and saves it as DOCX, HTML, RTF and PDF; Chromium prints each
letter's HTML, in the markup of one program after the other, as PDF. The expectations are those of
the gold. The held-out letters are left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from score_reading import table

from citations import read
from tests.citations.gold.manuscript import Manuscript, manuscripts
from tests.citations.gold.scoring import Scores, score
from tests.citations.gold.setting import SETTINGS

OFFICE = {
    "docx": "MS Word 2007 XML",
    "html": "HTML (StarWriter)",
    "rtf": "Rich Text Format",
    "pdf": "writer_pdf_Export",
}
"""Suffix → LibreOffice's name of what it writes."""
SECONDS = 600


def main(arguments: list[str]) -> int:
    """Score what can be converted here, and print."""
    letters = [letter for letter in manuscripts() if not letter.held_out]
    columns: dict[str, Scores] = {}
    with tempfile.TemporaryDirectory() as folder:
        if shutil.which("soffice"):
            for suffix in OFFICE:
                columns[f"office {suffix}"] = _scored(_by_office(letters, suffix, Path(folder)))
        if browser := shutil.which("chromium"):
            columns["chromium pdf"] = _scored(_printed(letters, browser, Path(folder)))
    if not columns:
        print("neither soffice nor chromium is installed")
        return 1
    table("the own gold through other programs", columns)
    if "--misses" in arguments:
        for name, scores in columns.items():
            print("\n".join(f"{name}: {miss}" for miss in scores.misses))
    return 0


def _scored(files: Iterator[tuple[Manuscript, Path]]) -> Scores:
    found = Scores()
    for letter, file in files:
        found.merge(score(read(file.read_bytes(), file.name), letter.gold, letter.name))
    return found


def _by_office(
    letters: list[Manuscript], suffix: str, folder: Path
) -> Iterator[tuple[Manuscript, Path]]:
    """All letters in one call: LibreOffice takes seconds to start."""
    written, made = folder / "written", folder / suffix
    written.mkdir(exist_ok=True)
    for letter in letters:
        (written / f"{letter.name}.docx").write_bytes(SETTINGS["docx"][2](letter))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
         f"{suffix}:{OFFICE[suffix]}", "--outdir", str(made), *map(str, written.iterdir())],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return ((letter, made / f"{letter.name}.{suffix}") for letter in letters)


def _printed(
    letters: list[Manuscript], browser: str, folder: Path
) -> Iterator[tuple[Manuscript, Path]]:
    pages = [setter for name, (_, _, setter) in SETTINGS.items() if name.startswith("html")]
    for number, letter in enumerate(letters):
        page, printed = folder / f"{letter.name}.html", folder / f"{letter.name}.pdf"
        page.write_bytes(pages[number % len(pages)](letter))
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}", str(page)],
            check=True, capture_output=True, timeout=SECONDS,
        )  # fmt: skip
        yield letter, printed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
