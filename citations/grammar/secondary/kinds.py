"""Which CSL type a secondary source has, and the citation that its traits make.

Rules kept here:
- What the citation prints decides first (volume and page, a publisher, "Press Release"), the URL's
  path second, the kind of author last. Where nothing speaks, it is a web page or a document.
"""

from __future__ import annotations

import re

from citations.model import CitationForm, CitationType, DateValue, Name, Span
from citations.values import value

from ...late import late_regex
from ..draft import Draft
from ..organisations import is_organisation
from .outlets import is_outlet

_VERSUS = late_regex(r"\sv\.?s?\.?\s\S")
_IN_RE = ("In re ", "Ex parte ", "Matter of ")
_PRESS_PREFIX = late_regex(
    r"(?:press|news|media)\s(?:release|statement|advisory)|for immediate release", re.IGNORECASE
)
_PRESS_URL = late_regex(
    r"/(?:news[-_]?releases?|press[-_]?releases?|news/releases?|press|pressroom|press-room"
    r"|media/releases?|newsroom|opa/pr|pr|media-?center|press-?center|news-and-press)(?:/|$)"
    r"|press-release|news-release",
    re.IGNORECASE,
)
_REPORT = late_regex(
    r"\b(?:report|brief|white paper|working paper|fact sheet|findings|survey|study|memo|memorandum"
    r"|rep\.|no\.)\b",
    re.IGNORECASE,
)
_PAPER = late_regex(
    r"\b(?:Working|Discussion|Research|Policy) Paper\b|\bTech(?:nical|\.) Rep", re.IGNORECASE
)
_THE = late_regex(r"\b[Tt]he ")
_EDITED = re.compile(r"\b(?:eds?|trans)\.")
_EDITION = late_regex(
    r"\b(?:\d{1,2}(?:st|nd|rd|th|d)|[Rr]ev(?:\.|ised)|[Ss]econd|[Tt]hird)\s(?:rev\.\s)?ed(?:\.|n\b|ition)"
)
"""Books have editions, also where a link leads to one."""
_JOURNAL_NAME = late_regex(r"\bJ\.|\bJournal\b|\bQ\.|\bQuarterly\b|\bStud\.|\bL\. ?Rev\.|\bSci\.")
_SPEECH = late_regex(
    r"(?:remarks|address|speech|testimony|keynote|lecture"
    r"|(?:(?:oral|opening|prepared|written|joint) )?statement of"
    r"|(?:public |joint )?hearing)\b",
    re.IGNORECASE,
)
_SPEECH_END = late_regex(
    r"Hearings?(?: on .{1,60})? Before\b|\b(?:Address|Remarks|Speech|Keynote|Lecture)$"
    r"|\bRemarks (?:at|before|to) the\b"
)
_PERSONAL = re.compile(
    r"(?:open |joint |public |comment |cover )?"
    r"(?:letter|e-?mail|memo|memorandum|interview|comments?|petition|submission|brief|objections?)\b",
    re.IGNORECASE,
)
_BROADCAST = late_regex(
    r"\b(?:internet|podcast|broadcast|webcast|webinar|episode|video|tweet|post|thread|toot)\b",
    re.IGNORECASE,
)
_RECORD = late_regex(
    r"^(?:Cong\. (?:Rec|Globe)\.|Ops?\. |[A-Z][\w.]{1,8} Ops?\. )"
    r"|Att[’']y Gen\.$|O\.L\.C\.$|Comp\. Gen\.$|\bReg\.$|Parl\. Deb\."
)
_RECORD_HINTS = ("Cong", "Op", "Gen.", "O.L.C.", "Reg.", "Deb.")
_SITE = late_regex(r"web ?page\b|blog post\b", re.IGNORECASE)
"""What Australia prints before the date: "(Web Page, 2024)"."""
_DICTIONARY = late_regex(r"\b(?:Dictionary|Encyclop(?:a?e|æ)dia|Lexicon)\b", re.IGNORECASE)
_PREPRINT = late_regex(r"\b[A-Za-z]{2,6}[RX]iv\b|preprint", re.IGNORECASE)
_BLOG = late_regex(r"\b(?:blog|medium|substack|twitter|facebook|youtube|tumblr|x)\b", re.IGNORECASE)


@value
class Traits:
    """What the type is told from."""

    prefix: str = ""
    """Words before the title that name the kind of piece: "Press Release"."""
    authors: tuple[Name, ...] = ()
    title: str = ""
    marked: bool = False
    """The title is in italics (not in quotation marks, not unmarked)."""
    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    pincite: str | None = None
    date: DateValue | None = None
    publisher: str | None = None
    url: str | None = None
    chapter: bool = False
    imprint: str = ""
    """What stands before the date in its parenthesis."""

    def full(self, at: Span, kind: CitationType, signal: str | None) -> Draft:
        """The full citation of a work with a marked title; what no type is told from is to be
        added.
        """
        return Draft(
            at=at,
            form=CitationForm.FULL,
            type=kind,
            signal=signal,
            authors=self.authors,
            title=self.title or None,
            container=self.container,
            volume=self.volume,
            first_page=self.first_page,
            pincite=self.pincite,
            date=self.date,
            publisher=self.publisher,
            url=self.url,
            marked=True,
        )


def is_record(container: str) -> bool:
    """True for what has no titles: "142 Cong. Rec. S4592", "95 Ops. Cal. Att’y Gen. 16"."""
    return any(map(container.__contains__, _RECORD_HINTS)) and (
        _RECORD.search(container) is not None
    )


def is_case(title: str) -> bool:
    """True for "Arizona v. United States", "In re Roe"."""
    return title.startswith(_IN_RE) or _VERSUS.search(title, 1) is not None


def type_of(traits: Traits) -> CitationType:
    """The CSL type of a secondary source (or of a case that stands in its form)."""
    if is_case(traits.title) and (traits.volume or traits.date) and not traits.authors:
        return CitationType.CASE
    if traits.prefix and _PRESS_PREFIX.search(traits.prefix):
        return CitationType.PRESS_RELEASE
    if traits.prefix and _PERSONAL.match(traits.prefix) and traits.container is None:
        return CitationType.DOCUMENT
    if _is_speech(traits):
        return CitationType.SPEECH
    if traits.prefix and _BROADCAST.search(traits.prefix) and not traits.volume:
        return CitationType.WEBPAGE
    if traits.chapter or _DICTIONARY.search(traits.container or ""):
        return CitationType.CHAPTER
    if traits.container is not None and is_record(traits.container):
        return CitationType.DOCUMENT
    if traits.volume is not None and traits.container is not None:
        return CitationType.ARTICLE_JOURNAL
    if traits.container is not None:
        return _contained(traits)
    return _alone(traits)


def _is_speech(traits: Traits) -> bool:
    if traits.prefix and _SPEECH.match(traits.prefix):
        return True
    spoken = not traits.volume and (_SPEECH.match(traits.title) or _SPEECH_END.search(traits.title))
    return bool(spoken)


def _contained(traits: Traits) -> CitationType:
    """Of a piece in a newspaper, a blog, on a site."""
    day = traits.date is not None and len(traits.date.iso) >= 10
    if _SITE.match(traits.imprint) or _BLOG.search(f"{traits.container or ''} {traits.prefix}"):
        return CitationType.WEBPAGE
    if _PREPRINT.search(traits.container or ""):
        return CitationType.WEBPAGE
    day = day and (traits.first_page or "A")[:1].isupper()  # "Feb. 6, 2023, A2" is a sheet
    if traits.first_page is not None and not day:
        return CitationType.ARTICLE_JOURNAL
    container = traits.container or ""
    if _JOURNAL_NAME.search(container) and not day:
        return CitationType.ARTICLE_JOURNAL
    sheet = (traits.pincite or "")[:1].isalpha()  # "at A1"
    if is_organisation(_THE.sub("", container)) and not is_outlet(container) and not sheet:
        return CitationType.REPORT if traits.authors else CitationType.WEBPAGE
    if day or (traits.date is not None and traits.pincite is not None):
        return CitationType.ARTICLE_NEWSPAPER
    if _REPORT.search(traits.prefix) or _REPORT.search(traits.container or ""):
        return CitationType.REPORT
    return CitationType.WEBPAGE if traits.url else CitationType.ARTICLE_NEWSPAPER


def _alone(traits: Traits) -> CitationType:
    """Of a work that stands by itself."""
    if traits.url is not None and _PRESS_URL.search(traits.url):
        return CitationType.PRESS_RELEASE
    if _REPORT.search(traits.prefix) or _PAPER.search(traits.imprint):
        return CitationType.REPORT
    if traits.date is None:
        return CitationType.WEBPAGE if traits.url else CitationType.DOCUMENT
    if _EDITED.search(traits.imprint) and traits.url is None:
        return CitationType.BOOK
    if _EDITION.search(traits.imprint):
        return CitationType.BOOK
    persons = any(name.family for name in traits.authors)
    if traits.publisher is not None and traits.url is None:
        return CitationType.BOOK
    if len(traits.date.iso) >= 10:
        if traits.url is not None and traits.pincite is not None and not persons:
            return CitationType.REPORT  # pages of the web have no pages
        return CitationType.WEBPAGE if traits.url else CitationType.DOCUMENT
    if traits.url is None and persons:
        return CitationType.BOOK
    return CitationType.REPORT
