"""When a site's certificate runs out: told of handshakes over real sockets, where it is soon."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from checker.fetching.certificates import runs_out
from checker.model import Exchange
from pincite.demo.web import Reply, Web, redirect

from ..conftest import Ask, Certified, Quick, Webs

PAGE = Reply(body="<title>A page</title>")


def until(exchange: Exchange) -> str | None:
    assert exchange.status == 200
    return exchange.hops[-1].certificate_until


def test_one_that_runs_out_soon_is_told_with_its_day(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    end = (datetime.now(UTC) + timedelta(days=10)).replace(microsecond=0)
    web = webs({("a.test", "/"): PAGE}, tls={"a.test": certified("a.test", until=end)})
    first, kept = ask(quick(web, ca_file=ca_file), "https://a.test/", "https://a.test/")
    assert web.connections == 1
    assert until(first) == until(kept) == end.isoformat()


def test_one_that_is_good_for_long_is_not_told(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    end = datetime.now(UTC) + timedelta(days=90)
    web = webs({("a.test", "/"): PAGE}, tls={"a.test": certified("a.test", until=end)})
    (got,) = ask(quick(web, ca_file=ca_file), "https://a.test/")
    assert until(got) is None


def test_each_hop_tells_of_its_own(
    webs: Webs, certified: Certified, quick: Quick, ask: Ask, ca_file: str
) -> None:
    end = datetime.now(UTC) + timedelta(days=3)
    routes = {("a.test", "/"): redirect("https://b.test/"), ("b.test", "/"): PAGE}
    web = webs(
        routes, tls={"a.test": certified("a.test", until=end), "b.test": certified("b.test")}
    )
    first, second = ask(quick(web, ca_file=ca_file), "https://a.test/", "https://b.test/")
    assert first.hops[0].certificate_until is not None
    assert until(second) is None


def test_without_tls_there_is_none(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/", PAGE)
    (got,) = ask(quick(web), "http://a.test/")
    assert until(got) is None
    assert runs_out(None) is None
