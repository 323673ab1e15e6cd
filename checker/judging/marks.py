"""How bot walls show themselves: tables for `walls`.

Rules kept here:
- One line a mark, and beside it what it needs to count.
- Phrases are folded (`wording.folded`): lower case, no accents, no punctuation.

Sources: the vendors' documentation of their challenge responses (Cloudflare "cf-mitigated", AWS WAF
"x-amzn-waf-action"), and recorded answers of the others.
"""

from __future__ import annotations

from ..wording import Phrases

HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("sg-captcha", "challenge", "SiteGround"),
    ("x-sucuri-block", "", "Sucuri"),
    ("x-kpsdk-ct", "", "Kasada"),
)
"""Header, how its value begins, whose wall. Sent with challenges only."""
HEADER_NAMES = frozenset(name for name, _, _ in HEADERS)

EMBEDS = (
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

CAPTCHAS = (
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
ASKS = Phrases("""
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

WAYS = (
    ("bm-verify=", "Akamai"),
    ("__cf_chl_", "Cloudflare"),
    ("/.well-known/sgcaptcha/", "SiteGround"),
    ("/.within.website/x/cmd/anubis/", "Anubis"),
    ("/_Incapsula_Resource", "Imperva"),
    ("/git/go-away/cmd/go-away/", "go-away"),
)
"""What a wall writes into addresses, whose it is."""

ANCHORS = (
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
request was blocked by our security service
request was blocked by the security service
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

WITHHELD = Phrases("""
content is not available in your region
page is not available in your region
site is not available in your region
website is not available in your region
article is not available in your region
story is not available in your region
content is not available in your country
page is not available in your country
site is not available in your country
website is not available in your country
article is not available in your country
story is not available in your country
content is unavailable in your region
page is unavailable in your region
site is unavailable in your region
website is unavailable in your region
article is unavailable in your region
story is unavailable in your region
website is unavailable in most european countries
unavailable to readers in the european union
access this website from a country belonging to the european economic area
""")
"""Said to whoever asks from a place for which a site keeps its pages back."""

WANTS_SCRIPTS = Phrases("""
enable javascript
enabling javascript
enable js
javascript is disabled
javascript is required
javascript required
javascript must be enabled
requires javascript
turn on javascript
javascript aktivieren
aktivieren sie javascript
activer javascript
activez javascript
active javascript
activar javascript
habilite javascript
habilitar javascript
ative o javascript
abilita javascript
abilitare javascript
attiva javascript
javascript inschakelen
schakel javascript in
wlacz javascript
включите javascript
увімкніть javascript
开启javascript
启用javascript
啟用javascript
打开javascript
javascriptを有効
javascript를 활성화
""")
"""Said by a page that has neither a title nor a place into which an application would be drawn."""

ROBOTS = frozenset({"captcha", "recaptcha", "robot", "robots", "bot", "bots", "automated", "waf"})
ROBOTIC = ROBOTS | {
    *("javascript", "verify", "verifying", "firewall", "consent", "browser", "ddos", "puzzle")
}
"""Words of walls that no list knows. They count only where made-up pages have the same words."""
