"""What a person sees on the terminal: all that is known, in words, and nothing that acts on it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import a_claim, a_place, a_report, a_voice, an_actor
from test_explain import READING

from dateline.explain import explain_reading
from dateline.export.flat import flatten_claim
from dateline.output import clean
from dateline.show import fit_columns, render, show_explained, show_reading, show_rows
from dateline.types import (
    Claim,
    Extent,
    PlaceMention,
    Reading,
    Realis,
    Speech,
    Stance,
)


def shown(claim: Claim, *, verbose: bool = False, width: int = 100) -> str:
    report = a_report("r1", "Rebels took Hama.", by="The Wire", on="2024-12-06")
    reading = Reading(report=report, sentences=(), claims=(claim,))
    return render(show_reading(reading, verbose=verbose), width=width)


def test_a_claim_is_shown_with_all_that_is_known_of_it() -> None:
    page = shown(
        a_claim(
            "ASSAULT", "shelling", by=an_actor("Syria"), to="two towns", place="Hama", on="2024-12-05",
            voices=[a_voice("the Observatory", "ngo"), a_voice("medics", "witness", named=False, count=3)],
            killed=12,
            speech=Speech.INDIRECT, stance=Stance.ACCUSES, hedged=True, realis=Realis.POSSIBLE,
            text="shelling of two towns", trigger="shelling",
        ),
        width=120,
    )  # fmt: skip
    for words in (
        "ASSAULT shelling", "possible", "score 0.80", "“shelling of two towns”", "Syria", "two towns",
        "at Hama = Hama, SYR (city, 35.13 36.75)", "2024-12-05", "12 killed",
        "The Wire ▸ the Observatory [ngo] ▸ medics [3 × unnamed witness]", "indirect speech, accuses, hedged",
    ):  # fmt: skip
        assert words in page


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    page = shown(a_claim(place="Nowhere"))
    assert "when     unknown" in page
    assert "at Nowhere = unknown place" in page


def test_the_reasons_are_shown_only_when_asked_for() -> None:
    claim = a_claim(why=("the verb is 'took'",))
    assert "the verb is" not in shown(claim)
    assert "the verb is 'took'" in shown(claim, verbose=True)


def test_a_report_without_claims_says_so() -> None:
    reading = Reading(report=a_report("r1", "It rained.\n\nAll day."), sentences=())
    assert "no claim in 0 sentences" in render(show_reading(reading), width=80)


def test_explain_goes_down_the_page_and_says_why_a_sentence_is_silent() -> None:
    page = render(show_explained(READING, explain_reading(READING)), width=80)
    order = [
        "1  Rebels took Hama.",
        "Rebels (group)",
        "CONTROL takes",
        "2  Hama fell",
        "backs the claim of sentence 1",
        "3  It rained.",
        "no claim: weather is no news of this kind",
        "4  Nothing more is known.",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_explain_shows_the_place_that_was_chosen_and_those_that_were_not() -> None:
    hama, homs = a_place("Hama"), a_place("Homs")
    assert hama is not None
    assert homs is not None
    mention = PlaceMention(12, 16, "Hama", hama, Extent.WHOLE, 0.9, (hama, homs), ("Syria is named nearby",))
    reading = replace(READING, places=(mention,))
    page = render(show_explained(reading, explain_reading(reading, sentence=1)), width=100)
    assert "Hama = Hama, SYR" in page
    assert "Syria is named nearby" in page
    assert "not Homs, SYR" in page


@pytest.mark.parametrize("column", ["actors", "voices"])
def test_a_table_has_a_line_a_record_however_long_the_text(column: str) -> None:
    row = flatten_claim(a_claim(by="x" * 500, voices=["y" * 500]), report=None)
    table = show_rows([row, row], columns=("kind", column, "report"), width=80)
    lines = render(table, width=80).splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].startswith("ASSAULT")
    assert lines[1].endswith("r1")


def test_narrow_columns_of_free_text_share_what_the_others_leave() -> None:
    columns = ("published", "actors", "voices", "report")
    assert fit_columns(columns, [10, 100, 5, 16], width=60) == [10, 21, 5, 16]
    assert fit_columns(columns, [10, 100, 100, 16], width=60) == [10, 13, 13, 16]
    assert fit_columns(columns, [10, 4, 5, 16], width=60) == [10, 4, 5, 16]
    assert fit_columns(columns, [10, 100, 100, 16], width=10) == [10, 1, 1, 16]


HOSTILE = "\x1b[31mred\x1b[0m \x9b2J \u202eevil [bold]x[/bold] :smile: \x07"


def test_text_from_outside_cannot_act_on_the_terminal() -> None:
    claim = a_claim(by=HOSTILE, place=HOSTILE, voices=[HOSTILE], text=HOSTILE, why=(HOSTILE,))
    page = shown(claim, verbose=True)
    page += render(
        show_rows([flatten_claim(claim, report=None)], columns=("actors", "voices"), width=100), width=100
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "[bold]x[/bold]" in page
    assert ":smile:" in page


@given(st.text())
def test_cleaned_text_is_one_line_without_controls(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f]", clean(text))
    assert clean(clean(text)) == clean(text)


def test_colours_are_there_only_when_asked_for() -> None:
    reading = Reading(report=a_report(), sentences=(), claims=(a_claim(),))
    assert "\x1b[" in render(show_reading(reading), width=80, colour=True)
    assert "\x1b[" not in render(show_reading(reading), width=80)
