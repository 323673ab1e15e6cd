"""The demo's archives have the shapes of the real ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from pincite.demo.archive import (
    FIELDS,
    Capture,
    Hold,
    Holdings,
    MementoArchive,
    WaybackArchive,
    moment,
    urlkey,
)
from pincite.demo.web import Reply, Seen

PAGE = "http://a.test/page"
CAPTURES = (
    Capture("20150301100000", b"<title>first</title>"),
    Capture("20180101000000", b"<title>second</title>"),
    Capture("20200615120000", b"<title>gone</title>", 404),
)
HELD: Holdings = {
    PAGE: CAPTURES,
    "http://closed.test/": Hold.EXCLUDED,
    "http://down.test/": Hold.SILENT,
}
WAYBACK = WaybackArchive("archive.test", HELD)
MEMENTO = MementoArchive("memento.test", HELD)


def ask(path: str, **headers: str) -> Seen:
    given = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Seen("archive.test", "GET", path, given, 0.0)


def cdx(url: str, *query: str) -> Reply:
    rest = "&".join(("output=json", *query))
    return WAYBACK.cdx(ask(f"/cdx/search/cdx?url={quote(url, safe='')}&{rest}"))


def rows(reply: Reply) -> list[list[str]]:
    assert (reply.status, dict(reply.headers)["Content-Type"]) == (200, "application/json")
    parsed: list[list[str]] = json.loads(reply.body)
    return parsed


def stamps(reply: Reply) -> list[str]:
    return [row[1] for row in rows(reply)[1:]]


def test_cdx_is_an_array_of_arrays_with_the_names_first() -> None:
    names, *found = rows(cdx(PAGE))
    assert names == [
        "urlkey",
        "timestamp",
        "original",
        "mimetype",
        "statuscode",
        "digest",
        "length",
    ]
    assert found[0][:5] == ["test,a)/page", "20150301100000", PAGE, "text/html", "200"]
    assert len(found[0][5]) == 32
    assert found[0][6] == "20"
    assert len(found) == 3


def test_a_miss_is_an_empty_array() -> None:
    assert rows(cdx("http://never.test/")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (("closest=20171231", "sort=closest", "limit=1"), ["20180101000000"]),
        (("closest=20140101000000", "sort=closest"), [c.timestamp for c in CAPTURES]),
        (("closest=2030", "limit=2"), ["20200615120000", "20180101000000"]),
        (
            ("filter=statuscode:200", "closest=2030", "sort=closest", "limit=1"),
            ["20180101000000"],
        ),
        (("filter=!statuscode:200",), ["20200615120000"]),
        (("filter=statuscode:20",), []),
        (("limit=-1",), ["20200615120000"]),
        (("limit=1",), ["20150301100000"]),
        (("from=2016", "to=2018"), ["20180101000000"]),
        (("sort=reverse", "limit=1"), ["20200615120000"]),
    ],
)
def test_cdx_honours_its_query(query: tuple[str, ...], expected: list[str]) -> None:
    assert stamps(cdx(PAGE, *query)) == expected


def test_cdx_prints_the_fields_that_are_asked_for() -> None:
    assert rows(cdx(PAGE, "fl=timestamp,statuscode", "limit=1")) == [
        ["timestamp", "statuscode"],
        ["20150301100000", "200"],
    ]
    text = WAYBACK.cdx(ask(f"/cdx/search/cdx?url={PAGE}&limit=1"))
    assert str(text.body).split(" ")[1] == "20150301100000"
    assert len(str(text.body).split()) == len(FIELDS)


@pytest.mark.parametrize("query", ["filter=statuscode:(", "filter=nonsense:1", "closest=x"])
def test_cdx_refuses_a_query_that_is_none(query: str) -> None:
    assert cdx(PAGE, query).status == 400
    assert WAYBACK.cdx(ask("/cdx/search/cdx")).status == 400


def test_excluded_and_down_are_two_more_answers() -> None:
    excluded = cdx("http://closed.test/")
    assert excluded.status == 403
    assert "AdministrativeAccessControlException" in str(excluded.body)
    assert "X-Archive-Wayback-Runtime-Error" in dict(excluded.headers)
    assert cdx("http://down.test/").status == 503
    for url, status in (("http://closed.test/", 403), ("http://down.test/", 503)):
        reply = WAYBACK.replay(ask(f"/web/2018id_/{url}"))
        assert (reply.status, "Memento-Datetime" in dict(reply.headers)) == (status, False)
        assert MEMENTO.answer(ask(f"/timegate/{url}")).status == status


def test_the_key_folds_scheme_www_and_port_80() -> None:
    same = {urlkey(url) for url in (PAGE, "https://www.a.test/page", "http://A.test:80/PAGE")}
    assert same == {"test,a)/page"}
    assert stamps(cdx("https://www.a.test/page", "limit=1")) == ["20150301100000"]
    assert urlkey("http://a.test:8080/") == "test,a:8080)/"
    assert urlkey("http://a.test:99999/") == "http://a.test:99999/"


def test_replay_gives_the_bytes_with_their_date() -> None:
    reply = WAYBACK.replay(ask(f"/web/20180101000000id_/{PAGE}"))
    assert (reply.status, reply.body) == (200, b"<title>second</title>")
    assert dict(reply.headers)["Memento-Datetime"] == "Mon, 01 Jan 2018 00:00:00 GMT"


def test_replay_of_an_archived_404_is_a_404_with_a_date() -> None:
    reply = WAYBACK.replay(ask(f"/web/20200615120000id_/{PAGE}"))
    assert (reply.status, "Memento-Datetime" in dict(reply.headers)) == (404, True)


def test_replay_of_nothing_is_a_404_without_a_date() -> None:
    for path in ("/web/2018id_/http://never.test/", f"/web/20181399id_/{PAGE}", "/somewhere"):
        reply = WAYBACK.replay(ask(path))
        assert (reply.status, "Memento-Datetime" in dict(reply.headers)) == (404, False)


def test_replay_of_another_date_leads_to_the_nearest() -> None:
    reply = WAYBACK.replay(ask(f"/web/20180301id_/{PAGE}"))
    assert reply.status == 302
    assert dict(reply.headers) == {
        "Location": f"http://archive.test/web/20180101000000id_/{PAGE}",
        "X-Archive-Redirect-Reason": "found capture at 20180101000000",
    }


@pytest.mark.parametrize(
    ("asked", "stamp"),
    [
        ("Sun, 01 Jan 2017 00:00:00 GMT", "20180101000000"),
        ("Wed, 01 Jan 2014 00:00:00 GMT", "20150301100000"),
        ("Wed, 01 Jan 2014 00:00:00 -0000", "20150301100000"),
        ("", "20200615120000"),
    ],
)
def test_a_timegate_leads_to_the_nearest(asked: str, stamp: str) -> None:
    reply = MEMENTO.answer(ask(f"/timegate/{PAGE}", accept_datetime=asked))
    headers = dict(reply.headers)
    assert (reply.status, headers["Location"]) == (302, f"http://memento.test/{stamp}/{PAGE}")
    assert headers["Vary"] == "accept-datetime"
    assert f'<{PAGE}>; rel="original"' in headers["Link"]
    assert 'rel="first memento"; datetime="Sun, 01 Mar 2015 10:00:00 GMT"' in headers["Link"]


def test_a_timegate_refuses_a_date_that_is_none() -> None:
    assert MEMENTO.answer(ask(f"/timegate/{PAGE}", accept_datetime="soon")).status == 400


def test_a_timemap_lists_every_capture() -> None:
    reply = MEMENTO.answer(ask(f"/timemap/link/{PAGE}"))
    assert dict(reply.headers)["Content-Type"] == "application/link-format"
    lines = str(reply.body).splitlines()
    assert sum("memento" in line.partition("rel=")[2] for line in lines) == 3
    assert lines[-1].startswith(f"<http://memento.test/20200615120000/{PAGE}>; rel=")
    assert 'rel="last memento"' in lines[-1]


def test_a_memento_is_given_with_its_date_in_both_forms() -> None:
    for path in (f"/20150301100000/{PAGE}", f"/20150301100000id_/{PAGE}"):
        reply = MEMENTO.answer(ask(path))
        assert (reply.status, reply.body) == (200, b"<title>first</title>")
        assert "Memento-Datetime" in dict(reply.headers)
    for path in (f"/20150301100001/{PAGE}", "/timegate/http://never.test/", "/"):
        assert MEMENTO.answer(ask(path)).status == 404


def test_moments_fill_what_is_missing() -> None:
    assert moment("2018") == datetime(2018, 1, 1, tzinfo=UTC)
    assert moment("20180304202130") == datetime(2018, 3, 4, 20, 21, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match=r"does not match|unconverted|range"):
        moment("20181399")
