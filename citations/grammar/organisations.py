"""Words that tell an organisation's name from a person's.

Rules kept here:
- Words are compared case folded, without their period and with straight apostrophes.
- Only words that are hardly ever given or family names stand here.
"""

from __future__ import annotations

from functools import lru_cache

_WORDS = """
abogados acad academies academy access action acts admin administration advancing advocates affairs
affiliates agencies agency agenda airline airlines airport airports alliance america american
americans amigos amis amnesty and archdiocese architects archive archives arizona artists asian
asociación ass'n assembly assn assoc associated associates association at attorneys authority bank
board borders branch brigade bundesamt bundesministerium bur bureau business by cabinet california
campaign campesinos capital caucus census center central centre centro chamber chicago chiefs
children choir churches cities citizen citizens city civil clinic clinics club co coalition coll
collective college colleges colorado comisión comité comm comm'n commerce commission committee
commonwealth communications communities community company conf conference cong congregation congress
congressional conseil consejo conservancy conservation constitution consulate consultancy
consultants consulting consumer consumers coop cooperative corp corporation corps council councils
counties county court courts criminal ctr customs data defenders defense demand democracy democratic
democrats dentists dep't department dept desk detention development digital diocese dir directorate
dist district div division doctors drivers economic economics economists editorial editors educ
education elections embassy employers endowment energy enf't enforcement engineers ensemble
enterprise environmental equal equality equity evidence exec executive faculty families family
farmers fed federación federal federation firefighters fishermen fondation for force forum found
foundation freedom freunde friends frontera fronteras frontières fund fundación general gesellschaft
global gov't government governors group growers guild health herbarium historians homeland
homeowners homeownership hospice hospital hospitals house housing human humanities hunters illinois
immigrant immigrants immigration inc independent indus industry information initiative inspector
inspectors inst institut institute institutes institution instituto int'l international irrigation
islands journalism journalists judicial judiciary justice lab labor laboratory laborers lawyers
league legal legislative legislature liberties librarians libraries library litigation llc llp local
ltd magazine marina massachusetts mayors media medicine michigan military ministerio ministries
ministry ministère minnesota mission mosque movement mujeres municipal museum muslim médecins
médicos nat'l nation national nations neighborhood neighborhoods neighbors network new news
newspaper nurses observatory of off office officers officials oficina on online orchestra org
organisation organization organizations owners panel parents parish parliament partnership party
patriots pennsylvania people periodistas pharmacists physicians pilots planning pol'y police policy
politics population poverty precinct press primary prisons program programme programs progress
progressive project projects protection psychiatrists psychologists public publications publishers
publishing rail railroad railroads railway railways records refugee refugees regional registry
relations renters reporters representatives republic republican republicans research reserve
residents resource resources review riders rights rts safety sanctuary sch scholars school schools
schs sci science sciences scientists scis sec secretariat secretary section securities security
senate serv service services servs shelters sheriff sheriffs soc'y social society solutions sources
squad staff standards stat state states statistics stats stewards stiftung students studies studio
supreme surgeons survey survivors synagogue taskforce teachers team tech technologies technology
tenants texas the theater theatre think times today township trabajadores transactional transit
transparency transport transportation trends tribes tribune trust trustees u.k u.n u.s unit united
univ universidad universiteit universities university universität université urban utilities utility
verein verlag verso veterans village volunteers vote voters voting war watch waterworks weekly
welfare wikimedia wikipedia women women's workers working world worldwide writers york youth ärzte
"""
_ACRONYM_WORDS = """
ABC ACLU AP BBC CATO CBS CNN FBI GAO HUD ICE NACDL NASA NGO NPR NSC RAND UK UN UNHCR UNICEF US USA
"""
_HEADS = """
academy admin administration agency alliance amnesty archive archives ass'n association authority
board borders bur bureau center centre coalition collective comm comm'n commission committee conf
conference corporation council court ctr dep't department dept district div division federation
forum found foundation fund initiative inst institute institution league ministry network off office
organization project school serv service services soc'y society union univ university watch
"""
_OFFICES = """
administrator ambassador attorney auditor bishop chair chairman chairwoman chancellor chief clerk
colonel commissioner comptroller controller coordinator counsel dean delegate deputy director
engineer general governor inspector judge justice manager mayor member minister president principal
provost rapporteur registrar representative secretary senator sheriff superintendent supervisor
treasurer vice-president
"""
_FORMS = """
ag asbl e.v eg ev gmbh inc llc llp ltd n.v nv plc s.a sa sarl spa
"""
_WEAK = """
admin administration serv service services
"""
_ROLES = """
acting administrator ambassador analysis analyst ass't assistant associate att'y attorney author
blog chair chairman chairwoman chancellor chief column commentary commissioner contributor
coordinator correspondent counsel dean delegate deputy director editor editorial essay feature
fellow gov governor guest host interview judge justice letter mayor member minister news officer
op-ed opinion opinions paper perspective president prime professor rep reporter representative
researcher review sec'y secretary sen senator sheriff speaker staff superintendent supervisor
treasurer under undersecretary vice writer
"""

_THINGS = """
address agreement amended amicus analysis annual answer appendix application audit brief briefing
budget bulletin chart comments complaint comprehensive conditions data decision declaration
directive draft executive exhibit facts file final findings form frequently general guidance guide
guidelines handbook hearing index injunction interim issue joint list manual map memorandum message
methodology minutes motion notice order ordinance overview paper petition plan poll preliminary
proclamation profile proposed questions quick recommendations record report resolution response
revised rule ruling sheet standing statement strategic strategy study submission summary supplement
survey table testimony title toolkit transcript update
"""

WORDS = frozenset(_WORDS.split())
ACRONYMS = frozenset(_ACRONYM_WORDS.split())
"""Count in capitals only, where the rest has none: Gao is a family name too."""
THINGS = frozenset(_THINGS.split())
"""What documents are called: "Order Granting Preliminary Injunction" is nobody's name."""
OFFICES = frozenset(_OFFICES.split())
"""Titles of office, which stand before a person's name."""
FORMS = frozenset(_FORMS.split())
"""The forms of companies and societies, which end a name."""
WEAK = frozenset(_WEAK.split())
"""Heads that end the name of a department, too: "Department of Health & Human Services"."""
HEADS = frozenset(_HEADS.split())
"""The words that an organisation's name turns on: two such names joined by "&" are two."""
ROLES = frozenset(_ROLES.split())
"""What a person is, or what kind of piece it is, between the name and the title."""


@lru_cache(maxsize=4096)
def folded(token: str) -> str:
    """A token as the lists have it."""
    return token.strip(".,:;()").replace("’", "'").casefold()


@lru_cache(maxsize=2048)
def is_organisation(words: str) -> bool:
    """True when any word of the name marks an organisation, or the name is one acronym."""
    tokens = words.split()
    if len(tokens) == 1:
        letters = tokens[0].strip(".,")
        return letters.isupper() and len(letters) > 1
    if any(folded(token) in WORDS for token in tokens):
        return True
    return not words.isupper() and any(token.strip(".,") in ACRONYMS for token in tokens)


def is_role(words: str) -> bool:
    """True for "Editorial", "Mayor of Denver", "Att'y Gen."."""
    tokens = words.split()
    return bool(tokens) and folded(tokens[0]) in ROLES and len(tokens) <= 8
