"""100,000 strings of date words and rubbish: does any raise, or take over 50 ms?

`--data` is a folder with .tml files: their words are shuffled into the strings.
`--set N` makes N strings instead.
"""

import random
import time
from datetime import date, timedelta
from pathlib import Path

from bench.outcomes import Outcome
from bench.times import read_documents
from dateline.times import find_times

COUNT = 100_000
LIMIT_MS = 50.0
_DATE_WORDS = (
    "on in since until by from between and to the a an this that last next past coming previous same "
    "Monday Friday Sat. May March Dec. 3rd third 7 31 1990 2011 2024-12-07 07/12/2024 '80s 1990s 480 BC "
    "AD 10:30 2230 GMT a.m. p.m. o'clock noon midnight morning night tonight yesterday tomorrow today day "
    "days week weeks month year years quarter half fiscal decade century ago earlier later before after "
    "few several couple of dozen hundred two twenty-four early late mid end beginning spring summer "
    "Ramadan Easter Christmas Eve every daily recently now"
).split()
_RUBBISH = "-–—,.;:()[]'’\"“”/\\\n\t\0½%$€İßﬁ🕒 ́"


def _make_string(chance: random.Random, words: list[str]) -> str:
    parts = []
    for _ in range(chance.randint(1, 60)):
        kind = chance.random()
        if kind < 0.5:
            parts.append(chance.choice(_DATE_WORDS))
        elif kind < 0.9:
            parts.append(chance.choice(words))
        else:
            parts.append("".join(chance.choices(_RUBBISH, k=chance.randint(1, 4))))
    return chance.choice((" ", "", "-", "\n")).join(parts) if chance.random() < 0.1 else " ".join(parts)


def run(data: Path, *, set_name: str | None) -> Outcome:
    chance = random.Random(4)
    words = [word for document in read_documents(data) for word in document.text.split()] or ["word"]
    count, slow, raised, worst_ms = int(set_name or COUNT), 0, 0, 0.0
    cases = []
    find_times("today", published=None)  # the first text of a process compiles the grammar
    for number in range(count):
        text = _make_string(chance, words)
        published = date(1970, 1, 1) + timedelta(days=chance.randrange(30_000)) if number % 5 else None
        begun = time.process_time()
        try:
            find_times(text, published=published)
        except Exception as error:
            raised += 1
            cases.append({"text": text, "published": published, "error": repr(error)})
        spent_ms = 1000 * (time.process_time() - begun)
        worst_ms = max(worst_ms, spent_ms)
        slow += spent_ms > LIMIT_MS
    figures = {"strings": count, "raised": raised, "over_50_ms": slow, "worst_ms": round(worst_ms, 2)}
    table = (
        f"{count} strings: {raised} raised, {slow} took over {LIMIT_MS:.0f} ms, the slowest {worst_ms:.1f} ms"
    )
    return Outcome(figures=figures, table=table, cases=tuple(cases))
