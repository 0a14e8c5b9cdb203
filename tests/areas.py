"""Areas on the ellipsoid, for tests that hold outlines to published figures."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import ellipsoid

# An edge of a polygon is straight in longitude and latitude, as borders along a parallel are.
STEP_DEG = 0.1


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area in km² of polygons in degrees; 0 for what has no area."""
    fine = shapely.segmentize(shapely.orient_polygons(geometry), STEP_DEG)
    polygons = [part for part in shapely.get_parts(shapely.get_parts(fine)) if part.geom_type == "Polygon"]
    return sum(abs(ellipsoid().geometry_area_perimeter(part)[0]) for part in polygons) / 1e6
