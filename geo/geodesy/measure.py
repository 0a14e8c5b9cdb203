"""Lengths on the WGS84 ellipsoid; a line's edge is a geodesic, as that is what a way on the ground is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from pyproj import Geod

LonLat = tuple[float, float]
Coords = NDArray[np.float64]
"""(n, 2): longitude, latitude in degrees."""

MAX_STEP_KM = 25.0


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
