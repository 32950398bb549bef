"""Bytes -> Report: text, HTML, mail, JSON lines, archives of these, standard input.

    find_inputs ─▶ paths ─▶ read_reports ─▶ Report | Skipped

Files of the room in reading order: characters, published, furniture, lines, headlines,
plain, reports, records, pages, mail, archives, formats, inputs. Nothing here raises
anything but `InputError`, whatever the bytes are.
"""

from dateline.intake.inputs import find_inputs, read_bytes, read_reports
from dateline.intake.reports import Given, Skipped, make_report, report_from_text

__all__ = ["Given", "Skipped", "find_inputs", "make_report", "read_bytes", "read_reports", "report_from_text"]
