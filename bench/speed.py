"""How fast reading is, with the bare network on the same word pieces in the same run as the yardstick.

    python -m bench speed --data ../shared/gold

FOLDER holds dev.jsonl. Cold start is a new process that reads one report; a second report is
what the same process pays for one more. The machine's load is told, since it bends every figure.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.claims import load_gold
from bench.outcomes import Outcome
from dateline.encoder import encode
from dateline.pieces import cut_windows, cut_words
from dateline.reader import read_report, read_reports_in_batches
from dateline.types import Report

COLD_RUNS = 5
ROUNDS = 5
SHORT_WORDS = 250
"""A report of about this length is the one that is read cold and again."""


def run(data: Path, *, set_name: str | None) -> Outcome:
    """Reads gold/dev, and runs the network alone over the same windows."""
    reports, _ = load_gold(data, part=set_name or "dev")
    short = min(reports, key=lambda report: abs(len(report.text.split()) - SHORT_WORDS))
    words = sum(len(report.text.split()) for report in reports)
    read_report(short)  # loads the model, the gazetteer and the weights
    windows = [
        window
        for report in reports
        for window in cut_windows(cut_words(report.text, body_start=report.body_start))
    ]
    rounds = [
        (seconds(lambda: list(encode(windows))), seconds(lambda: list(read_reports_in_batches(reports))))
        for _ in range(ROUNDS)
    ]
    bare_s = statistics.median(bare for bare, _ in rounds)
    whole_s = statistics.median(whole for _, whole in rounds)
    figures: dict[str, Any] = {
        "reports": len(reports),
        "words": words,
        "reports_per_s": round(len(reports) / whole_s, 2),
        "reports_of_500_words_per_s": round(words / whole_s / 500, 2),
        "pieces": sum(len(window.pieces) for window in windows),
        "words_per_s": round(words / whole_s),
        "bare_network_words_per_s": round(words / bare_s),
        "whole_to_bare": round(statistics.median(whole / bare for bare, whole in rounds), 2),
        "second_report_ms": round(
            1000 * statistics.median(seconds(lambda: read_report(short)) for _ in range(9))
        ),
        "second_report_words": len(short.text.split()),
        **cold_start(short),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "load": [round(value, 1) for value in os.getloadavg()],
    }
    table = "\n".join(f"{name:26}{value}" for name, value in figures.items())
    return Outcome(figures=figures, table=table)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cold_start(report: Report) -> dict[str, float]:
    """Seconds that a new `dateline read` takes for one report, and `dateline --help`: medians."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(report.text, encoding="utf-8")
        return {
            "cold_read_s": round(_median_run(["read", str(path)]), 2),
            "help_s": round(_median_run(["--help"]), 2),
        }


def _median_run(arguments: Sequence[str]) -> float:
    command = [sys.executable, "-m", "dateline", *arguments]
    work = lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: E731
    return statistics.median(seconds(work) for _ in range(COLD_RUNS))
