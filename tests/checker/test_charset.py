"""Labels that lie, and pages without one: their words are read all the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.page.charset import codec as codec_of_label
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


RUSSIAN = "Живая страница. Здесь стоят слова этой страницы, и ещё другие слова. "
UKRAINIAN = "Жива сторінка. Тут стоять слова цієї сторінки, їжак і ґанок. "
GREEK = "Ζωντανή σελίδα. Εδώ στέκονται οι λέξεις αυτής της σελίδας. "
HEBREW = "דף חי. מילים של הדף הזה נמצאות כאן. "
THAI = "หน้าที่มีชีวิต คำในหน้านี้อยู่ที่นี่ "
JAPANESE = "生きているページ。このページの言葉はここにあります。"
SIMPLIFIED = "活着的页面。这个页面的文字就在这里，没有别的。"
TRADITIONAL = "活著的頁面。這個頁面的文字就在這裡，沒有別的。"
KOREAN = "살아 있는 페이지입니다. 이 페이지의 글은 여기에 있습니다. "
_OF_CENTRAL_EUROPE = ("windows-1250", "iso-8859-2")
CZECH = "Většina čtenářů žádá více času. Slova této stránky, která tu stojí; lepší než dříve. "
SLOVAK = "Čitatelia žiadajú viac času, väčšina aj šťastie. Slová tejto stránky, ktoré tu stoja. "
CROATIAN = "Riječi ove stranice, koje ovdje stoje. Više želja, žena i đaka; šuma i kiša. "
POLISH = "Żywa strona. Źródło i łąka, słowa tej strony, które tu stoją. "
FRENCH = "Façade rénovée. Des mots de cette page, écrits à la main. "


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "cp1251", "koi8-r"),
        (RUSSIAN.upper(), "koi8-r", "windows-1251"),
        (RUSSIAN.upper(), "cp1251", "koi8-r"),
        (RUSSIAN, "cp866", "windows-1251"),
        (RUSSIAN, "iso8859-5", "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", ""),
        (UKRAINIAN.replace("ґ", "г"), "koi8-u", "koi8-r"),
        (GREEK, "cp1253", "iso-8859-1"),
        (HEBREW, "cp1255", "iso-8859-1"),
        (THAI, "cp874", ""),
        (JAPANESE, "cp932", "euc-jp"),
        (JAPANESE, "euc_jp", "shift_jis"),
        (JAPANESE, "iso2022_jp", ""),
        (SIMPLIFIED, "gb18030", "big5"),
        (TRADITIONAL, "big5", "gb2312"),
        (KOREAN, "cp949", "iso-8859-1"),
        (POLISH, "cp1250", "iso-8859-2"),
        (POLISH, "iso8859-2", "windows-1250"),
        (CZECH, "iso8859-2", "windows-1250"),
        (SLOVAK, "iso8859-2", "windows-1250"),
        (CROATIAN, "iso8859-2", "windows-1250"),
    ],
    ids=lambda value: value[:12],
)
def test_the_letters_tell_what_a_label_does_not(text: str, codec: str, label: str) -> None:
    markup = f"<title>A</title><p>{text * 4}"
    assert decode(markup.encode(codec), f"text/html; charset={label}") == markup


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN.upper(), "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "windows-1251"),
        ("Живата страница е тук, а думите стоят на своето място. ", "x-mac-cyrillic"),
        ("Овде стоје речи ове странице, њене и туђе, ђак и џеп. ", "windows-1251"),
        ("ТИР, ЦФРШ, ЩЪЭЮ, УФ-ЛУЧ, ЖЖУЖЖАЩИЙ ШУМ. ", "windows-1251"),
        (GREEK, "windows-1253"),
        (GREEK, "iso-8859-7"),
        (HEBREW, "windows-1255"),
        (THAI, "windows-874"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        ("漢字仮名交文専門用語一覧表昭和平成令和", "shift_jis"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        ("仁義禮智信，溫良恭儉讓，忠孝廉恥勇。", "big5"),
        (KOREAN, "euc-kr"),
        (POLISH, "windows-1250"),
        (POLISH, "iso-8859-2"),
        ("Są tu bąki i łąki. ", "windows-1250"),
        ("Ľudia: koľko ľalií? ", "windows-1250"),
        ("x ± y, § 5 ¶ 2, 3 µm, © Kész. ", "windows-1250"),
        *((text, code) for text in (CZECH, SLOVAK, CROATIAN) for code in _OF_CENTRAL_EUROPE),
        (FRENCH, "iso-8859-1"),
        ("«ÀÉÈÊ» ÖÄÜ ÅÆØ ÇÑÕ, ÞÐÝ. ", "iso-8859-1"),
    ],
    ids=lambda value: value[:12],
)
def test_a_label_that_is_right_is_kept(text: str, codec: str) -> None:
    python = {"x-mac-cyrillic": "mac-cyrillic", "windows-874": "cp874"}.get(codec, codec)
    for times in (1, 4, 200):
        markup = f"<title>A</title><p>{text * times}"
        assert decode(markup.encode(python), f"text/html; charset={codec}") == markup


@pytest.mark.parametrize(
    ("label", "python"),
    [
        *[("x-sjis", "cp932"), ("windows-31j", "cp932"), ("x-euc-jp", "euc_jp")],
        *[("x-gbk", "gb18030"), ("gb_2312-80", "gb18030"), ("x-x-big5", "big5hkscs")],
        *[("windows-949", "cp949"), ("x-cp1251", "cp1251"), ("X-MAC-CYRILLIC", "mac-cyrillic")],
        *[("iso-8859-8-i", "iso8859-8"), ("dos-874", "cp874"), ("koi8", "koi8-u")],
        *[("csmacintosh", "mac-roman"), ("zip", None), ("utf-7", None), ("punycode", None)],
    ],
)
def test_labels_that_browsers_know(label: str, python: str | None) -> None:
    assert codec_of_label(label) == python


def test_a_declaration_behind_a_long_script_counts_too() -> None:
    script = f"<script>{'x = 1; ' * 1000}</script>"
    markup = f"{script}<meta charset=windows-1251><title>Мэрия</title>"
    assert decode(markup.encode("cp1251")) == markup


@given(st.binary(max_size=300), st.sampled_from(["", "jp", "cn", "ru", "gr", "xn--p1ai"]))
@settings(max_examples=100, deadline=None)
def test_whatever_comes_becomes_text(body: bytes, country: str) -> None:
    for label in ("", "utf-8", "utf-16", "windows-1251", "shift_jis"):
        text = decode(body, f"text/html; charset={label}", f"https://a.{country}/")
        assert isinstance(text, str)
        assert len(text) <= len(body)
