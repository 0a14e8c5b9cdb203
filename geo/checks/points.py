"""Do the tables agree with Natural Earth: is each member drawn, do points lie in the countries they name?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.model.records import Member, Place, Stop
from geo.model.states import made_of, with_parts
from geo.reading.country_advice import drawn_as
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents
from geo.reading.suggestions import is_country_code, iso_codes
from geo.world.own_units import OwnUnits
from geo.world.units import CountryShapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Natural Earth's 1:10m coast and borders are generalised; ports and bridges stand on the line itself.
TOLERANCE_KM = 5.0
_NOT_DRAWN = {True: "name the country that it is drawn as a part of", False: "a code of your own has no borders here"}


def check_members_drawn(contents: FolderContents, codes: Container[str]) -> Iterator[Fault]:
    """Yield a fault for every row of members.csv whose country has no geometry: it would be a gap on the map."""
    for row in contents.every("members"):
        code = getattr(row, "country", None)
        if isinstance(row, Member) and code not in codes and code and is_country_code(code):  # others are told already
            yield contents.fault("members", row, "country", quote(code), *_wanted(code))


def check_countries_drawn(contents: FolderContents, codes: Container[str]) -> Iterator[Fault]:
    """Yield a fault for every country of bloc.toml, or part of one, that has no geometry."""
    for code, country in contents.spec.countries.items() if contents.spec else ():
        for part in country.made_of or (code,):
            if part not in codes and is_country_code(part):  # others are told already
                path = ("countries", code, "made_of") if country.made_of else ("countries", code)
                yield contents.toml.fault(path, quote(part), *_wanted(part), value=part)


def own_units(contents: FolderContents) -> OwnUnits:
    """Return the units that a folder tells apart, and those that it makes of others."""
    rows = [getattr(row, "country", "") for row in contents.every("members")]
    if contents.spec is None:
        return OwnUnits(frozenset(rows))
    named = with_parts(contents.spec, [*rows, *contents.spec.countries])
    return OwnUnits(frozenset(named), made_of(contents.spec))


def check_points(contents: FolderContents, shapes: Mapping[str, BaseGeometry]) -> Iterator[Fault]:
    """Yield a fault for every place and stop that lies in none of the countries it names.

    Half a border's or coast's width is forgiven: ``TOLERANCE_KM``, and the row's own ``uncertainty_km``.
    ``shapes`` are those of the countries by code, EPSG:4326. Countries that are not among them are passed over.
    """
    for table in ("places", "stops"):
        for row in contents.every(table):
            if isinstance(row, Place | Stop):
                yield from _point(contents, table, row, shapes)


def _wanted(code: str) -> tuple[str, str]:
    """Return what was expected in place of a code that is not drawn, and the advice."""
    whole = drawn_as(code)
    todo = f"write {whole}, as a part of which it is drawn" if whole else _NOT_DRAWN[code in iso_codes()]
    return "a country that Natural Earth draws", todo


def _point(
    contents: FolderContents, table: str, row: Place | Stop, shapes: Mapping[str, BaseGeometry]
) -> Iterator[Fault]:
    lon, lat = (getattr(row, name, None) for name in ("lon", "lat"))
    tolerance = TOLERANCE_KM + (getattr(row, "uncertainty_km", None) or 0)
    codes = getattr(row, "country", None) or ()
    if lon is None or lat is None or _surely_in(lon, lat, codes, shapes, tolerance):
        return
    named = [code for code in codes if code in shapes]
    if not named:
        return
    own = {code: shapes[code] for code in named}
    if _lies_in(lon, lat, own, tolerance):
        return
    found = f"{lat}, {lon} {_where(lon, lat, shapes)}"
    expected = f"latitude, longitude in {' or '.join(named)}"
    swapped = abs(lon) <= 90 and _lies_in(lat, lon, own, tolerance)
    todo = "exchange latitude and longitude" if swapped else "correct the coordinates or the country"
    yield contents.fault(table, row, "lat", found, expected, todo)


def _surely_in(
    lon: float, lat: float, codes: Iterable[str], shapes: Mapping[str, BaseGeometry], tolerance_km: float
) -> bool:
    return isinstance(shapes, CountryShapes) and any(shapes.surely_near(code, lon, lat, tolerance_km) for code in codes)


def _lies_in(lon: float, lat: float, shapes: Mapping[str, BaseGeometry], tolerance_km: float) -> bool:
    from geo.geodesy.locate import country_of_point

    return country_of_point(lon, lat, shapes, tolerance_km=tolerance_km) is not None


def _where(lon: float, lat: float, shapes: Mapping[str, BaseGeometry]) -> str:
    from geo.geodesy.locate import country_of_point

    code = country_of_point(lon, lat, shapes)
    return f"in {code}" if code else "at sea"
