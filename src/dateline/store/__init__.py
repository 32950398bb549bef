"""Readings -> a store that keeps reports, claims and events, and answers queries.

A store is one SQLite file. What comes in is a `Reading`; what comes out are the same
`Report`s, `Claim`s and `Event`s, in an order that does not depend on when they were added.
Nothing that was kept is lost: a report that comes again with another text becomes the
current version, and what it said before is kept beside it (docs/store.md).
"""

from dateline.store.actors import KnownActor
from dateline.store.backups import copy_store
from dateline.store.deciding import Author
from dateline.store.decisions import Decision, Verb
from dateline.store.queries import Box, Query
from dateline.store.stores import Added, Counts, Store, Version, open_store

__all__ = [
    "Added",
    "Author",
    "Box",
    "Counts",
    "Decision",
    "KnownActor",
    "Query",
    "Store",
    "Verb",
    "Version",
    "copy_store",
    "open_store",
]
