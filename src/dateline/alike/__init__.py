"""Claim, Claim -> Likeness: do two claims tell one happening?

Realis and stance are no part of it: a denial tells the same event as the claim
it denies. Reading order: words, names, facts, likeness.
"""

from dateline.alike.facts import Facts, find_facts
from dateline.alike.likeness import SAME_EVENT, Likeness, alike, explain, weigh

__all__ = ["SAME_EVENT", "Facts", "Likeness", "alike", "explain", "find_facts", "weigh"]
