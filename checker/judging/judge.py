"""Exchanges to a Judgement: pure, so that an old run can be judged again without a network.

Rules kept here:
- RULES are asked in order and the first that knows decides; each is one small question. What
  hinders an answer comes before what the answer says, and what a page says before how it was
  reached.
- Doubt is in favour of the page: a wall, a refusal or a silence is never a dead page, and a page
  that bears the cited title is the page.
- Evidence is one bounded line: what an editor would look at to see for himself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model import Exchange, Judgement, Target
from ..reasons import REASONS, judged
from ..urls import without_fragment
from ..visiting.redirects import downgraded, is_permanent
from ..wording import agrees
from . import doors, parking, softfail, walls

__all__ = ["REASONS", "RULES", "judge"]

STATUSES: Mapping[int, str] = {
    401: "unauthorized",
    402: "payment-required",
    403: "forbidden",
    404: "not-found",
    407: "proxy-error",
    410: "gone-410",
    429: "rate-limited",
    451: "legal-451",
    511: "proxy-error",  # a network that wants a login before it lets anyone out (RFC 6585, 6)
}
"""Statuses with a reason of their own."""

REFUSING = frozenset({406, 412, 418, 420, 428, 430, 444, 456, 469, 493})
"""Odd 4xx that servers and their firewalls send to robots and hardly ever to people."""


SCANT_BYTES = 2000
"""Markup up to which a page without a word is empty; beyond, something is drawn that we miss."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged."""

    exchange: Exchange
    target: Target
    probe: Exchange | None = None


Rule = Callable[[Case], Judgement | None]


def judge(exchange: Exchange, target: Target, probe: Exchange | None = None) -> Judgement:
    """What an exchange says of a link.

    `probe` is the answer to a made-up sibling (softfail.sibling_url), where one was asked.
    """
    case = Case(exchange, target, probe)
    for rule in RULES:
        judgement = rule(case)
        if judgement is not None:
            return judgement
    raise AssertionError("the last rule always knows")


def _failed(case: Case) -> Judgement | None:
    """No usable answer came: the failure's own reason."""
    failure = case.exchange.failure
    if failure is None:
        return None
    where = case.exchange.final_url
    led = f"{where}: " if where != case.exchange.request.url else ""
    if failure.reason not in REASONS:
        return judged("connect-failed", f"{led}{failure.reason}: {failure.detail}")
    return judged(failure.reason, led + (failure.detail or failure.reason))


def _never_asked(case: Case) -> Judgement | None:
    return judged("interrupted") if case.exchange.status is None else None


def _wall(case: Case) -> Judgement | None:
    """A bot wall, under whatever status."""
    found = walls.wall(case.exchange)
    return judged("bot-wall", found) if found else None


def _status(case: Case) -> Judgement | None:
    """Every status but success."""
    status = case.exchange.status
    assert status is not None
    if 200 <= status < 300:
        return None
    said = f"HTTP {status}"
    title = case.exchange.page.title if case.exchange.page else None
    evidence = f"{said}, titled “{title}”" if title else said
    if status in STATUSES:
        return judged(STATUSES[status], evidence)
    if status in REFUSING:
        return judged("forbidden", evidence)
    if 400 <= status < 500:
        return judged("client-error", evidence)
    if 500 <= status < 600:
        return judged("server-error", evidence)
    return judged("malformed-answer", f"{said} is no answer to a page's address")


def _empty(case: Case) -> Judgement | None:
    """Nothing at all: no body, or markup in which nothing stands and nothing is loaded."""
    exchange = case.exchange
    if exchange.truncated:
        return None
    if exchange.length == 0:
        return judged("empty-page", f"HTTP {exchange.status} with an empty body")
    page = exchange.page
    is_markup = "html" in exchange.header("content-type", "html").lower()
    if page is None or not is_markup or exchange.length > SCANT_BYTES or page.pages is not None:
        return None
    said = page.title or page.heading or page.text or page.embeds or page.has_password_field
    return None if said else judged("empty-page", f"{exchange.length} bytes without a word")


def _for_sale(case: Case) -> Judgement | None:
    return _unless_titled(case, "domain-for-sale", parking.for_sale(case.exchange))


def _placeholder(case: Case) -> Judgement | None:
    return _unless_titled(case, "parked-host", parking.placeholder(case.exchange))


def _other_owner(case: Case) -> Judgement | None:
    found = parking.other_owner(case.exchange, case.target)
    return judged("other-site", found) if found else None


def _login(case: Case) -> Judgement | None:
    found = doors.login(case.exchange, case.target)
    return judged("login-page", found) if found else None


def _paywall(case: Case) -> Judgement | None:
    return _unless_titled(case, "paywall", doors.paywall(case.exchange))


def _consent(case: Case) -> Judgement | None:
    """A page that asks for consent, or for an age, stands where the way ends."""
    found = doors.consent(case.exchange)
    return judged("consent-wall", found) if found else None


def _withheld(case: Case) -> Judgement | None:
    """A page that is kept back from where we ask, told as a success."""
    found = walls.withheld(case.exchange)
    return judged("legal-451", found) if found else None


def _refused(case: Case) -> Judgement | None:
    """A refusal sent as a success."""
    return _unless_titled(case, "forbidden", walls.refusal(case.exchange))


def _not_found_page(case: Case) -> Judgement | None:
    page = case.exchange.page
    found = softfail.not_found(page, case.exchange.request.url) if page else None
    return _unless_titled(case, "not-found-page", found)


def _server_error(case: Case) -> Judgement | None:
    page = case.exchange.page
    found = softfail.server_error(page, case.exchange.request.url) if page else None
    return _unless_titled(case, "server-error", found)


def _home(case: Case) -> Judgement | None:
    found = softfail.redirect_to_home(case.exchange)
    return _unless_titled(case, "redirect-to-home", found, in_text=True)


def _section(case: Case) -> Judgement | None:
    found = softfail.redirect_to_section(case.exchange)
    return _unless_titled(case, "generic-sink", found, in_text=True)


def _unless_titled(
    case: Case, reason: str, found: str | None, *, in_text: bool = False
) -> Judgement | None:
    """What was found, unless the page says what is cited.

    Error pages repeat the address, and with it the title's words: only a page's own title saves it
    where `in_text` is not set.
    """
    if found is None or agrees(case.exchange.page, case.target.titles, in_text=in_text):
        return None
    return judged(reason, found)


def _sibling(case: Case) -> Judgement | None:
    """The site gives a made-up address the same answer."""
    if case.probe is None:
        return None
    found = softfail.same_answer(case.exchange, case.probe, case.target)
    page = case.exchange.page
    if found is None or page is None:
        return judged("sibling-alike", found) if found else None
    # A door stands before every page of a site, and looks alike before each.
    if doors.is_login_form(page):
        return judged("login-page", f"a password field, and {found}")
    asked = doors.asks_for_consent(page)
    if asked:
        return judged("consent-wall", f"says “{asked}”, and {found}")
    robotic = walls.speaks_of_robots(page, plainly=softfail.speaks_of_it(page))
    if robotic:
        return judged("bot-wall", f"{robotic}, and {found}")
    shell = softfail.is_frame(page) and not softfail.speaks_of_it(page)
    return None if shell else judged("sibling-alike", found)


def _moved(case: Case) -> Judgement | None:
    """Every hop says that the move is for good."""
    exchange = case.exchange
    first = without_fragment(exchange.request.url)
    final = without_fragment(exchange.final_url)
    if first == final or not is_permanent(exchange):
        return None
    secured = final.startswith("https:") and _place(first) == _place(final)
    reason = "moved-to-https" if secured else "moved-permanently"
    return judged(reason, _way(exchange))


def _ok(case: Case) -> Judgement:
    """The page answers."""
    exchange = case.exchange
    if without_fragment(exchange.final_url) != without_fragment(exchange.request.url):
        return judged("ok-redirected", _way(exchange))
    page = exchange.page
    if page is None:
        return judged("ok", f"HTTP {exchange.status}")
    shown = f"titled “{page.title}”" if page.title else f"HTTP {exchange.status}"
    drawn = not page.text and bool(page.unscripted or page.embeds)
    return judged("ok", f"{shown}; its words need scripts and were not read" if drawn else shown)


def _place(url: str) -> str:
    """An address without its scheme; "//a.example" and "//a.example/" are one (RFC 9110, 4.2.3)."""
    rest = url.partition("://")[2]
    return rest if "/" in rest else f"{rest}/"


def _way(exchange: Exchange) -> str:
    warning = "from https to http, " if downgraded(exchange) else ""
    return f"{warning}to {exchange.final_url}"


RULES: tuple[Rule, ...] = (
    _failed,
    _never_asked,
    _wall,
    _status,
    _for_sale,
    _placeholder,
    _other_owner,
    _empty,
    _login,
    _paywall,
    _consent,
    _withheld,
    _refused,
    _not_found_page,
    _server_error,
    _home,
    _section,
    _sibling,
    _moved,
    _ok,
)
