"""Lines between places for drawing: curved, and fanned where many meet, so that each has an end of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.geodesy.measure import Coords, LonLat, ellipsoid

POINTS = 24
# Two ends at one place come from directions that differ by this much where there is room all around.
APART_DEG, FILLED = 13.0, 0.94
# A line that meets no other leans aside by so much.
LEAN_DEG = 14.0
# How far from its place a line turns the way it arrives, as a share of its length.
_REACH = 0.5


def fan(ends: Mapping[str, tuple[LonLat, LonLat]]) -> dict[str, Coords]:
    """Return a curve from the first to the second place of each line, shape (25, 2), for drawing alone.

    A line turns at that of its places where the most lines meet; all that meet there come from directions of their own,
    as near to the true ones as that allows. The same places in the same order give the same curves.
    """
    meeting = Counter(place for pair in ends.values() for place in dict.fromkeys(pair))
    hubs = {key: max(pair[::-1], key=lambda place: meeting[place]) for key, pair in ends.items()}
    curves: dict[str, Coords] = {}
    for hub in dict.fromkeys(hubs.values()):
        keys = [key for key in ends if hubs[key] == hub]
        far = np.array([ends[key][0] if ends[key][1] == hub else ends[key][1] for key in keys])
        for key, place, curve in zip(keys, far, _curves(hub, far), strict=True):
            curve[[0, -1]] = place, hub
            curves[key] = curve if ends[key][1] == hub else curve[::-1]
    return {key: curves[key] for key in ends}


def spread(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return directions, in degrees, pushed apart until all differ enough; one alone leans aside."""
    if len(degrees) == 1:
        return degrees + LEAN_DEG
    order = np.argsort(degrees, kind="stable")
    apart = min(APART_DEG, FILLED * 360 / len(degrees))
    around = np.sort(degrees, kind="stable")
    for _ in range(40 * len(degrees)):
        gaps = np.diff(np.append(around, around[0] + 360))
        push = np.maximum(0, apart - gaps) / 2
        if push.max() < 0.05:
            break
        around = around - push + np.roll(push, 1)
    result = np.empty_like(degrees)
    result[order] = around
    return result


def _curves(hub: LonLat, far: Coords) -> list[Coords]:
    """Return curves from far places to a hub: parabolas in the plane of true distances and directions about it."""
    lon, lat = np.broadcast_to(hub, far.shape).T
    azimuth, _, distance = ellipsoid().inv(lon, lat, *far.T)
    arrive, t = np.radians(spread(azimuth))[:, None], np.linspace(0, 1, POINTS + 1)
    away, reach = np.radians(azimuth)[:, None], distance[:, None]
    start, turn = (1 - t) ** 2 * reach, 2 * t * (1 - t) * _REACH * reach
    east = start * np.sin(away) + turn * np.sin(arrive)
    north = start * np.cos(away) + turn * np.cos(arrive)
    towards, length = np.degrees(np.arctan2(east, north)), np.hypot(east, north)
    lon, lat, _ = ellipsoid().fwd(np.full(east.shape, hub[0]), np.full(east.shape, hub[1]), towards, length)
    return list(np.stack([lon, lat], axis=-1))
