"""What docs/times.md says of date words is what is read."""

import contextlib
import io
import re
from datetime import date
from pathlib import Path

import pytest

from dateline.times import find_times

PAGE = (Path(__file__).parent.parent / "docs" / "times.md").read_text("utf-8")
PUBLISHED = date(2024, 12, 7)
ROWS = [
    (words, value)
    for cells in re.findall(
        r"^\| (.+?) \| (.+?) \| .+ \|$", PAGE.split("## What a date leans on")[0], re.MULTILINE
    )
    for words, value in zip(cells[0].split(" · "), cells[1].split(" · ") * 9, strict=False)
    if not words.startswith(("words", "---", "from 3 to"))
]


def test_the_example_prints_what_the_page_says() -> None:
    code = PAGE.split("```python\n")[1].split("```")[0]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/times.md", "exec"), {})  # the page is ours
    assert printed.getvalue() == "".join(
        f"{line[2:]}\n" for line in code.splitlines() if line.startswith("# ")
    )


@pytest.mark.parametrize(("words", "value"), ROWS)
def test_the_words_of_the_table_are_read_as_it_says(words: str, value: str) -> None:
    values = [mention.value for mention in find_times(f"They left {words}.", published=PUBLISHED)]
    assert values == [value]


def test_the_table_is_not_empty() -> None:
    assert len(ROWS) > 20
