"""Where a country's name goes, and how large the country is."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.geodesy.projection import Projection
from geo.geodesy.seam import seam_of

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
    plane = shapely.transform(_cut(countries.geometry.to_numpy(), projection), projection.forward)
    parts, owner = shapely.get_parts(plane, return_index=True)
    areas = np.nan_to_num(shapely.area(parts))
    largest = pd.Series(areas).groupby(owner).idxmax()
    shapes = shapely.buffer(shapely.simplify(parts[largest], SHAPE_TOLERANCE_M), 0)
    shapes = np.where(shapely.is_empty(shapes), parts[largest], shapes)
    centres = shapely.get_point(shapely.maximum_inscribed_circle(shapes, tolerance=CENTRE_TOLERANCE_M), 0)
    lonlat = projection.inverse(np.column_stack([shapely.get_x(centres), shapely.get_y(centres)]))
    return pd.DataFrame(
        {"lon": lonlat[:, 0], "lat": lonlat[:, 1], "area_km2": np.bincount(owner, areas, len(countries)) / 1e6},
        index=countries.index,
    )


def _cut(shapes: NDArray[np.object_], projection: Projection) -> NDArray[np.object_]:
    seam = seam_of(projection, CUT_UNIT_DEG)
    if seam is None:
        return shapes
    cut = seam.cut(shapes)
    return np.where(shapely.is_empty(cut), shapes, cut)
