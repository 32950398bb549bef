"""Words that count for a happening -> figures, with least and most.

The words come from the network ("12 people", "a man"); the number in them is read by numbers.py, with
what bounds it ("at least"). "A man" and "a girl" are one.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.numbers import NumberMention, NumberUse
from dateline.spans import Marked
from dateline.types import Figure, FigureKind, find_touching

ONE = re.compile(r"(?:an?|another) (?!\w+s\b)|one of\b", re.IGNORECASE)
"""A single person or thing without a number."""


def find_figures(marked: Sequence[Marked], *, numbers: Sequence[NumberMention]) -> tuple[Figure, ...]:
    """The figures of a happening, from the words tied to it; words without a number are none."""
    return tuple(_figures(marked, numbers=numbers))


def _figures(marked: Sequence[Marked], *, numbers: Sequence[NumberMention]) -> Iterator[Figure]:
    for one in marked:
        span, what = one.span, FigureKind(one.label)
        inside = find_touching(numbers, span)
        counts = [number for number in inside if number.use is NumberUse.COUNT]
        if counts:
            number = counts[0]
            yield Figure(number.start, number.end, number.text, what, number.least, number.most)
        elif not inside and ONE.match(span.text):
            yield Figure(span.start, span.end, span.text, what, 1, 1)
