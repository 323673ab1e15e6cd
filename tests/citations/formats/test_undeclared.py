"""Texts whose charset nothing declares: read where their letters tell it, else as before."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations import read
from citations.formats.decoding import decode
from citations.formats.undeclared import charset_of

_RUSSIAN = (
    "Уважаемый господин директор! Мы пишем вам о закрытии паромной линии, которая связывает острова"
    " с берегом. По данным отчёта, за год перевезено свыше тысячи пассажиров [1].\n\n"
    "[1] Иванов И. И., Паром и право, М., 2004, с. 15, https://a.example.org/otchet.\n"
)
_UKRAINIAN = (
    "Шановна пані міністре! Звертаємося до вас щодо закриття поромної лінії, яка їздить між"
    " островами. Це єдиний зв'язок із берегом.\n"
)
_GREEK = (
    "Αξιότιμε κύριε υπουργέ, σας γράφουμε για την κατάργηση της γραμμής που συνδέει το νησί με την"
    " ηπειρωτική χώρα. Άλλη δεν υπάρχει.\n"
)
_HEBREW = "לכבוד השר, אנו כותבים אליך בעניין סגירת קו המעבורת המחבר את האי ליבשה.\n"
_ARABIC = "معالي الوزير، نكتب إليكم بشأن إغلاق خط العبارة الذي يربط الجزيرة بالبر الرئيسي.\n"
_THAI = "เรียนท่านรัฐมนตรี เราเขียนจดหมายฉบับนี้เกี่ยวกับการปิดเส้นทางเรือข้ามฟากที่เชื่อมเกาะกับแผ่นดินใหญ่\n"
_JAPANESE = (
    "大臣殿。私たちは島と本土を結ぶフェリー航路の廃止について"
    "この手紙を書いています[1]。\n\n[1] 報告書、2021年。\n"
)
_CHINESE = (
    "尊敬的部长先生：我们写这封信是关于关闭连接岛屿与大陆的渡轮航线的问题。"
    "我们希望您重新考虑这个决定。\n"
)
_TAIWANESE = (
    "尊敬的部長先生：我們寫這封信是關於關閉連接島嶼與大陸的渡輪航線的問題。"
    "我們希望您重新考慮這個決定。\n"
)
_KOREAN = (
    "존경하는 장관님, 우리는 섬과 육지를 연결하는 여객선 노선의 폐지에 대하여 이 편지를 씁니다.\n"
)
_COVER = (
    "Dear Ms. Roe:\r\n\r\nI enclose what the office wrote to us in March.\r\n\r\n{}\r\nJ. Doe\r\n"
)
_WESTERN = (
    "D’après l’étude, « près de mille passagers » ont été transportés l’an passé — à l’été.",
    "Wegen der Schließung der Fährlinie – „über die Küste“ – führen jährlich tausend Gäste.",
    "Það er æði mikið; því þarf að íhuga ákvörðunina. Æðey, Óðinn, Þór, ís, ær, á, ég, öld.",
    "“‘“’”” …” — ”—“ »»» ««« ±±±± ½½½ “…”—“…” and so on. “Yes…”—“No…” “——” §§§§ ££££",
    "RÉPUBLIQUE FRANÇAISE — MINISTÈRE DE L’INTÉRIEUR. ÉÉÉÉ ÀÀÀÀ ÜÜÜÜ ÖÖÖÖ",
    "ÄÄÄÄÄÄÄÄÄÄÄ ÍÍÍÍÍÍÍÍÍÍ ÉÍÍÍ» ³ÄÄÄÄ³ ÀÄÄÄÙ ÚÄÄ¿ ÃÄÄ´ ÈÍÍÍ¼ ÄÄÄÄÄÄÄÄ ÍÍÍÍÍÍÍ a table of DOS",
    "ÆØÅ æøå ÄÖÜ äöüß ÁÉÍÓÚ áéíóú ÀÈÌÒÙ àèìòù ÂÊÎÔÛ âêîôû ÃÕÑ ãõñ ÇÐÞ çðþ",
)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *((_RUSSIAN, name) for name in ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")),
        *((_UKRAINIAN, name) for name in ("cp1251", "koi8-u", "iso8859-5")),
        *((_GREEK, name) for name in ("cp1253", "iso8859-7")),
        (_HEBREW, "cp1255"),
        *((_ARABIC, name) for name in ("cp1256", "iso8859-6")),
        (_THAI, "cp874"),
        *((_JAPANESE, name) for name in ("euc_jp", "shift_jis")),
        (_CHINESE, "gb2312"),
        (_TAIWANESE, "big5"),
        (_KOREAN, "euc_kr"),
    ],
)
def test_letters_tell_their_charset(text: str, charset: str) -> None:
    for shown in (text, _COVER.format(text), text * 900):
        assert decode(shown.encode(charset))[0] == shown


def test_a_letter_that_names_no_charset_is_read_whole() -> None:
    document = read(_RUSSIAN.encode("koi8-r"), "letter.txt")
    assert (document.text, document.encoding) == (_RUSSIAN, "koi8-r")
    (note,) = document.notes
    assert note.reference is not None
    assert note.reference.sentence.startswith("По данным отчёта")
    assert [link.url for link in note.links] == ["https://a.example.org/otchet"]


@pytest.mark.parametrize("text", _WESTERN)
@pytest.mark.parametrize("charset", ["cp1252", "iso8859-15", "cp850", "mac-roman"])
def test_western_letters_stay_western(text: str, charset: str) -> None:
    data = text.encode(charset, "ignore")
    for repeated in (data, data * 50, b"<p>" + data + b"</p>"):
        assert charset_of(repeated) is None


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (
            "Zamknięcie połączenia promowego, które łączy wyspę z lądem. Źdźbło, łódź, żółw.",
            "cp1250",
        ),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy. Řeřicha, šťáva, říčí.", "iso8859-2"),
        ("Adayı bağlayan feribot hattının kapatılması. İğne, ışık, şöyle, çağrı, güçlü.", "cp1254"),
        ("Rašome dėl keltų linijos uždarymo. Žąsys, ąžuolas, ūkis, čiuožykla.", "cp1257"),
        ("Our note on «Право и» alone.", "cp1251"),  # too little to be sure
    ],
)
def test_what_is_not_sure_is_left_alone(text: str, charset: str) -> None:
    assert charset_of(text.encode(charset)) is None


@pytest.mark.parametrize(
    "text", [_RUSSIAN, _CHINESE, _THAI, _GREEK, _KOREAN, "“Don’t—” ‘so’… " * 9]
)
def test_broken_utf_8_is_no_other_charset(text: str) -> None:
    whole = text.encode()
    middle = len(whole) // 2
    assert charset_of(whole[:middle] + b"\xff" + whole[middle:]) is None
    assert charset_of(whole + "é".encode()[:1]) is None


def test_a_declared_charset_is_believed() -> None:
    data = b'<meta charset="iso-8859-1"><p>' + _RUSSIAN.encode("cp1251")
    assert decode(data)[1] == "windows-1252"


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    name = charset_of(data)
    if name is not None:
        assert codecs.lookup(name)
        data.decode(name)
