"""A name or noun phrase -> Actor: who it is, with country and sectors, or an honest `None`.

    open_directory()  ─▶ Directory, which knows who is who
    resolve_actor("Assad's forces", directory=…, countries=("SYR",)) ─▶ Resolution

`docs/actors.md` follows some phrases through it.
"""

from dateline.actors.answers import Resolution
from dateline.actors.directory import Directory, open_directory
from dateline.actors.resolve import resolve_actor
from dateline.actors.speakers import is_actor_word, named_countries, outlet_country, voice_kind

__all__ = [
    "Directory",
    "Resolution",
    "is_actor_word",
    "named_countries",
    "open_directory",
    "outlet_country",
    "resolve_actor",
    "voice_kind",
]
