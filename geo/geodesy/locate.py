"""Which country a point lies in, within a tolerance."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import length_km

KM_PER_DEGREE = 110.5


def country_of_point(lon: float, lat: float, countries: geopandas.GeoDataFrame, tolerance_km: float = 0) -> str | None:
    """Return the code of the country that holds a point, or else of the nearest within a tolerance.

    Parameters
    ----------
    countries : index of codes, polygons in EPSG:4326.
    tolerance_km : how far outside every country the point may lie, for ports and points on a coarse coast.

    Returns
    -------
    The code; the first in order where the point lies on a shared border; ``None`` where no country is near enough.
    """
    held = countries.sindex.query(shapely.Point(lon, lat), predicate="intersects")
    if len(held):
        return min(str(countries.index[i]) for i in held)
    near = [
        (_distance_km(lon, lat, countries.geometry.iloc[i], tolerance_km), str(countries.index[i]))
        for i in _near(lon, lat, countries, tolerance_km)
    ]
    distance, code = min(near, default=(np.inf, ""))
    return code if distance <= tolerance_km else None


def _near(lon: float, lat: float, countries: geopandas.GeoDataFrame, tolerance_km: float) -> list[int]:
    """Return the positions of countries whose bounds come within the tolerance, on either side of 180°."""
    boxes = [_box(lon + turn, lat, tolerance_km) for turn in (-360, 0, 360)]
    return sorted({int(i) for box in boxes for i in countries.sindex.query(box)})


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
