"""What servers and sites say when the page is not there, in some sixty languages.

Rules kept here:
- Phrases are folded as checker.wording folds: lower case, no accents, no punctuation; how they are
  written here makes no odds.
- WHOLE are said by a whole segment of a title; WITHIN may stand anywhere in a title or heading;
  IN_TEXT are whole turns of speech, plain enough to be looked for in a page's first words.
- VAGUE are segments that books and exhibitions bear as well: what the page says must bear them out.
- A phrase goes in only if no ordinary article would carry it as its title's segment.
"""

from __future__ import annotations

from ..wording import Phrases
from . import tongues

_WHOLE = """
404
404 error
404 not found
404 file not found
404 file or directory not found
404 page not found
error 404
error 404 not found
http 404
http 404 not found
http error 404
http status 404 not found
not found
object not found
file not found
file or directory not found
the requested url was not found on this server
resource not found
does not exist
blog not found
site not found
category not found
product not found
topic not found
video unavailable
this topic does not exist yet
whitelabel error page
content not found
document not found
article not found
item not found
story not found
post not found
nothing found
nothing found here
no page found
page unavailable
page not available
content not available
content unavailable
this content isnt available
this content isnt available right now
page removed
invalid url
bad url
the specified url cannot be found
"""
WHOLE = frozenset(Phrases(_WHOLE + tongues.WHOLE))

_VAGUE = """
error
oops
oops error
missing page
page missing
fehler
erreur
errore
erro
fout
ups
hoppla
"""
VAGUE = frozenset(Phrases(_VAGUE))

_WITHIN = """
page not found
page cannot be found
page cant be found
page could not be found
page couldnt be found
page was not found
page wasnt found
page is not found
page isnt found
page does not exist
page doesnt exist
page no longer exists
page has been removed
page has been deleted
page you requested
page you were looking for
page youre looking for
page you are looking for
page you have requested
page isnt available
page is not available
page is no longer available
page is unavailable
we cant find that page
we cant find this page
we cant find the page
we cant seem to find
we couldnt find that page
we couldnt find this page
we couldnt find the page
we could not find the page
404 not found
error 404
404 error
http 404
url was not found
page does not seem to exist
page doesnt seem to exist
page seems to be missing
page you were trying to reach
page you were trying to access
page you were trying to view
page is gone
page no longer available
resource cannot be found
cant find that page
cannot find that page
cant find the page
cannot find the page
trouble finding that page
"""
_TURNS = "\n".join(line for line in tongues.WHOLE.splitlines() if line.count(" ") >= 2)
"""Of other languages' segments those of three words and more: they stand with others, too."""
WITHIN = Phrases(_WITHIN + tongues.WITHIN + _TURNS)

_IN_TEXT = """
the requested url was not found
the resource you are looking for
the document you requested
the resource you requested
the item you requested
the record you requested
the document you are looking for
the content you requested
the content you are looking for
the article you are looking for
the file you are looking for
the story you are looking for
this content is no longer available
this content does not exist
this content doesnt exist
may have been removed or had its name changed
may have been moved or deleted
has been moved or deleted
it looks like nothing was found at this location
cannot find what youre looking for
cant find what youre looking for
sorry we couldnt find
sorry the page you
page you are trying to
page has moved or never existed
page you are trying to access
there is currently no text in this page
the specified key does not exist
the specified bucket does not exist
the specified blob does not exist
sorry the blog you were looking for
sorry the file you have requested does not exist
this content isnt available right now
this content isnt available at the moment
this video is no longer available
this video isnt available anymore
this document has been deleted
this file was deleted
this item has been removed
this page has been unpublished
this listing is no longer active
this listing is no longer available
no such document
theres no page here
there is no page here
followed a broken link or entered a url that
followed a link to a topic that doesnt exist
mapping for error so you are seeing this as a fallback
"""
IN_TEXT = Phrases(_WITHIN + tongues.WITHIN + _IN_TEXT + tongues.IN_TEXT)

_TERSE = """
cannot get
status 404
code 404
error 404
statuscode 404
404 not found
404 page not found
not found
the requested resource was not found
no such file
no such object
404 the requested
requested path could not be found
nosuchkey
blobnotfound
invalid parameters
"""
TERSE = Phrases(_TERSE)
"""What the answers of programs say, which have neither title nor heading and but a few words."""

_ERRORS = """
500 internal server error
internal server error
502 bad gateway
bad gateway
503 service unavailable
503 service temporarily unavailable
service unavailable
service temporarily unavailable
504 gateway timeout
504 gateway time out
gateway timeout
database error
error establishing a database connection
runtime error
server error
application error
site temporarily unavailable
site maintenance
site under maintenance
site is under maintenance
website under maintenance
under maintenance
were under maintenance
sorry were under maintenance
down for maintenance
scheduled maintenance
undergoing maintenance
maintenance mode
well be back soon
we will be back soon
deploy in progress
wartungsarbeiten
wartungsmodus
website im wartungsmodus
site en maintenance
maintenance en cours
nous reviendrons bientot
sitio en mantenimiento
en mantenimiento
volvemos pronto
site em manutencao
em manutencao
sito in manutenzione
in manutenzione
site in onderhoud
webbplatsen underhalls
przerwa techniczna
технические работы
ведутся технические работы
на сайте ведутся технические работы
сайт на техническом обслуживании
сайт временно недоступен
технічні роботи
メンテナンス中
ただいまメンテナンス中です
网站维护中
系统维护中
系統維護中
점검 중
시스템 점검 중
bakim calismasi
sedang dalam pemeliharaan
"""
ERRORS = frozenset(Phrases(_ERRORS))
"""Titles, whole, of a server's own error, or of its closing for a while, sent as a success."""

_CLOSED = """
briefly unavailable for scheduled maintenance
performing some maintenance at the moment
performing scheduled maintenance
undergoing scheduled maintenance
currently undergoing maintenance
currently under maintenance
currently down for maintenance
is down for maintenance
kurzzeitig nicht verfugbar
effectuons une maintenance
realizando tareas de mantenimiento
estamos em manutencao
stiamo effettuando una manutenzione
ведутся технические работы
сайт временно недоступен
ただいまメンテナンス中
正在维护
正在維護
시스템 점검 중
"""
CLOSED = Phrases(_CLOSED)
"""What a site says of itself that is closed for a while."""
