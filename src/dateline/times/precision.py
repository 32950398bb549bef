"""When -> the ways others write how exactly a day is known: EDTF, ACLED, UCDP.

EDTF is ISO 8601-2's notation, one string that holds an open or wide date. ACLED's
time_precision and UCDP GED's date_prec are small numbers, 1 being the exact day; both leave
out what is only known to lie in more than a month or a year.
"""

from calendar import monthrange
from datetime import date

from dateline.types import When


def _days_of(when: When) -> int | None:
    """How many days the When covers; None where an end is open."""
    if when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _as_one(first: date, last: date) -> str | None:
    """A day, month, year, decade or century as one EDTF date; None where the days are none of them."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or not _ends_month(last):
        return None
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    if (first.month, last.month) != (1, 12):
        return None
    if first.year == last.year:
        return f"{first.year:04}"
    if first.year % 10 == 0 and last.year == first.year + 9:
        return f"{first.year // 10:03}X"
    return f"{first.year // 100:02}XX" if first.year % 100 == 0 and last.year == first.year + 99 else None


def write_edtf(when: When) -> str | None:
    """ "2024-12-06", "2024-12", "199X", "2024-12-02/2024-12-08", "2011-01-01/.."; None where
    neither end is known."""
    if when.earliest is None and when.latest is None:
        return None
    if when.earliest is None:
        return f"../{when.latest}"
    if when.latest is None:
        return f"{when.earliest}/.."
    return _as_one(when.earliest, when.latest) or f"{when.earliest}/{when.latest}"


# Days up to which a date counts as known to the week; ACLED says "during the week or within
# a similar period of time" (ACLED Codebook, time precision).
_ACLED_WEEK_DAYS = 10


def find_acled_precision(when: When | None) -> int | None:
    """ACLED's time_precision: 1 the day, 2 the week, 3 the month; None where it is known less well."""
    days = _days_of(when) if when is not None else None
    if days is None or days > 31:
        return None
    if days == 1:
        return 1
    return 2 if days <= _ACLED_WEEK_DAYS else 3


def find_ucdp_precision(when: When | None) -> int | None:
    """UCDP GED's date_prec: 1 the day, 2 two to six days, 3 the week, 4 the month, 5 up to a year;
    None where it is known less well (UCDP GED Codebook, date_prec)."""
    days = _days_of(when) if when is not None else None
    if days is None:
        return None
    limits = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((precision for most_days, precision in limits if days <= most_days), None)
