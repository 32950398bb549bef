"""The annotated reports: well written, all constructions covered, and those that only measure are read."""

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from dateline.types import Kind, Realis, Speech, Stance
from training.stories import Fault, Told, read_file

ROOT = Path(__file__).parents[1]
TEACHING = sorted((ROOT / "training" / "reports").glob("*-*.md"))
MEASURING = sorted((ROOT / "tests" / "reports").glob("*.md"))


def told_in(paths: list[Path]) -> list[Told]:
    return [story for path in paths for story in read_file(path) if isinstance(story, Told)]


@pytest.mark.parametrize("path", [*TEACHING, *MEASURING], ids=lambda path: path.stem)
def test_a_file_has_no_fault(path: Path) -> None:
    faults = [str(story) for story in read_file(path) if isinstance(story, Fault)]
    assert faults == []


def test_no_report_stands_twice_and_none_that_measures_teaches() -> None:
    texts = Counter(story.text for story in told_in([*TEACHING, *MEASURING]))
    names = Counter(story.id for story in told_in([*TEACHING, *MEASURING]))
    assert texts.most_common(1)[0][1] == 1
    assert names.most_common(1)[0][1] == 1


def test_every_kind_realis_stance_and_speech_is_taught_many_times() -> None:
    claims = list(chain.from_iterable(story.claims for story in told_in(TEACHING)))
    for field, words in (("kind", Kind), ("realis", Realis), ("stance", Stance), ("speech", Speech)):
        counts = Counter(claim[field] for claim in claims)
        assert min(counts[word.value] for word in words) >= 15, (field, counts)


def test_reports_without_claims_are_taught_too() -> None:
    stories = told_in(TEACHING)
    assert sum(not story.claims for story in stories) >= 0.07 * len(stories)
