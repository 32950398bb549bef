"""The tasks that measure fusing, on a few lines of data in the corpora's formats."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from making import a_claim, a_report, by_id

from bench.fuse_events import load_mentions, run
from bench.fuse_reports import drop_copies, label_by_words, label_reports, load_reports
from bench.fuse_speed import make_corpus
from bench.fuse_speed import run as run_speed
from dateline.fuse import fuse_claims

SENTENCES = {
    "1_1ecb": ["Ann", "Lee", "bought", "the", "mill", "in", "Karsa", "."],
    "1_2ecb": ["The", "mill", "in", "Karsa", "was", "bought", "by", "Ann", "Lee", "."],
    "2_1ecb": ["Fire", "killed", "nine", "goats", "in", "Dolma", "."],
}


def mention(report: str, *words: str, kind: str = "ACT", chain: str = "x") -> dict[str, Any]:
    tokens = [SENTENCES[report].index(word) for word in words]
    return {
        "doc_id": report,
        "sent_id": 0,
        "tokens_number": tokens,
        "tokens_str": " ".join(words),
        "mention_type": kind,
        "coref_chain": chain,
    }


@pytest.fixture
def ecb(tmp_path: Path) -> Path:
    lines = [
        f"{report}\t0\t{at}\t{word}\t-"
        for report, words in SENTENCES.items()
        for at, word in enumerate(words)
    ]
    events = [
        mention("1_1ecb", "bought", chain="sale"),
        mention("1_2ecb", "bought", chain="sale"),
        mention("2_1ecb", "killed", chain="fire"),
    ]
    entities = [mention(report, "Ann", "Lee", kind="HUM", chain="ann") for report in ("1_1ecb", "1_2ecb")] + [
        mention("1_1ecb", "Karsa", kind="LOC", chain="karsa")
    ]
    (tmp_path / "ECB_Dev_corpus.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "ECB_Dev_Event_gold_mentions.json").write_text(json.dumps(events), encoding="utf-8")
    (tmp_path / "ECB_Dev_Entity_gold_mentions.json").write_text(json.dumps(entities), encoding="utf-8")
    return tmp_path


def test_mentions_become_facts_with_their_arguments(ecb: Path) -> None:
    first, second, _ = load_mentions(ecb, "Dev")
    assert first.facts.stems == second.facts.stems
    assert [name.text for name in first.facts.actors] == ["Ann Lee"]
    assert first.topic == second.topic


def test_one_sale_told_twice_is_one_event(ecb: Path) -> None:
    outcome = run(ecb, set_name="dev")
    assert outcome.figures["dateline_conll"] == 1.0
    assert outcome.figures["lemma_topic_conll"] == 1.0
    assert len(outcome.cases) == 3


def test_reports_of_the_archive_are_loaded_by_split(tmp_path: Path) -> None:
    rows = [
        {
            "incident_id": str(number),
            "title": "A title",
            "dct": "2016-03-14",
            "uri": "http://web.archive.org/web/2016/http://www.example.com/a",
            "id": f"d{number}",
            "content": f"Body {number}.",
        }
        for number in range(3)
    ]
    with gzip.open(tmp_path / "articles.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "gvc_split_dev.csv").write_text("0,1\n1,2\n", encoding="utf-8")
    incident_of, reports = load_reports(tmp_path, "dev")
    assert incident_of == {"d1": "1", "d2": "2"}
    assert reports["d1"].publisher == "example.com"
    assert set(load_reports(tmp_path, "pool")[1]) == {"d0", "d1", "d2"}


def test_reports_that_share_an_attack_are_one_incident() -> None:
    reports = by_id(a_report("a"), a_report("b"), a_report("c"))
    claims = [
        a_claim("ASSAULT", "shooting", report=report, place=place, on="2024-12-05")
        for report, place in (("a", "Hama"), ("b", "Hama"), ("c", "Beirut"))
    ]
    labels = label_reports(["a", "b", "c"], fuse_claims(claims, reports=reports), claims)
    assert labels[0] == labels[1] != labels[2]


def test_the_same_page_twice_is_dropped_and_like_words_are_the_floor() -> None:
    page = "A boy of nine was hurt when a gun went off in a kitchen in Karsa late on Sunday night. " * 2
    other = "The council of Dolma voted for a bridge over the river and for two new schools on Monday."
    reports = by_id(a_report("a", page), a_report("b", page), a_report("c", other))
    assert set(drop_copies(reports)) == {"a", "c"}
    assert label_by_words(reports, ["a", "b", "c"]) == ["a", "a", "c"]


def test_the_made_corpus_has_the_size_asked_for_and_is_the_same_each_time() -> None:
    claims, reports = make_corpus(300)
    assert len(claims) == 300
    assert {claim.report for claim in claims} <= set(reports)
    assert make_corpus(300)[0] == claims
    assert run_speed(Path(), set_name="200,300").figures["300_claims_per_s"] > 0
