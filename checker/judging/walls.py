"""Bot walls: answers to robots that are not the page, whatever their status says.

Rules kept here:
- A mark decides only if it is the wall's own: a header that only a challenge carries, the script of
  a captcha, or a title that is nobody's article on a page with next to no words. A page that is
  merely protected by such a service is a page.
- A page that may be about walls (`subject`) is no wall.

Sources: the vendors' documentation of their challenge responses (Cloudflare "cf-mitigated", AWS WAF
"x-amzn-waf-action"), and recorded answers of the others.
"""

from __future__ import annotations

from ..model import Exchange, Page
from ..wording import Phrases, folded, opening
from ..wording import segments as title_segments
from .subject import extent, is_named, is_published

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
    ("ct.datado.me", "DataDome"),
    ("/149e9513-01fa-4fb0-aad4-566afd725d1b", "Kasada"),
    ("turing.captcha.qcloud.com", "Tencent"),
)
"""How an embed begins, whose captcha. They make a wall of a page that says next to nothing."""

_CAPTCHAS = (
    *("challenges.cloudflare.com", "hcaptcha.com", "js.hcaptcha.com", "www.google.com/recaptcha"),
    *(
        "www.recaptcha.net",
        "smartcaptcha.yandexcloud.net",
        "captcha.gtimg.com",
        "static.geetest.com",
    ),
    "o.alicdn.com/captcha-frontend",
)
"""Captchas that ordinary forms have as well. They make a wall of a page that says next to nothing
but that it asks."""
_ASKS = Phrases("""
check below
verify
verifying
verification
human
robot
captcha
to continue
验证
驗證
認証
보안
""")

_WAYS = (
    ("bm-verify=", "Akamai"),
    ("__cf_chl_", "Cloudflare"),
    ("/.well-known/sgcaptcha/", "SiteGround"),
    ("/.within.website/x/cmd/anubis/", "Anubis"),
    ("/_Incapsula_Resource", "Imperva"),
    ("/git/go-away/cmd/go-away/", "go-away"),
)
"""What a wall writes into addresses, whose it is."""

_ANCHORS = (
    ("px-captcha", "PerimeterX"),
    ("challenge-error-text", "Cloudflare"),
    ("cf-challenge-running", "Cloudflare"),
    ("cf-error-details", "Cloudflare"),
    ("sec-cpt-if", "Akamai"),
    ("anubis_challenge", "Anubis"),
    ("wsidchk-form", "Imunify360"),
    ("captcha-form", "Google"),
    ("sec-if-cpt-container", "Akamai"),
    ("block_message", "Alibaba Cloud"),
)

_TITLES = """
just a moment
请点击按钮开始验证
sina visitor system
attention required
robot challenge screen
this request has been blocked
your request blocked
your request has been blocked
your access to this site has been limited by the site owner
web page blocked
please wait cloudflare
ddos guard
access to this page has been denied
access to this page has been denied because
pardon our interruption
bot verification
robot or human
are you a robot
are you human
checking you are not a bot
client security check
verify you are human
verifying you are human
verifying your connection
vercel security checkpoint
making sure youre not a bot
checking your browser
checking your browser before accessing
request rejected
request unsuccessful
radware bot manager captcha
radware page
sucuri website firewall
sucuri website firewall access denied
access denied sucuri website firewall
request rate threshold exceeded
"""
TITLES = frozenset(Phrases(_TITLES))
"""Titles, or whole segments of them, of walls."""

_COMMON_TITLES = """
nur einen moment
un instant
un momento
um momento
een moment
even geduld
cierpliwosci
jeszcze chwila
один момент
один момент пожалуйста
bir dakika lutfen
tunggu sebentar
しばらくお待ちください
请稍候
請稍候
잠시만 기다리십시오
access check
request access
security check
captcha
recaptcha
human verification
unusual traffic
zugriff verweigert
acceso denegado
acces refuse
one moment please
verify your identity
client challenge
security checkpoint
security verification
proof of work challenge
ロボットではありません
peticion http bloqueada
requete bloquee
service status proof of work
sicherheitsuberprufung
sicherheitscheck
verification de securite
controle de securite
verificacion de seguridad
comprobacion de seguridad
verificacao de seguranca
verifica di sicurezza
controllo di sicurezza
beveiligingscontrole
kontrola bezpieczenstwa
проверка безопасности
проверка браузера
вы не робот
перевірка безпеки
guvenlik kontrolu
pemeriksaan keamanan
kiem tra bao mat
安全验证
安全驗證
安全检查
人机验证
访问验证
百度安全验证
セキュリティチェック
보안 확인
보안 검사
blocked
you are being redirected
oh noes
"""
COMMON_TITLES = frozenset(Phrases(_COMMON_TITLES))
"""The same, where a book or an office might call its page so, too."""

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
sorry you have been blocked
sorry we just need to make sure youre not a robot
enter the characters you see in this image
your request has been blocked due to a network policy
your request was blocked due to suspicious behavior
computer or network may be sending automated queries
needs to review the security of your connection
protected by anubis
please confirm you are a human by completing the captcha
your access to this service has been limited
javascript is required please enable javascript before you are allowed to see this page
your request has been identified as part of a network of automated tools
the website verifies you are not a bot
protected by safeline
verifying your connection
you are now in line
ロボットではないことを
而不是自动程序
the scourge of ai companies
您的访问被阻断
请完成验证码
"""
TEXT = Phrases(_TEXT)

_ROBOTS = frozenset({"captcha", "recaptcha", "robot", "robots", "bot", "bots", "automated", "waf"})
_ROBOTIC = _ROBOTS | {
    *("javascript", "verify", "verifying", "firewall", "consent", "browser", "ddos", "puzzle")
}
"""Words of walls that no list knows. They count only where made-up pages have the same words."""


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
    found = _by_way(exchange, page) or _by_embed(page) or _by_anchor(page)
    if (
        found is None
        and (found := _by_title(page, TITLES))
        and is_named(page, exchange.request.url)
    ):
        return None
    if found is None and (
        found := _by_title(page, COMMON_TITLES) or _by_text(page) or _by_captcha(page)
    ):
        return None if _is_about(exchange, page) else found
    return None if found and extent(page) > _SHORT else found


def _is_about(exchange: Exchange, page: Page) -> bool:
    """Whether a page with such words may have walls for its subject, or be too long for one."""
    url = exchange.request.url
    return extent(page) > _SHORT or is_published(page, url) or is_named(page, url)


def speaks_of_robots(page: Page, *, plainly: bool) -> str | None:
    """The word by which a short page betrays that robots are what it is about.

    `plainly` asks for a word that means them and nothing else.
    """
    if extent(page) > _SHORT:
        return None
    spoken = f"{folded(page.title or '')} {opening(page)}".split()
    meant = _ROBOTS if plainly else _ROBOTIC
    return next((f"speaks of “{word}”" for word in spoken if word in meant), None)


def _by_header(exchange: Exchange) -> str | None:
    if not _NAMES.isdisjoint([name for name, _ in exchange.headers]):
        for name, start, vendor in _HEADERS:
            for key, value in exchange.headers:
                if key == name and value.strip().lower().startswith(start):
                    return f"{vendor}: {name}: {value}"
    if exchange.status == 403 and exchange.header("x-datadome"):
        return f"DataDome: x-datadome: {exchange.header('x-datadome')}"
    return None


def _by_way(exchange: Exchange, page: Page) -> str | None:
    """A page of hardly a word that stands at, or leads to, an address that only a wall writes."""
    if extent(page) > _BARE:
        return None
    for url in (exchange.final_url, page.refresh or ""):
        for mark, vendor in _WAYS:
            if mark in url:
                return f"{vendor}: {url}"
    return None


def _by_embed(page: Page) -> str | None:
    if extent(page) > _BARE:
        return None
    for start, vendor in _EMBEDS:
        for embed in page.embeds:
            if embed.startswith(start):
                return f"{vendor}: loads {embed}"
    if not page.title and any(".awswaf.com/" in embed for embed in page.embeds):
        return "AWS WAF: loads its script, and has no title"
    return None


def _by_captcha(page: Page) -> str | None:
    """The captcha of a page that says nothing but that it asks for it."""
    if extent(page) > _BARE:
        return None
    loaded = next((embed for embed in page.embeds if embed.startswith(_CAPTCHAS)), None)
    if loaded is None:
        return None
    asked = _ASKS.within(f"{folded(page.title or '')} {opening(page)}")
    return f"loads {loaded}, and says “{asked[0]}”" if asked else None


def _by_anchor(page: Page) -> str | None:
    for anchor, vendor in _ANCHORS:
        if anchor in page.anchors:
            return f"{vendor}: #{anchor}"
    return None


def _by_title(page: Page, titles: frozenset[str]) -> str | None:
    for own in (page.title, page.heading):
        if own and (folded(own) in titles or any(part in titles for part in title_segments(own))):
            return f"titled “{own}”"
    return None


def _by_text(page: Page) -> str | None:
    text = opening(page)
    denied = "access denied" in folded(f"{page.title or ''} {page.heading or ''}")
    if denied and "reference" in text and "permission to access" in text:
        return "Akamai: Access Denied, Reference #"
    return next((f"says “{phrase}”" for phrase in TEXT.within(text)), None)


def refusal(exchange: Exchange) -> str | None:
    """The title of a page that refuses us with a success for its status."""
    page = exchange.page
    if page is None or page.words > _SHORT:
        return None
    found = _by_title(page, REFUSALS)
    return None if found and _is_about(exchange, page) else found
