"""Which of a report's dates belongs to a trigger."""

from datetime import date

import pytest

from dateline.times import choose_when, find_times
from dateline.times.attach_weights import WEIGHTS
from dateline.types import Basis, Kind, Realis, Relation, Span, When

PUBLISHED = date(2024, 12, 7)  # a Saturday


def choose(
    text: str,
    *,
    published: date | None = PUBLISHED,
    kind: Kind = Kind.ASSAULT,
    realis: Realis = Realis.ACTUAL,
    quoted: bool = False,
    news: bool = False,
    nominal: bool = False,
    background: bool = False,
) -> tuple[When | None, str]:
    """The When of the word in brackets. The sentence is the line it stands in."""
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return choose_when(
        Span(start, end, text[start:end]),
        sentence=Span(line, stop, text[line:stop]),
        times=find_times(text, published=published),
        published=published,
        quoted=quoted,
        tense_is_news=news,
        nominal=nominal,
        past=not nominal,
        kind=kind,
        realis=realis,
        background=background,
        text=text,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Rebels [attacked] the town on Friday.", "2024-12-06", "2024-12-06"),
        ("On Thursday rebels [entered] Hama.", "2024-12-05", "2024-12-05"),
        ("Rebels [entered] Hama on Thursday and took Homs on Saturday.", "2024-12-05", "2024-12-05"),
        ("Rebels entered Hama on Thursday and [took] Homs on Saturday.", "2024-12-07", "2024-12-07"),
        ("More than 300,000 people have been [killed] since the war began in 2011.", "2011-01-01", None),
        ("A bomb [killed] three policemen in 2015.", "2015-01-01", "2015-12-31"),
    ],
)
def test_the_date_of_the_clause_is_taken(text: str, earliest: str, latest: str | None) -> None:
    when, why = choose(text)
    assert when is not None, why
    assert (str(when.earliest), when.latest and str(when.latest)) == (earliest, latest)
    assert "belongs to" in why


@pytest.mark.parametrize(
    "text",
    [
        "Rebels [attacked] the town.",
        "The town fell on 5 May 2020.\n\nWater is short.\n\nFew are left.\n\nPeople [fled] the town.",
    ],
)
def test_a_doubtful_date_is_left_open(text: str) -> None:
    when, why = choose(text)
    assert when is None
    assert why


def test_a_plan_does_not_take_the_date_of_its_announcement() -> None:
    text = "The president said on Monday that he would [withdraw] the troops."
    assert choose(text, realis=Realis.PLANNED, kind=Kind.RETREAT)[0] is None


def test_a_plan_takes_a_date_ahead() -> None:
    when, _ = choose("The army will [withdraw] next week.", realis=Realis.PLANNED, kind=Kind.RETREAT)
    assert when is not None
    assert str(when.earliest) == "2024-12-09"


def test_news_tense_without_a_date_is_the_day_of_publication_or_the_day_before() -> None:
    when, why = choose("Iran has [begun] evacuating its officers.", news=True)
    assert when is not None
    assert (str(when.earliest), str(when.latest), when.basis) == (
        "2024-12-06",
        "2024-12-07",
        Basis.PUBLICATION,
    )
    assert "news tense" in why


@pytest.mark.parametrize(
    "change", [{"quoted": True}, {"background": True}, {"nominal": True}, {"published": None}]
)
def test_news_tense_dates_nothing_that_is_quoted_or_earlier_or_a_noun(change: dict[str, bool]) -> None:
    when, _ = choose("Iran has [begun] evacuating its officers.", news=True, **change)  # type: ignore[arg-type]
    assert when is None


def test_a_date_that_cannot_be_worked_out_is_kept_open() -> None:
    when, _ = choose("Rebels [attacked] the town on Friday.", published=None)
    assert when is not None
    assert (when.earliest, when.latest, when.basis, when.text) == (None, None, Basis.UNKNOWN, "Friday")


def test_what_began_has_gone_on_since() -> None:
    when, _ = choose("The [protests] began in June.", kind=Kind.PROTEST, nominal=True)
    assert when is not None
    assert (str(when.earliest), when.latest, when.relation) == ("2024-06-01", None, Relation.SINCE)


def test_the_event_inside_since_is_on_its_day() -> None:
    when, _ = choose("He has been in hiding since the [attack] in May 2024.", nominal=True)
    assert when is not None
    assert (str(when.earliest), str(when.latest)) == ("2024-05-01", "2024-05-31")


def test_the_line_of_the_publication_date_dates_nothing() -> None:
    text = "Town attacked\n\nSaturday, December 7, 2024\n\nRebels [attacked] the town."
    assert choose(text)[0] is None


def test_an_event_without_a_date_gives_an_open_end() -> None:
    when, _ = choose(
        "More than 40 officers have been [arrested] since the coup.", published=None, kind=Kind.COERCE
    )
    assert when is not None
    assert (when.relation, when.earliest, when.latest) == (Relation.SINCE, None, None)


def test_the_weights_are_sorted_and_none_is_idle() -> None:
    assert list(WEIGHTS) == sorted(WEIGHTS)
    assert all(abs(weight) >= 0.05 for weight in WEIGHTS.values())
