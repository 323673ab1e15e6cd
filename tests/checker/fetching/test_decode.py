"""Bounded decoding of bodies."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.decode import Decoder


def in_pieces(decoder: Decoder, data: bytes, size: int) -> bytes:
    return b"".join(decoder.feed(data[at : at + size]) for at in range(0, len(data), size))


@settings(max_examples=60, deadline=None)
@given(plain=st.binary(max_size=3000), size=st.integers(1, 700), layers=st.integers(0, 4))
def test_what_was_packed_comes_out(plain: bytes, size: int, layers: int) -> None:
    data = plain
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    decoder = Decoder(", ".join(["gzip"] * layers), 10_000)
    assert in_pieces(decoder, data, size) == plain
    assert not decoder.cut


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["gzip", "deflate", "gzip, deflate", "x-gzip"]), st.binary(max_size=300))
def test_random_bytes_are_at_most_broken(codings: str, data: bytes) -> None:
    decoder = Decoder(codings, 100)
    assert len(in_pieces(decoder, data, 50)) <= 100


def test_the_bound_is_exact() -> None:
    packed = gzip.compress(b"x" * 1000)
    fits, short = Decoder("gzip", 1000), Decoder("gzip", 999)
    assert (fits.feed(packed), fits.cut) == (b"x" * 1000, False)
    assert (short.feed(packed), short.cut) == (b"x" * 999, True)
    assert short.feed(packed) == b""
    plain = Decoder("", 10)
    assert (plain.feed(b"x" * 11), plain.cut) == (b"x" * 10, True)


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_a_bomb_in_any_layer_is_cut(layers: int) -> None:
    data = b"\0" * 3_000_000
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    decoder = Decoder(",".join(["gzip"] * layers), 10_000)
    assert len(in_pieces(decoder, data, 65536)) <= 10_000
    assert decoder.cut


def test_the_inner_layers_are_bounded_too() -> None:
    # Outside small, then large, then almost nothing: only the middle shows that it is a bomb.
    inner = zlib.compress(b"page") + b"\0" * 3_000_000
    decoder = Decoder("deflate, gzip", 10_000)
    assert decoder.feed(gzip.compress(inner)) == b"page"
    assert decoder.cut


def test_gzip_members_follow_each_other_and_rubbish_is_passed_over() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0rubbish"
    for size in (3, 10_000):
        decoder = Decoder("gzip", 100)
        assert in_pieces(decoder, packed, size) == b"one two"
        assert not decoder.cut


def test_a_flood_of_empty_members_ends() -> None:
    decoder = Decoder("gzip", 100)
    assert decoder.feed(gzip.compress(b"") * 5000) == b""


@pytest.mark.parametrize(
    ("codings", "readable"),
    [
        ("", True),
        ("identity", True),
        ("UTF-8", True),
        ("none, gzip", True),
        ("br", True),
        ("gzip, zstd", True),
        ("compress", False),
        ("gzip, dcz", False),
        ("br," * 5, False),
        ("gzip," * 5, False),
    ],
)
def test_which_codings_can_be_read(codings: str, readable: bool) -> None:
    assert Decoder(codings, 100).readable is readable


def test_a_broken_end_keeps_the_beginning() -> None:
    packed = zlib.compress(bytes(range(256)) * 100)
    decoder = Decoder("deflate", 100_000)
    got = decoder.feed(packed[:200]) + decoder.feed(b"\xff" * 200)
    assert decoder.broken
    assert decoder.cut
    assert got == (bytes(range(256)) * 100)[: len(got)]
    assert got


def test_a_checksum_is_nobodys_concern() -> None:
    packed = gzip.compress(b"words", mtime=0)
    for coding, data in (("gzip", packed), ("deflate", zlib.compress(b"words"))):
        decoder = Decoder(coding, 100)
        assert decoder.feed(data[:-4] + bytes(4)) == b"words"
        decoder.end()
        assert not decoder.broken


def test_a_head_may_say_more_and_come_in_any_pieces() -> None:
    """Of two members, the first with an extra field, a name, a comment and a checksum."""
    stream = gzip.compress(b"one ", mtime=0)
    head = stream[:3] + b"\x1e" + stream[4:10] + b"\x03\0abc" + b"page.html\0" + b"why\0" + b"\1\2"
    data = head + stream[10:] + gzip.compress(b"two", mtime=0)
    for size in range(1, len(data)):
        assert in_pieces(Decoder("gzip", 100), data, size) == b"one two"


@pytest.mark.parametrize(
    ("coding", "data", "broken"),
    [
        ("gzip", gzip.compress(b"words", mtime=0)[:11], True),
        ("gzip", gzip.compress(b"words", mtime=0)[:7], True),
        ("deflate", zlib.compress(b"words")[:1], True),
        ("gzip", b"", False),
        ("gzip", gzip.compress(b"", mtime=0), False),
        ("deflate", zlib.compress(b""), False),
        ("", b"words", False),
    ],
)
def test_a_coding_that_ends_before_its_first_byte_is_broken(
    coding: str, data: bytes, broken: bool
) -> None:
    decoder = Decoder(coding, 100)
    decoder.feed(data)
    decoder.end()
    assert bool(decoder.broken) == broken
