"""Parse -> what is no claim although its words could be: attacks of sport and culture, deaths of accidents.

A report is of sport by the share of words that such reports are full of; the words are ours. A report on a
riot at a match holds few of them and stays news.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEISURE_WORDS = frozenset(
    "match goal league tournament coach championship champion season cup player teammate striker "
    "goalkeeper midfielder defender referee stadium final semifinal semi-final quarterfinal playoff "
    "medal gold silver bronze athlete race lap sprint marathon olympic olympics paralympic "
    "paralympics wicket innings batsman bowler over cricket football soccer rugby basketball baseball "
    "hockey tennis golf cycling swimming skiing boxing wrestling chess score scorer halftime "
    "half-time kickoff kick-off penalty offside touchdown quarterback pitch fixture squad captain jersey "
    "fan fans title win winner victory defeat draw standings podium qualifier rebound dunk serve set "
    "tiebreak knockout bout round film movie actor actress director album song singer band concert "
    "tour festival premiere box-office screenplay novel author book prize award oscar grammy emmy "
    "theatre theater gallery museum exhibition painting sculpture orchestra opera ballet choir soap "
    "series episode season sequel soundtrack game gaming console celebrity fashion heritage craft "
    "craftsman craftswoman artisan workshop maker recipe cuisine chef dish flavour flavor cook boil "
    "bake perfume pottery weave weaver carpet tradition".split()
)
# Share of the content words from which on a report is of sport or culture. On gold/dev the two reports of
# sport have 0.135 and more, the highest with claims (a tennis player arrested) 0.067.
LEISURE_SHARE = 0.1


def is_leisure(doc: "Doc") -> bool:
    """Is the report one of sport or culture?"""
    content = [token.lemma_.lower() for token in doc if token.pos_ in ("NOUN", "VERB", "ADJ")]
    if len(content) < 20:
        return False
    return sum(word in LEISURE_WORDS for word in content) / len(content) >= LEISURE_SHARE


ACCIDENT_WORDS = frozenset(
    "storm earthquake quake flood flooding hurricane cyclone typhoon tornado landslide mudslide "
    "avalanche wildfire eruption tsunami drought heatwave crash collision accident derailment "
    "stampede collapse virus disease epidemic outbreak pandemic covid-19 cholera cancer illness "
    "lightning".split()
)


def is_accident(deed: "Token") -> bool:
    """Is it the deed of a disaster, an accident or a disease ("the storm killed nine", "died in a crash")?"""
    for child in deed.children:
        if child.dep_ == "nsubj" and child.lemma_.lower() in ACCIDENT_WORDS:
            return True
        if child.dep_ in ("prep", "agent") and child.lower_ in ("in", "by", "from", "of", "after"):
            return any(inner.lemma_.lower() in ACCIDENT_WORDS for inner in child.children)
    return False
