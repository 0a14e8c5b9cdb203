"""Which country a point lies in, within a tolerance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import length_km

KM_PER_DEGREE = 110.5


def country_of_point(lon: float, lat: float, shapes: Mapping[str, BaseGeometry], tolerance_km: float = 0) -> str | None:
    """Return the code of the country that holds a point, or else of the nearest within a tolerance.

    Parameters
    ----------
    shapes : polygons in EPSG:4326 by the codes of their countries.
    tolerance_km : how far outside every country the point may lie, for ports and points on a coarse coast.

    Returns
    -------
    The code; the first in order where the point lies on a shared border; ``None`` where no country is near enough.
    """
    held = [code for code, shape in shapes.items() if shapely.intersects_xy(shape, lon, lat)]
    if held:
        return min(held)
    # On either side of 180°.
    boxes = [_box(lon + turn, lat, tolerance_km) for turn in (-360, 0, 360)]
    near = [
        (_distance_km(lon, lat, shape, tolerance_km), code)
        for code, shape in shapes.items()
        if shapely.intersects(boxes, shapely.box(*shape.bounds)).any()
    ]
    distance, code = min(near, default=(np.inf, ""))
    return code if distance <= tolerance_km else None


def _box(lon: float, lat: float, tolerance_km: float) -> BaseGeometry:
    high = tolerance_km / KM_PER_DEGREE
    wide = high / max(np.cos(np.radians(min(abs(lat) + high, 90.0))), high / 180 if high else 1.0)
    return shapely.box(lon - wide, lat - high, lon + wide, lat + high)


def _distance_km(lon: float, lat: float, geometry: BaseGeometry, tolerance_km: float) -> float:
    """Return the distance to the nearest edge within the tolerance; infinity where there is none."""
    # Degrees of longitude are shortened to the point's own, so that the nearest in the plane is the nearest.
    shrink = max(float(np.cos(np.radians(lat))), 1e-9)
    distances = [np.inf]
    for turn in (-360, 0, 360):
        clipped = shapely.intersection(shapely.boundary(geometry), _box(lon + turn, lat, tolerance_km))
        if not clipped.is_empty:
            plane = affine_transform(clipped, [shrink, 0, 0, 1, -shrink * (lon + turn), -lat])
            x, y = shapely.get_coordinates(shapely.shortest_line(shapely.Point(0, 0), plane))[1]
            distances.append(length_km([(lon, lat), (lon + x / shrink, lat + y)]))
    return min(distances)
