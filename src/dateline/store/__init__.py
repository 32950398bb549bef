"""Readings -> a store that keeps reports, claims and events, and answers queries.

A store is one SQLite file. What comes in is a `Reading`; what comes out are the same
`Report`s, `Claim`s and `Event`s, in an order that does not depend on when they were added.
Nothing that was kept is lost: a report that comes again with another text becomes the
current version, and what it said before is kept beside it (docs/store.md).
"""

from dateline.store.backups import copy_store
from dateline.store.queries import Box, Query
from dateline.store.stores import Added, Counts, Store, Version, open_store

__all__ = ["Added", "Box", "Counts", "Query", "Store", "Version", "copy_store", "open_store"]
