"""Reports of sport and culture are told from news by their words."""

import pytest

from dateline.sentences import parse
from dateline.topics import LEISURE_WORDS, is_accident, is_leisure

SPORT = (
    "The striker scored twice as the home team won the cup final on Sunday. The coach praised his players, "
    "who had attacked from the kickoff, and the captain lifted the trophy before the fans in the stadium. "
    "The goalkeeper saved a penalty in the second half of the match, and the league title is within reach."
)
CRAFT = (
    "The craft of the carpet is handed down in families, and each workshop weaves its own pattern. An "
    "artisan boils the wool with walnut shells, as the tradition demands, and the weaver sits at her "
    "loom until spring. The museum shows forty pieces; an exhibition of pottery follows in autumn."
)
RIOT = (
    "Police fired tear gas at protesters who had stormed the governor's office after a football match on "
    "Sunday. At least nine people were killed and dozens arrested, the interior ministry said. The army "
    "sent troops to the city, and the governor imposed a curfew. Opposition parties called "
    "for his resignation."
)


WAR = (
    "The army shelled the town on Sunday and its soldiers set fire to two villages. Rebels shot down a "
    "helicopter, the ministry said, and took the bridge. Families fled to the coast by road. The governor "
    "called for talks, and envoys of four countries met in the capital to agree on a truce."
)
FILM = (
    "The director premiered her third film at the festival on Sunday. The actor who plays the soldier won "
    "an award for his role, and the soundtrack, by a singer from the coast, took a prize. The novel on which "
    "the screenplay rests tells of a war; critics praised its battle scenes and the painting in its title."
)


@pytest.mark.parametrize(
    ("text", "leisure"),
    [
        (SPORT, True),
        (CRAFT, True),
        (FILM, True),
        (RIOT, False),
        (WAR, False),
        ("We won.", False),
        ("...", False),
    ],
)
def test_sport_and_culture_are_told_by_their_words(text: str, leisure: bool) -> None:
    assert is_leisure(parse(text)) is leisure


def test_a_text_of_a_few_words_is_never_called_sport() -> None:
    assert not is_leisure(parse("Goal, match, league, cup, coach, striker, stadium."))


def test_the_list_holds_single_words_in_lower_case() -> None:
    assert len(LEISURE_WORDS) > 100
    assert all(word == word.lower().strip() for word in LEISURE_WORDS)
    assert not [word for word in LEISURE_WORDS if word.startswith("-") or word.endswith("-")]


@pytest.mark.parametrize(
    ("text", "accident"),
    [
        ("The storm killed nine people in Dorana.", True),
        ("Nine people were killed in a bus crash near Dorana.", True),
        ("Two villagers died of cholera in Imra.", True),
        ("Rebels killed nine people in Dorana.", False),
        ("Nine people were killed in an air strike on Dorana.", False),
    ],
)
def test_the_deaths_of_accidents_are_no_attack(text: str, accident: bool) -> None:
    deed = next(token for token in parse(text) if token.lemma_ in ("kill", "die"))
    assert is_accident(deed) is accident
