"""What it costs to read a page of 150 KB: bytes to title, authors, dates, words and anchors.

    python benchmarks/pages.py [--rounds 200]

The page is made up in the shape of a news article: 15 KB of prose in paragraphs with links, the
rest navigation, scripts, styles and cards. Processor time per page; the bar is 2 ms.
"""

from __future__ import annotations

import argparse
import time

from checker.page import read_page

BYTES = 150_000


def article() -> bytes:
    """A page of about BYTES."""
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A story | News</title>'
        '<meta property="og:title" content="A story"><meta name="author" content="Ada Moreau">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": '
        '"2021-01-05", "author": {"name": "Ada Moreau"}}</script><style>'
        + ".c{color:#123;margin:0 auto}" * 800
        + "</style></head><body><nav>"
    )
    menu = '<li class="menu-item"><a href="/section/subject">A subject of this site</a></li>' * 120
    prose = (
        '<p class="story-body">The council met on the matter and heard from <a href="/who">many '
        "riders</a>, drivers and neighbors who said that the bus was late again on most days.</p>"
    ) * 90
    card = (
        '<div class="card" id="c{0}"><a href="/story/{0}"><img src="/i/{0}.jpg" alt="">'
        "<h3>Another story that may be of interest</h3></a></div>"
    )
    cards = "".join(card.format(number) for number in range(150))
    page = f"{head}{menu}</nav><main><article><h1>A story</h1>{prose}</article>{cards}</main>"
    script = "<script>window.data={" + '"key":"value of some state",' * 40 + "};</script>"
    while len(page) < BYTES - len(script):
        page += script
    return page.encode()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    body = article()
    headers = (("content-type", "text/html; charset=utf-8"),)
    page = read_page(body, headers, "https://news.example/story")
    assert page is not None
    begun = time.process_time()
    for _ in range(rounds):
        read_page(body, headers, "https://news.example/story")
    each = (time.process_time() - begun) / rounds
    print(f"{len(body):,} bytes, {page.words:,} words: {each * 1000:.2f} ms (bar: 2 ms)")


if __name__ == "__main__":
    main()
