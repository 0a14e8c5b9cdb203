"""Lengths and areas on the WGS84 ellipsoid, and which country holds a point or a stretch of a line.

A line's edge is a geodesic, as that is what a way on the ground is; a polygon's edge is straight in longitude and
latitude, as borders along a parallel are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    import geopandas
    from pyproj import Geod

LonLat = tuple[float, float]
Coords = NDArray[np.float64]
"""(n, 2): longitude, latitude in degrees."""
Holders = list[tuple[str, BaseGeometry]]
"""Codes and polygons, by code."""

MAX_STEP_KM = 25.0
CLIP_STEP_KM = 5.0
"""Chord to chord, a geodesic of this length strays less than 10 m from the straight line in degrees below 80°."""
AREA_STEP_DEG = 0.1
RUN = 256
"""Edges of a line that are looked up at once: most runs lie in one country and are never cut."""


@cache
def ellipsoid() -> Geod:
    """Return the WGS84 ellipsoid."""
    from pyproj import Geod  # late: a point inside its country needs no measure

    return Geod(ellps="WGS84")


def geodesic(lonlat_a: LonLat, lonlat_b: LonLat, max_step_km: float = MAX_STEP_KM) -> Coords:
    """Return the shortest line on the ellipsoid between two points as vertices at equal distances.

    Parameters
    ----------
    lonlat_a, lonlat_b : longitude and latitude in degrees.
    max_step_km : the greatest distance between two vertices, above 0.

    Returns
    -------
    (n, 2), n ≥ 2, longitudes in [-180, 180]; the ends are exactly the points given. Two equal points give both.
    """
    if max_step_km <= 0:
        raise ValueError(f"max_step_km is {max_step_km}, expected a number above 0")
    distance_km = length_km([lonlat_a, lonlat_b])
    between = int(np.ceil(distance_km / max_step_km)) - 1
    points = ellipsoid().npts(*lonlat_a, *lonlat_b, between) if between > 0 else []
    return np.array([lonlat_a, *points, lonlat_b], dtype=np.float64)


def densify(coords: ArrayLike, max_step_km: float = MAX_STEP_KM) -> Coords:
    """Return a line with vertices added along the geodesics of its long edges.

    Parameters
    ----------
    coords : (n, 2) longitude and latitude in degrees; all of them are kept.
    max_step_km : the greatest distance between two vertices, above 0.
    """
    lonlat = _coords(coords)
    long = np.flatnonzero(_steps_km(lonlat) > max_step_km)
    pieces, start = [], 0
    for i in long.tolist():
        (x0, y0), (x1, y1) = lonlat[i : i + 2].tolist()
        pieces += [lonlat[start : i + 1], geodesic((x0, y0), (x1, y1), max_step_km)[1:-1]]
        start = i + 1
    return np.concatenate([*pieces, lonlat[start:]])


def length_km(coords: ArrayLike) -> float:
    """Return the length in km of a line of geodesics through (n, 2) coordinates; 0 for fewer than two."""
    lonlat = _coords(coords)
    return float(_steps_km(lonlat).sum())


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area in km² of polygons in degrees; 0 for what has no area."""
    fine = shapely.segmentize(shapely.orient_polygons(geometry), AREA_STEP_DEG)
    polygons = [part for part in shapely.get_parts(shapely.get_parts(fine)) if part.geom_type == "Polygon"]
    return sum(abs(ellipsoid().geometry_area_perimeter(part)[0]) for part in polygons) / 1e6


def length_by_country(coords: ArrayLike, countries: geopandas.GeoDataFrame) -> dict[str, float]:
    """Return how many km of a line lie in each country.

    Parameters
    ----------
    coords : (n, 2) longitude and latitude in degrees; the line may cross 180°.
    countries : index of codes, polygons in EPSG:4326 cut at ±180°.

    Returns
    -------
    km by code, in the order in which the countries are first entered; countries not touched, and stretches outside
    all countries, are left out, so that the sum is at most the whole length. A stretch along a shared border counts
    once.
    """
    found: dict[str, float] = defaultdict(float)
    if len(_coords(coords)) < 2:
        return {}
    runs = [run for piece in split_at_antimeridian(densify(coords, CLIP_STEP_KM)) for run in _runs(piece)]
    for run, holders in zip(runs, _holders(runs, countries), strict=True):
        for code, km in _share(run, holders):
            found[code] += km
    return {code: km for code, km in found.items() if km > 0}


def split_at_antimeridian(lonlat: Coords) -> list[Coords]:
    """Cut a line, shape (n, 2) in degrees, wherever a step of more than half the globe shows that it crosses 180°.

    The shorter way round must be meant. Both pieces end where the step meets the meridian, each on its own side.
    """
    jumps = np.flatnonzero(np.abs(np.diff(lonlat[:, 0])) > 180)
    pieces = np.split(lonlat, jumps + 1)
    for i, jump in enumerate(jumps.tolist()):
        (x0, y0), (x1, y1) = lonlat[jump : jump + 2].tolist()
        to_edge, beyond = 180 - abs(x0), 180 - abs(x1)
        # Both may lie on the meridian itself, one on either side.
        lat = y0 + (y1 - y0) * to_edge / (to_edge + beyond) if to_edge else y0
        pieces[i] = np.vstack([pieces[i], [np.copysign(180.0, x0), lat]])
        pieces[i + 1] = np.vstack([[np.copysign(180.0, x1), lat], pieces[i + 1]])
    return pieces


def _coords(coords: ArrayLike) -> Coords:
    return np.asarray(coords, dtype=np.float64).reshape(-1, 2)


def _steps_km(lonlat: Coords) -> NDArray[np.float64]:
    metres = ellipsoid().line_lengths(lonlat[:, 0], lonlat[:, 1])
    return np.asarray(metres, dtype=np.float64) / 1000


def _runs(lonlat: Coords) -> list[Coords]:
    """Cut a line into short runs of vertices, each beginning where the last one ended."""
    return [lonlat[i : i + RUN + 1] for i in range(0, len(lonlat) - 1, RUN)]


def _holders(runs: Sequence[Coords], countries: geopandas.GeoDataFrame) -> list[Holders]:
    """Return for each run the polygons it touches, by code."""
    lines = np.array([shapely.LineString(run) for run in runs], dtype=object)
    near = np.unique(countries.sindex.query(lines)[1])
    parts = countries.iloc[near].explode(index_parts=False).sort_index()
    polygons, codes = np.asarray(parts.geometry.array), [str(code) for code in parts.index]
    shapely.prepare(polygons)
    holders: list[Holders] = [[] for _ in runs]
    for run, i in sorted(zip(*shapely.STRtree(polygons).query(lines, predicate="intersects").tolist(), strict=True)):
        holders[run].append((codes[i], polygons[i]))
    return holders


def _share(run: Coords, holders: Holders) -> Iterator[tuple[str, float]]:
    """Divide a run among the polygons it touches, in the order they are entered."""
    line = shapely.LineString(run)
    for code, polygon in holders:
        if shapely.covers(polygon, line):
            yield code, length_km(run)
            return
    # Edge by edge, for an overlay of the whole run would count a stretch gone to and fro only once.
    for edge in pairwise(run) if holders else ():
        yield from _share_edge(shapely.LineString(edge), holders)


def _share_edge(edge: BaseGeometry, holders: Holders) -> list[tuple[str, float]]:
    shares, rest, start = [], edge, shapely.get_point(edge, 0)
    for code, polygon in holders:
        inside = shapely.intersection(rest, polygon) if shapely.intersects(polygon, rest) else None
        if inside:
            rest = shapely.difference(rest, polygon)
            km = sum(length_km(shapely.get_coordinates(part)) for part in shapely.get_parts(inside))
            shares.append((shapely.distance(inside, start), code, km))
    return [(code, km) for _, code, km in sorted(shares)]
