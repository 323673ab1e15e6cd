"""Labels that lie, and pages without one: their words are read all the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.page.charset import decode

SEEN = "Страница не найдена"
"""Beyond ASCII from its first letter on."""


@pytest.mark.parametrize(
    ("text", "codec", "content_type"),
    [
        (SEEN, "utf-8", "text/html; charset=iso-8859-1"),
        (SEEN, "utf-8", "text/html; charset=windows-1251"),
        (SEEN, "utf-8", "text/html; charset=gbk"),
        ("Minutes", "ascii", "text/html; charset=utf-16"),
        ("Minutes", "utf-16-be", "text/html; charset=utf-16"),
        ("Minutes", "utf-16-le", "text/html; charset=utf-16"),
    ],
)
def test_a_label_that_the_bytes_belie_is_not_believed(
    text: str, codec: str, content_type: str
) -> None:
    assert decode(text.encode(codec), content_type) == text


def test_the_page_knows_better_than_a_server_that_says_utf_8_of_everything() -> None:
    markup = f"<meta charset=windows-1251><p>{SEEN}"
    assert decode(markup.encode("cp1251"), "text/html; charset=utf-8") == markup
    bare = "<p>Page non trouvée"
    assert decode(bare.encode("latin-1"), "text/html; charset=utf-8") == bare


def test_one_bad_byte_in_front_of_good_utf_8_is_one_bad_byte() -> None:
    body = b"<p>\xff " + SEEN.encode()
    assert decode(body, "text/html; charset=utf-8") == f"<p>\ufffd {SEEN}"


@pytest.mark.parametrize(
    ("text", "codec", "url"),
    [
        (SEEN, "cp1251", "https://www.gorod.ru/a"),
        ("Сторінку не знайдено", "cp1251", "https://misto.com.ua/"),
        ("Η σελίδα δεν βρέθηκε", "cp1253", "https://poli.gr/"),
        ("Nie znaleziono strony, źródło", "cp1250", "https://miasto.pl/"),
        ("ページが見つかりません", "cp932", "https://machi.jp/"),
        ("ページが見つかりません", "euc_jp", "https://machi.jp/"),
        ("找不到页面", "gb18030", "https://shi.cn/"),
        ("페이지를 찾을 수 없습니다", "cp949", "https://si.kr/"),
        ("Page non trouvée", "cp1252", "https://ville.fr/"),
    ],
)
def test_a_page_without_a_label_is_read_as_pages_of_its_country_are(
    text: str, codec: str, url: str
) -> None:
    assert decode(text.encode(codec), "text/html", url) == text


def test_the_language_goes_before_the_country() -> None:
    markup = f'<html lang="ru"><p>{SEEN}'
    assert decode(markup.encode("cp1251"), "text/html", "https://town.gr/") == markup


@given(st.binary(max_size=300), st.sampled_from(["", "jp", "cn", "ru", "gr", "xn--p1ai"]))
@settings(max_examples=100, deadline=None)
def test_whatever_comes_becomes_text(body: bytes, country: str) -> None:
    for label in ("", "utf-8", "utf-16", "windows-1251", "shift_jis"):
        text = decode(body, f"text/html; charset={label}", f"https://a.{country}/")
        assert isinstance(text, str)
        assert len(text) <= len(body)
