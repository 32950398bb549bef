"""Place, extent -> how exact it is, in the codes of ACLED and UCDP.

Both say how near to the pin the happening was: an analyst drops "somewhere in the province" from a
map of towns by one of these columns.
"""

from dateline.types import Extent, Place

_TOWNS = frozenset({"city", "airport", "base", "camp", "crossing", "government", "port", "prison", "site"})
_SMALL_KM = 25.0
"""UCDP's own limit between "near" and a fuzzy area."""
_WHERE_OF_KIND = {"admin2": 3, "admin1": 4, "country": 6, "water": 7, "continent": 6}


def acled_geo_precision(place: Place, *, extent: Extent = Extent.WHOLE) -> int:
    """1 the town or site itself, 2 a small region or near a town, 3 a large region.

    ACLED codebook, "Geo-precision".
    """
    if place.kind in _TOWNS:
        return 1 if extent is Extent.WHOLE else 2
    return 2 if place.kind == "admin2" or place.radius_km <= _SMALL_KM else 3


def ucdp_where_prec(place: Place, *, extent: Extent = Extent.WHOLE) -> int:
    """1 exact, 2 near a known place, 3 second-order unit, 4 first-order unit, 5 an area that is no
    unit, 6 the country, 7 sea or air.

    UCDP GED codebook, `where_prec`. A part of a country is an area that is no unit.
    """
    if place.kind in _TOWNS:
        return 1 if extent is Extent.WHOLE else 2
    if place.kind == "country" and extent is Extent.PART:
        return 5
    return _WHERE_OF_KIND.get(place.kind, 2 if place.radius_km <= _SMALL_KM else 5)
