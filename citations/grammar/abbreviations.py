"""Where a period does not end a sentence, and where it does all the same.

Rules kept here:
- Words are compared without their period, case folded.
- After an abbreviation a sentence can only begin with a signal or with a word that begins
  sentences and hardly ever a title or a name ("The", "This", "However").
"""

from __future__ import annotations

import re

from ..late import late_regex

_ABBREVIATIONS = """
acad adm admin adv aff aff'd agcy agric al ala am amb amend ann annot ans app approx apr apt arch
ariz ark art arts ass'n assoc att'y aug auth auto automob av ave bd behav berk bhd bk bldg blvd br
brig brit bull bur bus c ca cal calif cap capt cas cath cent cert cf ch chap chem chi cir civ cl
clin cmdr co cod col coll colo colum com comm comm'n comp compar compl con condo conf cong cong'l
conn consol const constr cont contemp contra coop corp corr couns cp crim ct ctr ctrs cts cty ctys
cult d'ship dcpd dec decl def del dem dep't dept depts det dev dig dir dist distrib div doc docs dr
e econ ed ed'n eds educ elec emp enf't eng eng'g ent env env't envtl epidem equip esq est estab et
etc ethn eur evid ex exch exec exmr ext fac fam feb fed fid fig fin fla fn fol for'n found ft fut ga
gaz gen gend geo geo'n gov gov't govt gp grp guar gvt harb harv hast haw hisp hist hon hosp hous hr
hr'g hum ia ibid id ida ill immig immigr imp inc incl ind indem indep indig indus inf info ins insp
inst int int'l intell internat intl intro inv inv'r invs iss jan jd jour jr jul jun juris jurisp
just juv kan ky l la lab lat law'y legis liab lib libr lieut ling lit litig loc lt ltd mach mag
maint maj man mar mass md me med mem metro mfg mfr mgmt mich mig migr mil minn miss mkt mktg mo mod
mont mortg mot mr mrs ms msgr mt mtg mun mut n nat nat'l nat'n natl natn nav nb ne neb neuro nev nn
no nom norm nos nov num nw obs oct off okla op or ord oreg org orig p pa pac par para params paras
parl pers persp pg pgs pharm phd phil phila philol photo phys pol pol'y polit pop pp pract pref
prelim pres preserv priv prob proc prod prof proj prop prot psych pt pts pub pub'g publ publ'g
publ'n q qtr r rec reg regs rehab rel reorg rep repl reprod repub res resp ret rev rpt rptr rsch rts
ry s sat sav sch sci se sec sec'y sec'ys secs sen sep sept ser serv servs sess sgt soc soc'y soc'ys
sociol sol spec sr st stan stat stats std str stud sub subch subdiv subpt subsec subtit supers supp
suppl supra supt sur surv sw sym symp sys tbl tech tech'y tel telecomm temp tenn tex theol thurs tit
tort tr trans transp trib tues tul twp u ult und unemp unemplmt unif univ univs urb util v va var
ver vet vic viz vol vols vs vt wash wat wed welf wis wk wkly wm wrk wyo y.b yr yrs
treas rul bankr super cmt cmts prac regul cons sup subd subds comput interact ger beschl urt compil
dkt emot ss cls numb summ pls defs opp'n rcd
cnty cmty jur arb arg techs
advert affs ath atl bev bros confed contrs entm enters expl interrog interrogs memo merch permis
petn pshp recons resols illus sched scot shipbldg sols stip tchr transcon vill
abs buchst kap lgs nr nrn pén rdnr rn stb stcrt stk subp subps uabs ust ziff
"""
_ORDINARY = """
ans art arts auto con condo det dig ext fig found fun hosp hous hum ill in inst jour just lab log
man mar march mass may me memo metro minor miss mod no norm off or org photo pop prelim prop pub rec
ref reg sat se sec stat sub sun tech tit tort urb var vet wash wed works
"""
_STARTERS = """
according accordingly after all also although and another as at because before both but during each
even for he her here his however i if in indeed instead it its many moreover most no nor not on one
or other our recent research several she since so some studies that the there therefore these they
this those though three thus two under we what when where which while who you your
"""

ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
ORDINARY = frozenset(_ORDINARY.split())
"""Words too; abbreviations only with a capital ("Found." but not "found.")."""
_SURE = ABBREVIATIONS - ORDINARY
STARTERS = frozenset(_STARTERS.split())
"""Words that open sentences; capitalised in mid-sentence only inside titles."""

_SIGNALS = late_regex(
    r"(?:See|But see|But cf|Accord|Contra|Contrast|Compare|Supra|Ibid)\b|(?:Cf|Id|E\.g)\."
)
_SHORT = frozenset(("id", "ibid"))
_PART = late_regex(
    r"(?:Am|Annex|App|Arts?|At|Book|Ch|Count|Dec|Doc|Exs?|Fig|Nos?|Par|Part|Preamble|Pts?|Q&A|Recital"
    r"|Rule|Sched|Sec|Slide|Tab|Tit|Tr|Vol)"
)
"""Begins the words that a short form goes on with: "Id. Art. 5", "Id. Section 3"."""
_NUMERAL = late_regex(r"\d|[IVXLC]{1,6}\b")
_CAPITALS = late_regex(r"[^\W\d_a-zß-öø-ÿ]{2,30}\b(?:[.’'][^\W\d_a-z]{0,4})?(?:\s\d|\s[A-Z]{2}|\.)")
_ORDINAL = late_regex(
    r"(?:Jahrhunderts?|Jh\.|Auflage|Aufl\.)(?!\w)|(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli"
    r"|August|September|Oktober|November|Dezember)\s\d{4}(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_TOKEN = late_regex(r".*(?:[^\w.’'-]|_)", re.DOTALL)
_VOLUME = late_regex(r"\d[A-Z]?\s(?:[A-Z][\w.’']{0,7}\.\s){0,2}$")
_LOOKBACK = 24
_CONSONANTS = late_regex(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{2,5}")
"""No word is without a vowel: "Rsrv.", "Brdcst."."""
_PLURAL = 3
"""Characters that a plural has more than: "Mfrs." """


def ends_sentence(text: str, period: int, following: int) -> bool:
    """Tell whether the period at `period` ends a sentence that `following` would open after.

    `following` is the offset of the first character behind the white space.
    """
    if _inside_signal(text, period):
        return False
    if _SIGNALS.match(text, following):
        return True
    word = token_before(text, period)
    if not word:
        return True
    if word.casefold() in _SHORT and text[following + 1 : following + 2].islower():
        return text[following].isupper() and _PART.match(text, following) is None
    if _NUMERAL.match(text, following) and word.casefold() in ABBREVIATIONS:
        return False  # "no. 2", "art. I"
    if word.isdigit() and _ORDINAL.match(text, following):
        return False  # "im 19. Jahrhundert"
    if _in_capitals(text, word, following):
        return False
    if _is_abbreviation(word.rpartition("-")[2]) or _follows_volume(text, period, word):
        return _starts_sentence(text, following)
    return True


def token_before(text: str, period: int) -> str:
    """Give the run of letters, digits, periods and apostrophes that ends at the period."""
    window = text[max(0, period - _LOOKBACK) : period]
    before = _BEFORE_TOKEN.match(window)
    return window[before.end() :] if before is not None else window


def _is_abbreviation(word: str) -> bool:
    if "." in word:
        # U.S, e.g, D.C, but not "example.org" and not "3.5".
        return all(len(part) <= 4 for part in word.split(".")) and not word[-1].isdigit()
    if len(word) == 1:
        return word.isalpha()
    folded = word.casefold().replace("’", "'")
    if folded in ORDINARY and word.islower():
        return False
    if _CONSONANTS.fullmatch(word):
        return True
    plural = len(word) > _PLURAL and word[0].isupper() and folded.endswith("s")
    return folded in ABBREVIATIONS or (plural and folded[:-1] in _SURE)


def _in_capitals(text: str, word: str, following: int) -> bool:
    """True in "REVUE AFR. DR. ENV’T": a journal in small capitals."""
    after = _CAPITALS.match(text, following)
    return after is not None and len(word) > 1 and word.isalpha() and word.isupper()


def _follows_volume(text: str, period: int, word: str) -> bool:
    """True for a word of a journal's or reporter's head: "106 CALIF. L. REV.", "74 Lab. Arb."."""
    start = period - len(word)
    if len(word) > 8 or not word[:1].isupper() or text[start - 1 : start] != " ":
        return False
    return _VOLUME.search(text, max(0, start - _LOOKBACK), start) is not None


def _starts_sentence(text: str, following: int) -> bool:
    word = _WORD.match(text, following)
    if word is None or not word.group()[0].isupper() or word.group().isupper():
        return False
    return word.group().casefold() in STARTERS and text[word.end() : word.end() + 1] in " ,"


def _inside_signal(text: str, period: int) -> bool:
    """True in "But cf. Id." and "E.g. See", where the period belongs to a signal."""
    return token_before(text, period).casefold() in {"cf", "e.g"}
