"""Addresses to write to that a letter links: judged, and silent where they are right."""

from __future__ import annotations

from pathlib import Path

from ..pincite.commands import pincite

SETTINGS = """
[crawl]
retries = 0
[crawl.resolve]
"city.example" = "127.0.0.1:9"
[archives]
enabled = false
"""
LETTER = """<p>July 22, 2021</p><p>Dear reader:</p>
<p>Write to <a href="mailto:ada@city.example">Ada Moreau</a>, to
<a href="mailto:ada@@city.example">her office</a> or to nobody@@city.example.
<a href="mailto:?subject=Our%20letter">Share this letter</a>.</p>
"""


def test_only_what_is_wrong_is_told(tmp_path: Path) -> None:
    (tmp_path / "pincite.toml").write_text(SETTINGS)
    (tmp_path / "letter.html").write_text(LETTER)
    done = pincite("check", "letter.html", "--format", "json", cwd=tmp_path)
    told = done.document
    assert {each["url"]: (each["verdict"], each["reason"]) for each in told["checks"]} == {
        "mailto:ada@city.example": ("ok", "mail-domain"),
        "mailto:ada@@city.example": ("invalid", "mail-syntax"),
    }
    (finding,) = told["findings"]
    assert (finding["code"], finding["url"]) == ("PC109", "mailto:ada@@city.example")
    assert done.code == 1
