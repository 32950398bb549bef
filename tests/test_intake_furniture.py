"""Lines that are furniture, and lines that only look like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.furniture import Furniture, dates_of, find_furniture, find_loose, is_outlet

KINDS = {
    Furniture.BYLINE: """
        By Jane Doe
        BY JANE DOE AND OMAR ALI
        By Jane Doe, Omar Ali and Lina Sample
        By Jane Doe and Omar Ali, Lakeside Tribune
        By Jane Doe, the Lakeside Tribune
        By Jane Doe in Beirut and Omar Ali in Damascus
        By April Jones
        By our own correspondent
        By the Courier Foreign Desk
        Story by Jane Doe
        Jane Doe, Special to the Tribune
        Middle East correspondent
        Reporting from Beirut, Lebanon
        Reuters Staff
        Additional reporting by Omar Ali
        Reporting by Jane Doe; Editing by Omar Ali
    """,
    Furniture.DATE: """
        7 December 2024
        Published
        Jane Doe | 7 December 2024 | 3 min read
        Dec 7, 2024 / 10:15 AM EST / Lakeside News
        5 December 2024 | 15:37
        By Jane Doe, December 7, 2024
        AFP - 7 December 2024
        Updated 3:12 p.m. ET, December 7, 2024
        3 hours ago
    """,
    Furniture.CREDIT: """
        Reuters
        By The Associated Press
        AFP, Reuters
        AP and AFP
        [AFP]
        (With AFP)
        With inputs from agencies
        Source: Lakeside Tribune and news agencies
    """,
    Furniture.READING_TIME: """
        2 min read
        4-minute read
        Reading time: 4 minutes
        Time to read: 3 min
    """,
    Furniture.BUTTON: """
        Share
        ADVERTISEMENT
        [Advertisement]
        Advertisement Continue reading the main story
        Skip to content
        Share on Facebook Share on Twitter
        Listen to this article · 5:12 min
        12 comments
        Like this story? Share it with a friend!
        Comments (12)
        list 1 of 3
        Story continues below this ad
        View image in fullscreen
    """,
    Furniture.CAPTION: """
        Fighters ride through Hama on Thursday. [Photo: Getty Images]
        A man walks past a burned tank [Omar Ali/EPA]
        Cars at the crossing. (Photo by Omar Ali / AFP)
        A tank in Hama, Dec. 5, 2024. (AP Photo/Omar Ali)
        Rebels stand on a tank. REUTERS/Omar Ali
        A still from a video [Screengrab/Telegram]
        Fighters in Hama [Courtesy of Omar Ali]
        File photo: The ministers at an earlier meeting
        FILE - The president addresses parliament, July 18, 2016. (SANA via AP, File)
        Image source, Reuters
        Image caption, Cars in a line at dawn
        Photograph: Omar Ali/AFP/Getty Images
        Credit...Omar Ali/Agence France-Presse — Getty Images
        Getty Images
        (Jane Doe / Lakeside Tribune)
    """,
    Furniture.LINK: """
        Read more: Five things to know about Hama
        ALSO READ | Who rules the coast?
        Related: The week in maps
        SEE MORE: Who rules the coast?
        Also on paper.example Three ministers resign over the fall of Hama
        Ministers resign over fall of Hama [INSIGHT]
        Topics: Syria, Iran
        https://courier.example/world
    """,
    Furniture.LINK_LIST: """
        Related stories
        You may also like:
        MOST READ
    """,
    Furniture.NOTICE: """
        Subscribe to our morning newsletter
        Sign up now and save
        Follow us on Facebook and Telegram
        We use cookies to make this site better.
        Accept all cookies
        Privacy Policy
    """,
    Furniture.COPYRIGHT: """
        © 2024 The Harbour Gazette. All rights reserved.
        Copyright 2024 Hill Country Observer
        ©Reuters
        Copyright policy
        (c) 2024 Lakeside Tribune
        The Harbour Gazette © 2024
    """,
    Furniture.SECTION: """
        World
        Home > News > Middle East
        World > Middle East > Syria
        Middle East / Syria
    """,
    Furniture.RULE: """
        ---
        * * *
        ___
    """,
}
LINES = [(line.strip(), kind) for kind, lines in KINDS.items() for line in lines.splitlines() if line.strip()]

NEWS = """
    By Friday, the city was empty.
    By Friday
    By air, sea and land
    By Jane Doe's account, the soldiers left at dawn.
    Reuters contributed to this report.
    The army told Reuters.
    Rebels said so. (Reuters)
    Share of refugees rises
    Print the paper, he said.
    Sign up for army or leave, Kyiv tells men
    She wrote on Telegram that the army had left.
    The photo shows a burned tank.
    The ministry posted photos of empty halls (they were taken a year ago).
    "Read more books," the poster said.
    On 7 December 2024 the army left.
    Copyrights are not the point here, she said.
    Copyright law does not cover towers, he said.
    (c) The army left.
    Subscribers to the paper were told first.
    We use bread, not cookies, he joked.
    Russian Jets in Syria
    Jane Doe
    Syria
    Home is where they went.
    News of the fall spread fast.
    Followers of the cleric gathered.
    More than 12 people died.
    Related families fled together.
    5 minutes later the bridge was gone.
""".strip().splitlines()


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_furniture_is_told_by_the_whole_line(line: str, kind: Furniture) -> None:
    assert find_furniture(line) is kind
    assert find_furniture(f"  {line} ") is kind


@pytest.mark.parametrize("line", [line.strip() for line in NEWS])
def test_news_that_looks_like_furniture_is_news(line: str) -> None:
    assert find_furniture(line) is None


def test_the_table_has_every_kind() -> None:
    assert set(KINDS) == set(Furniture) - {Furniture.MENU}  # no line is a menu alone


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Jane Doe", Furniture.BYLINE),
        ("Jane Doe and Omar al-Ali", Furniture.BYLINE),
        ("by Jane Doe", Furniture.BYLINE),
        ("Jane Doe in Beirut and agencies", Furniture.BYLINE),
        ("AFP in Damascus", Furniture.BYLINE),
        ("14:05 GMT", Furniture.DATE),
        ("Saturday", Furniture.DATE),
        ("The Lakeside Tribune", Furniture.CREDIT),
        ("Army leaves Homs by night", None),
        ("Hama", None),
    ],
)
def test_what_a_line_is_beside_a_date(line: str, kind: Furniture | None) -> None:
    assert find_loose(line) is kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Harbour Gazette", True),
        ("Sample Wire Agency", True),
        ("Voice of the Valley Radio", False),
        ("Omar Ali", False),
        ("The news was bad", False),
    ],
)
def test_outlets_are_told_by_their_names(name: str, expected: bool) -> None:
    assert is_outlet(name) is expected


def test_all_dates_of_a_line_are_read() -> None:
    (published, updated) = dates_of("Published 7 Dec 2024 | Updated 8 Dec 2024")
    assert (published.updated, updated.updated) == (False, True)
    (dated,) = dates_of("By Jane Doe, December 7, 2024")
    assert dated.day is not None


@given(st.text(alphabet="By AaJ,.([|/-©:x", min_size=80, max_size=700))
def test_no_line_takes_long(line: str) -> None:
    started = time.process_time()
    find_furniture(line)
    assert time.process_time() - started < 0.5
