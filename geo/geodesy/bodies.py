"""The main body of a country, and the parts far from it that would rule the frame of a map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import MAX_HORIZON_DEG, Projection

# What lies as near as this, from part to part, belongs together.
NEAR_M = 500_000
# So far off, a part belongs to the main body where it is so large a share of the country; anywhere, so large a one.
FAR_M, FAR_SHARE, ANY_SHARE = 1_500_000, 0.1, 0.25


class Bodies(NamedTuple):
    """A country's main body, and its other parts in groups of near ones; multipolygons in EPSG:4326."""

    main: BaseGeometry
    others: tuple[BaseGeometry, ...]


@lru_cache(maxsize=512)
def split_bodies(shape: BaseGeometry) -> Bodies:
    """Part a country, in EPSG:4326, into its main body and groups of what lies far from it.

    The main body is the largest group of parts with less than ``NEAR_M`` between one and the next; a group within
    ``FAR_M`` of it that is a tenth of the country; and any that is a quarter of it.
    """
    parts = shapely.get_parts(shape)
    if len(parts) < 2 or not all(part.geom_type == "Polygon" for part in parts):
        return Bodies(shape, ())
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(parts[np.argmax(shapely.area(parts))]))[0]
    here = Projection(float(lon), float(lat), MAX_HORIZON_DEG)
    plane = shapely.make_valid(shapely.transform(parts, here.forward))
    groups = _near_ones(plane)
    areas = np.bincount(groups, shapely.area(plane))
    share = areas / areas.sum()
    wholes = [shapely.union_all(plane[groups == number]) for number in range(len(areas))]
    away = shapely.distance(wholes[int(np.argmax(areas))], wholes)
    is_main = (away < NEAR_M) | ((away < FAR_M) & (share >= FAR_SHARE)) | (share >= ANY_SHARE)
    together = [shapely.multipolygons(parts[groups == number].tolist()) for number in np.argsort(-areas)]
    order = is_main[np.argsort(-areas)]
    main = shapely.multipolygons(parts[is_main[groups]].tolist())
    return Bodies(main, tuple(one for one, kept in zip(together, order, strict=True) if not kept))


def _near_ones(plane: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the number of the group of each part: parts less than ``NEAR_M`` from one another are in one."""
    one, two = shapely.STRtree(plane).query(plane, predicate="dwithin", distance=NEAR_M)
    group = np.arange(len(plane))
    for _ in range(len(plane)):
        before = group.copy()
        np.minimum.at(group, one, before[two])
        if (group == before).all():
            break
    return np.unique(group, return_inverse=True)[1]


def widest_gap(bodies: Sequence[BaseGeometry]) -> float:
    """Return the middle longitude, in whole degrees, of the widest stretch in which the fewest bodies lie."""
    held = np.zeros(360, dtype=np.int64)
    for body in bodies:
        touched = np.zeros(360, dtype=bool)
        for west, _, east, _ in shapely.bounds(shapely.get_parts(body)):
            touched[np.arange(math.floor(west), max(math.ceil(east), math.floor(west) + 1)) % 360] = True
        held += touched
    free = held == held.min()
    if free.all():
        return 180.0
    begin = int(np.flatnonzero(~free)[0])
    around = np.roll(free, -begin)
    runs = np.flatnonzero(np.diff(np.concatenate([[False], around, [False]]).astype(int))).reshape(-1, 2)
    first, last = runs[np.argmax(runs[:, 1] - runs[:, 0])]
    middle = begin + (first + last) // 2
    return float((middle + 180) % 360 - 180)
