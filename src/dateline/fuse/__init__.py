"""Claim, Claim, … -> Event, Event, …: one event for each happening, with its independent sources.

Claims are never merged away: an event points to them, and a wrong event can be undone.
The result is the same in whatever order the claims come.

Reading order: tellings, blocks, groups, lineage, origins, fields, disputes, summaries, grades,
events.
"""

from dateline.fuse.events import fuse_claims, time_order

__all__ = ["fuse_claims", "time_order"]
