"""The straight-line bound of a route: no railway is shorter than the geodesics between its stops."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from geo.facts.stops import Halt
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    pass

from geo.facts.routes import main_branch


@dataclass(frozen=True)
class Bound:
    """The least that a route can measure, in km: whole, and in each country in the order it is entered."""

    total_km: float
    by_country: dict[str, float]


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
    halts = [halt for halt in main_branch(tables, route) if _is_measurable(halt)]
    by_country: dict[str, float] = {}
    for code in dict.fromkeys(code for halt in halts for code in halt.country):
        by_country[code] = sum(_bound_km(run) for run in _runs_in(code, halts))
    return Bound(_bound_km(halts), by_country)


def _runs_in(code: str, halts: list[Halt]) -> list[list[Halt]]:
    """Return the runs of successive stops that name a country."""
    return [list(run) for named, run in groupby(halts, key=lambda halt: code in halt.country) if named]


def _is_measurable(halt: Halt) -> bool:
    return halt.stop.kind != "waypoint" and (halt.uncertainty_km is not None or halt.confidence != "low")


def _bound_km(halts: list[Halt]) -> float:
    from geo.geodesy.measure import length_km

    best: list[float] = []
    for end in halts:
        ways = [0.0]
        for before, start in zip(best, halts, strict=False):
            straight = length_km([(start.lon, start.lat), (end.lon, end.lat)])
            ways.append(before + straight - (start.uncertainty_km or 0) - (end.uncertainty_km or 0))
        best.append(max(ways))
    return max(best, default=0.0)
