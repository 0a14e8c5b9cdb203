"""Stops at their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import Field

from geo.model.fields import FALLBACK_LANGUAGE, Confidence, Latitude, Longitude
from geo.model.records import Place, Stop, StopKind
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd

# The middle of a town stands for its station: that much is usual, and no reason to draw the line as a guess.
UNCERTAIN_KM = 5.0


class StopFact(Stop):
    """A stop at its point: its own words and numbers, the place's where it has none.

    ``confidence`` is the lower one of stop and place.
    """

    id: str = Field(description="what tells the row from the others")
    lat: Latitude = Field(description="latitude in degrees")
    lon: Longitude = Field(description="longitude in degrees")
    kind: StopKind = Field(description="what it is, in one word or several")
    gauge_before_mm: int | None = Field(default=None, description="the gauge of the track before, in mm")
    gauge_break: bool = Field(default=False, description="whether the two gauges differ")
    crossing: bool = Field(default=False, description="whether the line crosses a border here")

    @property
    def uncertain(self) -> bool:
        """Whether the point may be more than 5 km off, or is known with low confidence."""
        return (self.uncertainty_km or 0) > UNCERTAIN_KM or self.confidence == "low"

    @property
    def gauges(self) -> tuple[int, int] | None:
        """The gauges before and after, where they differ."""
        if self.gauge_before_mm is None or self.gauge_mm is None or not self.gauge_break:
            return None
        return self.gauge_before_mm, self.gauge_mm


# Every frame, line and entry of the routes asks for these; the last few blocs are kept.
@lru_cache(maxsize=4)
def branches(tables: Tables) -> Mapping[tuple[str, str], tuple[StopFact, ...]]:
    """Return the stops of each branch in their order, by route and branch; routes in the order of routes.csv."""
    grouped: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for stop in tables.stops:
        grouped[stop.route, stop.branch].append(stop)
    places = {place.id: place for place in tables.places}
    order = [route.id for route in tables.routes]
    names = sorted(grouped, key=lambda name: order.index(name[0]))
    return MappingProxyType({name: _resolved(sorted(grouped[name], key=_seq), places) for name in names})


def _seq(stop: Stop) -> int:
    return stop.seq


def _resolved(stops: list[Stop], places: dict[str, Place]) -> tuple[StopFact, ...]:
    """Return stops in their order at their points; a gauge goes on until another one is told."""
    facts: list[StopFact] = []
    for stop in stops:
        facts.append(_at_point(stop, places.get(stop.place or ""), facts[-1].gauge_mm if facts else None))
    return tuple(facts)


def _at_point(stop: Stop, place: Place | None, gauge_before: int | None) -> StopFact:
    lon, lat = (stop.lon, stop.lat) if place is None else (place.lon, place.lat)
    if lon is None or lat is None:  # geo.checks.routes has refused such a stop long before
        raise ValueError(f"stops.csv line {stop.line}: a stop without a point")
    places = (place,) if place else ()
    country = stop.country or (place.country if place else ())
    uncertainty = next((row.uncertainty_km for row in (stop, *places) if row.uncertainty_km is not None), None)
    gauge = stop.gauge_mm or gauge_before
    resolved = {
        "id": f"stop:{stop.route}:{stop.branch}:{stop.seq}",
        "name": stop.name or (place.name if place else {}),
        "also": stop.also or (place.also if place else ""),
        "country": country,
        "lon": lon,
        "lat": lat,
        "uncertainty_km": uncertainty,
        "single": stop.single if place is None else place.single,
        "confidence": _lowest(stop.confidence, *(row.confidence for row in places)),
        "gauge_mm": gauge,
        "gauge_before_mm": gauge_before,
        "gauge_break": gauge_before is not None and gauge_before != gauge,
        "crossing": stop.kind == "border" or len(country) > 1,
    }
    return StopFact.model_validate(dict(stop) | resolved)


def _lowest(*levels: Confidence) -> Confidence:
    ranks: tuple[Confidence, ...] = ("low", "medium", "high")
    return next(rank for rank in ranks if rank in levels)


def stops_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the stops of all routes as points.

    Returns
    -------
    GeoDataFrame
        One row a stop, index ``id`` (``stop:<route>:<branch>:<seq>``), in the order of routes, branches and stops;
        EPSG:4326. Columns: the fields of ``StopFact``, words in ``language``; ``geometry``.
    """
    from shapely import Point

    from geo.facts.frames import geo_table

    stops = [stop for branch in branches(tables).values() for stop in branch]
    return geo_table(StopFact, stops, [Point(stop.lon, stop.lat) for stop in stops], language)
