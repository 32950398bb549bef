"""Reports of sport and culture are told from news by their words."""

import pytest

from dateline.sentences import parse
from dateline.topics import is_leisure

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


@pytest.mark.parametrize(
    ("text", "leisure"), [(SPORT, True), (CRAFT, True), (RIOT, False), ("We won.", False)]
)
def test_sport_and_culture_are_told_by_their_words(text: str, leisure: bool) -> None:
    assert is_leisure(parse(text)) is leisure
