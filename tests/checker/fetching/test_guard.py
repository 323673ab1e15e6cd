"""Which addresses are public, in every spelling."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.guard import is_public, literal, plainly_placed

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1
192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:8.8.8.8 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 64:ff9b:1:ffff:ffff:ffff:808:808 100::1 2001::1 2001:0:808:808::1
2001:2::1 2001:10::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101:: 3fff::1 5f00::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1
"""

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 198.17.255.255 198.20.0.0
223.255.255.255 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1 2606:4700::1111 2a00:1450:4001::200e
2001:4860:4860::8888
"""


@pytest.mark.parametrize("text", PRIVATE.split())
def test_private(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC.split())
def test_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0X7F.0.0.0x1",
        "017700000001",
        "0177.0.0.01",
        "127.1",
        "127.0.1",
        "0x7f.1",
        "127.0.0x1",
    ],
)
def test_spellings_of_ipv4(spelling: str) -> None:
    assert literal(spelling) == IPv4Address("127.0.0.1")


def test_spellings_of_other_addresses() -> None:
    assert literal("0") == IPv4Address("0.0.0.0")
    assert literal("0x") == IPv4Address("0.0.0.0")
    assert literal("0xA9FEA9FE") == IPv4Address("169.254.169.254")
    assert literal("::ffff:7f00:1") == IPv6Address("::ffff:127.0.0.1")
    assert literal("4294967295") == IPv4Address("255.255.255.255")


@pytest.mark.parametrize(
    "name", ["example.com", "1.example", "0x7f.example", "127.0.0.1.example", "a", "", "x" * 300]
)
def test_names_are_no_addresses(name: str) -> None:
    assert literal(name) is None


@pytest.mark.parametrize(
    "host", ["1.2.3.4.5", "256.1.1.1", "1.2.3.256", "4294967296", "08", "1.a.2", "1..2", ":", "::g"]
)
def test_what_ends_in_a_number_and_is_no_address(host: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        literal(host)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789abcdefxX.:", max_size=40) | st.text(max_size=20))
def test_any_text_is_an_address_a_name_or_an_error(host: str) -> None:
    try:
        found = literal(host)
    except ValueError:
        return
    if found is not None:
        assert literal(str(found)) == found
        assert is_public(found) in (True, False)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("http://0:40120/a?b#c", "http://0.0.0.0:40120/a?b#c"),
        ("http://127.1", "http://127.0.0.1"),
        ("http://0177.0.0.1?at=@0177.0.0.1", "http://127.0.0.1?at=@0177.0.0.1"),
        ("http://1:1@0X7F.1:7/0x7f.1", "http://1:1@127.0.0.1:7/0x7f.1"),
        ("http://127.1./127.1", "http://127.0.0.1./127.1"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/"),
        ("http://[::1]:1/", "http://[::1]:1/"),
        ("http://256.1.1.1/", "http://256.1.1.1/"),
        ("http://a1/1", "http://a1/1"),
        ("mailto:1", "mailto:1"),
    ],
)
def test_an_address_is_written_as_everyone_does(written: str, plain: str) -> None:
    assert plainly_placed(written) == plain
