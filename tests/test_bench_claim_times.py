"""The When of claims is measured at gold triggers."""

import json
from pathlib import Path

from bench.claim_times import run

REPORT = {
    "id": "r1",
    "title": "Rebels take Hama",
    "published": "2024-12-07",
    "text": "Rebels took Hama on Thursday. Residents praised them.",
}
CLAIM = {
    "kind": "CONTROL",
    "trigger": "took",
    "actors": [],
    "targets": [],
    "places": [],
    "voices": [],
    "figures": [],
    "evidence": ["Rebels took Hama on Thursday."],
    "when": {"text": "on Thursday", "earliest": "2024-12-05", "latest": "2024-12-05"},
}
UNDATED = CLAIM | {
    "kind": "SUPPORT",
    "trigger": "praised",
    "evidence": ["Residents praised them."],
    "when": None,
}


def test_right_days_and_open_dates_are_counted(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(REPORT) + "\n", "utf-8")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "r1.json").write_text(json.dumps({"id": "r1", "claims": [CLAIM, UNDATED]}), "utf-8")
    outcome = run(tmp_path, set_name=None)
    assert (outcome.figures["claims"], outcome.figures["dated"]) == (2, 1)
    assert (outcome.figures["found"], outcome.figures["exact"], outcome.figures["wrong"]) == (
        100.0,
        100.0,
        0.0,
    )
    assert outcome.cases[0]["chosen"] == outcome.cases[0]["gold"] == ("2024-12-05", "2024-12-05")
    assert (outcome.cases[1]["chosen"] is None) == (outcome.figures["open"] == 100.0)
