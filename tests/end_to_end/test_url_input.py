"""PATH is a URL: check, extract, fix and audit read a letter from the web (here: loopback)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from pincite.demo.web import Reply, Web, redirect
from tests.citations.formats.docx.docx_builder import Docx, paragraph, run

from ..pincite.commands import Done, pincite, write_settings

HOST = "letters.example"
PAGE = """<!doctype html><title>Open letter</title><p>The ferry is late.<sup><a href="#n1"
id="r1">1</a></sup></p><p>See <a href="minutes.html">the minutes</a>.</p>
<ol><li id="n1">Harbor Towns, <i>Report</i> (2018), http://city.example/dead.
<a href="#r1">back</a></li></ol>"""
TEXT = "Dear reader,[1]\n\n[1] Harbor Towns, Report (2018), http://city.example/dead.\n"


@pytest.fixture
def web() -> Iterator[Web]:
    routes = {
        (HOST, "/letters/open"): Reply(body=PAGE),
        (HOST, "/old"): redirect("/letters/open"),
        (HOST, "/letter"): Reply(body=TEXT, headers=(("content-type", "text/plain"),)),
        (HOST, "/letters/minutes.html"): Reply(body="<title>Minutes</title><p>" + "said " * 90),
        (HOST, "/picture"): Reply(
            body=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", headers=_type("image/png")
        ),
        ("city.example", "/dead"): Reply(404, body="no"),
        ("canary.example", "/"): Reply(body="here"),
    }
    with Web(routes) as served:
        yield served


def _type(name: str) -> tuple[tuple[str, str], ...]:
    return (("content-type", name),)


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web)
    return tmp_path


def _document(done: Done) -> dict[str, Any]:
    document = done.document
    assert isinstance(document, dict)
    return document


def _links(document: dict[str, Any]) -> list[str]:
    places = [document["body"], *document["notes"]]
    return [link["url"] for place in places for link in place["links"]]


def test_extract_reads_a_web_page_and_its_relative_links(folder: Path) -> None:
    done = pincite("extract", f"http://{HOST}/old", "--format", "json", cwd=folder)
    assert (done.code, done.err) == (0, "")
    document = _document(done)
    assert document["path"] == f"http://{HOST}/old"
    assert document["format"] == "html"
    assert [note["label"] for note in document["notes"]] == ["1"]
    assert _links(document) == [f"http://{HOST}/letters/minutes.html", "http://city.example/dead"]


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "See http://city.example/dead for more of the harbor.")
    canvas.save()
    return out.getvalue()


def _docx() -> bytes:
    return Docx(body=paragraph(run("See http://city.example/dead."))).data()


@pytest.mark.parametrize(
    ("body", "content_type", "name"),
    [
        (_pdf(), "application/pdf", "pdf"),
        (_pdf(), "application/octet-stream", "pdf"),
        (_docx(), "application/zip", "docx"),
        (TEXT.encode(), "text/plain", "text"),
        (
            b"# A letter\n\nSee <http://city.example/dead>.[^1]\n\n[^1]: Note.\n",
            "text/html",
            "markdown",
        ),
        (b"<html><body><p>See http://city.example/dead</body>", "text/plain", "html"),
    ],
    ids=["pdf", "pdf without a type", "docx", "text", "markdown", "html"],
)
def test_a_letter_is_read_as_what_it_is(
    web: Web, folder: Path, body: bytes, content_type: str, name: str
) -> None:
    web.route(HOST, "/any", Reply(body=body, headers=_type(content_type)))
    document = _document(pincite("extract", f"http://{HOST}/any", "--format", "json", cwd=folder))
    assert document["format"] == name
    assert "http://city.example/dead" in _links(document)


def test_check_fetches_the_letter_once_and_tells_of_it_by_its_url(web: Web, folder: Path) -> None:
    done = pincite("check", f"http://{HOST}/letters/open", "--format", "json", cwd=folder)
    document = _document(done)
    assert document["path"] == f"http://{HOST}/letters/open"
    assert {each["url"]: each["verdict"] for each in document["checks"]} == {
        "http://city.example/dead": "gone",
        f"http://{HOST}/letters/minutes.html": "ok",
    }
    assert done.code == 1
    assert web.count(HOST, "/letters/open") == 1


@pytest.mark.parametrize("name", ["sarif", "terminal", "junit"])
def test_reports_name_the_letter_by_its_url(folder: Path, name: str) -> None:
    url = f"http://{HOST}/letter"
    done = pincite("check", url, "--format", name, cwd=folder)
    assert url in done.out
    if name == "sarif":
        assert f'"uri": "{url}"' in done.out


def test_fix_shows_a_diff_and_writes_nothing(web: Web, folder: Path) -> None:
    url = f"http://{HOST}/letter"
    web.route("city.example", "/new", Reply(body="<title>Report</title><p>" + "word " * 90))
    web.route("city.example", "/dead", redirect("/new"))
    pincite("check", url, cwd=folder)
    shown = pincite("fix", url, cwd=folder)
    assert shown.code == 1
    assert f"--- a/{url}" in shown.out
    assert "+[1] Harbor Towns, Report (2018), http://city.example/new." in shown.out
    written = pincite("fix", "--write", url, cwd=folder)
    assert written.code == 1
    assert "is on the web, where nothing can be written" in written.err
    assert {path.name.partition("-")[0] for path in folder.iterdir()} == {
        "pincite.db",
        "pincite.toml",
    }


def test_audit_fetches_the_letter_again(web: Web, folder: Path) -> None:
    url = f"http://{HOST}/letter"
    pincite("check", url, cwd=folder)
    web.route(HOST, "/letter", Reply(body=TEXT + "\n[2] More.\n", headers=_type("text/plain")))
    changed = pincite("audit", cwd=folder)
    assert f"{url}: has changed; read again" in changed.err
    web.route(HOST, "/letter", Reply(404))
    lost = pincite("audit", cwd=folder)
    assert f"{url}: cannot be fetched: the server answers 404" in lost.err
    assert "audited as it was read last" in lost.err


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "cannot be fetched: the server answers 404, there is no such page"),
        ("/picture", "picture"),
    ],
)
@pytest.mark.parametrize("command", ["check", "extract"])
def test_one_line_for_what_is_no_letter_and_the_others_are_read(
    folder: Path, command: str, path: str, words: str
) -> None:
    (folder / "other.txt").write_text("Dear reader, see nothing.")
    done = pincite(command, f"http://{HOST}{path}", "other.txt", cwd=folder)
    assert done.code == 3
    (line,) = [line for line in done.err.splitlines() if path in line]
    assert words in line
    assert "other.txt" in done.out


def test_a_private_address_needs_the_flag(web: Web, folder: Path) -> None:
    web.route(web.addresses[0], "/mine", Reply(body=TEXT, headers=_type("text/plain")))
    url = web.url("/mine")
    refused = pincite("extract", url, cwd=folder)
    assert refused.code == 3
    assert "is a private address (--allow-private asks it)" in refused.err
    assert pincite("extract", url, "--allow-private", cwd=folder).code == 0
