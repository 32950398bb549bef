"""What each sign is worth, in log odds."""

from collections.abc import Mapping
from types import MappingProxyType

SPOT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "bias": -1.0,
        "reader:place": 3.0,
        "reader:place:same": 1.0,
        "reader:facility": 0.5,
        "reader:person": -3.0,
        "reader:group": -2.5,
        "reader:nationality": -4.0,
        "kind:country": 3.5,
        "kind:admin1": 1.5,
        "kind:own": 2.0,
        "people:6": 0.8,
        "people:7": 1.3,
        "people:5": 0.3,
        "words:2": 0.5,
        "words:3": 1.0,
        "before:preposition": 0.8,
        "before:title": -2.5,
        "before:capital": -1.5,
        "after:capital": -1.5,
        "after:institution": -2.0,
        "after:level": 1.5,
        "word:ordinary": -4.0,
        "word:small": -2.5,
        "name:unknown": -1.0,
        "name:alternate": -0.7,
        "elsewhere:place": 1.0,
        "elsewhere:person": -1.5,
        "after:says": -1.0,
        "before:stop": -0.3,
    }
)

CHOICE_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "kind:country": 4.0,
        "kind:admin1": 0.5,
        "kind:admin2": -1.5,
        "kind:other": 0.5,
        "people:country": 2.0,
        "people:admin1": 4.0,
        "people:admin2": 4.0,
        "people:city": 8.0,
        "people:other": 0.0,
        "most people": 0.5,
        "own name": 0.7,
        "own table": 2.0,
        "unlike": -10.0,
        "level fits": 3.0,
        "level differs": -3.0,
        "home": 1.0,
    }
)
CONTEXT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        **CHOICE_WEIGHTS,
        "same country": 3.0,
        "near others": 2.5,
        "inside others": 3.0,
        "in what follows": 5.0,
        "not in what follows": -1.0,
    }
)
