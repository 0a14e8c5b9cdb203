"""Lines on the globe: cut where they cross 180°, bent gently where only a few points are known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, MultiLineString

from geo.projection import Projection

Points = NDArray[np.float64]
"""Longitude and latitude in degrees, shape (n, 2)."""

POINTS_PER_BEND = 16
# Centripetal parametrisation: the curve neither loops nor overshoots, however unequal the distances.
_CENTRIPETAL = 0.5


def cut_at_180(lonlat: Points) -> LineString | MultiLineString:
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
    pieces = [[tuple(lonlat[0])]]
    for (lon, lat), (to_lon, to_lat) in pairwise(lonlat.tolist()):
        if abs(to_lon - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            beyond = to_lon + 2 * edge  # the same point counted on past the meridian
            part = (edge - lon) / (beyond - lon) if beyond != lon else 0.0
            meets = lat + part * (to_lat - lat)
            pieces[-1].append((edge, meets))
            pieces.append([(-edge, meets)])
        pieces[-1].append((to_lon, to_lat))
    whole = [piece for piece in pieces if len(set(piece)) > 1] or [pieces[0][:1] * 2]
    return LineString(whole[0]) if len(whole) == 1 else MultiLineString(whole)


def bend(points: Points) -> list[Points]:
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
    Centripetal Catmull-Rom spline (Yuksel, Schaefer and Keyser 2011) in the equal-area plane about each step's middle;
    beyond the ends the first and last point are mirrored.
    """
    return [_bend_step(points, number) for number in range(len(points) - 1)]


def _bend_step(points: Points, number: int) -> Points:
    start, end = points[number], points[number + 1]
    across = (end[0] - start[0] + 180) % 360 - 180
    middle = (start[0] + across / 2 + 180) % 360 - 180
    plane = Projection(float(middle), float((start[1] + end[1]) / 2))
    known = plane.forward(points[max(number - 1, 0) : number + 3])
    if number == 0:
        known = np.vstack([2 * known[0] - known[1], known])
    if number + 2 == len(points):
        known = np.vstack([known, 2 * known[-1] - known[-2]])
    curve = plane.inverse(_catmull_rom(known))
    curve[0], curve[-1] = start, end
    return curve


def _catmull_rom(known: Points) -> Points:
    """Return the curve between the second and the third of four points of the plane, shape (4, 2)."""
    steps = np.hypot(*np.diff(known, axis=0).T) ** _CENTRIPETAL
    knots = np.concatenate([[0.0], np.cumsum(steps)])
    t = np.linspace(knots[1], knots[2], POINTS_PER_BEND + 1)[:, None]
    level = list(known)
    for width in (1, 2):
        level = [
            ((knots[i + width] - t) * level[i] + (t - knots[i]) * level[i + 1]) / (knots[i + width] - knots[i])
            for i in range(len(level) - 1)
        ]
    return ((knots[2] - t) * level[0] + (t - knots[1]) * level[1]) / (knots[2] - knots[1])
