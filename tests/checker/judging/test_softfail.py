"""Soft 404s are found, suspects cost one request, and living pages are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging.judge import judge
from checker.judging.softfail import sibling_url, similarity, suspicion
from checker.model import Exchange, Page, Request, Target, Verdict
from checker.visiting.redirects import follow
from checker.visiting.visit import token, visit

from ..replay import SETTINGS, Recorded, fails, page, play, reply, to

URL = "https://council.example/minutes/2018/meeting-on-libraries.html"
TITLE = "Minutes of the Meeting on Libraries"
LONG = "The council met and spoke about libraries, their hours and their readers. " * 60


def verdict(answer: Recorded, *titles: str, url: str = URL) -> str:
    return judge(answer.to(Request(url)), Target(url, url, titles)).reason


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 - Page Not Found",
        "Error 404 (Not Found)!!1",
        "Page not found | Council of Hartwell",
        "Council of Hartwell – Page Not Found",
        "Council: page not found",
        "Oops! That page can’t be found.",
        "We couldn't find that page",
        "The page you were looking for doesn't exist (404)",
        "HTTP 404 Not Found",
        "Sorry, this page isn't available",
        "Nothing found",
        "Seite nicht gefunden",
        "Fehler 404 - Seite wurde nicht gefunden",
        "Page introuvable - Mairie",
        "Erreur 404",
        "Página no encontrada",
        "Lo sentimos, la página que busca no existe",
        "Pagina non trovata",
        "Página não encontrada",
        "Pagina niet gevonden",
        "Sidan hittades inte",
        "Siden blev ikke fundet",
        "Siden finnes ikke",
        "Sivua ei löytynyt",
        "Nie znaleziono strony",
        "Stránka nenalezena",
        "Страница не найдена",
        "Сторінку не знайдено",
        "Az oldal nem található",
        "Pagina nu a fost găsită",
        "Η σελίδα δεν βρέθηκε",
        "Sayfa bulunamadı",
        "SAYFA BULUNAMADI",
        "Błąd 404",
        "Страницата не е намерена",
        "Strani ni mogoče najti",
        "Stránka nenájdená",
        "Lehte ei leitud",
        "Lapa nav atrasta",
        "Puslapis nerastas",
        "Pàgina no trobada",
        "Halaman tidak ditemukan",
        "Không tìm thấy trang",
        "الصفحة غير موجودة",
        "صفحه یافت نشد",
        "הדף לא נמצא",
        "पृष्ठ नहीं मिला",
        "ページが見つかりませんでした",
        "404 - 抱歉，您访问的页面不存在",
        "找不到網頁",
        "페이지를 찾을 수 없습니다.",
        "ไม่พบหน้าที่คุณต้องการ",
        "Not Found (404)",
        "Page\u00a0not\u202ffound",
        "Page not fo\u00adund",
        "Sorry, we can´t find that page",
        "Sorry, we can`t find that page",
        "This topic does not exist yet",
        "Blog not found",
    ],
)
def test_a_page_that_calls_itself_not_found(title: str) -> None:
    assert verdict(page(title, "Try our search, or go back to the front page.")) == "not-found-page"


def test_a_hidden_block_for_errors_does_not_condemn_a_short_page() -> None:
    """What a style hides stands in the text; where title and heading agree, a sibling decides."""
    block = "<div class=e><p>The page you requested was not found. Try the search.</p></div>"
    body = f"<title>Minutes of May | Council</title>{block}<h1>Minutes of May</h1><p>They met."
    target, answer = Target(URL, URL), reply(200, body)
    honest = {URL: answer, "*": reply(404, "<title>Not found")}
    assert play(visit(target, SETTINGS), honest).answer.judgement.reason == "ok"
    alike = play(visit(target, SETTINGS), {"*": answer}).answer.judgement
    assert alike.reason == "sibling-alike"


def test_a_short_page_is_not_an_article_because_its_site_has_an_author() -> None:
    signed = '<meta name="author" content="Hartwell Studio">'
    assert verdict(page("404", "The page has overslept.", signed)) == "not-found-page"


@pytest.mark.parametrize(
    "title",
    [
        "Lost and found: what the council keeps",
        "The city that was not found on any map",
        "Why we could not find the missing money",
        "Error and correction in the minutes",
        "Route 404 closes",
        "Motion 404: library hours",
        "The missing page of the charter",
        "Nothing found wanting: an audit",
        "Oops, they did it again",
    ],
)
def test_titles_of_articles_are_left_alone(title: str) -> None:
    assert verdict(page(title, "A short report of eighty words or so. " * 10)) == "ok"


def test_a_short_page_may_say_it_in_its_text() -> None:
    said = "We are sorry. The requested URL was not found on this server."
    assert verdict(page("Council", said)) == "not-found-page"
    assert verdict(page("Council", LONG + said)) == "ok"


@pytest.mark.parametrize("title", ["Error", "Oops!", "Ups", "Fehler", "Missing page"])
def test_a_vague_title_must_be_borne_out(title: str) -> None:
    assert verdict(page(title, "Go home.")) == "not-found-page"
    said = "The page you requested is not here. " + "Use the search, or ask at the desk. " * 8
    assert verdict(page(title, said)) == "not-found-page"
    assert verdict(page(title, "A slip of the tongue, and what became of it. " * 8)) == "ok"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"status": 404, "error": "Not Found"}'),
        ("application/problem+json", '{"errors": [{"code": "404"}]}'),
        ("application/xml", "<Error><Code>NoSuchKey</Code></Error>"),
        ("application/xml", "<Error><Message>The specified blob does not exist.</Message></Error>"),
        ("text/plain", "404 page not found"),
        ("text/plain", "Not Found"),
        ("text/html", "<pre>Cannot GET /minutes</pre>"),
        ("application/octet-stream", "<title>Page not found</title>"),
        ("binary/octet-stream", "<title>Page not found</title>"),
        ("application/pdf", "<!doctype html><title>Page not found</title>"),
    ],
)
def test_programs_say_it_tersely(kind: str, body: str) -> None:
    assert verdict(reply(200, body, content_type=kind)) == "not-found-page"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"count": 404, "rooms": [{"number": 404}]}'),
        ("text/plain", "Not found in the north, the plant grows in the south of the island. " * 9),
        ("application/rss+xml", "<rss><channel><item><title>404 pages</title></item></channel>"),
        ("application/pdf", "%PDF-1.4 page not found"),
    ],
)
def test_what_programs_send_as_well(kind: str, body: str) -> None:
    assert verdict(reply(200, body, content_type=kind)) == "ok"


def test_an_article_about_it_is_an_article() -> None:
    assert verdict(page("Page not found: how the web forgets", LONG)) == "ok"


def test_the_cited_title_saves_a_page_that_sounds_like_an_error() -> None:
    title = "Page Not Found: A Novel"
    answer = page(title, "Two hundred pages.")
    assert verdict(answer) == "not-found-page"
    assert verdict(answer, title) == "ok"


def test_an_error_page_that_repeats_the_address_is_not_saved_by_it() -> None:
    said = "Nothing here called minutes of the meeting on libraries."
    assert verdict(page("Page not found", said), TITLE) == "not-found-page"


def led(*ways: tuple[str, Recorded], url: str = URL) -> Exchange:
    return play(follow(Request(url), SETTINGS), {**dict(ways), "*": page("Council", LONG)}).answer


@pytest.mark.parametrize(
    ("url", "location", "reason"),
    [
        (URL, "/", "redirect-to-home"),
        (URL, "/index.html", "redirect-to-home"),
        (URL, "/en/", "redirect-to-home"),
        (URL, "/en-US/home?utm_source=old", "redirect-to-home"),
        (URL, "https://www.council.example/", "redirect-to-home"),
        (URL, "https://hartwell.example/", "redirect-to-home"),
        ("https://council.example/?p=123", "/", "redirect-to-home"),
        ("https://council.example/vote", "/", "redirect-to-home"),
        (URL, "/minutes/", "generic-sink"),
        (URL, "/minutes/2018/", "generic-sink"),
        (URL, "/404", "generic-sink"),
        (URL, "/errors/page-not-found.aspx", "generic-sink"),
        (URL, "/fehler404.html", "generic-sink"),
        (URL, "/erreur-404", "generic-sink"),
        (URL, "/pagina-no-encontrada/", "generic-sink"),
        (URL, "/minutes/2018/meeting-on-libraries", "moved-permanently"),
        (URL, "/m/meeting-on-libraries.html", "moved-permanently"),
        (URL, "/archive?file=meeting-on-libraries", "moved-permanently"),
        ("https://council.example/docs/page", "/docs/", "moved-permanently"),
        ("https://council.example/", "/en/", "moved-permanently"),
        ("https://council.example/index.html", "/", "moved-permanently"),
        ("https://council.example/?utm_source=x", "/", "moved-permanently"),
        ("https://council.example/en/", "/", "moved-permanently"),
        ("https://sho.rt/x7Yz", "https://hartwell.example/", "moved-permanently"),
        ("https://council.example/vote", "https://vote.example/", "moved-permanently"),
    ],
)
def test_where_a_redirect_ends(url: str, location: str, reason: str) -> None:
    exchange = led((url, to(location)), url=url)
    assert judge(exchange, Target(url, url)).reason == reason


def test_a_home_page_that_bears_the_cited_title_is_the_page() -> None:
    web = {URL: to("/"), "https://council.example/": page(TITLE, LONG)}
    exchange = play(follow(Request(URL), SETTINGS), web).answer
    assert judge(exchange, Target(URL, URL, (TITLE,))).verdict is Verdict.MOVED
    assert judge(exchange, Target(URL, URL)).verdict is Verdict.SOFT_404


@pytest.mark.parametrize(
    ("answer", "titles", "why"),
    [
        (page(TITLE, LONG), (TITLE,), None),
        (page(TITLE, LONG), (), None),
        (page("Meeting on libraries", LONG), (TITLE,), None),
        (page("Council", LONG + TITLE), (TITLE,), None),
        (page("Council", LONG), (TITLE,), "bears another title than the one cited"),
        (page("Page not found", LONG), (), "speaks of a page that was not found"),
        (
            page("Council", "The page you requested moved. " + "It is what it is. " * 60),
            (),
            "speaks of a page that was not found",
        ),
        (reply(200, "<p>Coming soon"), (), "says next to nothing"),
        (reply(200, "<script src=/app.js></script>"), (TITLE,), None),
        (reply(200, b"\x89PNG", content_type="image/png"), (TITLE,), None),
        (reply(200, "%PDF-1.4", content_type="application/pdf"), (TITLE,), None),
        (reply(404, "<title>No"), (TITLE,), None),
        (fails("reset"), (TITLE,), None),
    ],
)
def test_who_is_a_suspect(answer: Recorded, titles: tuple[str, ...], why: str | None) -> None:
    assert suspicion(answer.to(Request(URL)), Target(URL, URL, titles)) == why


def test_a_web_page_for_a_document_is_a_suspect() -> None:
    url = "https://council.example/files/budget.pdf"
    markup = f"<title>Council</title><p>{LONG}"
    for answer in (page("Council", LONG), reply(200, markup, content_type="application/pdf")):
        exchange = answer.to(Request(url))
        assert suspicion(exchange, Target(url, url)) == "a document was cited, a web page came"


def test_a_redirect_to_another_name_is_a_suspect() -> None:
    suspect = led((URL, to("/desk")))
    assert suspicion(suspect, Target(URL, URL)) == "redirects to another name"
    renamed = led((URL, to("/m/libraries-meeting")))
    assert suspicion(renamed, Target(URL, URL)) is None


@pytest.mark.parametrize(
    ("url", "sibling"),
    [
        ("https://a.example/x/y.html?q=1#f", "https://a.example/x/T.html"),
        ("https://a.example/x/y", "https://a.example/x/T"),
        ("https://a.example/x/y/", "https://a.example/x/T/"),
        ("https://a.example/y", "https://a.example/T"),
        ("https://a.example/?p=1", "https://a.example/T"),
        ("https://a.example/x/v1.2-notes", "https://a.example/x/T"),
        ("https://a.example/", None),
        ("https://a.example/index.html", None),
        ("https://a.example/en/", None),
        ("http://[", None),
    ],
)
def test_a_sibling_stands_in_the_same_folder(url: str, sibling: str | None) -> None:
    assert sibling_url(url, "T") == sibling


def test_a_sibling_s_name_depends_on_the_link_alone() -> None:
    assert token("a") == token("a") != token("b")
    assert token("a").isalnum()


ERROR = (
    "We have looked everywhere on our shelves. Use the search above or ask at the desk, please. "
)
SUSPECT = page("Council", ERROR * 3)


@pytest.mark.parametrize(
    ("answer", "probe", "alike"),
    [
        (SUSPECT, SUSPECT, True),
        (SUSPECT, page("Council", ERROR * 3 + "pcabc"), True),
        (SUSPECT, reply(404, "<title>Not found"), False),
        (SUSPECT, reply(410, "<title>Gone"), False),
        (SUSPECT, fails("reset"), False),
        (SUSPECT, reply(403, "<title>Forbidden"), False),
        (SUSPECT, page("Another title", ERROR * 3), False),
        (SUSPECT, page("Council", LONG), False),
        (SUSPECT, page("Council", ERROR * 2 + "Here is one thing that differs a lot."), False),
        (page("App", ""), page("App", ""), False),
        (page("Council", "Few words."), page("Council", "Few words."), False),
        (page(TITLE, LONG), page(TITLE, LONG), False),
        (page("Council", LONG + TITLE), page("Council", LONG), False),
    ],
)
def test_the_same_answer_to_a_made_up_address(
    answer: Recorded, probe: Recorded, alike: bool
) -> None:
    sibling = "https://council.example/minutes/2018/pcabc.html"
    target = Target(URL, URL, (TITLE,))
    judgement = judge(answer.to(Request(URL)), target, probe.to(Request(sibling)))
    assert (judgement.reason == "sibling-alike") is alike


WAIT = "Loading the application, please wait while we get things ready for you on a slow line."


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"<title>Documents</title><div>{WAIT}</div><script src=main.js></script>", "ok"),
        (f"<title>Documents</title><div id=root>{WAIT * 4}</div><h1>Documents</h1>", "ok"),
        (f"<title>Documents</title><div>{WAIT}</div>", "sibling-alike"),
        (
            f"<title>Documents</title><div id=root>This video is no longer available. {WAIT}</div>",
            "not-found-page",
        ),
        (
            f"<title>Documents</title><div id=root>{WAIT * 10} diese Seite existiert nicht</div>",
            "sibling-alike",
        ),
    ],
)
def test_frames_for_scripts_are_alike_and_alive(body: str, reason: str) -> None:
    answer = reply(200, body)
    judgement = play(visit(Target(URL, URL), SETTINGS), {"*": answer}).answer.judgement
    assert judgement.reason == reason


@pytest.mark.parametrize(
    "banner",
    ["We set cookies, and more of them if you like.", "A firewall stands before this site."],
)
def test_a_soft_404_with_more_to_say_is_one_all_the_same(banner: str) -> None:
    answer = page("Page not found: a fresh start for everyone", f"{ERROR * 5} {banner}")
    judgement = play(visit(Target(URL, URL), SETTINGS), {"*": answer}).answer.judgement
    assert judgement.reason == "sibling-alike"


def test_both_led_to_one_place() -> None:
    sibling = "https://council.example/minutes/2018/pcabc.html"
    ways = ((URL, to("/desk")), (sibling, to("/desk")))
    target = Target(URL, URL)
    alike = judge(led(*ways), target, led(*ways, url=sibling))
    assert alike.reason == "sibling-alike"
    assert alike.evidence == f"{sibling} leads to https://council.example/desk too"
    elsewhere = page("Index", "An index of everything else that there is to read.")
    other = "https://council.example/other"
    apart = led((sibling, to("/other")), (other, elsewhere), url=sibling)
    assert judge(led(*ways), target, apart).verdict is Verdict.MOVED


def test_a_server_s_own_error_is_no_page() -> None:
    assert verdict(page("503 Service Unavailable", "Please try again.")) == "server-error"
    assert verdict(page("Service unavailable", LONG)) == "ok"
    assert verdict(page("Technische Zeit", "Ist kurzzeitig nicht verfügbar.")) == "server-error"


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_similarity_is_a_measure(one: str, other: str) -> None:
    first, second = Page(text=one), Page(text=other)
    measure = similarity(first, second)
    assert measure == similarity(second, first)
    assert measure is None or 0.0 <= measure <= 1.0
    assert similarity(first, first) in (None, 1.0)
