"""A country's code -> its file of GeoNames, fetched from where GeoNames gives it out.

The only part of reading places that asks a network, and only when a user types a code for a file.
"""

import http.client
import urllib.error
import urllib.request
from pathlib import Path

from dateline.errors import InputError, SetupError
from dateline.places.adding import Watch
from dateline.places.gazetteer import Gazetteer, shipped_path

GEONAMES = "https://download.geonames.org/export/dump/"
"""GeoNames' export folder (CC BY 4.0), one zip a country."""
WHOLE_WORLD = ("allCountries", "alternateNamesV2")
TIMEOUT_S = 30
PIECE = 1 << 18


def name_of_download(typed: str) -> str | None:
    """What GeoNames calls the file: SY for "sy", allCountries, alternateNamesV2; `None` for other words.

    Raises InputError `country-unknown` for two letters that are no country.
    """
    if typed in WHOLE_WORLD:
        return typed
    if len(typed) != 2 or not typed.isalpha():
        return None
    if typed.upper() not in Gazetteer(shipped_path()).iso2.values():
        raise InputError(
            f"{typed!r} is neither a file here nor the two letters of a country, such as SY.",
            slug="country-unknown",
        )
    return typed.upper()


def download(name: str, *, to: Path, source: str = GEONAMES, watch: Watch) -> Path:
    """Fetch `name`.zip from `source` into the folder `to`. Raises SetupError `no-download`."""
    address, target = f"{source.rstrip('/')}/{name}.zip", to / f"{name}.zip"
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_S) as answer, target.open("wb") as file:
            total = int(answer.headers.get("Content-Length") or 0)
            while piece := answer.read(PIECE):
                file.write(piece)
                watch(file.tell(), total)
            if file.tell() < total:
                raise http.client.IncompleteRead(b"", total - file.tell())
    except (OSError, http.client.HTTPException, ValueError) as failure:
        if isinstance(failure, urllib.error.HTTPError):
            failure.close()  # it is an open answer as well
        raise SetupError(
            f"{address} could not be fetched ({failure}). Get the file where there is a network and give its "
            f"path: dateline gazetteer add {name}.zip. Nothing was added.",
            slug="no-download",
        ) from failure
    return target
