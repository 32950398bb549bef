"""Takes the marks of known gaps off what works by now: `later` in tests/stories/*.md, tests/demo_gaps.txt.

    python tests/record_gains.py                 marks are only taken away
    python tests/record_gains.py --with-losses   marks are added too: look at each one in the diff

A row that is marked must fail, so a gain that is not recorded fails the suite.
"""

import re
import sys
from pathlib import Path

import pytest
from test_stories import HERE, STORIES, Row, Story, claims_of, match_rows, misfits

LATER_CELL = re.compile(r"\|[^|]*\|$")
DEMO_GAPS = Path(__file__).parent / "demo_gaps.txt"
MOST_NAMED = 3
"""With more columns wrong than this, the claim is not the one that was expected."""


def tell_gap(story: Story, row: Row) -> str:
    """Which columns of the nearest claim are wrong."""
    wrong = min((misfits(row, claim) for claim in claims_of(story.name)), key=len, default=[])
    return f"{', '.join(wrong)} not right yet" if 0 < len(wrong) <= MOST_NAMED else "not read yet"


def find_marks(story: Story, *, with_losses: bool) -> dict[int, str]:
    """Row number -> the mark it should have; rows that need none are not here."""
    met = match_rows(story.rows, claims_of(story.name))
    gaps = {row.number: row.later or tell_gap(story, row) for row in story.rows if row.number not in met}
    return {n: gap for n, gap in gaps.items() if with_losses or story.rows[n - 1].later}


def mark_table(lines: list[str], marks: dict[int, str]) -> list[str]:
    """The lines of a table with the column `later` as it should be; without marks there is no such column."""
    if lines and lines[0].endswith("| later |"):
        lines = [LATER_CELL.sub("|", line) for line in lines]
    if not marks:
        return lines
    head, rule, *rows = lines
    told = [f"{row} {marks.get(n, '')} |".replace("  |", " |") for n, row in enumerate(rows, start=1)]
    return [f"{head} later |", f"{rule}---|", *told]


def mark_story(story: Story, block: str, *, with_losses: bool) -> str:
    """The story as written, with the marks it should have."""
    lines = block.split("\n")
    table = [line for line in lines if line.startswith("|")]
    told = iter(mark_table(table, find_marks(story, with_losses=with_losses)))
    text = "\n".join(next(told) if line.startswith("|") else line for line in lines)
    extra = len(claims_of(story.name)) - len(story.rows)
    if extra <= 0:
        return re.sub(r" \(later: .+\)\.$", ".", text, flags=re.MULTILINE)
    if with_losses and not story.closed_later:
        return re.sub(
            r"^(No claims|And nothing else)\.$", rf"\1 (later: {extra} too many).", text, flags=re.M
        )
    return text


def mark_file(path: Path, *, with_losses: bool) -> None:
    head, *blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    names = [f"{path.stem}: {block.splitlines()[0].strip()}" for block in blocks]
    told = [
        mark_story(STORIES[name], block, with_losses=with_losses)
        for name, block in zip(names, blocks, strict=True)
    ]
    path.write_text("## ".join([head, *told]), "utf-8")


class Failures:
    """A pytest plugin that notes which tests fail."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.names.append(report.nodeid.split("::", 1)[1])


def mark_demo(*, with_losses: bool) -> None:
    """The list of tests of the demo that fail."""
    known = DEMO_GAPS.read_text("utf-8").splitlines() if DEMO_GAPS.exists() else []
    DEMO_GAPS.write_text("", "utf-8")
    seen = Failures()
    pytest.main([str(DEMO_GAPS.with_name("test_demo.py")), "-n", "0", "-q", "--tb=no"], plugins=[seen])
    kept = [name for name in seen.names if with_losses or name in known]
    DEMO_GAPS.write_text("".join(f"{name}\n" for name in sorted(kept)), "utf-8")


def main() -> None:
    with_losses = "--with-losses" in sys.argv
    for path in sorted(HERE.glob("[a-z]*.md")):
        mark_file(path, with_losses=with_losses)
    mark_demo(with_losses=with_losses)


if __name__ == "__main__":
    main()
