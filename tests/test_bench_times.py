"""The scorer of date words counts as TempEval-3 does."""

from datetime import date
from pathlib import Path

from bench.times import Tally, Timex, count, pair_up, read_document, read_documents, run, score

TML = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-12-07">2024-12-07</TIMEX3></DCT>
<TEXT>
Rebels <EVENT eid="e1">took</EVENT> Hama &amp; Homs on
<TIMEX3 tid="t1" type="DATE" value="2024-12-05">Thursday </TIMEX3>
after <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.
</TEXT>
</TimeML>
"""


def test_a_document_is_read_without_its_tags(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TML, "utf-8")
    document = read_document(tmp_path / "a.tml")
    assert document is not None
    assert document.published == date(2024, 12, 7)
    assert [document.text[timex.start : timex.end] for timex in document.gold] == ["Thursday", "two days"]
    assert "Hama & Homs" in document.text


def test_a_name_that_comes_twice_counts_once(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.tml").write_text(TML, "utf-8")
    assert len(list(read_documents(tmp_path))) == 1


GOLD = [Timex(0, 10, "DATE", "2024"), Timex(20, 30, "DATE", "2023"), Timex(40, 50, "SET", "P1D")]


def test_pairs_are_one_to_one_and_exact_ones_first() -> None:
    found = [
        Timex(0, 5, "DATE", "2024"),
        Timex(0, 10, "DATE", "2024"),
        Timex(25, 35, "TIME", "2023"),
        Timex(60, 70, "DATE", "1"),
    ]
    pairs = pair_up(GOLD, found)
    assert (GOLD[0], found[1]) in pairs
    assert (GOLD[1], found[2]) in pairs
    assert (GOLD[2], None) in pairs
    assert (None, found[0]) in pairs
    assert (None, found[3]) in pairs


def test_type_and_value_count_over_the_relaxed_pairs() -> None:
    tally = Tally()
    count(tally, pair_up(GOLD, [Timex(0, 10, "DATE", "2024"), Timex(25, 35, "TIME", "2023")]))
    assert (tally.gold, tally.found, tally.strict, tally.relaxed, tally.type, tally.value) == (
        3,
        2,
        1,
        2,
        1,
        2,
    )
    assert tally.f(tally.relaxed) == 80.0
    assert tally.by_type["SET"].gold == 1


def test_the_task_gives_figures_and_a_row_a_date_word(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TML, "utf-8")
    outcome = run(tmp_path, set_name=None)
    assert outcome.figures["documents"] == 1
    assert outcome.figures["strict"] == outcome.figures["value"] == 100.0
    assert [case["gold"] for case in outcome.cases] == ["Thursday", "two days"]


def test_a_finder_that_finds_nothing_scores_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TML, "utf-8")
    tally, _, _ = score(list(read_documents(tmp_path)), lambda _: ())
    assert (tally.found, tally.f(tally.value)) == (0, 0.0)
