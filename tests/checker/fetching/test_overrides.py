"""`crawl.resolve`: which rows say where a host is asked, and which are slips."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from checker.fetching.overrides import Override, parse_override


@pytest.mark.parametrize(
    ("host", "address", "asked"),
    [
        ("a.example", "127.0.0.1", ("a.example", "127.0.0.1", 0)),
        ("A.Example:80", "127.0.0.1:8080", ("a.example:80", "127.0.0.1", 8080)),
        ("a.example", "127.0.0.1:65535", ("a.example", "127.0.0.1", 65_535)),
        ("a.example", "127.0.0.1:0", ("a.example", "127.0.0.1", 0)),
        ("a.example", "::1", ("a.example", "::1", 0)),
        ("a.example", "[::1]", ("a.example", "::1", 0)),
        ("[2001:DB8::1]:443", "[::1]:8443", ("2001:db8::1:443", "::1", 8443)),
    ],
)
def test_a_row_is_read(host: str, address: str, asked: tuple[str, str, int]) -> None:
    name, number, port = asked
    assert parse_override(host, address) == Override(name, ip_address(number), port)


@pytest.mark.parametrize(
    "host", ["", "a.example:", "a.example/b", "a b", "http://a.example", "[::1"]
)
def test_what_is_no_host_is_told(host: str) -> None:
    with pytest.raises(ValueError, match=r"is no host\[:port\]"):
        parse_override(host, "127.0.0.1")


@pytest.mark.parametrize(
    "address",
    [
        *("", "b.example", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:٣"),
        *("127.0.0.1:http", "127.0.0.256", "[::1", "[::1]8080", "[::1]:", "[127.0.0.1]:80"),
        *("::1]:80", "[]", "127.0.0.1:80:80"),
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ValueError, match=r"is no address\[:port\]"):
        parse_override("a.example", address)
