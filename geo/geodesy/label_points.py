"""Where a country's name goes, and how large the country is."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.geodesy.projection import Projection

# A name needs the shape of a country, not its coast: coarser than any border that is drawn.
SHAPE_TOLERANCE_M = 20_000
CENTRE_TOLERANCE_M = 20_000


def label_points(countries: gpd.GeoDataFrame, projection: Projection) -> pd.DataFrame:
    """Return for each country the point deepest inside its largest part, and its area.

    Parameters
    ----------
    countries
        Polygons in EPSG:4326; any index.
    projection
        Equal-area, so that areas are true and the deepest point is where the reader sees room.

    Returns
    -------
    DataFrame with the index of ``countries`` and the columns ``lon`` and ``lat`` (degrees), ``area_km2``.
    Order and index are kept.
    """
    plane = shapely.transform(countries.geometry.to_numpy(), projection.forward)
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
