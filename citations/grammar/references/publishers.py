"""Words that tell a publisher, a place of print or a journal, where nothing else marks them.

Rules kept here:
- Words are compared case folded and without periods; each list holds only what hardly ever stands
  in the other two.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from citations import dates

from ...late import late_regex
from ..organisations import is_organisation

_PUBLISHER_WORDS = """
academic agency association board book books bros brothers bureau co department dept directorate
druckerei ediciones edition editions editora editore editori editorial editrice edizioni forlag
foundation förlag gmbh imprimerie imprint inc institut institute instituto istituto kiadó library
ltd ministry museum nakladatelství press presses publication publications publisher publishers
publishing society sons uitgeverij univ universidad universidade universiteit universitetet
university università universität université verlag wydawnictwo éditeur éditeurs éditions
"""
_PUBLISHERS = """
abingdon addison adelphi alianza allen almedina anagrama apress aranzadi artech aschehoug ashgate
atheneum ballantine bantam basic batsford beacon beck berghahn birkhäuser blackwell bloomsbury
bollati bompiani bonnier boringhieri brepols brill bruylant budrich butterworth butterworths
cappelen carocci cedam cengage chatto clarendon continuum cornelsen cujas curzon dalloz dekker
diederichs doubleday droemer droz duckworth dumont duncker dutton economica eerdmans einaudi elgar
elsevier erlbaum eudeba faber facultas farrar fayard feltrinelli fischer flammarion forense
franceangeli francke frommann gallimard garzanti giappichelli giuffrè gleerup gollancz granta
grasset gredos greenwood gruyter gulbenkian gyldendal hachette hackett hanser harcourt harmattan
harper harpercollins harrassowitz hart hatje heinemann hogrefe holland houghton hurst hutchinson
insel interlink intervarsity jovene juventa karthala kaufmann kegan klett klincksieck klostermann
kluwer knopf kohlhammer kröner laffont lang larcier larousse laterza lgdj lippincott littlefield
longman longmans losada macmillan mcfarland mcgraw mcgraw-hill methuen metzler minuit mit mohr
mondadori morcelliana mouton munksgaard narosa nauka niemeyer nijhoff nomos norstedts northland
norton nostrand o'reilly oldenbourg olms olschki oup packt paidós palgrave pantheon payot pearson
peeters penguin pergamon picador planeta plenum plon polity porrúa praeger prentice puf putnam
quadrige random reclam rienner rinehart rizzoli rodopi routledge rowohlt ruprecht sage saraiva
saunders saur schocken schwabe schweizerbart schöningh scribner scribner's secker selbstverlag
sellier seuil siebeck simon sirey springer steiner sudamericana suhrkamp taschen tauris tecnos
thieme thorsons tirant trotta tusquets ullstein universitetsforlaget unwin up utb utet vandenhoeck
verso viking vintage vozes vrin wadsworth wallstein waxmann weidenfeld westview wiley winter wolters
wunderhorn zahar zondervan zsolnay
"""
_PLACES = """
aachen aarhus accra albany aldershot amsterdam ankara ann antwerp asunción athens atlanta augsburg
austin baltimore bamberg bangkok barcelona basel beijing belfast belgrade bengaluru bergen berkeley
berlin bern berne bethesda bielefeld birmingham bloomington bochum bogotá bologna bonn boston
boulder bracknell bratislava braunschweig bremen brighton brisbane bristol brussels bruxelles
bucharest budapest buenos burlington cairo calcutta cambridge canberra caracas carbondale cardiff
charlottesville cheltenham chicago chichester christchurch cincinnati cleveland coimbra cologne
copenhagen cracow córdoba dakar damascus darmstadt delhi denver detroit dhaka dordrecht dortmund
dresden dublin dunedin durham düsseldorf edinburgh englewood erfurt erlangen essex evanston exeter
firenze florence frankfurt freiburg fribourg gainesville gdańsk geneva genève ghent giessen glasgow
gothenburg graz grenoble groningen guildford göttingen haifa halle hamburg hamilton hampshire
hannover hanoi hanover harlow harmondsworth hartford havana heidelberg helsinki hillsdale hoboken
honolulu houston ibadan indianapolis innsbruck islamabad istanbul ithaca jakarta jena jerusalem
johannesburg kampala karachi karlsruhe kassel kathmandu kiel knoxville konstanz krakow kraków kyiv
kyoto köln københavn lagos lahore lanham lausanne leeds leicester leiden leipzig leuven lexington
lima limerick linz lisboa lisbon liverpool ljubljana london londres los loughborough louisville
lublin lund luxembourg lyon maastricht madison madrid mahwah mainz malmö manchester mannheim marburg
marseille medellín melbourne mexico milan milano minneapolis minsk montevideo montreal montréal
moscow mumbai munich méxico münchen münster nairobi nanjing naples napoli nashville newark newbury
nicosia northampton norwich nottingham nürnberg odense opladen osaka oslo osnabrück ottawa oxford
paderborn padova palermo paris passau pavia petersburg philadelphia pisa pittsburgh portland poznań
prague praha pretoria princeton providence quito raleigh regensburg rennes reykjavik riga rio
rochester roma rome rostock rotterdam saarbrücken sacramento salzburg santiago sarajevo schwerin
seattle seoul sevilla shanghai sheffield siena singapore sofia southampton stanford stirling
stockholm strasbourg stuttgart swansea sydney taipei tallinn tampere tartu tehran thessaloniki
tilburg tokyo torino toronto toulouse trento trieste trondheim tucson tunis turin turku tübingen ulm
uppsala urbana utrecht valencia valladolid vancouver venezia venice verona vienna vilnius wageningen
warsaw warszawa washington weimar wellington wien wiesbaden windhoek winnipeg worcester wrocław
wuppertal würzburg york zagreb zaragoza zurich zürich
"""
_REGIONS = """
alabama alaska algeria argentina arizona arkansas armenia australia austria bangladesh bavaria
belarus belgium bolivia brasil brazil bulgaria california canada catalonia chile china colombia
colorado connecticut croatia cuba czechia delaware denmark deutschland ecuador egypt england españa
estonia ethiopia finland florida france georgia germany ghana greece hawaii hungary iceland idaho
illinois india indiana indonesia iowa iran iraq ireland israel italia italy japan jordan kansas
kentucky kenya korea latvia lebanon lithuania louisiana luxembourg maine malaysia maryland
massachusetts mexico michigan minnesota mississippi missouri montana morocco nebraska netherlands
nevada nigeria norway ohio oklahoma ontario oregon pakistan paraguay pennsylvania peru philippines
poland portugal quebec québec romania russia saxony scotland senegal serbia singapore slovakia
slovenia spain sweden switzerland syria taiwan tanzania tennessee texas thailand tunisia turkey
uganda uk ukraine uruguay usa utah venezuela vermont victoria vietnam virginia wales wisconsin
wyoming zimbabwe
"""
_STATE = late_regex(r"(?:[A-Z]\.\s?[A-Z]\.?|[A-Z][a-z]{2,4}\.)$")
_REGION_CODES = """
AB ACT AK AL AR AZ BC CA CO CT DC DE FL FRG GA GDR HI IA ID IL IN KS KY LA MA MB MD ME MI MN MO
MS MT NB NC ND NE NH NJ NM NS NSW NT NV NY OH OK ON OR PA PQ PR QC QLD RI SA SC SD SK TAS TN TX
UAE UK US USA UT VA VIC VT WA WI WV WY
"""
_CODES = frozenset(_REGION_CODES.split())
"""States, provinces and countries that stand behind a place in capitals."""
_JOURNAL_WORDS = """
annalen annales annali annals archiv archive archives arkiv bulletin communications computing
diario digest diário forum gazette giornale inquiry jahrbuch jornal journal journals letters
magazine monatshefte nachrichten newsletter notices perspectives proceedings quarterly record
reports research review reviews revista revue rivista studien studies tageblatt tagblatt
transactions weekly yearbook zeitschrift zeitung
"""
_ABBREVIATED = late_regex(
    r"(?:^|\s)(?:J|Rev|Ann|Arch|Bull|Trans|Proc|Lett|Comm|Quart|Z|Jahrb|Comput|Phys|Biol)\.?(?=\s|$)"
)
_CONFERENCE = late_regex(
    r"\b(?:Proc(?:eedings|\.)?|Conference|Conf\.|Symposium|Symp\.|Workshop"
    r"|(?<!Library of )Congress|Colloquium|Meeting(?=$)|Annual Meeting|Tagungsband|Actes)(?=\W|$)"
)
_PARTED = late_regex(r"[\s/-]+")
_PLACE_PARTS = frozenset(("new", "de", "am", "main", "a", "i", "m", "the", "la", "st"))
_LONG_PLACES = frozenset(
    (
        *("ann arbor", "baton rouge", "belo horizonte", "beverly hills", "buenos aires"),
        *("cape town", "chapel hill", "college park", "college station", "den haag"),
        *("downers grove", "east lansing", "englewood cliffs", "garden city", "grand rapids"),
        *(
            "hong kong",
            "iowa city",
            "kansas city",
            "las vegas",
            "los alamitos",
            "los angeles",
            "menlo park",
        ),
        *("mexico city", "mountain view", "mount vernon", "new brunswick", "new haven"),
        *("newbury park", "notre dame", "oak ridge", "oak park", "palo alto", "porto alegre"),
        *("prospect heights", "redwood city", "rio de janeiro", "saddle river", "saint louis"),
        *("saint paul", "saint petersburg", "salt lake city", "san diego", "san francisco"),
        *("san josé", "santa barbara", "santa cruz", "santa fe", "santa monica", "são paulo"),
        *("silver spring", "st louis", "st paul", "st petersburg", "state college", "tel aviv"),
        *("the hague", "thousand oaks", "university park", "upper saddle river", "walnut creek"),
        *("west lafayette", "williston park"),
    )
)
"""Places none of whose words is a place by itself."""
_JOINING = frozenset(("&", "and", "of"))
_LEADING_WORDS = """
a an and at by de der des die du el for from in into la las le les los of on or the to und von with
"""
_LEADING = frozenset(_LEADING_WORDS.split())
"""A name goes on with the title behind these."""
_TITLE_WORDS = 3
_HOUSE_WORDS = 5
"""No publisher that capitals alone tell has more words."""
_PLACE_WORDS = 4
"""No place has more words, its country included."""
_LONGEST_PLACE = 60
"""No place, or list of places, is longer."""
_LONGEST_UNKNOWN = 16
"""Characters of "n. p.: n. pub."."""
_UNKNOWN = frozenset(
    (
        "n.d",
        "n.p",
        "n.pl",
        "n.pub",
        "noplace",
        "o.j",
        "o.o",
        "o.v",
        "s.a",
        "s.d",
        "s.e",
        "s.l",
        "s.n",
    )
)
_PUBLISHER_HEADS = frozenset(_PUBLISHER_WORDS.split()) | frozenset(_PUBLISHERS.split())
_PLACE_HEADS = frozenset(_PLACES.split())
_REGION_NAMES = frozenset(_REGIONS.split()) | {
    *("british columbia", "new jersey", "new south wales", "new zealand"),
    *("new hampshire", "new mexico", "rhode island", "south carolina", "south dakota"),
    *("brd", "ddr", "frg", "gdr", "nsw", "u.k", "u.s", "u.s.a", "ussr"),
    *("czech republic", "north dakota", "the netherlands", "west germany", "west virginia"),
    *("north carolina", "south africa", "south australia", "united kingdom", "united states"),
}
_JOURNAL_HEADS = frozenset(_JOURNAL_WORDS.split())
_DEGREE = late_regex(
    r"(?:(?:[Uu]npublished\s)?(?:Ph\.?\s?D\.?|M\.?\s?(?:A|Sc|Phil)\.?|[Dd]octoral|[Mm]aster[’']?s?)?\s?"
    r"(?:[Tt]hesis|[Dd]iss(?:ertation|\.)|[Dd]issertação|[Tt]hèse|[Tt]es[ei]s?|Diplomarbeit)"
    r"(?:,?\s(?=[^\W\d_a-z])|$))"
)
"""A thesis before its university, or behind it."""


@lru_cache(maxsize=512)
def _plain(words: str) -> tuple[str, ...]:
    """The words of a name; one is asked whether it is a place, a publisher and a journal."""
    folded = words.casefold().replace("’", "'").replace("l'", "")
    return tuple([token.strip(".,:;()[]&/'") for token in _PARTED.split(folded)])


def is_unknown(words: str) -> bool:
    """True for what stands in the place of a place, a publisher or a date: "n.p.", "s.l."."""
    if len(words) > _LONGEST_UNKNOWN:
        return False
    parts = words.casefold().replace(" ", "").split(":")
    return all(part.strip(".,;[]") in _UNKNOWN for part in parts)


def is_publisher(words: str) -> bool:
    """True for "Springer", "Harbour University Press", "Éditions du Port"."""
    tokens = _plain(words)
    return len(tokens) <= 10 and any(token in _PUBLISHER_HEADS for token in tokens)


def is_place(words: str) -> bool:
    """True for "Paris", "New York", "Cambridge, Mass."."""
    tokens = _plain(words)
    known = [token in _PLACE_HEADS for token in tokens]
    long = next((n for n in (2, 3) if " ".join(tokens[:n]) in _LONG_PLACES), 0)
    known[:long] = [True] * long
    if not any(known) or len(tokens) > _PLACE_WORDS or is_publisher(words):
        return False
    return all(
        place
        or token in _PLACE_PARTS
        or is_region(token.title() if len(token) > 3 else token.upper())
        for place, token in zip(known, tokens, strict=True)
    )


def leads_imprint(words: str) -> bool:
    """True for what may stand before ": Ex Press"; a title may precede the place.

    ("Harbour Economics, New York, NY": no place begins so.)
    """
    first, comma, rest = words.partition(", ")
    if len(words) > _LONGEST_PLACE:
        return False
    return not comma or is_place(first) or not any(map(is_place, rest.split(", ")))


def housed(words: str) -> str:
    """The publisher of "Ex Press: Boston" and "Boston:Ex Press"; else the words."""
    first, colon, second = words.partition(":")
    first, second = first.strip(), second.strip()
    if not (colon and first and second):
        return words
    if is_place(second) and not is_place(first):
        return first
    return second if is_place(first) and not is_place(second) else words


def alone(words: str | None) -> str | None:
    """The publisher alone, without its place ("Ex Press:Boston") and without a degree."""
    if words is None:
        return None
    words = housed(words)
    if words.casefold().strip(".") in dates.MONTHS:
        return None  # "Salem, NH: May 2020"
    words = _DEGREE.sub("", words).strip(" ,;") or words
    acronym = words.isupper() and len(words) > len("NJ") and not is_place(words)  # "CBO"
    named = words.casefold().strip(".") in _REGION_NAMES
    return None if is_place_alone(words) and (named or not acronym) else words


def is_imprint(words: str) -> bool:
    """True for "(Ex Press, Paris)" behind a title, which no version is."""
    parts = words.strip(" ()[].,").split(", ")
    return len(parts) > 1 and any(map(is_place_alone, parts[1:]))


def departments(pieces: list[str]) -> list[str]:
    """What belongs to the first piece's institution: "Ex University, Department of Tides"."""
    if not (is_organisation(pieces[0]) and is_publisher(pieces[0])):
        return []
    return list(takewhile(is_publisher, (piece.strip() for piece in pieces[1:])))


def is_code(words: str) -> bool:
    """True for "MA", "NSW": a region by its capitals."""
    return words in _CODES


def is_region(words: str) -> bool:
    """True for what follows a place: "MA", "Mass.", "Australia"."""
    return (
        words in _CODES
        or _STATE.match(words) is not None
        or words.casefold().strip(".") in _REGION_NAMES
    )


def is_place_alone(words: str) -> bool:
    """True for a place or a region that is no publisher's name, too ("PUF" looks like a state)."""
    return (is_place(words) or is_region(words)) and not is_publisher(words)


def is_journal(words: str) -> bool:
    """True for a name that a journal alone can have: "Revue du port", "Harbour Stud. J."."""
    return (
        any(token in _JOURNAL_HEADS for token in _plain(words))
        or _ABBREVIATED.search(words) is not None
    )


def is_conference(words: str) -> bool:
    """True for "Proceedings of the Harbour Conference", "Proc. 5th Tide Symp."."""
    return _CONFERENCE.search(words) is not None


def run_on(words: str, body: str | None) -> tuple[str, str] | None:
    """Title and publisher of words that no mark parts ("The rise of tides Ex Press, Salem").

    A publisher is told by the capitals behind a title in lower case, and by its words; `body`, the
    organisation that wrote it, by itself. None where nothing tells.
    """
    pieces = words.split(", ")
    town = False
    while len(pieces) > 1 and (is_place_alone(pieces[-1]) or (town and pieces[-1].istitle())):
        town = not town and is_region(pieces.pop())  # "Reading, MA"
    rest = ", ".join(pieces)
    if body is not None:
        title = rest.removesuffix(body).rstrip()
        return (title, body) if title and title != rest else None
    tokens = rest.split()
    start = len(tokens)
    while start > 0 and (tokens[start - 1][0].isupper() or tokens[start - 1] in _JOINING):
        start -= 1
    title, house = " ".join(tokens[:start]), " ".join(tokens[start:])
    capitals = len(tokens) - start
    if start < _TITLE_WORDS or not 1 <= capitals <= _HOUSE_WORDS or title[-1] in ":;,–—-":
        return None
    if tokens[start - 1] in _LEADING or not tokens[start - 1].islower():
        return None
    return (title, house) if is_publisher(tokens[-1]) and house not in _JOINING else None


def without_place(words: str) -> str:
    """Take the place off "Ex Press Boulder", where its state follows."""
    tokens = words.split()
    for town in range(1, min(len(tokens), _PLACE_WORDS)):
        cut = len(tokens) - town
        if is_publisher(tokens[-town]) or not is_publisher(tokens[cut - 1]):
            continue  # "Bureau of Harbour Statistics"
        if town == 1 or is_place(" ".join(tokens[cut:])):
            return " ".join(tokens[:cut])
    return words
