"""Claim, Claim, … -> Situation: who holds what, who moved where and who fights whom, as known by a day.

Time counts twice. What counts for the picture is when a thing happened, not when it was
printed: a late report of an early loss does not undo a later gain. What counts for what
was known is the day of print alone: only reports out by `known_by` are read at all, so
nothing learned later leaks in.

Reading order: knowledge, control, movements, ties, gaps, situations, changes.
"""

from dateline.situation.changes import changes_between, compare_days
from dateline.situation.knowledge import Knowledge
from dateline.situation.situations import draw_situation, situation_on

__all__ = ["Knowledge", "changes_between", "compare_days", "draw_situation", "situation_on"]
