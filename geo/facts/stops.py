"""Stops at their points, and the sections between stops with their states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.model.fields import FALLBACK_LANGUAGE, Confidence, Text
from geo.model.locale import pick
from geo.model.records import Place, Stop
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd

# The middle of a town stands for its station: that much is usual, and no reason to draw the line as a guess.
UNCERTAIN_KM = 5.0
STOP_COLUMNS = {
    "id": "str",
    "route": "str",
    "branch": "str",
    "seq": "int64",
    "name": "str",
    "also": "str",
    "kind": "str",
    "country": "str",
    "place": "str",
    "gauge_mm": "Int64",
    "gauge_before_mm": "Int64",
    "gauge_break": "bool",
    "crossing": "bool",
    "chainage_km": "float64",
    "length_km": "float64",
    "uncertainty_km": "float64",
    "confidence": "str",
    "note": "str",
    "sources": "str",
}


@dataclass(frozen=True)
class Halt:
    """A stop at its point: the stop's own words and numbers, the place's where the stop has none.

    ``gauge_mm`` is the gauge of the track from here on, ``gauge_before_mm`` that of the track before; ``None`` where
    the table does not tell. ``confidence`` is the lower one of stop and place.
    """

    stop: Stop
    name: Text
    also: str
    country: tuple[str, ...]
    lon: float
    lat: float
    uncertainty_km: float | None
    confidence: Confidence
    gauge_mm: int | None
    gauge_before_mm: int | None

    @property
    def uncertain(self) -> bool:
        """Whether the point may be more than 5 km off, or is known with low confidence."""
        return (self.uncertainty_km or 0) > UNCERTAIN_KM or self.confidence == "low"

    @property
    def gauge_break(self) -> tuple[int, int] | None:
        """The gauges before and after, where they differ."""
        if self.gauge_before_mm is None or self.gauge_mm is None or self.gauge_before_mm == self.gauge_mm:
            return None
        return self.gauge_before_mm, self.gauge_mm

    @property
    def crossing(self) -> bool:
        """Whether the line crosses a border here."""
        return self.stop.kind == "border" or len(self.country) > 1


# Every frame, line and entry of the routes asks for these; the last few blocs are kept.
@lru_cache(maxsize=4)
def branches(tables: Tables) -> Mapping[tuple[str, str], tuple[Halt, ...]]:
    """Return the stops of each branch in their order, by route and branch; routes in the order of routes.csv."""
    grouped: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for stop in tables.stops:
        grouped[stop.route, stop.branch].append(stop)
    places = {place.id: place for place in tables.places}
    order = [route.id for route in tables.routes]
    names = sorted(grouped, key=lambda name: order.index(name[0]))
    return MappingProxyType({name: _halts(sorted(grouped[name], key=lambda stop: stop.seq), places) for name in names})


def _halts(stops: list[Stop], places: dict[str, Place]) -> tuple[Halt, ...]:
    halts = []
    gauge = None
    for stop in stops:
        halts.append(_halt(stop, places.get(stop.place or ""), gauge))
        gauge = halts[-1].gauge_mm
    return tuple(halts)


def _halt(stop: Stop, place: Place | None, gauge: int | None) -> Halt:
    lon, lat = (stop.lon, stop.lat) if place is None else (place.lon, place.lat)
    if lon is None or lat is None:  # geo.checks.routes has refused such a stop long before
        raise ValueError(f"stops.csv line {stop.line}: a stop without a point")
    places = (place,) if place else ()
    uncertainty = next((row.uncertainty_km for row in (stop, *places) if row.uncertainty_km is not None), None)
    return Halt(
        stop=stop,
        name=stop.name or (place.name if place else {}),
        also=stop.also or (place.also if place else ""),
        country=stop.country or (place.country if place else ()),
        lon=lon,
        lat=lat,
        uncertainty_km=uncertainty,
        confidence=_lowest(stop.confidence, *(row.confidence for row in places)),
        gauge_mm=stop.gauge_mm or gauge,
        gauge_before_mm=gauge,
    )


def _lowest(*levels: Confidence) -> Confidence:
    ranks: tuple[Confidence, ...] = ("low", "medium", "high")
    return next(rank for rank in ranks if rank in levels)


def stops_frame(tables: Tables, *, language: str = FALLBACK_LANGUAGE) -> gpd.GeoDataFrame:
    """Return the stops of all routes as points.

    Returns
    -------
    GeoDataFrame
        One row a stop, index ``id`` (``stop:<route>:<branch>:<seq>``), in the order of routes, branches and stops;
        EPSG:4326. Columns: those of stops.csv, with name, country and uncertainty from the place where the stop has
        none of its own; ``gauge_mm`` after and ``gauge_before_mm`` before the stop, ``gauge_break`` where they
        differ, ``crossing`` where the line crosses a border.
    """
    from shapely import Point

    from geo.facts.frames import geo_table

    halts = (halt for branch in branches(tables).values() for halt in branch)
    return geo_table(((*_stop_row(halt, language), Point(halt.lon, halt.lat)) for halt in halts), STOP_COLUMNS)


def _stop_row(halt: Halt, language: str) -> tuple[object, ...]:
    stop = halt.stop
    return (
        f"stop:{stop.route}:{stop.branch}:{stop.seq}",
        stop.route,
        stop.branch,
        stop.seq,
        pick(halt.name, language),
        halt.also,
        stop.kind,
        " ".join(halt.country),
        stop.place,
        halt.gauge_mm,
        halt.gauge_before_mm,
        halt.gauge_break is not None,
        halt.crossing,
        stop.chainage_km,
        stop.length_km,
        halt.uncertainty_km,
        halt.confidence,
        pick(stop.note, language),
        " ".join(stop.sources),
    )
