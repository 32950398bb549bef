"""The demo reports: what they are, how intake understands them, and the picture they add up to."""

import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.intake import find_inputs, read_reports
from dateline.types import Report

DEMO = Path(str(files("dateline") / "demo"))
MARK = "This report was written for the dateline demonstration."
OUTLETS = {
    "Sample Wire Agency",
    "The Example Courier",
    "Demo Daily Levant",
    "Fictional Post",
    "Mock Gazette",
    "Placeholder Flash",
}
REAL_OUTLETS = re.compile(
    r"\b(?:Reuters|AFP|Associated Press|AP|BBC|CNN|New York Times|Al Jazeera|Guardian|Washington Post)\b"
)


@cache
def demo_reports() -> tuple[Report, ...]:
    found = [report for path in find_inputs([DEMO]) for report in read_reports(path)]
    return tuple(report for report in found if isinstance(report, Report))


def test_every_file_of_the_demo_is_read() -> None:
    inputs = {path.name for path in find_inputs([DEMO])}
    assert inputs == {path.name for path in DEMO.iterdir() if path.suffix in {".txt", ".html", ".jsonl"}}
    assert len(demo_reports()) >= 16
    assert {Path(name).suffix for name in inputs} == {".txt", ".html", ".jsonl"}


def test_every_outlet_is_an_invented_one() -> None:
    assert {report.publisher for report in demo_reports()} == OUTLETS


@pytest.mark.parametrize("report", demo_reports(), ids=lambda report: report.title or report.id)
def test_the_mark_of_the_demo_is_no_news(report: Report) -> None:
    assert MARK not in report.text
    path, _, line = str(report.source).partition(":")
    marked = Path(path).read_text("utf-8").splitlines()[int(line) - 1] if line else "".join(report.furniture)
    assert MARK in marked


@pytest.mark.parametrize("report", demo_reports(), ids=lambda report: report.title or report.id)
def test_a_demo_report_is_short_news_without_furniture(report: Report) -> None:
    body = report.text[report.body_start :]
    assert 50 <= len(body.split()) <= 350
    assert not re.search(r"©|min read|Specimen Pictures|cookie|Most read|correspondents?\n", report.text)
    assert not body.startswith("By ")
    assert not REAL_OUTLETS.search(report.text)


def test_every_demo_report_but_one_has_its_day() -> None:
    days = [report.published for report in demo_reports()]
    assert days.count(None) == 1
    assert {day for day in days if day} <= {
        date(2024, 11, 27 + n) if n < 4 else date(2024, 12, n - 3) for n in range(12)
    }


def test_ids_are_not_given_twice() -> None:
    assert max(Counter(report.id for report in demo_reports()).values()) == 1


def test_the_origin_of_the_facts_is_told() -> None:
    origin = " ".join((DEMO / "ORIGIN.md").read_text("utf-8").split())
    assert all(outlet.removeprefix("The ") in origin for outlet in OUTLETS)
