"""A line of a saved page -> what piece of furniture it is, or none.

A line is furniture only when the whole of it is: "Advertisement", "Read more: …", a
caption that ends in a photo credit. A sentence that merely speaks of photos or
newsletters is news. In doubt a line is news: a stray "Share" in the text costs less
than a lost sentence. What a line may be depends on where it stands (`plain`).
"""

import re
import tomllib
from enum import StrEnum
from importlib.resources import files

from dateline.intake.published import LABEL_LINE, TIME_LINE, DateLine, read_date_line


class Furniture(StrEnum):
    """What a line is that is not news."""

    BYLINE = "byline"
    """who wrote it: "By Jane Doe and Omar Ali", "Middle East correspondent" """
    DATE = "date line"
    CREDIT = "agency credit"
    """the agency or outlet alone on a line: "Reuters", "AP", "Source: …" """
    READING_TIME = "reading time"
    BUTTON = "button"
    """what one clicks on: "Share", "Save", "Advertisement", "Skip to content" """
    CAPTION = "caption"
    """a picture's words, told by the credit or the label"""
    LINK = "link"
    """a way to another story: "Read more: …" """
    LINK_LIST = "list of links"
    """the heading of a list of other stories"""
    MENU = "menu"
    """one of many short lines in a row, as whole pages have over and under the story"""
    NOTICE = "notice"
    """subscribe, follow us, cookies"""
    COPYRIGHT = "copyright"
    SECTION = "section"
    """the part of the site: "World", "Home > News" """
    RULE = "rule"
    """a line of dashes or stars"""


HEAD_ONLY = frozenset({Furniture.DATE, Furniture.BYLINE, Furniture.CREDIT, Furniture.SECTION})
"""Kinds that a line within the story can look like without being one: a chronology has date
lines of its own, a quotation may stand over its speaker's name."""

_WORDS = tomllib.loads(files("dateline").joinpath("data/intake/furniture.toml").read_text(encoding="utf-8"))
"""Words that are furniture when they stand alone, and the names of agencies and picture houses."""


def _any_of(names: list[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_AGENCY, _HOUSE = _any_of(_WORDS["agencies"]), _any_of(_WORDS["picture_houses"])
_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|al-[A-Z][\w'’-]*|de|van|von|bin|ibn|el|al|la|du|der)){1,4}"
_PERSONS = rf"{_NAME}(?:\s*(?:,|and|&|with)\s*{_NAME})*"
_DAY_WORD = r"""(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day | (?:Septem|Octo|Novem|Decem)ber
    | (?:Janu|Febru)ary | March | April | May | June | July | August)\b"""
_CAPS = r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*|\s(?:de|van|von|bin|ibn|el|al|la|du|der)){0,4}"
_JOB = r"""(?:
    (?:(?:senior|chief|foreign|staff|special|diplomatic|political|defen[cs]e|security|world|[A-Z][\w-]+)\s+)*
    (?:correspondents?|reporters?|writers?|editors?|bureau\schief|news\sdesk|staff)
    | (?:our|the|a)\s+(?:[\w-]+\s+){0,4}(?:correspondents?|reporters?|writers?|[Ss]taff|[Dd]esk|[Tt]eam)
)"""
_PLATFORM = r"(?:share\s(?:on|via)\s)?(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|e-?mail)"
_PICTURE = r"(?:photo(?:graph)?s?|picture|image|file|handout|screengrab|courtesy|video|illustration|graphic)"

_WORD_KINDS = {
    word.casefold(): kind
    for name, kind in (
        ("sections", Furniture.SECTION),
        ("agencies", Furniture.CREDIT),
        ("link_headings", Furniture.LINK_LIST),
        ("buttons", Furniture.BUTTON),
    )
    for word in _WORDS[name]
}

# Each must match the whole line; the first that does tells what it is.
_PATTERNS = (
    (Furniture.RULE, r"[-–—=*_\#~•·.\s|]{3,}"),
    (
        Furniture.READING_TIME,
        r"(?i)(?:reading\stime:?\s*|time\sto\sread:?\s*)?(?:about\s+)?\d{1,3}[\s-]*min(?:ute)?s?\.?(?:\s*(?:to\s)?read)?",
    ),
    (Furniture.BUTTON, r"(?i)\d[\d,.]*k?\s+(?:comments?|shares?|views?|likes?|reactions?)"),
    (Furniture.BUTTON, r"(?i)[\[(]\s*(?:advertisement|ad|sponsored)\s*[\])]"),
    (
        Furniture.BUTTON,
        r"(?i)list\s(?:of\s\d+\sitems?|\d+\sof\s\d+) | \d+\s*(?:of|/)\s*\d+ | comments?\s*\(\d+\)",
    ),
    (
        Furniture.BUTTON,
        rf"(?i){_PLATFORM}(?:\s+{_PLATFORM}){{1,9}}",
    ),
    (
        Furniture.BUTTON,
        r"(?i)(?:listen\sto\s(?:this|the)\s(?:article|story)|(?:story|article)\scontinues\sbelow)\b.{0,40}",
    ),
    (
        Furniture.BUTTON,
        r"""(?i)advertisement\s*(?:[-–·|]|continue\sreading).{0,40}
        | click\shere\sto\s(?:share|subscribe|read)\b.{0,60}""",
    ),
    (
        Furniture.BUTTON,
        r"(?i)read\s(?:the\s)?full\s(?:story|article)(?:\shere)?\.? | view\simage\sin\sfullscreen",
    ),
    (Furniture.BUTTON, r"(?i)save\sarticles?\sto\sread\slater\b.{0,60} | purchase\slicensing\srights.{0,40}"),
    (
        Furniture.COPYRIGHT,
        r"""(?i)(?:copyright\s*(?:©|\(c\)|by\s|policy|notice|\d{4}|[:|-]|$)|©|\(c\)\s*(?:copyright|\d{4})).{0,200}""",
    ),
    (Furniture.COPYRIGHT, r"(?i).{0,120}(?:©|\(c\))\s*\d{4}.{0,120} | .{0,120}\ball\srights\sreserved\.?"),
    (
        Furniture.CAPTION,
        r"""(?i)(?:file\s+(?:photo|picture|image) | image\s(?:source|caption|credit)
        | photo(?:graph)?s?(?:\scredit)? | picture | (?:video\s|media\s)?caption)\s*[:,–-]\s*.{1,600}""",
    ),
    (Furniture.CAPTION, r"\([^()/]{3,60}\s?/\s?[^()/]{3,60}\)"),
    (Furniture.CAPTION, r"FILE\s*(?:PHOTO)?\s*[-–—:]\s*.{1,600}"),
    (Furniture.CAPTION, r"Credit(?::|\.{2,3}|…)\s*\S.{1,40}/.{2,80}"),
    (
        Furniture.CAPTION,
        rf".{{0,600}}[\[(]\s*(?:{_AGENCY})\s(?:Photo|Image|Picture|via\s)[^\[\]()]{{0,60}}[\])]\.?",
    ),
    (
        Furniture.CAPTION,
        rf"(?:.{{0,600}}[.\d\s])?(?:REUTERS|AP|AFP|EPA)/{_NAME}(?:\s+Purchase\sLicensing\sRights.{{0,20}})?",
    ),
    (
        Furniture.CAPTION,
        rf"(?i).{{0,600}}[\[(]\s*{_PICTURE}\b(?:\s*(?:by|:|-|–|/)\s*|\s+)[^\[\]()]{{1,80}}[\])]\.?",
    ),
    (
        Furniture.CAPTION,
        rf""".{{0,600}}[\[(][^\[\]()]{{0,60}}(?:\b(?:{_HOUSE})|[^\s]/\s?(?:{_AGENCY}))
        (?:\s+[^\[\]()]{{1,40}})?[\])]\.?""",
    ),
    (Furniture.CAPTION, r".{10,600}[.\s](?:Photo|Photograph|Picture|Image|Credit)s?:\s?[^.]{2,60}\.?"),
    (
        Furniture.CAPTION,
        rf"(?:(?:(?:{_NAME}|{_AGENCY})/)?(?:{_HOUSE})|{_NAME}/(?:{_AGENCY}))(?:\s+via\s+.{{1,40}})?",
    ),
    (
        Furniture.LINK,
        r"""(?i)(?:read\smore|also\sread|read\salso|see\salso|see\smore|don['’]t\smiss|more|related|read|watch|listen|explainer|analysis
        |opinion|live\supdates?)\s*(?::|>+|»|\|)\s*.{3,250}""",
    ),
    (Furniture.LINK, r"(?i)(?:topics?|tags?|filed\sunder|categor(?:y|ies)|keywords)\s*:\s*.{2,200}"),
    (Furniture.LINK, r"(?i)see\sthe\smost[\s-]read\sstories\b.{0,40}"),
    (Furniture.LINK, r"(?i)also\son\s[\w-]+(?:\.[\w-]+)+\s.{5,250}"),
    (
        Furniture.LINK,
        r".{10,200}\[(?:INSIGHT|VIDEO|REACTION|ANALYSIS|PICTURES|COMMENT|REVEALED|LIVE|MAPS?)\]\|?",
    ),
    (Furniture.BUTTON, r"(?i)like\sthis\s(?:story|article)\?.{0,60}"),
    (Furniture.LINK, r"(?i)(?:https?://|www\.)\S+"),
    (Furniture.NOTICE, r"(?i)(?:subscribe|sign\sup)\s(?:now|here|today)\b.{0,160} | our\sstandards:.{2,80}"),
    (
        Furniture.NOTICE,
        r"""(?i)(?:subscribe|sign\sup)\s(?:to|for)\b.{0,120}\b
        (?:newsletters?|alerts?|e?-?mails?|briefings?|channel|updates|podcast|digest|bulletin|edition)\b.{0,80}""",
    ),
    (Furniture.NOTICE, r"(?i)enter\syour\se-?mail\b.{0,40} | thank\syou\sfor\ssigning\sup\.?"),
    (Furniture.NOTICE, r"(?i)(?:follow|like|join|find)\sus\son\b.{0,200}"),
    (
        Furniture.NOTICE,
        r"(?i)follow\s(?:@\w+|\w+(?:\s\w+)?\son\s(?:facebook|twitter|x|instagram|telegram|whatsapp)).{0,120}",
    ),
    (Furniture.NOTICE, r"(?i)get\s(?:our|the)\s(?:\w+\s){0,3}newsletter.{0,160}"),
    (Furniture.NOTICE, r"(?i).{0,120}\bdelivered\s(?:straight\s)?to\syour\sinbox\.?"),
    (Furniture.NOTICE, r"(?i)(?:we|this\s(?:web)?site)\suses?\scookies\b.{0,300}"),
    (Furniture.NOTICE, r"(?i)by\s(?:continuing|using)\s.{0,80}\bcookies?\b.{0,200}"),
    (Furniture.NOTICE, r"(?i)(?:accept|reject|manage)(?:\sall)?\s(?:cookies|preferences)"),
    (
        Furniture.NOTICE,
        r"(?i)(?:privacy|cookie)\s(?:policy|settings|notice)|terms\s(?:of\suse|of\sservice|and\sconditions)",
    ),
    (
        Furniture.NOTICE,
        r"(?i)(?:download\s(?:our|the)\sapp\b|already\sa\ssubscriber\?|create\san?\s(?:free\s)?account).{0,120}",
    ),
    (Furniture.SECTION, r"(?i)(?:home|news)\s*(?:[>/»›|][\w\s&-]{2,40}){1,6}"),
    (Furniture.CREDIT, r"(?i)(?:sources?|via|with\sagencies|credit)\s*:\s*.{2,80}"),
    (
        Furniture.CREDIT,
        rf"(?i)[\[(]?(?:(?:from|with|by)\s+)?(?:{_AGENCY})(?:(?:\s*[,/&]\s*|\s+and\s+)(?:{_AGENCY}))*[\])]?",
    ),
    (
        Furniture.CREDIT,
        r"(?i)\(?with\s(?:additional\s)?(?:inputs?|reporting|material|files?|agency\sinputs)\s(?:from|by)\s.{2,60}",
    ),
    (
        Furniture.BYLINE,
        r"""(?i)(?:additional\s|further\s)?(?:reporting|writing|editing|edited|written|translated|compiled)
        \s(?:by|from)\s.{2,200}""",
    ),
    (
        Furniture.BYLINE,
        rf"""(?:By|BY|Story\sby|Words\sby)\s+(?!{_DAY_WORD}(?!\s[A-Z]))(?:{_JOB}|{_CAPS}(?:(?:\s*[,&]\s*(?:and\s)?|\s+and\s+|\s+with\s+){_CAPS})*)
        (?:\s*(?:,|\||-|–|in|for|at|of)\s+(?:the\s)?[A-Z][\w.&'’-]*(?:\s[\w.&'’-]+){{0,5}})?""",
    ),
    (
        Furniture.BYLINE,
        rf"""(?:{_PERSONS}\s*,?\s+)?
        (?:[Rr]eporting\sfrom\s+[A-Z].{{1,60}} | [Ss]pecial\sto\s.{{3,40}}
        | {_JOB}(?:,?\s+(?:in\s+)?[A-Z][\w-]+)?)""",
    ),
    (
        Furniture.BYLINE,
        rf"(?i)(?:{_AGENCY})\s(?:staff|reporters?|correspondents?|desk)(?:\sin\s[\w\s]{{2,30}})?",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.VERBOSE)) for kind, pattern in _PATTERNS)

_BAR = re.compile(r"\s+[|·•/>›»]\s+|\s{2,}")
_CUT = re.compile(r"(?:,|\s[-–—|])\s+")
_BARE_NAME = re.compile(_PERSONS)
_PLACE = r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2}"
_NAME_IN_PLACE = re.compile(
    rf"(?:{_PERSONS}|{_AGENCY})\sin\s{_PLACE}(?:(?:,|\sand)\s(?:{_PERSONS}\sin\s{_PLACE}|agencies))*|by\s{_PERSONS}"
)
_TOPIC = re.compile(r"[A-Z][\w'’&-]*(?:\s[\w'’&-]+){0,2}")
_OUTLET = re.compile(
    rf"(?:The\s+)?(?:[A-Z][\w'’&.-]*\s+){{0,4}}(?:{_any_of(_WORDS['outlet_words'])})"
    r"(?:\s+(?:[A-Z][\w'’-]*|of|and)){0,3}"
)
_IS_AGENCY = frozenset(name.casefold() for name in _WORDS["agencies"])

LONGEST = 700
"""No line over this many characters is furniture, whatever it says."""


def find_furniture(line: str) -> Furniture | None:
    """What furniture the whole line is; `None` for news and in doubt."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    return _whole(line) or _byline_with_date(line) or _barred(line)


def _byline_with_date(line: str) -> Furniture | None:
    """ "By Jane Doe, December 7, 2024" is a date line too."""
    for cut in _CUT.finditer(line):
        if read_date_line(line[cut.end() :]) and _whole(line[: cut.start()]) in (
            Furniture.BYLINE,
            Furniture.CREDIT,
        ):
            return Furniture.DATE
    return None


def _barred(line: str) -> Furniture | None:
    """ "Jane Doe | 7 December 2024 | 2 min read": the date vouches for the name beside it."""
    parts = parts_of(line)
    if len(parts) < 2:
        return None
    sure = [_whole(part) for part in parts]
    if not any(sure):
        return None
    kinds = [kind or find_loose(part) for part, kind in zip(parts, sure, strict=True)]
    if Furniture.SECTION in kinds:  # "Middle East / Syria"
        kinds = [
            kind or (Furniture.SECTION if _TOPIC.fullmatch(part) else None)
            for part, kind in zip(parts, kinds, strict=True)
        ]
    if not all(kinds):
        return None
    return Furniture.DATE if Furniture.DATE in kinds else kinds[0]


def parts_of(line: str) -> list[str]:
    """The parts of a line between bars; the line itself where there are none."""
    return [part.strip() for part in _BAR.split(line.strip()) if part.strip()]


def dates_of(line: str) -> list[DateLine]:
    """What the date parts of a furniture line say."""
    tails = [line[cut.end() :] for cut in _CUT.finditer(line)]
    return [found for part in [*parts_of(line), *tails] if (found := read_date_line(part))][:2]


def _whole(line: str) -> Furniture | None:
    plain = line.casefold().strip(" :»›>▶→")
    if plain in _WORD_KINDS:
        return _WORD_KINDS[plain]
    if read_date_line(line) or LABEL_LINE.fullmatch(line):
        return Furniture.DATE
    return next((kind for kind, pattern in _COMPILED if pattern.fullmatch(line)), None)


def find_loose(part: str) -> Furniture | None:
    """A name, a time or an outlet, which is furniture only beside something surer."""
    if TIME_LINE.fullmatch(part):
        return Furniture.DATE
    if is_outlet(part):
        return Furniture.CREDIT
    is_name = is_bare_name(part) or (len(part) <= 120 and _NAME_IN_PLACE.fullmatch(part))
    return Furniture.BYLINE if is_name else None


def is_bare_name(line: str) -> bool:
    """Two to five capitalised words and no more, as a writer's name stands under a headline."""
    return len(line) <= 80 and _BARE_NAME.fullmatch(line.strip()) is not None


def is_outlet(line: str) -> bool:
    """Does the line look like the name of a paper, agency or station, and nothing else?"""
    return len(line) <= 60 and _OUTLET.fullmatch(line.strip()) is not None


def is_agency(line: str) -> bool:
    """Is the line the name of a known news agency?"""
    return line.strip().casefold() in _IS_AGENCY
