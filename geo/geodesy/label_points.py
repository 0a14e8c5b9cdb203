"""Where a country's name goes, and how large the country is."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.geodesy.projection import Projection
from geo.geodesy.seam import seam_of
from geo.prepared import Arrays, prepared

# A name needs the shape of a country, not its coast: coarser than any border that is drawn.
SHAPE_TOLERANCE_M = 20_000
CENTRE_TOLERANCE_M = 20_000
CUT_UNIT_DEG = 0.01


def label_points(countries: gpd.GeoDataFrame, projection: Projection) -> pd.DataFrame:
    """Return for each country the point deepest inside its largest part, and its area.

    Parameters
    ----------
    countries
        Polygons in EPSG:4326; any index.
    projection
        That of the map: the deepest point is where the reader sees room. Areas are those of its equal-area twin.

    Returns
    -------
    DataFrame with the index of ``countries`` and the columns ``lon`` and ``lat`` (degrees), ``area_km2``.
    Order and index are kept.
    """
    projection = projection.equal_area
    shapes = countries.geometry.to_numpy()
    lon, lat, area = prepared(
        "names",
        [repr(projection).encode(), *shapely.to_wkb(shapes).tolist()],
        lambda: _find(shapes, projection),
        to_arrays=lambda found: found,
        from_arrays=_numbers,
    )
    return pd.DataFrame({"lon": lon, "lat": lat, "area_km2": area}, index=countries.index)


def _numbers(arrays: Arrays) -> list[NDArray[np.float64]]:
    return [array.astype(np.float64) for array in arrays]


def _find(countries: NDArray[np.object_], projection: Projection) -> list[NDArray[np.float64]]:
    """Return longitudes and latitudes of points and the areas of their countries in km²."""
    plane = shapely.transform(_cut(countries, projection), projection.forward)
    parts, owner = shapely.get_parts(plane, return_index=True)
    areas = np.nan_to_num(shapely.area(parts))
    largest = pd.Series(areas).groupby(owner).idxmax()
    shapes = shapely.buffer(shapely.simplify(parts[largest], SHAPE_TOLERANCE_M), 0)
    shapes = np.where(shapely.is_empty(shapes), parts[largest], shapes)
    centres = shapely.get_point(shapely.maximum_inscribed_circle(shapes, tolerance=CENTRE_TOLERANCE_M), 0)
    lonlat = projection.inverse(np.column_stack([shapely.get_x(centres), shapely.get_y(centres)]))
    return [lonlat[:, 0], lonlat[:, 1], np.bincount(owner, areas, len(countries)) / 1e6]


def _cut(shapes: NDArray[np.object_], projection: Projection) -> NDArray[np.object_]:
    seam = seam_of(projection, CUT_UNIT_DEG)
    if seam is None:
        return shapes
    cut = seam.cut(shapes)
    return np.where(shapely.is_empty(cut), shapes, cut)
