"""How exactly a day is known, in the notations of others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times.precision import find_acled_precision, find_ucdp_precision, write_edtf
from dateline.types import Basis, When


def a_when(earliest: str | None, latest: str | None) -> When:
    return When(
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
        basis=Basis.STATED,
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf", "acled", "ucdp"),
    [
        ("2024-12-06", "2024-12-06", "2024-12-06", 1, 1),
        ("2024-12-06", "2024-12-07", "2024-12-06/2024-12-07", 2, 2),
        ("2024-12-02", "2024-12-08", "2024-12-02/2024-12-08", 2, 3),
        ("2024-12-11", "2024-12-20", "2024-12-11/2024-12-20", 2, 4),
        ("2024-12-01", "2024-12-31", "2024-12", 3, 4),
        ("2024-02-01", "2024-02-29", "2024-02", 3, 4),
        ("2024-07-01", "2024-09-30", "2024-07-01/2024-09-30", None, 5),
        ("2011-01-01", "2011-12-31", "2011", None, 5),
        ("1990-01-01", "1999-12-31", "199X", None, None),
        ("1900-01-01", "1999-12-31", "19XX", None, None),
        ("2011-03-01", None, "2011-03-01/..", None, None),
        (None, "2016-12-31", "../2016-12-31", None, None),
        (None, None, None, None, None),
    ],
)
def test_a_when_is_written_as_others_do(
    earliest: str | None, latest: str | None, edtf: str | None, acled: int | None, ucdp: int | None
) -> None:
    when = a_when(earliest, latest)
    assert (write_edtf(when), find_acled_precision(when), find_ucdp_precision(when)) == (edtf, acled, ucdp)


def test_no_date_has_no_precision() -> None:
    assert find_acled_precision(None) is None
    assert find_ucdp_precision(None) is None


@given(st.dates(), st.integers(min_value=0, max_value=800))
def test_a_wider_date_is_never_more_precise(day: date, width: int) -> None:
    end = date.fromordinal(min(day.toordinal() + width, date.max.toordinal()))
    narrow, wide = (
        When(earliest=day, latest=day, basis=Basis.STATED),
        When(earliest=day, latest=end, basis=Basis.STATED),
    )
    for find in (find_acled_precision, find_ucdp_precision):
        assert (find(wide) or 9) >= (find(narrow) or 9)
