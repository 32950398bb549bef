"""Both ends of a range have the days of the whole range."""

from datetime import date

import pytest

from dateline.times import find_times
from dateline.types import Relation

PUBLISHED = date(2024, 12, 7)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("They held talks from 3 to 7 May 2024.", "2024-05-03", "2024-05-07"),
        ("They held talks on May 3-7, 2024.", "2024-05-03", "2024-05-07"),
        ("He ruled from 1971 to 2000.", "1971-01-01", "2000-12-31"),
        ("He ruled between 1971 and 2000.", "1971-01-01", "2000-12-31"),
        ("The 1980-88 war killed thousands.", "1980-01-01", "1988-12-31"),
        ("Shops closed from Monday through Wednesday.", "2024-12-02", "2024-12-04"),
        ("It was shut from March until August 2023.", "2023-03-01", "2023-08-31"),
    ],
)
def test_a_range_runs_from_its_first_to_its_last_day(text: str, earliest: str, latest: str) -> None:
    mentions = find_times(text, published=PUBLISHED)
    assert len(mentions) == 2
    for mention in mentions:
        assert mention.when is not None
        assert (str(mention.when.earliest), str(mention.when.latest)) == (earliest, latest)
        assert mention.when.relation is Relation.DURING


@pytest.mark.parametrize("text", ["They came on Monday and Thursday.", "In 2011 and 2015 they voted."])
def test_two_dates_side_by_side_are_no_range(text: str) -> None:
    first, second = find_times(text, published=PUBLISHED)
    assert first.when is not None
    assert second.when is not None
    assert first.when.earliest != second.when.earliest


def test_a_range_that_runs_backwards_is_none() -> None:
    first, _ = find_times("They moved from 2015 to 2011 in the files.", published=PUBLISHED)
    assert first.when is not None
    assert (first.when.relation, first.when.latest) == (Relation.ON, date(2015, 12, 31))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The region will govern itself from 2026.", Relation.SINCE),
        ("A report from 2015 names him.", Relation.ON),
    ],
)
def test_from_opens_a_stretch_only_ahead(text: str, relation: Relation) -> None:
    (mention,) = find_times(text, published=PUBLISHED)
    assert mention.when is not None
    assert mention.when.relation is relation
