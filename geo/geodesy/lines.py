"""Lines on the globe: cut where they cross 180°, bent gently where only a few points are known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Point
from shapely.ops import substring

from geo.geodesy.measure import Coords, length_km, split_at_antimeridian

POINTS_PER_BEND = 16
# Centripetal parametrisation: the curve neither loops nor overshoots, however unequal the distances.
_CENTRIPETAL = 0.5


def cut_at_180(lonlat: Coords) -> LineString | MultiLineString:
    """Return a line, cut in two wherever a step of more than half the globe shows that it crosses 180°.

    Parameters
    ----------
    lonlat
        Shape (n, 2), n ≥ 2, in steps short enough that the shorter way round is meant.

    Returns
    -------
    LineString or MultiLineString
        Longitudes in [-180, 180]; both sides of a cut end at the latitude where the step meets the meridian.
    """
    pieces = split_at_antimeridian(lonlat)
    whole = [piece for piece in pieces if (piece != piece[0]).any()] or [np.repeat(pieces[0][:1], 2, axis=0)]
    return LineString(whole[0]) if len(whole) == 1 else MultiLineString(whole)


def bend(points: Coords) -> list[Coords]:
    """Return a gentle curve through points, one array for each step from a point to the next.

    For drawing alone: a line that nobody has surveyed should not look ruled. Its length means nothing.

    Parameters
    ----------
    points
        Shape (n, 2), n ≥ 2; two successive points must differ.

    Returns
    -------
    list of arrays
        n - 1 arrays of shape (17, 2) that begin and end exactly in the given points; longitudes in [-180, 180].

    Notes
    -----
    Centripetal Catmull-Rom spline (Yuksel, Schaefer and Keyser 2011) through the points as unit vectors, brought back
    to the globe. So it knows neither seam nor pole. Beyond the ends the first and last point are mirrored.
    """
    lon, lat = np.radians(points).T
    globe = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    known = np.vstack([2 * globe[0] - globe[1], globe, 2 * globe[-1] - globe[-2]])
    x, y, z = np.moveaxis(_catmull_rom(known), -1, 0)
    curves = np.degrees(np.stack([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))], axis=-1))
    curves[:, 0], curves[:, -1] = points[:-1], points[1:]
    return list(curves)


def stretch(line: Coords, start: Coords, end: Coords) -> Coords:
    """Return the part of a line between its points nearest to two others, in their order.

    Parameters
    ----------
    line
        Longitudes and latitudes, shape (n, 2), n ≥ 2; a step of more than 180° is taken the short way round.
    start, end
        Longitude and latitude.

    Returns
    -------
    array
        Shape (m, 2), m ≥ 2, longitudes in [-180, 180]. The line's own vertices stay as they are.
    """
    plane, place = _local(line)
    begin, stop = (plane.project(Point(place(point))) for point in (start, end))
    part = np.asarray(substring(plane, begin, stop).coords)
    part = np.repeat(part[:1], 2, axis=0) if len(part) < 2 else part
    part[:, 0] = (part[:, 0] / _shrink(line) + 180) % 360 - 180
    return part


def distance_km(line: Coords, lon: float, lat: float) -> float:
    """Return how far a point lies from a line, shape (n, 2) in degrees, along the ground in km."""
    plane, place = _local(line)
    near = np.asarray(plane.interpolate(plane.project(Point(place((lon, lat))))).coords)[0]
    return length_km([(near[0] / _shrink(line), near[1]), (lon, lat)])


def _shrink(line: Coords) -> float:
    """Return the length of a degree of longitude in degrees of latitude, at the middle of a line."""
    return float(np.cos(np.radians((line[:, 1].min() + line[:, 1].max()) / 2)))


def _local(line: Coords) -> tuple[LineString, Callable[[Coords | tuple[float, float]], tuple[float, float]]]:
    """Return a line in a plane in which nearness is that on the ground, and a function that lays a point beside it."""
    lons = np.unwrap(line[:, 0], period=360)
    shrink, middle = _shrink(line), (lons.min() + lons.max()) / 2

    def place(point: Coords | tuple[float, float]) -> tuple[float, float]:
        return ((point[0] - middle + 180) % 360 - 180 + middle) * shrink, point[1]

    return LineString(np.column_stack([lons * shrink, line[:, 1]])), place


def _catmull_rom(known: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the curves between points 1 and 2, 2 and 3 … of points in space, (n, 3); shape (n - 3, 17, 3)."""
    knots = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(known, axis=0), axis=1) ** _CENTRIPETAL)])
    steps = len(known) - 3
    around = [knots[number : number + steps, None, None] for number in range(4)]
    level = [known[number : number + steps, None, :] for number in range(4)]
    t = around[1] + np.linspace(0, 1, POINTS_PER_BEND + 1)[None, :, None] * (around[2] - around[1])

    def mix(low: int, high: int, left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
        part: NDArray[np.float64] = (t - around[low]) / (around[high] - around[low])
        mixed: NDArray[np.float64] = (1 - part) * left + part * right
        return mixed

    for width in (1, 2):
        level = [mix(low, low + width, level[low], level[low + 1]) for low in range(len(level) - 1)]
    return mix(1, 2, level[0], level[1])
