"""Who can speak or act, and what sort of source a speaker is.

Small look-ups on top of the directory for voices.py and claims.py.
"""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from dateline.actors.answers import Resolution
from dateline.actors.directory import Directory, Use, key_of, open_directory
from dateline.types import VoiceKind

_UNNAMED = re.compile(
    r"\b(anonym\w*|unnamed|unidentified|undisclosed|condition of anonymity|not to be (?:named|identified)|"
    r"declined to be (?:named|identified)|not authori[sz]ed to|familiar with|close to|with knowledge of)\b",
    re.IGNORECASE,
)
_BARE_SOURCE = re.compile(
    r"^(?:an?|the|one|two|three|several|some|other|local|well-placed|\W)*\s*sources?\b", re.IGNORECASE
)
_OUTLET_NAME = re.compile(
    r"[A-Z]\w+ (?:Courier|Post|Gazette|Times|News|Wire|Herald|Tribune|Telegraph|Journal|Chronicle|Mail|Press|"
    r"Broadcasting|TV|Television|Radio|News Agency)$"
)
_KINDS_OF_ACTOR = {
    "outlet": VoiceKind.MEDIA,
    "ngo": VoiceKind.NGO,
    "monitor": VoiceKind.NGO,
    "armed": VoiceKind.REBEL,
    "force": VoiceKind.MILITARY,
}
_KINDS_OF_SECTOR = {
    "JRN": VoiceKind.MEDIA,
    "REB": VoiceKind.REBEL,
    "UAF": VoiceKind.REBEL,
    "MIL": VoiceKind.MILITARY,
    "PRM": VoiceKind.MILITARY,
    "GOV": VoiceKind.OFFICIAL,
    "LEG": VoiceKind.OFFICIAL,
    "COP": VoiceKind.OFFICIAL,
    "SPY": VoiceKind.OFFICIAL,
    "JUD": VoiceKind.OFFICIAL,
    "PTY": VoiceKind.OFFICIAL,
    "ELI": VoiceKind.OFFICIAL,
    "IGO": VoiceKind.OFFICIAL,
    "NGO": VoiceKind.NGO,
    "EDU": VoiceKind.ANALYST,
    "CVL": VoiceKind.CIVILIAN,
    "REF": VoiceKind.CIVILIAN,
    "LAB": VoiceKind.CIVILIAN,
    "AGR": VoiceKind.CIVILIAN,
}
_UNITED_NATIONS = re.compile(
    r"^(un|unsc|unga|un-.*|unhcr|ohchr|ocha|unrwa|unicef|wfp|who|unesco|undp|iom|unifil|"
    r"undof|monusco|minusma|unmiss|unama|unitad|iaea)$"
)


def voice_kind(phrase: str, resolution: Resolution) -> VoiceKind:
    """What sort of source the words of `phrase` are; OTHER where nothing tells."""
    actor, role = resolution.actor, resolution.role
    if _UNNAMED.search(phrase) or (_BARE_SOURCE.match(phrase) and resolution.kind is None):
        return VoiceKind.ANONYMOUS
    if actor is not None and _UNITED_NATIONS.match(actor.id):
        return VoiceKind.UN
    if resolution.kind == "alliance" and actor is not None and "MIL" in actor.sectors:
        return VoiceKind.MILITARY
    if resolution.kind in _KINDS_OF_ACTOR:
        return _KINDS_OF_ACTOR[resolution.kind]
    if role is not None and not (actor is not None and resolution.kind and role.voice is VoiceKind.ANONYMOUS):
        return role.voice
    if resolution.kind == "country":
        return VoiceKind.OFFICIAL
    if actor is not None and actor.sectors:
        return _kind_of_sectors(actor.sectors)
    return VoiceKind.MEDIA if _OUTLET_NAME.search(phrase) else VoiceKind.OTHER


def _kind_of_sectors(sectors: tuple[str, ...]) -> VoiceKind:
    found = (_KINDS_OF_SECTOR[sector] for sector in sectors if sector in _KINDS_OF_SECTOR)
    return next(found, VoiceKind.OTHER)


def is_actor_word(head: str) -> bool:
    """Does this word, alone or as the head of a phrase, mean somebody who can act or speak?"""
    directory, key = open_directory(), key_of(head)
    role = directory.role(key) or directory.role(key.removesuffix("s"))
    if role is not None:
        return role.sectors != ("UNK",)
    return any(b.casing.fits(head) for b in directory.find(key) if b.use is not Use.TOWN)


def named_countries(names: Iterable[str], *, directory: Directory) -> Counter[str]:
    """How often the names (nationalities, capitals, countries) name each country, by ISO3."""
    found: Counter[str] = Counter()
    for name in names:
        bearers = directory.find(key_of(name))
        countries = {bearer.country for bearer in bearers if bearer.kind == "country"}
        if len(countries) == 1 and (country := countries.pop()):
            found[country] += 1
    return found


def outlet_country(publisher: str | None) -> str | None:
    """ISO3 of the country an outlet is from, by its name, domain or address; `None` for unknown ones."""
    if not publisher:
        return None
    directory = open_directory()
    for bearer in directory.find(key_of(publisher)):
        if bearer.kind == "outlet":
            return bearer.country
    host = (urlsplit(publisher).hostname or publisher).lower().removeprefix("www.")
    while "." in host:
        if outlet := directory.outlet_of(host):
            return outlet.country
        host = host.partition(".")[2]
    return None
