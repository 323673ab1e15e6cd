"""How pages in other languages than English say that they are not there: plain lists.

Rules kept here:
- As in `phrases`, which reads these lists: one phrase a line, however it is accented.
- Writing without blanks (Chinese, Japanese, Thai …) is looked for anywhere in a text, so only turns
  go in that are whole wherever they stand.
"""

from __future__ import annotations

WHOLE = """
side ikke fundet
siden ikke fundet
η σελίδα δεν υπάρχει
orrialdea ez da aurkitu
برگه پیدا نشد
oldal nem található
lapa netika atrasta
страницата не е пронајдена
ne najdem strani
沒有符合條件的頁面
සොයා ගත නොහැක
kaca ora ketemu
nakala hainekani
página não existe
сторінку не знайдено
сторінка не знайдена
сторінки не існує
stránka neexistuje
sivua ei ole olemassa
sidan finns inte
siden eksisterer ikke
strony nie znaleziono
strona nie została odnaleziona
de pagina is niet gevonden
de pagina bestaat niet
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
sayfa bulunamadi
stranica nije pronađena
stranica nije pronadena
страница није пронађена
страната не е пронајдена
страницата не е намерена
страницата не е открита
страницата не съществува
старонка не знойдзена
бет табылмады
strani ni mogoce najti
strani ni bilo mogoce najti
stran ne obstaja
stran ni najdena
stranka nenajdena
stranka neexistuje
lehte ei leitud
lapa nav atrasta
puslapis nerastas
puslapis nerasta
faqja nuk u gjet
pagina no trobada
no sha trobat la pagina
paxina non atopada
non se atopou a paxina
orria ez da aurkitu
ez da orria aurkitu
heb ganfod y dudalen
tudalen heb ei chanfod
nior aimsiodh an leathanach
sida fannst ekki
bladsy nie gevind nie
bladsy nie gevind
pago ne trovita
la pago ne estis trovita
halaman tidak ditemukan
halaman tidak dijumpai
laman tidak ditemukan
laman tidak dijumpai
hindi nahanap ang pahina
hindi nahanap ang page
ukurasa haukupatikana
khong tim thay trang
trang khong ton tai
trang khong tim thay
sehife tapilmadi
səhifə tapılmadı
sahifa topilmadi
գտնված չէ
էջը չի գտնվել
გვერდი ვერ მოიძებნა
გვერდი არ მოიძებნა
الصفحة غير موجودة
لم يتم العثور على الصفحة
الصفحة المطلوبة غير موجودة
صفحه یافت نشد
صفحه پیدا نشد
صفحه مورد نظر یافت نشد
صفحہ نہیں ملا
הדף לא נמצא
דף לא נמצא
העמוד לא נמצא
עמוד לא נמצא
पृष्ठ नहीं मिला
पेज नहीं मिला
पान सापडले नाही
পাতাটি খুঁজে পাওয়া যায়নি
পৃষ্ঠা খুঁজে পাওয়া যায়নি
পেজটি খুঁজে পাওয়া যায়নি
பக்கம் கிடைக்கவில்லை
பக்கம் காணப்படவில்லை
페이지를 찾을 수 없습니다
페이지를 찾을 수 없음
페이지가 없습니다
페이지를 찾지 못했습니다
"""

WITHIN = """
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
sayfa bulunamadi
la page que vous cherchez
pagina que buscabas
encontrar la pagina
pagina que voce esta procurando
pagina que voce procura
страница не существует
страница была удалена
страница удалена
страницу не найдено
页面不存在
页面没有找到
页面未找到
未找到页面
找不到页面
找不到该页面
找不到网页
无法找到该页
无法找到页面
网页不存在
您访问的页面
頁面不存在
找不到頁面
找不到網頁
找不到您要的頁面
無法找到該頁
網頁不存在
ページが見つかりません
ページは見つかりません
ページはみつかりません
ページがみつかりません
ページが存在しません
ページは存在しません
お探しのページ
指定されたページ
該当するページ
ไม่พบหน้า
ไม่พบหน้านี้
ไม่พบเพจ
စာမျက်နှာ မတွေ့
စာမျက်နှာ မေတွ့
រកមិនឃើញទំព័រ
ບໍ່ພົບໜ້າ
페이지를 찾을 수
찾을 수 없는 페이지
페이지가 존재하지 않습니다
"""

IN_TEXT = """
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
запрошенная страница
no hemos podido encontrar la pagina
ce contenu nest plus disponible
diese seite gibt es nicht
diese seite ist leider nicht
die von ihnen gesuchte seite
"""
