"""Routes as frames of sections and stops, their drawn lines, and the least they can measure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import check_one_of
from geo.facts.sections import SectionFact, section_facts, sections
from geo.facts.stops import StopFact, branches
from geo.model.fields import FALLBACK_LANGUAGE
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

MAIN = "main"


@lru_cache(maxsize=8)  # (tables are equal only to themselves)
def route_lines(tables: Tables, *, smooth: bool = True) -> Mapping[str, NDArray[np.float64]]:
    """Return the line of each section by its id ``route:<route>:<branch>:<seq>``.

    Parameters
    ----------
    tables
        The bloc's tables.
    smooth
        Draw approximate sections as a gentle curve through the stops. Never measure such a line.

    Returns
    -------
    mapping of arrays
        Longitudes and latitudes, shape (n, 2); the surveyed line where there is one, else
        geodesics in steps of at most 25 km, or the curve. Shared with all who ask: neither it nor they can be written.
    """
    import numpy as np

    from geo.geodesy.lines import stretch
    from geo.geodesy.measure import densify

    points, first = {}, {}
    for name, stops in branches(tables).items():
        points[name] = np.array([(stop.lon, stop.lat) for stop in stops])
        first[name] = 0
    lines = {}
    for section in sections(tables):
        name = section.start.route, section.start.branch
        begin, end = first[name], first[name] + len(section.stops) - 1
        if section.course:
            lines[section.id] = stretch(tables.courses[section.course], points[name][begin], points[name][end])
        elif smooth and section.approximate:
            lines[section.id] = _curve(points[name], begin, end)
        else:
            lines[section.id] = densify(points[name][begin : end + 1])
        first[name] = end
    for line in lines.values():
        line.setflags(write=False)
    return MappingProxyType(lines)


def _curve(points: NDArray[np.float64], begin: int, end: int) -> NDArray[np.float64]:
    """Return the curve through a branch's points from one to another; a common point of two steps stands once."""
    import numpy as np

    from geo.geodesy.lines import bend

    around = max(begin - 1, 0)  # the points next to the ends still shape the curve
    steps = bend(points[around : end + 2])[begin - around : end - around]
    return np.concatenate([*(step[:-1] for step in steps), points[end : end + 1]])


def route_frame(
    tables: Tables, day: date, *, smooth: bool = False, language: str = FALLBACK_LANGUAGE
) -> gpd.GeoDataFrame:
    """Return the sections of all routes in the state of a day.

    Returns
    -------
    GeoDataFrame
        One row a section between neighbouring named stops, index ``id``, in the order of routes, branches and stops;
        EPSG:4326, cut at 180°. Columns: the fields of ``SectionFact``, words in ``language``; ``geometry`` (geodesics;
        with ``smooth``, a gentle curve where approximate).
    """
    from geo.facts.frames import geo_table
    from geo.geodesy.lines import cut_at_180

    facts = section_facts(tables, day)
    lines = route_lines(tables, smooth=smooth)
    return geo_table(SectionFact, facts, [cut_at_180(lines[fact.id]) for fact in facts], language)


def main_branch(tables: Tables, route: str) -> tuple[StopFact, ...]:
    """Return the stops of a route's branch ``main``, or of its first one; empty for a route without stops.

    Raises ``MisuseError`` for a route that does not exist.
    """
    check_one_of(route, (row.id for row in tables.routes), f"a route of {tables.spec.id}")
    found = branches(tables)
    first = next((stops for (name, _), stops in found.items() if name == route), ())
    return found.get((route, MAIN), first)


def countries_crossed(tables: Tables, route: str) -> list[str]:
    """Return the countries a route's main branch runs through, in the order it first enters them, by its stops."""
    return list(dict.fromkeys(code for stop in main_branch(tables, route) for code in stop.country))
