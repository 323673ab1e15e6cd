"""What servers and sites say when the page is not there, in the main European languages.

Rules kept here:
- Phrases are folded as checker.wording folds: lower case, no accents, no punctuation; how they are
  written here makes no odds.
- WHOLE are said by a whole segment of a title; WITHIN may stand anywhere in a title or heading;
  IN_TEXT are whole turns of speech, plain enough to be looked for in a page's first words.
- A phrase goes in only if no ordinary article would carry it as its title's segment.
"""

from __future__ import annotations

from .wording import Phrases

_WHOLE = """
404
404 error
404 not found
404 file not found
404 file or directory not found
404 page not found
error
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
content not found
document not found
article not found
item not found
story not found
post not found
nothing found
nothing found here
no page found
missing page
page missing
page unavailable
page not available
content not available
content unavailable
this content isnt available
this content isnt available right now
page removed
invalid url
bad url
oops
the specified url cannot be found
seite nicht gefunden
nicht gefunden
fehler 404
404 fehler
erreur 404
404 erreur
page introuvable
introuvable
non trouve
pagina no encontrada
no encontrado
no encontrada
pagina non trovata
non trovato
errore 404
erro 404
nao encontrado
nao encontrada
pagina nao encontrada
pagina niet gevonden
niet gevonden
fout 404
sidan hittades inte
sidan kunde inte hittas
siden blev ikke fundet
siden findes ikke
siden ble ikke funnet
siden finnes ikke
fant ikke siden
sivua ei loytynyt
sivua ei loydy
nie znaleziono
nie znaleziono strony
strona nie zostala znaleziona
strona nie istnieje
blad 404
stranka nenalezena
stranka nebyla nalezena
chyba 404
stranka nebola najdena
страница не найдена
не найдено
ошибка 404
сторінку не знайдено
az oldal nem talalhato
a keresett oldal nem talalhato
pagina nu a fost gasita
pagina negasita
η σελιδα δεν βρεθηκε
sayfa bulunamadı
stranica nije pronađena
"""
WHOLE = frozenset(Phrases(_WHOLE))

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
seite nicht gefunden
seite wurde nicht gefunden
seite konnte nicht gefunden werden
seite existiert nicht
seite ist nicht verfugbar
page introuvable
page na pas ete trouvee
page non trouvee
page nexiste pas
page nexiste plus
page demandee
erreur 404
pagina no encontrada
pagina no existe
pagina no esta disponible
pagina que busca
pagina que buscas
no se ha encontrado la pagina
no se encontro la pagina
no se encuentra la pagina
pagina non trovata
pagina non e stata trovata
pagina non esiste
pagina richiesta non
pagina nao encontrada
pagina nao foi encontrada
pagina nao existe
pagina niet gevonden
pagina bestaat niet
pagina kon niet worden gevonden
sidan hittades inte
sidan kunde inte hittas
sidan finns inte
siden blev ikke fundet
siden findes ikke
siden ble ikke funnet
siden finnes ikke
sivua ei loytynyt
strona nie istnieje
strona nie zostala znaleziona
nie znaleziono strony
stranka nenalezena
stranka nebyla nalezena
страница не найдена
az oldal nem talalhato
pagina nu a fost gasita
η σελιδα δεν βρεθηκε
sayfa bulunamadı
"""
WITHIN = Phrases(_WITHIN)

_IN_TEXT = """
the requested url was not found
the resource you are looking for
the document you requested
the document you are looking for
the content you requested
the content you are looking for
the article you are looking for
the file you are looking for
the story you are looking for
this content is no longer available
may have been removed or had its name changed
may have been moved or deleted
has been moved or deleted
it looks like nothing was found at this location
cannot find what youre looking for
cant find what youre looking for
sorry we couldnt find
diese seite existiert nicht
die angeforderte seite
die gewunschte seite
la page que vous recherchez
la page que vous cherchez
la page que vous avez demandee
la pagina solicitada
la pagina che stai cercando
la pagina richiesta
a pagina que procura
a pagina que voce procura
de opgevraagde pagina
de pagina die u zoekt
запрашиваемая страница
"""
IN_TEXT = Phrases(_WITHIN + _IN_TEXT)

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
"""
ERRORS = frozenset(Phrases(_ERRORS))
"""Titles, whole, of a server's own error that was sent as a success."""
