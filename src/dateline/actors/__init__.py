"""A name or noun phrase -> Actor: who it is, with country and sectors, or an honest `None`.

    open_directory()  ─▶ Directory, which knows who is who
    own.open_directory_with("actors.csv") ─▶ Directory, in which a user's rows come first
    resolve_actor("Assad's forces", directory=…, countries=("SYR",)) ─▶ Resolution

`docs/actors.md` follows some phrases through it.
"""

from dateline.actors.answers import Resolution
from dateline.actors.directory import Directory, open_directory
from dateline.actors.locals import (
    actors_of,
    are_set_apart,
    find_names,
    is_local,
    replace_actors,
    settle_locals,
)
from dateline.actors.resolve import resolve_actor
from dateline.actors.speakers import is_actor_word, named_countries, outlet_country, voice_kind

__all__ = [
    "Directory",
    "Resolution",
    "actors_of",
    "are_set_apart",
    "find_names",
    "is_actor_word",
    "is_local",
    "named_countries",
    "open_directory",
    "outlet_country",
    "replace_actors",
    "resolve_actor",
    "settle_locals",
    "voice_kind",
]
