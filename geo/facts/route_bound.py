"""The straight-line bound of a route: no railway is shorter than the geodesics between its stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from geo.facts.routes import main_branch
from geo.facts.stops import StopFact
from geo.tables import Tables


@dataclass(frozen=True)
class Bound:
    """The least that a route can measure, in km: whole, and in each country in the order it is entered."""

    total_km: float
    by_country: Mapping[str, float]


@lru_cache(maxsize=64)  # (tables are equal only to themselves)
def straight_line_bound(tables: Tables, route: str) -> Bound:
    """Return how much a route's main branch measures at least, on the WGS84 ellipsoid.

    Returns
    -------
    Bound
        In km. The bounds of single countries reach from the first to the last stop that names the country, borders
        among them, and add up to no more than the whole.

    Raises
    ------
    MisuseError
        For a route that does not exist.

    Notes
    -----
    A line between two points is no shorter than the straight one less what the points are uncertain by. Of all ways to
    choose among the stops in their order, the one that gives the greatest sum is taken. Waypoints, and stops of low
    confidence without a figure for their uncertainty, are passed over: the line need not go there.
    """
    stops = [stop for stop in main_branch(tables, route) if _is_measurable(stop)]
    by_country: dict[str, float] = {}
    for code in dict.fromkeys(code for stop in stops for code in stop.country):
        by_country[code] = sum(_bound_km(run) for run in _runs_in(code, stops))
    return Bound(_bound_km(stops), MappingProxyType(by_country))


def _runs_in(code: str, stops: list[StopFact]) -> list[list[StopFact]]:
    """Return the runs of successive stops that name a country."""
    return [list(run) for named, run in groupby(stops, key=lambda stop: code in stop.country) if named]


def _is_measurable(stop: StopFact) -> bool:
    return stop.kind != "waypoint" and (stop.uncertainty_km is not None or stop.confidence != "low")


def _bound_km(stops: list[StopFact]) -> float:
    from geo.geodesy.measure import length_km

    best: list[float] = []
    for end in stops:
        ways = [0.0]
        for before, start in zip(best, stops, strict=False):
            straight = length_km([(start.lon, start.lat), (end.lon, end.lat)])
            ways.append(before + straight - (start.uncertainty_km or 0) - (end.uncertainty_km or 0))
        best.append(max(ways))
    return max(best, default=0.0)
