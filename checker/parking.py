"""Domains that are for sale, parked, or in somebody else's hands.

Rules kept here:
- A parking service shows itself by its own hosts: the visitor is sent there, or its scripts run in
  a page that says next to nothing.
- Words count only where they are the page's own: in title and heading, or in the first words of a
  short page. An article about the domain trade is not for sale.
- A new owner is told by what he sells, and only where it is not what was cited.
"""

from __future__ import annotations

import re

from .model import Exchange, Page, Target
from .urls import host, site
from .wording import Phrases, agrees, folded, opening, segments

_MARKETS = """
afternic.com atom.com brandbucket.com brandpa.com buydomains.com dan.com domainagents.com
domainmarket.com domainnamesales.com efty.com flippa.com hugedomains.com namepros.com
perfectdomain.com sedo.com squadhelp.com undeveloped.com
"""
MARKETS = frozenset(_MARKETS.split())
"""Where domains are sold; a visitor sent there from another domain stands before a price tag."""

_REGISTRARS = "dynadot.com epik.com godaddy.com namecheap.com namesilo.com sav.com uniregistry.com"
REGISTRARS = frozenset(_REGISTRARS.split())
"""Sellers with other pages beside; theirs is an offer when its address names the domain left."""
_SELLERS = MARKETS | REGISTRARS

_PARKS = """
above.com bodis.com cashparking.com domaincontrol.com domainparking.ru domainsponsor.com
fabulous.com parkingcrew.net parklogic.com parked.com parkweb.de rookmedia.net sedoparking.com
skenzo.com smartname.com tonic.to trafficz.com voodoo.com ww1.com zeropark.com
"""
PARKS = frozenset(_PARKS.split())
"""Hosts of parking services; their scripts and frames make up their pages."""

_PARK_SCRIPTS = frozenset({"px.js", "parking.php", "caf.js", "park.js", "parking", "lander"})
_PARK_LABELS = re.compile(r"^ww\d{1,3}\.")
"""Parked domains answer from ww1., ww16., ww25. of their own name."""

_SHORT = 250
"""Words of a page whose text may say that it is for sale; parking pages have 10 to 150."""

_FOR_SALE = """
domain is for sale
domain for sale
domain is available for sale
domain may be for sale
domain name is for sale
domain name for sale
domain name may be for sale
domain is available for purchase
domain name is available
buy this domain
buy this domain name
purchase this domain
make an offer on this domain
interested in this domain
inquire about this domain
get this domain
own this domain today
domain zu verkaufen
domain steht zum verkauf
domain kaufen
diese domain kaufen
nom de domaine est a vendre
nom de domaine a vendre
domaine est a vendre
acheter ce domaine
dominio esta en venta
dominio en venta
comprar este dominio
dominio e in vendita
dominio in vendita
dominio esta a venda
dominio a venda
domein is te koop
domeinnaam is te koop
domeinnaam te koop
domenet er til salg
doman till salu
domena na sprzedaz
domena jest na sprzedaz
domena na prodej
домен продается
домен продаётся
"""
FOR_SALE = Phrases(_FOR_SALE)
_OFFER = " is for sale"
"""What follows the domain's own name in a title."""

_PLACEHOLDER = """
domain parked
parked domain
this domain is parked
domain is parked
parked free courtesy of
this domain has expired
domain has expired
domain name has expired
this domain name expired
account suspended
account has been suspended
website suspended
site suspended
this site has been suspended
website expired
future home of something quite cool
apache2 ubuntu default page
apache2 debian default page
apache http server test page
test page for the apache http server
test page for the nginx http server
welcome to nginx
iis windows server
default web site page
default plesk page
web server default page
site not published
there isnt a github pages site here
domain not configured
domain not claimed
diese domain wurde registriert
domain registriert bei
hier entsteht eine neue internetprasenz
ce domaine est reserve
dominio registrado
"""
PLACEHOLDER = Phrases(_PLACEHOLDER)

_PLAIN_SPAM = """
slot gacor
slot online
situs slot
situs judi
judi online
judi bola
bandar togel
togel online
agen judi
poker online
"""
PLAIN_SPAM = Phrases(_PLAIN_SPAM)
"""Turns of one trade that takes over lapsed domains in numbers; one of them is enough."""

_SPAM = """
casino online
online casino
casino bonus
casino en ligne
online betting
sports betting
betting site
free spins
buy viagra
cialis online
online pharmacy
payday loans
essay writing service
escort service
"""
SPAM = Phrases(_SPAM)
"""Two of these are enough, and only where a title was cited that the page does not bear."""


def for_sale(exchange: Exchange) -> str | None:
    """The words or the host that offer the domain for sale."""
    final_url = exchange.final_url
    if site(exchange.request.url) in _SELLERS:
        return None
    if _left_domain(exchange):
        seller = site(final_url)
        offered = site(exchange.request.url) in final_url.lower()
        if seller in MARKETS or (seller in REGISTRARS and offered):
            return f"redirects to {final_url}"
    title = exchange.page.title if exchange.page else None
    if title and _OFFER in folded(title):
        named = folded(site(final_url)) + _OFFER
        if any(named in part for part in (folded(title), *segments(title))):
            return title
    return _says(exchange.page, FOR_SALE)


def placeholder(exchange: Exchange) -> str | None:
    """What shows that a parking service or the host's own page stands in for the site."""
    final = host(exchange.final_url)
    if _left_domain(exchange) and site(exchange.final_url) in PARKS:
        return f"redirects to {final}"
    if len(exchange.hops) > 1 and _PARK_LABELS.match(final) and not _is_own_label(exchange):
        return f"redirects to {final}"
    page = exchange.page
    if page is None:
        return None
    if page.words <= _SHORT:
        for embed in page.embeds:
            name, _, path = embed.partition("/")
            if site(f"//{name}") in PARKS:
                return f"loads {embed}"
            if page.words < 20 and path in _PARK_SCRIPTS and not page.heading:
                return f"loads {embed}"
    return _says(page, PLACEHOLDER)


def other_owner(exchange: Exchange, target: Target) -> str | None:
    """What shows that the domain serves somebody else now."""
    page = exchange.page
    if page is None:
        return None
    shown = folded(f"{page.title or ''} {page.heading or ''}")
    plain = PLAIN_SPAM.within(shown)
    found = plain + SPAM.within(shown)
    if not plain and (len(found) < 2 or not target.titles):
        return None
    cited = folded(" ".join(target.titles)) + host(target.url)
    if any(word in cited for phrase in found for word in phrase.split()):
        return None
    if agrees(page, target.titles):
        return None
    return f"titled {page.title or page.heading!r}"


def _says(page: Page | None, phrases: Phrases) -> str | None:
    """The title, heading or first words that carry one of the phrases."""
    if page is None or page.words > 4 * _SHORT:
        return None
    for own in (page.title, page.heading):
        # What the whole does not say no segment says, and the whole is looked through once.
        if (
            own
            and phrases.within(folded(own))
            and any(phrases.within(part) for part in segments(own))
        ):
            return own
    if page.words > _SHORT:
        return None
    found = phrases.within(opening(page))
    return f"says “{found[0]}”" if found else None


def _left_domain(exchange: Exchange) -> bool:
    return site(exchange.final_url) != site(exchange.request.url)


def _is_own_label(exchange: Exchange) -> bool:
    return _PARK_LABELS.match(host(exchange.request.url)) is not None
