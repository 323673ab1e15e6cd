"""Words of the trade that tell parts of a reference; no names of persons and no titles.

Rules kept here:
- A list is closed: what belongs in it is a word that publishers, editors and styles use for the
  part itself ("Press", "Journal", "pp."), a place where many publish, or one of a language's small
  words.
- The weights were learned with these lists: who changes one learns them again
  (benchmarks/learn_references.py).
"""

from __future__ import annotations

_LISTS = """
house: press publishing publishers publisher publications verlag éditions editions edition
    editorial ediciones editora editore editrice edizioni books presses universitaires presse
    wissenschaftsverlag publ pub uitgeverij förlag forlag wydawnictwo nakladatelství kiadó casa
    imprenta printing print printers sons co inc ltd llc gmbh ag & company cie hall wiley springer
body: university universität université universidad universidade università universiteit college
    school institute institut instituto istituto department dept ministry ministère office bureau
    agency commission committee council centre center foundation association society federation
    union bank fund authority administration service services board laboratory lab academy
    corporation corp organization organisation project government federal national international
    parliament congress court state city county library museum group initiative trust network
    alliance coalition secretariat comptroller auditor treasury
serial: journal review revue revista rivista zeitschrift magazine bulletin transactions annals
    annales archives archiv quarterly letters proceedings proc j trans rev ann am acta studies
    studien notes gazette memoirs math phys chem biol med sci res int soc stat lett appl lond
    psychol econ hist engl comput technol eng comm commun jahrbuch yearbook cahiers tidsskrift
    nature science advances frontiers reports acad bull arch quart jour
paper: times post news daily herald tribune chronicle guardian reuters press today observer ledger
    gazette star mail journal telegraph globe sun examiner dispatch wire bloomberg npr bbc cnn
    weekly monthly le la el der economist atlantic blog
meeting: conference workshop symposium meeting congress colloquium seminar proceedings conf symp
    tagung kongress congrès congreso convention
editor: ed eds editor editors edited hrsg hg hgg herausgegeben éd éds dir coord org orgs comp
    comps compiled curatore cura redaction redaktion
translator: trans translated translator tr übers traduit traducción
in: in dans en em im aus i w
volume: vol volume vols volumes v bd band tome t tom jg jahrgang roč vyp
issue: no nr n num number issue iss heft h č núm nº fasc suppl supplement art article
page: p pp page pages s seiten pág págs str pgs ss paged
edition: edition edn aufl auflage édition ed edición rev revised nd rd st th second third fourth
    reprint reprinted
series: series ser serie reihe collection coll lecture monographs occasional
genre: report reports thesis dissertation phd doctoral master's masters ph.d working paper papers
    discussion technical memorandum brief preprint manuscript release interview letter testimony
    statement speech blog video film podcast dataset software package computer program patent
    unpublished forthcoming version presentation poster lecture diss mémoire thèse diplomarbeit
    habilitation tesis ms ma msc techreport tech rep briefing policy staff presented
month: january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober
    dezember janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    spring summer autumn fall winter
access: accessed retrieved available viewed visited cited consulted abgerufen zugriff consulté
    consultado acesso disponible disponível verfügbar online internet url access updated last
    posted modified archived seen dostępny from at on electronic web website site www
identifier: doi isbn issn arxiv pmid pmcid hdl jstor urn id eprint e-print
etal: al et others alii autres andere
and: and und y e og och a & with by of von de par por
place: london york cambridge oxford paris berlin new washington chicago boston amsterdam
    philadelphia princeton dc ma ca ny nj uk usa mass conn calif ill pa wien münchen leipzig
    madrid barcelona milano roma tokyo toronto heidelberg stuttgart dordrecht geneva brussels
    sydney melbourne hoboken thousand oaks haven basel zürich stockholm oslo england germany
    france netherlands canada australia s.l sl mo tx va md oh mi
small: the a an and of for to on with from by as or is are how what why does its their über der
    die das den dem des ein eine zur zum für mit du les le la un une et pour sur dans el los las
    del una para sobre con il lo gli della dell di per do da dos não between under toward towards
    after before against into through within using via can we
nodate: nd sd forthcoming press submitted n.d s.d appear
"""
"""A list a paragraph: its name, then its words, folded."""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in _LISTS.strip().splitlines():
        head, colon, words = line.partition(":")
        name = head if colon else name
        for word in (words if colon else line).split():
            found[word] = (*found.get(word, ()), name)
    return found


GROUPS = _by_word()
"""A word, folded → the lists that hold it."""
