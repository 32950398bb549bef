"""Runs the stories of tests/stories/*.md: short reports with the claims an analyst expects of them.

tests/stories/README.md says how a story is written. Every row of a table is one test, and a row
marked `later` is a known gap: it must fail, so that a gain is recorded by taking the mark away.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import pytest

from dateline.intake import find_inputs, read_reports
from dateline.reader import read_report
from dateline.types import Claim, Figure, Kind, Participant, PlaceRef, Report, When

T = TypeVar("T")
HERE = Path(__file__).parent / "stories"
SHORT_WORDS = frozenset({"the", "a", "an", "of", "its", "their", "his", "her", "some", "s"})


@dataclass(frozen=True, slots=True)
class Row:
    """One expected claim: column -> what the cell says. An empty cell is not here."""

    number: int
    cells: tuple[tuple[str, str], ...]
    later: str | None

    def __str__(self) -> str:
        return " ".join(value for _, value in self.cells[:3])


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a file, as written."""

    name: str
    report: Report
    rows: tuple[Row, ...]
    closed: bool
    """nothing but the rows may be claimed"""
    closed_later: str | None


# ── reading the Markdown ─────────────────────────────────────────────────────────────────


def parse_story(name: str, block: str) -> Story:
    """A story out of the lines between its heading and the next one."""
    lines = block.splitlines()
    fields = dict(re.findall(r"^(report|title|published|publisher): (.+)$", block, flags=re.MULTILINE))
    known = re.compile(r"(report|title|published|publisher): |>|\||$|No claims|And nothing else")
    strays = [line for line in lines if not known.match(line)]
    assert not strays, f"{name}: not a line of a story: {strays[0]!r}"
    closing = re.search(r"^(No claims|And nothing else)(?: \(later: (.+)\))?\.$", block, flags=re.MULTILINE)
    rows = parse_table(name, [line for line in lines if line.startswith("|")])
    assert rows or closing, f"{name}: a story needs a table or the line 'No claims.'"
    return Story(
        name=name,
        report=find_demo_report(fields["report"]) if "report" in fields else make_report(name, fields, lines),
        rows=rows,
        closed=closing is not None,
        closed_later=closing.group(2) if closing else None,
    )


def make_report(name: str, fields: Mapping[str, str], lines: Sequence[str]) -> Report:
    """The report whose text is quoted in the story."""
    title = fields.get("title")
    text = "\n".join(line[1:].strip() for line in lines if line.startswith(">"))
    return Report(
        id=name,
        text=f"{title}\n\n{text}" if title else text,
        title=title,
        published=date.fromisoformat(fields["published"]) if "published" in fields else None,
        publisher=fields.get("publisher"),
    )


@cache
def demo_reports() -> dict[str | None, Report]:
    """The bundled reports by headline."""
    paths = find_inputs([Path(str(files("dateline") / "demo"))])
    found = [report for path in paths for report in read_reports(path)]
    return {report.title: report for report in found if isinstance(report, Report)}


def find_demo_report(title: str) -> Report:
    assert title in demo_reports(), f"no demo report has the headline {title!r}"
    return demo_reports()[title]


def parse_table(name: str, lines: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a table, each checked against the columns that exist."""
    if not lines:
        return ()
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert set(head) <= {*COLUMNS, "later"}, f"{name}: unknown column in {head}"
    rows = []
    for number, cells in enumerate(body, start=1):
        assert len(cells) == len(head), f"{name}: row {number} has {len(cells)} cells, not {len(head)}"
        given = {column: cell for column, cell in zip(head, cells, strict=True) if cell}
        later = given.pop("later", None)
        rows.append(Row(number, tuple(given.items()), later))
    return tuple(rows)


def parse_file(path: Path) -> list[Story]:
    """All stories of a file: each begins with a heading of the second level."""
    _, *blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    parts = [block.split("\n", 1) for block in blocks]
    return [parse_story(f"{path.stem}: {name.strip()}", rest) for name, rest in parts]


# ── does a claim fit a row? ──────────────────────────────────────────────────────────────


def words_of(text: str) -> frozenset[str]:
    """The words that carry a name, without case, articles and possessives."""
    return frozenset(re.findall(r"\w+", text.casefold())) - SHORT_WORDS


def same_name(expected: str, found: str) -> bool:
    """All expected words are there, and not more than as many again (a title, a first name)."""
    wanted, got = words_of(expected), words_of(found)
    return wanted <= got and len(got) <= max(2 * len(wanted), 3)


def paired(expected: Sequence[str], found: Sequence[T], fits: Callable[[str, T], bool]) -> bool:
    """Can the two be laid side by side one to one?"""
    if len(expected) != len(found):
        return False
    left = list(found)
    for cell in expected:
        hit = next((item for item in left if fits(cell, item)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def listed(cell: str, separator: str = ";") -> list[str]:
    """The items of a cell; `-` is a list without any."""
    return [] if cell == "-" else [item.strip() for item in cell.split(separator)]


def fits_participants(cell: str, found: Sequence[Participant]) -> bool:
    return paired(listed(cell), found, lambda wanted, item: same_name(wanted, item.text))


def fits_place(cell: str, place: PlaceRef) -> bool:
    found = re.match(r"(?:(from|to|via|at) )?(?:(part of) )?(.+)", cell)
    assert found
    role, part, name = found.groups()
    return (
        place.role == (role or "at")
        and (place.extent == "part" or not part)
        and words_of(name) <= words_of(place.text)
    )


def fits_when(cell: str, when: When | None) -> bool:
    if cell == "-":
        return when is None or (when.earliest is None and when.latest is None)
    if when is None:
        return False
    earliest, latest = cell.split("..") if ".." in cell else (cell, cell)
    return (str(when.earliest or ""), str(when.latest or "")) == (earliest, latest)


def fits_figure(cell: str, figure: Figure) -> bool:
    what, number = cell.split(" ")
    least, most = number.split("..") if ".." in number else (number, number)
    ends = ["" if end is None else str(end) for end in (figure.least, figure.most)]
    return figure.what == what and ends == [least, most]


def fits_voices(cell: str, claim: Claim) -> bool:
    chain = listed(cell, ">")
    return len(chain) == len(claim.voices) and all(
        same_name(wanted, voice.text) for wanted, voice in zip(chain, claim.voices, strict=True)
    )


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


COLUMNS: dict[str, Callable[[str, Claim], bool]] = {
    "kind": lambda cell, claim: claim.kind in cell.split("/"),
    "mode": lambda cell, claim: (claim.mode or "-") in cell.split("/"),
    "trigger": lambda cell, claim: bool(words_of(cell) & words_of(claim.trigger.text)),
    "actors": lambda cell, claim: fits_participants(cell, claim.actors),
    "targets": lambda cell, claim: fits_participants(cell, claim.targets),
    "places": lambda cell, claim: paired(listed(cell), claim.places, fits_place),
    "when": lambda cell, claim: fits_when(cell, claim.when),
    "means": lambda cell, claim: (claim.means or "-") in cell.split("/"),
    "figures": lambda cell, claim: paired(listed(cell), claim.figures, fits_figure),
    "voices": fits_voices,
    "voice kind": lambda cell, claim: bool(claim.voices) and claim.voices[-1].kind in cell.split("/"),
    "speech": lambda cell, claim: claim.speech in cell.split("/"),
    "stance": lambda cell, claim: claim.stance in cell.split("/"),
    "realis": lambda cell, claim: claim.realis in cell.split("/"),
    "hedged": lambda cell, claim: yes_or_no(claim.hedged) == cell,
    "background": lambda cell, claim: yes_or_no(claim.background) == cell,
}


def misfits(row: Row, claim: Claim) -> list[str]:
    """The columns of the row that the claim does not meet."""
    return [column for column, cell in row.cells if not COLUMNS[column](cell, claim)]


def match_rows(rows: Sequence[Row], claims: Sequence[Claim]) -> dict[int, Claim]:
    """Row number -> its claim, no claim used twice; as many rows as can be have one."""
    taken: dict[int, Row] = {}

    def place(row: Row, seen: set[int]) -> bool:
        for index, claim in enumerate(claims):
            if index in seen or misfits(row, claim):
                continue
            seen.add(index)
            if index not in taken or place(taken[index], seen):
                taken[index] = row
                return True
        return False

    for row in sorted(rows, key=lambda row: row.later is not None):
        place(row, set())
    return {row.number: claims[index] for index, row in taken.items()}


# ── the tests ────────────────────────────────────────────────────────────────────────────

STORIES = {story.name: story for path in sorted(HERE.glob("[a-z]*.md")) for story in parse_file(path)}


@cache
def claims_of(name: str) -> tuple[Claim, ...]:
    return read_report(STORIES[name].report).claims


def in_one_line(claim: Claim) -> str:
    """A claim in the order of the columns, for the message of a failing test."""
    parts = [
        f"{claim.kind} {claim.mode or '-'} {claim.trigger.text!r}",
        "; ".join(p.text for p in claim.actors) or "-",
        "; ".join(p.text for p in claim.targets) or "-",
        "; ".join(f"{p.role} {p.text}" for p in claim.places) or "-",
        f"{claim.when.earliest or ''}..{claim.when.latest or ''}" if claim.when else "-",
        "; ".join(f"{f.what} {f.least}..{f.most}" for f in claim.figures) or "-",
        " > ".join(v.text for v in claim.voices) or "-",
        f"{claim.speech} {claim.stance} {claim.realis}",
        f"hedged={yes_or_no(claim.hedged)} background={yes_or_no(claim.background)} {claim.means or ''}",
    ]
    return " | ".join(parts)


def known_gap(reason: str | None) -> Iterable[pytest.MarkDecorator]:
    return [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]


def every_row() -> list[object]:
    return [
        pytest.param(story.name, row, id=f"{story.name}: {row}", marks=known_gap(row.later))
        for story in STORIES.values()
        for row in story.rows
    ]


def closed_stories() -> list[object]:
    return [
        pytest.param(story.name, id=story.name, marks=known_gap(story.closed_later))
        for story in STORIES.values()
        if story.closed
    ]


@pytest.mark.parametrize(("name", "row"), every_row())
def test_the_expected_claim_is_read(name: str, row: Row) -> None:
    claims = claims_of(name)
    if row.number in match_rows(STORIES[name].rows, claims):
        return
    tries = "\n".join(f"  {in_one_line(claim)}\n    not {', '.join(misfits(row, claim))}" for claim in claims)
    told = f"{STORIES[name].report.text}\n\nexpected {dict(row.cells)}\nread\n{tries or '  nothing'}"
    pytest.fail(told, pytrace=False)


@pytest.mark.parametrize("name", closed_stories())
def test_no_more_is_claimed_than_is_told(name: str) -> None:
    claims = claims_of(name)
    assert len(claims) <= len(STORIES[name].rows), "\n".join(in_one_line(claim) for claim in claims)


def test_the_stories_cover_every_kind() -> None:
    kinds = {cell for story in STORIES.values() for row in story.rows for _, cell in row.cells[:1]}
    assert set(Kind) <= {Kind(one) for kind in kinds for one in kind.split("/")}


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("realis", {"actual", "planned", "possible", "conditional", "negated"}),
        ("stance", {"asserts", "denies", "accuses", "doubts"}),
        ("speech", {"own", "indirect", "direct"}),
        ("background", {"yes", "no"}),
        ("hedged", {"yes", "no"}),
        ("means", {"air", "land", "sea"}),
    ],
)
def test_the_stories_cover_every_value(column: str, values: set[str]) -> None:
    cells = {dict(row.cells).get(column) for story in STORIES.values() for row in story.rows}
    assert values <= cells


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("rebels", "The rebels", True),
        ("army", "Syrian army", True),
        ("Rahmati", "Mehdi Rahmati", True),
        ("rebels", "soldiers", False),
        ("officials", "three officials of the interior ministry in the capital", False),
    ],
)
def test_names_are_compared_by_their_words(expected: str, found: str, same: bool) -> None:
    assert same_name(expected, found) is same


WRONG = ["|kind|\n|---|\n|MOVE|x|\n", "|color|\n|---|\n|red|\n", "stray\n", "> a text without a table\n"]


@pytest.mark.parametrize("block", WRONG)
def test_a_story_written_wrongly_is_no_story(block: str) -> None:
    with pytest.raises(AssertionError):
        parse_story("wrong", block)
