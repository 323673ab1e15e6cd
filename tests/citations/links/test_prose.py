"""URLs in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.links import find
from citations.model import LinkForm


def _raw(text: str) -> list[str]:
    return [text[found.at.start : found.at.end] for found in find(text)]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("See https://ferry.example.org/plan.", "https://ferry.example.org/plan"),
        ("(see https://ferry.example.org/plan)", "https://ferry.example.org/plan"),
        ("https://ferry.example.org/plan_(draft).", "https://ferry.example.org/plan_(draft)"),
        ("https://ferry.example.org/a(b(c)d), and", "https://ferry.example.org/a(b(c)d)"),
        ("https://ferry.example.org/a(open and on", "https://ferry.example.org/a"),
        ("https://ferry.example.org/?q=[x];", "https://ferry.example.org/?q=[x]"),
        ("“https://ferry.example.org/plan.”", "https://ferry.example.org/plan"),
        ("'https://ferry.example.org/plan'", "https://ferry.example.org/plan"),
        (
            "https://ferry.example.org/captain's-log, then",
            "https://ferry.example.org/captain's-log",
        ),
        ("https://ferry.example.org's page", "https://ferry.example.org"),
        ("https://ferry.example.org/wait…", "https://ferry.example.org/wait"),
        ("https://ferry.example.org/wait...", "https://ferry.example.org/wait"),
        ("https://ferry.example.org/a...b", "https://ferry.example.org/a...b"),
        ("https://ferry.example.org/why?!", "https://ferry.example.org/why"),
        ("https://ferry.example.org/plan—and more", "https://ferry.example.org/plan"),
        ("https://ferry.example.org/x;y=1,2:3/", "https://ferry.example.org/x;y=1,2:3/"),
        ("HTTPS://FERRY.EXAMPLE.ORG/PLAN", "HTTPS://FERRY.EXAMPLE.ORG/PLAN"),
        ("http://ferry.example.org:8080/a?b=c#d.", "http://ferry.example.org:8080/a?b=c#d"),
        ("http://ana:secret@ferry.example.org/", "http://ana:secret@ferry.example.org/"),
        ("http://localhost:8000/x,", "http://localhost:8000/x"),
        ("http://[2001:db8::7]:80/x.", "http://[2001:db8::7]:80/x"),
        ("http://192.0.2.7/x.", "http://192.0.2.7/x"),
        ("ftp://files.example.org/list.txt.", "ftp://files.example.org/list.txt"),
        ("http://fähre.example/straße/größe.", "http://fähre.example/straße/größe"),
        ("https://паром.example.рф/путь", "https://паром.example.рф/путь"),
        ("「https://ferry.example.org/時刻表」です", "https://ferry.example.org/時刻表"),
        ("時刻表はhttps://ferry.example.orgです。", "https://ferry.example.org"),
        ("https://ferry.example.org/planは、", "https://ferry.example.org/plan"),
        ("https://ferry.example.org/plan，以及", "https://ferry.example.org/plan"),
        (
            "https://doi.org/10.1016/0092-8674(94)90302-6.",
            "https://doi.org/10.1016/0092-8674(94)90302-6",
        ),
        (
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2,",
            "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        (
            "https://web.archive.org/web/2020/http://a.example.org/b, later",
            "https://web.archive.org/web/2020/http://a.example.org/b",
        ),
        ("https://ferry.com-which is down", "https://ferry.com"),
        ("Note:https://ferry.example.org/x", "https://ferry.example.org/x"),
        ("https://ferry.example.org/a*b*", "https://ferry.example.org/a*b"),
        ("https://ferry.example.org/%C3%A9-x%20y.", "https://ferry.example.org/%C3%A9-x%20y"),
    ],
)
def test_with_a_scheme(text: str, raw: str) -> None:
    (found,) = find(text)
    assert text[found.at.start : found.at.end] == raw
    assert found.url == raw
    assert found.form is LinkForm.BARE


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("follow us at harbor.example.com.", None),
        ("follow us at twitter.com/harbortowns.", "twitter.com/harbortowns"),
        ("at www.harbortowns.org, daily", "www.harbortowns.org"),
        ("(harbortowns.org/ferry)", "harbortowns.org/ferry"),
        ("HARBORTOWNS.ORG", "HARBORTOWNS.ORG"),
        ("see bit.ly/3abc!", "bit.ly/3abc"),
        ("youtu.be/xyz", "youtu.be/xyz"),
        ("town.state.me.us is old", "town.state.me.us"),
        ("harbortowns.org:8443/x", "harbortowns.org:8443/x"),
        ("harbortowns.org?a=b", "harbortowns.org?a=b"),
        ("http:// harbortowns.org/x", "harbortowns.org/x"),
        ("港はharbortowns.org/xです", "harbortowns.org/x"),
        ("größe.de", "größe.de"),
    ],
)
def test_without_a_scheme(text: str, raw: str | None) -> None:
    if raw is None:
        raw = "harbor.example.com"
    (found,) = find(text)
    assert text[found.at.start : found.at.end] == raw
    assert found.url == f"https://{raw}"
    assert found.form is LinkForm.SCHEMELESS


@pytest.mark.parametrize(
    "text",
    [
        "e.g., the U.S. and the U.K., i.e. both, at 5 p.m., by Ph.D.s in D.C.",
        "v1.2.3 and 10.0.0.1 and 3.14 and $4.50",
        "report.pdf, README.md, setup.py, photo.jpg and archive.tar.gz",
        "ana@harbortowns.org wrote to mailto:rui.sato@post.example.com",
        "The end.The law.It was so.In the end",
        "S.D.N.Y. and N.D.Cal and 57 J.L. & Econ. and Fed.Reg.",
        "U.S Conference of Towns",
        "§1373 and 21st and 30,000",
        "http:// and https://, too; http://. or http://?",
        "hppt://harbortowns.org/x",
        "@harbortowns.org #harbortowns.org $HT.CA",
        "/usr/share/site.com/x and C:\\site.com",
        "http://-edge.example.com and http://edge-.example.com",
        "file.write(os.path.in(x))",
        "a.b.c.d",
        "javascript:alert(1) data:text/html,x mailto:a@b.org",
    ],
)
def test_no_links(text: str) -> None:
    assert _raw(text) == []


def test_in_angle_brackets_all_belongs_to_the_url() -> None:
    text = "<https://ferry.example.org/plan.> and <https://ferry.example.org/(x>"
    found = list(find(text))
    assert [each.url for each in found] == [
        "https://ferry.example.org/plan.",
        "https://ferry.example.org/(x",
    ]
    assert {each.form for each in found} == {LinkForm.ANGLE}


def test_several_in_order_within_bounds() -> None:
    text = "a.example.org/1 https://b.example.org/2 <https://c.example.org/3>"
    assert _raw(text) == ["a.example.org/1", "https://b.example.org/2", "https://c.example.org/3"]
    assert [each.url for each in find(text, 15)] == [
        "https://b.example.org/2",
        "https://c.example.org/3",
    ]
    assert [each.url for each in find(text, 0, 30)] == ["https://a.example.org/1", "https://b.exam"]


@given(st.text(alphabet="ahtps:/.w-_()[]<>@#?&'\"。は é,;!", max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    end = 0
    for found in find(text):
        assert end <= found.at.start < found.at.end <= len(text)
        end = found.at.end
        raw = text[found.at.start : found.at.end]
        assert found.url in (raw, f"https://{raw}")
        assert not any(char.isspace() for char in raw)
