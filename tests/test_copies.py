"""Who has it from whom: runs of words, lines of credit, shared quotations."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import a_report

from dateline.copies import Copy, Trace, canonical_outlet, find_copies, find_outlets, find_quotations

STORY = (
    "The river rose above the second arch of the old bridge on Monday night and by morning the lower "
    "quarter stood under a metre of brown water. Boats carried bread to the upper floors. The mayor "
    "asked for pumps from the capital, and the school on the hill took in ninety families with beds, "
    "blankets and two goats that nobody wanted to leave behind."
)
OTHER = (
    "Delegates of nine parties met in a hotel by the lake and argued over the wording of a single page "
    "until three in the morning, when the lights failed and the talks went on by the glow of telephones."
)


def only(copies: tuple[Copy, ...], trace: Trace) -> Copy:
    found = [copy for copy in copies if copy.trace is trace]
    assert len(found) == 1, copies
    return found[0]


def test_the_later_of_two_like_texts_is_the_copy() -> None:
    early, late = (
        a_report("z", STORY, on="2024-12-05"),
        a_report("a", STORY + " It was cold.", on="2024-12-06"),
    )
    copy = only(find_copies([late, early]), Trace.WHOLE)
    assert (copy.report, copy.of) == ("a", "z")
    assert copy.share > 0.9


def test_a_borrowed_paragraph_is_a_part() -> None:
    mixed = a_report("b", f"{OTHER}\n\n{OTHER[::-1]}\n\n{STORY[:180]}", on="2024-12-06")
    copy = only(find_copies([a_report("a", STORY, on="2024-12-05"), mixed]), Trace.PART)
    assert (copy.report, copy.of) == ("b", "a")


def test_reports_in_their_own_words_are_no_copies() -> None:
    assert find_copies([a_report("a", STORY), a_report("b", OTHER)]) == ()


def test_on_one_day_the_credited_outlet_comes_first() -> None:
    wire = a_report("z", STORY, by="Sample Wire Agency")
    paper = a_report("a", f"DOLMA (Sample Wire) – {STORY} More was to come.", by="Example Courier")
    assert only(find_copies([paper, wire]), Trace.WHOLE).of == "z"


def test_a_story_that_a_hundred_papers_print_has_one_source() -> None:
    reports = [a_report(f"p{number:03}", STORY, on="2024-12-06") for number in range(100)]
    wire = a_report("wire", STORY, on="2024-12-05")
    copies = find_copies([*reports, wire])
    assert {copy.report for copy in copies if copy.of == "wire"} == {report.id for report in reports}


def test_a_shared_quotation_is_no_copy_but_one_speaker() -> None:
    quote = "“We left when the last bus had gone and there was nobody on the road,” she said."
    copies = find_copies([a_report("a", f"{quote} {STORY}"), a_report("b", f"{OTHER} {quote}")])
    assert only(copies, Trace.QUOTATION).of == "a"
    assert len(copies) == 1


@pytest.mark.parametrize(
    ("text", "furniture", "outlet"),
    [
        ("BEIRUT (AP) — The town fell.", (), "Associated Press"),
        ("BEIRUT, Dec 7 (Reuters) - The town fell.", (), "Reuters"),
        ("The town fell.\n\nThe Associated Press contributed to this report.", (), "Associated Press"),
        ("The town fell. It was first reported by Reuters.", (), "Reuters"),
        ("The town fell.", ("With material from AFP",), "Agence France-Presse"),
        ("The town fell.", ("Quelle: dpa",), "dpa"),
        ("The town fell.", ("Photo: AP",), None),
        ("The AP of the town fell.", (), None),
        ("The town fell, AP said on the day after the long night.", (), None),
        ("The town (pop. 900) - fell.", (), None),
    ],
)
def test_lines_of_credit_are_read(text: str, furniture: tuple[str, ...], outlet: str | None) -> None:
    copies = find_copies([a_report("a", text, furniture=furniture)])
    assert [copy.outlet for copy in copies] == ([outlet] if outlet else [])


def test_an_outlet_does_not_credit_itself() -> None:
    assert find_copies([a_report("a", "BEIRUT (AP) — The town fell.", by="The Associated Press")]) == ()


def test_a_credit_finds_the_report_it_means() -> None:
    wire = a_report("w", STORY, by="Sample Wire", on="2024-12-05")
    paper = a_report("p", OTHER, by="Courier", furniture=("By Sample Wire and staff",), on="2024-12-06")
    assert only(find_copies([wire, paper]), Trace.CREDIT).of == "w"


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("the AP", "Associated Press"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("Xinhua News Agency", "Xinhua"),
        ("The Example Courier", "Example Courier"),
        ("Sample Wire Agency", "Sample Wire"),
    ],
)
def test_an_outlet_has_one_name(name: str, canonical: str) -> None:
    assert canonical_outlet(name) == canonical


def test_short_agency_names_need_their_capitals() -> None:
    assert list(find_outlets("By AP/AFP staff", outlets={})) == ["Associated Press", "Agence France-Presse"]
    assert list(find_outlets("an efe of the pa", outlets={})) == []


def test_quotations_are_compared_without_their_punctuation() -> None:
    assert find_quotations("“We left, when the last bus had gone!”") == {"we left when the last bus had gone"}
    assert find_quotations("“No,” he said.") == frozenset()


WORDS = st.sampled_from("river bridge night morning water boats bread mayor pumps hill school goats".split())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=12, max_size=60), min_size=1, max_size=6))
def test_copies_do_not_depend_on_order_and_never_run_in_circles(texts: list[list[str]]) -> None:
    reports = [
        a_report(f"r{number}", " ".join(words), on=str(date(2024, 12, 1 + number % 3)))
        for number, words in enumerate(texts)
    ]
    copies = find_copies(reports)
    assert find_copies(reports[::-1]) == copies
    source_of = {(copy.report, copy.of) for copy in copies if copy.of}
    assert not {(source, report) for report, source in source_of} & source_of
