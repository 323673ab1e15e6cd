"""Doors before a page: logins, paywalls and questions for consent.

Rules kept here:
- A login page is told by where the visitor was sent, or by a password field under a heading that
  says so; a login box on an ordinary page is no login page.
- A paywall is told where nothing of the page is shown but an offer; a page that shows its beginning
  to everyone is there.
- Who was sent to a page that asks for consent has not been told that the page is gone.
"""

from __future__ import annotations

import re

from ..model import Exchange, Page, Target
from ..urls import folded as same_place
from ..urls import host, segments, site, split
from ..wording import Phrases, agrees, folded, opening
from ..wording import segments as title_segments
from .subject import extent, is_named

_SHORT = 200
"""Words of a page that may be nothing but a door."""

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
vhod
acceder
collegati
entra
inicia sessio
prijava
prijavi se
пријава
најава
авторизация
войдите
вхід
увійти
συνδεση
εισοδος
giris yap
oturum ac
pieslegties
prisijungti
logi sisse
sisselogimine
prihlasenie
belepes
conectare
hyni
ensaluti
hasi saioa
mewngofnodi
log masuk
masuk
dang nhap
ingia
تسجيل الدخول
دخول
ورود
התחברות
כניסה
लॉग इन
লগ ইন
로그인
ログイン
サインイン
登录
登錄
登入
เข้าสู่ระบบ
"""
LOGIN_WORDS = Phrases(_LOGIN_WORDS)
_FORMS = """
loginform user_login user_pass kc-form-login kc-login okta-sign-in okta-login-container fm1
login-form loginForm login_form form-login user-login-form i0116 signInForm signin-form
"""
_LOGIN_FORMS = frozenset(_FORMS.split())
"""What the forms are called: WordPress, Keycloak, Okta, CAS, Joomla, Drupal, Microsoft."""
_SIGN = frozenset(
    Phrases(
        "sign in\nlog in\nlogin\nsign on\nuser login\nmember login\ninstitutional login\nanmelden"
    )
)
"""Whole segments of the titles of logins that ask for a name first, and for a password later."""
_BARE = 60
"""Words of a page that is nothing but a form."""
_IN_TEXT = Phrases("""
you are not logged in or you do not have permission
requires you to be registered and logged in
you must be logged in to
you must log in to
you need to log in to
you need to sign in to
please log in to
please sign in to
to access this resource please log in
you are not authorised to read this forum
enter your username and password
enter your user name and password
enter your username
central authentication service
web login service
""")
_WANTED = Phrases("""
you must be logged in to view
you must be logged in to see
you must be logged in to read
you must be logged in to access
you must log in to view
you need to log in to view
you need to be logged in to view
please log in to view
please sign in to view
""")
"""Said by a page that shows nothing else and leads to its form."""
_LEADS_ON = re.compile(
    r"(?:^|&)(?:continue|redirect\w*|return\w*|next|goto|target|service|relaystate|dest\w*|"
    r"url|back|ru|followup|wreply|redirect_uri)=[^&]*(?:/|%2f)",
    re.IGNORECASE,
)
"""A query that says where the visitor wanted to go."""

_PAYWALLS = """
subscribe to read
subscribe to continue reading
subscribe to unlock this article
subscribe to keep reading
this article is for subscribers only
this content is for subscribers only
this page is for subscribers only
subscribers only
subscriber only content
subscription required
get access to this article
purchase access
log in or subscribe to continue reading
register to continue reading
article reserve aux abonnes
contenu reserve aux abonnes
dieser artikel ist nur fur abonnenten
articulo exclusivo para suscriptores
contenuto riservato agli abbonati
"""
PAYWALLS = frozenset(Phrases(_PAYWALLS))
"""Titles and headings, whole, of an offer that stands in place of the page."""
_OFFER = 120
"""Words of a page that is nothing but an offer."""

_ASKS = Phrases("""
before you continue
before you go on
bevor sie fortfahren
avant de continuer
prima di continuare
antes de continuar
voordat je verdergaat
we value your privacy
consent management
""")
"""They count only where made-up pages have the same words."""
_CONSENT_LABELS = frozenset(
    {"consent", "cmp", "cookieconsent", "cookie-consent", "privacywall", "myprivacy", "zustimmung"}
)
_CONSENT = re.compile(
    r"(?:collect-?)?consent(?:[-_]?(?:wall|gate|page|check))?|cookie[-_]?(?:consent|wall|check|gate)|"
    r"cookies?[-_]?(?:required|absent|error|not[-_]?supported)|privacy[-_]?(?:gate|wall)|"
    r"age[-_]?(?:gate|check|verification|verify)|(?:un)?supported[-_]?browser|browser[-_]?check",
    re.IGNORECASE,
)
"""What the pages are called that ask first."""


def login(exchange: Exchange, target: Target) -> str | None:
    """What shows that a login page stands where the cited page should."""
    final = exchange.final_url
    url = exchange.request.url
    if agrees(exchange.page, target.titles, in_text=False) or (
        _is_login(url) and not _leads_on(url)
    ):
        return None
    if final != url and same_place(final) != same_place(url) and _is_login(final):
        return f"redirects to {final}"
    page = exchange.page
    if page is not None and page.words <= _BARE and not (is_named(page, url) or _is_login(url)):
        for own in (page.title, page.heading):
            if own and any(part in _SIGN for part in title_segments(own)):
                return f"titled “{own}”"
        if wanted := _WANTED.within(opening(page)):
            return f"says “{wanted[0]}”"
    if page is None or not is_login_form(page) or (not _is_login(url) and is_named(page, url)):
        return None
    for own in (page.title, page.heading):
        if own and LOGIN_WORDS.within(folded(own)):
            return f"a password field under “{own}”"
    if not _LOGIN_FORMS.isdisjoint(page.anchors):
        return f"a password field in #{min(_LOGIN_FORMS & page.anchors)}"
    said = _IN_TEXT.within(opening(page))
    return f"a password field, and “{said[0]}”" if said else None


def is_login_form(page: Page) -> bool:
    """Whether a page is short and asks for a password."""
    return page.has_password_field and extent(page) <= _SHORT


def paywall(exchange: Exchange) -> str | None:
    """The title of an offer that stands in place of the page."""
    page = exchange.page
    if page is None or page.words > _OFFER or extent(page) > _OFFER:
        return None
    for own in (page.title, page.heading):
        if own and any(part in PAYWALLS for part in title_segments(own)):
            return None if is_named(page, exchange.request.url) else f"titled “{own}”"
    return None


def consent(exchange: Exchange) -> str | None:
    """The page that asks for consent or an age, to which the way led."""
    final, url = exchange.final_url, exchange.request.url
    if final == url or same_place(final) == same_place(url) or _asks_first(url):
        return None
    return f"redirects to {final}" if _asks_first(final) else None


def asks_for_consent(page: Page) -> str | None:
    """The words with which a short page asks for consent before it shows another."""
    if extent(page) > _SHORT:
        return None
    shown = f"{folded(page.title or '')} {opening(page)}"
    return next(iter(_ASKS.within(shown)), None)


def _asks_first(url: str) -> bool:
    """Whether an address is one of a page that asks for consent or an age."""
    name = host(url)
    if name.partition(".")[0] in _CONSENT_LABELS and name != site(url):
        return True
    return any(_CONSENT.fullmatch(segment.partition(".")[0]) for segment in segments(url))


def _leads_on(url: str) -> bool:
    """Whether a login's address says what stands behind it, or is a step of OAuth's (RFC 6749)."""
    parts = split(url)
    if parts is None:
        return False
    return parts.path.endswith("/authorize") or _LEADS_ON.search(parts.query) is not None


def _is_login(url: str) -> bool:
    """Whether an address is a login page's: by a path segment or by its host's first label."""
    if any(segment.lower() in LOGIN_SEGMENTS for segment in segments(url)):
        return True
    name = host(url)
    return name != site(url) and name.partition(".")[0] in _LOGIN_LABELS and split(url) is not None
