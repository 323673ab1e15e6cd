"""Brotli and Zstandard, which servers send unasked: undone within bounds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import islice

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.decode import Decoder
from checker.fetching.unasked import _Zstd

PACKED: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
CODINGS = list(PACKED)


def in_pieces(decoder: Decoder, data: bytes, size: int) -> bytes:
    return b"".join(decoder.feed(data[at : at + size]) for at in range(0, len(data), size))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CODINGS), st.binary(max_size=3000), st.integers(1, 700), st.integers(1, 3))
def test_what_was_packed_comes_out(coding: str, plain: bytes, size: int, layers: int) -> None:
    data = plain
    for _ in range(layers):
        data = PACKED[coding](data)
    decoder = Decoder(", ".join([coding] * layers), 20_000)
    assert in_pieces(decoder, data, size) == plain
    assert (decoder.cut, decoder.broken) == (False, "")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["br", "zstd", "br, zstd", "zstd, gzip"]), st.binary(max_size=300))
def test_random_bytes_are_at_most_broken(codings: str, data: bytes) -> None:
    assert len(in_pieces(Decoder(codings, 100), data, 50)) <= 100


@pytest.mark.parametrize("coding", CODINGS)
def test_the_bound_is_exact(coding: str) -> None:
    packed = PACKED[coding](b"x" * 1000)
    fits, short = Decoder(coding, 1000), Decoder(coding, 999)
    assert (fits.feed(packed), fits.cut) == (b"x" * 1000, False)
    assert (short.feed(packed), short.cut) == (b"x" * 999, True)
    assert short.feed(packed) == b""


@pytest.mark.parametrize("size", [100, 1 << 20])
@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_in_any_layer_is_cut(coding: str, layers: int, size: int) -> None:
    data = b"\0" * 30_000_000
    for _ in range(layers):
        data = PACKED[coding](data)
    decoder = Decoder(",".join([coding] * layers), 10_000)
    assert len(in_pieces(decoder, data, size)) <= 10_000
    assert decoder.cut


def _runs(blocks: int) -> bytes:
    """A Zstandard frame of blocks that each say "128 KiB of this byte" in four bytes."""
    block = (128 << 10) << 3 | 1 << 1
    return b"\x28\xb5\x2f\xfd\x00\x68" + (block.to_bytes(3, "little") + b"a") * blocks


def test_a_step_of_the_densest_bomb_is_small() -> None:
    steps = list(islice(_Zstd().pieces(_runs(16_000)), 40))
    assert sum(map(len, steps)) > 10_000_000, "a bomb it is"
    assert max(map(len, steps)) <= 640 << 10
    decoder = Decoder("zstd", 3_000_000)
    assert len(decoder.feed(_runs(16_000))) == 3_000_000
    assert decoder.cut


def test_a_window_that_no_browser_takes_is_refused() -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=25)
    packed = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    data = packed.compress(b"a page " * 10) + packed.flush()
    decoder = Decoder("zstd", 1000)
    assert decoder.feed(data) == b""
    assert decoder.broken
    assert decoder.cut


def test_frames_follow_each_other_and_a_flood_of_them_ends() -> None:
    pack = PACKED["zstd"]
    assert in_pieces(Decoder("zstd", 100), pack(b"one ") + pack(b"two"), 7) == b"one two"
    assert Decoder("zstd", 100).feed(pack(b"") * 5000) == b""


@pytest.mark.parametrize("coding", CODINGS)
def test_a_broken_end_keeps_the_beginning(coding: str) -> None:
    plain = bytes(range(256)) * 2000
    decoder = Decoder(coding, 1_000_000)
    got = decoder.feed(PACKED[coding](plain) if coding == "br" else PACKED[coding](plain)[:-2])
    assert plain.startswith(got)
    assert got


@pytest.mark.parametrize(("coding", "library"), [("br", "brotli"), ("zstd", "zstandard")])
def test_without_its_library_a_body_stays_unread(
    coding: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "checker.fetching.unasked.find_spec", lambda name: None if name == library else sys
    )
    decoder = Decoder(f"gzip, {coding}", 100)
    assert not decoder.readable
    assert decoder.feed(b"as it came") == b"as it came"


@pytest.mark.parametrize("coding", CODINGS)
def test_a_coding_that_ends_before_its_first_byte_is_broken(coding: str) -> None:
    packed = PACKED[coding](bytes(range(256)))
    for data, broken in ((packed[:8], True), (packed, False), (PACKED[coding](b""), False)):
        decoder = Decoder(coding, 1000)
        decoder.feed(data)
        decoder.end()
        assert bool(decoder.broken) == broken
