"""Takes the `later` marks off the rows of tests/stories/*.md that are met by now.

    python tests/record_gains.py

A mark that is needed stays; none is ever added: a row that is no longer met is a loss to look at.
"""

import re

from test_stories import HERE, STORIES, claims_of, match_rows


def without_met_marks(name: str, block: str) -> str:
    """The story with the marks of met rows emptied, and the column gone when none is left."""
    story, claims = STORIES[name], claims_of(name)
    met = match_rows(story.rows, claims)
    lines, number = [], -2
    for line in block.split("\n"):
        number += line.startswith("|")
        if line.startswith("|") and number in met and story.rows[number - 1].later:
            line = re.sub(r"\|[^|]*\|$", "| |", line)
        lines.append(line)
    if all(row.number in met or not row.later for row in story.rows) and any(row.later for row in story.rows):
        lines = [re.sub(r"\|[^|]*\|$", "|", line) if line.startswith("|") else line for line in lines]
    text = "\n".join(lines)
    return re.sub(r" \(later: .+\)\.$", ".", text, flags=re.M) if len(claims) <= len(story.rows) else text


def main() -> None:
    for path in sorted(HERE.glob("[a-z]*.md")):
        head, *blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
        names = [f"{path.stem}: {block.split(chr(10), 1)[0].strip()}" for block in blocks]
        told = [without_met_marks(name, block) for name, block in zip(names, blocks, strict=True)]
        path.write_text("## ".join([head, *told]), "utf-8")


if __name__ == "__main__":
    main()
