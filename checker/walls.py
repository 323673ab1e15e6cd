"""Bot walls and login pages: answers that are not the page, whatever their status says.

Rules kept here:
- A mark decides only if it is the wall's own: a header that only a challenge carries, the script of
  a captcha, or a title that is nobody's article on a page with next to no words. A page that is
  merely protected by such a service is a page.
- A login page is told by where the visitor was sent, or by a password field under a heading that
  says so; a login box on an ordinary page is no login page.

Sources: the vendors' documentation of their challenge responses (Cloudflare "cf-mitigated", AWS WAF
"x-amzn-waf-action"), and recorded answers of the others.
"""

from __future__ import annotations

from collections.abc import Callable

from .model import Exchange, Page, Target
from .urls import folded as same_place
from .urls import host, segments, site, split
from .wording import Phrases, agrees, folded, opening
from .wording import segments as title_segments

_SHORT = 200
"""Words of a page that may be nothing but a wall."""
_BARE = 50
"""Words of a page whose scripts say more than it does; protected pages load them as well."""

_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("sg-captcha", "challenge", "SiteGround"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-kpsdk-ct", "", "Kasada"),
)
"""Header, how its value begins, whose wall. Sent with challenges only."""
_NAMES = frozenset(name for name, _, _ in _HEADERS)

_EMBEDS = (
    ("ct.captcha-delivery.com", "DataDome"),
    ("geo.captcha-delivery.com", "DataDome"),
    ("interstitial.captcha-delivery.com", "DataDome"),
    ("captcha.px-cdn.net", "PerimeterX"),
    ("captcha.px-cloud.net", "PerimeterX"),
    ("captcha.perimeterx.net", "PerimeterX"),
    ("/_Incapsula_Resource", "Imperva"),
    ("validate.perfdrive.com", "Radware"),
)
"""How an embed begins, whose captcha. They make a wall of a page that says next to nothing."""

_ANCHORS = (
    ("px-captcha", "PerimeterX"),
    ("challenge-error-text", "Cloudflare"),
    ("cf-challenge-running", "Cloudflare"),
    ("cf-error-details", "Cloudflare"),
    ("sec-cpt-if", "Akamai"),
    ("anubis_challenge", "Anubis"),
)

_TITLES = """
just a moment
attention required
please wait cloudflare
one moment please
ddos guard
access to this page has been denied
access to this page has been denied because
pardon our interruption
human verification
bot verification
robot or human
are you a robot
are you human
verify you are human
verifying you are human
verifying your connection
verify your identity
security check
security checkpoint
vercel security checkpoint
making sure youre not a bot
checking your browser
checking your browser before accessing
client challenge
request rejected
request access
request unsuccessful
radware bot manager captcha
radware page
sucuri website firewall
sucuri website firewall access denied
access denied sucuri website firewall
request rate threshold exceeded
unusual traffic
captcha
recaptcha
zugriff verweigert
acceso denegado
acces refuse
"""
TITLES = frozenset(Phrases(_TITLES))
"""Titles, or whole segments of them, of walls."""

_REFUSALS = """
access denied
403 forbidden
forbidden
error 403
403 access denied
you have been blocked
sorry you have been blocked
"""
REFUSALS = frozenset(Phrases(_REFUSALS))
"""Titles of a plain refusal that was sent as a success."""

_TEXT = """
incapsula incident id
imperva incident id
press hold to confirm you are a human
please enable js and disable any ad blocker
enable javascript and cookies to continue
checking if the site connection is secure
checking your browser before accessing
please verify you are a human
verify you are human by completing the action below
our systems have detected unusual traffic from your computer network
the requested url was rejected please consult with your administrator
please complete the security check to access
why have i been blocked
your request has been identified as part of a network of automated tools
"""
TEXT = Phrases(_TEXT)

_LOGIN_SEGMENTS = """
adfs auth authwall idp log-in login login.aspx login.html login.jsp login.php logon oauth oauth2
saml saml2 shibboleth sign-in sign_in signin signon single-sign-on sso wayf wp-login.php
"""
LOGIN_SEGMENTS = frozenset(_LOGIN_SEGMENTS.split())
_LOGIN_LABELS = frozenset({"login", "signin", "sso", "idp", "auth", "accounts", "cas", "passport"})
_LOGIN_WORDS = """
log in
login
log on
logon
sign in
signin
sign on
member login
einloggen
anmelden
anmeldung
connexion
se connecter
identification
iniciar sesion
acceda
accedi
entrar
iniciar sessao
inloggen
aanmelden
logga in
log ind
logg inn
kirjaudu
zaloguj
logowanie
prihlaseni
prihlasit
войти
вход
bejelentkezes
autentificare
authentication required
subscribe to continue reading
subscribe to read
"""
LOGIN_WORDS = Phrases(_LOGIN_WORDS)


def wall(exchange: Exchange) -> str | None:
    """Which wall answered and how it showed itself; None for any other answer.

    404 and 410 are walls only where a header says so: many sites put a captcha's script on them.
    """
    by_header = _by_header(exchange)
    if by_header or exchange.status in (404, 410):
        return by_header
    if exchange.status == 999:
        return "HTTP 999"
    if exchange.status == 202 and exchange.length == 0:
        return "HTTP 202 with an empty body"
    page = exchange.page
    if page is None or page.words > _SHORT:
        return None
    return next((found for mark in _MARKS if (found := mark(page))), None)


def _by_header(exchange: Exchange) -> str | None:
    if not _NAMES.isdisjoint([name for name, _ in exchange.headers]):
        for name, start, vendor in _HEADERS:
            for key, value in exchange.headers:
                if key == name and value.strip().lower().startswith(start):
                    return f"{vendor}: {name}: {value}"
    if exchange.status == 403 and exchange.header("x-datadome"):
        return f"DataDome: x-datadome: {exchange.header('x-datadome')}"
    return None


def _by_embed(page: Page) -> str | None:
    if page.words > _BARE:
        return None
    for start, vendor in _EMBEDS:
        for embed in page.embeds:
            if embed.startswith(start):
                return f"{vendor}: loads {embed}"
    return None


def _by_anchor(page: Page) -> str | None:
    for anchor, vendor in _ANCHORS:
        if anchor in page.anchors:
            return f"{vendor}: #{anchor}"
    return None


def _by_title(page: Page) -> str | None:
    for own in (page.title, page.heading):
        if own and (folded(own) in TITLES or any(part in TITLES for part in title_segments(own))):
            return f"titled “{own}”"
    return None


def _by_text(page: Page) -> str | None:
    text = opening(page)
    if "access denied" in text and "reference" in text and "permission to access" in text:
        return "Akamai: Access Denied, Reference #"
    return next((f"says “{phrase}”" for phrase in TEXT.within(text)), None)


_MARKS: tuple[Callable[[Page], str | None], ...] = (_by_embed, _by_anchor, _by_title, _by_text)


def refusal(exchange: Exchange) -> str | None:
    """The title of a page that refuses us with a success for its status."""
    page = exchange.page
    if page is None or page.words > _SHORT:
        return None
    for own in (page.title, page.heading):
        if own and (
            folded(own) in REFUSALS or any(part in REFUSALS for part in title_segments(own))
        ):
            return f"titled “{own}”"
    return None


def login(exchange: Exchange, target: Target) -> str | None:
    """What shows that a login page stands where the cited page should."""
    final = exchange.final_url
    if agrees(exchange.page, target.titles, in_text=False) or _is_login(exchange.request.url):
        return None
    url = exchange.request.url
    if final != url and same_place(final) != same_place(url) and _is_login(final):
        return f"redirects to {final}"
    page = exchange.page
    if page is None or not page.has_password_field or page.words > _SHORT:
        return None
    for own in (page.title, page.heading):
        if own and LOGIN_WORDS.within(folded(own)):
            return f"a password field under “{own}”"
    return None


def _is_login(url: str) -> bool:
    """Whether an address is a login page's: by a path segment or by its host's first label."""
    if any(segment.lower() in LOGIN_SEGMENTS for segment in segments(url)):
        return True
    name = host(url)
    return name != site(url) and name.partition(".")[0] in _LOGIN_LABELS and split(url) is not None
